"""Inventory health: what stock is worth, how it moves, and what it serves."""

import datetime as dt
from functools import partial

from dash import html
from dash.development.base_component import Component

from models.reports import formats, stock_losses, stock_turns
from pipelines.desk import choices, elements, narrowing
from pipelines.desk.page import Page, Query
from pipelines.desk.pages.health import losses, money, movement, service
from pipelines.desk.pages.health.stock import Stock
from pipelines.desk.view import View


def layout(view: View, query: Query) -> Component:
    """Return the facts, then each side of stock under its heading."""
    choice, past = narrowing.chosen(view, query), narrowing.past(query)
    stock = Stock(view, choice)
    return html.Div(
        [
            elements.heading(view.say("desk_page_health"), _lead(view, stock)),
            choices.row(
                view,
                *narrowing.selects(view, query),
                narrowing.time_select(view, query),
            ),
            _facts(view, stock, past),
            money.section(view, stock, query, past),
            movement.turns(view, stock, query),
            movement.age(view, stock, query),
            movement.classes(view, stock),
            service.section(view, stock),
            losses.section(view, stock, query, past),
        ]
    )


def _lead(view: View, stock: Stock) -> str:
    """Return how stock does, in one sentence."""
    value = stock.worth.value_amount
    if value is None:
        return view.say("health_unknown")
    turns = stock.turnover["turns_per_year"]
    stuck = sum(stock_turns.money_in(stock.stuck, kind) for kind in ("dead", "excess"))
    money = partial(
        formats.money, currency=view.company.currency, language=view.language
    )
    return view.say(
        "health_lead",
        value=money(value),
        turns=formats.number(turns, view.language, 1),
        stuck=money(stuck),
    )


def _facts(view: View, stock: Stock, past: dt.timedelta) -> Component:
    """Return what matters most in numbers."""
    money = partial(
        formats.money, currency=view.company.currency, language=view.language
    )
    number = partial(formats.number, language=view.language)
    worth, pooled = stock.worth, stock.turnover
    lost = stock_losses.losses_by_month(
        stock.of("shrinkage"), view.snapshot.as_of, past
    )
    return elements.facts(
        elements.fact(
            view.say("fact_value"),
            money(worth.value_amount),
            view.say("fact_value_note", amount=money(worth.on_the_way_amount)),
        ),
        elements.fact(
            view.say("fact_turns"),
            number(pooled["turns_per_year"], decimals=1),
            view.say("fact_turns_note", n=number(pooled["inventory_days"])),
        ),
        elements.fact(
            view.say("fact_in_stock"),
            formats.rate(stock.in_stock_rate, view.language, 1),
            view.say("fact_in_stock_note"),
        ),
        *(_stuck(view, stock, kind) for kind in ("dead", "excess")),
        elements.fact(
            view.say("fact_lost"),
            money(lost["lost"].sum()),
            view.say("fact_lost_note", n=round(past.days / narrowing.DAYS_OF_A_MONTH)),
        ),
    )


def _stuck(view: View, stock: Stock, kind: str) -> Component:
    """Return the money in what does not move."""
    amount = stock_turns.money_in(stock.stuck, kind)
    items = (stock.stuck["kind"] == kind).sum()
    return elements.fact(
        view.say(f"fact_{kind}"),
        formats.money(amount, view.company.currency, view.language),
        view.say("fact_items", n=formats.number(items, view.language)),
    )


PAGE = Page(
    "health",
    layout,
    (*movement.LISTINGS, *losses.LISTINGS),
    is_kept=True,
)
