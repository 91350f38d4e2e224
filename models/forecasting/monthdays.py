"""The shape of demand over the month: paydays, benefits, invoices falling due."""

import datetime as dt

import polars as pl

MONTHS_NEEDED = 6
DAYS_OF_A_MONTH = 20
"""A month counts when at least this many of its days were seen."""
MONTHS_USED = 24
FACTOR_LIMITS = (0.5, 2.0)

_LEVELS: tuple[tuple[str, ...], ...] = (
    (),
    ("location_id",),
    ("location_id", "category"),
)


def monthday_factors(days: pl.DataFrame, as_of: dt.date) -> pl.DataFrame:
    """Return factors of the days of a month by place and category.

    ``days`` are units and observed item-days by place, category and day, with the
    weekday's ``factor``. A day's rate is set against that of its own month. What the
    months do not agree on is noise: each level's factors are pulled to those of the
    level above by the share of their variance that differs between months
    (James-Stein), and nothing is said before half a year is known.
    """
    known = days.filter(
        pl.col("on") > pl.lit(as_of).dt.offset_by(f"-{MONTHS_USED}mo")
    ).with_columns(
        month=pl.col("on").dt.truncate("1mo"),
        position=pl.col("on").dt.day().cast(pl.Int64),
        expected=pl.col("seen") * pl.col("factor"),
    )
    factors = pl.DataFrame(
        {"position": range(1, 32), "factor": [1.0] * 31},
        schema={"position": pl.Int64, "factor": pl.Float64},
    )
    for by in _LEVELS:
        factors = _pulled(known, by, factors)
    return factors.with_columns(cycle=pl.lit("monthday"), sku=pl.lit(""))


def _pulled(
    known: pl.DataFrame, by: tuple[str, ...], parent: pl.DataFrame
) -> pl.DataFrame:
    """Return the factors of one level, pulled to those above it."""
    key = [*by, "position"]
    above = [name for name in parent.columns if name in key]
    ratios = _ratios(known, by)
    own = ratios.group_by(key).agg(
        own=pl.col("ratio").median(),
        noise=pl.col("ratio").var() / pl.len(),
        units=pl.col("units").sum(),
        months=pl.len(),
    )
    days = parent.select("position").unique()
    grid = known.select(by).unique().join(days, how="cross") if by else days
    apart = pl.col("own") - pl.col("factor")
    signal, noise = (apart**2).mean(), pl.col("noise").mean()
    is_known = _over(pl.col("months").max() >= MONTHS_NEEDED, by)
    trusted = _over((1 - noise / signal).fill_nan(0.0).clip(0, 1), by)
    pulled = pl.when(is_known).then(trusted * apart).fill_null(0.0).fill_nan(0.0)
    factor = (pl.col("factor") + pulled).clip(*FACTOR_LIMITS)
    return (
        grid.join(parent.select(*above, "factor"), on=above)
        .join(own, on=key, how="left")
        .with_columns(factor=factor)
        .select(
            *key,
            factor=pl.col("factor") / _over(pl.col("factor").mean(), by),
            units=pl.col("units").fill_null(0.0),
        )
    )


def _over(value: pl.Expr, by: tuple[str, ...]) -> pl.Expr:
    """Return a value of all rows, or of each group."""
    return value.over(by) if by else value


def _ratios(known: pl.DataFrame, by: tuple[str, ...]) -> pl.DataFrame:
    """Return each day's rate over that of its month."""
    group = [*by, "month"]
    rate = (pl.col("units").sum() / pl.col("expected").sum()).over(group)
    return (
        known.group_by(*by, "on")
        .agg(pl.col("month", "position").first(), pl.col("units", "expected").sum())
        .filter(
            (pl.len().over(group) >= DAYS_OF_A_MONTH)
            & (pl.col("units").sum().over(group) > 0)
        )
        .with_columns(ratio=pl.col("units") / pl.col("expected") / rate)
    )
