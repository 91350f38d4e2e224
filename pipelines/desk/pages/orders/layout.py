"""The page: orders beside their lines, what they come to, and what can be done."""

import polars as pl
from dash import dcc, html
from dash.development.base_component import Component

from models.reports import formats
from pipelines.desk import elements
from pipelines.desk.grid import filters_of
from pipelines.desk.page import Query
from pipelines.desk.pages.orders import learned
from pipelines.desk.pages.orders.book import Book, book
from pipelines.desk.pages.orders.cards import cards
from pipelines.desk.pages.orders.dialogs import dialogs, panel
from pipelines.desk.pages.orders.keys import KEYS
from pipelines.desk.pages.orders.lines import chosen_order
from pipelines.desk.pages.orders.words import words
from pipelines.desk.view import View


def layout(view: View, query: Query) -> Component:
    """Return the orders, worth most first, and the lines of the one that is chosen.

    Where the address asks for it, how past decisions did stands there instead.
    """
    if query.get("view") == learned.VIEW:
        return learned.layout(view, query)
    now = book(view)
    title = view.say("desk_page_orders")
    if now.orders.is_empty():
        return html.Div(
            [elements.heading(title), elements.empty(view.say("orders_none"))]
        )
    chosen = _chosen(now, query)
    return html.Div(
        id="orders-page",
        className="orders",
        children=[
            elements.heading(title, view.say("orders_lead"), *_page_actions(view)),
            html.Div(
                className="orders-desk",
                children=[cards(view, now), chosen_order(view, chosen, query)],
            ),
            panel(view),
            *dialogs(view),
            *_stores(view, now, chosen),
        ],
    )


ASKED = {
    "supplier": "supplier_id",
    "location": "location_id",
    "order_on": "order_on",
    "part": "part",
}
"""What an address may say of an order, and the column that holds it."""


def _chosen(now: Book, query: Query) -> str:
    """Return the order that the address names, else the first one to decide."""
    names = now.orders["order_name"]
    filtered = _filtered(query)
    said = query.get("order") if filtered is None else filtered
    if said in {*names, ""}:
        return str(said)
    asked = [
        pl.col(column).cast(pl.String) == query[name]
        for name, column in ASKED.items()
        if query.get(name)
    ]
    of = now.orders.filter(pl.lit(value=True), *asked)
    still = of.filter(pl.col("state_code").is_in(["open", "partly"]))
    return str(next(iter([*still["order_name"], *of["order_name"], *names])))


def _filtered(query: Query) -> str | None:
    """Return the order whose lines the address filters; empty: it filters others.

    What a planner chose on the page stands there, so it goes before what led here.
    """
    filters = filters_of(query.get("order_lines_state"))
    named = filters.get("order_name")
    if isinstance(named, dict):
        return str(named.get("filter"))
    return "" if filters else None


def _page_actions(view: View) -> list[Component]:
    """Return what is done with all orders."""
    return [
        learned.link(view),
        html.Label(
            dcc.Upload(
                html.Button(view.say("orders_do_upload"), className="button"),
                id="orders-upload",
                accept=".xlsx",
                max_size=20_000_000,
                multiple=False,
            ),
            className="orders-upload",
        ),
        html.Button(
            view.say("orders_do_send"), id="orders-send", className="button button-main"
        ),
        html.Button(
            "?",
            id="orders-help",
            className="button",
            title=view.say("orders_keys"),
            **{"aria-label": view.say("orders_keys")},
        ),
    ]


def _stores(view: View, now: Book, chosen: str) -> list[Component]:
    """Return what the script begins with, and where it and the server talk."""
    company = view.company
    beginning = {
        **now.for_browser(),
        "chosen": chosen,
        "currency": company.currency,
        "words": words(view),
        "keys": dict(KEYS),
        "asOf": view.snapshot.as_of.isoformat(),
        "money": formats.money(0, company.currency, view.language),
    }
    return [
        dcc.Store(id="orders-beginning", data=beginning),
        *(
            dcc.Store(id=f"orders-{name}")
            for name in ("ask", "answer", "open", "save", "send-ask", "done")
        ),
    ]
