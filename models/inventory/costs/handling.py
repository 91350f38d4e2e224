"""What it costs to take in goods from another of our places."""

import polars as pl

from models.company import Company
from models.inventory.costs.amounts import cost_of, in_minor_units
from models.inventory.costs.own import with_own_price


def handling(
    versions: pl.LazyFrame,
    locations: pl.DataFrame,
    handling_cost_versions: pl.DataFrame,
    products: pl.DataFrame,
    company: Company,
) -> pl.LazyFrame:
    """Return units that came by transfer × the handling cost of the place then."""
    foreign = products.filter(pl.col("owner").is_not_null()).lazy().select("sku")
    is_arrival = (pl.col("kind") == "transfer_in") & (pl.col("bucket") == "on_hand")
    own = pl.col("own_handling_cost")
    cost = cost_of(own, pl.col("qty"))
    arrivals = versions.filter(is_arrival & (pl.col("qty") > 0))
    named = ("location_id", "handling_cost")
    return (
        with_own_price(arrivals, locations, handling_cost_versions, named)
        .filter(own > 0)
        .join(foreign, on="sku", how="anti")
        .select(
            *("move_id", "document"),
            recorded_at=pl.max_horizontal("recorded_at", "own_known_at"),
            told_by=pl.when(pl.col("own_known_at").is_not_null()).then(
                pl.format("locations:{}", "location_id")
            ),
            kind=pl.lit("handling"),
            amount=in_minor_units(cost, company),
        )
    )
