"""Where one row comes from, back to the rows of the files that tell of it."""

# ruff: noqa: PLC0415  # the record of runs needs Dagster, which takes long to import

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import polars as pl
from dash import dcc, html
from dash.development.base_component import Component

from models import tables as contracts
from models.reports import browsing, sentences, trail
from models.reports.report_table import ReportTable, cell, report_table
from pipelines.desk import elements
from pipelines.desk.page import Query
from pipelines.desk.pages.data.one_table import back, ways
from pipelines.desk.pages.data.runs import made_from
from pipelines.desk.pages.data.tables import columns_of, name_of
from pipelines.desk.view import View

SHOWN = 5
SHOWN_COLUMNS = 6
RESERVED = ("table", "trace", "table_state")


def page(view: View, name: str, query: Query) -> Component:
    """Return a row of the table ``name`` and what it goes back to."""
    keys = {key: value for key, value in query.items() if key not in RESERVED}
    found = trail.same(view.scan(name), keys).head(1).collect()
    head = [
        back(view),
        elements.heading(
            view.say("trail_title"), f"{name_of(view, name)}: {_named(keys)}"
        ),
    ]
    if found.is_empty():
        return html.Div([*head, elements.empty(view.say("trail_gone"))])
    row = found.row(0, named=True)
    return html.Div(
        [
            *head,
            _sources(view, name, row),
            elements.section(
                view.say("trail_row"),
                elements.small_table(view, _row(view, name, row), rows=1_000),
            ),
            elements.section(view.say("trail_steps"), ways(view, name)),
        ]
    )


def _named(keys: Mapping[str, str]) -> str:
    """Return the key of a row in one line."""
    return " · ".join(value for value in keys.values() if value)


def _row(view: View, name: str, row: Mapping[str, Any]) -> ReportTable:
    """Return every value of a row with what it means."""
    kinds = browsing.kinds(contracts.TABLES[name])
    values = {
        column: cell(value, kinds[column], view.language)
        for column, value in row.items()
    }
    said = columns_of(view, name).with_columns(
        value=pl.col("column_name").replace_strict(values, default="")
    )
    return report_table(
        "dictionary",
        said,
        column_words="text",
        value="text",
        unit="text",
        description="text",
    )


def _sources(view: View, name: str, row: Mapping[str, Any]) -> Component:
    """Return the rows of the files behind a row."""
    behind = _behind(view, name, row)
    blocks = [_source(view, table, keys) for table, keys in behind.items()]
    shown = [block for block in blocks if block]
    return elements.section(
        view.say("trail_sources"),
        *(shown or [elements.empty(view.say("trail_none"))]),
        note=view.say("trail_sources_note", subject=_named(trail.shared(row, row))),
    )


def _behind(view: View, name: str, row: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return the source tables behind a row, and what to look for in each."""
    from pipelines.run_history import upstream

    if name in contracts.SOURCES:
        return {name: trail.own(row, contracts.TABLES[name].primary_key())}
    if document := trail.document(row):
        return dict([document])
    steps = upstream(made_from(view), name)
    wanted = [one for one in contracts.SOURCES if one in steps]
    shared = {table: _shared(name, row, table) for table in wanted}
    return {table: keys for table, keys in shared.items() if keys}


def _shared(name: str, row: Mapping[str, Any], table: str) -> dict[str, str]:
    """Return what a row of the table ``name`` and a source table both name."""
    own, other = contracts.TABLES[name], contracts.TABLES[table]
    exact = trail.line(row, own.primary_key(), other.columns(), other.primary_key())
    return trail.shared(row, other.columns()) | exact


def _source(view: View, table: str, keys: Mapping[str, str]) -> Component | None:
    """Return the newest rows of one source table, and the way to all of them."""
    rows = trail.same(view.scan(table), keys)
    count = rows.select(pl.len()).collect().item()
    if not count:
        return None
    own = [name for name in contracts.column_names(table) if name not in keys]
    shown = [name for name in own if name not in contracts.LINEAGE][:SHOWN_COLUMNS]
    newest = rows.sort("source_line", descending=True).head(SHOWN).collect()
    kinds = browsing.kinds(contracts.TABLES[table])
    columns = {name: kinds[name] for name in ("source", "source_line", *shown)}
    return html.Div(
        [
            html.H3(
                [
                    name_of(view, table),
                    dcc.Link(
                        sentences.number_of("rows", count, view.language),
                        href=_filtered(table, keys),
                        className="more",
                    ),
                ]
            ),
            elements.small_table(
                view, ReportTable("dictionary", columns, newest), rows=SHOWN
            ),
        ],
        className="source",
    )


def _filtered(table: str, keys: Mapping[str, str]) -> str:
    """Return the address of a table that shows the rows of ``keys`` alone.

    A filter of words does not know times: rows that differ by them alone are shown.
    """
    columns = contracts.TABLES[table].columns()
    filters = {
        name: {"filterType": "text", "type": "equals", "filter": value}
        for name, value in keys.items()
        if columns[name].dtype != pl.Datetime
    }
    state = json.dumps({"f": filters, "o": []})
    return "/data?" + urlencode({"table": table, "table_state": state})
