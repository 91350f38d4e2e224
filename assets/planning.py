"""What to order, from whom, by when, and why."""

import datetime as dt

import polars as pl

from assets.tables import table
from models.company import Company
from models.planning import exceptions as flagged
from models.planning import matches, supplier_orders, transfers
from models.planning import readiness as ready
from models.planning import reorder_points as levels
from models.planning import suggestions as recommended


@table()
def supply_matches(
    decisions: pl.DataFrame,
    purchase_order_lines: pl.DataFrame,
    planning_parameters: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """Approved and sent suggestions beside the purchase orders that carry them out."""
    return matches.supply_matches(**locals())


@table()
def reorder_points(
    lead_time_demand: pl.LazyFrame,
    forecast_basis: pl.DataFrame,
    supply_sources: pl.DataFrame,
    item_classes: pl.DataFrame,
    products: pl.DataFrame,
    locations: pl.DataFrame,
    channels: pl.DataFrame,
    planning_parameters: pl.DataFrame,
    decisions: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """When to order each item-location, and up to which level."""
    return levels.reorder_points(**locals())


@table()
def readiness(
    supply_sources: pl.DataFrame,
    stock_positions: pl.DataFrame,
    forecast_basis: pl.DataFrame,
    supplier_items: pl.DataFrame,
    locations: pl.DataFrame,
    ledger: pl.LazyFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """How far the data behind each item-location can be trusted."""
    return ready.readiness(**locals())


@table()
def suggestions(
    reorder_points: pl.DataFrame,
    supply_sources: pl.DataFrame,
    stock_positions: pl.DataFrame,
    open_supply: pl.DataFrame,
    supply_matches: pl.DataFrame,
    return_lines: pl.LazyFrame,
    order_status: pl.LazyFrame,
    kit_components: pl.DataFrame,
    lead_time_demand: pl.LazyFrame,
    readiness: pl.DataFrame,
    products: pl.DataFrame,
    supplier_items: pl.DataFrame,
    locations: pl.DataFrame,
    planning_parameters: pl.DataFrame,
    decisions: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """What to order today, from whom, and why."""
    return recommended.suggestions(**locals())


@table()
def suggested_orders(
    suggestions: pl.DataFrame, suppliers: pl.DataFrame, products: pl.DataFrame
) -> pl.DataFrame:
    """Suggestions put together: one order per supplier, place and day."""
    return supplier_orders.suggested_orders(**locals())


@table()
def suggested_transfers(
    reorder_points: pl.DataFrame,
    supply_sources: pl.DataFrame,
    stock_positions: pl.DataFrame,
    open_supply: pl.DataFrame,
    supply_matches: pl.DataFrame,
    return_lines: pl.LazyFrame,
    order_status: pl.LazyFrame,
    kit_components: pl.DataFrame,
    lead_time_demand: pl.LazyFrame,
    readiness: pl.DataFrame,
    locations: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """What to move between our own places before buying."""
    return transfers.suggested_transfers(**locals())


@table()
def exceptions(
    suggestions: pl.DataFrame,
    reorder_points: pl.DataFrame,
    supply_sources: pl.DataFrame,
    stock_positions: pl.DataFrame,
    open_supply: pl.DataFrame,
    supply_matches: pl.DataFrame,
    readiness: pl.DataFrame,
    products: pl.DataFrame,
    calendars: pl.DataFrame,
    planning_parameters: pl.DataFrame,
    decisions: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """What needs a person, most worth first."""
    return flagged.exceptions(**locals())
