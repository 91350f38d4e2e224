"""What the levels bring, and what a planner's own levels cost beside computed ones."""

import numpy as np
import polars as pl

from models.planning import policies, projection, targets
from models.planning.cycles import DAYS_A_YEAR, yearly_holding_cost
from models.planning.projection import Demand, Outcome
from models.planning.quantiles import Numbers
from models.tables.columns import MONEY

OWN = ("min_qty", "max_qty", "reorder_qty", "safety_qty")
"""What a planner may put in place of a computed level."""


def with_outcome(items: pl.DataFrame, demand: Demand) -> pl.DataFrame:
    """Add the fill rate to expect, and what a planner's own levels cost a year.

    ``items`` hold the levels in force and the computed ones (``computed_point_qty``,
    ``computed_up_to_qty``). Cost is what it takes to hold the units on hand and what
    the lost ones cost; own levels are measured against computed ones where the planner
    set any, and are free where they cost less. Without a price there is no cost.
    """
    point, up_to = "reorder_point_qty", "order_up_to_qty"
    shown = _outcome(items, demand, point, up_to)
    is_own = pl.any_horizontal(pl.col(name).is_not_null() for name in OWN)
    own = items.select(is_own).to_series().arg_true().to_numpy()
    theirs, demands = items[own], Demand(*(each[own] for each in demand))
    computed = _outcome(theirs, demands, "computed_point_qty", "computed_up_to_qty")
    brought = Outcome(shown.fill_rate[own], shown.on_hand[own])
    dearer = np.full(items.height, np.nan)
    dearer[own] = _yearly_cost(theirs, brought) - _yearly_cost(theirs, computed)
    costs = pl.Series("dearer", dearer).fill_nan(None)
    planned = pl.col("reorder_point_qty") > 0
    return items.with_columns(
        pl.Series("rate", shown.fill_rate).clip(0, 1), costs
    ).with_columns(
        pl.when(planned).then("rate").alias("expected_fill_rate"),
        pl.when(is_own & planned)
        .then(pl.col("dearer").clip(0).round(2).cast(MONEY))
        .alias("own_levels_cost_amount"),
    )


def _outcome(items: pl.DataFrame, demand: Demand, point: str, up_to: str) -> Outcome:
    """Return what a pair of levels is expected to bring."""
    levels = items.select(pl.col(point, up_to).cast(pl.Float64)).to_numpy()
    lots = policies.lots(items, levels[:, 1] - levels[:, 0])
    waits = items["waits"].to_numpy()
    start = np.ascontiguousarray(levels[:, 0])
    return projection.outcome(demand, lots, start, waits)


def _yearly_cost(items: pl.DataFrame, brought: Outcome) -> Numbers:
    """Return holding and lost units in money a year; not a number without a price."""
    money = items.select(
        yearly_holding_cost().alias("holding"),
        targets.stakes().alias("stakes"),
        (pl.col("daily_mean") * DAYS_A_YEAR).alias("demand"),
    ).cast(pl.Float64)
    holding, stakes, demand = (
        each.fill_null(np.nan).to_numpy() for each in money.get_columns()
    )
    lost = (1 - brought.fill_rate) * demand
    cost: Numbers = holding * brought.on_hand + stakes * lost
    return cost
