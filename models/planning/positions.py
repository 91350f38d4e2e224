"""What is there, coming and owed: the inventory position, part by part."""

import datetime as dt

import polars as pl

from models.planning.returns import announced, expected_returns, lags
from models.tables.columns import QTY

PLACE = ["sku", "location_id"]
SHELF = (
    *("on_hand_qty", "reserved_qty", "held_qty", "backordered_qty", "in_transit_qty"),
    "expiring_qty",
)
PLUS = ("on_hand", "in_transit", "on_order", "approved", "expected_returns")
MINUS = ("reserved", "held", "backordered", "expiring")
PARTS = (
    *SHELF,
    *("on_order_qty", "late_qty", "far_qty", "doubtful_qty", "approved_qty"),
    "expected_returns_qty",
)


def positions(
    stock_positions: pl.DataFrame,
    open_supply: pl.DataFrame,
    supply_matches: pl.DataFrame,
    return_lines: pl.LazyFrame,
    dated: pl.DataFrame,
    supply_sources: pl.DataFrame,
    pairs: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return the position of each item-location and of the places ``pairs`` add to it.

    Position = on hand - reserved - held - backordered + in transit + on order +
    approved + expected returns - expiring. An order counts when it arrives by the day
    the next but one order could: later ones do not hide a need, doubtful ones are no
    supply. ``dated`` is what customers want until then, counted as backordered.
    """
    served = supply_sources.select(*PLACE, "next_arrive_on").join(
        pairs, on="location_id"
    )
    parts = (
        _of_served(served, stock_positions).group_by(PLACE).agg(pl.col(SHELF).sum()),
        _on_order(_of_served(served, open_supply)),
        _approved(_of_served(served, supply_matches)),
        expected_returns(
            _of_served(served, announced(return_lines, as_of)),
            *(lags(return_lines, as_of), as_of),
        ),
        dated,
    )
    known = supply_sources.select(PLACE).join(
        stock_positions.select(*PLACE, "is_stock_known"), on=PLACE, how="left"
    )
    for part in parts:
        known = known.join(part, on=PLACE, how="left")
    total = sum(
        (pl.col(f"{name}_qty") for name in PLUS), pl.lit(0, QTY)
    ) - pl.sum_horizontal(pl.col(f"{name}_qty") for name in MINUS)
    return (
        known.with_columns(
            pl.col("is_stock_known").fill_null(value=False),
            pl.col(*PARTS, "dated_qty").fill_null(0).cast(QTY),
        )
        .with_columns(
            (pl.col("backordered_qty") + pl.col("dated_qty"))
            .cast(QTY)
            .alias("backordered_qty")
        )
        .drop("dated_qty")
        .with_columns(total.cast(QTY).alias("position_qty"))
        .sort(PLACE)
    )


def _of_served(served: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of the places that each place serves, under its own name."""
    rows = table.rename({"location_id": "served_id"})
    return served.join(rows, on=["sku", "served_id"])


def _on_order(lines: pl.DataFrame) -> pl.DataFrame:
    """Split what was bought into counted, late among it, too far away, and doubtful."""
    qty = pl.col("open_qty")
    counts = pl.col("is_counted")
    in_time = counts & (pl.col("arrive_on") <= pl.col("next_arrive_on"))
    late = in_time & (pl.col("state") == "late")
    return lines.group_by(PLACE).agg(
        qty.filter(in_time).sum().alias("on_order_qty"),
        qty.filter(late).sum().alias("late_qty"),
        qty.filter(counts & ~in_time).sum().alias("far_qty"),
        qty.filter(~counts).sum().alias("doubtful_qty"),
    )


def _approved(matches: pl.DataFrame) -> pl.DataFrame:
    """Sum what was approved or sent and is not yet a purchase order of the files."""
    in_time = pl.col("arrive_on") <= pl.col("next_arrive_on")
    return matches.group_by(PLACE).agg(
        pl.col("counted_qty").filter(in_time).sum().alias("approved_qty")
    )
