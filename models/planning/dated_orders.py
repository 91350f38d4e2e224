"""Orders that customers want on a later day, and what of them nobody expects yet."""

import datetime as dt

import polars as pl

from models import kits
from models.planning import network
from models.tables.columns import QTY

PLACE = ["sku", "location_id"]
SERVED = [*PLACE, "served_id"]
BASELINE_STREAMS = ("retail", "wholesale")
NO_STOCK = ("reversal", "service")


def dated_orders(
    order_status: pl.LazyFrame,
    kit_components: pl.DataFrame,
    lead_time_demand: pl.DataFrame,
    supply_sources: pl.DataFrame,
    pairs: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return what each place and those it serves owe until the next arrival, in excess.

    What customers want after ``as_of`` and by the day the next but one order could
    arrive takes its place in the forecast of its own stream: only what is above the
    stream's expected units of those days, whole ones, is added (``dated_qty``). The
    forecast expects nothing of projects, so theirs is added in full.
    """
    lines = _open_lines(order_status, kit_components, as_of)
    due = (
        supply_sources.select(*PLACE, "next_arrive_on")
        .join(pairs, on="location_id")
        .join(lines, left_on=["sku", "served_id"], right_on=PLACE)
        .filter(pl.col("requested_on") <= pl.col("next_arrive_on"))
        .group_by(*SERVED, "stream", "next_arrive_on")
        .agg(pl.col("open_qty").sum())
    )
    shares = _stream_shares(order_status, kit_components, lines)
    expected = pl.col("mean") * pl.col("share_rate")
    excess = pl.col("open_qty") - expected.fill_null(0.0).floor().cast(QTY)
    return (
        due.join(_expected(due, lead_time_demand, as_of), on=SERVED, how="left")
        .join(shares, on=["sku", "served_id", "stream"], how="left")
        .group_by(PLACE)
        .agg(excess.clip(0).sum().cast(QTY).alias("dated_qty"))
        .sort(PLACE)
    )


def _open_lines(
    order_status: pl.LazyFrame, kit_components: pl.DataFrame, as_of: dt.date
) -> pl.DataFrame:
    """Return what is still open of orders for later days, kits as their components."""
    lines = order_status.filter(
        pl.col("open_qty") > 0,
        pl.col("requested_on") > as_of,
        ~pl.col("state").is_in(NO_STOCK),
    ).select(*PLACE, "stream", "placed_on", "requested_on", "open_qty")
    opened = kits.exploded(lines, kit_components, ["open_qty"], "placed_on")
    return opened.select(*PLACE, "stream", "requested_on", "open_qty").collect()


def _stream_shares(
    order_status: pl.LazyFrame, kit_components: pl.DataFrame, lines: pl.DataFrame
) -> pl.DataFrame:
    """Return the share of each stream in the past demand its forecast is made from."""
    sold_in = kit_components["kit_sku"].unique()
    wanted = pl.concat([lines["sku"].unique(), sold_in]).implode()
    past = order_status.filter(
        pl.col("sku").is_in(wanted),
        pl.col("stream").is_in(BASELINE_STREAMS),
        pl.col("demand_qty") > 0,
    ).select(*PLACE, "stream", "placed_on", "demand_qty")
    opened = kits.exploded(past, kit_components, ["demand_qty"], "placed_on")
    units = pl.col("demand_qty").sum().cast(pl.Float64)
    return (
        opened.group_by(*PLACE, "stream")
        .agg(units.alias("units"))
        .select(
            "sku",
            pl.col("location_id").alias("served_id"),
            "stream",
            (pl.col("units") / pl.col("units").sum().over(PLACE)).alias("share_rate"),
        )
        .collect()
    )


def _expected(
    due: pl.DataFrame, lead_time_demand: pl.DataFrame, as_of: dt.date
) -> pl.DataFrame:
    """Return expected units of each served place until the day its orders count to."""
    days = (pl.col("next_arrive_on") - pl.lit(as_of)).dt.total_days()
    wanted = due.select(
        "sku",
        pl.col("served_id").alias("location_id"),
        pl.col("location_id").alias("owner_id"),
        days.alias("days"),
    ).unique()
    return network.demand_over(lead_time_demand, wanted).select(
        "sku",
        pl.col("owner_id").alias("location_id"),
        pl.col("location_id").alias("served_id"),
        "mean",
    )
