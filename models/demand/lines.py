"""What was asked for, day by day, where order lines or period totals say so."""

import datetime as dt

import polars as pl

from models import exact
from models.kits import exploded
from models.tables.columns import MONEY_SCALE, QTY, QTY_SCALE

STREAMS = ("project", "retail", "wholesale")
NEVER_STOCKED = ("dropship", "service")
PHASE_BY_DAY = 0.7548776662
PHASE_BY_ROW = 0.5698402910
"""Irrational steps (Roberts' R2 sequence) that spread odd units over the weekdays."""


def stocked_products(products: pl.DataFrame) -> pl.Expr:
    """Tell whether a row's item is neither a service nor shipped by its supplier."""
    never = products.filter(pl.col("fulfilment").is_in(NEVER_STOCKED))
    return ~pl.col("sku").is_in(never["sku"].implode())


def asked_lines(
    order_status: pl.LazyFrame, kit_components: pl.DataFrame, products: pl.DataFrame
) -> pl.LazyFrame:
    """Return what each order line asks of an item at a place, on its day and stream.

    Virtual kits count as their components. A one-off project and what an open dated
    order still owes count on the day they are wanted; all else when it was placed.
    """
    is_dated = (pl.col("stream") == "project") | (pl.col("open_qty") > 0)
    wanted = pl.max_horizontal("placed_on", "requested_on")
    lines = order_status.filter(
        pl.col("state") != "service", pl.col("demand_qty") > 0
    ).select(
        "order_id",
        "sku",
        "location_id",
        "stream",
        "unit_price",
        on=pl.when(is_dated).then(wanted).otherwise("placed_on"),
        demanded="demand_qty",
        sold=pl.min_horizontal("shipped_qty", "demand_qty"),
    )
    return exploded(lines, kit_components, ["demanded", "sold"], "on").filter(
        stocked_products(products)
    )


def ordered_days(
    order_status: pl.LazyFrame, kit_components: pl.DataFrame, products: pl.DataFrame
) -> pl.DataFrame:
    """Return units and money of order lines per item, place, day and stream.

    The money of a kit is not its components'.
    """
    amount = exact.to_scaled("demanded").cast(pl.Int128) * exact.to_scaled(
        "unit_price", MONEY_SCALE
    )
    is_priced = pl.col("kit_sku").is_null() & pl.col("unit_price").is_not_null()
    return (
        asked_lines(order_status, kit_components, products)
        .group_by("sku", "location_id", "on", "stream")
        .agg(
            exact.to_scaled(pl.col("demanded").sum().cast(QTY)).alias("demanded"),
            exact.to_scaled(pl.col("sold").sum().cast(QTY)).alias("sold"),
            amount=amount.filter(is_priced).sum() / 10 ** (QTY_SCALE + MONEY_SCALE),
            priced=pl.col("demanded").filter(is_priced).sum().cast(pl.Float64),
        )
        .collect(engine="streaming")
    )


def history_days(
    sales_history: pl.DataFrame,
    ordered: pl.DataFrame,
    products: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Spread period totals over their days, up to the first order line of each item.

    Whole units stay whole: day k of n gets what the total times k / n has gained, from
    a phase that differs between items and periods.
    """
    place = ["sku", "location_id"]
    first = ordered.group_by(place).agg(first_ordered_on=pl.col("on").min())
    last = pl.min_horizontal(
        "ends_on", pl.col("first_ordered_on").dt.offset_by("-1d"), pl.lit(as_of)
    )
    periods = (
        sales_history.filter(pl.col("gone_at").is_null(), stocked_products(products))
        .sort(*place, "starts_on", "ends_on")
        .join(first, on=place, how="left", maintain_order="left")
        .with_row_index("period")
        .with_columns(days=pl.date_ranges("starts_on", last))
        .filter(pl.col("days").list.len() > 0)
    )
    return _spread(periods)


def _spread(periods: pl.DataFrame) -> pl.DataFrame:
    """Return one row per day of each period."""
    unit = pl.when(pl.col("total") % 1000 == 0).then(1000).otherwise(1)
    length = (pl.col("ends_on") - pl.col("starts_on")).dt.total_days() + 1
    phase = (
        pl.col("starts_on").to_physical() * PHASE_BY_DAY
        + pl.col("period") * PHASE_BY_ROW
    ) % 1
    so_far = pl.col("total") / pl.col("unit") * pl.col("day_no") / pl.col("length")
    step = pl.col("total") / pl.col("unit") / pl.col("length")
    gained = (so_far + step + pl.col("phase")).floor() - (
        so_far + pl.col("phase")
    ).floor()
    return (
        periods.with_columns(
            total=exact.to_scaled("sold_qty"), length=length, phase=phase
        )
        .with_columns(unit=unit)
        .explode("days")
        .with_columns(day_no=(pl.col("days") - pl.col("starts_on")).dt.total_days())
        .with_columns(units=(gained * pl.col("unit")).cast(pl.Int64))
        .group_by("sku", "location_id", on="days", maintain_order=True)
        .agg(
            demanded=pl.col("units").sum(),
            sold=pl.col("units").sum(),
            amount=(
                pl.col("revenue_amount").cast(pl.Float64)
                * pl.col("units")
                / pl.col("total")
            )
            .filter(pl.col("total") > 0)
            .sum(),
            priced=pl.col("units").filter(pl.col("revenue_amount").is_not_null()).sum()
            / 1000,
            share=pl.col("in_stock_share").min(),
        )
        .with_columns(stream=pl.lit("retail"))
    )
