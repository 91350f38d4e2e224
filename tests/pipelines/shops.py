"""Workspaces of hand-made files, and what a run publishes of them."""

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.creation import create
from pipelines.definitions import build_definitions
from pipelines.jobs import NIGHTLY
from pipelines.progress import LOGGER
from pipelines.publishing import Snapshot, published
from pipelines.resources import Request
from pipelines.workspace import Workspace

Row = dict[str, Any]


def shop(root: Path, settings: str = "") -> Workspace:
    """Make an empty workspace with some settings."""
    workspace = create(root)
    if settings:
        workspace.settings_file.write_text(settings, encoding="utf-8")
    return workspace


def drop(workspace: Workspace, name: str, rows: Sequence[Row]) -> None:
    """Put a file of ``rows`` into the inbox; its columns are those of all rows."""
    path = workspace.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def plan(workspace: Workspace, as_of: dt.date | None = None) -> Snapshot:
    """Run the whole nightly job and return what it published.

    Its history is kept nowhere, which takes half of the time of a small run.
    """
    definitions = build_definitions(
        workspace, request=Request(as_of), listener=lambda *_: None
    )
    job = definitions.resolve_job_def(NIGHTLY)
    job.execute_in_process(run_config={"loggers": {LOGGER: {}}})
    return published(workspace)


def days(first: dt.date, last: dt.date) -> list[dt.date]:
    """Return every day from ``first`` to ``last``."""
    count = (last - first).days + 1
    return [first + dt.timedelta(days=number) for number in range(count)]


def sold(sku: str, on: Iterable[dt.date], qty: float = 1, **more: object) -> list[Row]:
    """Return one order line a day, at half past ten."""
    return [
        {
            "order_id": f"{sku}-{day:%y%m%d}",
            "placed_at": f"{day} 10:30",
            "sku": sku,
            "ordered_qty": qty,
            **more,
        }
        for day in on
    ]


def rows_of(snapshot: Snapshot, table: str, **where: object) -> list[Row]:
    """Return the published rows of ``table`` that hold all of ``where``."""
    holds = [pl.col(name) == value for name, value in where.items()]
    return snapshot.read(table).filter(*holds).to_dicts()


def row_of(snapshot: Snapshot, table: str, **where: object) -> Row:
    """Return the only published row of ``table`` that holds all of ``where``."""
    (row,) = rows_of(snapshot, table, **where)
    return row


def total(snapshot: Snapshot, table: str, column: str, **where: object) -> float:
    """Return the sum of a column over the rows that hold all of ``where``."""
    return sum((float(row[column]) for row in rows_of(snapshot, table, **where)), 0.0)
