"""Which exchange rate was known to hold on a day, and when."""

import polars as pl

from models.company import Company
from models.exchange import RATE_LASTS_DAYS
from models.inventory.costs.amounts import RATE, UNCONVERTED

DAY = ("currency", "on")
ORDER = ("told_on", "version")
"""Of the rates that were known to stand the one of the latest day counts."""


def with_rates(
    rows: pl.LazyFrame, exchange_rate_versions: pl.DataFrame, company: Company
) -> pl.LazyFrame:
    """Add every ``rate`` of ``currency`` on the day ``on`` that was known to hold.

    There is a row for each that was, one after the other, from ``recorded_at`` on:
    since when (``since``; empty: since it was recorded), until when (``until``; empty:
    it still is), and what told it later (``told_by``). While none was known to hold it
    is empty.
    """
    is_own = pl.col("currency") == company.currency
    given = rows.collect(engine="streaming")
    foreign = given.filter(~is_own)
    asked = foreign.group_by(DAY).agg(asked_at=pl.col("recorded_at").min())
    steps = _steps(asked, exchange_rate_versions)
    since, until = pl.col("since"), pl.col("until")
    is_later = since > pl.col("recorded_at")
    document = pl.concat_str(
        pl.lit("exchange_rates"),
        "currency",
        pl.col("told_on").cast(pl.String),
        separator=":",
    )
    converted = (
        foreign.lazy()
        .join(steps.lazy(), on=DAY)
        .filter((until > pl.col("recorded_at")).fill_null(value=True))
        .with_columns(
            since=pl.when(is_later).then(since),
            told_by=pl.when(is_later).then(document),
        )
        .drop("told_on")
    )
    own = given.lazy().filter(is_own).with_columns(rate=UNCONVERTED)
    return pl.concat([own, converted], how="diagonal")


def _steps(asked: pl.DataFrame, versions: pl.DataFrame) -> pl.DataFrame:
    """Return the rates known to hold on days, one after the other from ``asked_at``."""
    told = _told(asked, versions)
    instants = pl.concat(
        [
            asked.select(*DAY, since="asked_at"),
            *(
                told.filter(pl.col(name) > pl.col("asked_at")).select(*DAY, since=name)
                for name in ("known_from", "known_until")
            ),
        ]
    ).unique()
    is_known = (pl.col("known_from") <= pl.col("since")).fill_null(value=True)
    stands = (pl.col("known_until") > pl.col("since")).fill_null(value=True)
    held = (
        instants.join(told, on=DAY)
        .filter(is_known & stands)
        .sort(ORDER)
        .group_by(*DAY, "since")
        .agg(pl.col("rate", "told_on").last())
    )
    is_same = pl.col("rate").eq_missing(pl.col("rate").shift(1).over(DAY))
    is_first = pl.int_range(pl.len()).over(DAY) == 0
    return (
        instants.join(held, on=[*DAY, "since"], how="left")
        .sort(*DAY, "since")
        .filter(is_first | ~is_same)
        .with_columns(until=pl.col("since").shift(-1).over(DAY))
    )


def _told(asked: pl.DataFrame, versions: pl.DataFrame) -> pl.DataFrame:
    """Return the versions of rates that may hold on each day."""
    first = pl.col("on") - pl.duration(days=RATE_LASTS_DAYS)
    told = versions.select(
        *("currency", "version", "known_from", "known_until"),
        told_on="on",
        rate=pl.col("rate").cast(pl.String).cast(RATE),
    )
    days = asked.with_columns(told_on=pl.date_ranges(first, "on")).explode("told_on")
    return days.join(told, on=["currency", "told_on"])
