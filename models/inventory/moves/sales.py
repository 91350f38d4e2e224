"""Moves of what customers get and what they send back."""

import polars as pl

from models import kits
from models.inventory.moves.shape import Leg, documented, moved, taken


def shipments(
    shipment_lines: pl.LazyFrame, kit_components: pl.DataFrame, time_zone: str
) -> pl.LazyFrame:
    """Return what left for customers, virtual kits as their components."""
    lines = documented(shipment_lines, "shipment_id").filter(
        pl.col("shipped_at").is_not_null()
    )
    opened = _opened(lines, kit_components, "shipped_at", time_zone)
    return moved(opened, Leg("shipment", "shipped_at", taken("qty")))


def inferred_shipments(
    order_status: pl.LazyFrame,
    shipment_lines: pl.LazyFrame,
    kit_components: pl.DataFrame,
) -> pl.LazyFrame:
    """Return order lines as shipped when placed, where no shipments are supplied."""
    has_shipments = not shipment_lines.head(1).collect().is_empty()
    sold = order_status.filter(
        ~pl.col("state").is_in(["reversal", "service"]) & pl.lit(not has_shipments)
    )
    lines = documented(sold, "order_id", prefix="order:").with_columns(
        recorded_at="placed_at"
    )
    opened = kits.exploded(lines, kit_components, ["shipped_qty"], "placed_on")
    return moved(opened, Leg("shipment", "placed_at", taken("shipped_qty")))


def returns(
    return_lines: pl.LazyFrame, kit_components: pl.DataFrame, time_zone: str
) -> pl.LazyFrame:
    """Return what came back from customers, by what becomes of it.

    Restocked goods, and goods of which nothing is said, are on hand when they came or
    when that was decided; goods to be looked at wait under inspection; scrapped goods
    are never stock.
    """
    came = documented(return_lines, "return_id").filter(
        pl.col("received_at").is_not_null()
        & (pl.col("disposition").fill_null("restock") != "scrap")
    )
    lines = _opened(came, kit_components, "received_at", time_zone)
    is_decided = pl.col("disposition").fill_null("restock") == "restock"
    is_later = (pl.col("decided_at") > pl.col("received_at")).fill_null(value=False)
    waits = ~is_decided | is_later
    decided = lines.filter(is_decided & is_later)
    units = pl.col("qty")
    return pl.concat(
        [
            moved(lines.filter(~waits), Leg("return", "received_at", units)),
            moved(lines.filter(waits), Leg("return", "received_at", units, "inspect")),
            moved(
                decided,
                Leg("inspected", "decided_at", taken("qty"), "inspect", name="out"),
            ),
            moved(decided, Leg("inspected", "decided_at", units)),
        ]
    )


def _opened(
    lines: pl.LazyFrame, kit_components: pl.DataFrame, at: str, time_zone: str
) -> pl.LazyFrame:
    """Replace virtual kits by their components, by the recipe of the day."""
    day = pl.col(at).dt.convert_time_zone(time_zone).dt.date()
    return kits.exploded(
        lines.with_columns(moved_on=day), kit_components, ["qty"], "moved_on"
    )
