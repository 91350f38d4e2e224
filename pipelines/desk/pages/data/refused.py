"""Refused rows as they came, with the rule each broke."""

from dash import html
from dash.development.base_component import Component

from models.reports import data_accounts, data_quality
from models.reports.report_table import ReportTable
from pipelines.desk import elements
from pipelines.desk.grid import grid
from pipelines.desk.listing import Listing, Scope
from pipelines.desk.page import Query
from pipelines.desk.view import View


def _rows(view: View, scope: Scope) -> ReportTable:
    """Return every refused row."""
    del scope
    return data_accounts.refused_rows(view.frame("rejects"), view.language)


ROWS = Listing("refused_rows", _rows)
LISTINGS = (ROWS,)


def part(view: View, query: Query) -> Component:
    """Return the rules that rows broke, then every row."""
    rules = data_quality.refused(view.scan("rejects"))
    if not rules.total:
        return elements.empty(view.say("empty_refused_rows"))
    return html.Div(
        [
            elements.section(
                view.say("table_rejects"),
                elements.small_table(view, rules, rows=rules.limit),
                note=view.say("refused_note"),
            ),
            elements.section(
                view.say("table_refused_rows"),
                grid(view, ROWS, state=query.get("refused_rows_state")),
            ),
        ]
    )
