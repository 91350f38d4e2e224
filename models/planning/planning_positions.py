"""The position that planning counts with, of every item-location."""

import datetime as dt

import polars as pl

from models import tables
from models.planning import network
from models.planning.builds import with_components
from models.planning.dated_orders import dated_orders
from models.planning.positions import positions


def planning_positions(
    supply_sources: pl.DataFrame,
    stock_positions: pl.DataFrame,
    open_supply: pl.DataFrame,
    supply_matches: pl.DataFrame,
    return_lines: pl.LazyFrame,
    order_status: pl.LazyFrame,
    kit_components: pl.DataFrame,
    suggested_builds: pl.DataFrame,
    lead_time_demand: pl.LazyFrame,
    locations: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return the position part by part, whether something is due or not."""
    demand = lead_time_demand.filter(pl.col("made_on") == as_of).collect()
    pairs = network.served_places(locations)
    dated = dated_orders(
        order_status, kit_components, demand, supply_sources, pairs, as_of
    )
    owed = with_components(dated, suggested_builds, pairs)
    return positions(
        *(stock_positions, open_supply, supply_matches, return_lines),
        *(owed, supply_sources, pairs, as_of),
    ).select(tables.column_names("planning_positions"))
