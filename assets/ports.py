"""What assets need from outside; pipelines gives it to them."""

import datetime as dt
from collections.abc import Mapping
from typing import Protocol

import polars as pl

from models.staging.versions import Mode


class SourceStore(Protocol):
    """The rows of every file read so far."""

    def load(self) -> None:
        """Read what is new; raise without changing anything if a file is at fault."""

    def files(self) -> pl.DataFrame:
        """Return every file read, as in ``source_files``."""

    def rejects(self) -> pl.DataFrame:
        """Return every row refused, as in ``rejects``."""

    def unread(self) -> dict[str, str]:
        """Return the files that were left alone, and why."""

    def notes(self) -> list[tuple[str, str, str, str]]:
        """Return how cells were read: table, column, in English, in Danish."""

    def words(self) -> list[tuple[str, str, str, int]]:
        """Return words that were left out: table, column, word, how often."""

    def rows(self, table: str) -> pl.LazyFrame:
        """Return every row kept of ``table``, with where and by what it was told.

        That is ``_file_no``, ``_row``, ``_told_no`` and ``_key``.
        """

    def mode(self, table: str) -> Mode:
        """Return whether a file of ``table`` holds changes or everything."""

    def service_skus(self) -> tuple[str, ...]:
        """Return the items that settings say are no goods."""


class Question(Protocol):
    """What a run is asked for."""

    @property
    def as_of(self) -> dt.date | None:
        """The last day that is known; None: the latest complete one in the data."""


class DecisionStore(Protocol):
    """What planners decided, kept outside the run."""

    def decisions(self) -> pl.DataFrame:
        """Return every decision, oldest first."""


class ForecastArchive(Protocol):
    """Forecasts as they were made, kept outside the run."""

    def vintages(self) -> Mapping[dt.date, pl.LazyFrame]:
        """Return what each week was expected to show, by the day that was made on."""


class BacktestArchive(Protocol):
    """The last back-test of the plan, made outside the run."""

    def policy_backtest(self) -> pl.DataFrame:
        """Return its figures, as in ``policy_backtest``; none where none was made."""

    def policy_frontier(self) -> pl.DataFrame:
        """Return what other targets would have served, as in ``policy_frontier``."""


class PlanArchive(Protocol):
    """Plans as they were published, kept outside the run."""

    def before(self, as_of: dt.date) -> Mapping[str, pl.LazyFrame]:
        """Return the tables of the newest plan of an earlier day; none: empty."""
