"""Tables as files: what is shown, filtered and sorted as it is shown."""

import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import flask
import polars as pl

from pipelines import exports
from pipelines.desk import rows
from pipelines.desk.listing import Listing, Rows
from pipelines.desk.view import view

KINDS: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

ITEM_PARTS = ("title", "location_id")


def register(server: flask.Flask, listings: Sequence[Listing]) -> None:
    """Serve every table of ``listings`` as a file."""
    known = {listing.name: listing for listing in listings}

    @server.errorhandler(LookupError)
    def unknown(fault: LookupError) -> tuple[str, int]:
        return str(fault), 404

    @server.get("/download/<name>.<kind>")
    def download(name: str, kind: str) -> flask.Response:
        if name not in known or kind not in KINDS:
            flask.abort(404)
        seen, scope = view(), _json("scope")
        asked = rows.Asked(filters=_json("f"), order=_order())
        listed = known[name].rows(seen, scope)
        found = rows.part(listed, asked).rows
        shown = found.select([*_leading(found, listed), *listed.columns])
        body = WRITERS[kind](shown, name)
        response = flask.Response(body, content_type=KINDS[kind])
        file = f"{name}-{seen.snapshot.as_of}.{kind}"
        response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
        return response


def _leading(found: pl.DataFrame, listed: Rows) -> list[str]:
    """Return what stands inside the cell of an item beside its number."""
    if "item" not in listed.columns.values():
        return []
    inside = [name for name in ITEM_PARTS if name in found.columns]
    return [name for name in inside if name not in listed.columns]


def _json(name: str) -> dict[str, Any]:
    """Return what the address holds under ``name``: an object, or nothing."""
    read = _read(name, "{}")
    return read if isinstance(read, dict) else flask.abort(400, f"{name} is no object")


def _order() -> list[dict[str, str]]:
    """Return in which order the rows are asked for."""
    try:
        return [
            {"colId": str(name), "sort": str(way)} for name, way in _read("o", "[]")
        ]
    except (TypeError, ValueError):
        flask.abort(400, "o is no list of columns and ways")


def _read(name: str, otherwise: str) -> Any:  # noqa: ANN401  # whatever JSON holds
    """Return what the address holds under ``name``."""
    try:
        return json.loads(flask.request.args.get(name, otherwise))
    except json.JSONDecodeError:
        flask.abort(400, f"{name} is no JSON")


def _csv(shown: pl.DataFrame, name: str) -> bytes:
    """Write rows as CSV that any spreadsheet opens safely."""
    del name
    safe = exports.neutralised(shown.lazy()).collect()
    return safe.write_csv(include_bom=True).encode()


def _xlsx(shown: pl.DataFrame, name: str) -> bytes:
    """Write rows as a workbook."""
    stream = io.BytesIO()
    exports.write_sheet(exports.neutralised(shown.lazy()).collect(), name, stream)
    return stream.getvalue()


WRITERS: Mapping[str, Callable[[pl.DataFrame, str], bytes]] = {
    "csv": _csv,
    "xlsx": _xlsx,
}
