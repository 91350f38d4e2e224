"""Our stock beside the shop's own, with every gap."""

from dash import html
from dash.development.base_component import Component

from models.reports import data_quality, formats, stock_beside, stock_losses
from models.reports.report_table import ReportTable
from pipelines.desk import elements
from pipelines.desk.grid import grid
from pipelines.desk.listing import Listing, Scope
from pipelines.desk.page import Query
from pipelines.desk.view import View


def _beside(view: View, scope: Scope) -> ReportTable:
    """Return both numbers of every item-location."""
    del scope
    return stock_beside.beside(
        view.frame("stock_comparison"), view.frame("products"), view.language
    )


def _gaps(view: View, scope: Scope) -> ReportTable:
    """Return every gap."""
    del scope
    return data_quality.gaps(
        view.frame("stock_reconciliation"), view.frame("products"), view.language
    )


BESIDE = Listing("beside", _beside)
GAPS = Listing("every_gap", _gaps)
LISTINGS = (BESIDE, GAPS)


def part(view: View, query: Query) -> Component:
    """Return how far both agree, both numbers, and every gap that was found."""
    agreed = stock_beside.agreement(view.frame("stock_comparison"))
    places = stock_losses.gaps_of_places(
        view.frame("stock_reconciliation"), view.language
    )
    lead = view.say(
        "stock_agree" if agreed.agreeing < agreed.compared else "stock_agrees",
        same=formats.number(agreed.agreeing, view.language),
        all=formats.number(agreed.compared, view.language),
        amount=formats.money(agreed.gap_amount, view.company.currency, view.language),
    )
    return html.Div(
        [
            html.P(lead, className="lead"),
            elements.section(
                view.say("table_beside"),
                grid(view, BESIDE, state=query.get("beside_state")),
                note=view.say("note_beside"),
            ),
            elements.section(
                view.say("table_every_gap"),
                grid(view, GAPS, state=query.get("every_gap_state")),
            ),
            elements.section(
                view.say("table_gaps_of_places"), elements.small_table(view, places)
            ),
        ]
    )
