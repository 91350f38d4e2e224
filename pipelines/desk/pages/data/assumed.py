"""What was inferred because the data do not say it."""

from dash.development.base_component import Component

from models.reports import data_accounts
from models.reports.report_table import ReportTable
from pipelines.desk import elements
from pipelines.desk.grid import grid
from pipelines.desk.listing import Listing, Scope
from pipelines.desk.page import Query
from pipelines.desk.view import View


def _assumed(view: View, scope: Scope) -> ReportTable:
    """Return every assumption."""
    del scope
    return data_accounts.assumed_in_words(view.frame("assumptions"), view.language)


ASSUMED = Listing("assumed", _assumed)
LISTINGS = (ASSUMED,)


def part(view: View, query: Query) -> Component:
    """Return every assumption, what rests on most first."""
    return elements.section(
        view.say("table_assumed"),
        grid(view, ASSUMED, state=query.get("assumed_state")),
        note=view.say("assumed_note"),
    )
