"""What needs a person: one action message per matter."""

import datetime as dt

import polars as pl

from models import parameters, tables
from models.company import Company
from models.planning import bounds, overdue, unclear
from models.tables.columns import MONEY

KEY = ["kind", "sku", "location_id", "document"]


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
    """List what planning cannot settle by itself, most money first.

    Late and doubtful orders, approvals that became nothing, minimums that last too
    long, too much stock, closures ahead, stock below zero or unknown, and data that
    cannot be read.
    """
    force = parameters.in_force(planning_parameters, decisions, as_of)
    costs = _costs(supply_sources, products)
    matters = [
        overdue.late(open_supply, costs),
        overdue.doubtful(open_supply, costs),
        overdue.unmatched(supply_matches, costs),
        bounds.long_minimums(suggestions, costs, products, force, company),
        bounds.overstock(reorder_points, stock_positions, costs, company),
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


def _costs(supply_sources: pl.DataFrame, products: pl.DataFrame) -> pl.DataFrame:
    """Return what a unit costs at each place; consigned goods are not our money."""
    consigned = products.filter(pl.col("owner").is_not_null()).get_column("sku")
    is_ours = ~pl.col("sku").is_in(consigned.implode())
    cost = pl.when(is_ours).then("unit_cost_amount").otherwise(0).cast(MONEY)
    return supply_sources.select("sku", "location_id", unit_cost_amount=cost)
