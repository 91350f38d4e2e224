"""When the goods in stock came, and what they cost."""

import polars as pl

from models import exact
from models.company import Company
from models.inventory.values.place_days import with_day
from models.tables.columns import MONEY_SCALE

POOL = ["sku", "location_id", "bucket"]


def aged_stock(
    cost_layers: pl.LazyFrame,
    stock_valuation: pl.DataFrame,
    locations: pl.DataFrame,
    company: Company,
) -> pl.DataFrame:
    """Return, of stock that is there, units by the day on which they came.

    ``weight`` is what they cost, ``value_amount`` what all of their pool is worth. What
    is owed came on no day.
    """
    pools = stock_valuation.filter(pl.col("qty") > 0).select(*POOL, "value_amount")
    held = cost_layers.filter(pl.col("remaining_qty") > 0)
    return (
        with_day(held, "received_at", locations, company)
        .join(pools.lazy(), on=POOL)
        .group_by(*POOL, "day", "value_amount")
        .agg(
            units=exact.to_scaled("remaining_qty").sum(),
            weight=exact.to_scaled("remaining_amount", MONEY_SCALE).sum(),
        )
        .sort(*POOL, "day")
        .collect(engine="streaming")
    )
