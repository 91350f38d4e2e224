"""From the position to the number, and the order that it goes into."""

from decimal import Decimal

import polars as pl

from models.reports import formats
from models.reports.explanation.facts import (
    Line,
    Row,
    Section,
    Subject,
    file_and_line,
    signed,
)
from models.reports.orders_to_place import MINUS, PLUS
from models.reports.report_table import in_language
from models.tables.suggestions import STEPS

ASIDE = ("late_qty", "far_qty", "doubtful_qty")


def position(subject: Subject) -> Section:
    """Show the position part by part, and the open orders that are in it or not."""
    row = subject.row("planning_positions")
    parts = {
        "on_hand_qty": row["on_hand_qty"],
        **{name: row[name] for name in PLUS if row[name]},
        **{name: -row[name] for name in MINUS if row[name]},
    }
    lines = [
        Line(subject.say(name), signed(subject.qty(value)))
        for name, value in parts.items()
    ]
    lines.append(
        Line(subject.say("position_qty"), f"= {subject.qty(row['position_qty'])}")
    )
    lines += [
        Line(f"  {subject.say(name)}", subject.qty(row[name]))
        for name in ASIDE
        if row[name]
    ]
    return Section(subject.say("position"), [*lines, *_open_orders(subject)])


def _open_orders(subject: Subject) -> list[Line]:
    """Return what is still to come, when, whether it counts, and its file and line."""
    lines = subject.rows("purchase_order_lines").select(
        "po_id", "line_no", "source", "source_line"
    )
    rows = subject.rows("open_supply").join(lines, on=["po_id", "line_no"], how="left")
    return [
        Line(
            subject.say(
                "open_order",
                po=row["po_id"],
                line=row["line_no"],
                day=subject.day(row["arrive_on"]),
                state=subject.source(row["state"]),
            ),
            subject.qty(row["open_qty"]),
            file_and_line(row),
        )
        for row in rows.sort("arrive_on", "po_id", "line_no").iter_rows(named=True)
    ]


def suggestion(subject: Subject) -> Section:
    """Show how the need becomes the number, or why nothing is suggested."""
    rows = (
        subject.tables["suggestions"]
        .filter(pl.col("location_id") == subject.here)
        .with_columns(in_language(subject.language))
        .sort("part")
    )
    if rows.is_empty():
        return Section(subject.say("suggestion"), [Line(_why_nothing(subject))])
    lines = [
        line for row in rows.iter_rows(named=True) for line in _number(subject, row)
    ]
    return Section(subject.say("suggestion"), lines)


def _number(subject: Subject, row: Row) -> list[Line]:
    """Return one suggestion, step by step."""
    level, stands = subject.qty(row["order_up_to_qty"]), row["position_qty"]
    steps = [
        Line(subject.say(f"step_{step}"), signed(subject.qty(row[f"{step}_qty"])))
        for step in STEPS
        if row[f"{step}_qty"]
    ]
    return [
        Line(subject.say("order_up_to_qty"), level),
        Line(subject.say("position_qty"), signed(subject.qty(-stands))),
        Line(subject.say("need_qty"), f"= {subject.qty(row['need_qty'])}"),
        *steps,
        Line(
            subject.say("suggested_qty"),
            f"= {subject.qty(row['suggested_qty'])}",
            row["suggestion_id"],
        ),
        Line(f"  {row['reason']}"),
    ]


def _why_nothing(subject: Subject) -> str:
    """Say why nothing is suggested."""
    levels, stands = subject.row("reorder_points"), subject.row("planning_positions")
    grade = subject.row("readiness").get("grade", "D")
    source = subject.row("supply_sources")
    if grade == "D":
        return subject.say("nothing_grade")
    if levels["policy"] == "do_not_stock":
        return subject.say(
            "nothing_policy", source=subject.source(levels["policy_source"])
        )
    if source["kind"] != "supplier":
        return subject.say("nothing_kind", place=source["from_location_id"] or "–")
    if stands["position_qty"] > levels["reorder_point_qty"]:
        return subject.say(
            "nothing_due",
            position=subject.qty(stands["position_qty"]),
            point=subject.qty(levels["reorder_point_qty"]),
        )
    return subject.say("nothing_else")


def supplier_order(subject: Subject) -> Section:
    """Show the order that the line goes into, and when the line is to be paid."""
    lines = subject.tables["suggestions"].filter(pl.col("location_id") == subject.here)
    key = ["supplier_id", "location_id", "order_on"]
    orders = subject.tables["suggested_orders"].join(lines, on=key, how="semi")
    shown = []
    for row in orders.iter_rows(named=True):
        shown += [
            Line(
                subject.say(
                    "order_of",
                    supplier=subject.name_of(row["supplier_id"]),
                    lines=row["lines"],
                ),
                _money(subject, row["amount"]),
            ),
            Line(subject.say("order_on"), subject.day(row["order_on"])),
            Line(subject.say("arrive_on"), subject.day(row["arrive_on"])),
        ]
    return Section(
        subject.say("supplier_order"),
        [*shown, *_payments(subject)] or [Line(subject.say("no_order"))],
    )


def _payments(subject: Subject) -> list[Line]:
    """Return what the item's own lines cost, by the day on which it is due."""
    due = subject.tables["cash_due"].filter(pl.col("location_id") == subject.here)
    paid = due.group_by("due_on", "kind").agg(pl.col("amount").sum())
    return [
        Line(
            subject.say(f"pays_{row['kind']}", day=subject.day(row["due_on"])),
            _money(subject, row["amount"]),
        )
        for row in paid.sort("due_on", "kind").iter_rows(named=True)
    ]


def _money(subject: Subject, amount: Decimal) -> str:
    """Write money in company currency."""
    shown = formats.money(amount, subject.company.currency, subject.language)
    return shown.replace(formats.SPACE, " ")
