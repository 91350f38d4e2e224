"""What the pages about stock, supply, orders and money read: a few made-up items."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from tests.factories import frame
from tests.models.reports.plans import PLACES, item
from tests.models.reports.plans_behind import AS_OF, DAY

ITEMS = 8
MONTH_ON = AS_OF.replace(day=1)
CATEGORIES = ("cups", "textiles")


def place(number: int) -> dict[str, Any]:
    """Return the item-location of a number."""
    return {key: item(number)[key] for key in ("sku", "location_id")}


def group(number: int) -> dict[str, Any]:
    """Return the groups that an item-location belongs to."""
    return {
        "location_id": item(number)["location_id"],
        "category": CATEGORIES[number % 2],
        "supplier_id": item(number)["supplier_id"],
    }


def tables() -> dict[str, pl.DataFrame]:
    """Return every table that these pages read and the plan does not have."""
    made: dict[str, list[dict[str, Any]]] = {
        **_masters(),
        **_stock(),
        **_supply(),
        **_orders(),
        **_money(),
        **_decided(),
    }
    return {name: frame(name, *rows) for name, rows in made.items()}


def _masters() -> dict[str, list[dict[str, Any]]]:
    """Return places and channels."""
    return {
        "locations": [
            {"location_id": one, "name": one.capitalize(), "kind": "warehouse"}
            for one in PLACES
        ],
        "channels": [{"channel": "web", "name": "Webshop", "kind": "web"}],
    }


def _stock() -> dict[str, list[dict[str, Any]]]:
    """Return what stock is worth, how it moves, and what is lost."""
    numbers = range(ITEMS)
    return {
        "stock_valuation": [
            place(n) | group(n) | {"bucket": "on_hand", "qty": 5, "value_amount": 100}
            for n in numbers
        ],
        "stock_turnover": [
            place(n)
            | group(n)
            | {"average_value_amount": 80, "cost_of_goods_sold_amount": 400}
            | {"revenue_amount": 900, "gross_margin_amount": 500, "known_days": 365}
            | {"turns_per_year": 5, "inventory_days": 73, "gmroi": 6.25}
            for n in numbers
        ],
        "stock_value_daily": [
            group(n) | {"on": AS_OF - day * DAY, "value_amount": 100}
            for n in range(5)
            for day in range(20)
        ],
        "stock_ageing": [
            place(n) | {"bucket_days": 30, "qty": 5, "value_amount": 100}
            for n in numbers
        ],
        "dead_and_excess": [
            place(n)
            | group(n)
            | {"kind": ("dead", "excess")[n % 2], "qty": 3, "value_amount": 60}
            for n in range(4)
        ],
        "shrinkage": [
            {"location_id": PLACES[0], "month_on": MONTH_ON, "category": "cups"}
            | {"reason": "count", "lost_qty": 2, "net_amount": -40},
            {"location_id": PLACES[1], "month_on": MONTH_ON, "category": "cups"}
            | {"reason": "damage", "lost_qty": 1, "net_amount": -9},
        ],
        "ledger": list(_moves()),
    }


def _moves() -> Iterator[dict[str, Any]]:
    """Yield a receipt and a shipment of each item."""
    for n in range(ITEMS):
        for kind, qty in (("receipt", 6), ("shipment", -2)):
            yield place(n) | {
                "move_id": f"{kind}:{n}",
                "document": f"{kind[0].upper()}{n}:1",
                "occurred_at": f"{AS_OF - 3 * DAY}T10:00",
                "recorded_at": f"{AS_OF - 3 * DAY}T10:00",
                "bucket": "on_hand",
                "kind": kind,
                "qty": qty,
                "method": "fifo",
            }


def _supply() -> dict[str, list[dict[str, Any]]]:
    """Return lead times, offers, sources, open purchases and closures."""
    return {
        "lead_times": [
            {"supplier_id": "fjord", "sku": "", "medium": "road", "declared_days": 7}
            | {"observed_days": 9.5, "observed_low_days": 7, "observed_high_days": 20}
            | {"observations": 12, "used_days": 9.5, "used_source": "observed"}
            | {"on_time_rate": 0.4, "recent_days": 14, "is_drifting": True},
            {"supplier_id": "wei", "sku": "", "medium": "sea", "declared_days": 45}
            | {"used_days": 45, "used_source": "declared"},
        ],
        "supplier_items": [
            {"supplier_id": "fjord", "sku": item(1)["sku"], "currency": "DKK"}
            | {"valid_from": day, "unit_cost": cost, "supplier_sku": "1"}
            for day, cost in ((AS_OF - 90 * DAY, 10), (AS_OF + 9 * DAY, 12))
        ],
        "supply_sources": [
            place(n)
            | {"kind": "supplier", "supplier_id": item(n)["supplier_id"]}
            | {"order_weekdays": "1000000", "unit_cost_amount": 20}
            | {"lead_time_source": "observed"}
            | {"order_on": AS_OF + DAY, "next_order_on": AS_OF + 8 * DAY}
            for n in range(ITEMS)
        ],
        "open_supply": [
            place(n)
            | {"po_id": f"P{n}", "line_no": 1, "supplier_id": item(n)["supplier_id"]}
            | {"ordered_on": AS_OF - 20 * DAY, "ordered_qty": 10, "open_qty": 10}
            | {"due_on": AS_OF - 2 * DAY, "arrive_on": AS_OF + 5 * DAY}
            | {"days_late": 2 * (n % 2), "state": ("on_time", "late")[n % 2]}
            | {"is_counted": True, "due_source": "expected"}
            for n in range(4)
        ],
        "calendars": [
            {"party_id": "fjord", "starts_on": AS_OF + 10 * DAY, "kind": "closure"}
            | {"ends_on": AS_OF + 20 * DAY}
        ],
    }


def _orders() -> dict[str, list[dict[str, Any]]]:
    """Return open order lines, transfers under way and kits to build."""
    return {
        "order_status": [
            place(n)
            | {"order_id": f"O{n}", "line_no": 1, "channel": "web", "stream": "retail"}
            | {"placed_on": AS_OF - n * DAY, "placed_at": f"{AS_OF - n * DAY}T09:00"}
            | {"ordered_qty": 30, "open_qty": 30 * (n < 4), "unit_price": 50}
            | {"state": "open" if n < 4 else "shipped", "age_days": n}
            for n in range(ITEMS)
        ],
        "transfer_lines": [
            {"transfer_id": "T1", "line_no": 1, "sku": item(0)["sku"], "qty": 4}
            | {"from_location_id": PLACES[0], "to_location_id": PLACES[1]}
            | {"shipped_at": f"{AS_OF - DAY}T09:00"}
        ],
        "suggested_builds": [
            {"kit_sku": "K1", "location_id": PLACES[0], "component_sku": "C1"}
            | {"need_qty": 3, "build_qty": 2, "component_qty": 4, "why": "only_way"}
        ],
    }


def _money() -> dict[str, list[dict[str, Any]]]:
    """Return months of cost and what the plan asks for when."""
    return {
        "cost_of_goods_sold": [
            group(n)
            | {"month_on": MONTH_ON, "opening_amount": 500, "received_amount": 90}
            | {"cost_of_goods_sold_amount": 70, "shipped_amount": 70}
            | {"closing_amount": 520}
            for n in (0, 1)
        ],
        "cash_due": [
            {"suggestion_id": f"{n}", "kind": kind, "supplier_id": "fjord"}
            | {"location_id": PLACES[0], "sku": item(n)["sku"], "amount": 250}
            | {"order_on": AS_OF + DAY, "due_on": AS_OF + (10 + 20 * n) * DAY}
            for n in range(2)
            for kind in ("balance", "freight")
        ],
    }


def _decided() -> dict[str, list[dict[str, Any]]]:
    """Return what became of four decisions."""
    said = (
        ("Ann", "untouched", None, 0, 0),
        ("Ann", "more", "campaign", 30, 10),
        ("Bo", "less", "too many left", 5, 20),
        ("Bo", "rejected", "discontinued", 50, 0),
    )
    return {
        "decision_outcomes": [
            place(n)
            | {"supplier_id": item(n)["supplier_id"], "decision_id": f"d{n}"}
            | {"author": author, "kind": kind, "reason": reason, "state": "judged"}
            | {"suggested_qty": 100, "decided_on": AS_OF - 40 * DAY, "abc": "A"}
            | {"helped_qty": helped, "hurt_qty": hurt}
            | {"change_qty": (-1) ** (kind != "more") * (helped + hurt)}
            | {"helped_amount": 10 * helped, "hurt_amount": 10 * hurt}
            for n, (author, kind, reason, helped, hurt) in enumerate(said)
        ]
    }
