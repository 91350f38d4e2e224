"""Forecasts as they were made: what each week was expected to show, on that day."""

import datetime as dt

import polars as pl

WEEKS = 13
WEEK_DAYS = 7
PLACE = ("sku", "location_id")
MILLIONTHS = 1e6
"""Units are added up in millionths, so that no order of adding changes the sum."""


def forecast_vintage(forecasts: pl.LazyFrame, as_of: dt.date) -> pl.LazyFrame:
    """Return the units expected in each of the 13 weeks after ``as_of``, by place.

    Week 1 is of the seven days after ``made_on``. ``ordinary_qty`` is the forecast were
    there no events, ``baseline_qty`` has events in it, ``said_qty`` planners' numbers
    too; what changed nothing leaves them equal. Only whole weeks are in it, in single
    precision.
    """
    week = (pl.col("on") - pl.lit(as_of)).dt.total_days() - 1
    return (
        forecasts.with_columns(week=(week // WEEK_DAYS + 1).cast(pl.Int8))
        .filter(pl.col("week").is_between(1, WEEKS))
        .group_by(*PLACE, "week")
        .agg(
            pl.len().alias("days"),
            ordinary_qty=_total("ordinary"),
            baseline_qty=_total("baseline"),
            said_qty=_total("mean"),
        )
        .filter(pl.col("days") == WEEK_DAYS)
        .sort(*PLACE, "week")
        .select(
            pl.lit(as_of).alias("made_on"),
            *PLACE,
            *("week", "ordinary_qty", "baseline_qty", "said_qty"),
        )
    )


def _total(name: str) -> pl.Expr:
    """Return the sum of a column."""
    whole = (pl.col(name) * MILLIONTHS).round().cast(pl.Int64)
    return (whole.sum() / MILLIONTHS).cast(pl.Float32)
