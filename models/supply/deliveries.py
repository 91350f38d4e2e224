"""What suppliers have delivered, and what they owe: the evidence for lead times."""

import datetime as dt

import polars as pl

from models import calendars as closing
from models.company import Company

NOT_ORDERED = ("draft", "cancelled")
NOTHING_TO_COME = ("draft", "closed", "cancelled")
OLDEST_DAYS = 365
"""An order that has been silent for longer says nothing of the lead time."""


def ordered_lines(purchase_order_lines: pl.DataFrame, company: Company) -> pl.DataFrame:
    """Return the lines that were really ordered, with their dates."""
    promised = pl.coalesce("confirmed_on", "requested_on", "expected_on")
    return purchase_order_lines.filter(
        ~pl.col("status").is_in(NOT_ORDERED).fill_null(value=False)
    ).select(
        *("po_id", "line_no", "supplier_id", "sku", "location_id", "status", "gone_at"),
        *("ordered_qty", "expected_on", "confirmed_on", "requested_on"),
        pl.col("cancelled_qty").fill_null(0),
        pl.col("medium").fill_null(""),
        local_day("ordered_at", company).alias("ordered_on"),
        promised.alias("promised_on"),
    )


def accepted_receipts(receipt_lines: pl.LazyFrame, company: Company) -> pl.DataFrame:
    """Return what was received and not refused, with the day it became available."""
    accepted = pl.col("received_qty") - pl.col("rejected_qty").fill_null(0)
    return (
        receipt_lines.filter(accepted > 0)
        .select(
            *("receipt_id", "po_id", "po_line_no", "supplier_id", "sku", "location_id"),
            accepted.alias("accepted_qty"),
            local_day(pl.coalesce("available_at", "received_at"), company).alias(
                "available_on"
            ),
        )
        .collect()
    )


def linked_receipts(lines: pl.DataFrame, receipts: pl.DataFrame) -> pl.DataFrame:
    """Return the receipts that name a purchase order, each with its line.

    One without a line number goes to the order's first line of that item.
    """
    keys = ["po_id", "line_no"]
    first = lines.sort(keys).unique(["po_id", "sku"], keep="first", maintain_order=True)
    what = ["receipt_id", "accepted_qty", "available_on"]
    exact = receipts.filter(pl.col("po_line_no").is_not_null()).join(
        lines, left_on=["po_id", "po_line_no"], right_on=keys, how="inner"
    )
    loose = receipts.filter(pl.col("po_line_no").is_null()).join(
        first, on=["po_id", "sku"], how="inner"
    )
    return pl.concat(
        [
            exact.select("po_id", pl.col("po_line_no").alias("line_no"), *what),
            loose.select(*keys, *what),
        ]
    )


def deliveries(
    lines: pl.DataFrame, receipts: pl.DataFrame, calendars: pl.DataFrame
) -> pl.DataFrame:
    """Return one delivery per purchase order, receipt and item.

    Its days run from the order to the first available unit, without the days on which
    the supplier or the place was closed.
    """
    linked = linked_receipts(lines, receipts).join(lines, on=["po_id", "line_no"])
    each = linked.group_by("supplier_id", "sku", "medium", "po_id", "receipt_id").agg(
        pl.col("location_id").first(),
        pl.col("ordered_on").min(),
        pl.col("available_on").min(),
        pl.col("promised_on").min(),
    )
    came = each.filter(pl.col("available_on") >= pl.col("ordered_on")).sort(
        "supplier_id", "sku", "medium", "po_id", "receipt_id"
    )
    return came.with_columns(
        _open_days(came, came["available_on"], calendars).alias("days"),
        (pl.col("available_on") - pl.col("promised_on"))
        .dt.total_days()
        .alias("late_days"),
        is_event=pl.lit(value=True),
    )


def overdue(
    lines: pl.DataFrame,
    receipts: pl.DataFrame,
    calendars: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return orders of which nothing has come though it was due: still running.

    Where receipts are never supplied nothing is known to be overdue.
    """
    if receipts.is_empty():
        return deliveries(lines.clear(), receipts, calendars)
    waiting = _waiting(lines, receipts, as_of)
    return waiting.with_columns(
        _open_days(waiting, waiting["available_on"], calendars).alias("days"),
        receipt_id=pl.lit(""),
        late_days=pl.lit(None, pl.Int64),
        is_event=pl.lit(value=False),
    )


def _waiting(
    lines: pl.DataFrame, receipts: pl.DataFrame, as_of: dt.date
) -> pl.DataFrame:
    """Return the orders that were due and of which nothing has come, item by item."""
    came = linked_receipts(lines, receipts).select("po_id", "line_no").unique()
    is_open = ~pl.col("status").is_in(NOTHING_TO_COME).fill_null(value=False)
    return (
        lines.join(came, on=["po_id", "line_no"], how="anti")
        .filter(
            is_open & pl.col("gone_at").is_null(),
            pl.col("cancelled_qty") < pl.col("ordered_qty"),
            pl.col("promised_on") <= as_of,
            pl.col("ordered_on") >= as_of - dt.timedelta(days=OLDEST_DAYS),
        )
        .group_by("supplier_id", "sku", "medium", "po_id")
        .agg(
            pl.col("location_id").first(),
            pl.col("ordered_on").min(),
            pl.lit(as_of).first().alias("available_on"),
            pl.col("promised_on").min(),
        )
        .sort("supplier_id", "sku", "medium", "po_id")
    )


def local_day(instant: pl.Expr | str, company: Company) -> pl.Expr:
    """Return the business day of an instant."""
    moment = pl.col(instant) if isinstance(instant, str) else instant
    return moment.dt.convert_time_zone(company.time_zone).dt.date()


def _open_days(
    orders: pl.DataFrame, end: pl.Series, calendars: pl.DataFrame
) -> pl.Series:
    """Count the open days of each order up to ``end``."""
    parties = [orders["supplier_id"], orders["location_id"]]
    return closing.elapsed_days(calendars, orders["ordered_on"], end, parties)
