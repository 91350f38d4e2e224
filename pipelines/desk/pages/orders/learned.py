"""How decisions did: how often suggestions were changed, why, and whether it helped."""

import polars as pl
from dash import dcc, html
from dash.development.base_component import Component

from models.reports import formats, learning
from models.reports.report_table import ReportTable
from pipelines.desk import elements
from pipelines.desk.grid import Setup, grid
from pipelines.desk.listing import Listing, Scope
from pipelines.desk.page import Query
from pipelines.desk.pages.orders.book import names
from pipelines.desk.view import View

VIEW = "learned"
"""What the address says to see this in place of the orders."""
ADDRESS = f"/orders?view={VIEW}"


def _changes(view: View, scope: Scope) -> ReportTable:
    """Return every change that can be judged, what mattered most first."""
    del scope
    return learning.changes(
        view.frame("decision_outcomes"), view.frame("products"), view.language
    )


CHANGES = Listing("decided_changes", _changes)


def link(view: View) -> Component:
    """Return the way from the orders to here."""
    return dcc.Link(view.say("learned_link"), href=ADDRESS, className="button")


def layout(view: View, query: Query) -> Component:
    """Return what became of the decisions that planners made."""
    outcomes = view.frame("decision_outcomes")
    back = dcc.Link(view.say("learned_back"), href="/orders", className="button")
    head = elements.heading(view.say("learned_title"), view.say("learned_lead"), back)
    if outcomes.is_empty():
        return html.Div([head, elements.empty(view.say("learned_none"))])
    return html.Div(
        className="learned",
        children=[
            head,
            _facts(view, outcomes),
            _balance(view, outcomes),
            *(_by(view, outcomes, group) for group in learning.GROUPS),
            elements.section(
                view.say("table_decided_changes"),
                grid(
                    view,
                    CHANGES,
                    state=query.get("decided_changes_state"),
                    setup=_setup(view),
                ),
                note=view.say("learned_judged"),
            ),
        ],
    )


def _setup(view: View) -> Setup:
    """Return what columns are called here, where only decisions are spoken of."""
    named = {"kind": "learned_kind", "suggested_qty": "orders_suggested"}
    return Setup({name: {"headerName": view.say(key)} for name, key in named.items()})


def _facts(view: View, outcomes: pl.DataFrame) -> Component:
    """Return the share accepted untouched, and what changes won and cost."""
    found = learning.balance(outcomes)

    def money(amount: float) -> str:
        return formats.money(amount, view.company.currency, view.language)

    def number(count: int) -> str:
        return formats.number(count, view.language)

    return elements.facts(
        elements.fact(
            view.say("untouched_rate"),
            formats.rate(learning.untouched_rate(outcomes), view.language),
            view.say("learned_of", n=number(outcomes.height)),
        ),
        elements.fact(
            view.say("judged_lines"),
            number(found.judged),
            view.say("learned_ahead", n=number(found.ahead)),
        ),
        elements.fact(view.say("helped_amount"), money(found.helped_amount)),
        elements.fact(view.say("hurt_amount"), money(found.hurt_amount)),
    )


def _balance(view: View, outcomes: pl.DataFrame) -> Component | None:
    """Return what the changes of each planner won, on balance, as a figure."""
    table = learning.decisions_by(outcomes, "author")
    if not learning.balance(outcomes).judged:
        return None
    drawn = learning.outcome_of_changes(table, view.company.currency, view.language)
    caption = view.say("learned_balance", currency=view.company.currency)
    return elements.figure(view, drawn, caption)


def _by(view: View, outcomes: pl.DataFrame, group: str) -> Component:
    """Return the decisions of each planner, supplier, class or reason."""
    table = learning.decisions_by(outcomes, group, names(view))
    return elements.section(
        view.say(f"table_{table.name}"),
        elements.small_table(view, table, rows=table.limit),
    )
