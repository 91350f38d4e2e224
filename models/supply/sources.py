"""From whom each item-location is served, how long it takes, how often."""

import datetime as dt

import polars as pl

from models import calendars as closing
from models import parameters, tables
from models.company import Company
from models.supply import chances, launching
from models.supply.lead_times import DECLARED_SD_SHARE, DEFAULT_DAYS
from models.supply.terms import terms, usual_lead_times
from models.tables.columns import QTY

NEVER_PLANNED = ("service", "dropship")
LANE_DAYS = 2
"""Days between two of our own places where no lane says."""

LEVELS_OF_PLACES = 3
"""A store, its hub, the hub's warehouse."""

PLACE = ["sku", "location_id"]


def supply_sources(
    stock_positions: pl.DataFrame,
    item_classes: pl.DataFrame,
    open_supply: pl.DataFrame,
    lead_times: pl.DataFrame,
    products: pl.DataFrame,
    locations: pl.DataFrame,
    suppliers: pl.DataFrame,
    supplier_items: pl.DataFrame,
    purchase_order_lines: pl.DataFrame,
    transfer_lanes: pl.DataFrame,
    calendars: pl.DataFrame,
    exchange_rates: pl.DataFrame,
    forecast_overrides: pl.DataFrame,
    planning_parameters: pl.DataFrame,
    decisions: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """Choose the source of each item-location, and when it can next be used.

    The place that replenishes it; else the supplier of highest priority, then lowest
    landed cost, then shortest lead time; else none.
    """
    seen = [
        frame.select(PLACE) for frame in (stock_positions, item_classes, open_supply)
    ]
    known = pl.concat(seen).unique()
    announced = launching.places(known, products, forecast_overrides, as_of)
    places = _places(pl.concat([known, announced]), products, locations, item_classes)
    offers = terms(
        *(supplier_items, suppliers, purchase_order_lines, products),
        *(exchange_rates, lead_times, as_of, company),
    )
    sources = _with_sender(places, offers, products)
    said = parameters.resolved(
        sources,
        parameters.in_force(planning_parameters, decisions, as_of),
        ["lead_time_days", "review_days"],
    )
    timed = _with_lead_time(said, lead_times, transfer_lanes)
    reviewed = _with_review(timed, suppliers, transfer_lanes)
    dated = chances.with_chances(reviewed, calendars, as_of)
    return (
        chances.with_closures(dated, calendars, as_of)
        .select(tables.column_names("supply_sources"))
        .sort(PLACE)
    )


def _places(
    seen: pl.DataFrame,
    products: pl.DataFrame,
    locations: pl.DataFrame,
    item_classes: pl.DataFrame,
) -> pl.DataFrame:
    """Return every item-location that is planned, and those it is replenished from.

    A place that vanished from its file is planned no more.
    """
    above = locations.filter(pl.col("gone_at").is_null()).select(
        "location_id", pl.col("replenished_from").alias("from_location_id")
    )
    planned = products.filter(~pl.col("fulfilment").is_in(NEVER_PLANNED))
    reached = [seen.unique()]
    for _ in range(LEVELS_OF_PLACES):
        higher = reached[-1].join(above, on="location_id").drop_nulls()
        reached.append(
            higher.select("sku", pl.col("from_location_id").alias("location_id"))
        )
    return (
        pl.concat(reached)
        .unique()
        .join(planned.select("sku", "category"), on="sku")
        .join(above, on="location_id")
        .join(item_classes.select(*PLACE, "abc"), on=PLACE, how="left")
        .sort(PLACE)
    )


def _with_sender(
    places: pl.DataFrame, offers: pl.DataFrame, products: pl.DataFrame
) -> pl.DataFrame:
    """Add who sends: a place of ours, a supplier with its terms, or nobody."""
    own = pl.col("from_location_id").is_not_null()
    cost = products.select("sku", pl.col("unit_cost").alias("own_cost"))
    theirs = [name for name in offers.columns if name != "sku"]
    joined = places.join(offers, on="sku", how="left").join(cost, on="sku", how="left")
    kind = (
        pl.when(own)
        .then(pl.lit("location"))
        .when(pl.col("supplier_id").is_not_null())
        .then(pl.lit("supplier"))
        .otherwise(pl.lit("none"))
    )
    return joined.with_columns(
        kind.alias("kind"), *(pl.when(~own).then(name).alias(name) for name in theirs)
    ).with_columns(
        pl.coalesce("from_location_id", "supplier_id").alias("sender_id"),
        pl.when(own)
        .then("own_cost")
        .otherwise("unit_cost_amount")
        .alias("unit_cost_amount"),
        pl.coalesce("landed_cost_amount", pl.when(own).then("own_cost")).alias(
            "landed_cost_amount"
        ),
        pl.col("min_order_qty").fill_null(0).cast(QTY),
        pl.col("pack_qty").fill_null(1).cast(QTY),
    )


def _with_lead_time(
    said: pl.DataFrame, lead_times: pl.DataFrame, transfer_lanes: pl.DataFrame
) -> pl.DataFrame:
    """Add days and spread: parameter, then the supplier's or lane's, then default."""
    usual = usual_lead_times(lead_times)
    whole = usual.filter(pl.col("sku") == "").drop("sku")
    lanes = transfer_lanes.filter(pl.col("gone_at").is_null()).select(
        *("from_location_id", pl.col("to_location_id").alias("location_id")),
        pl.col("lead_time_days").cast(pl.Float64).alias("lane_days"),
    )
    known = (
        said.join(usual, on=["supplier_id", "sku"], how="left")
        .join(whole, on="supplier_id", how="left", suffix="_all")
        .join(lanes, on=["from_location_id", "location_id"], how="left")
    )
    return _chosen_lead_time(known)


def _chosen_lead_time(known: pl.DataFrame) -> pl.DataFrame:
    """Choose among what is known of the lead time."""
    own = pl.col("kind") == "location"
    theirs = pl.coalesce("used_days", "used_days_all")
    found = pl.when(own).then("lane_days").otherwise(theirs)
    default = pl.when(own).then(float(LANE_DAYS)).otherwise(float(DEFAULT_DAYS))
    days = pl.coalesce("lead_time_days", found, default)
    spread = pl.when(~own).then(pl.coalesce("used_sd_days", "used_sd_days_all"))
    source = pl.coalesce("used_source", "used_source_all", pl.lit("default"))
    lane = pl.when(pl.col("lane_days").is_null()).then(pl.lit("default"))
    return known.with_columns(
        days.alias("lead_time_days"),
        pl.coalesce(spread, days * DECLARED_SD_SHARE).alias("lead_time_sd_days"),
        pl.when(pl.col("lead_time_days").is_not_null())
        .then(pl.lit("parameter"))
        .when(own)
        .then(lane.otherwise(pl.lit("declared")))
        .otherwise(source)
        .alias("lead_time_source"),
    )


def _with_review(
    timed: pl.DataFrame, suppliers: pl.DataFrame, transfer_lanes: pl.DataFrame
) -> pl.DataFrame:
    """Add the days between two chances: parameter, supplier, weekdays, else one."""
    theirs = suppliers.select(
        "supplier_id", "order_weekdays", pl.col("review_days").alias("their_days")
    )
    lanes = transfer_lanes.filter(pl.col("gone_at").is_null()).select(
        *("from_location_id", pl.col("to_location_id").alias("location_id")),
        pl.col("weekdays").alias("lane_weekdays"),
    )
    weekdays = closing.week_mask(pl.coalesce("order_weekdays", "lane_weekdays"))
    return (
        timed.join(theirs, on="supplier_id", how="left")
        .join(lanes, on=["from_location_id", "location_id"], how="left")
        .with_columns(weekdays.alias("week_mask"), weekdays.alias("order_weekdays"))
        .with_columns(*_review())
    )


def _review() -> list[pl.Expr]:
    """Return the review period, its source, and the least days between two chances."""
    given = pl.coalesce(pl.col("review_days").cast(pl.Int64), "their_days")
    chances_a_week = pl.col("week_mask").str.count_matches("1")
    by_weekday = (len(closing.WEEKDAYS) / chances_a_week).ceil().cast(pl.Int64)
    source = (
        pl.when(pl.col("their_days").is_not_null())
        .then(pl.lit("supplier"))
        .when(chances_a_week < len(closing.WEEKDAYS))
        .then(pl.lit("order_weekdays"))
        .otherwise(pl.lit("default"))
    )
    return [
        pl.coalesce(given, 1).clip(1).alias("step_days"),
        pl.coalesce(given, by_weekday).clip(1).alias("review_days"),
        pl.coalesce("review_days_source", source).alias("review_source"),
    ]
