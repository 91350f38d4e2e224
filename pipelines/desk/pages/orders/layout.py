"""The page: orders beside their lines, what they come to, and what can be done."""

import json
from collections.abc import Sequence
from typing import Any

import dash_ag_grid
import dash_mantine_components as dmc
import polars as pl
from dash import dcc, html
from dash.development.base_component import Component

from models.reports import formats
from models.reports.report_table import ReportTable
from pipelines.desk import elements
from pipelines.desk.grid import Setup, filters_of, grid
from pipelines.desk.listing import Listing, Scope
from pipelines.desk.page import Query
from pipelines.desk.pages.orders.book import Book, book
from pipelines.desk.pages.orders.words import words
from pipelines.desk.view import View

KEYS = (
    *(("approve_order", "A"), ("approve", "Y"), ("reject", "X"), ("snooze", "S")),
    *(("split", "P"), ("move", "M"), ("undo", "U"), ("redo", "R"), ("next", "N")),
    *(("previous", "B"), ("all", "L"), ("find", "/"), ("open", "O"), ("edit", "E")),
    *(("select", "Space"), ("help", "?"), ("close", "Esc")),
)
"""What each key does; the script knows them by the same names."""
ON_LINES = ("approve", "reject", "snooze", "split", "move", "undo")


def _lines(view: View, scope: Scope) -> ReportTable:
    """Return every line as it stands now."""
    del scope
    return book(view).lines


LINES = Listing("order_lines", _lines, is_kept=False)


def layout(view: View, query: Query) -> Component:
    """Return the orders, worth most first, and the lines of the one that is chosen."""
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
                children=[_list(view, now, chosen), _chosen_order(view, chosen, query)],
            ),
            _panel(view),
            *_dialogs(view),
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


def _list(view: View, now: Book, chosen: str) -> Component:
    """Return the supplier orders."""
    return html.Section(
        className="orders-list",
        children=[
            html.Div(
                className="orders-list-head",
                children=[
                    html.H2(view.say("orders_list")),
                    html.Span(id="orders-left", className="count", role="status"),
                    html.Button(
                        view.say("orders_do_all"),
                        id={"do": "all"},
                        className="button",
                        **{"aria-keyshortcuts": "L"},
                    ),
                ],
            ),
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
            dash_ag_grid.AgGrid(
                id="orders-list",
                rowData=now.for_browser()["orders"],
                selectedRows={"ids": [chosen] if chosen else []},
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
                    "rowHeight": 92,
                    "headerHeight": 0,
                    "animateRows": False,
                    "ensureDomOrder": True,
                    "rowSelection": {
                        "mode": "singleRow",
                        "checkboxes": False,
                        "enableClickSelection": True,
                    },
                },
                getRowId="params.data.order_name",
                className="grid orders-cards",
                style={"height": "100%"},
            ),
        ],
    )


def _chosen_order(view: View, chosen: str, query: Query) -> Component:
    """Return the totals of the chosen order, what can be done, and its lines."""
    return html.Section(
        className="orders-chosen",
        children=[
            html.Div(id="orders-bar", className="orders-bar", role="status"),
            _actions(view),
            grid(
                view,
                LINES,
                state=_state(chosen, query),
                height="calc(100vh - 25.5rem)",
                setup=_setup(view),
            ),
        ],
    )


def _state(chosen: str, query: Query) -> str:
    """Return the filters of the lines: those of the address, else the chosen order."""
    said = query.get("order_lines_state")
    if said and filters_of(said):
        return said
    of = {"filterType": "text", "type": "equals", "filter": chosen}
    return json.dumps({"f": {"order_name": of} if chosen else {}})


def _actions(view: View) -> Component:
    """Return a button for each thing that is done with an order or its lines."""
    keys = dict(KEYS)
    buttons = [
        html.Button(
            [
                html.Span(view.say(f"orders_do_{name}"), className="do-words"),
                html.Kbd(keys[name], **{"aria-hidden": "true"}),
            ],
            id={"do": name},
            className="button button-main" if name == "approve_order" else "button",
            title=view.say(f"orders_title_{name}"),
            **{"aria-keyshortcuts": keys[name]},
        )
        for name in ("approve_order", *ON_LINES)
    ]
    reason = dcc.Input(
        id="orders-reason",
        type="text",
        maxLength=500,
        placeholder=view.say("orders_reason"),
        className="search-box orders-reason",
        autoComplete="off",
    )
    label = html.Span(view.say("orders_reason"), className="unseen")
    return html.Div(
        [
            *buttons,
            html.Label([label, reason], className="orders-reason-label"),
            html.Span(id="orders-selected", className="count", role="status"),
        ],
        className="orders-actions",
        role="toolbar",
        **{"aria-label": view.say("orders_change")},
    )


def _setup(view: View) -> Setup:
    """Return how lines are edited and selected."""
    keys = {"suppressKeyboardEvent": {"function": "ordersKey(params)"}}
    may = {"editable": {"function": "ordersEditable(params)"}, **keys}
    plain: dict[str, dict[str, Any]] = {
        name: {"width": width}
        for name, width in {
            **dict.fromkeys(("on_hand_qty", "on_order_qty", "position_qty"), 96),
            **dict.fromkeys(("reorder_point_qty", "order_up_to_qty"), 108),
            "unit_cost": 92,
            "amount": 98,
            "cover_days": 100,
            "grade": 84,
            "stockout_risk_rate": 92,
        }.items()
    }
    return Setup(
        columns=plain
        | {
            "sku": {"pinned": "left", "width": 208, "cellRenderer": "OrdersItem"},
            "supplier_name": {"width": 170},
            "order_name": {"hide": True},
            "state": {"width": 116, "cellRenderer": "OrdersState"},
            "suggested_qty": {"headerName": view.say("orders_suggested"), "width": 108},
            "quantity": {
                "headerName": view.say("orders_quantity"),
                "width": 96,
                "cellEditor": "agNumberCellEditor",
                "cellEditorParams": {"min": 0, "precision": 3},
                "cellDataType": "number",
                "cellClassRules": {
                    "is-edited": "params.data && params.data.quantity !== "
                    "params.data.suggested_qty"
                },
                "cellClass": "cell-number is-editable",
                **may,
            },
            "arrive_on": {
                "width": 116,
                "cellEditor": "agDateStringCellEditor",
                "cellDataType": "dateString",
                "cellClass": "cell-date is-editable",
                **may,
            },
            "reason": {"headerName": view.say("orders_why"), "width": 460},
            "lost_margin_per_day_amount": {
                "headerName": view.say("orders_risk_day"),
                "width": 130,
            },
        },
        options={
            "rowSelection": {
                "mode": "multiRow",
                "checkboxes": True,
                "headerCheckbox": False,
                "enableClickSelection": False,
            },
            "selectionColumnDef": {"pinned": "left", "width": 44},
            "enterNavigatesVerticallyAfterEdit": True,
            "stopEditingWhenCellsLoseFocus": True,
            "rowHeight": 50,
            "rowClassRules": {
                "is-out": "params.data && (params.data.state_code === 'rejected' || "
                "params.data.state_code === 'snoozed')"
            },
        },
        row_id="line_id",
    )


def _panel(view: View) -> Component:
    """Return where a line is opened, beside the lines."""
    return html.Aside(
        id="orders-panel",
        className="orders-panel",
        hidden=True,
        tabIndex="-1",
        **{"aria-label": view.say("orders_panel")},
        children=[
            html.Button(
                "×",
                id="orders-panel-close",
                className="orders-panel-close",
                **{"aria-label": view.say("orders_do_close")},
            ),
            dcc.Loading(
                html.Div(id="orders-panel-body"),
                target_components={"orders-panel-body": "children"},
                delay_show=250,
                overlay_style={"visibility": "visible", "opacity": 0.5},
                custom_spinner=html.Div(className="busy"),
            ),
        ],
    )


def _dialogs(view: View) -> list[Component]:
    """Return the dialogs, all closed."""
    rows = [
        html.Tr([html.Td(html.Kbd(key)), html.Td(view.say(f"orders_do_{name}"))])
        for name, key in KEYS
    ]
    return [
        _dialog(
            view,
            "orders-keys",
            view.say("orders_keys"),
            [
                html.P(view.say("orders_keys_note"), className="note"),
                html.Table(html.Tbody(rows), className="orders-keys"),
            ],
        ),
        _dialog(view, "orders-conflict", view.say("orders_conflict"), wide=True),
        _dialog(view, "orders-sending", view.say("orders_do_send"), wide=True),
        _dialog(view, "orders-uploaded", view.say("orders_upload_title"), wide=True),
    ]


def _dialog(
    view: View,
    name: str,
    title: str,
    children: Sequence[Component] = (),
    *,
    wide: bool = False,
) -> Component:
    """Return a dialog that is closed."""
    return dmc.Modal(
        html.Div(list(children), id=f"{name}-body"),
        id=name,
        title=title,
        opened=False,
        size="xl" if wide else "md",
        transitionProps={"duration": 0},
        closeButtonProps={"aria-label": view.say("orders_do_close")},
    )


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
