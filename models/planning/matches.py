"""Approved and sent suggestions, and the purchase orders that carry them out."""

import datetime as dt

import polars as pl

from models import parameters, tables
from models.company import Company
from models.standing import APPROVING, last_edits, line_id, not_taken_back
from models.tables.columns import QTY

APPROVED_DAYS = 3
"""An approval that nobody sent counts for so many days after its order day."""

DEFAULT_ARRIVAL_DAYS = 14
LIKE_QTY_RATE = 0.2
LIKE_DAYS = 7
PLACE = ["supplier_id", "sku", "location_id"]


def supply_matches(
    decisions: pl.DataFrame,
    purchase_order_lines: pl.DataFrame,
    planning_parameters: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """Pair each approved suggestion with its purchase order line, once.

    By a planner's match or the suggestion's own number, else one to one by supplier,
    item, place, a quantity within 20 % and a day within 7. What is imported counts as
    the purchase order and no more as the suggestion. Approved and unsent for over 3
    days after it was to be ordered, or sent and unmatched for over 14
    (``unmatched_days``), it has expired.
    """
    approved = _approved(decisions, as_of, company)
    lines = _lines(purchase_order_lines, as_of, company)
    named = _named(approved, lines)
    rest = approved.join(named, on="suggestion_id", how="anti")
    free = lines.join(named, on=["po_id", "po_line_no"], how="anti").filter(
        pl.col("for_suggestion").is_null()
    )
    matched = pl.concat([named, _alike(rest, free)])
    force = parameters.in_force(planning_parameters, decisions, as_of)
    known = parameters.resolved(
        approved.join(matched, on="suggestion_id", how="left"),
        force,
        ["unmatched_days"],
    )
    return (
        _with_state(known, as_of)
        .select(tables.column_names("supply_matches"))
        .sort("suggestion_id")
    )


def standing_decisions(
    decisions: pl.DataFrame, as_of: dt.date, company: Company
) -> pl.DataFrame:
    """Return the decisions on plans up to ``as_of`` that nobody took back, by time.

    A decision is of the day it was made; where the data end before that, of the first
    day of the plan it was about (``run`` starts with the plan's last known day).
    """
    made_on = pl.col("decided_at").dt.convert_time_zone(company.time_zone).dt.date()
    plan_on = pl.col("run").str.slice(0, 10).str.to_date("%F", strict=False)
    tomorrow = dt.timedelta(days=1)
    is_ahead = plan_on.is_not_null() & (made_on > as_of + tomorrow)
    dated = (
        decisions.with_columns(
            pl.when(is_ahead)
            .then(plan_on + tomorrow)
            .otherwise(made_on)
            .alias("decided_on")
        )
        .filter(pl.col("suggestion_id") != "", pl.coalesce(plan_on, made_on) <= as_of)
        .sort("suggestion_id", "decided_at", "decision_id")
    )
    return not_taken_back(dated)


def _approved(
    decisions: pl.DataFrame, as_of: dt.date, company: Company
) -> pl.DataFrame:
    """Return what is approved or sent, as last decided, a row per part of a line."""
    standing = standing_decisions(decisions, as_of, company)
    part = pl.col("split_no").fill_null(1).alias("split_no")
    arrives = pl.coalesce(
        "arrive_on", pl.col("decided_on") + pl.duration(days=DEFAULT_ARRIVAL_DAYS)
    )
    units = pl.coalesce("decided_qty", "suggested_qty").alias("decided_qty")
    return (
        last_edits(standing)
        .filter(
            pl.col("action").is_in([*APPROVING, "send"]), pl.col("status").is_null()
        )
        .with_columns(units, part)
        .filter(pl.col("decided_qty") > 0)
        .drop_nulls(PLACE)
        .join(_sent(standing), on=["suggestion_id", "split_no"], how="left")
        .join(_said_match(standing), on=["suggestion_id", "split_no"], how="left")
        .select(
            line_id().alias("suggestion_id"),
            *("decision_id", *PLACE, "decided_qty", "decided_on"),
            *(arrives.alias("arrive_on"), "sent_on", "said_po_id", "said_line_no"),
            pl.max_horizontal("decided_on", "order_on").alias("due_on"),
        )
    )


def _sent(standing: pl.DataFrame) -> pl.DataFrame:
    """Return the last day on which each part of a suggestion was sent."""
    sent = standing.filter(pl.col("action") == "send")
    return sent.group_by("suggestion_id", pl.col("split_no").fill_null(1)).agg(
        pl.col("decided_on").max().alias("sent_on")
    )


def _said_match(standing: pl.DataFrame) -> pl.DataFrame:
    """Return the purchase order line a person matched, from ``after``."""
    said = (
        standing.filter(pl.col("action") == "match")
        .with_columns(pl.col("split_no").fill_null(1))
        .unique(["suggestion_id", "split_no"], keep="last", maintain_order=True)
    )
    line_no = pl.col("after").str.json_path_match("$.po_line_no")
    return said.select(
        "suggestion_id",
        "split_no",
        pl.col("after").str.json_path_match("$.po_id").alias("said_po_id"),
        line_no.cast(pl.Int64, strict=False).alias("said_line_no"),
    )


def _lines(
    purchase_order_lines: pl.DataFrame, as_of: dt.date, company: Company
) -> pl.DataFrame:
    """Return the lines a suggestion may have become; a draft is not an order yet."""
    on = pl.col("ordered_at").dt.convert_time_zone(company.time_zone).dt.date()
    return purchase_order_lines.select(
        "po_id",
        pl.col("line_no").alias("po_line_no"),
        *PLACE,
        "ordered_qty",
        on.alias("ordered_on"),
        pl.col("suggestion_id").alias("for_suggestion"),
        (pl.col("status") == "draft").fill_null(value=False).alias("is_draft"),
    ).filter(~pl.col("is_draft"), pl.col("ordered_on") <= as_of)


def _named(approved: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs that a person or the line itself names."""
    keys = ["po_id", "po_line_no"]
    by_person = approved.join(
        lines, left_on=["said_po_id", "said_line_no"], right_on=keys
    ).select(
        "suggestion_id",
        pl.col("said_po_id").alias("po_id"),
        pl.col("said_line_no").alias("po_line_no"),
        pl.lit("person").alias("matched_by"),
    )
    by_number = approved.join(
        lines, left_on="suggestion_id", right_on="for_suggestion"
    ).select("suggestion_id", *keys, pl.lit("suggestion_id").alias("matched_by"))
    return (
        pl.concat([by_person, by_number])
        .unique("suggestion_id", keep="first", maintain_order=True)
        .unique(keys, keep="first", maintain_order=True)
    )


def _alike(approved: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Pair one to one what is alike, the closest pair first.

    In each round the pairs that are best for both sides are taken out.
    """
    keys = ["po_id", "po_line_no"]
    left = _likeness(approved, lines)
    taken: list[pl.DataFrame] = [left.head(0).select("suggestion_id", *keys)]
    while left.height:
        both_best = (
            left.unique("suggestion_id", keep="first", maintain_order=True)
            .join(
                left.unique(keys, keep="first", maintain_order=True),
                on=["suggestion_id", *keys],
                how="semi",
            )
            .select("suggestion_id", *keys)
        )
        taken.append(both_best)
        left = left.join(both_best, on="suggestion_id", how="anti").join(
            both_best, on=keys, how="anti", maintain_order="left"
        )
    return pl.concat(taken).with_columns(pl.lit("likeness").alias("matched_by"))


def _likeness(approved: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Return every pair that is alike enough, closest first.

    What was ordered before the decision was known to it and is not its outcome.
    """
    since = pl.coalesce("sent_on", "decided_on")
    days = (pl.col("ordered_on") - since).dt.total_days().abs()
    gap = (pl.col("ordered_qty") - pl.col("decided_qty")).cast(pl.Float64).abs()
    share = gap / pl.col("decided_qty").cast(pl.Float64)
    return (
        approved.join(lines, on=PLACE)
        .with_columns(days.alias("gap_days"), share.alias("gap_rate"))
        .filter(
            pl.col("gap_days") <= LIKE_DAYS,
            pl.col("gap_rate") <= LIKE_QTY_RATE + 1e-9,
            pl.col("ordered_on") >= pl.col("decided_on"),
        )
        .sort("gap_days", "gap_rate", "suggestion_id", "po_id", "po_line_no")
    )


def _with_state(known: pl.DataFrame, as_of: dt.date) -> pl.DataFrame:
    """Say what became of each suggestion, and what of it counts as supply."""
    approved_days = (pl.lit(as_of) - pl.col("due_on")).dt.total_days()
    sent_days = (pl.lit(as_of) - pl.col("sent_on")).dt.total_days()
    is_sent = pl.col("sent_on").is_not_null()
    state = (
        pl.when(pl.col("po_id").is_not_null())
        .then(pl.lit("imported"))
        .when(is_sent & (sent_days <= pl.col("unmatched_days")))
        .then(pl.lit("sent"))
        .when(~is_sent & (approved_days <= APPROVED_DAYS))
        .then(pl.lit("approved"))
        .otherwise(pl.lit("expired"))
    )
    counts = pl.col("state").is_in(["approved", "sent"])
    return known.with_columns(state.alias("state")).with_columns(
        pl.when(counts).then("decided_qty").otherwise(0).cast(QTY).alias("counted_qty")
    )
