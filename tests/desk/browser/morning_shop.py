"""A shop of three suppliers whose planner starts the day, and starts the next one."""

import datetime as dt
from pathlib import Path

from pipelines.workspace import Workspace
from tests.pipelines.shops import Row, days, drop, shop, sold

DAY = dt.date(2026, 2, 26)
"""The last complete one, a Thursday."""
START = DAY - dt.timedelta(days=119)
BUDGET = 90_000
MINIMUM = 16_000
"""What the first supplier asks of an order."""

SUPPLIERS = {"NORD": "Nordlys Keramik", "SYD": "Sydhavn Import", "VEST": "Vest & Co"}
ITEMS: dict[str, tuple[str, str, int]] = {
    "CUP": ("Cup, blue", "NORD", 7),
    "BOWL": ("Bowl, large", "NORD", 2),
    "PLATE": ("Plate, flat", "NORD", 2),
    "JUG": ("Jug with a lid", "NORD", 2),
    "TRAY": ("Tray, oak", "NORD", 2),
    "VASE": ("Vase, tall", "SYD", 3),
    "LAMP": ("Lamp, brass", "SYD", 1),
    "MAT": ("Mat of cork", "VEST", 2),
}
"""Title, supplier and units sold a day of each item."""

SETTINGS = """
[company]
name = "Morning Shop"
currency = "DKK"
time_zone = "Europe/Copenhagen"
language = "en"
"""


def make(root: Path) -> Workspace:
    """Fill the inbox: four months of sales, and hardly anything left."""
    workspace = shop(root, SETTINGS)
    for name, rows in _files().items():
        drop(workspace, name, rows)
    return workspace


def next_day(workspace: Workspace) -> None:
    """Add the sales of the day after."""
    drop(workspace, "order_lines/next.csv", _sales([DAY + dt.timedelta(days=1)]))


def _files() -> dict[str, list[Row]]:
    """Return the files of the inbox."""
    return {
        "products.csv": [
            {"sku": sku, "title": title, "unit_price": 120, "weight_kg": 0.5}
            for sku, (title, _, _) in ITEMS.items()
        ],
        "suppliers.csv": [
            {
                "supplier_id": supplier,
                "name": name,
                "lead_time_days": 7,
                "min_order_amount": MINIMUM if supplier == "NORD" else "",
            }
            for supplier, name in SUPPLIERS.items()
        ],
        "supplier_items.csv": [
            *(
                {"supplier_id": supplier, "sku": sku, "unit_cost": 50, "priority": 1}
                for sku, (_, supplier, _) in ITEMS.items()
            ),
            {"supplier_id": "SYD", "sku": "JUG", "unit_cost": 55, "priority": 2},
        ],
        "planning_parameters.csv": [
            {"scope": "company", "parameter": "budget_amount", "value": BUDGET}
        ],
        "order_lines/first.csv": _sales(days(START, DAY)),
        "stock_levels.csv": [
            {"sku": sku, "counted_at": DAY, "on_hand_qty": 6, "location_id": "main"}
            for sku in ITEMS
        ],
    }


def _sales(on: list[dt.date]) -> list[Row]:
    """Return what was sold on these days: a steady number, more at weekends."""
    return [
        row
        for sku, (_, _, each) in ITEMS.items()
        for day in on
        for row in sold(sku, [day], each + day.weekday() // 5, unit_price=120)
    ]
