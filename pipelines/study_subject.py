"""One item at one place, as it is studied."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from models.reports.study import rivals
from models.reports.study.days import Series, lack, series_of
from models.reports.study.smoothing import LEAST_STEPS, Smoothing, smoothing

SHOWN_STEPS = {1: 84, 7: 26}
"""How much of the past stands beside the forecasts."""


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

    @cached_property
    def said(self) -> pl.DataFrame:
        """What both would have said of each of the last 28 days: on, ours and ets."""
        ets = rivals.foreseen(self.days, self.step_days)
        ours = self.past.rename({"mean": "ours"})
        return ours.join(ets, on="on", how="full", coalesce=True).sort("on")

    @property
    def recent(self) -> pl.DataFrame:
        """Demand of the last steps: on and demanded."""
        shown = SHOWN_STEPS[self.step_days] * self.step_days
        past = self.days.tail(shown).select("on", "demanded")
        return rivals.by_step(past, self.last, self.step_days)

    @property
    def ahead(self) -> pl.DataFrame:
        """Both forecasts of the next 28 days, step by step: on, ours and ets.

        Where a step is a day, the quantiles of ours as well.
        """
        step, model = self.step_days, self.model
        published = self.coming.rename({"mean": "ours"})
        said = [] if model is None else model.ahead(rivals.JUDGED_DAYS // step).tolist()
        ets = rivals.by_day(said, self.last, step)
        days = pl.DataFrame({"on": rivals.days_after(self.last)}).join(
            published, on="on", how="left"
        )
        both = days.join(ets, on="on", how="left")
        if step == 1:
            return both
        return rivals.by_step(both.select("on", "ours", "ets"), self.last, step)
