"""Published tables as files for any other tool."""

from pathlib import Path
from typing import IO

import polars as pl
from polars import selectors

from pipelines.publishing import UNFINISHED, Snapshot
from pipelines.workspace import WorkspaceFault

FORMULA = r"^([=+\-@\t\r\n])"
"""How text starts that a spreadsheet would run."""

SHEET_ROWS = 1_048_575


def export_table(snapshot: Snapshot, table: str, kind: str, file: Path) -> int:
    """Write ``table`` of ``snapshot`` as a ``kind`` of ``file``; return its rows.

    Text that a spreadsheet would run as a formula gets an apostrophe, but for Parquet.
    """
    if table not in snapshot.tables:
        message = f"no table {table}; published are {', '.join(snapshot.tables)}"
        raise WorkspaceFault(message)
    rows = snapshot.scan(table)
    count = snapshot.manifest["row_counts"][table]
    beside = file.with_name(f"{UNFINISHED}{file.name}")
    if kind == "parquet":
        rows.sink_parquet(beside)
    elif kind == "csv":
        neutralised(rows).sink_csv(beside)
    else:
        _refuse_too_long(table, count)
        with beside.open("wb") as stream:
            write_sheet(neutralised(rows).collect(), table, stream)
    beside.replace(file)
    return count


def neutralised(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Put an apostrophe before text that a spreadsheet would run as a formula."""
    return rows.with_columns(selectors.string().str.replace(FORMULA, "'${1}"))


def _refuse_too_long(table: str, count: int) -> None:
    """Refuse what does not fit on a sheet."""
    if count > SHEET_ROWS:
        message = (
            f"{table} has {count:,} rows, a sheet {SHEET_ROWS:,}; export it as csv"
        )
        raise WorkspaceFault(message)


def write_sheet(rows: pl.DataFrame, table: str, stream: IO[bytes]) -> None:
    """Write ``rows`` as a workbook; a sheet knows no time zones: times are in UTC."""
    plain = rows.with_columns(
        selectors.datetime(time_zone="*").dt.replace_time_zone(None)
    )
    plain.write_excel(
        stream, worksheet=table[:31], autofilter=True, freeze_panes=(1, 0)
    )
