"""One table: what it is, from what it is made, its columns and all its rows."""

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from models import tables as contracts
from models.reports import browsing
from models.reports.report_table import ReportTable, report_table
from pipelines.desk import elements
from pipelines.desk.grid import Setup, grid
from pipelines.desk.listing import Listing, Rows, Scope
from pipelines.desk.page import Query
from pipelines.desk.pages.data.runs import made_from
from pipelines.desk.pages.data.tables import columns_of, name_of
from pipelines.desk.view import View

HEIGHT = 640


def _rows(view: View, scope: Scope) -> Rows:
    """Return the rows of any published table, where they lie."""
    name = scope["table"]
    if name not in view.snapshot.tables:
        message = f"no table {name}"
        raise LookupError(message)
    kinds = browsing.kinds(contracts.TABLES[name])
    return Rows(kinds, view.snapshot.files(name))


def _trace(view: View, name: str) -> list[dict[str, Any]]:
    """Return the column that leads from a row to where it comes from."""
    keys = contracts.TABLES[name].primary_key()
    column = {
        "colId": "trace",
        "headerName": view.say("trace_row"),
        "cellRenderer": "DeskTrace",
        "cellRendererParams": {
            "table": name,
            "keys": keys,
            "words": view.say("trace_row"),
        },
        "width": 84,
        "pinned": "left",
        "sortable": False,
        "filter": False,
    }
    return [column] if keys else []


TABLE = Listing("table", _rows)
LISTINGS = (TABLE,)


def page(view: View, name: str, query: Query) -> Component:
    """Return the page of a table."""
    return html.Div(
        [
            back(view),
            elements.heading(
                name_of(view, name),
                browsing.meaning(contracts.TABLES[name], view.language),
            ),
            ways(view, name),
            elements.section(
                view.say("table_rows_of"),
                grid(
                    view,
                    TABLE,
                    {"table": name},
                    query.get("table_state"),
                    height=HEIGHT,
                    setup=Setup(leading=_trace(view, name)),
                ),
            ),
            elements.section(
                view.say("columns_title"),
                elements.small_table(view, _columns(view, name), rows=1_000),
            ),
        ]
    )


def back(view: View) -> Component:
    """Return the way back to all tables."""
    return dcc.Link(
        f"← {view.say('back_to_tables')}", href="/data?part=tables", className="back"
    )


def ways(view: View, name: str) -> Component:
    """Return from what a table is made, and what is made from it."""
    given = made_from(view)
    if not given:
        return html.P(view.say("made_unknown"), className="note")
    into = sorted(other for other, inputs in given.items() if name in inputs)
    own = [] if name in contracts.SOURCES else list(given.get(name, ()))
    return html.Dl(
        [
            html.Dt(view.say("made_from")),
            html.Dd(_links(view, own) or view.say("made_from_files")),
            html.Dt(view.say("made_into")),
            html.Dd(_links(view, into) or "–"),
        ],
        className="ways",
    )


def _links(view: View, names: list[str]) -> list[Component]:
    """Return the ways to tables."""
    return [
        dcc.Link(name_of(view, name), href=f"/data?table={name}", className="chip")
        for name in names
        if name in view.snapshot.tables
    ]


def _columns(view: View, name: str) -> ReportTable:
    """Return what the columns of a table mean."""
    return report_table(
        "dictionary",
        columns_of(view, name),
        column_words="text",
        description="text",
        unit="text",
        bounds="text",
        column_name="code",
    )
