"""Moves of what suppliers bring and what goes back to them."""

import datetime as dt

import polars as pl

from models import exact
from models.company import Company
from models.inventory.moves.shape import Leg, documented, moved, taken

DEFAULT_LEAD_TIME_DAYS = 14
DOCK = "in_transit"
PUT_AWAY_WITHIN = dt.timedelta(days=7)


def receipts(receipt_lines: pl.LazyFrame, as_of: dt.date) -> pl.LazyFrame:
    """Return what was received and not refused, when it became available.

    Until it is available it waits at the dock: neither on order any more nor on hand,
    but on the way to the shelf. A place that writes down when goods become available
    has not put away what came in the last days and has no such time yet.
    """
    lines = documented(receipt_lines, "receipt_id").with_columns(
        kept_qty=pl.col("received_qty") - pl.col("rejected_qty").fill_null(0),
        waits=_waits(as_of).fill_null(value=False),
    )
    waiting, direct = lines.filter("waits"), lines.filter(~pl.col("waits"))
    kept = pl.col("kept_qty")
    dock = Leg("receipt", "received_at", kept, DOCK, name="dock")
    off = Leg(
        "receipt", "available_at", taken("kept_qty"), DOCK, name="shelf", after=dock
    )
    return pl.concat(
        [
            moved(direct, Leg("receipt", "received_at", kept)),
            moved(waiting, dock),
            moved(waiting, off),
            moved(waiting, Leg("receipt", "available_at", kept, after=off)),
        ]
    )


def _waits(as_of: dt.date) -> pl.Expr:
    """Say whether goods became available later than they came, or are not yet."""
    available_at, received_at = pl.col("available_at"), pl.col("received_at")
    is_written_here = available_at.is_not_null().any().over("location_id")
    since = dt.datetime.combine(as_of, dt.time(), dt.UTC) - PUT_AWAY_WITHIN
    is_new = available_at.is_null() & is_written_here & (received_at > since)
    return (available_at > received_at) | is_new


def inferred_receipts(
    purchase_order_lines: pl.LazyFrame,
    receipt_lines: pl.LazyFrame,
    as_of: dt.date,
    company: Company,
) -> pl.LazyFrame:
    """Return purchase order lines as received where no receipts are supplied.

    Closed ones came on the day expected, confirmed or requested, else a usual lead time
    after the order, and in any case by ``as_of``. Ones without a status came on the day
    they were to come.
    """
    has_receipts = not receipt_lines.head(1).collect().is_empty()
    usual_on = pl.col("ordered_at").dt.convert_time_zone(company.time_zone).dt.date()
    said_on = pl.coalesce("expected_on", "confirmed_on", "requested_on")
    due_on = pl.coalesce(said_on, usual_on + pl.duration(days=DEFAULT_LEAD_TIME_DAYS))
    is_silent = pl.col("status").is_null() & pl.col("gone_at").is_null()
    has_come = (pl.col("status") == "closed") | (is_silent & (said_on <= as_of))
    came_on = pl.min_horizontal(pl.max_horizontal(due_on, usual_on), pl.lit(as_of))
    came = purchase_order_lines.filter(has_come & pl.lit(not has_receipts))
    lines = documented(came, "po_id", prefix="po:").with_columns(
        came_at=_day_start(came_on, company.time_zone)
    )
    kept = pl.col("ordered_qty") - pl.col("cancelled_qty").fill_null(0)
    return moved(lines.drop("unit_cost"), Leg("receipt", "came_at", exact.qty(kept)))


def purchase_returns(
    purchase_return_lines: pl.LazyFrame, receipt_lines: pl.LazyFrame
) -> pl.LazyFrame:
    """Return what was sent back to suppliers, out of the receipt that it names."""
    lines = documented(purchase_return_lines, "return_id")
    received = (
        documented(receipt_lines, "receipt_id")
        .join(lines.select("receipt_id").unique(), on="receipt_id", how="semi")
        .sort("receipt_id", "line_no")
        .unique(["receipt_id", "sku", "location_id"], keep="first", maintain_order=True)
        .select(
            *("receipt_id", "sku", "location_id"),
            applies_to=pl.lit("receipt:") + pl.col("document"),
        )
    )
    named = lines.join(received, on=["receipt_id", "sku", "location_id"], how="left")
    return moved(named, Leg("purchase_return", "shipped_at", taken("qty")))


def _day_start(on: pl.Expr, time_zone: str) -> pl.Expr:
    """Return the first instant of a day in a time zone."""
    midnight = on.cast(pl.Datetime("us"))
    local = midnight.dt.replace_time_zone(
        time_zone, ambiguous="earliest", non_existent="null"
    ).dt.convert_time_zone("UTC")
    return pl.coalesce(local, midnight.dt.replace_time_zone("UTC"))
