"""The data dictionary: every table by room, and every column with its meaning."""

from dataclasses import asdict

import polars as pl
from dash import dcc, html
from dash.development.base_component import Component

from models import tables as contracts
from models.reports import browsing, data_accounts, formats
from models.reports.report_table import ReportTable, report_table
from pipelines import dictionary
from pipelines.desk import elements
from pipelines.desk.columns import header
from pipelines.desk.grid import grid
from pipelines.desk.listing import Listing, Scope
from pipelines.desk.page import Query
from pipelines.desk.view import View

OF_A_TABLE: tuple[str, ...] = ("column_words", "description", "unit", "column_name")


def name_of(view: View, table: str) -> str:
    """Return what a table is called."""
    return data_accounts.table_names(view.language)[table]


def columns_of(view: View, table: str) -> pl.DataFrame:
    """Return what is said of each column of ``table``."""
    said = pl.DataFrame(
        [asdict(one) for one in dictionary.entries_of(table, view.language)]
    )
    words = [header(view, column) for column in said["column"]]
    return said.rename({"column": "column_name"}).with_columns(
        table=pl.lit(name_of(view, table)), column_words=pl.Series(words)
    )


def _columns(view: View, scope: Scope) -> ReportTable:
    """Return every column of every published table."""
    del scope
    return report_table(
        "dictionary",
        pl.concat([columns_of(view, table) for table in view.snapshot.tables]),
        table="text",
        column_words="text",
        description="sentence",
        unit="text",
        column_name="code",
        type="text",
        bounds="text",
    )


COLUMNS = Listing("dictionary", _columns)
LISTINGS = (COLUMNS,)


def part(view: View, query: Query) -> Component:
    """Return the way to every table, then every column to search in."""
    return html.Div(
        [
            html.P(view.say("tables_note"), className="note"),
            html.Div(
                [_room(view, room) for room in contracts.ROOMS], className="rooms"
            ),
            elements.section(
                view.say("table_dictionary"),
                grid(view, COLUMNS, state=query.get("dictionary_state")),
            ),
        ]
    )


def _room(view: View, room: str) -> Component | None:
    """Return the tables of one room."""
    there = [name for name in contracts.ROOMS[room] if name in view.snapshot.tables]
    if not there:
        return None
    return html.Section(
        [
            html.H2(view.say(f"room_{room}")),
            html.Ul([_table(view, name) for name in there], className="tables"),
        ]
    )


def _table(view: View, name: str) -> Component:
    """Return the way to one table."""
    count = formats.number(view.snapshot.manifest["row_counts"][name], view.language)
    return html.Li(
        [
            dcc.Link(
                name_of(view, name),
                href=f"/data?table={name}",
                title=browsing.meaning(contracts.TABLES[name], view.language),
            ),
            html.Span(view.say("tables_rows", n=count), className="count"),
            html.Code(name),
        ]
    )
