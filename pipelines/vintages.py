"""Forecasts kept as they were made, one small file for each day they were made on."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl


@dataclass(frozen=True)
class Vintages:
    """The vintages in one folder; publishing adds to it, and nothing takes away."""

    folder: Path

    def vintages(self) -> Mapping[dt.date, pl.LazyFrame]:
        """Return each vintage by the last day that was known when it was made."""
        return {
            dt.date.fromisoformat(file.stem): pl.scan_parquet(file)
            for file in sorted(self.folder.glob("[!.]*.parquet"))
        }
