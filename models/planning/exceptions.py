"""What needs a person: one action message per matter."""

import datetime as dt

import polars as pl

from models import parameters, tables
from models.company import Company
from models.planning import (
    bounds,
    costly_levels,
    drifting,
    overdue,
    price_changes,
    rescheduling,
    unclear,
)
from models.planning.prices import with_prices
from models.tables.columns import MONEY

PLACE = ["sku", "location_id"]
KEY = ["kind", *PLACE, "document"]


def exceptions(
    suggestions: pl.DataFrame,
    reorder_points: pl.DataFrame,
    supply_sources: pl.DataFrame,
    stock_positions: pl.DataFrame,
    open_supply: pl.DataFrame,
    supply_matches: pl.DataFrame,
    purchase_order_lines: pl.DataFrame,
    order_status: pl.LazyFrame,
    kit_components: pl.DataFrame,
    lead_times: pl.DataFrame,
    lead_time_demand: pl.LazyFrame,
    readiness: pl.DataFrame,
    item_classes: pl.DataFrame,
    products: pl.DataFrame,
    locations: pl.DataFrame,
    calendars: pl.DataFrame,
    planning_parameters: pl.DataFrame,
    decisions: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """List what planning cannot settle by itself, most money first.

    Orders that should come sooner, later, smaller or not at all; late and doubtful
    ones, approvals that became nothing, minimums that last too long, too much stock and
    what is left of discontinued items, prices that rose, lead times that drift,
    closures ahead, stock below zero or unknown, and data that cannot be read.
    """
    force = parameters.in_force(planning_parameters, decisions, as_of)
    demand = lead_time_demand.filter(pl.col("made_on") == as_of).collect()
    costs = _costs(supply_sources, products, item_classes)
    matters = [
        rescheduling.rescheduled(
            *(reorder_points, supply_sources, stock_positions, open_supply),
            *(supply_matches, purchase_order_lines, order_status, kit_components),
            *(demand, costs, locations, force),
            as_of=as_of,
            company=company,
        ),
        overdue.late(open_supply, costs),
        overdue.doubtful(open_supply, costs),
        overdue.unmatched(supply_matches, costs),
        bounds.long_minimums(suggestions, costs, products, force, company),
        bounds.overstock(reorder_points, stock_positions, costs, force, company),
        bounds.discontinued(reorder_points, stock_positions, costs, company),
        price_changes.risen(
            *(supply_sources, purchase_order_lines, reorder_points, costs, force),
            as_of=as_of,
            company=company,
        ),
        drifting.drifting(lead_times, supply_sources, reorder_points, costs, company),
        costly_levels.costly_levels(reorder_points, costs, force, company),
        bounds.closures(supply_sources, reorder_points, calendars, as_of),
        unclear.negative_stock(stock_positions, costs),
        unclear.unknown_stock(readiness, reorder_points, costs),
        unclear.missing_rates(supply_sources, as_of),
        unclear.misread_parameters(planning_parameters),
    ]
    columns = [name for name in tables.column_names("exceptions") if name != "rank"]
    return (
        pl.concat(matter.select(columns) for matter in matters)
        .sort("amount", *KEY, descending=[True, False, False, False, False])
        .with_row_index("rank", offset=1)
        .with_columns(pl.col("rank").cast(pl.Int64))
        .select(tables.column_names("exceptions"))
        .sort(KEY)
    )


def _costs(
    supply_sources: pl.DataFrame, products: pl.DataFrame, item_classes: pl.DataFrame
) -> pl.DataFrame:
    """Return what a unit costs and earns at each place, and what it belongs to.

    Where nobody offers it, it costs what the item is said to cost. Consigned goods are
    not our money.
    """
    wares = products.select("sku", "category", "unit_price", "owner", said="unit_cost")
    cost = (
        pl.when(pl.col("owner").is_null())
        .then(pl.coalesce("unit_cost_amount", "said"))
        .otherwise(0)
    )
    margin = (pl.col("unit_price") - pl.col("unit_cost_amount")).clip(0)
    return (
        supply_sources.join(wares, on="sku", how="left")
        .pipe(with_prices, item_classes)
        .join(item_classes.select(*PLACE, "abc"), on=PLACE, how="left")
        .select(
            *(*PLACE, "category", "abc", "pack_qty"),
            cost.cast(MONEY).alias("unit_cost_amount"),
            margin.cast(MONEY).alias("margin_amount"),
        )
    )
