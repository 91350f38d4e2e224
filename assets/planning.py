"""What to order, from whom, by when, and why."""

import datetime as dt

import polars as pl

from assets.ports import PlanArchive
from assets.tables import table, together
from models.company import Company
from models.planning import (
    builds,
    cash,
    matches,
    placement,
    stability,
    steadiness,
    supplier_orders,
    transfers,
)
from models.planning import exceptions as flagged
from models.planning import last_orders as endings
from models.planning import planning_positions as standing
from models.planning import readiness as grades
from models.planning import reorder_points as levels
from models.planning import suggestions as recommended

supply_matches = table()(matches.supply_matches)
last_orders = table()(endings.last_orders)
reorder_points = table()(levels.reorder_points)
suggested_builds = table()(builds.suggested_builds)
safety_placement = table()(placement.safety_placement)
readiness = table()(grades.readiness)


@table()
def plan_before(plan_archive: PlanArchive, as_of: dt.date) -> pl.DataFrame:
    """What the plan before suggested."""
    return steadiness.plan_before(plan_archive.before(as_of), as_of)


suggestions = together("suggestions", "left_out")(recommended.suggestions)
cash_due = table()(cash.cash_due)
planning_positions = table()(standing.planning_positions)
suggested_orders = table()(supplier_orders.suggested_orders)
suggested_transfers = table()(transfers.suggested_transfers)
exceptions = table()(flagged.exceptions)


@table()
def suggestion_changes(
    plan_archive: PlanArchive,
    suggestions: pl.DataFrame,
    planning_positions: pl.DataFrame,
    reorder_points: pl.DataFrame,
    supply_sources: pl.DataFrame,
    stock_moves: pl.LazyFrame,
    locations: pl.DataFrame,
    decisions: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """Today's suggestions beside those of the plan before."""
    return stability.suggestion_changes(
        plan_archive.before(as_of),
        *(suggestions, planning_positions, reorder_points, supply_sources),
        stock_moves=stock_moves,
        locations=locations,
        decisions=decisions,
        as_of=as_of,
        company=company,
    )
