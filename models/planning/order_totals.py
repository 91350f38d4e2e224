"""What the lines of an order come to, beside what its supplier asks for."""

import polars as pl

from models.tables.columns import MONEY, QTY

ORDER = ["supplier_id", "location_id", "order_on", "part"]
MINIMUMS = {
    "min_order_amount": "order_amount",
    "min_order_qty": "units",
    "min_order_weight_kg": "weight_kg",
    "min_order_volume_m3": "volume_m3",
}
"""Each minimum of a supplier, and what counts towards it."""
CONTAINER = {"container_volume_m3": "volume_m3", "container_weight_kg": "weight_kg"}
"""Each limit of a container, and what counts towards it."""


def totals(lines: pl.DataFrame) -> pl.DataFrame:
    """Return units, money, weight and volume of each order that holds any units.

    ``order_amount`` is in the supplier's currency. Weight and volume are empty where
    they are known of no item; items without them count as none.
    """
    units = pl.col("suggested_qty").cast(pl.Float64)
    line = pl.col("suggested_qty").cast(pl.Decimal(38, 3)) * pl.col("unit_cost")
    return (
        lines.filter(pl.col("suggested_qty") > 0)
        .sort("sku", *ORDER)
        .group_by(ORDER)
        .agg(
            pl.len().cast(pl.Int64).alias("lines"),
            pl.col("suggested_qty").sum().cast(QTY).alias("units"),
            pl.col("currency").mode().sort().first(),
            line.round(4).sum().cast(MONEY).alias("order_amount"),
            _known_sum(pl.col("weight_kg") * units).alias("weight_kg"),
            _known_sum(pl.col("volume_m3") * units).alias("volume_m3"),
        )
        .sort(ORDER)
    )


def short(minimum: str, reached: str) -> pl.Expr:
    """Return how far below a minimum an order is; empty: nothing of it is known."""
    return (pl.col(minimum) - pl.col(reached)).clip(0).fill_null(0)


def containers() -> pl.Expr:
    """Return how many containers an order fills, by volume or by weight."""
    return pl.max_horizontal(
        pl.col(reached) / some(limit) for limit, reached in CONTAINER.items()
    )


def some(name: str) -> pl.Expr:
    """Return a size, empty where it is nothing."""
    return pl.when(pl.col(name) > 0).then(name)


def _known_sum(values: pl.Expr) -> pl.Expr:
    """Sum what is known; empty where nothing is."""
    return pl.when(values.is_not_null().any()).then(values.sum())
