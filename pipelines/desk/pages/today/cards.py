"""The parts of today: orders, data, stock-outs, exceptions and changes."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from models.deciding.states import STATES
from models.reports import (
    data_troubles,
    formats,
    plan_changes,
    stock_beside,
    today,
)
from pipelines.desk import elements
from pipelines.desk.pages.today import tables
from pipelines.desk.standings import standings
from pipelines.desk.view import View

ORDERS = 8
SHOWN = 5
Row = Mapping[str, Any]


def money(view: View, amount: Decimal | int | None) -> str:
    """Write an amount of the company."""
    return formats.money(amount, view.company.currency, view.language)


def orders(view: View) -> Component:
    """Return the orders to place, each a link to its lines."""
    title = view.say("today_orders")
    found = tables.orders(view)
    if found.is_empty():
        return elements.section(title, elements.empty(view.say("today_no_orders")))
    standing = today.standing_of_orders(
        view.frame("suggestions"), standings(view).now().states
    )
    table = today.order_list(found, standing, view.language)
    shown = elements.small_table(
        view, table, rows=ORDERS, links={"supplier_name": elements.order_link}
    )
    more = (
        _more(view, "today_all_orders", table.total, "/orders")
        if table.total > ORDERS
        else None
    )
    return elements.section(title, shown, more)


def data(view: View, now: dt.date) -> Component:
    """Return what to know about the data before ordering on them."""
    found = data_troubles.troubles(
        tables.freshness(view),
        tables.headline(view),
        stock_beside.agreement(view.frame("stock_comparison")),
        view.language,
        now,
    )
    said = [
        html.Li(one.words, className="grave" if one.is_grave else "mild")
        for one in found
    ] or [html.Li(view.say("today_data_well"), className="well")]
    link = dcc.Link(view.say("today_to_data"), href="/data", className="more")
    return elements.section(
        view.say("today_data"), html.Ul(said, className="troubles"), link
    )


def risks(view: View) -> Component:
    """Return what is out or will be before goods come, the dearest first."""
    table, as_of = tables.risks(view), view.snapshot.as_of
    rows = [
        _line(
            row,
            today.risk_in_words(row, as_of, view.language),
            money(view, row["lost_margin_amount"]),
            _a_day(view, row["lost_margin_per_day_amount"]),
        )
        for row in table.rows.head(SHOWN).iter_rows(named=True)
    ]
    return _listed(view, "risks", rows, table.total)


def _a_day(view: View, amount: Decimal | None) -> str:
    """Write what a day costs; nothing where no price says it."""
    if amount is None:
        return ""
    return view.say("today_a_day", amount=money(view, amount))


def matters(view: View) -> Component:
    """Return the exceptions worth most."""
    table = tables.matters(view)
    rows = [
        _line(row, row["sentence"], money(view, row["amount"]), row["kind"])
        for row in table.rows.head(SHOWN).iter_rows(named=True)
    ]
    return _listed(view, "matters", rows, table.total)


def changes(view: View) -> Component:
    """Return what made suggestions change since the plan before."""
    table = tables.changes(view)
    title = view.say("today_changes")
    if not table.total:
        return elements.section(title, elements.empty(view.say("empty_changed")))
    causes = [
        (f"{row['cause']} {_count(view, row['items'])}", money(view, row["amount"]))
        for row in today.causes(table.rows).iter_rows(named=True)
    ]
    steady = plan_changes.steadiness(view.frame("suggestion_changes"), view.language)
    more = _more(view, "today_all", table.total, "/?all=changed")
    return elements.section(title, _badges(causes), more, note=steady)


def changed_most(view: View) -> Component | None:
    """Return the largest changes with their reasons; none where nothing changed."""
    table = tables.changes(view)
    rows = [
        _line(
            row,
            row["sentence"],
            view.say(
                "today_change",
                before=formats.qty(row["before_qty"], view.language),
                now=formats.qty(row["suggested_qty"], view.language),
            ),
            money(view, row["change_amount"]),
        )
        for row in table.rows.head(SHOWN).iter_rows(named=True)
    ]
    return _listed(view, "changed_most", rows, table.total) if rows else None


def decided(view: View) -> Component | None:
    """Return what was decided about this plan so far; none where nothing is."""
    states = standings(view).now().states["state"].value_counts(sort=True)
    counts = dict(states.iter_rows())
    said = [
        (view.say(f"decided_{state}", n=_count(view, counts[state])), "")
        for state in STATES
        if state != "open" and counts.get(state)
    ]
    return elements.section(view.say("today_decided"), _badges(said)) if said else None


def _badges(shown: Iterable[tuple[str, str]]) -> Component:
    """Return words beside each other, each with what is told of it on top."""
    return html.P(
        [html.Span(words, className="badge", title=more) for words, more in shown],
        className="badges",
    )


def _count(view: View, count: int) -> str:
    """Write how many."""
    return formats.number(count, view.language)


NAMES = {"risks": "risks", "matters": "matters", "changed_most": "changed"}
"""Which long table a list is the beginning of."""


def _listed(
    view: View,
    name: str,
    rows: Iterable[Component],
    total: int,
) -> Component:
    """Return the beginning of a list, and the way to all of it."""
    title, table = view.say(f"today_{name}"), NAMES[name]
    shown = list(rows)
    if not shown:
        return elements.section(title, elements.empty(view.say(f"empty_{table}")))
    more = (
        _more(view, "today_all", total, f"/?all={table}")
        if total > len(shown)
        else None
    )
    return elements.section(title, html.Ol(shown, className="worklist"), more)


def _line(row: Row, sentence: str, amount: str, below: str) -> Component:
    """Return one thing to look at: the item, what is the matter, what it is worth."""
    return html.Li(
        [
            html.Div([elements.item(dict(row)), html.P(sentence)]),
            html.Div([html.Strong(amount), html.Small(below)], className="worth"),
        ]
    )


def _more(view: View, key: str, total: int, href: str) -> Component:
    """Return the way to all of a list."""
    return dcc.Link(view.say(key, n=_count(view, total)), href=href, className="more")
