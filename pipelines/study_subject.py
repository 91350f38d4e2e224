"""One item at one place, as it is studied."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from models.reports.study.days import Series, lack, series_of
from models.reports.study.smoothing import LEAST_STEPS, Smoothing, smoothing


@dataclass(frozen=True)
class Subject:
    """One item at one place, and what the published plan says of it.

    ``days`` are marked days; ``coming`` holds the published forecast, ``past`` what it
    would have been for each of the last 28 days. ``item_class`` and ``basis`` are empty
    where there is none.
    """

    sku: str
    location_id: str
    title: str
    as_of: dt.date
    days: pl.DataFrame
    step_days: int
    item_class: dict[str, Any]
    basis: dict[str, Any]
    coming: pl.DataFrame
    past: pl.DataFrame

    @cached_property
    def series(self) -> Series:
        """What models are fitted to."""
        return series_of(self.days, self.step_days)

    @cached_property
    def model(self) -> Smoothing | None:
        """The textbook model of it, if the series can bear one."""
        least = LEAST_STEPS[self.step_days]
        return None if lack(self.series.values, least) else smoothing(self.series)

    @property
    def last(self) -> dt.date:
        """The last day whose demand is known."""
        day: dt.date = self.days["on"].to_list()[-1]
        return day
