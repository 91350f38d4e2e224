"""The supplier orders as a list of cards: one is chosen, several may be ticked."""

import dash_ag_grid
from dash import dcc, html
from dash.development.base_component import Component

from pipelines.desk.grid import locale_text
from pipelines.desk.pages.orders.book import Book
from pipelines.desk.pages.orders.keys import KEYS
from pipelines.desk.view import View

WAYS = ("all", "tick_well")
"""What is shown, or ticked, with one button."""
WITH_TICKED = ("approve", "reject", "snooze", "undo", "send")


def cards(view: View, now: Book) -> Component:
    """Return the supplier orders, and what is done with those that are ticked."""
    return html.Section(
        className="orders-list",
        children=[
            html.Div(
                className="orders-list-head",
                children=[
                    html.H2(view.say("orders_list")),
                    html.Span(id="orders-left", className="count", role="status"),
                ],
            ),
            html.Div([_way(view, name) for name in WAYS], className="orders-ways"),
            html.Label(
                [
                    html.Span(view.say("orders_find"), className="unseen"),
                    dcc.Input(
                        id="orders-find",
                        type="search",
                        placeholder=view.say("orders_find"),
                        className="search-box",
                        debounce=0.15,
                    ),
                ]
            ),
            _ticked(view),
            dash_ag_grid.AgGrid(
                id="orders-list",
                rowData=now.for_browser()["orders"],
                columnDefs=[
                    {
                        "field": "order_name",
                        "headerName": view.say("orders_list"),
                        "cellRenderer": "OrdersCard",
                        "flex": 1,
                        "sortable": False,
                        "getQuickFilterText": {"function": "ordersFound(params)"},
                    }
                ],
                dashGridOptions={
                    "localeText": locale_text(view),
                    "rowHeight": 92,
                    "headerHeight": 0,
                    "animateRows": False,
                    "ensureDomOrder": True,
                    "rowSelection": {
                        "mode": "multiRow",
                        "checkboxes": True,
                        "headerCheckbox": False,
                        "enableClickSelection": False,
                    },
                    "selectionColumnDef": {"width": 32},
                    "rowClassRules": {
                        "is-chosen": "ordersChosen(params)",
                        "is-news": "ordersNews(params)",
                    },
                },
                getRowId="params.data.order_name",
                className="grid orders-cards",
                style={"height": "100%"},
            ),
        ],
    )


def _way(view: View, name: str) -> Component:
    """Return a button that shows or ticks orders."""
    return html.Button(
        view.say(f"orders_do_{name}"),
        id={"do": name},
        className="button",
        title=view.say(f"orders_title_{name}"),
        **{"aria-keyshortcuts": dict(KEYS)[name]},
    )


def _ticked(view: View) -> Component:
    """Return what is done with all ticked orders at once; unseen while none is."""
    buttons = [
        html.Button(
            view.say(f"orders_ticked_{name}"),
            id={"do": name, "in": "ticked"},
            className="button button-main" if name == "approve" else "button",
        )
        for name in WITH_TICKED
    ]
    clear = html.Button(
        "×",
        id={"do": "tick_none"},
        className="button",
        title=view.say("orders_do_tick_none"),
        **{"aria-label": view.say("orders_do_tick_none")},
    )
    return html.Div(
        [
            html.Span(id="orders-ticked-words", role="status"),
            html.Div([*buttons, clear], className="orders-ticked-do"),
        ],
        id="orders-ticked",
        className="orders-ticked",
        hidden=True,
        role="toolbar",
        **{"aria-label": view.say("orders_ticked_label")},
    )
