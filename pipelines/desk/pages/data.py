"""Data: every published table, to look through, to download, to link to."""

from dash import dcc, html
from dash.development.base_component import Component

from models import tables as contracts
from models.reports import browsing
from pipelines.desk import elements
from pipelines.desk.grid import grid
from pipelines.desk.listing import Listing, Rows, Scope
from pipelines.desk.page import Page, Query
from pipelines.desk.view import View


def _table(view: View, scope: Scope) -> Rows:
    """Return the rows of any published table, where they lie."""
    name = scope["table"]
    if name not in view.snapshot.tables:
        message = f"no table {name}"
        raise LookupError(message)
    kinds = browsing.kinds(contracts.TABLES[name])
    return Rows(kinds, view.snapshot.files(name))


TABLE = Listing("table", _table)


def layout(view: View, query: Query) -> Component:
    """Return the data dictionary, or the rows of the table that the query names."""
    name = query.get("table", "")
    if name in view.snapshot.tables:
        return html.Div(
            [
                elements.heading(name, browsing.meaning(contracts.TABLES[name])),
                grid(
                    view, TABLE, {"table": name}, query.get("table_state"), height=640
                ),
            ]
        )
    links = [
        html.Li(dcc.Link(table, href=f"/data?table={table}"))
        for table in view.snapshot.tables
    ]
    return html.Div([elements.heading(view.say("desk_page_data")), html.Ul(links)])


PAGE = Page("data", layout, (TABLE,))
