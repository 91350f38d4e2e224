"""Customer orders: what is owed, to whom, for how long, and what will serve it."""

from functools import partial

import polars as pl
from dash import html
from dash.development.base_component import Component

from models.reports import customer_orders, formats, narrowing
from models.reports.report_table import ReportTable
from pipelines.desk import choices, elements
from pipelines.desk.grid import grid
from pipelines.desk.listing import Listing, Scope
from pipelines.desk.narrowing import chosen, selects
from pipelines.desk.page import Page, Query
from pipelines.desk.view import View

GROUPS = ("channel", "location_id")


def served(view: View, choice: Scope) -> pl.DataFrame:
    """Return the open lines that were chosen, with what serves each.

    All lines of an item compete for its stock, so they are served before any is
    left out.
    """
    found = view.remember(
        ("served",),
        lambda: customer_orders.served(
            customer_orders.open_lines(view.scan("order_status")),
            view.frame("stock_positions"),
            view.frame("open_supply"),
        ),
        spoken=False,
    )
    return narrowing.narrowed(found, choice)


def _lines(view: View, scope: Scope) -> ReportTable:
    """Return every open line."""
    return customer_orders.lines_table(
        served(view, scope),
        view.frame("channels"),
        view.frame("products"),
        view.language,
    )


LINES = Listing("open_lines", _lines)


def layout(view: View, query: Query) -> Component:
    """Return how long lines wait, what serves them, and every one."""
    choice = chosen(view, query, *GROUPS)
    lines = served(view, choice)
    ages = customer_orders.ages(lines, view.frame("channels"))
    service = customer_orders.by_service(lines, view.language)
    return html.Div(
        [
            elements.heading(view.say("desk_page_open-orders"), _lead(view, lines)),
            choices.row(view, *selects(view, query, *GROUPS)),
            _facts(view, lines),
            html.Div(
                [
                    elements.section(
                        view.say("section_service"),
                        elements.small_table(view, service),
                        note=view.say("service_note"),
                    ),
                    elements.section(
                        view.say("section_waiting"),
                        elements.small_table(view, ages, rows=ages.total),
                        note=view.say("table_ages_of_lines"),
                    ),
                ],
                className="stack",
            ),
            elements.section(
                view.say("section_open_lines"),
                grid(view, LINES, choice, query.get("open_lines_state"), height=640),
            ),
        ]
    )


def _waiting(lines: pl.DataFrame) -> pl.DataFrame:
    """Return the lines for which nothing is here."""
    return lines.filter(pl.col("served_by") != "stock")


def _lead(view: View, lines: pl.DataFrame) -> str:
    """Return what is owed, in a sentence."""
    if lines.is_empty():
        return view.say("open_orders_lead_none")
    number = partial(formats.number, language=view.language)
    return view.say(
        "open_orders_lead",
        lines=number(lines.height),
        amount=_worth(view, lines),
        backordered=number(_waiting(lines).height),
    )


def _worth(view: View, lines: pl.DataFrame) -> str:
    """Write what lines are worth to customers."""
    amount = customer_orders.worth(lines)
    return formats.money(amount, view.company.currency, view.language)


def _facts(view: View, lines: pl.DataFrame) -> Component:
    """Return what matters most in numbers."""
    number = partial(formats.number, language=view.language)
    waiting = _waiting(lines)
    unserved = lines.filter(pl.col("served_by") == "nothing")
    late = lines.filter(pl.col("days_late") > 0)
    return elements.facts(
        elements.fact(view.say("fact_lines"), number(lines.height)),
        elements.fact(view.say("fact_lines_worth"), _worth(view, lines)),
        elements.fact(
            view.say("fact_lines_late"), number(late.height), _worth(view, late)
        ),
        elements.fact(
            view.say("fact_backorders"), number(waiting.height), _worth(view, waiting)
        ),
        elements.fact(
            view.say("fact_unserved"), number(unserved.height), _worth(view, unserved)
        ),
    )


PAGE = Page("open-orders", layout, (LINES,), is_kept=True)
