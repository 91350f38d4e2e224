"""A published plan of three lines of two suppliers, made without a run."""

from pathlib import Path
from typing import Any

from models.company import Company
from pipelines.creation import create
from pipelines.publishing import publish
from pipelines.warehouse import Warehouse
from pipelines.workspace import Workspace
from tests.factories import frame
from tests.models.deciding.lines import AS_OF

LINE = {
    "location_id": "main",
    "order_up_to_qty": 72,
    "need_qty": 72,
    "suggested_qty": 72,
    "grade": "A",
    "unit_cost": "12.3456",
    "currency": "EUR",
    "amount": "6666.62",
    "order_on": "2026-11-23",
    "arrive_on": "2026-12-03",
}
TABLES: dict[str, list[dict[str, Any]]] = {
    "suggestions": [
        {
            **LINE,
            "suggestion_id": "a",
            "supplier_id": "acme",
            "sku": "=1+1",
            "title": "Cup <b>",
        },
        {**LINE, "suggestion_id": "b", "supplier_id": "acme", "sku": "PLATE"},
        {**LINE, "suggestion_id": "c", "supplier_id": "../bolt", "sku": "BOWL"},
    ],
    "suppliers": [
        {"supplier_id": "acme", "name": "Acme & Søn", "email": "orders@acme.example"},
        {"supplier_id": "../bolt", "name": "Bolt", "email": "not an address"},
    ],
    "locations": [{"location_id": "main", "name": "Aarhus", "postcode": "8000"}],
    "supply_matches": [],
    "supplier_items": [],
    "lead_times": [],
    "exchange_rates": [],
    "item_classes": [
        {
            "sku": sku,
            "location_id": "main",
            "abc": "A",
            "xyz": "X",
            "pattern": "smooth",
            "lifecycle": "mature",
        }
        for sku in ("=1+1", "PLATE", "BOWL")
    ],
    "purchase_order_lines": [
        {
            "po_id": f"P{number}-{sku}",
            "line_no": 1,
            "supplier_id": "acme",
            "sku": sku,
            "location_id": "main",
            "ordered_qty": 70,
            "ordered_at": "2026-10-01T10:00",
        }
        for number in range(3)
        for sku in ("=1+1", "PLATE")
    ],
    "scope": [{"as_of": AS_OF, "is_default": True, "currency": "DKK"}],
}


def make(root: Path) -> Workspace:
    """Publish the plan in a new workspace of a Danish company."""
    made = create(root, Company(name="Min Butik", language="da"))
    warehouse = Warehouse(made.root)
    for table, rows in TABLES.items():
        warehouse.replace(table, frame(table, *rows))
    publish(made, warehouse, AS_OF)
    return Workspace(made.root)
