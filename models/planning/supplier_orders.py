"""Suggestions put together into orders: one per supplier, place and day."""

import polars as pl

from models import tables
from models.tables.columns import MONEY, QTY

ORDER = ["supplier_id", "location_id", "order_on"]


def suggested_orders(
    suggestions: pl.DataFrame, suppliers: pl.DataFrame, products: pl.DataFrame
) -> pl.DataFrame:
    """Sum up the lines of each order, and what it lacks of the supplier's minimum.

    An order below a minimum is shown short, not topped up. The last payment is due the
    supplier's terms after arrival.
    """
    terms = suppliers.select(
        *("supplier_id", pl.col("name").alias("supplier_name"), "payment_terms_days"),
        *("min_order_amount", "min_order_qty"),
        *("container_volume_m3", "container_weight_kg"),
    )
    summed = _summed(suggestions, products).join(terms, on="supplier_id", how="left")
    worth = pl.col("loss").rank("ordinal", descending=True).cast(pl.Int64)
    paid_in = pl.duration(days=pl.col("payment_terms_days").fill_null(0))
    return (
        summed.with_columns(
            _short("min_order_amount", "order_amount")
            .cast(MONEY)
            .alias("short_amount"),
            _short("min_order_qty", "units").cast(QTY).alias("short_qty"),
            pl.max_horizontal(
                pl.col("volume_m3") / _some("container_volume_m3"),
                pl.col("weight_kg") / _some("container_weight_kg"),
            ).alias("containers"),
            (pl.col("arrive_on") + paid_in).alias("cash_due_on"),
        )
        .sort(ORDER)
        .with_columns(worth.alias("rank"))
        .select(tables.column_names("suggested_orders"))
    )


def _summed(suggestions: pl.DataFrame, products: pl.DataFrame) -> pl.DataFrame:
    """Sum the lines; weight and volume only of items where they are known."""
    sizes = products.select("sku", "weight_kg", "volume_m3")
    units = pl.col("suggested_qty").cast(pl.Float64)
    risked = pl.col("stockout_risk_rate") * pl.col("lost_margin_per_day_amount").cast(
        pl.Float64
    )
    line = (
        pl.col("suggested_qty").cast(pl.Decimal(38, 3)) * pl.col("unit_cost")
    ).round(4)
    return (
        suggestions.join(sizes, on="sku", how="left")
        .sort("suggestion_id")
        .group_by(ORDER)
        .agg(
            pl.len().cast(pl.Int64).alias("lines"),
            pl.col("suggested_qty").sum().cast(QTY).alias("units"),
            pl.col("currency").mode().sort().first(),
            line.sum().cast(MONEY).alias("order_amount"),
            pl.col("amount").sum().cast(MONEY),
            _known_sum(pl.col("weight_kg") * units).alias("weight_kg"),
            _known_sum(pl.col("volume_m3") * units).alias("volume_m3"),
            pl.col("arrive_on").max(),
            pl.col("lost_margin_per_day_amount").sum().cast(MONEY),
            risked.sum().alias("loss"),
        )
    )


def _known_sum(values: pl.Expr) -> pl.Expr:
    """Sum what is known; empty where nothing is."""
    return pl.when(values.is_not_null().any()).then(values.sum())


def _short(minimum: str, reached: str) -> pl.Expr:
    """Return how far below its minimum an order is."""
    return (pl.col(minimum) - pl.col(reached)).clip(0).fill_null(0)


def _some(name: str) -> pl.Expr:
    """Return a size, empty where it is nothing."""
    return pl.when(pl.col(name) > 0).then(name)
