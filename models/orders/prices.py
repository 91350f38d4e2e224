"""Prices of order lines in company currency."""

import polars as pl

from models import exact

RATE_LASTS_DAYS = 7


def in_company_currency(
    lines: pl.LazyFrame, exchange_rates: pl.DataFrame, currency: str
) -> pl.LazyFrame:
    """Convert ``unit_price`` at the rate of the day, or the last within seven days.

    A price for which there is no rate is empty.
    """
    rated = lines.join(
        _rate_by_day(lines, exchange_rates, currency),
        on=["currency", "placed_on"],
        how="left",
    )
    is_own = pl.col("currency").is_null() | (pl.col("currency") == currency)
    converted = pl.col("unit_price").cast(pl.Float64) * pl.col("rate").cast(pl.Float64)
    return rated.with_columns(
        pl.when(is_own)
        .then("unit_price")
        .otherwise(exact.money(converted.round(4)))
        .alias("unit_price")
    ).drop("rate")


def _rate_by_day(
    lines: pl.LazyFrame, exchange_rates: pl.DataFrame, currency: str
) -> pl.LazyFrame:
    """Return the rate of each foreign currency on each day it was used."""
    used = (
        lines.filter(pl.col("currency") != currency)
        .select("currency", "placed_on")
        .unique()
        .sort("placed_on")
    )
    rates = exchange_rates.lazy().filter(pl.col("gone_at").is_null())
    return used.join_asof(
        rates.select("currency", "on", "rate").sort("on"),
        left_on="placed_on",
        right_on="on",
        by="currency",
        tolerance=f"{RATE_LASTS_DAYS}d",
        check_sortedness=False,  # both are sorted just above
    ).select("currency", "placed_on", "rate")
