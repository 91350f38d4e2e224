"""What was read, how fresh it is and what became of every row."""

from functools import partial

from dash import html
from dash.development.base_component import Component

from models.reports import data_accounts, data_quality, formats, overview, stock_beside
from models.reports.report_table import ReportTable
from pipelines.desk import elements
from pipelines.desk.grid import grid
from pipelines.desk.listing import Listing, Scope
from pipelines.desk.page import Query
from pipelines.desk.view import View

GOOD = ("A", "B")


def _files(view: View, scope: Scope) -> ReportTable:
    """Return every file."""
    del scope
    return data_accounts.files_read(view.frame("source_files"), view.language)


FILES = Listing("files_read", _files)
LISTINGS = (FILES,)


def part(view: View, query: Query) -> Component:
    """Return the facts, the channels, the accounts of rows and the files."""
    accounts = data_accounts.accounts(view.frame("source_accounts"), view.language)
    return html.Div(
        [
            _facts(view),
            elements.section(
                view.say("table_watermarks"),
                elements.small_table(
                    view, data_quality.channels(view.frame("watermarks"))
                ),
                note=view.say("note_watermarks"),
            ),
            elements.section(
                view.say("table_accounts"),
                elements.small_table(view, accounts, rows=accounts.total),
                note=view.say("note_accounts"),
            ),
            elements.section(
                view.say("table_files_read"),
                grid(view, FILES, state=query.get("files_read_state")),
            ),
        ]
    )


def _facts(view: View) -> Component:
    """Return what matters most in numbers."""
    fresh = overview.freshness(view.tables)
    agreed = stock_beside.agreement(view.frame("stock_comparison"))
    grades = view.frame("readiness")["grade"]
    date = partial(formats.date, language=view.language)
    number = partial(formats.number, language=view.language)
    return elements.facts(
        elements.fact(view.say("fact_complete"), date(fresh.complete_on)),
        elements.fact(view.say("fact_stock_seen"), date(fresh.stock_seen_on)),
        elements.fact(
            view.say("fact_rows"),
            number(fresh.rows_read),
            view.say("fact_rows_note", n=number(fresh.rows_rejected)),
            "/data?part=refused",
        ),
        elements.fact(
            view.say("fact_grade"),
            number(grades.is_in(GOOD).sum()),
            view.say("fact_grade_note", n=number(grades.len())),
            "/data?part=readiness",
        ),
        elements.fact(
            view.say("fact_agree"),
            number(agreed.agreeing),
            view.say("fact_agree_note", n=number(agreed.compared)),
            "/data?part=stock",
        ),
        elements.fact(
            view.say("fact_assumed"),
            number(view.frame("assumptions").height),
            href="/data?part=assumed",
        ),
    )
