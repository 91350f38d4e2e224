"""What the stock on hand was worth, day by day."""

import polars as pl

from models import exact, tables
from models.inventory.values.groups import with_groups
from models.tables.columns import MONEY_SCALE

BY = ["on", "location_id", "category", "supplier_id"]


def stock_value_daily(
    stock_daily: pl.LazyFrame, products: pl.DataFrame, supply_sources: pl.DataFrame
) -> pl.LazyFrame:
    """Return the value at the end of each day by place, category and supplier.

    Goods on the way and under inspection are not on hand. Categories and suppliers are
    those of today. A value that is not known is left out and counted.
    """
    worth = exact.to_scaled("value_amount", MONEY_SCALE)
    is_unvalued = worth.is_null() & (pl.col("closing_qty") != 0)
    is_valued = worth.is_not_null() | (pl.col("closing_qty") == 0)
    days = stock_daily.select(
        *("sku", "location_id", "on"),
        worth=worth,
        is_valued=is_valued.cast(pl.Int64),
        is_unvalued=is_unvalued.fill_null(value=False).cast(pl.Int64),
    )
    return (
        with_groups(days, products, supply_sources)
        .group_by(BY)
        .agg(pl.col("worth", "is_valued", "is_unvalued").sum())
        .with_columns(
            value_amount=pl.when(pl.col("is_valued") > 0).then(
                exact.from_scaled("worth", MONEY_SCALE)
            ),
            unvalued_items="is_unvalued",
        )
        .select(tables.column_names("stock_value_daily"))
        .sort(BY)
    )
