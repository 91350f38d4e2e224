"""Items whose end is in sight: a season, a discontinued item, one with a successor.

What is bought a last time must not be left over: it is a newsvendor's order.
"""

import datetime as dt

import numpy as np
import polars as pl

from models import calendars as closing
from models import parameters, tables
from models.planning import network
from models.planning.prices import with_prices
from models.planning.quantiles import Numbers, at_level, known_quantiles
from models.planning.targets import RATE, RATES
from models.tables.columns import MONEY, QTY

PLACE = ["sku", "location_id"]
PARAMETERS = (
    *("sell_off_days", "markdown_rate", "reserve_premium_rate", "service_target_rate"),
)
REMEMBERED_DAYS = 91
"""An end longer ago matters no more."""

LOWEST, HIGHEST = 0.01, 0.995
ROUNDING = 1e-6


def last_orders(
    lead_time_demand: pl.LazyFrame,
    supply_sources: pl.DataFrame,
    item_classes: pl.DataFrame,
    products: pl.DataFrame,
    locations: pl.DataFrame,
    calendars: pl.DataFrame,
    planning_parameters: pl.DataFrame,
    decisions: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Say until when each ending item sells, when it is last bought, and how much.

    An item ends ``sell_off_days`` after ``discontinued_on``, its last day of buying,
    and the day before its successor is launched. ``total_qty`` is the newsvendor's
    quantity of the demand left: the quantile at which one more unit costs as much left
    over, marked down to ``markdown_rate`` of its price, as it earns (Snyder & Shen,
    *Fundamentals of Supply Chain Theory*, 2nd ed., §4.3). Where a later order costs
    ``reserve_premium_rate`` more, only ``commit_qty`` is ordered before the last
    chance: more would save less premium than it risks (reactive capacity; Cachon &
    Terwiesch, *Matching Supply with Demand*, 3rd ed., ch. 13). The rest is a reserve
    for what the first sales teach.
    """
    ending = _ending(supply_sources, products, item_classes)
    force = parameters.in_force(planning_parameters, decisions, as_of)
    said = parameters.resolved(ending, force, PARAMETERS)
    known = _with_end(said).filter(
        pl.col("ends_on") > as_of - dt.timedelta(days=REMEMBERED_DAYS)
    )
    dated = _with_last_chance(known, calendars, as_of)
    demand = lead_time_demand.filter(pl.col("made_on") == as_of).collect()
    left = network.demand_through(
        demand, network.served_places(locations), _days_left(dated, as_of)
    )
    return (
        _with_quantities(_with_rates(dated), left)
        .select(tables.column_names("last_orders"))
        .sort(PLACE)
    )


def with_most_in_life(items: pl.DataFrame, last_orders: pl.DataFrame) -> pl.DataFrame:
    """Add the state of each item's end, and the most to hold until then (``life_qty``).

    It is the whole last order, before its chance what is committed, and after the end
    nothing; empty where no end is in sight.
    """
    total, commit = (
        pl.col(name).cast(pl.Float64) for name in ("total_qty", "commit_qty")
    )
    state = pl.col("state")
    most = (
        pl.when(state == "over")
        .then(0.0)
        .when(state == "early")
        .then(commit)
        .otherwise(total)
    )
    ends = last_orders.select(*PLACE, life_state=state, life_qty=most)
    return items.join(ends, on=PLACE, how="left", maintain_order="left")


def within_life(items: pl.DataFrame, last_orders: pl.DataFrame) -> pl.DataFrame:
    """Keep levels (``point``, ``growth``) within what will still sell.

    At the last chance both levels are the whole last order; before it no more than what
    is committed; of what comes after the end nothing is wanted.
    """
    is_last, most = pl.col("life_state") == "last", pl.col("life_qty")
    point = pl.when(is_last).then(most).otherwise(pl.min_horizontal("point", most))
    return (
        with_most_in_life(items, last_orders)
        .with_columns(
            point.alias("point"),
            pl.min_horizontal("growth", most - point).alias("growth"),
        )
        .drop("life_state", "life_qty")
    )


def used_up(
    standing: pl.DataFrame, last_orders: pl.DataFrame, products: pl.DataFrame
) -> pl.DataFrame:
    """Return what a successor need not buy because its predecessor is still there.

    It is the whole units of the predecessor's position (``standing``) that are not
    expected to sell before it ends: they are used up before the successor's own.
    """
    follows = products.filter(pl.col("gone_at").is_null()).select(
        "sku", "successor_sku"
    )
    left = pl.col("position_qty").cast(pl.Float64) - pl.col("expected_qty").cast(
        pl.Float64
    )
    return (
        last_orders.join(follows.drop_nulls(), on="sku")
        .join(standing.select(*PLACE, "position_qty"), on=PLACE)
        .group_by(pl.col("successor_sku").alias("sku"), "location_id")
        .agg(left.floor().clip(0).sum().cast(QTY).alias("covered_qty"))
        .filter(pl.col("covered_qty") > 0)
    )


def _ending(
    supply_sources: pl.DataFrame, products: pl.DataFrame, item_classes: pl.DataFrame
) -> pl.DataFrame:
    """Return the item-locations that are to end, with prices and what follows them."""
    standing = products.filter(pl.col("gone_at").is_null())
    launched = standing.select(successor_sku="sku", next_from="launched_on")
    replaced = pl.col("next_from") > pl.col("launched_on").fill_null(pl.date(1, 1, 1))
    wares = standing.join(launched, on="successor_sku", how="left").select(
        *("sku", "category", "unit_price", "launched_on", "discontinued_on"),
        pl.when(replaced)
        .then(pl.col("next_from") - pl.duration(days=1))
        .alias("replaced_on"),
    )
    ends = pl.any_horizontal(pl.col("discontinued_on", "replaced_on").is_not_null())
    return (
        supply_sources.filter(pl.col("kind") != "none")
        .join(wares.filter(ends), on="sku")
        .join(item_classes.select(*PLACE, "abc"), on=PLACE, how="left")
        .pipe(with_prices, item_classes)
        .sort(PLACE)
    )


def _with_end(said: pl.DataFrame) -> pl.DataFrame:
    """Add the last day of sale; unknown where nobody says how long it is sold off."""
    days = pl.duration(days=pl.col("sell_off_days").cast(pl.Int64))
    sold_off = pl.col("discontinued_on") + days
    return said.with_columns(
        pl.min_horizontal(sold_off, "replaced_on").alias("ends_on")
    ).drop_nulls("ends_on")


def _with_last_chance(
    known: pl.DataFrame, calendars: pl.DataFrame, as_of: dt.date
) -> pl.DataFrame:
    """Add the last chance to order, and whether it is this one, ahead or gone.

    Goods must arrive by the end; where a season ahead is no longer than the lead time,
    by its first day. Closures of either side pause the clock.
    """
    lead = pl.col("lead_time_days").ceil()
    season = (pl.col("ends_on") - pl.col("launched_on")).dt.total_days() + 1
    one_shot = (pl.col("launched_on") > as_of) & (season <= lead)
    needed = known.select(pl.when(one_shot).then("launched_on").otherwise("ends_on"))
    sender = known.select(pl.coalesce("from_location_id", "supplier_id")).to_series()
    parties = [sender, known["location_id"]]
    daily = pl.Series([closing.EVERY_DAY]).new_from_index(0, known.height)
    by = closing.chance_days(calendars, needed.to_series(), daily, parties, latest=True)
    back = known.select(-lead).to_series()
    sent = closing.arrival_days(calendars, by, back, parties)
    until = known.select(pl.min_horizontal(pl.lit(sent), "discontinued_on")).to_series()
    last = closing.chance_days(
        calendars, until, known["order_weekdays"], parties, latest=True
    )
    state = (
        pl.when(pl.col("arrive_on") > pl.col("ends_on"))
        .then(pl.lit("over"))
        .when(pl.col("order_on") > pl.col("last_order_on"))
        .then(pl.lit("late"))
        .when(pl.col("next_order_on") > pl.col("last_order_on"))
        .then(pl.lit("last"))
        .otherwise(pl.lit("early"))
    )
    return known.with_columns(last.alias("last_order_on")).with_columns(
        state.alias("state")
    )


def _days_left(dated: pl.DataFrame, as_of: dt.date) -> pl.DataFrame:
    """Return how many days each item still sells."""
    days = (pl.col("ends_on") - pl.lit(as_of)).dt.total_days()
    return dated.filter(pl.col("ends_on") > as_of).select(*PLACE, days.alias("days"))


def _with_rates(dated: pl.DataFrame) -> pl.DataFrame:
    """Add the level of demand to buy for in all, and to commit to before the end."""
    cost = pl.col("unit_cost_amount").cast(pl.Float64)
    price = pl.col("unit_price").cast(pl.Float64)
    lost = cost - price * pl.col("markdown_rate")
    margin, premium = price - cost, cost * pl.col("reserve_premium_rate")
    by_class = pl.col("abc").replace_strict(
        RATES, default=RATE, return_dtype=pl.Float64
    )
    economic = pl.when(margin > 0).then(margin / (margin + lost.clip(0)))
    rate = pl.coalesce(economic, "service_target_rate", by_class)
    committed = pl.coalesce(premium / (premium + lost.clip(0)), rate)
    return dated.with_columns(
        rate.clip(LOWEST, HIGHEST).alias("total_rate"),
        pl.min_horizontal(committed, rate)
        .fill_nan(1.0)
        .clip(LOWEST, HIGHEST)
        .alias("commit_rate"),
        pl.when(economic.is_not_null())
        .then(pl.lit("economic"))
        .otherwise(pl.coalesce("service_target_rate_source", pl.lit("default")))
        .alias("rate_source"),
        (price * pl.col("markdown_rate")).round(4).cast(MONEY).alias("markdown_price"),
    )


def _with_quantities(rated: pl.DataFrame, left: pl.DataFrame) -> pl.DataFrame:
    """Add what is expected to sell, and the quantities at both levels."""
    demand = rated.select(PLACE).join(left, on=PLACE, how="left", maintain_order="left")
    quantiles = known_quantiles(demand)
    total, commit = (
        _units(at_level(quantiles, rated[name].to_numpy()))
        for name in ("total_rate", "commit_rate")
    )
    return rated.with_columns(
        demand["mean"].fill_null(0).cast(QTY).alias("expected_qty"),
        pl.Series("total_qty", total).cast(QTY),
        pl.Series("commit_qty", commit).cast(QTY),
        pl.Series("reserve_qty", total - commit).cast(QTY),
    )


def _units(level: Numbers) -> Numbers:
    """Round up to whole units."""
    units: Numbers = np.ceil(np.maximum(level - ROUNDING, 0.0))
    return units
