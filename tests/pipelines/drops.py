"""A shop whose files come in dated drops, some of which rewrite what was said."""

import datetime as dt
from pathlib import Path

from pipelines.workspace import Workspace
from tests.pipelines.shops import Row, days, drop, shop, sold

DAY = dt.date(2026, 2, 26)
TOMORROW = DAY + dt.timedelta(days=1)
FIRST_DROP = DAY - dt.timedelta(days=6)
START = DAY - dt.timedelta(days=119)
SKUS = ("plain", "steady", "bought", "rewritten", "counted")

SETTINGS = """
[sources.purchase_order_lines]
mode = "full"
"""


def before(number: int) -> dt.date:
    """Return the day so many days before the explicit one."""
    return DAY - dt.timedelta(days=number)


def make(root: Path) -> Workspace:
    """Fill the inbox with what had come by the explicit day."""
    workspace = shop(root, SETTINGS)
    week = days(before(6), DAY)
    first = [row for sku in SKUS for row in sold(sku, days(START, FIRST_DROP), 2)]
    second = [row for sku in SKUS for row in sold(sku, week, 2)]
    second += [{**row, "order_id": "late-1"} for row in sold("plain", [before(30)], 9)]
    drop(workspace, f"order_lines/{FIRST_DROP}.csv", first)
    drop(workspace, f"order_lines/{DAY}.csv", second)
    corrected = sold("counted", [before(3)], 3)
    drop(workspace, f"order_lines/{DAY}_corrected.csv", corrected)
    drop(workspace, f"stock_levels/{DAY}.csv", _stock())
    drop(workspace, f"products/{FIRST_DROP}.csv", _products(40, 10))
    drop(workspace, f"supplier_items/{FIRST_DROP}.csv", _offers(10, 12))
    drop(workspace, f"purchase_order_lines/{FIRST_DROP}.csv", [_bought(), _gone()])
    bought = [_bought(), *_received()]
    drop(workspace, f"purchase_order_lines/{DAY}.csv", bought)
    return workspace


def drop_tomorrow(workspace: Workspace) -> None:
    """Add what came a day later: another day, and rewritten rows of days before."""
    orders = [row for sku in SKUS for row in sold(sku, [TOMORROW], 2)]
    orders += [
        {**row, "ordered_qty": 50, "status": "open"}
        for row in sold("rewritten", days(before(20), DAY))
    ]
    orders += [{**row, "order_id": "late-2"} for row in sold("plain", [before(9)], 700)]
    drop(workspace, f"order_lines/{TOMORROW}.csv", orders)
    seen = [
        {"sku": "counted", "counted_at": before(1), "on_hand_qty": 900},
        {"sku": "plain", "counted_at": TOMORROW, "on_hand_qty": 900},
    ]
    drop(workspace, f"stock_levels/{TOMORROW}.csv", seen)
    drop(workspace, f"products/{TOMORROW}.csv", _products(99, 77))
    drop(workspace, f"supplier_items/{TOMORROW}.csv", _offers(77, 100))
    rewritten = {"expected_on": DAY + dt.timedelta(days=90), "ordered_qty": 7}
    drop(
        workspace,
        f"purchase_order_lines/{TOMORROW}.csv",
        [{**_bought(), **rewritten, "status": "confirmed"}],
    )
    receipt = {"receipt_id": "r", "sku": "steady", "received_qty": 300}
    drop(workspace, f"receipt_lines/{TOMORROW}.csv", [{**receipt, "received_at": DAY}])


def _stock() -> list[Row]:
    """Return stock of the evening before; one row says when it was recorded."""
    return [
        {
            "sku": sku,
            "counted_at": before(1),
            "on_hand_qty": 12,
            "recorded_at": f"{DAY}T06:30:00Z" if sku == "steady" else "",
        }
        for sku in (*SKUS, "arrived")
    ]


def _products(price: int, cost: int) -> list[Row]:
    """Return the items at a price and a cost."""
    return [
        {"sku": sku, "unit_price": price, "unit_cost": cost}
        for sku in (*SKUS, "arrived")
    ]


def _offers(cost: int, pack: int) -> list[Row]:
    """Return the terms at a cost and in packs."""
    return [
        {
            "supplier_id": "maker",
            "sku": sku,
            "unit_cost": cost,
            "pack_qty": pack,
            "lead_time_days": 7,
        }
        for sku in SKUS
    ]


def _bought() -> Row:
    """Return the purchase order that stays."""
    return {
        "po_id": "P1",
        "supplier_id": "maker",
        "sku": "bought",
        "ordered_qty": 30,
        "ordered_at": before(8),
        "expected_on": DAY + dt.timedelta(days=2),
        "status": "sent",
    }


def _received() -> list[Row]:
    """Return orders received by their status, and by their date."""
    came = {**_bought(), "sku": "steady", "expected_on": before(3)}
    return [
        {**came, "po_id": "P3", "ordered_qty": 11, "status": "closed"},
        {
            **came,
            "po_id": "P4",
            "sku": "arrived",
            "ordered_qty": 13,
            "expected_on": DAY,
            "status": "",
        },
    ]


def _gone() -> Row:
    """Return the purchase order that the next full file does not hold."""
    return {**_bought(), "po_id": "P2", "ordered_qty": 60}
