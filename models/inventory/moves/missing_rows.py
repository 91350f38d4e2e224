"""What a complete stock file says by leaving an item out: there is none."""

import polars as pl

from models.inventory.moves.shape import Leg, documented, moved, nothing


def missing_rows(
    stock_levels: pl.LazyFrame, moves: pl.LazyFrame, time_zone: str
) -> pl.LazyFrame:
    """Return a snapshot of none for items that a complete stock file leaves out.

    The stock rows of a place on one day are one file, taken when its last row was. An
    item is missing from it when no row of the day names it; items that only came later
    are missing from the first one.
    """
    day = pl.col("counted_at").dt.convert_time_zone(time_zone).dt.date()
    rows = stock_levels.filter(pl.col("kind") != "count").with_columns(seen_on=day)
    files = rows.group_by("location_id", "seen_on").agg(pl.col("counted_at").max())
    named = rows.select("sku", "location_id", "seen_on").unique()
    missing = (
        files.join(_items(moves), on="location_id")
        .filter(_could_be_named())
        .join(named, on=["sku", "location_id", "seen_on"], how="anti")
        .with_columns(
            counted_qty=pl.lit(0),
            recorded_at="counted_at",
            seen=pl.col("seen_on").dt.to_string("iso"),
        )
        .sort("sku", "location_id", "counted_at")
    )
    lines = documented(missing, "sku", "location_id", no="seen", prefix="missing:")
    return moved(lines, Leg("snapshot", "counted_at", nothing()))


def _items(moves: pl.LazyFrame) -> pl.LazyFrame:
    """Return every item-location and when it first moved."""
    return (
        moves.filter(pl.col("bucket") == "on_hand")
        .group_by("sku", "location_id")
        .agg(first_at=pl.col("occurred_at").min())
    )


def _could_be_named() -> pl.Expr:
    """Say whether a file could have named the item: it was there, or none is known."""
    is_first_file = pl.col("counted_at") == pl.col("counted_at").min().over(
        "location_id"
    )
    return (pl.col("first_at") <= pl.col("counted_at")) | is_first_file
