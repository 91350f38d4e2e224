"""When to order each item-location, and up to which level."""

import datetime as dt

import polars as pl

from models import parameters, tables
from models.planning import cycles, network, own_levels, policies, targets
from models.planning.last_orders import within_life
from models.planning.presentation import with_shown
from models.planning.prices import with_prices
from models.planning.projection import Demand
from models.planning.quantiles import known_quantiles
from models.planning.windows import window_demand
from models.tables.columns import QTY

PLACE = ["sku", "location_id"]
PARAMETERS = (
    *("service_target_kind", "service_target_rate", "policy", "order_cycle_days"),
    *("min_qty", "max_qty", "reorder_qty", "safety_qty", "presentation_qty"),
    *("holding_rate", "holding_cost", "stockout_cost", "order_cost", "do_not_order"),
    "kept_days",
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
    channel_locations: pl.DataFrame,
    suppliers: pl.DataFrame,
    planning_parameters: pl.DataFrame,
    decisions: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Make the levels of each item-location.

    The reorder point is the lowest that meets the service target when stock is
    projected through the protection interval (lead time and review period, both ways
    of ``targets``). The order-up-to level adds what is expected in ``order_cycle_days``
    more. Both cover the places that are replenished from here. Without expected demand
    both are zero.
    """
    demand = lead_time_demand.filter(pl.col("made_on") == as_of).collect()
    pairs = network.served_places(locations)
    items = _items(supply_sources, forecast_basis, item_classes, products, pairs)
    open_channels = channels.filter(pl.col("gone_at").is_null())
    said = parameters.resolved(
        items.join(_divisible(forecast_basis), on="sku", how="left").join(
            _waiting(open_channels, channel_locations, locations), on="location_id"
        ),
        parameters.in_force(planning_parameters, decisions, as_of),
        PARAMETERS,
    )
    shown = with_shown(said, pairs)
    planned = policies.with_policy(cycles.with_order_cycle(shown, suppliers))
    settled = open_channels["prices_include_tax"].null_count() == 0
    aimed = targets.with_target(planned, taxes_settled=settled)
    window = window_demand(aimed, demand, supply_sources, pairs)
    levelled = _with_levels(aimed, demand, supply_sources, pairs, window)
    rounded = _with_rounded_levels(within_life(levelled, last_orders))
    return own_levels.with_outcome(rounded, window).pipe(_finished)


def _waiting(
    channels: pl.DataFrame, channel_locations: pl.DataFrame, locations: pl.DataFrame
) -> pl.DataFrame:
    """Return whether customers of each place wait for what is out of stock.

    They do where every channel that sells from there accepts backorders.
    """
    linked = channel_locations.filter(pl.col("gone_at").is_null())
    everywhere = channels.join(linked, on="channel", how="anti").join(
        locations.select("location_id"), how="cross"
    )
    served = linked.join(channels, on="channel")
    columns = ["location_id", "accepts_backorders"]
    sold = pl.concat([served.select(columns), everywhere.select(columns)])
    waits = sold.group_by("location_id").agg(waits=pl.col("accepts_backorders").all())
    return (
        locations.select("location_id")
        .join(waits, on="location_id", how="left")
        .with_columns(pl.col("waits").fill_null(value=False))
    )


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
            pl.col("daily_mean")
            .filter(pl.col("served_id") == pl.col("location_id"))
            .sum()
            .alias("own_daily_mean"),
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
    window: Demand,
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
    growth = (longer["mean"] - sure["mean"]).fill_null(0).clip(0).to_numpy()
    lots = policies.lots(items, growth)
    waits = items["waits"].to_numpy()
    point = targets.points(items, window, lots, known_quantiles(interval), waits)
    return items.with_columns(
        interval["mean"].fill_null(0).alias("expected"),
        pl.Series("point", point),
        pl.Series("growth", growth),
    )


def _finished(items: pl.DataFrame) -> pl.DataFrame:
    """Name every source and work out what follows from the levels."""
    return (
        items.with_columns(
            pl.col("expected").cast(QTY).alias("expected_demand_qty"),
            pl.col("daily_mean").alias("daily_mean_qty"),
            pl.col("order_cycle_days").ceil().cast(pl.Int64),
            pl.col("order_cycle_days_source").alias("order_cycle_source"),
        )
        .with_columns(
            (
                pl.col("reorder_point_qty")
                - pl.col("expected_demand_qty")
                - pl.col("presentation_qty")
            )
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
    shown = pl.col("shown_qty").fill_null(0)
    plain, capped, up_to = pl.col("point") + shown, _point(shown), _up_to(_point(shown))
    full = plain + pl.when(policy == "order_up_to").then(0.0).otherwise("growth")
    levels = {
        "reorder_point_qty": capped,
        "order_up_to_qty": pl.max_horizontal(up_to, capped),
        "computed_point_qty": plain,
        "computed_up_to_qty": full,
        "presentation_qty": pl.when(pl.col("min_qty").is_null())
        .then(pl.min_horizontal(shown, "max_qty"))
        .otherwise(0.0),
    }
    return items.with_columns(
        _rounded_up(pl.when(nothing).then(0.0).otherwise(level)).alias(name)
        for name, level in levels.items()
    )


def _point(shown: pl.Expr) -> pl.Expr:
    """Return the reorder point with what planners set."""
    computed = pl.coalesce(pl.col("expected") + pl.col("safety_qty"), "point") + shown
    return pl.min_horizontal(pl.coalesce("min_qty", computed), "max_qty")


def _up_to(point: pl.Expr) -> pl.Expr:
    """Return the order-up-to level with what planners set."""
    policy = pl.col("policy")
    return (
        pl.when(policy == "order_up_to")
        .then(point)
        .when(pl.col("max_qty").is_not_null() & (policy == "min_max"))
        .then("max_qty")
        .otherwise(
            pl.min_horizontal(point + pl.coalesce("reorder_qty", "growth"), "max_qty")
        )
    )


def _rounded_up(level: pl.Expr) -> pl.Expr:
    """Round up to whole units, or to thousandths where units are divisible."""
    steps = (
        pl.when(pl.col("is_divisible").fill_null(value=False)).then(1000).otherwise(1)
    )
    return ((level * steps - ROUNDING).ceil().clip(0) / steps).cast(QTY)
