"""A shop with every document: orders, shipments, purchase orders, receipts, terms."""

import datetime as dt
from pathlib import Path

from pipelines.workspace import Workspace
from tests.pipelines.documented_days import DAY, LATER, before
from tests.pipelines.documented_supply import purchases, receipts, transfers
from tests.pipelines.shops import Row, days, drop, shop, sold

START = DAY - dt.timedelta(days=199)
DAILY = (
    *("steady", "imported", "rejected", "cut", "far", "late", "doubtful", "draft"),
    *("undated", "partial", "silent", "shipped", "customs", "minimum", "ample"),
    *("before closure", "dollar", "euro", "pound", "terms less", "unsupplied"),
    *("observed", "consigned", "stale", "young", "held", "dated", "before holiday"),
)
PACK = 12

SETTINGS = """
[sources.purchase_order_lines]
mode = "full"
"""


def make(root: Path) -> Workspace:
    """Fill the inbox."""
    workspace = shop(root, SETTINGS)
    for name, rows in _files().items():
        drop(workspace, name, rows)
    return workspace


def _files() -> dict[str, list[Row]]:
    """Return the files of the inbox."""
    orders = _orders()
    return {
        "products.csv": _products(),
        "locations.csv": _locations(),
        "channels.csv": _channels(),
        "channel_locations.csv": _links(),
        "suppliers.csv": _suppliers(),
        "supplier_items.csv": _offers(),
        "exchange_rates.csv": _rates(),
        "calendars.csv": _closures(),
        "order_lines/2026-02-27.csv": orders,
        "shipment_lines/2026-02-27.csv": shipped(orders),
        "stock_levels.csv": _stock(),
        "stock_holds.csv": _holds(),
        "purchase_order_lines/2026-02-27.csv": purchases(),
        "receipt_lines.csv": receipts(),
        "transfer_lines.csv": transfers(),
    }


def _products() -> list[Row]:
    """Return what is special about some items."""
    priced = {"unit_price": 40, "unit_cost": 10}
    rows: list[Row] = [{"sku": sku, **priced} for sku in DAILY if sku != "consigned"]
    rows += [
        {"sku": "consigned", **priced, "owner": "the maker"},
        {"sku": "dropped", **priced, "fulfilment": "dropship"},
        {"sku": "postage", "unit_price": 5, "fulfilment": "service"},
    ]
    launch = DAY + dt.timedelta(days=20)
    rows.append({"sku": "launched", **priced, "launched_on": launch})
    others = (
        *("helped", "market", "wholesaled", "one-off", "noon", "moved", "unsold"),
        *("phoned", "yen"),
    )
    return rows + [{"sku": sku, **priced} for sku in others]


def _locations() -> list[Row]:
    """Return the places: three of ours and the stock a marketplace holds."""
    return [
        {"location_id": "main", "kind": "warehouse"},
        {"location_id": "depot", "kind": "warehouse"},
        {"location_id": "hub", "kind": "warehouse"},
        {"location_id": "fba", "kind": "third_party"},
    ]


def _channels() -> list[Row]:
    """Return the channels; only one sells what is out of stock."""
    return [
        {"channel": "web", "accepts_backorders": "no"},
        {"channel": "phone", "accepts_backorders": "yes"},
        {"channel": "amazon", "kind": "marketplace"},
    ]


def _links() -> list[Row]:
    """Return who serves whom."""
    return [
        {"channel": "web", "location_id": "main", "priority": 1},
        {"channel": "web", "location_id": "hub", "priority": 2},
        {"channel": "amazon", "location_id": "fba", "priority": 1},
        {"channel": "phone", "location_id": "depot", "priority": 1},
    ]


def _suppliers() -> list[Row]:
    """Return the suppliers with the days they say they take."""
    return [
        {"supplier_id": "near", "lead_time_days": 7},
        {"supplier_id": "china", "lead_time_days": 20},
        {"supplier_id": "proven", "lead_time_days": 30},
        {"supplier_id": "usa", "lead_time_days": 7, "currency": "USD"},
        {"supplier_id": "spain", "lead_time_days": 7, "currency": "EUR"},
        {"supplier_id": "uk", "lead_time_days": 7, "currency": "GBP"},
        {"supplier_id": "italy", "lead_time_days": 7},
        {"supplier_id": "silent"},
    ]


def _offers() -> list[Row]:
    """Return who offers what."""
    special = {
        "before closure": "china",
        "before holiday": "italy",
        "dollar": "usa",
        "euro": "spain",
        "pound": "uk",
        "observed": "proven",
        "undated": "silent",
    }
    least = {"minimum": 1000, "ample": 1000, "unsold": 1000}
    none = {"terms less", "unsupplied"}
    return [
        {
            "supplier_id": special.get(sku, "near"),
            "sku": sku,
            "unit_cost": 10,
            "min_order_qty": least.get(sku, ""),
            "pack_qty": 1 if sku in special or sku in least else PACK,
        }
        for sku in (*DAILY, "unsold", "dropped", "helped")
        if sku not in none
    ]


def _rates() -> list[Row]:
    """Return a rate three days old and one of three weeks ago."""
    return [
        {"currency": "USD", "on": before(3), "rate": 7},
        {"currency": "GBP", "on": before(21), "rate": 9},
    ]


def _closures() -> list[Row]:
    """Return the days on which suppliers are closed."""
    spans = {"china": (10, 24), "italy": (2, 15)}
    return [
        {
            "party_id": party,
            "starts_on": DAY + dt.timedelta(days=first),
            "ends_on": DAY + dt.timedelta(days=last),
            "kind": "holiday",
        }
        for party, (first, last) in spans.items()
    ]


def web(sku: str, on: list[dt.date], qty: float = 1, **more: object) -> list[Row]:
    """Return an order line a day of the web shop."""
    return sold(sku, on, qty, channel="web", **more)


def _orders() -> list[Row]:
    """Return all order lines."""
    whole = days(START, DAY)
    rows = [row for sku in DAILY if sku != "young" for row in web(sku, whole)]
    rows += web("young", days(before(19), DAY))
    rows += web("dropped", whole) + web("postage", whole)
    rows += web("helped", days(before(60), DAY))
    rows += sold("market", whole, 2, channel="amazon")
    rows += [
        {**row, "order_id": f"{row['order_id']}-web"}
        for row in web("market", days(before(60), DAY))
    ]
    rows += sold("phoned", days(before(90), DAY), channel="phone")
    rows += web("launched", days(before(9), DAY), 3, status="open")
    rows += web("yen", days(before(9), DAY), unit_price=1000, currency="JPY")
    rows += web("wholesaled", days(before(60), DAY))
    rows += [
        {**row, "order_id": f"{row['order_id']}-w", "stream": "wholesale"}
        for row in web("wholesaled", [before(8), before(4)], 40)
    ]
    requested = DAY + dt.timedelta(days=5)
    rows += web("one-off", days(before(60), DAY))
    rows += [
        {
            **web("one-off", [before(3)], 500)[0],
            "order_id": "project-1",
            "stream": "project",
            "requested_on": requested,
            "status": "open",
        }
    ]
    rows += [
        {**row, "order_id": "dated-1", "requested_on": requested, "status": "open"}
        for row in web("dated", [before(3)], 25)
    ]
    return rows + _half_day()


def _half_day() -> list[Row]:
    """Return sales of an item that is sold out at noon of the last of them."""
    return web("noon", days(before(60), before(1)), 2)


def shipped(orders: list[Row]) -> list[Row]:
    """Return a shipment of every line that is not open, some from the helping hub."""
    waiting = before(30).isoformat()
    return [
        {
            "shipment_id": f"S-{row['order_id']}",
            "order_id": row["order_id"],
            "sku": row["sku"],
            "qty": row["ordered_qty"],
            "location_id": _leaves(row),
            "shipped_at": row["placed_at"].replace("10:30", "12:00"),
        }
        for row in orders
        if "status" not in row
        and not (row["sku"] == "phoned" and row["placed_at"] > waiting)
    ]


def _leaves(row: Row) -> str:
    """Return the place a line is shipped from."""
    if row["sku"] == "helped":
        return "hub"
    return {"amazon": "fba", "phone": "depot"}.get(row["channel"], "main")


def _stock() -> list[Row]:
    """Return stock rows of the evening of the last day, and some older ones."""
    qty = {
        "ample": 5000,
        "rejected": 6,
        "young": 3,
        "held": 40,
        "unsold": 0,
        "dated": 200,
    }
    old = {"stale"}
    rows: list[Row] = [
        {"sku": sku, "counted_at": DAY, "on_hand_qty": qty.get(sku, 5)}
        for sku in (*DAILY, "unsold")
        if sku not in old
    ]
    rows += [
        {"sku": "stale", "counted_at": before(45), "on_hand_qty": 400},
        {"sku": "market", "counted_at": DAY, "on_hand_qty": 9, "location_id": "main"},
        {"sku": "market", "counted_at": DAY, "on_hand_qty": 70, "location_id": "fba"},
        {"sku": "helped", "counted_at": DAY, "on_hand_qty": 0, "location_id": "main"},
        {"sku": "helped", "counted_at": DAY, "on_hand_qty": 50, "location_id": "hub"},
        {"sku": "moved", "counted_at": before(9), "on_hand_qty": 30},
        {
            "sku": "phoned",
            "counted_at": f"{before(91)} 08:00",
            "on_hand_qty": 60,
            "location_id": "depot",
        },
        {"sku": "noon", "counted_at": f"{before(61)} 08:00", "on_hand_qty": 120},
    ]
    return [{"location_id": "main", **row} for row in rows]


def _holds() -> list[Row]:
    """Return what is held back."""
    return [{"hold_id": "h1", "sku": "held", "qty": 30, "held_at": before(4)}]


def two_days_later(workspace: Workspace) -> None:
    """Add what happened on the next two days: sales, and a newer list of purchases."""
    orders = [
        row
        for sku in DAILY
        for row in web(sku, days(DAY + dt.timedelta(days=1), LATER))
    ]
    drop(workspace, f"order_lines/{LATER}.csv", orders)
    drop(workspace, f"shipment_lines/{LATER}.csv", shipped(orders))
    kept = [row for row in purchases() if row["po_id"] != "P-shipped"]
    bought = {
        "po_id": "P-imported",
        "supplier_id": "near",
        "sku": "imported",
        "ordered_qty": 20,
        "ordered_at": LATER,
        "status": "sent",
        "location_id": "main",
        "expected_on": DAY + dt.timedelta(days=9),
    }
    drop(workspace, f"purchase_order_lines/{LATER}.csv", [*kept, bought])
