"""The figures of the last back-test, kept until the next run publishes them."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from models import tables
from models.tables import keeping

TABLE = "policy_backtest"


@dataclass(frozen=True)
class LastBacktest:
    """The back-test kept in one folder; a newer one takes its place."""

    folder: Path

    @property
    def file(self) -> Path:
        """Where its figures are."""
        return self.folder / f"{TABLE}.parquet"

    def keep(self, figures: pl.DataFrame) -> None:
        """Let ``figures`` be those of the last back-test."""
        beside = self.file.with_name(f".tmp-{self.file.name}")
        figures.write_parquet(beside)
        beside.replace(self.file)

    def policy_backtest(self) -> pl.DataFrame:
        """Return its figures; none where none was made in this version's shape."""
        if self.file.exists():
            figures = pl.read_parquet(self.file)
            if not keeping.misfit(TABLE, figures):
                return figures
        return tables.TABLES[TABLE].create_empty()
