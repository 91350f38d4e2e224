"""Service targets: which level of demand each item-location should be able to meet."""

import numpy as np
import polars as pl

from models.planning.quantiles import Numbers, level_of_fill_rate

RATES = {"A": 0.97, "B": 0.95, "C": 0.92}
"""Targets where nothing is said, by the item's class."""

RATE = 0.95
LOWEST, HIGHEST = 0.5, 0.9999
DAYS_A_YEAR = 365


def with_target(items: pl.DataFrame, *, taxes_settled: bool) -> pl.DataFrame:
    """Add the service target: its kind, its rate and where they come from.

    An economic target needs a margin and prices whose tax is settled; without them the
    cycle target stands in. Its rate is the level at which one more unit costs as much
    to hold over a cycle as it saves: 1 - holding x cost x cycle / stock-out cost
    (Silver, Pyke & Thomas, *Inventory and Production Management*, 4th ed., §6.7).
    """
    economic = _economic_rate()
    settled = pl.lit(taxes_settled) | pl.col("stockout_cost").is_not_null()
    wanted = pl.col("service_target_kind") == "economic"
    is_economic = wanted & settled & economic.is_not_null()
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
        .then(economic)
        .otherwise(pl.coalesce("service_target_rate", by_class))
        .alias("service_target_rate"),
        pl.when(is_economic)
        .then("service_target_kind_source")
        .when(wanted)
        .then(pl.lit("default: no margin or tax not settled"))
        .otherwise(pl.coalesce("service_target_rate_source", standing))
        .alias("service_target_source"),
    )


def _economic_rate() -> pl.Expr:
    """Return the level that holding and stock-out costs ask for, if both are known."""
    cost = pl.col("unit_cost_amount").cast(pl.Float64)
    margin = pl.col("unit_price").cast(pl.Float64) - cost
    stakes = pl.coalesce("stockout_cost", pl.when(margin > 0).then(margin))
    cycle = (pl.col("order_cycle_days") + pl.col("review_days")) / DAYS_A_YEAR
    return (1 - pl.col("holding_rate") * cost * cycle / stakes).clip(LOWEST, 0.995)


def cycle_levels(items: pl.DataFrame, quantiles: Numbers) -> Numbers:
    """Return the level of demand over the protection interval that meets each target.

    A fill rate allows so much shortage a cycle as its share of the cycle's demand.
    """
    rates = items["service_target_rate"].to_numpy()
    cycle = items["order_cycle_days"] + items["review_days"]
    sold = (items["daily_mean"] * cycle).to_numpy()
    by_fill_rate = level_of_fill_rate(quantiles, (1 - rates) * sold)
    is_fill_rate = (items["service_target_kind"] == "fill_rate").to_numpy()
    level: Numbers = np.clip(
        np.where(is_fill_rate, by_fill_rate, rates), LOWEST, HIGHEST
    )
    return level
