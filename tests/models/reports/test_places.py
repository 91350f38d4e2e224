import datetime as dt
from typing import Any

import polars as pl

from models.reports import places
from models.tables.inventory import MOVE_KINDS
from tests.factories import frame

AS_OF = dt.date(2026, 11, 22)
LOCATIONS = frame(
    "locations",
    {"location_id": "main", "name": "Warehouse Aarhus", "kind": "warehouse"},
    {"location_id": "shop", "name": "Store Odense", "kind": "store"},
)


def moves(*rows: dict[str, Any]) -> pl.LazyFrame:
    full = [
        {"move_id": f"{n}", "sku": "a", "location_id": "main", "bucket": "on_hand"}
        | {"document": "D", "method": "fifo", "occurred_at": f"{AS_OF}T10:00"}
        | {"recorded_at": f"{AS_OF}T10:00"}
        | row
        for n, row in enumerate(rows)
    ]
    return frame("ledger", *full).lazy()


def test_places_show_what_they_hold_the_dearest_first() -> None:
    positions = frame(
        "stock_positions",
        {"sku": "a", "location_id": "shop", "is_stock_known": True}
        | {"on_hand_qty": 4, "available_qty": 4},
        {"sku": "b", "location_id": "shop", "is_stock_known": True}
        | {"on_hand_qty": 0, "available_qty": 0},
        {"sku": "a", "location_id": "main", "is_stock_known": True}
        | {"on_hand_qty": 9, "available_qty": 9},
    )
    group = {"category": "cups", "supplier_id": "ann", "bucket": "on_hand"}
    value = frame(
        "stock_valuation",
        {**group, "sku": "a", "location_id": "shop", "value_amount": 4},
        {**group, "sku": "a", "location_id": "main", "value_amount": 9},
    )
    shown = places.holdings(positions, value, LOCATIONS, "da").rows
    assert shown["place_name"].to_list() == ["Warehouse Aarhus", "Store Odense"]
    assert shown["place_kind"].to_list() == ["Lager", "Butik"]
    assert shown.row(1, named=True)["out_items"] == 1
    assert shown["units"].to_list() == [9, 4]


def test_the_flow_of_every_kind_adds_up_to_the_change() -> None:
    of_each = [{"kind": kind, "qty": n + 1} for n, kind in enumerate(MOVE_KINDS)]
    row = places.flows(moves(*of_each), LOCATIONS, AS_OF).rows.row(0, named=True)
    units = sum(n + 1 for n, kind in enumerate(MOVE_KINDS) if kind != "revaluation")
    assert sum(row[name] for name in places.FLOWS) == units
    assert row["flow_net"] == units + len(MOVE_KINDS)  # a revaluation moves no units


def test_only_the_last_days_and_stock_on_hand_count() -> None:
    found = places.flows(
        moves(
            {"kind": "receipt", "qty": 5},
            {"kind": "receipt", "qty": 7, "bucket": "inspect"},
            {"kind": "receipt", "qty": 9, "occurred_at": "2026-10-01T10:00"},
        ),
        LOCATIONS,
        AS_OF,
    ).rows
    assert found["flow_received"].to_list() == [5]


def test_what_has_not_come_is_under_way_the_oldest_first() -> None:
    lines = frame(
        "transfer_lines",
        *(
            {"transfer_id": f"T{n}", "line_no": 1, "sku": "a", "qty": 1}
            | {"from_location_id": "main", "to_location_id": "shop"}
            | {"shipped_at": f"2026-11-{20 - n}T10:00", "received_at": came}
            for n, came in enumerate((None, None, "2026-11-21T08:00"))
        ),
    )
    shown = places.under_way(lines.lazy(), LOCATIONS, frame("products"), AS_OF).rows
    assert shown["transfer_id"].to_list() == ["T1", "T0"]
    assert shown["days_under_way"].to_list() == [3, 2]
    assert shown["to_name"].to_list() == ["Store Odense", "Store Odense"]
