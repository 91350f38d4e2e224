"""The lines of the chosen order: what they come to, what is done, and the table."""

import json
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from models.reports.report_table import ReportTable
from pipelines.desk.grid import Setup, filters_of, grid
from pipelines.desk.listing import Listing, Scope
from pipelines.desk.page import Query
from pipelines.desk.pages.orders.book import book
from pipelines.desk.pages.orders.keys import KEYS
from pipelines.desk.view import View

ON_LINES = ("approve", "reject", "snooze", "split", "move", "undo")


def _lines(view: View, scope: Scope) -> ReportTable:
    """Return every line as it stands now."""
    del scope
    return book(view).lines


LINES = Listing("order_lines", _lines, is_kept=False)


def chosen_order(view: View, chosen: str, query: Query) -> Component:
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
                height="100%",
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
            "state": {"width": 132, "cellRenderer": "OrdersState"},
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
                "width": 130,
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
                "is-news": "ordersNews(params)",
                "is-out": "params.data && (params.data.state_code === 'rejected' || "
                "params.data.state_code === 'snoozed')",
            },
        },
        row_id="line_id",
    )
