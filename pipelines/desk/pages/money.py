"""Money: what stock is worth, what is earned on it, what the plan asks for when."""

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any

import polars as pl
from dash import html
from dash.development.base_component import Component

from models.reports import formats, margins, money_of_orders, narrowing, stock_value
from models.reports.report_table import ReportTable
from pipelines.desk import choices, elements
from pipelines.desk.grid import grid
from pipelines.desk.listing import Listing, Scope
from pipelines.desk.narrowing import chosen, past, selects, time_select
from pipelines.desk.page import Page, Query
from pipelines.desk.view import View

BY = ("category", "location_id", "supplier_id")
SOON = dt.timedelta(days=30)
ALL = "all"


def of(view: View, table: str, choice: Scope) -> pl.DataFrame:
    """Return the rows of a table that were chosen."""
    return narrowing.narrowed(view.frame(table), choice)


def _payments(view: View, scope: Scope) -> ReportTable:
    """Return every payment that the plan asks for."""
    return margins.payments(
        of(view, "cash_due", scope),
        view.frame("suppliers"),
        view.frame("products"),
        view.language,
    )


def _earning(view: View, scope: Scope) -> ReportTable:
    """Return what every item earned."""
    return margins.margin_of_items(
        of(view, "stock_turnover", scope), view.frame("products")
    )


PAYMENTS = Listing("payments_due", _payments)
EARNING = Listing("earning", _earning)


def layout(view: View, query: Query) -> Component:
    """Return what is earned, what is due, and how the value came about."""
    choice = chosen(view, query)
    cash = of(view, "cash_due", choice)
    return html.Div(
        [
            *_head(view, choice, query, cash),
            _cash(view, choice, query, cash),
            _months(view, choice, past(query)),
            _margin(view, choice, query),
        ]
    )


def _head(
    view: View, choice: Scope, query: Query, cash: pl.DataFrame
) -> list[Component]:
    """Return the sentence, the choices and the facts."""
    earned, money = _earned(view, choice), partial(_money, view)
    soon = cash.filter(pl.col("due_on") <= view.snapshot.as_of + SOON)["amount"].sum()
    due, until = cash["amount"].sum(), cash["due_on"].max()
    worth = stock_value.worth(of(view, "stock_valuation", choice))
    rate = formats.rate(earned["margin_rate"], view.language)
    lead = view.say(
        "money_lead",
        margin=money(earned["gross_margin_amount"]),
        revenue=money(earned["revenue_amount"]),
        cash=money(due),
        soon=money(soon),
    )
    until_note = view.say(
        "fact_cash_note",
        day=formats.date(until if isinstance(until, dt.date) else None, view.language),
    )
    return [
        elements.heading(view.say("desk_page_money"), lead),
        choices.row(view, *selects(view, query), time_select(view, query)),
        elements.facts(
            elements.fact(
                view.say("fact_value"), money(worth.value_amount), href="/health"
            ),
            elements.fact(view.say("fact_revenue"), money(earned["revenue_amount"])),
            elements.fact(
                view.say("fact_cogs"), money(earned["cost_of_goods_sold_amount"])
            ),
            elements.fact(
                view.say("fact_margin"),
                money(earned["gross_margin_amount"]),
                view.say("fact_margin_note", rate=rate),
            ),
            elements.fact(view.say("fact_cash"), money(due), until_note),
            elements.fact(view.say("fact_cash_soon"), money(soon)),
        ),
    ]


def _earned(view: View, choice: Scope) -> Mapping[str, Any]:
    """Return revenue, cost and margin of all that was chosen."""
    rows = of(view, "stock_turnover", choice).with_columns(pl.lit(ALL).alias(ALL))
    found = margins.margins(rows, [ALL])
    return (
        dict.fromkeys(found.columns) if found.is_empty() else found.row(0, named=True)
    )


def _money(view: View, amount: formats.Number | None) -> str:
    """Write an amount."""
    return formats.money(amount, view.company.currency, view.language)


def _cash(view: View, choice: Scope, query: Query, cash: pl.DataFrame) -> Component:
    """Return what falls due, week by week, day by day and one by one."""
    currency = view.company.currency
    if cash.is_empty():
        return elements.section(
            view.say("section_cash"), elements.empty(view.say("empty_payments_due"))
        )
    days = money_of_orders.cash_due(cash)
    chart = margins.cash_chart(margins.cash_by_week(cash), currency, view.language)
    return elements.section(
        view.say("section_cash"),
        html.Div(
            [
                elements.figure(view, chart, view.say("chart_cash", currency=currency)),
                elements.small_table(view, days, rows=12),
            ],
            className="pair",
        ),
        html.H3(view.say("table_payments_due")),
        grid(view, PAYMENTS, choice, query.get("payments_due_state"), height=420),
        note=view.say("cash_note"),
    )


def _months(view: View, choice: Scope, back: dt.timedelta) -> Component:
    """Return how the value became what it is, and the cost of what was sold."""
    rows = narrowing.narrowed(view.scan("cost_of_goods_sold"), choice)
    key = (f"{name}={value}" for name, value in sorted(choice.items()))
    months = view.remember(
        ("months", *key), lambda: stock_value.sums_by_month(rows), spoken=False
    )
    currency = view.company.currency
    as_of, language = view.snapshot.as_of, view.language
    chart = margins.cost_chart(
        margins.cost_by_month(months, as_of, back), currency, language
    )
    tables = (
        stock_value.roll_forward(months, as_of, language),
        stock_value.sold_and_lost(months, as_of, language),
    )
    return elements.section(
        view.say("section_months"),
        elements.figure(view, chart, view.say("chart_cogs", currency=currency)),
        html.Div(
            [
                html.Div(
                    [
                        html.H3(view.say(f"table_{table.name}")),
                        elements.small_table(view, table, rows=table.limit),
                    ]
                )
                for table in tables
            ],
            className="pair",
        ),
    )


def _margin(view: View, choice: Scope, query: Query) -> Component:
    """Return what is earned by group, then by item."""
    by = choices.one_of(query, "by", BY)
    groups = margins.margin_table(
        margins.margins(of(view, "stock_turnover", choice), [by]),
        by,
        view.frame("suppliers"),
        view.language,
    )
    words = {group: view.say(f"by_{group}") for group in BY}
    return elements.section(
        view.say("section_margin"),
        choices.tabs("/money", query, "by", words, view.say("by")),
        elements.small_table(view, groups, rows=groups.limit),
        html.H3(view.say("table_earning")),
        grid(view, EARNING, choice, query.get("earning_state"), height=420),
        note=view.say("margin_note"),
    )


PAGE = Page("money", layout, (PAYMENTS, EARNING), is_kept=True)
