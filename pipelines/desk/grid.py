"""A long table on a page: its columns, its search, its downloads and its link."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import dash
import dash_ag_grid
import polars as pl
from dash import MATCH, ClientsideFunction, Input, Output, State, dcc, html
from dash._callback import NoUpdate
from dash.development.base_component import Component
from polars import selectors

from models.reports import formats
from models.reports.report_table import Kind
from models.reports.texts import TEXTS
from pipelines.desk import rows
from pipelines.desk.columns import DEFAULT_COLUMN, column_definitions
from pipelines.desk.listing import Listing, Scope
from pipelines.desk.view import View, view

ROW_HEIGHT = 42
TALL_ROW_HEIGHT = 56
HEADER_HEIGHT = 40
SHOWN_ROWS = 12
"""A table that is not all of its page shows about as many."""
Answer = dict[str, Any]
"""Rows as a grid reads them, and how many there are."""
KEY = "_row"
"""Tells a row from the others while it is shown."""


@dataclass(frozen=True)
class Setup:
    """What a page adds to a table: to definitions of columns by name, and to options.

    ``leading`` columns stand first and hold no value of the table, as links do;
    ``row_id`` is the column that tells rows apart, where planners work on them.
    """

    columns: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    leading: Sequence[Mapping[str, Any]] = ()
    row_id: str = KEY


def grid(  # noqa: PLR0913  # what a page says of its table, each by name
    view: View,
    listing: Listing,
    scope: Scope | None = None,
    state: str | None = None,
    *,
    height: int | str | None = None,
    setup: Setup | None = None,
) -> Component:
    """Return a table of ``listing``, as far as ``scope`` narrows it.

    ``state`` is what the address says of its filters and order (``TableState`` of
    the page's script writes it); ``height`` is in pixels, by default as its rows need,
    or a length of CSS.
    """
    added = setup or Setup()
    narrowed = scope or {}
    found = listing.rows(view, narrowed)
    total = rows.total(found)
    if not total:
        return html.P(no_rows(view, listing.name), className="empty")
    at = {"listing": listing.name, "scope": json.dumps(narrowed, sort_keys=True)}
    return html.Div(
        className="listing",
        children=[
            _above(view, listing, narrowed, at),
            dash_ag_grid.AgGrid(
                id={"part": "grid", **at},
                rowModelType="infinite",
                columnDefs=[
                    *added.leading,
                    *(
                        {**one, **added.columns.get(one["field"], {})}
                        for one in column_definitions(view, found)
                    ),
                ],
                defaultColDef=DEFAULT_COLUMN,
                filterModel=filters_of(state),
                dashGridOptions={**grid_options(view, found.columns), **added.options},
                getRowId=f"params.data.{added.row_id}",
                className="grid",
                style={"height": height or _height(found.columns, total)},
            ),
        ],
    )


def grid_options(view: View, columns: Mapping[str, Kind]) -> dict[str, Any]:
    """Return the options that all tables share."""
    is_tall = "item" in columns.values()
    return {
        "rowHeight": TALL_ROW_HEIGHT if is_tall else ROW_HEIGHT,
        "headerHeight": HEADER_HEIGHT,
        "cacheBlockSize": 100,
        "maxBlocksInCache": 20,
        "rowBuffer": 10,
        "animateRows": False,
        "enableCellTextSelection": True,
        "ensureDomOrder": True,
        "localeText": locale_text(view),
        "tooltipShowDelay": 400,
    }


def _above(view: View, listing: Listing, scope: Scope, at: dict[str, str]) -> Component:
    """Return what stands above a table: search, number of rows, downloads."""
    links = [
        html.A(
            kind.upper(),
            id={"part": kind, **at},
            href=download_link(listing.name, kind, scope),
            className="download",
            title=view.say("desk_download", kind=kind.upper()),
        )
        for kind in ("csv", "xlsx")
    ]
    return html.Div(
        className="listing-above",
        children=[
            html.Label(
                [
                    html.Span(view.say("desk_search_table"), className="unseen"),
                    dcc.Input(
                        id={"part": "search", **at},
                        type="search",
                        placeholder=view.say("search"),
                        className="search-box",
                        debounce=0.25,
                    ),
                ]
            ),
            html.Span(id={"part": "count", **at}, className="count", role="status"),
            html.Span(links, className="downloads"),
        ],
    )


def download_link(name: str, kind: str, scope: Scope) -> str:
    """Return the address of a table as a file."""
    words = quote(json.dumps(dict(scope), sort_keys=True))
    return f"/download/{quote(name)}.{kind}?scope={words}"


def filters_of(state: str | None) -> dict[str, Any]:
    """Return the filters that an address holds; one that cannot be read holds none."""
    try:
        read = json.loads(state or "{}")
    except json.JSONDecodeError:
        return {}
    filters = read.get("f") if isinstance(read, dict) else None
    return filters if isinstance(filters, dict) else {}


def _height(columns: Mapping[str, Kind], total: int) -> int:
    """Return how high a table is that shows its first rows."""
    each = TALL_ROW_HEIGHT if "item" in columns.values() else ROW_HEIGHT
    return HEADER_HEIGHT + each * min(total, SHOWN_ROWS) + 18


def no_rows(view: View, name: str) -> str:
    """Return why a table has no rows."""
    key = f"empty_{name}"
    return view.say(key if key in TEXTS else "desk_empty")


def locale_text(view: View) -> dict[str, str]:
    """Return the words of the grid itself."""
    prefix = "grid_"
    return {
        key.removeprefix(prefix): view.say(key)
        for key in TEXTS
        if key.startswith(prefix)
    }


def records(shown: pl.DataFrame, first: int) -> list[dict[str, Any]]:
    """Return rows as a grid reads them, each with a key of its own."""
    numbered = shown.with_columns(
        selectors.decimal().cast(pl.Float64),
        selectors.date().dt.to_string("%Y-%m-%d"),
        selectors.datetime().dt.to_string("%Y-%m-%dT%H:%M:%S"),
        selectors.float().fill_nan(None),
    ).with_row_index(KEY, offset=first)
    return numbered.with_columns(pl.col(KEY).cast(pl.String)).to_dicts()


def register(app: dash.Dash, listings: Sequence[Listing]) -> None:
    """Let every table of the desk answer for its rows, and its links follow it."""
    known = {listing.name: listing for listing in listings}
    at = {"listing": MATCH, "scope": MATCH}

    @app.callback(
        Output({"part": "grid", **at}, "getRowsResponse"),
        Output({"part": "count", **at}, "children"),
        Input({"part": "grid", **at}, "getRowsRequest"),
        State({"part": "grid", **at}, "id"),
        prevent_initial_call=True,
    )
    def answer(
        request: dict[str, Any] | None, place: dict[str, str]
    ) -> tuple[Answer | NoUpdate, str | NoUpdate]:
        if request is None:
            return dash.no_update, dash.no_update
        seen, asked = view(), rows.asked_for(request)
        listed = known[place["listing"]].rows(seen, json.loads(place["scope"]))
        found = rows.part(listed, asked)
        count = seen.say("desk_rows", n=formats.number(found.total, seen.language))
        shown = records(found.rows, asked.first)
        return {"rowData": shown, "rowCount": found.total}, count

    app.clientside_callback(
        ClientsideFunction("desk", "follow"),
        Output({"part": "csv", **at}, "href"),
        Output({"part": "xlsx", **at}, "href"),
        Input({"part": "grid", **at}, "getRowsRequest"),
        State({"part": "grid", **at}, "id"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("desk", "search"),
        Output({"part": "grid", **at}, "filterModel"),
        Input({"part": "search", **at}, "value"),
        State({"part": "grid", **at}, "filterModel"),
        prevent_initial_call=True,
    )
