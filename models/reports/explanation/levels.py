"""From terms and parameters to levels."""

import datetime as dt

import polars as pl

from models.reports.explanation.facts import (
    Line,
    Row,
    Section,
    Subject,
    file_and_line,
    signed,
)
from models.reports.formats import rate

SHOWN_DELIVERIES = 5
PARAMETERS = {
    "policy": "policy_source",
    "service_target_kind": "service_target_source",
    "service_target_rate": "service_target_source",
    "order_cycle_days": "order_cycle_source",
    "review_days": "review_source",
}
"""What levels rest on, and the column that says where it comes from."""


def lead_time(subject: Subject) -> Section:
    """Show who serves the place, the lead times seen, and the one that is used."""
    source = subject.row("supply_sources")
    who = source["supplier_id"] or source["from_location_id"] or "–"
    lines = [Line(subject.say("served_by"), "", subject.name_of(who))]
    known = subject.tables["lead_times"].filter(
        pl.col("supplier_id").eq_missing(source["supplier_id"]),
        pl.col("sku").is_in([subject.sku, ""]),
    )
    for row in known.sort("sku", "medium", descending=[True, False]).iter_rows(
        named=True
    ):
        whose = subject.say("of_item" if row["sku"] else "of_supplier")
        lines.append(
            Line(
                f"{whose} {subject.source(row['medium'])}".rstrip(),
                subject.number(row["observed_days"]),
                subject.say(
                    "observed",
                    n=row["observations"],
                    declared=subject.number(row["declared_days"], 0),
                    used=subject.number(row["used_days"]),
                    source=subject.source(row["used_source"]),
                ),
            )
        )
    lines += _deliveries(subject, source["supplier_id"])
    lines += [
        Line(
            subject.say("lead_time_days"),
            subject.number(source["lead_time_days"]),
            subject.source(source["lead_time_source"]),
        ),
        *(
            Line(subject.say(name), subject.day(source[name]))
            for name in ("order_on", "arrive_on", "next_order_on", "next_arrive_on")
        ),
        Line(
            subject.say("protection_days"), subject.number(source["protection_days"], 0)
        ),
    ]
    if source["closure"]:
        lines.append(_closure(subject, source["closure"]))
    return Section(subject.say("lead_time"), lines)


def _closure(subject: Subject, closure: str) -> Line:
    """Return who closes and when, of a closure as ``supply_sources`` has it."""
    party, _, days = closure.rpartition(": ")
    first, last = (dt.date.fromisoformat(day) for day in days.split(" - "))
    span = f"{subject.day(first)} – {subject.day(last)}"
    return Line(subject.say("closure"), "", f"{subject.name_of(party)}: {span}")


def _deliveries(subject: Subject, supplier_id: str | None) -> list[Line]:
    """Return the last deliveries of the item: ordered, there, and the days between."""
    orders = subject.rows("purchase_order_lines", anywhere=True).select(
        "po_id", "line_no", "supplier_id", "ordered_at"
    )
    came = (
        subject.rows("receipt_lines", anywhere=True)
        .drop("supplier_id")
        .join(orders.unique("po_id"), on="po_id")
        .filter(pl.col("supplier_id").eq_missing(supplier_id))
        .with_columns(there=pl.coalesce("available_at", "received_at"))
        .sort("there", "receipt_id", "line_no")
        .tail(SHOWN_DELIVERIES)
    )
    return [
        Line(
            subject.say(
                "delivery",
                po=row["po_id"],
                ordered=subject.day(row["ordered_at"].date()),
                there=subject.day(row["there"].date()),
            ),
            subject.number((row["there"].date() - row["ordered_at"].date()).days, 0),
            file_and_line(row),
        )
        for row in came.iter_rows(named=True)
    ]


def parameters(subject: Subject) -> Section:
    """Show each parameter with where it comes from, down to its row in a file."""
    levels, source = subject.row("reorder_points"), subject.row("supply_sources")
    lines = []
    for name, said in PARAMETERS.items():
        value = levels[name]
        shown = (
            rate(value, subject.language)
            if name.endswith("_rate")
            else subject.source(value)
        )
        lines.append(
            Line(subject.say(name), shown, _source(subject, name, levels[said]))
        )
    lines += [
        Line(subject.say(name), subject.qty(source[name]))
        for name in ("min_order_qty", "pack_qty", "max_order_qty")
        if source[name] is not None
    ]
    return Section(subject.say("parameters"), lines)


def _source(subject: Subject, name: str, said: str) -> str:
    """Return where a parameter comes from, with the file and line of its row."""
    scope = said.removeprefix("parameter: ")
    if scope == said:
        return subject.source(said)
    rows = subject.tables["planning_parameters"].filter(
        pl.col("parameter") == name,
        pl.col("scope") == scope,
        pl.col("key") == _key(subject, scope),
        pl.col("valid_from") <= subject.as_of,
    )
    last = rows.sort("valid_from").tail(1)
    files = [file_and_line(row) for row in last.iter_rows(named=True)]
    return " ".join([subject.source(said), *files])


def _key(subject: Subject, scope: str) -> str:
    """Return what the item is called at a level of parameters."""
    products = next(subject.tables["products"].iter_rows(named=True), {})
    keys = {
        "sku_location": f"{subject.sku}|{subject.here}",
        "sku": subject.sku,
        "supplier": subject.row("supply_sources")["supplier_id"],
        "location": subject.here,
        "class": subject.row("item_classes").get("abc"),
        "category": products.get("category"),
    }
    return str(keys.get(scope) or "")


def levels(subject: Subject) -> Section:
    """Show how the reorder point and the order-up-to level are made up."""
    row = subject.row("reorder_points")
    cycle = row["order_up_to_qty"] - row["reorder_point_qty"]
    return Section(
        subject.say("levels"),
        [
            Line(
                subject.say("expected_demand_qty"),
                subject.qty(row["expected_demand_qty"]),
            ),
            Line(
                subject.say("safety_stock_qty"),
                signed(subject.qty(row["safety_stock_qty"])),
            ),
            *_shown(subject, row),
            Line(
                subject.say("reorder_point_qty"),
                f"= {subject.qty(row['reorder_point_qty'])}",
            ),
            Line(subject.say("cycle_qty"), signed(subject.qty(cycle))),
            Line(
                subject.say("order_up_to_qty"),
                f"= {subject.qty(row['order_up_to_qty'])}",
            ),
        ],
    )


def _shown(subject: Subject, row: Row) -> list[Line]:
    """Return the units on display, where there are any."""
    if not row["presentation_qty"]:
        return []
    units = signed(subject.qty(row["presentation_qty"]))
    return [Line(subject.say("presentation_qty"), units)]
