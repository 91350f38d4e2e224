"""Sites: what each place holds, what comes and goes, what moves between them."""

from functools import partial

import polars as pl
from dash import html
from dash.development.base_component import Component

from models.reports import (
    formats,
    narrowing,
    orders_to_place,
    places,
    sentences,
    stock_value,
)
from models.reports.report_table import ReportTable, titled
from pipelines.desk import choices, elements
from pipelines.desk.grid import grid
from pipelines.desk.listing import Listing, Scope
from pipelines.desk.narrowing import chosen, selects
from pipelines.desk.page import Page, Query
from pipelines.desk.view import View

PLACE = "location_id"
MOST_PLACES = 60


def of(view: View, table: str, choice: Scope) -> pl.DataFrame:
    """Return the rows of a table about the place that was chosen."""
    return narrowing.narrowed(view.frame(table), choice)


def _either_way(rows: pl.LazyFrame, choice: Scope) -> pl.LazyFrame:
    """Return what leaves the place that was chosen, and what comes to it."""
    if PLACE not in choice:
        return rows
    place = choice[PLACE]
    leaves, comes = pl.col("from_location_id"), pl.col("to_location_id")
    return rows.filter((leaves == place) | (comes == place))


def _under_way(view: View, scope: Scope) -> ReportTable:
    """Return every transfer under way."""
    return places.under_way(
        _either_way(view.scan("transfer_lines"), scope),
        view.frame("locations"),
        view.frame("products"),
        view.snapshot.as_of,
    )


def _to_move(view: View, scope: Scope) -> ReportTable:
    """Return every transfer that the plan suggests."""
    return places.to_move(
        _either_way(view.scan("suggested_transfers"), scope).collect(),
        view.frame("locations"),
        view.frame("products"),
        view.language,
    )


def _to_build(view: View, scope: Scope) -> ReportTable:
    """Return the kits to build and what they take."""
    builds = orders_to_place.builds(of(view, "suggested_builds", scope), view.language)
    return ReportTable(
        "to_build", builds.columns, titled(builds.rows, view.frame("products"))
    )


UNDER_WAY = Listing("under_way", _under_way)
TO_MOVE = Listing("to_move", _to_move)
TO_BUILD = Listing("to_build", _to_build)


def layout(view: View, query: Query) -> Component:
    """Return what places hold, their flow, and what moves between them."""
    choice = chosen(view, query, PLACE)
    stock = places.holdings(
        of(view, "stock_positions", choice),
        of(view, "stock_valuation", choice),
        view.frame("locations"),
        view.language,
    )
    under_way = UNDER_WAY.rows(view, choice).source
    return html.Div(
        [
            elements.heading(view.say("desk_page_sites"), _lead(view, choice, stock)),
            choices.row(view, *selects(view, query, PLACE)),
            _facts(view, choice, stock, under_way),
            elements.section(
                view.say("section_places"),
                elements.small_table(view, stock, rows=MOST_PLACES),
            ),
            _flows(view, choice),
            *(
                elements.section(
                    view.say(f"section_{listing.name}"),
                    grid(
                        view,
                        listing,
                        choice,
                        query.get(f"{listing.name}_state"),
                        height=420,
                    ),
                )
                for listing in (UNDER_WAY, TO_MOVE, TO_BUILD)
            ),
        ]
    )


def _lead(view: View, choice: Scope, stock: ReportTable) -> str:
    """Return what places hold, in a sentence."""
    value = stock_value.worth(of(view, "stock_valuation", choice)).value_amount
    qty = partial(formats.qty, language=view.language)
    return view.say(
        "sites_lead",
        places=sentences.number_of("places", stock.total, view.language),
        units=qty(stock.rows["units"].sum()),
        value=formats.money(value, view.company.currency, view.language),
        way=qty(stock.rows["coming_units"].sum()),
    )


def _facts(
    view: View, choice: Scope, stock: ReportTable, under_way: object
) -> Component:
    """Return what matters most in numbers."""
    number = partial(formats.number, language=view.language)
    lines = under_way.height if isinstance(under_way, pl.DataFrame) else 0
    moves = _either_way(view.scan("suggested_transfers"), choice).select(pl.len())
    kits = of(view, "suggested_builds", choice).select(PLACE, "kit_sku").n_unique()
    return elements.facts(
        elements.fact(
            view.say("fact_units"),
            formats.qty(stock.rows["units"].sum(), view.language),
        ),
        elements.fact(view.say("out_items"), number(stock.rows["out_items"].sum())),
        elements.fact(
            view.say("coming_units"),
            formats.qty(stock.rows["coming_units"].sum(), view.language),
            sentences.number_of("lines", lines, view.language),
        ),
        elements.fact(view.say("fact_to_move"), number(moves.collect().item())),
        elements.fact(view.say("fact_to_build"), number(kits)),
    )


def _flows(view: View, choice: Scope) -> Component:
    """Return what came to places and left them."""
    flows = view.remember(
        ("flows",),
        lambda: places.flows(
            view.scan("ledger"), view.frame("locations"), view.snapshot.as_of
        ),
        spoken=False,
    )
    rows = narrowing.narrowed(flows.rows, choice)
    return elements.section(
        view.say("section_flows", n=places.FLOW_DAYS),
        elements.small_table(
            view, ReportTable(flows.name, flows.columns, rows), rows=MOST_PLACES
        ),
        note=view.say("flows_note"),
    )


PAGE = Page("sites", layout, (UNDER_WAY, TO_MOVE, TO_BUILD), is_kept=True)
