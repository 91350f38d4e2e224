"""What a planner asks for on suggested lines, and what keeps it from being decided."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import polars as pl

from models.standing import APPROVING
from models.tables import columns as c

Action = Literal["approve", "change", "split", "move", "reject", "snooze", "undo"]
ACTIONS = ("approve", "change", "split", "move", "reject", "snooze", "undo")
SNOOZE_DAYS = 8
"""A snooze without a date lasts a week from the plan's first day."""
LEAST_PARTS = 2
ROWS = pl.Schema(
    {
        "edit_id": pl.String(),
        "suggestion_id": pl.String(),
        "action": pl.String(),
        "seen_entry_no": pl.Int64(),
        "split_no": pl.Int64(),
        "qty": c.QTY,
        "order_on": pl.Date(),
        "arrive_on": pl.Date(),
        "supplier_id": pl.String(),
        "holds_until": pl.Date(),
        "reason": pl.String(),
    }
)
"""Edits as a table: a row per edit, or per part of a split line."""


@dataclass(frozen=True)
class Part:
    """A part of a line: how much, when and from whom; what is empty stays as it is."""

    qty: Decimal | None = None
    order_on: dt.date | None = None
    arrive_on: dt.date | None = None
    supplier_id: str | None = None


@dataclass(frozen=True)
class Edit:
    """One thing a planner asks for on one line.

    ``edit_id`` is made by the asker, so that the same edit sent twice is one;
    ``seen_entry_no`` is the ``entry_no`` that the line had when it was looked at.
    ``parts`` holds one part for a change or a move, several for a split, else none.
    """

    edit_id: str
    suggestion_id: str
    action: Action
    seen_entry_no: int = 0
    parts: tuple[Part, ...] = ()
    holds_until: dt.date | None = None
    reason: str | None = None


def rows_of(edits: Sequence[Edit]) -> pl.DataFrame:
    """Return edits as a table with the columns of ``ROWS``."""
    return pl.DataFrame(
        [
            (
                *(edit.edit_id, edit.suggestion_id, edit.action, edit.seen_entry_no),
                *(number, part.qty, part.order_on, part.arrive_on, part.supplier_id),
                *(edit.holds_until, edit.reason),
            )
            for edit in edits
            for number, part in enumerate(edit.parts or (Part(),), start=1)
        ],
        schema=ROWS,
        orient="row",
    )


def resolved(
    rows: pl.DataFrame,
    suggestions: pl.DataFrame,
    states: pl.DataFrame,
    offers: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return what each edit comes to: quantity, days, supplier and terms of each part.

    What an edit leaves open stays as it was decided, else as it was suggested; goods
    take as long as before, or as long as a new supplier takes. Of a suggestion that is
    not known all but the edit itself is empty.
    """
    return (
        rows.join(_lines(suggestions, states), on="suggestion_id", how="left")
        .pipe(_with_current)
        .with_columns(decided_supplier_id=pl.coalesce("supplier_id", "now_supplier_id"))
        .join(
            _terms(offers),
            left_on=["decided_supplier_id", "sku"],
            right_on=["offer_supplier_id", "offer_sku"],
            how="left",
            maintain_order="left",
        )
        .pipe(_with_days)
        .with_columns(
            decided_qty=_units(),
            decided_until=_until(as_of),
            is_moved=pl.col("decided_supplier_id") != pl.col("line_supplier_id"),
        )
        .with_columns(_money(), _named_action())
    )


def faults(resolved: pl.DataFrame, as_of: dt.date) -> pl.DataFrame:
    """Return what keeps edits from being decided: edit_id, suggestion_id, field, rule.

    ``rule`` is a word that every language has a sentence for.
    """
    found = [
        resolved.filter(condition).select(
            "edit_id", "suggestion_id", field=pl.lit(field), rule=pl.lit(rule)
        )
        for field, rule, condition in _rules(as_of)
    ]
    return pl.concat(found).unique(maintain_order=True)


def _rules(as_of: dt.date) -> list[tuple[str, str, pl.Expr]]:
    """Return field, rule and condition of everything that may be wrong."""
    action, is_known = pl.col("action"), pl.col("sku").is_not_null()
    is_approving = is_known & action.is_in(APPROVING)
    same_line = pl.col("edit_id").n_unique().over("suggestion_id") > 1
    parts = pl.len().over("edit_id")
    qty = pl.col("decided_qty").fill_null(0)
    days = (pl.col("decided_order_on"), pl.col("decided_arrive_on"))
    too_late = pl.any_horizontal(day > c.LATEST for day in days)
    return [
        ("suggestion_id", "unknown", ~is_known),
        ("suggestion_id", "twice", same_line),
        ("action", "action", ~action.is_in(ACTIONS)),
        (
            "action",
            "nothing_to_undo",
            (action == "undo") & pl.col("edit_now").is_null(),
        ),
        ("parts", "parts", (action == "split") & (parts < LEAST_PARTS)),
        ("parts", "one_part", (action != "split") & (parts > 1)),
        ("qty", "qty", is_approving & ~qty.is_between(0, c.MAX_QTY, closed="right")),
        ("order_on", "order_past", is_approving & (days[0] < as_of)),
        ("arrive_on", "arrive_before", is_approving & (days[1] < days[0])),
        ("arrive_on", "date_too_late", is_approving & too_late),
        (
            "holds_until",
            "holds_past",
            (action == "snooze") & (pl.col("decided_until") <= as_of),
        ),
        (
            "supplier_id",
            "no_offer",
            is_approving & pl.col("is_moved") & pl.col("offer_unit_cost").is_null(),
        ),
    ]


def _lines(suggestions: pl.DataFrame, states: pl.DataFrame) -> pl.DataFrame:
    """Return each suggested line under names of its own, with its state."""
    line = suggestions.select(
        *("suggestion_id", "sku", "suggested_qty"),
        *(
            pl.col(name).alias(f"line_{name}")
            for name in ("supplier_id", "order_on", "arrive_on", "amount")
        ),
    )
    state = states.select(
        "suggestion_id",
        "state",
        edit_now="edit_id",
        **{
            f"state_{name}": name
            for name in (
                *("decided_qty", "order_on", "arrive_on", "supplier_id", "amount"),
            )
        },
    )
    return line.join(state, on="suggestion_id", how="left")


def _with_current(rows: pl.DataFrame) -> pl.DataFrame:
    """Add what holds for each line now: as decided, else as suggested."""
    counts = pl.col("state").is_in(["approved", "changed", "waiting", "sent"])
    pairs = {"qty": ("state_decided_qty", "suggested_qty")} | {
        name: (f"state_{name}", f"line_{name}")
        for name in ("order_on", "arrive_on", "supplier_id", "amount")
    }
    keeps = counts & (pl.col("action") != "approve")
    return rows.with_columns(
        pl.when(keeps)
        .then(pl.coalesce(decided, suggested))
        .otherwise(suggested)
        .alias(f"now_{name}")
        for name, (decided, suggested) in pairs.items()
    )


def _terms(offers: pl.DataFrame) -> pl.DataFrame:
    """Return offers under names of their own."""
    return offers.select(
        pl.col(name).alias(f"offer_{name}")
        for name in (
            *("supplier_id", "sku", "supplier_sku", "unit_cost", "currency"),
            *("unit_cost_amount", "lead_days"),
        )
    )


def _with_days(rows: pl.DataFrame) -> pl.DataFrame:
    """Add the days decided: a moved day takes the other one along."""
    is_new = pl.col("decided_supplier_id") != pl.col("now_supplier_id")
    before = (pl.col("now_arrive_on") - pl.col("now_order_on")).dt.total_days()
    takes = (
        pl.when(is_new).then(pl.coalesce("offer_lead_days", before)).otherwise(before)
    )
    ordered = pl.coalesce(
        "order_on", pl.min_horizontal("now_order_on", pl.col("arrive_on"))
    )
    stays = ~is_new & pl.col("order_on").is_null()
    arrives = pl.when(stays).then("now_arrive_on")
    return rows.with_columns(
        decided_order_on=ordered,
        decided_arrive_on=pl.coalesce(
            "arrive_on", arrives, ordered + pl.duration(days=takes)
        ),
    )


def _units() -> pl.Expr:
    """Return the units decided: none of what is put off or turned down."""
    given = pl.coalesce("qty", "now_qty")
    is_split = pl.col("action") == "split"
    return (
        pl.when(pl.col("action").is_in(["reject", "snooze"]))
        .then(pl.lit(0, c.QTY))
        .when(is_split)
        .then("qty")
        .when(pl.col("action") != "undo")
        .then(given)
        .cast(c.QTY)
    )


def _until(as_of: dt.date) -> pl.Expr:
    """Return until when a decision holds; a snooze without a day lasts a week."""
    week = pl.lit(as_of + dt.timedelta(days=SNOOZE_DAYS))
    return (
        pl.when(pl.col("action") == "snooze")
        .then(pl.col("holds_until").fill_null(week))
        .otherwise("holds_until")
    )


def _money() -> pl.Expr:
    """Return what a part costs in company currency, at the terms of its supplier.

    At the supplier suggested it is the line's amount in proportion.
    """
    decided, suggested, amount, cost = (
        pl.col(name).cast(pl.Float64)
        for name in (
            "decided_qty",
            "suggested_qty",
            "line_amount",
            "offer_unit_cost_amount",
        )
    )
    money = (
        pl.when("is_moved").then(cost * decided).otherwise(amount * decided / suggested)
    )
    return money.round(c.MONEY_SCALE).cast(c.MONEY).alias("decided_amount")


def _named_action() -> pl.Expr:
    """Return the action by what it comes to: a change of nothing is an approval."""
    as_suggested = (
        (pl.col("decided_qty") == pl.col("suggested_qty"))
        & (pl.col("decided_order_on") == pl.col("line_order_on"))
        & (pl.col("decided_arrive_on") == pl.col("line_arrive_on"))
        & ~pl.col("is_moved")
    )
    one = pl.col("action").is_in(["change", "move"])
    return (
        pl.when(one & as_suggested)
        .then(pl.lit("approve"))
        .when(one & pl.col("is_moved"))
        .then(pl.lit("move"))
        .when(one)
        .then(pl.lit("change"))
        .otherwise("action")
        .alias("decided_action")
    )
