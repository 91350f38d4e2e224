"""The sections of an item, each made when it is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import polars as pl
from dash import html
from dash.development.base_component import Component

from models.reports import (
    demand_by_week,
    item_page,
    item_standing,
    orders_to_place,
    today,
)
from models.reports.report_table import ReportTable
from pipelines.desk import elements
from pipelines.desk.grid import grid
from pipelines.desk.listing import Listing
from pipelines.desk.page import Query
from pipelines.desk.pages.item import tables
from pipelines.desk.pages.item.settings import settings
from pipelines.desk.pages.item.study import asking
from pipelines.desk.pages.item.subject import Item
from pipelines.desk.pages.item.timeline import timeline
from pipelines.desk.pages.item.why import why
from pipelines.desk.sales import open_sales, sales

Shown = list[Component]


def _small(of: Item, table: ReportTable, note: str = "") -> Component:
    """Return a short table under its own heading; which item it is, stands above."""
    view = of.view
    title = view.say(f"table_{table.name}")
    shown = elements.small_table(view, table.without("sku"), rows=SHOWN)
    return elements.section(title, shown, note=note)


SHOWN = 40


def _long(of: Item, query: Query, listing: Listing) -> Component:
    """Return a long table under its own heading."""
    view = of.view
    shown = grid(view, listing, tables.scope(of), query.get(f"{listing.name}_state"))
    return elements.section(view.say(f"table_{listing.name}"), shown)


def overview(of: Item, query: Query) -> Shown:
    """Return the item through time, what is wrong with it, and where it stands."""
    del query
    view, language = of.view, of.view.language
    drawn = elements.figure(view, timeline(of), view.say("timeline_caption"))
    parts = [elements.section(view.say("item_timeline"), drawn)]
    matters = today.matters(of.rows("exceptions"), view.frame("products"), language)
    if matters.total:
        parts.append(_small(of, matters))
    suggested = item_page.suggested(of.rows("suggestions"), of.supplier_names, language)
    supply = item_page.supply(of.rows("open_supply"), of.supplier_names, language)
    parts += [_small(of, table) for table in (suggested, supply) if table.total]
    others = (_transfers(of), _builds(of), _last_orders(of))
    parts += [_small(of, table) for table in others if table.total]
    if not of.place:
        levels = of.rows("reorder_points")
        standing = item_standing.places(
            of.rows("stock_positions"), levels, list(of.everywhere)
        )
        parts.append(_small(of, standing))
    return parts


def _transfers(of: Item) -> ReportTable:
    """Return what is to be moved of the item to and from the places shown."""
    rows = of.rows("suggested_transfers")
    shown = list(of.places)
    is_here = pl.col("from_location_id").is_in(shown) | pl.col("to_location_id").is_in(
        shown
    )
    return item_page.transfers(rows.filter(is_here), of.view.language)


def _builds(of: Item) -> ReportTable:
    """Return the kits to put together that the item is, or is a part of."""
    rows = of.view.frame("suggested_builds").filter(
        (pl.col("kit_sku") == of.sku) | (pl.col("component_sku") == of.sku),
        pl.col("location_id").is_in(list(of.places)),
    )
    made = orders_to_place.builds(rows, of.view.language)
    return replace(made, columns={"kit_sku": "code", **made.columns})


def _last_orders(of: Item) -> ReportTable:
    """Return what is still bought of the item where its end is in sight."""
    return orders_to_place.last_orders(
        of.rows("last_orders"), of.view.frame("products")
    )


def reasons(of: Item, query: Query) -> Shown:
    """Return the whole chain from documents to the order."""
    del query
    view = of.view
    if not of.steps():
        return [elements.empty(view.say("item_not_planned", place=of.main_place))]
    return [why(of, of.steps())]


def demand(of: Item, query: Query) -> Shown:
    """Return demand week by week, and the sales that are called exceptional."""
    view = of.view
    rows = of.rows("demand_daily")
    if rows.is_empty():
        return [elements.empty(view.say("item_no_demand"))]
    weeks = demand_by_week.weekly(rows.lazy(), view.snapshot.as_of, "stream")
    chart = demand_by_week.weekly_chart(weeks, view.language)
    strange = open_sales(view, of.rows("exceptional_sales"))
    parts = [
        elements.section(
            view.say("item_by_week"),
            elements.figure(view, chart, view.say("item_by_week_caption")),
        )
    ]
    if strange.total:
        title = view.say("table_exceptional")
        parts.append(elements.section(title, sales(view, strange)))
    return [*parts, _long(of, query, tables.WEEKS)]


def forecast(of: Item, query: Query) -> Shown:
    """Return how well the item was forecast, and what planners said of it."""
    del query
    view = of.view
    basis = "reason_da" if view.language == "da" else "reason"
    reasons = [
        html.P([html.Strong(f"{row['location_id']}: "), row[basis]])
        for row in of.rows("forecast_basis").sort("location_id").iter_rows(named=True)
        if row[basis]
    ]
    return [
        elements.section(view.say("item_basis"), *reasons),
        _small(
            of,
            item_page.accuracy(of.rows("forecast_accuracy"), view.language),
            view.say("item_accuracy_note"),
        ),
        _small(of, item_page.overrides(of.rows("forecast_overrides"))),
    ]


def moves(of: Item, query: Query) -> Shown:
    """Return the ledger with its documents."""
    return [_long(of, query, tables.MOVES)]


def supply(of: Item, query: Query) -> Shown:
    """Return the lead times seen and the deliveries behind them."""
    view = of.view
    title = of.subject().say("lead_time")
    terms = [why(of, [step]) for step in of.steps() if step.title == title]
    coming = item_page.supply(of.rows("open_supply"), of.supplier_names, view.language)
    return [*terms, _small(of, coming), _long(of, query, tables.DELIVERIES)]


def cost(of: Item, query: Query) -> Shown:
    """Return what the stock is worth and what it cost."""
    values = item_page.values(of.rows("stock_valuation"), of.view.language)
    return [_small(of, values), _long(of, query, tables.LAYERS)]


def set_here(of: Item, query: Query) -> Shown:
    """Return what may be set for the item."""
    del query
    return [settings(of)]


def diagnostics(of: Item, query: Query) -> Shown:
    """Return the button that studies the item."""
    del query
    return [asking(of)]


SECTIONS: Mapping[str, Callable[[Item, Query], Shown]] = {
    "overview": overview,
    "why": reasons,
    "demand": demand,
    "forecast": forecast,
    "moves": moves,
    "supply": supply,
    "cost": cost,
    "settings": set_here,
    "study": diagnostics,
}
"""The sections by the name under which the address asks for one."""
