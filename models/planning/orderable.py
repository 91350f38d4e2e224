"""What can be ordered at the next chance, how urgent it is, what a planner holds."""

import polars as pl

from models.planning.buying_ahead import last_at_this_price
from models.planning.policies import fixed_lots
from models.planning.quantiles import exceedance, known_quantiles
from models.tables.columns import MONEY, QTY

PLACE = ["sku", "location_id"]
CHANCE = ["supplier_id", "location_id", "order_on"]
SIZES = ("weight_kg", "volume_m3", "shelf_life_days")


def plans(
    reorder_points: pl.DataFrame,
    supply_sources: pl.DataFrame,
    planning_positions: pl.DataFrame,
    readiness: pl.DataFrame,
    products: pl.DataFrame,
) -> pl.DataFrame:
    """Put together what is planned, from whom, and where it stands."""
    levels = reorder_points.drop(
        "lead_time_days",
        "lead_time_source",
        "review_days",
        "review_source",
        "protection_days",
    )
    terms = supply_sources.rename({"pack_qty": "order_pack_qty"})
    wares = products.select("sku", "title", "category", "unit_price", *SIZES)
    return (
        levels.join(terms, on=PLACE)
        .join(planning_positions, on=PLACE)
        .join(readiness.select(*PLACE, "grade"), on=PLACE, how="left")
        .join(wares, on="sku", how="left")
    )


def orderable(plans: pl.DataFrame, instead: pl.DataFrame) -> pl.DataFrame:
    """Return what can be ordered, and whether it is at or below its reorder point.

    ``instead`` is what stands in for buying; the position and it are what a line stands
    at (``standing_qty``).
    """
    wanted = pl.any_horizontal(
        pl.col("daily_mean_qty", "backordered_qty", "reorder_point_qty") > 0
    )
    can = (
        (pl.col("kind") == "supplier")
        & (pl.col("grade").fill_null("D") != "D")
        & (pl.col("policy") != "do_not_stock")
        & pl.col("unit_cost_amount").is_not_null()
    )
    need = (pl.col("order_up_to_qty") - pl.col("position_qty")).cast(QTY)
    is_low = pl.col("position_qty") <= pl.col("reorder_point_qty")
    return (
        plans.filter(can, wanted)
        .with_columns(fixed_lots().alias("order_up_to_qty"))
        .join(instead, on=PLACE, how="left")
        .with_columns(
            need.alias("need_qty"),
            (-pl.col("covered_qty").fill_null(0)).cast(QTY).alias("instead_qty"),
        )
        .with_columns(
            (is_low & (pl.col("need_qty") + pl.col("instead_qty") > 0)).alias("is_due"),
            (pl.col("position_qty") - pl.col("instead_qty"))
            .cast(QTY)
            .alias("standing_qty"),
        )
        .sort(PLACE)
    )


def of_orders(lines: pl.DataFrame) -> pl.DataFrame:
    """Return what is due or lasts, what can fill its orders, what gets dearer soon."""
    is_wanted = pl.col("is_due") | pl.col("lasts")
    is_asked = is_wanted.any().over(CHANCE) | last_at_this_price()
    return lines.filter(is_asked)


def with_risk(due: pl.DataFrame, interval: pl.DataFrame) -> pl.DataFrame:
    """Add the risk of running out before the next order could arrive.

    It is the probability that demand until then is more than the position.
    """
    demand = due.select(PLACE).join(
        interval, on=PLACE, how="left", maintain_order="left"
    )
    risk = exceedance(
        known_quantiles(demand), due["position_qty"].cast(pl.Float64).to_numpy()
    )
    margin = (pl.col("unit_price") - pl.col("landed_cost_amount")).cast(pl.Float64)
    lost = (pl.col("daily_mean_qty") * margin.clip(0)).round(2).cast(MONEY)
    return due.with_columns(
        pl.Series("stockout_risk_rate", risk).clip(0, 1),
        lost.fill_null(0).cast(MONEY).alias("lost_margin_per_day_amount"),
    )


def unless_held(due: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """Leave out what a planner decided on, unless its risk has risen enough."""
    reopened = pl.col("stockout_risk_rate") >= pl.col("reopens_at_rate")
    return due.join(held, on=PLACE, how="left", maintain_order="left").filter(
        pl.col("reopens_at_rate").is_null() | reopened
    )
