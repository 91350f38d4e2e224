"""Durations of which some have not ended yet: Kaplan-Meier, many groups at once."""

from collections.abc import Sequence

import polars as pl

CLOSE = 1e-9
"""Shares that differ by less are equal: products of fractions are never exact."""


def kaplan_meier(durations: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Summarise ``days`` (ended where ``is_event``, else still running) by group.

    The product-limit estimate S(t) = Π (1 - dᵢ/nᵢ) over the days tᵢ ≤ t on which dᵢ of
    the nᵢ still at risk ended (Kaplan & Meier 1958, J. Am. Stat. Assoc. 53, 457-481).
    A quantile is the day on which S falls to it, or the middle of the days between
    which it rests there; what never ends counts as ended on the last day seen.
    """
    shares = _survival(durations, by)
    moments = shares.group_by(by).agg(
        pl.col("is_event").sum().cast(pl.Int64).alias("observations"),
        (~pl.col("is_event")).sum().cast(pl.Int64).alias("censored"),
        _quantile(0.5).alias("median_days"),
        _quantile(0.1).alias("low_days"),
        _quantile(0.9).alias("high_days"),
        _standard_deviation().alias("sd_days"),
    )
    return moments.sort(by)


def _survival(durations: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Return each duration with the share that lasts longer, and its probability.

    What ends on a day leaves before what is last seen on it.
    """
    ranked = durations.with_columns(pl.col("days").cast(pl.Float64)).sort(
        *by, "days", "is_event", descending=[*(False for _ in by), False, True]
    )
    at_risk = pl.len().over(by) - pl.int_range(pl.len()).over(by)
    ended = pl.col("is_event").cast(pl.Float64)
    lasting = (1 - ended / at_risk).cum_prod().over(by).alias("lasting")
    before = pl.col("lasting").shift(1, fill_value=1.0).over(by)
    is_last = pl.int_range(pl.len()).over(by) == pl.len().over(by) - 1
    ends = before - pl.when(is_last).then(0.0).otherwise("lasting")
    return ranked.with_columns(lasting).with_columns(ends.alias("probability"))


def _quantile(level: float) -> pl.Expr:
    """Return the day by which a share ``level`` has ended."""
    lasting, days = pl.col("lasting"), pl.col("days")
    reached = days.filter(lasting <= 1 - level + CLOSE).min()
    passed = days.filter(lasting < 1 - level - CLOSE).min()
    last = days.max()
    return (reached.fill_null(last) + passed.fill_null(last)) / 2


def _standard_deviation() -> pl.Expr:
    """Return the standard deviation, unbiased when all have ended."""
    days, weight, count = pl.col("days"), pl.col("probability"), pl.len()
    mean = (days * weight).sum()
    variance = ((days - mean).pow(2) * weight).sum() * count / (count - 1)
    return pl.when(count > 1).then(variance.clip(0).sqrt()).otherwise(0.0)
