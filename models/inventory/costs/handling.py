"""What it costs to take in goods from another of our places."""

import polars as pl

from models.company import Company
from models.inventory.costs.amounts import cost_of, in_minor_units


def handling(
    versions: pl.LazyFrame,
    locations: pl.DataFrame,
    products: pl.DataFrame,
    company: Company,
) -> pl.LazyFrame:
    """Return units that came by transfer × the handling cost of the place."""
    costs = locations.lazy().select("location_id", "handling_cost")
    foreign = products.filter(pl.col("owner").is_not_null()).lazy().select("sku")
    is_arrival = (pl.col("kind") == "transfer_in") & (pl.col("bucket") == "on_hand")
    cost = cost_of(pl.col("handling_cost"), pl.col("qty"))
    return (
        versions.filter(is_arrival & (pl.col("qty") > 0))
        .join(costs.filter(pl.col("handling_cost") > 0), on="location_id")
        .join(foreign, on="sku", how="anti")
        .select(
            *("move_id", "recorded_at", "document"),
            kind=pl.lit("handling"),
            amount=in_minor_units(cost, company),
        )
    )
