"""What the size of an order line depends on: terms, sizes, settings, what it earns."""

import datetime as dt

import polars as pl

from models import parameters
from models.planning.buying_ahead import next_prices
from models.tables.columns import QTY

OFFER = ["supplier_id", "sku"]
ORDER = ["supplier_id", "location_id", "order_on", "part"]
SETTINGS = (
    *("max_qty", "max_order_qty", "pack_tolerance_rate", "pallet_tolerance_rate"),
    *("pack_over_max", "splits_orders"),
    *("cover_limit_days", "holding_rate", "order_cost", "top_up_days"),
)
DAYS_A_YEAR = 365


def with_terms(
    lines: pl.DataFrame,
    supplier_items: pl.DataFrame,
    suppliers: pl.DataFrame,
    force: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Add to each line what its supplier, its goods and the planner say of it.

    - ``min_order_group``: items that share one minimum; it stands in
      ``group_minimum_qty`` and is no minimum of the line.
    - ``order_cost``: of placing an order, company currency; ``line_order_cost`` is a
      due line's share of it.
    - ``margin_amount`` and ``holding_amount_a_day`` of a unit, landed.
    - ``room_qty``: what may be bought at most, so that it lasts neither longer than
      ``cover_limit_days`` nor than the shelf life, nor passes a maximum of one order
      or the most to hold (``max_qty``, and ``life_qty`` of what comes to its end).
    """
    offers = current_offers(supplier_items, as_of).select(
        *OFFER, "supplier_sku", "min_order_group", "layer_qty", "pallet_qty"
    )
    costs = suppliers.select("supplier_id", their_order_cost="order_cost")
    joined = (
        lines.rename({"max_order_qty": "their_most_qty"})
        .join(offers, on=OFFER, how="left", maintain_order="left")
        .join(costs, on="supplier_id", how="left", maintain_order="left")
        .join(next_prices(supplier_items, as_of), on=OFFER, how="left")
    )
    said = parameters.resolved(joined, force, SETTINGS)
    return _with_room(_with_money(said, as_of)).sort("sku", "location_id")


def current_offers(supplier_items: pl.DataFrame, as_of: dt.date) -> pl.DataFrame:
    """Return the terms of each offer that hold on ``as_of``."""
    return (
        supplier_items.filter(pl.col("valid_from") <= as_of)
        .sort(*OFFER, "valid_from")
        .unique(OFFER, keep="last", maintain_order=True)
    )


def _with_money(said: pl.DataFrame, as_of: dt.date) -> pl.DataFrame:
    """Add what an order, a line and a unit cost and earn; split off group minimums."""
    landed = pl.col("landed_cost_amount").cast(pl.Float64)
    margin = pl.col("unit_price").cast(pl.Float64) - landed
    cost = pl.coalesce("order_cost", pl.col("their_order_cost").cast(pl.Float64), 0.0)
    in_group = pl.col("min_order_group").is_not_null()
    due_lines = pl.col("is_due").sum().over("supplier_id", "location_id", "order_on")
    return said.with_columns(
        pl.coalesce(pl.col("max_order_qty").cast(QTY), "their_most_qty").alias(
            "max_order_qty"
        ),
        pl.when(in_group).then("min_order_qty").alias("group_minimum_qty"),
        pl.when(in_group)
        .then(pl.lit(0, QTY))
        .otherwise("min_order_qty")
        .alias("min_order_qty"),
        pl.col("unit_cost").alias("base_cost"),
        pl.col("unit_cost_amount").alias("base_cost_amount"),
        cost.alias("order_cost"),
        (cost / due_lines.clip(1)).alias("line_order_cost"),
        margin.fill_null(0.0).clip(0).alias("margin_amount"),
        (landed * pl.col("holding_rate") / DAYS_A_YEAR).alias("holding_amount_a_day"),
        (pl.col("arrive_on") - pl.lit(as_of))
        .dt.total_days()
        .cast(pl.Float64)
        .alias("days_until_here"),
    )


def _with_room(said: pl.DataFrame) -> pl.DataFrame:
    """Add how many days a line may last at most, and how much of it that is."""
    lasts = pl.min_horizontal(
        "cover_limit_days", pl.col("shelf_life_days").cast(pl.Float64)
    )
    level = pl.min_horizontal(lasts * pl.col("daily_mean_qty"), "max_qty", "life_qty")
    room = level - pl.col("standing_qty").cast(pl.Float64)
    most = pl.col("max_order_qty").cast(pl.Float64)
    limit = pl.when(most > 0).then(most)
    return said.with_columns(
        lasts.alias("most_cover_days"),
        pl.min_horizontal(room, limit).clip(0).alias("room_qty"),
    )
