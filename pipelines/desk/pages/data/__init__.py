"""Data: what was read and how far it can be trusted, and every table behind it all."""

from collections.abc import Callable, Mapping

from dash import html
from dash.development.base_component import Component

from models.reports import formats, overview, sentences
from pipelines.desk import choices, elements
from pipelines.desk.page import Page, Query
from pipelines.desk.pages.data import (
    assumed,
    one_table,
    readiness,
    refused,
    row_trail,
    runs,
    sources,
    stock,
    tables,
)
from pipelines.desk.view import View

PARTS: Mapping[str, Callable[[View, Query], Component]] = {
    "sources": sources.part,
    "readiness": readiness.part,
    "assumed": assumed.part,
    "stock": stock.part,
    "refused": refused.part,
    "runs": runs.part,
    "tables": tables.part,
}


def layout(view: View, query: Query) -> Component:
    """Return a part of the page, one table, or where a row of it comes from."""
    name = query.get("table", "")
    if name in view.snapshot.tables:
        shown = row_trail if query.get("trace") else one_table
        return shown.page(view, name, query)
    words = {part: view.say(f"data_part_{part}") for part in PARTS}
    chosen = choices.one_of(query, "part", tuple(PARTS))
    return html.Div(
        [
            elements.heading(view.say("desk_page_data"), _lead(view)),
            choices.tabs(
                "/data", {"part": chosen}, "part", words, view.say("data_part")
            ),
            PARTS[chosen](view, query),
        ]
    )


def _lead(view: View) -> str:
    """Return what was read, in one sentence."""
    fresh = overview.freshness(view.tables)
    language, seen = view.language, fresh.stock_seen_on
    return view.say(
        "data_lead",
        read=formats.number(fresh.rows_read, language),
        files=sentences.number_of("files", fresh.files, language),
        refused=formats.number(fresh.rows_rejected, language),
        stock=formats.date(seen, language) if seen else view.say("data_never"),
    )


PAGE = Page(
    "data",
    layout,
    (
        *sources.LISTINGS,
        *readiness.LISTINGS,
        *assumed.LISTINGS,
        *stock.LISTINGS,
        *refused.LISTINGS,
        *runs.LISTINGS,
        *tables.LISTINGS,
        *one_table.LISTINGS,
    ),
)
