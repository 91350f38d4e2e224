"""Safety stock of places that replenish each other: how much of it lies where."""

import datetime as dt

import numpy as np
import polars as pl
from scipy.special import ndtri

from models import parameters, tables
from models.planning import network
from models.planning.service_times import service_times
from models.tables.columns import MONEY, QTY

PLACE = ["sku", "location_id"]
SERVED_AT_ONCE = 0


def safety_placement(
    lead_time_demand: pl.LazyFrame,
    reorder_points: pl.DataFrame,
    supply_sources: pl.DataFrame,
    products: pl.DataFrame,
    locations: pl.DataFrame,
    planning_parameters: pl.DataFrame,
    decisions: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Say how much safety stock each place of a network should hold, and at what cost.

    Customers are served at once everywhere. A place that replenishes others may serve
    them from its shelf or only after its own source has: ``promised_days`` is what
    costs least in all (``service_times``). Its safety stock is z x sd x √(days that it
    covers), sd that of a day's demand of all it serves, z of its service
    target. ``apart_amount`` is what a year of it costs where every place serves the
    next from its shelf.
    """
    demand = lead_time_demand.filter(pl.col("made_on") == as_of).collect()
    nodes = _nodes(demand, reorder_points, supply_sources, locations)
    force = parameters.in_force(planning_parameters, decisions, as_of)
    wares = products.select("sku", "category")
    priced = parameters.resolved(
        nodes.join(wares, on="sku", how="left"), force, ["holding_rate"]
    )
    return (
        _placed(_rows(priced))
        .select(tables.column_names("safety_placement"))
        .sort(PLACE)
    )


def _nodes(
    demand: pl.DataFrame,
    reorder_points: pl.DataFrame,
    supply_sources: pl.DataFrame,
    locations: pl.DataFrame,
) -> pl.DataFrame:
    """Return every place of a network of more than one, with its demand and days."""
    pairs = network.served_places(locations)
    spans = supply_sources.select(*PLACE, "protection_days")
    a_day = (
        demand.filter(pl.col("days") == 0)
        .join(spans, on=PLACE)
        .select(
            *PLACE, (pl.col("sd") / pl.col("protection_days").sqrt()).alias("own_sd")
        )
    )
    pooled = (
        pairs.join(a_day.rename({"location_id": "served_id"}), on="served_id")
        .sort("sku", "location_id", "served_id")
        .group_by(PLACE)
        .agg(pl.col("own_sd").pow(2).sum().sqrt().alias("sd"))
    )
    linked = supply_sources.filter(pl.col("from_location_id").is_not_null())
    in_network = pl.concat(
        [
            linked.select(PLACE),
            linked.select("sku", pl.col("from_location_id").alias("location_id")),
        ]
    ).unique()
    depth = pairs.group_by(pl.col("served_id").alias("location_id")).agg(
        pl.len().alias("depth")
    )
    return (
        supply_sources.join(in_network, on=PLACE)
        .join(reorder_points.select(*PLACE, "service_target_rate"), on=PLACE)
        .join(a_day, on=PLACE, how="left")
        .join(pooled, on=PLACE, how="left")
        .join(depth, on="location_id")
        .with_columns(pl.col("own_sd", "sd").fill_null(0.0))
        .sort("depth", *PLACE)
        .with_row_index("row")
    )


def _rows(priced: pl.DataFrame) -> pl.DataFrame:
    """Add the row of each place's source, its days and what a root of a day costs."""
    above = priced.select(
        "sku",
        pl.col("location_id").alias("from_location_id"),
        pl.col("row").cast(pl.Int64).alias("source"),
    )
    serving = above.join(priced, on=["sku", "from_location_id"], how="semi").select(
        pl.col("source").cast(pl.UInt32).alias("row"), serves=pl.lit(value=True)
    )
    cost = pl.col("unit_cost_amount").cast(pl.Float64).fill_null(1.0)
    days = (pl.col("lead_time_days") + pl.col("review_days")).ceil()
    rate = pl.Series("z", ndtri(priced["service_target_rate"].to_numpy()))
    return (
        priced.with_columns(rate.clip(0), (cost * pl.col("holding_rate")).alias("h"))
        .join(above, on=["sku", "from_location_id"], how="left")
        .join(serving, on="row", how="left")
        .with_columns(
            pl.col("source").fill_null(-1),
            days.cast(pl.Int64).alias("days"),
            pl.col("serves").fill_null(value=False),
        )
        .sort("row")
    )


def _placed(rows: pl.DataFrame) -> pl.DataFrame:
    """Add service times, safety stock and its cost, as planned and each apart."""
    price = rows["h"].to_numpy() * rows["z"].to_numpy()
    serves = rows["serves"].to_numpy()
    own = price * np.where(serves, rows["own_sd"].to_numpy(), 0.0)
    given = (rows["source"].to_numpy(), rows["days"].to_numpy())
    nothing = np.zeros(rows.height, np.int64)
    longest = np.where(serves, 10_000, SERVED_AT_ONCE)
    weights = (price * rows["sd"].to_numpy(), own)
    came, promised, costs = service_times(*given, nothing, longest, *weights)
    _, _, apart = service_times(*given, nothing, nothing, *weights)
    covered = came + rows["days"].to_numpy() - promised
    units = rows["z"].to_numpy() * (
        rows["sd"].to_numpy() * np.sqrt(covered)
        + np.where(serves, rows["own_sd"].to_numpy(), 0.0) * np.sqrt(promised)
    )
    return rows.with_columns(
        pl.Series("inbound_days", came),
        pl.Series("promised_days", promised),
        pl.Series("covered_days", covered),
        pl.Series("safety_stock_qty", np.ceil(units - 1e-6).clip(0)).cast(QTY),
        pl.Series("holding_amount", costs).round(2).cast(MONEY),
        pl.Series("apart_amount", apart).round(2).cast(MONEY),
    )
