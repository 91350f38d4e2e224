"""Prices of order lines in company currency."""

import polars as pl

from models import exact, exchange


def in_company_currency(
    lines: pl.LazyFrame, exchange_rates: pl.DataFrame, currency: str
) -> pl.LazyFrame:
    """Convert ``unit_price`` at the rate of the day, or the last within seven days.

    A price for which there is no rate is empty.
    """
    rated = lines.join(
        exchange.rate_by_day(exchange_rates).lazy(),
        left_on=["currency", "placed_on"],
        right_on=["currency", "on"],
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
