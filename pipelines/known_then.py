"""The files of a workspace without what nobody could have known on a past day.

Columns that are overwritten in place (a status, an expected day) say what holds now. A
row that was recorded when it was, or came in a later drop, has its history. One from
the first files has none: there such a column is empty, unless a moment in the row tells
when it came about.
"""

from dataclasses import dataclass
from functools import reduce

import polars as pl

from models import tables
from models.staging.versions import Mode, marked
from pipelines.sources.store import InboxStore


@dataclass(frozen=True)
class KnownThen:
    """The sources of a workspace, as assets are given them, for a past day."""

    store: InboxStore

    def load(self) -> None:
        """Read nothing: what was read is what a past is made of."""

    def files(self) -> pl.DataFrame:
        """Return every file read."""
        return self.store.files()

    def rejects(self) -> pl.DataFrame:
        """Return every row refused."""
        return self.store.rejects()

    def unread(self) -> dict[str, str]:
        """Return the files that were left alone, and why."""
        return self.store.unread()

    def notes(self) -> list[tuple[str, str, str, str]]:
        """Return how cells were read."""
        return self.store.notes()

    def words(self) -> list[tuple[str, str, str, int]]:
        """Return words that were left out."""
        return self.store.words()

    def rows(self, table: str) -> pl.LazyFrame:
        """Return every row kept of ``table``, without what has no history."""
        rows = self.store.rows(table)
        names = marked(table, "overwritten")
        if not names:
            return rows
        files = self.store.files().filter("is_first_load")["file_no"].implode()
        is_first = pl.col("_told_no").is_in(files.cast(pl.List(pl.UInt32)))
        has_no_history = is_first & pl.col("recorded_at").is_null()
        return rows.with_columns(
            pl.when(~has_no_history | _is_told(table, name)).then(name).alias(name)
            for name in names
        )

    def mode(self, table: str) -> Mode:
        """Return whether a file of ``table`` holds changes or everything."""
        return self.store.mode(table)

    def service_skus(self) -> tuple[str, ...]:
        """Return the items that settings say are no goods."""
        return self.store.service_skus()


def _is_told(table: str, name: str) -> pl.Expr:
    """Return whether a moment in the row tells when the column came about."""
    columns = tables.SOURCES[table].columns()
    moments = [
        pl.col(moment).is_not_null()
        for moment in marked(table, "milestone")
        if name in (columns[moment].metadata or {}).get("tells", ())
    ]
    return reduce(lambda one, other: one | other, moments, pl.lit(value=False))
