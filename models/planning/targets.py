"""Service targets: how much each item-location should be able to serve, and why."""

import numpy as np
import polars as pl

from models.planning import projection
from models.planning.cycles import DAYS_A_YEAR, yearly_holding_cost
from models.planning.projection import Demand, Flags, Lots
from models.planning.quantiles import Numbers, at_level

RATES = {"A": 0.97, "B": 0.95, "C": 0.92}
"""Targets where nothing is said, by the item's class."""

RATE = 0.95
LOWEST, HIGHEST = 0.5, 0.9999


def with_target(items: pl.DataFrame, *, taxes_settled: bool) -> pl.DataFrame:
    """Add the service target: its kind, its rate and where they come from.

    An economic target needs a margin and prices whose tax is settled; without them the
    cycle target stands in. Its rate is the critical fractile of one chance to order: 1
    - what a unit costs to hold until the next one / what a lost unit costs (Silver,
    Pyke & Thomas, *Inventory and Production Management*, 4th ed., §6.7 and §9.2).
    """
    settled = pl.lit(taxes_settled) | pl.col("stockout_cost").is_not_null()
    wanted = pl.col("service_target_kind") == "economic"
    economic = 1 - worth()
    is_economic = wanted & settled & economic.is_finite().fill_null(value=False)
    by_class = pl.col("abc").replace_strict(
        RATES, default=RATE, return_dtype=pl.Float64
    )
    standing = pl.coalesce(pl.format("default: class {}", "abc"), pl.lit("default"))
    return items.with_columns(
        pl.when(wanted & ~is_economic)
        .then(pl.lit("cycle"))
        .otherwise("service_target_kind")
        .alias("service_target_kind"),
        pl.when(is_economic)
        .then(economic.clip(0, HIGHEST))
        .otherwise(pl.coalesce("service_target_rate", by_class))
        .alias("service_target_rate"),
        pl.when(is_economic)
        .then("service_target_kind_source")
        .when(wanted)
        .then(pl.lit("default: no margin or tax not settled"))
        .otherwise(pl.coalesce("service_target_rate_source", standing))
        .alias("service_target_source"),
    )


def stakes() -> pl.Expr:
    """Return what a lost unit costs: as said, else its margin where there is one."""
    cost = pl.coalesce("landed_cost_amount", "unit_cost_amount").cast(pl.Float64)
    margin = pl.col("unit_price").cast(pl.Float64) - cost
    return pl.coalesce("stockout_cost", pl.when(margin > 0).then(margin))


def worth() -> pl.Expr:
    """Return what holding a unit for one chance to order costs, over a lost unit."""
    window = (pl.col("next_arrive_on") - pl.col("arrive_on")).dt.total_days().clip(1)
    return yearly_holding_cost() * window / DAYS_A_YEAR / stakes()


def points(
    items: pl.DataFrame, demand: Demand, lots: Lots, covered: Numbers, waits: Flags
) -> Numbers:
    """Return the reorder point that meets each target.

    ``covered`` are quantiles of demand over the protection interval: a cycle target is
    met by the quantile of its rate.
    """
    kind, rate = items["service_target_kind"], items["service_target_rate"].to_numpy()
    cycle = at_level(covered, np.clip(rate, LOWEST, HIGHEST))
    step = np.where(items["is_divisible"].fill_null(value=False), 1e-3, 1.0)
    price = items.select(worth().fill_null(0)).to_series().to_numpy()
    is_fill_rate, is_economic = kind == "fill_rate", kind == "economic"
    served = np.where(is_fill_rate, rate, np.nan)
    weighed = np.where(is_economic, price, np.nan)
    fill_rate = projection.points_of_fill_rate(demand, lots, served, waits, step)
    economic = projection.points_of_worth(demand, lots, weighed, waits, step)
    return np.where(is_fill_rate, fill_rate, np.where(is_economic, economic, cycle))
