"""The report's section on what to order: one fold per order, its lines inside."""

import html
from dataclasses import replace
from urllib.parse import quote

import polars as pl

from models.reports import (
    formats,
    learning,
    money_of_orders,
    orders_to_place,
    plan_changes,
)
from models.reports.published import Tables, frame
from models.reports.report_table import ReportTable, cell
from models.reports.texts import text
from pipelines.printing import Printer, Row
from pipelines.workbook_names import workbook_names

OPEN_ORDERS = 1
"""Orders that are unfolded when the page opens."""


def section(printer: Printer, tables: Tables) -> str:
    """Return what to order, supplier by supplier, and what to move first."""
    suggestions = frame(tables, "suggestions")
    transfers = orders_to_place.transfers(
        frame(tables, "suggested_transfers"), printer.company.language
    )
    changed = _changes(printer, tables)
    left_out = _left_out(printer, tables)
    if suggestions.is_empty():
        return printer.section(
            *("orders", printer.empty("nothing_to_order_why"), left_out),
            *(printer.block(transfers), *_special(printer, tables), changed),
            _learned(printer, tables),
        )
    orders = orders_to_place.orders(
        suggestions,
        frame(tables, "suggested_orders"),
        frame(tables, "suppliers"),
        printer.company.language,
    )
    lines = orders_to_place.lines(suggestions, printer.company.language)
    return printer.section(
        "orders",
        _chart(printer, orders),
        printer.search(lines),
        *_folds(printer, orders, lines),
        printer.rest(lines, "all_in_csv"),
        left_out,
        printer.block(money_of_orders.cash_due(frame(tables, "cash_due"))),
        printer.block(transfers),
        *_special(printer, tables),
        changed,
        _learned(printer, tables),
    )


def _left_out(printer: Printer, tables: Tables) -> str:
    """Return what limits did not reach for, nothing where they reached for all."""
    table = money_of_orders.left_out(
        frame(tables, "left_out"), frame(tables, "products"), printer.company.language
    )
    return printer.block(table) if table.total else ""


def _special(printer: Printer, tables: Tables) -> list[str]:
    """Return kits to build and items to order a last time, where there are any."""
    shown = (
        orders_to_place.builds(
            frame(tables, "suggested_builds"), printer.company.language
        ),
        orders_to_place.last_orders(
            frame(tables, "last_orders"), frame(tables, "products")
        ),
    )
    return [printer.block(table) for table in shown if table.total]


def _changes(printer: Printer, tables: Tables) -> str:
    """Return what changed since the plan before, and how steady it was."""
    language = printer.company.language
    rows = frame(tables, "suggestion_changes")
    steady = plan_changes.steadiness(rows, language)
    note = f'<p class="note">{html.escape(steady)}</p>' if steady else ""
    table = plan_changes.changes(rows, frame(tables, "products"), language)
    return printer.block(table) + note


def _learned(printer: Printer, tables: Tables) -> str:
    """Return how past decisions did; nothing where none is known."""
    outcomes = frame(tables, "decision_outcomes")
    if outcomes.is_empty():
        return ""
    names = orders_to_place.supplier_names(
        frame(tables, "suppliers"), frame(tables, "suggested_orders")
    )
    language = printer.company.language
    share = formats.rate(learning.untouched_rate(outcomes), language)
    note = printer.say(
        "learned_report", n=formats.number(outcomes.height, language), rate=share
    )
    shown = (
        *(learning.decisions_by(outcomes, by, names) for by in learning.GROUPS),
        learning.changes(outcomes, frame(tables, "products"), language),
    )
    heading = f"<h3>{printer.say('learned_title')}</h3>"
    blocks = [printer.block(table) for table in shown if table.total]
    return f'{heading}<p class="note">{note}</p>{"".join(blocks)}'


def _chart(printer: Printer, orders: pl.DataFrame) -> str:
    """Return the figure of what is ordered from whom."""
    company = printer.company
    chart = orders_to_place.amount_by_supplier(
        orders, company.currency, company.language
    )
    caption = text("chart_amount", company.language, currency=company.currency)
    return printer.figure(chart, caption)


def _folds(printer: Printer, orders: pl.DataFrame, lines: ReportTable) -> list[str]:
    """Return every order, the first of them unfolded."""
    groups, among_first = (
        rows.partition_by(orders_to_place.ORDER, as_dict=True, maintain_order=True)
        for rows in (lines.rows, lines.shown)
    )
    nothing = lines.rows.clear()
    files = workbook_names(orders["supplier_id"].unique())
    folds = []
    for place, order in enumerate(orders.iter_rows(named=True)):
        key = tuple(order[part] for part in orders_to_place.ORDER)
        limit = among_first.get(key, nothing).height
        shown = replace(lines, rows=groups[key], limit=limit)
        inside = _notes(printer, order, files[order["supplier_id"]])
        inside += _lines(printer, shown)
        is_open = " open" if place < OPEN_ORDERS else ""
        folds.append(
            f'<details class="order"{is_open}>{_summary(printer, order)}'
            f"{inside}</details>"
        )
    return folds


def _lines(printer: Printer, lines: ReportTable) -> str:
    """Return the lines of one order that are shown, and where the others are."""
    shown = lines.shown.height
    table = printer.table(lines) if shown else ""
    if shown == lines.total:
        return table
    missing = printer.count("lines", lines.total - shown)
    elsewhere = printer.say("order_lines_elsewhere", lines=missing)
    return f'{table}<p class="rest">{elsewhere}</p>'


def _summary(printer: Printer, order: Row) -> str:
    """Return the line that stands for the order while it is folded."""
    dates = " · ".join(
        [
            html.escape(str(order["location_id"])),
            printer.say("order_by", day=printer.day(order["order_on"])),
            printer.say("order_arrives", day=printer.day(order["arrive_on"])),
        ]
    )
    worth = [printer.count("lines", int(str(order["lines"])))]
    if order["lost_margin_per_day_amount"]:
        risk = printer.amount(order["lost_margin_per_day_amount"])
        worth.append(printer.say("order_saves", amount=risk))
    return (
        f'<summary><span class="who"><b>{html.escape(str(order["supplier_name"]))}</b>'
        f'<small>{dates}</small></span><span class="worth">'
        f"<b>{html.escape(printer.amount(order['amount']))}</b>"
        f"<small>{' · '.join(worth)}</small></span></summary>"
    )


def _notes(printer: Printer, order: Row, workbook: str) -> str:
    """Return the way to the workbook, and what the supplier would say to the order."""
    language = printer.company.language
    link = f'<a href="{quote(workbook)}">{html.escape(workbook)}</a>'
    filled = cell(order["containers"], "number", language)
    said = [printer.say("order_containers", n=filled)] if order["containers"] else []
    if order["advice"]:
        said.append(html.escape(str(order["advice"])))
    way = printer.say("order_workbook", file="{file}").replace("{file}", link)
    notes = "".join(f" · <b>{note}</b>" for note in said)
    return f'<p class="order-note">{way}{notes}</p>'
