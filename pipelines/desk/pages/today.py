"""Today: what needs a decision, ranked by money."""

from functools import partial

from dash import html
from dash.development.base_component import Component

from models.reports import formats, overview, sentences
from pipelines.desk import elements
from pipelines.desk.page import Page, Query
from pipelines.desk.view import View


def layout(view: View, query: Query) -> Component:
    """Return what to do today, what it is worth, and how fresh that is."""
    del query
    company = view.company
    head = overview.headline(view.tables, view.snapshot.as_of)
    sentence, due = sentences.headline(head, view.language)
    amount = partial(formats.money, currency=company.currency, language=view.language)
    number = partial(formats.number, language=view.language)
    return html.Div(
        [
            elements.heading(sentence, due),
            elements.facts(
                elements.fact(
                    view.say("fact_amount"), amount(head.amount), href="/orders"
                ),
                elements.fact(view.say("fact_out"), number(head.out)),
                elements.fact(view.say("fact_low"), number(head.low)),
            ),
        ]
    )


PAGE = Page("today", layout)
