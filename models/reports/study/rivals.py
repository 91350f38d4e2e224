"""Two forecasts of the same four weeks, each made from what was known before."""

import datetime as dt
from collections.abc import Sequence

import polars as pl

from models.reports.study.days import WEEK, Series, lack, series_of
from models.reports.study.smoothing import LEAST_STEPS, refitted, smoothing

WEEKS = 4
JUDGED_DAYS = WEEK * WEEKS
METHODS = ("ours", "ets")
ALIKE = 0.02
"""Errors this near to each other say nothing about who is better."""


def origins(last: dt.date) -> list[dt.date]:
    """Return the last known days of forecasts a week ahead, oldest first.

    >>> [day.day for day in origins(dt.date(2026, 6, 30))]
    [2, 9, 16, 23]
    """
    return [last - dt.timedelta(weeks=back) for back in range(WEEKS, 0, -1)]


def days_after(day: dt.date, count: int = JUDGED_DAYS) -> list[dt.date]:
    """Return the days that follow."""
    return [day + dt.timedelta(days=number + 1) for number in range(count)]


def foreseen(days: pl.DataFrame, step_days: int) -> pl.DataFrame:
    """Return what exponential smoothing would have said of each of the last 28 days.

    Four times it is fitted to the days before and asked for the week that follows; its
    form is the one of least AICc at the first of them. No rows where the days before
    are too few or cannot be fitted.
    """
    starts = origins(days["on"].to_list()[-1]) if days.height > JUDGED_DAYS else []
    pasts = [known_at(days, start, step_days) for start in starts]
    first = None
    if pasts and not lack(pasts[0].values, LEAST_STEPS[step_days]):
        first = smoothing(pasts[0])
    models = [refitted(past, first.form) for past in pasts] if first else []
    weeks = [
        by_day(model.ahead(WEEK // step_days).tolist(), past.on[-1], step_days)
        for model, past in zip(models, pasts, strict=False)
        if model
    ]
    return pl.concat(weeks) if len(weeks) == WEEKS else by_day([], dt.date.min, 1)


def known_at(days: pl.DataFrame, origin: dt.date, step_days: int) -> Series:
    """Return the series as it could be made at the end of ``origin``."""
    return series_of(days.filter(pl.col("on") <= origin), step_days)


def by_day(
    ahead: list[float], origin: dt.date, step_days: int, method: str = "ets"
) -> pl.DataFrame:
    """Spread what ``method`` expects of each step evenly over its days."""
    daily = [value / step_days for value in ahead for _ in range(step_days)]
    return pl.DataFrame(
        {"on": days_after(origin, len(daily)), method: daily},
        schema={"on": pl.Date, method: pl.Float64},
    )


def side_by_side(
    days: pl.DataFrame,
    said: pl.DataFrame,
    step_days: int,
    methods: Sequence[str] = METHODS,
) -> pl.DataFrame:
    """Return demand and the forecasts of each step of the last 28 days.

    Only what could be seen counts: of a day that was half sold out, half of what was
    expected. Steps of which nothing could be seen are left out.
    """
    last = days["on"].to_list()[-1]
    weight = pl.col("weight")
    back = (pl.lit(last) - pl.col("on")).dt.total_days()
    return (
        days.join(said, on="on")
        .filter(weight > 0, back < JUDGED_DAYS)
        .group_by(step=back // step_days)
        .agg(
            pl.col("on").max(),
            pl.col("demanded").sum(),
            *((pl.col(method) * weight).sum().alias(method) for method in methods),
        )
        .drop("step")
        .sort("on")
    )


def by_step(rows: pl.DataFrame, last: dt.date, step_days: int) -> pl.DataFrame:
    """Add the days of each step up, counted from the day after ``last``.

    Steps that are not whole are left out; a sum with something unknown is unknown.
    """
    ahead = (pl.col("on") - pl.lit(last)).dt.total_days() - 1
    sums = pl.all().exclude("on")
    return (
        rows.group_by(step=ahead // step_days)
        .agg(
            pl.col("on").max(),
            pl.when(sums.null_count() == 0).then(sums.sum()),
            days=pl.len(),
        )
        .filter(pl.col("days") == step_days)
        .drop("step", "days")
        .sort("on")
    )


def scores(beside: pl.DataFrame, methods: Sequence[str] = METHODS) -> pl.DataFrame:
    """Return the error of each method: per step, and of the sum over its demand.

    The root mean squared error decides: it is least for the mean, which stock is
    planned from; the absolute error is least for a median, which may be nothing.
    """
    demanded = pl.col("demanded")
    return pl.concat(
        beside.select(
            method=pl.lit(method),
            rmse=((pl.col(method) - demanded) ** 2).mean().sqrt(),
            mae=(pl.col(method) - demanded).abs().mean(),
            foreseen_qty=pl.col(method).sum(),
            asked_qty=demanded.sum(),
        )
        for method in methods
    )


def better(scores: pl.DataFrame) -> tuple[str, float]:
    """Return the better method and by which share its error is smaller.

    >>> better(pl.DataFrame({"method": ["ours", "ets"], "rmse": [3.0, 4.0]}))
    ('ours', 0.25)
    """
    (best, least), (_, most) = scores.sort("rmse").select("method", "rmse").iter_rows()
    share = 1.0 - least / most if most > 0 else 0.0
    return ("neither" if share < ALIKE else best), share
