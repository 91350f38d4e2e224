"""Rows that a new file holds as the one whose place it takes held them.

They are no news: the new file carries them on, with the number of the file that first
told of them. Of the replaced file only the others are kept.
"""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from models.staging.told_before import ToldBefore, statement
from models.staging.versions import Mode
from pipelines.sources.plan import Content, Plan
from pipelines.sources.staged import FILE_NO, PLACE, StagedFiles, staged_rows


@dataclass(frozen=True)
class Remainder:
    """How many rows of a replaced file are carried on, and where the others are."""

    rows_carried: int
    out: Path | None


class Carrying:
    """What the files of one table that a load replaces, or reads again, said."""

    def __init__(self, staged: StagedFiles, plan: Plan, table: str, mode: Mode) -> None:
        """Find the files whose rows may be carried on.

        A full file goes on from the one before it only, whatever its name.
        """
        self._staged = staged
        self._table = table
        own = staged.files().filter(pl.col("table") == table)
        self._live = own.filter(pl.col("replaced_by").is_null())
        last = own.sort("arrived_at", "path", "file_no").tail(1)
        is_replaced = pl.col("file_no").is_in(list(plan.replaced))
        self._replaced = (self._live if mode == "delta" else last).filter(is_replaced)
        self._rows = self._said(self._replaced)
        self._before = ToldBefore(self._rows)

    def before(self, one: Content) -> ToldBefore | None:
        """Return what was said before ``one``; None if it takes no place.

        A file that is read again told itself what it first told.
        """
        again = self._live.filter(
            pl.col("path") == one.drop.relative,
            pl.col("content_hash") == one.content_hash,
        )
        if again.is_empty():
            return self._before if self._rows.height else None
        rows = self._said(again)
        return ToldBefore(rows.filter(pl.col("_told_no") != pl.col(FILE_NO)))

    def remainders(self, folder: Path) -> dict[int, Remainder]:
        """Write the rows that nothing carries on into ``folder``, file by file."""
        over = self._rows.filter(pl.Series(self._before.is_over(), dtype=pl.Boolean))
        records = self._replaced.select("content_hash", "file_no", "rows_kept")
        found: dict[int, Remainder] = {}
        for content_hash, file_no, kept in records.iter_rows():
            left = over.filter(pl.col(FILE_NO) == file_no)["_row"]
            out = None
            if 0 < len(left) < kept:
                out = folder / f"{file_no}.over.parquet"
                source = self._staged.place(self._table, content_hash, file_no)
                write_rows(source, left, out)
            found[file_no] = Remainder(kept - len(left), out)
        return found

    def _said(self, files: pl.DataFrame) -> pl.DataFrame:
        """Return place, key and statement of every row of ``files``."""
        rows = staged_rows(self._table, self._staged.places(files))
        return rows.select(*PLACE, statement(self._table).alias("_said")).collect()


def write_rows(source: Path, rows: pl.Series, out: Path) -> None:
    """Write the ``rows`` of a staged file, by their ordinals, into another."""
    is_left = pl.col("_row").is_in(rows.implode())
    pl.scan_parquet(source).filter(is_left).sink_parquet(out)
