"""Long tables: asked for part by part, filtered and sorted where the rows are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from models.reports.report_table import Kind, ReportTable
from pipelines.desk.view import View

Scope = Mapping[str, str]
"""What a page narrows a table to, as the item it is about."""


@dataclass(frozen=True)
class Rows:
    """Rows in memory, or in Parquet files, and how their columns are shown."""

    columns: Mapping[str, Kind]
    source: pl.DataFrame | tuple[Path, ...]


@dataclass(frozen=True)
class Listing:
    """A table that pages show under one name.

    ``make`` returns its rows, all of them, most important first. They are kept for
    the next reader, so it must depend on the view and the scope alone; rows that
    decisions change (``is_kept`` is false) are asked for each time.
    """

    name: str
    make: Callable[[View, Scope], ReportTable | Rows]
    is_kept: bool = True

    def rows(self, view: View, scope: Scope) -> Rows:
        """Return the rows of this table."""
        if not self.is_kept:
            return _rows(self.make(view, scope))
        narrowed = tuple(f"{key}={value}" for key, value in sorted(scope.items()))
        return view.remember(
            ("listing", self.name, *narrowed), lambda: _rows(self.make(view, scope))
        )


def _rows(made: ReportTable | Rows) -> Rows:
    """Return the rows of a table of the reports."""
    return made if isinstance(made, Rows) else Rows(made.columns, made.rows)
