"""How far each item can be trusted, and what would raise its grade."""

from dash import html
from dash.development.base_component import Component

from models.reports import data_accounts, forecast_quality
from models.reports.report_table import ReportTable
from pipelines.desk import elements
from pipelines.desk.grid import grid
from pipelines.desk.listing import Listing, Scope
from pipelines.desk.page import Query
from pipelines.desk.view import View


def _graded(view: View, scope: Scope) -> ReportTable:
    """Return every item and its grade."""
    del scope
    return data_accounts.graded(
        view.frame("readiness"), view.frame("products"), view.language
    )


GRADED = Listing("graded", _graded)
LISTINGS = (GRADED,)


def part(view: View, query: Query) -> Component:
    """Return the grades, what would raise most of them, and every item."""
    readiness = view.frame("readiness")
    counts = forecast_quality.grades(readiness)
    raising = forecast_quality.raising(readiness, view.language)
    return html.Div(
        [
            elements.section(
                view.say("grades_title"),
                html.Div(
                    [
                        elements.figure(
                            view,
                            forecast_quality.grades_chart(counts, view.language),
                            view.say("chart_grades_items"),
                        ),
                        html.Div(
                            [
                                html.H3(view.say("table_raising")),
                                elements.small_table(view, raising),
                            ]
                        ),
                    ],
                    className="pair",
                ),
                note=view.say("grades_note"),
            ),
            elements.section(
                view.say("table_graded"),
                grid(view, GRADED, state=query.get("graded_state")),
            ),
        ]
    )
