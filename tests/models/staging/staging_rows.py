"""Rows and files as they are staged, for tests."""

import datetime as dt
from typing import Any

import polars as pl

from models import tables
from models.staging import known
from models.staging.known import Staged
from models.staging.versions import Horizon, Mode
from tests.factories import frame

AS_OF = dt.date(2026, 3, 10)
CUTOFF = dt.datetime(2026, 3, 10, 22, 59, 59, 999999, dt.UTC)
LIVE = Horizon(AS_OF, CUTOFF, is_default=True)
GIVEN = Horizon(AS_OF, CUTOFF, is_default=False)


def staged(table: str, *rows: dict[str, Any]) -> pl.LazyFrame:
    """Return rows as they are staged; ``file`` says in which, ``row`` on which line.

    ``told`` is the file that first told of the row.
    """
    about = {"file", "told", "row"}
    own = [{k: v for k, v in row.items() if k not in about} for row in rows]
    places = pl.DataFrame(
        {
            "_file_no": [row.get("file", 1) for row in rows],
            "_told_no": [row.get("told", row.get("file", 1)) for row in rows],
            "_row": range(1, len(rows) + 1),
            "source_line": [row.get("row", at) for at, row in enumerate(rows, start=2)],
        },
        schema={
            **dict.fromkeys(("_file_no", "_told_no", "_row"), pl.UInt32),
            "source_line": pl.Int64,
        },
    )
    key = tables.SOURCES[table].primary_key()
    frames = frame(table, *own).drop("source", "source_line", "gone_at")
    keyed = frames.with_columns(_key=pl.struct(key).hash())
    return pl.concat([keyed, places], how="horizontal").lazy()


def files(table: str, *rows: dict[str, Any]) -> pl.DataFrame:
    """Return the record of files, numbered from 1."""
    return frame(
        "source_files",
        *(
            {
                "table": table,
                "path": f"{table}.csv",
                "content_hash": f"hash{number}",
                "file_no": number,
                "arrived_at": "2026-03-01T12:00",
                "is_first_load": number == 1,
                **row,
            }
            for number, row in enumerate(rows, start=1)
        ),
    )


def table(  # noqa: PLR0913  # a test says only what it is about
    rows: pl.LazyFrame,
    source_files: pl.DataFrame,
    horizon: Horizon = LIVE,
    *,
    name: str = "order_lines",
    mode: Mode = "delta",
    home: str = "main",
) -> pl.DataFrame:
    """Return the table as known, held to its contract."""
    staged = Staged(source_files, lambda _: rows, lambda _: mode)
    found = known.known(staged, name, horizon, home).collect()
    tables.SOURCES[name].validate(found)
    return found.sort(tables.SOURCES[name].primary_key())


def order(order_id: str, **more: object) -> dict[str, Any]:
    row = {"order_id": order_id, "line_no": 1, "sku": "a", "ordered_qty": 1}
    return {**row, "placed_at": "2026-03-05T10:00", **more}
