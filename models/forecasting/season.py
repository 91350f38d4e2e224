"""The shape of demand over the year, where at least two years show it."""

import datetime as dt

import polars as pl

YEAR_DAYS = 365
YEARS_NEEDED = 2
MISSING_DAYS = 10
"""The oldest year counts as whole when at most so many of its days are missing."""
GROWTH_LIMITS = (0.5, 2.0)
FACTOR_LIMITS = (0.25, 4.0)
DAYS_OF_A_MONTH = 20
"""A month of one year counts when at least this many of its days were seen."""


def month_factors(
    days: pl.DataFrame, as_of: dt.date, step_days: float = 1.0
) -> pl.DataFrame:
    """Return month factors per category over all locations.

    A row of ``days`` stands for ``step_days`` days.

    A month's rate is set against its year's, growth taken out. What the years do not
    agree on is noise: factors are pulled to 1 by the share of their variance that
    differs between years (James-Stein).
    """
    cells = _month_rates(days, as_of, step_days)
    by_month = cells.group_by("category", "position").agg(
        factor=pl.col("ratio").mean(),
        noise=pl.col("ratio").var() / pl.len(),
        units=pl.col("units").sum(),
        years=pl.len(),
    )
    signal = pl.col("factor").var().over("category")
    noise = pl.col("noise").mean().over("category")
    trusted = (1 - noise / signal).fill_nan(0.0).fill_null(0.0).clip(0, 1)
    shrunk = (1 + trusted * (pl.col("factor") - 1)).clip(*FACTOR_LIMITS)
    return (
        by_month.filter(
            (pl.len().over("category") == 12)  # noqa: PLR2004 - months
            & (pl.col("years").min().over("category") >= YEARS_NEEDED)
        )
        .with_columns(factor=shrunk)
        .select(
            "category",
            pl.col("position").cast(pl.Int64),
            "units",
            location_id=pl.lit(""),
            cycle=pl.lit("month"),
            factor=pl.col("factor") / pl.col("factor").mean().over("category"),
        )
    )


def _month_rates(days: pl.DataFrame, as_of: dt.date, step_days: float) -> pl.DataFrame:
    """Return each month's rate over its year's, for whole years before ``as_of``."""
    age = (pl.lit(as_of) - pl.col("on")).dt.total_days()
    growth = (
        (pl.col("year_rate").first() / pl.col("year_rate").last()).over("category")
        ** (1 / pl.col("year").max().over("category"))
    ).clip(*GROWTH_LIMITS)
    from_middle = pl.col("age") / YEAR_DAYS - pl.col("year") - 0.5
    year_rate = pl.col("units").sum() / pl.col("seen").sum()
    known_days = (pl.col("age").max() + step_days + MISSING_DAYS).over("category")
    return (
        days.with_columns(
            age=age, year=age // YEAR_DAYS, position=pl.col("on").dt.month()
        )
        .filter(pl.col("year") < known_days // YEAR_DAYS)
        .group_by("category", "year", "position")
        .agg(
            pl.col("units", "seen").sum(),
            pl.col("age").mean(),
            seen_days=pl.col("on").n_unique() * step_days,
        )
        .filter(pl.col("year").max().over("category") >= YEARS_NEEDED - 1)
        .with_columns(year_rate=year_rate.over("category", "year"))
        .sort("category", "year", "position")
        .filter(
            pl.col("seen_days") >= DAYS_OF_A_MONTH,
            pl.col("year_rate") > 0,
        )
        .with_columns(
            ratio=pl.col("units")
            / pl.col("seen")
            / pl.col("year_rate")
            * growth**from_middle
        )
    )
