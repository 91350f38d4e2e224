"""Units on display: they are kept beside the stock that customers are served from."""

import polars as pl

PLACE = ["sku", "location_id"]


def with_shown(items: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Put into ``shown_qty`` the units on display at each place and all it serves.

    A place's own are the parameter ``presentation_qty``, else those of the product
    (``shown_qty``). Levels of a place that replenishes others are for all of them, and
    so is its position.
    """
    own = items.select(
        "sku",
        pl.col("location_id").alias("served_id"),
        pl.coalesce("presentation_qty", "shown_qty", pl.lit(0.0)).alias("on_show"),
    )
    every = (
        pairs.join(own, on="served_id")
        .group_by(PLACE)
        .agg(pl.col("on_show").sum().alias("shown_qty"))
    )
    return items.drop("shown_qty").join(
        every, on=PLACE, how="left", maintain_order="left"
    )
