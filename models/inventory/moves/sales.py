"""Moves of what customers get and what they send back."""

import polars as pl

from models import kits
from models.inventory.moves.shape import Leg, documented, moved, named, taken
from models.inventory.moves.taken_back import with_every_shipment, with_shipments


def shipments(
    shipment_lines: pl.LazyFrame, kit_components: pl.DataFrame, time_zone: str
) -> pl.LazyFrame:
    """Return what left for customers, virtual kits as their components."""
    return moved(_shipped(shipment_lines, kit_components, time_zone), SHIPPED)


def inferred_shipments(
    order_status: pl.LazyFrame,
    shipment_lines: pl.LazyFrame,
    kit_components: pl.DataFrame,
) -> pl.LazyFrame:
    """Return order lines as shipped when placed, where no shipments are supplied."""
    return moved(_sold(order_status, shipment_lines, kit_components), SOLD)


SHIPPED = Leg("shipment", "shipped_at", taken("qty"))
SOLD = Leg("shipment", "placed_at", taken("shipped_qty"))


def _shipped(
    shipment_lines: pl.LazyFrame, kit_components: pl.DataFrame, time_zone: str
) -> pl.LazyFrame:
    """Return the lines of shipments that left, virtual kits as their components."""
    lines = documented(shipment_lines, "shipment_id").filter(
        pl.col("shipped_at").is_not_null()
    )
    return _opened(lines, kit_components, "shipped_at", time_zone)


def _sold(
    order_status: pl.LazyFrame,
    shipment_lines: pl.LazyFrame,
    kit_components: pl.DataFrame,
) -> pl.LazyFrame:
    """Return the order lines that stand for shipments, where there are none."""
    has_shipments = not shipment_lines.head(1).collect().is_empty()
    sold = order_status.filter(
        ~pl.col("state").is_in(["reversal", "service"]) & pl.lit(not has_shipments)
    )
    lines = documented(sold, "order_id", prefix="order:").with_columns(
        recorded_at="placed_at"
    )
    return kits.exploded(lines, kit_components, ["shipped_qty"], "placed_on")


def returns(
    return_lines: pl.LazyFrame,
    shipment_lines: pl.LazyFrame,
    order_status: pl.LazyFrame,
    kit_components: pl.DataFrame,
    time_zone: str,
) -> pl.LazyFrame:
    """Return what came back from customers, by what becomes of it.

    Restocked goods, and goods of which nothing is said, are on hand when they came or
    when that was decided; goods to be looked at wait under inspection; scrapped goods
    are never stock. Each takes back the first shipment of its item for its order line,
    else for its order.
    """
    came = _came(return_lines)
    opened = _opened(came, kit_components, "received_at", time_zone)
    shipped = _to_take_back(
        *(came, shipment_lines, order_status, kit_components, time_zone)
    )
    return _came_back(with_shipments(opened, shipped))


def superseded_returns(
    return_lines: pl.LazyFrame,
    shipment_lines: pl.LazyFrame,
    order_status: pl.LazyFrame,
    kit_components: pl.DataFrame,
    time_zone: str,
) -> pl.LazyFrame:
    """Return what came back as it was known before: replaced, or of other shipments.

    Lines are in every version, with ``superseded_at``. A return that stands, but was
    known to take back another shipment while that was known, was another one then.
    """
    came = _came(return_lines)
    opened = _opened(came, kit_components, "received_at", time_zone)
    shipped = _to_take_back(
        *(came, shipment_lines, order_status, kit_components, time_zone)
    )
    return _came_back(with_every_shipment(opened, shipped))


def _came(return_lines: pl.LazyFrame) -> pl.LazyFrame:
    """Return the lines of returns that came and are or may become stock."""
    return documented(return_lines, "return_id").filter(
        pl.col("received_at").is_not_null()
        & (pl.col("disposition").fill_null("restock") != "scrap")
    )


def _to_take_back(
    came: pl.LazyFrame,
    shipment_lines: pl.LazyFrame,
    order_status: pl.LazyFrame,
    kit_components: pl.DataFrame,
    time_zone: str,
) -> pl.LazyFrame:
    """Return the shipments of orders of which something came back."""
    orders = came.select("order_id").drop_nulls().unique()
    sent = shipment_lines.join(orders, on="order_id", how="semi")
    sold = order_status.join(orders, on="order_id", how="semi")
    return pl.concat(
        [
            named(_shipped(sent, kit_components, time_zone), SHIPPED, "order_line_no"),
            named(_sold(sold, shipment_lines, kit_components), SOLD, "line_no"),
        ]
    )


def _came_back(lines: pl.LazyFrame) -> pl.LazyFrame:
    """Return the moves of goods that came back, by what becomes of them."""
    is_decided = pl.col("disposition").fill_null("restock") == "restock"
    is_later = (pl.col("decided_at") > pl.col("received_at")).fill_null(value=False)
    waits = ~is_decided | is_later
    decided = lines.filter(is_decided & is_later)
    units = pl.col("qty")
    waiting = Leg("return", "received_at", units, "inspect")
    out = Leg(
        "inspected", "decided_at", taken("qty"), "inspect", name="out", after=waiting
    )
    return pl.concat(
        [
            moved(lines.filter(~waits), Leg("return", "received_at", units)),
            moved(lines.filter(waits), waiting),
            moved(decided, out),
            moved(decided, Leg("inspected", "decided_at", units, after=out)),
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
