"""Moves of what was seen on the shelves."""

import polars as pl

from models.inventory.moves.shape import Leg, documented, moved, nothing

KINDS = ("opening", "snapshot", "count")


def stock_rows(stock_levels: pl.LazyFrame) -> pl.LazyFrame:
    """Return openings, snapshots and counts; the ledger posts the difference."""
    seen = stock_levels.with_columns(
        seen=pl.col("counted_at").dt.to_string("%Y-%m-%dT%H:%M:%S%.f"),
        counted_qty="on_hand_qty",
    )
    lines = documented(seen, "sku", "location_id", "seen", "bin", no="lot")
    return pl.concat(
        [
            moved(
                lines.filter(pl.col("kind") == kind),
                Leg(kind, "counted_at", nothing()),
            )
            for kind in KINDS
        ]
    )
