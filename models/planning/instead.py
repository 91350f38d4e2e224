"""What stands in for buying: goods moved in, kits built, what a predecessor leaves."""

import polars as pl

from models.planning.builds import built
from models.planning.last_orders import used_up
from models.planning.transfers import brought_in

PLACE = ["sku", "location_id"]


def instead_of_buying(
    standing: pl.DataFrame,
    suggested_transfers: pl.DataFrame,
    suggested_builds: pl.DataFrame,
    last_orders: pl.DataFrame,
    products: pl.DataFrame,
    locations: pl.DataFrame,
) -> pl.DataFrame:
    """Return what each place need not buy of an item (``covered_qty``)."""
    covers = (
        brought_in(suggested_transfers, locations),
        built(suggested_builds),
        used_up(standing, last_orders, products),
    )
    return (
        pl.concat(cover.select(*PLACE, "covered_qty") for cover in covers)
        .group_by(PLACE)
        .agg(pl.col("covered_qty").sum())
    )
