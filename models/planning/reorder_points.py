"""When to order each item-location, and up to which level."""

import datetime as dt

import numpy as np
import polars as pl

from models import parameters, tables
from models.planning import network, targets
from models.planning.last_orders import within_life
from models.planning.prices import with_prices
from models.planning.quantiles import at_level, known_quantiles
from models.tables.columns import QTY

PLACE = ["sku", "location_id"]
PARAMETERS = (
    *("service_target_kind", "service_target_rate", "policy", "order_cycle_days"),
    *("min_qty", "max_qty", "reorder_qty", "safety_qty", "presentation_qty"),
    *("holding_rate", "stockout_cost", "do_not_order"),
)
MOST_COVER_DAYS = 1e6
ROUNDING = 1e-6
"""A level this little above a whole unit is that unit: floats are not exact."""


def reorder_points(
    lead_time_demand: pl.LazyFrame,
    forecast_basis: pl.DataFrame,
    supply_sources: pl.DataFrame,
    item_classes: pl.DataFrame,
    last_orders: pl.DataFrame,
    products: pl.DataFrame,
    locations: pl.DataFrame,
    channels: pl.DataFrame,
    planning_parameters: pl.DataFrame,
    decisions: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Make the levels of each item-location.

    The reorder point is the target quantile of demand over the protection interval
    (lead time and review period). The order-up-to level adds what that quantile grows
    by when the interval lasts ``order_cycle_days`` longer. Both cover the places that
    are replenished from here. Without expected demand both are zero.
    """
    demand = lead_time_demand.filter(pl.col("made_on") == as_of).collect()
    pairs = network.served_places(locations)
    items = _items(supply_sources, forecast_basis, item_classes, products, pairs)
    said = parameters.resolved(
        items.join(_divisible(forecast_basis), on="sku", how="left"),
        parameters.in_force(planning_parameters, decisions, as_of),
        PARAMETERS,
    )
    taxed = channels.filter(pl.col("gone_at").is_null())["prices_include_tax"]
    aimed = targets.with_target(said, taxes_settled=taxed.null_count() == 0)
    levels = _with_levels(aimed, demand, supply_sources, pairs)
    return _finished(within_life(levels, last_orders))


def _items(
    supply_sources: pl.DataFrame,
    forecast_basis: pl.DataFrame,
    item_classes: pl.DataFrame,
    products: pl.DataFrame,
    pairs: pl.DataFrame,
) -> pl.DataFrame:
    """Return every item-location with what its levels depend on."""
    wares = products.select(
        *("sku", "category", "unit_price", "fulfilment", "discontinued_on"),
        pl.col("presentation_qty").cast(pl.Float64).alias("shown_qty"),
        pl.col("gone_at").is_not_null().alias("is_gone"),
    )
    return (
        supply_sources.join(wares, on="sku", how="left")
        .join(item_classes.select(*PLACE, "abc"), on=PLACE, how="left")
        .join(_rates(forecast_basis, pairs), on=PLACE, how="left")
        .with_columns(
            pl.col("daily_mean").fill_null(0.0),
            pl.col("demand_basis").fill_null("none"),
        )
        .pipe(with_prices, item_classes)
        .sort(PLACE)
    )


def _rates(forecast_basis: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return expected demand a day of all that each place serves, and its basis."""
    return (
        pairs.join(forecast_basis.rename({"location_id": "served_id"}), on="served_id")
        .filter(pl.col("basis") != "none")
        .sort("sku", "location_id", "served_id")
        .group_by(PLACE)
        .agg(
            pl.col("daily_mean").sum(),
            pl.format("{}: {}", pl.col("basis"), pl.col("method"))
            .sort_by(pl.col("served_id") == pl.col("location_id"), descending=True)
            .first()
            .alias("demand_basis"),
        )
    )


def _divisible(forecast_basis: pl.DataFrame) -> pl.DataFrame:
    """Return the items that were sold in parts of a unit."""
    parts = ~pl.col("is_whole") & (pl.col("basis") != "none")
    divisible = forecast_basis.filter(parts).select("sku").unique()
    return divisible.with_columns(is_divisible=pl.lit(value=True))


def _with_levels(
    items: pl.DataFrame,
    demand: pl.DataFrame,
    supply_sources: pl.DataFrame,
    pairs: pl.DataFrame,
) -> pl.DataFrame:
    """Add expected demand, the computed reorder point, and what a cycle adds to it."""
    cycle = items.select(
        *PLACE, pl.col("order_cycle_days").ceil().cast(pl.Int64).alias("extra_days")
    )
    at_once = cycle.with_columns(pl.lit(0, pl.Int64).alias("extra_days"))
    interval, sure, longer = (
        items.select(PLACE).join(sums, on=PLACE, how="left", maintain_order="left")
        for sums in (
            network.protection_demand(demand, supply_sources, pairs),
            network.fixed_demand(demand, supply_sources, pairs, at_once),
            network.fixed_demand(demand, supply_sources, pairs, cycle),
        )
    )
    covered = known_quantiles(interval)
    levels = targets.cycle_levels(items, covered)
    growth = at_level(known_quantiles(longer), levels) - at_level(
        known_quantiles(sure), levels
    )
    return items.with_columns(
        interval["mean"].fill_null(0).alias("expected"),
        pl.Series("point", at_level(covered, levels)),
        pl.Series("growth", np.maximum(growth, 0.0)),
    )


def _finished(items: pl.DataFrame) -> pl.DataFrame:
    """Apply what planners set, round, and name every source."""
    policy = _with_policy(items)
    return (
        _with_rounded_levels(policy)
        .with_columns(
            pl.col("expected").cast(QTY).alias("expected_demand_qty"),
            pl.col("daily_mean").alias("daily_mean_qty"),
            pl.col("order_cycle_days").ceil().cast(pl.Int64),
            pl.col("order_cycle_days_source").alias("order_cycle_source"),
        )
        .with_columns(
            (pl.col("reorder_point_qty") - pl.col("expected_demand_qty"))
            .cast(QTY)
            .alias("safety_stock_qty"),
            pl.when(pl.col("daily_mean") > 0)
            .then(
                (
                    pl.col("order_up_to_qty").cast(pl.Float64) / pl.col("daily_mean")
                ).clip(0, MOST_COVER_DAYS)
            )
            .alias("cover_days"),
        )
        .select(tables.column_names("reorder_points"))
        .sort(PLACE)
    )


def _with_policy(items: pl.DataFrame) -> pl.DataFrame:
    """Choose the policy: what is said first, then what other parameters imply."""
    said = pl.col("policy_source") != "default"
    ended = pl.col("is_gone") | (pl.col("discontinued_on") < pl.col("order_on"))
    implied = {
        "do_not_order": ("do_not_stock", pl.col("do_not_order")),
        "min_qty": ("min_max", ~said & pl.col("min_qty").is_not_null()),
        "reorder_qty": ("s_Q", ~said & pl.col("reorder_qty").is_not_null()),
    }
    policy, source = pl.col("policy"), pl.col("policy_source")
    made = ~said & (pl.col("fulfilment") == "made_to_order")
    policy = pl.when(made).then(pl.lit("lot_for_lot")).otherwise(policy)
    source = pl.when(made).then(pl.lit("product: made to order")).otherwise(source)
    for name, (meant, holds) in reversed(implied.items()):
        policy = pl.when(holds).then(pl.lit(meant)).otherwise(policy)
        source = pl.when(holds).then(f"{name}_source").otherwise(source)
    return items.with_columns(
        pl.when(ended).then(pl.lit("do_not_stock")).otherwise(policy).alias("policy"),
        pl.when(ended)
        .then(pl.lit("product: discontinued"))
        .otherwise(source)
        .alias("policy_source"),
    )


def _with_rounded_levels(items: pl.DataFrame) -> pl.DataFrame:
    """Apply the planner's quantities and round up, to whole units where all sales were.

    ``safety_qty`` replaces the computed safety stock and ``min_qty`` the reorder point;
    ``max_qty`` is the most to hold, and with ``min_qty`` the order-up-to level;
    ``reorder_qty`` is what an order adds; units on display are added to both levels.
    """
    policy = pl.col("policy")
    is_said = pl.col("demand_basis").str.starts_with("planner")
    is_wanted = (pl.col("daily_mean") > 0) | (is_said & (pl.col("expected") > 0))
    nothing = policy.is_in(["do_not_stock", "lot_for_lot"]) | ~is_wanted
    shown = pl.coalesce("presentation_qty", "shown_qty", pl.lit(0.0))
    computed = pl.coalesce(pl.col("expected") + pl.col("safety_qty"), "point") + shown
    point = pl.coalesce("min_qty", computed)
    capped = pl.min_horizontal(point, "max_qty")
    above = pl.coalesce("reorder_qty", "growth")
    up_to = (
        pl.when(policy == "order_up_to")
        .then(point)
        .when(pl.col("max_qty").is_not_null() & (policy == "min_max"))
        .then("max_qty")
        .otherwise(pl.min_horizontal(point + above, "max_qty"))
    )
    return items.with_columns(
        _rounded_up(pl.when(nothing).then(0.0).otherwise(capped)).alias(
            "reorder_point_qty"
        ),
        _rounded_up(
            pl.when(nothing).then(0.0).otherwise(pl.max_horizontal(up_to, capped))
        ).alias("order_up_to_qty"),
    )


def _rounded_up(level: pl.Expr) -> pl.Expr:
    """Round up to whole units, or to thousandths where units are divisible."""
    steps = (
        pl.when(pl.col("is_divisible").fill_null(value=False)).then(1000).otherwise(1)
    )
    return ((level * steps - ROUNDING).ceil().clip(0) / steps).cast(QTY)
