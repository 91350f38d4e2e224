"""What stands on the page of today, and where."""

import datetime as dt

from dash import dcc, html
from dash.development.base_component import Component

from models.reports import formats, sentences
from pipelines.desk import elements
from pipelines.desk.grid import grid
from pipelines.desk.page import Query
from pipelines.desk.pages.today import cards, tables
from pipelines.desk.standings import standings
from pipelines.desk.view import View

WHOLE_HEIGHT = 680


def layout(view: View, query: Query) -> Component:
    """Return what to do today, or the whole table that the address names."""
    name = query.get("all", "")
    if name in tables.LISTINGS:
        return _whole(view, name, query.get(f"{name}_state"))
    sentence, due = sentences.headline(tables.headline(view), view.language)
    action = dcc.Link(
        view.say("today_open_orders"), href="/orders", className="button button-main"
    )
    actions = (action,) if tables.headline(view).orders else ()
    return html.Div(
        [
            elements.heading(sentence, due, *actions),
            _facts(view),
            html.Div(
                [
                    html.Div([cards.orders(view), cards.risks(view)]),
                    html.Div(
                        [
                            cards.data(view, _now(view)),
                            cards.decided(view),
                            cards.changes(view),
                            cards.matters(view),
                        ]
                    ),
                ],
                className="today-pair",
            ),
            cards.changed_most(view),
        ],
        className="today",
    )


def _now(view: View) -> dt.date:
    """Return which day it is where the company is."""
    return dt.datetime.now(view.workspace.settings.zone).date()


def _whole(view: View, name: str, state: str | None) -> Component:
    """Return one table with all its rows."""
    back = dcc.Link(view.say("today_back"), href="/", className="button")
    return html.Div(
        [
            elements.heading(view.say(f"table_{name}"), "", back),
            grid(view, tables.LISTINGS[name], state=state, height=WHOLE_HEIGHT),
        ]
    )


def _facts(view: View) -> Component:
    """Return the numbers that matter most."""
    head, risks = tables.headline(view), tables.risks(view).rows
    lost = sum(risks["lost_margin_amount"].drop_nulls().to_list())
    now = risks.filter("is_out")["lost_margin_per_day_amount"].drop_nulls()
    a_day = sum(now.to_list())
    worth = sum(view.frame("exceptions")["amount"].drop_nulls().to_list())
    return elements.facts(
        elements.fact(
            view.say("fact_amount"),
            cards.money(view, head.amount),
            view.say(
                "today_lines",
                lines=sentences.number_of("lines", head.lines, view.language),
                suppliers=sentences.number_of(
                    "suppliers", head.suppliers, view.language
                ),
            ),
            href="/orders",
        ),
        elements.fact(
            view.say("fact_until_goods"),
            cards.money(view, lost),
            view.say("note_until_goods"),
            href="/?all=risks",
        ),
        elements.fact(
            view.say("fact_out"),
            _count(view, head.out),
            view.say("note_a_day", amount=cards.money(view, a_day))
            if a_day
            else view.say("note_none_a_day"),
            href="/?all=risks",
        ),
        elements.fact(
            view.say("fact_low"),
            _count(view, head.low),
            view.say("note_before_goods"),
            href="/?all=risks",
        ),
        elements.fact(
            view.say("fact_matters"),
            _count(view, head.exceptions),
            view.say("note_matters", amount=cards.money(view, worth)),
            href="/?all=matters",
        ),
        _decided(view),
    )


def _decided(view: View) -> Component:
    """Return how much of the plan is decided."""
    states = standings(view).now().states["state"]
    return elements.fact(
        view.say("fact_decided"),
        _count(view, int((states != "open").sum())),
        view.say(
            "note_decided",
            n=_count(view, states.len()),
            sent=_count(view, int((states == "sent").sum())),
        ),
        href="/orders",
    )


def _count(view: View, count: int) -> str:
    """Write how many."""
    return formats.number(count, view.language)
