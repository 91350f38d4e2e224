"""The figures of the last back-test, kept until the next run publishes them."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from models import tables
from models.tables import keeping

TABLE, FRONTIER = "policy_backtest", "policy_frontier"


@dataclass(frozen=True)
class LastBacktest:
    """The back-test kept in one folder; a newer one takes its place."""

    folder: Path

    def keep(self, figures: pl.DataFrame, frontier: pl.DataFrame) -> None:
        """Let ``figures`` and ``frontier`` be those of the last back-test."""
        for table, rows in ((TABLE, figures), (FRONTIER, frontier)):
            beside = self._file(table).with_name(f".tmp-{table}.parquet")
            rows.write_parquet(beside)
            beside.replace(self._file(table))

    def policy_backtest(self) -> pl.DataFrame:
        """Return its figures; none where none was made in this version's shape."""
        return self._kept(TABLE)

    def policy_frontier(self) -> pl.DataFrame:
        """Return what other targets would have served; none as above."""
        return self._kept(FRONTIER)

    def _file(self, table: str) -> Path:
        """Return where the rows of ``table`` are."""
        return self.folder / f"{table}.parquet"

    def _kept(self, table: str) -> pl.DataFrame:
        """Return the rows that were kept of ``table``."""
        if self._file(table).exists():
            rows = pl.read_parquet(self._file(table))
            if not keeping.misfit(table, rows):
                return rows
        return tables.TABLES[table].create_empty()
