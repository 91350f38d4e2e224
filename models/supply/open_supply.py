"""Purchase orders still to come: when each line arrives, and whether it counts."""

import datetime as dt
import math

import polars as pl

from models import calendars as closing
from models import parameters, tables
from models.company import Company
from models.supply import deliveries as evidence
from models.supply.lead_times import DEFAULT_DAYS, DEFAULT_LATE_DAYS
from models.tables.columns import QTY

LEAST_DOUBT_DAYS = 7
"""No line is doubtful before it is later than this."""

LINE = ["po_id", "line_no"]
PLACE = ["sku", "location_id"]


def open_supply(
    purchase_order_lines: pl.DataFrame,
    receipt_lines: pl.LazyFrame,
    lead_times: pl.DataFrame,
    calendars: pl.DataFrame,
    planning_parameters: pl.DataFrame,
    decisions: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """List what is still to come, line by line.

    Drafts, closed, cancelled and vanished lines are not open. A line due by ``as_of``
    is late and pushed out; one later than 95 % of observed deliveries, or silent for 60
    days after its last receipt (``silent_days``), is doubtful and does not count.
    """
    lines = evidence.ordered_lines(purchase_order_lines, company)
    receipts = evidence.accepted_receipts(receipt_lines, company)
    waiting = _still_open(lines, _received(lines, receipts))
    promised = _with_due_day(waiting, lead_times, calendars)
    if receipts.is_empty():
        settled = pl.col("status").is_null() & (pl.col("due_on") <= as_of)
        promised = promised.filter(~settled)
    force = parameters.in_force(planning_parameters, decisions, as_of)
    known = parameters.resolved(promised, force, ["silent_days", "cancels_remainders"])
    given_up = pl.col("cancels_remainders") & (pl.col("received_qty") > 0)
    return (
        _with_state(known.filter(~given_up), as_of)
        .select(tables.column_names("open_supply"))
        .sort(LINE)
    )


def _received(lines: pl.DataFrame, receipts: pl.DataFrame) -> pl.DataFrame:
    """Return what has come of each line, and when last.

    Receipts that name no order settle the oldest open lines of their item and place.
    """
    linked = (
        evidence.linked_receipts(lines, receipts)
        .group_by(LINE)
        .agg(
            pl.col("accepted_qty").sum().alias("linked_qty"),
            pl.col("available_on").max().alias("last_on"),
        )
    )
    ordered = pl.col("ordered_qty") - pl.col("cancelled_qty")
    left = (ordered - pl.col("linked_qty").fill_null(0)).clip(0)
    before = (left.cum_sum() - left).over(PLACE)
    share = (pl.col("loose_qty").fill_null(0) - before).clip(0)
    received = pl.col("linked_qty").fill_null(0) + pl.min_horizontal(left, share)
    return (
        lines.sort(*PLACE, "ordered_on", *LINE)
        .join(linked, on=LINE, how="left", maintain_order="left")
        .join(_unlinked(lines, receipts), on=PLACE, how="left", maintain_order="left")
        .select(*LINE, "last_on", received.cast(QTY).alias("received_qty"))
    )


def _unlinked(lines: pl.DataFrame, receipts: pl.DataFrame) -> pl.DataFrame:
    """Sum what came without naming an order, since the first order of its kind."""
    first = lines.group_by(PLACE).agg(pl.col("ordered_on").min())
    return (
        receipts.filter(pl.col("po_id").is_null())
        .join(first, on=PLACE)
        .filter(pl.col("available_on") >= pl.col("ordered_on"))
        .group_by(PLACE)
        .agg(pl.col("accepted_qty").sum().alias("loose_qty"))
    )


def _still_open(lines: pl.DataFrame, received: pl.DataFrame) -> pl.DataFrame:
    """Return the lines of which something is still to come."""
    open_qty = pl.col("ordered_qty") - pl.col("cancelled_qty") - pl.col("received_qty")
    is_done = pl.col("status").is_in(evidence.NOTHING_TO_COME).fill_null(value=False)
    return (
        lines.filter(~is_done, pl.col("gone_at").is_null())
        .join(received, on=LINE, how="left")
        .with_columns(open_qty.cast(QTY).alias("open_qty"))
        .filter(pl.col("open_qty") > 0)
        .sort(LINE)
    )


def _with_due_day(
    waiting: pl.DataFrame, lead_times: pl.DataFrame, calendars: pl.DataFrame
) -> pl.DataFrame:
    """Add the day each line is due, where that comes from, and its usual lateness."""
    known = _with_usual_times(waiting, lead_times)
    worked_out = closing.arrival_days(
        calendars,
        known["ordered_on"],
        known["usual_days"],
        [known["supplier_id"], known["location_id"]],
    )
    said = {
        "expected": pl.col("expected_on"),
        "confirmed": pl.col("confirmed_on"),
        "requested": pl.col("requested_on"),
        "lead_time": pl.lit(worked_out),
    }
    source = pl.coalesce(
        pl.when(day.is_not_null()).then(pl.lit(name)) for name, day in said.items()
    )
    return known.with_columns(
        pl.coalesce(said.values()).alias("due_on"), source.alias("due_source")
    )


def _with_usual_times(waiting: pl.DataFrame, lead_times: pl.DataFrame) -> pl.DataFrame:
    """Add the lead time and lateness of the item, else of its supplier, else usual."""
    figures = ["used_days", "late_p95_days"]
    whole = lead_times.filter(pl.col("sku") == "").select(
        "supplier_id",
        "medium",
        *(pl.col(name).alias(f"all_{name}") for name in figures),
    )
    days = pl.coalesce("used_days", "all_used_days", pl.lit(float(DEFAULT_DAYS)))
    late = pl.coalesce("late_p95_days", "all_late_p95_days", pl.lit(DEFAULT_LATE_DAYS))
    return (
        waiting.join(
            lead_times.select("supplier_id", "sku", "medium", *figures),
            on=["supplier_id", "sku", "medium"],
            how="left",
        )
        .join(whole, on=["supplier_id", "medium"], how="left")
        .with_columns(
            days.ceil().cast(pl.Int64).alias("usual_days"), late.alias("late_p95_days")
        )
    )


def _with_state(lines: pl.DataFrame, as_of: dt.date) -> pl.DataFrame:
    """Say whether each line is on time, late or doubtful, and when it arrives.

    Lateness is taken as exponential with its observed 95th percentile, so that whatever
    the delay so far, p95 ÷ ln 20 more days are expected: it forgets (Ross,
    *Introduction to Probability Models*, §5.2).
    """
    days_late = (pl.lit(as_of) - pl.col("due_on")).dt.total_days().clip(0)
    is_due = pl.col("due_on") <= as_of
    silent = (pl.lit(as_of) - pl.col("last_on")).dt.total_days() > pl.col("silent_days")
    too_late = days_late > pl.col("late_p95_days").clip(LEAST_DOUBT_DAYS)
    doubtful = is_due & (too_late | silent.fill_null(value=False))
    remaining = (pl.col("late_p95_days") / math.log(20)).ceil().clip(1)
    pushed_out = pl.lit(as_of) + pl.duration(days=remaining.cast(pl.Int64))
    state = (
        pl.when(doubtful)
        .then(pl.lit("doubtful"))
        .when(is_due)
        .then(pl.lit("late"))
        .otherwise(pl.lit("on_time"))
    )
    return lines.with_columns(
        days_late.alias("days_late"),
        pl.when(is_due).then(pushed_out).otherwise("due_on").alias("arrive_on"),
        state.alias("state"),
        (~doubtful).alias("is_counted"),
    )
