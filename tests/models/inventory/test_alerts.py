import datetime as dt
from typing import Any

import pytest

from models import tables
from models.inventory.alerts import stock_alerts
from tests.factories import frame

AS_OF = dt.date(2026, 12, 31)
PLACE = {"sku": "a", "location_id": "main"}


def alerts(
    position: dict[str, Any], issued_on: str = "2026-12-30", daily: float = 1
) -> list[str]:
    made = stock_alerts(
        frame("stock_positions", PLACE | {"is_stock_known": True} | position),
        frame(
            "ledger",
            PLACE
            | {"bucket": "on_hand", "kind": "shipment", "qty": -1}
            | {"occurred_at": issued_on},
        ).lazy(),
        frame("item_classes", PLACE | {"daily_qty": daily}),
        frame("supply_sources", PLACE | {"lead_time_days": 14}),
        frame("products", {"sku": "a", "unit_cost": 3}),
        AS_OF,
    )
    tables.TABLES["stock_alerts"].validate(made)
    return made.get_column("alert").to_list()


FINE = {"on_hand_qty": 30, "position_qty": 30, "ledger_qty": 30}


def test_nothing_is_said_about_stock_that_is_fine() -> None:
    assert not alerts(FINE)


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        ({"on_hand_qty": 0, "position_qty": 0}, ["out"]),
        ({"on_hand_qty": 5, "position_qty": 13}, ["low"]),
        ({"on_hand_qty": 5, "position_qty": 14}, []),
        ({"on_hand_qty": 366, "position_qty": 366}, ["over"]),
        ({"on_hand_qty": 0, "ledger_qty": -3}, ["negative", "out"]),
        ({"is_stock_known": False}, ["unknown"]),
    ],
)
def test_each_alert_has_its_rule(position: dict[str, Any], expected: list[str]) -> None:
    assert alerts(position) == expected


def test_stock_from_which_nothing_was_taken_for_half_a_year_is_dead() -> None:
    assert alerts(FINE, "2026-07-03", daily=0) == ["dead"]
    assert alerts(FINE, "2026-07-04", daily=0) == []


def test_an_item_nobody_wants_is_not_out() -> None:
    assert alerts({"on_hand_qty": 0}, daily=0) == []
    assert alerts({"on_hand_qty": 0, "backordered_qty": 1}, daily=0) == ["out"]
