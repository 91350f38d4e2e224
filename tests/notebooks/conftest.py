"""A small published workspace that notebooks read."""

import datetime as dt

import polars as pl
import pytest

from models import tables
from pipelines.creation import create
from pipelines.publishing import publish
from pipelines.warehouse import Warehouse
from pipelines.workspace import Workspace
from tests.factories import frame
from tests.models.reports.plans import item, plan
from tests.models.reports.plans_behind import AS_OF, DAY

SKU, PLACE = str(item(8)["sku"]), str(item(8)["location_id"])
COSTS = {
    "recommended": (100, 10, 40),
    "as_it_was": (80, 20, 100),
    "foresight": (50, 10, 10),
}
"""Holding, ordering and lost margin of each policy."""


def books() -> dict[str, pl.DataFrame]:
    """Return the books of an item: 10 to begin with at 3, 5 more at 4, 2 shipped."""
    key = {"sku": SKU, "location_id": PLACE, "bucket": "on_hand"}
    moves = [
        ("opening", 10, 10, 3, 30, 30),
        ("receipt", 5, 15, 4, 20, 50),
        ("shipment", -2, 13, 3, -6, 44),
    ]
    ledger = [
        key
        | {
            "move_id": f"{kind}:1",
            "sequence": number,
            "occurred_at": dt.datetime.combine(AS_OF - (3 - number) * DAY, dt.time(9)),
            "recorded_at": dt.datetime.combine(AS_OF - (3 - number) * DAY, dt.time(9)),
            "kind": kind,
            "document": "V1:1" if kind == "receipt" else f"{kind}:1",
            "qty": qty,
            "balance_qty": balance,
            "is_known": True,
            "unit_cost": cost,
            "cost_amount": amount,
            "value_amount": value,
        }
        for number, (kind, qty, balance, cost, amount, value) in enumerate(moves, 1)
    ]
    layers = [
        key
        | {
            "layer_no": number,
            "received_at": AS_OF,
            "remaining_qty": qty,
            "remaining_amount": qty * cost,
            "unit_cost": cost,
            "move_id": f"{kind}:1",
        }
        for number, (kind, qty, cost) in enumerate(
            [("opening", 8, 3), ("receipt", 5, 4)], 1
        )
    ]
    received = {
        "receipt_id": "V1",
        "line_no": 1,
        "sku": SKU,
        "location_id": PLACE,
        "received_qty": 5,
        "received_at": AS_OF,
        "source": "receipt_lines.csv",
        "source_line": 7,
    }
    return {
        "ledger": frame("ledger", *ledger),
        "cost_layers": frame("cost_layers", *layers),
        "receipt_lines": frame("receipt_lines", received),
    }


def backtested() -> pl.DataFrame:
    """Return a back-test of three policies over twenty weeks."""
    rows = [
        {
            "policy": policy,
            "segment": segment,
            "starts_on": AS_OF - 139 * DAY,
            "ends_on": AS_OF,
            "item_locations": 30,
            "demanded_qty": 1000,
            "fill_rate": 1 - lost / 1000,
            "stockout_days": lost,
            "average_stock_amount": 10 * held,
            "orders": placed,
            "holding_amount": held,
            "ordering_amount": placed,
            "lost_margin_amount": lost,
            "total_cost_amount": held + placed + lost,
            "saving_amount": 200 - held - placed - lost,
            "saving_low_amount": 150 - held - placed - lost,
            "saving_high_amount": 250 - held - placed - lost,
            "verdict": "cannot_tell",
        }
        for policy, (held, placed, lost) in COSTS.items()
        for segment in ("all", "A")
    ]
    return frame("policy_backtest", *rows)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = create(tmp_path_factory.mktemp("notebooks") / "shop")
    warehouse = Warehouse(workspace.root)
    scope = {"as_of": AS_OF, "currency": "DKK", "time_zone": "UTC"}
    made = (
        plan(42)
        | books()
        | {"scope": frame("scope", scope), "policy_backtest": backtested()}
    )
    for name in tables.TABLES:
        warehouse.replace(name, made.get(name, frame(name)))
    publish(workspace, warehouse, AS_OF)
    return workspace
