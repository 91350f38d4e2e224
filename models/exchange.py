"""Exchange rates: which one holds on a day."""

import polars as pl

RATE_LASTS_DAYS = 7
"""A day without a rate takes the last one of that many days before; else none holds."""


def rate_by_day(exchange_rates: pl.DataFrame) -> pl.DataFrame:
    """Return the rate that holds on each day of each currency, day by day.

    It is the day's own, or the last of the seven days before it; a day that is not
    here has none, and nothing can be converted on it.

    >>> from datetime import date
    >>> given = {"currency": ["EUR"], "on": [date(2026, 1, 2)], "rate": [7.46]}
    >>> days = rate_by_day(pl.DataFrame({**given, "gone_at": [None]}))
    >>> days["on"].min(), days["on"].max(), days["rate"].unique().to_list()
    (datetime.date(2026, 1, 2), datetime.date(2026, 1, 9), [7.46])
    """
    last_on = pl.col("on") + pl.duration(days=RATE_LASTS_DAYS)
    next_on = pl.col("on").shift(-1).over("currency", order_by="on")
    until_on = pl.min_horizontal(last_on, next_on - pl.duration(days=1))
    return (
        exchange_rates.filter(pl.col("gone_at").is_null())
        .sort("currency", "on")
        .select("currency", pl.date_ranges("on", until_on).alias("on"), "rate")
        .explode("on")
    )
