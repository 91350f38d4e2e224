import datetime as dt
from typing import Any

import polars as pl
import pytest

from models import tables
from models.inventory.alerts import stock_alerts
from tests.factories import frame

AS_OF = dt.date(2026, 12, 31)
PLACE = {"sku": "a", "location_id": "main"}


def made_of(
    position: dict[str, Any],
    *lots: dict[str, Any],
    issued_on: str = "2026-12-30",
    daily: float = 1,
) -> pl.DataFrame:
    made = stock_alerts(
        frame("stock_positions", PLACE | {"is_stock_known": True} | position),
        frame("stock_lots", *(PLACE | lot for lot in lots)),
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
    return made


def alerts(position: dict[str, Any], *lots: dict[str, Any], **given: Any) -> list[str]:
    return made_of(position, *lots, **given).get_column("alert").to_list()


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
    assert alerts(FINE, issued_on="2026-07-03", daily=0) == ["dead"]
    assert alerts(FINE, issued_on="2026-07-04", daily=0) == []


def test_an_item_nobody_wants_is_not_out() -> None:
    assert alerts({"on_hand_qty": 0}, daily=0) == []
    assert alerts({"on_hand_qty": 0, "backordered_qty": 1}, daily=0) == ["out"]


LOTS = (
    {"qty": 2, "expires_on": "2026-12-30", "is_expired": True, "take_no": 3},
    {"qty": 3, "expires_on": "2026-12-20", "is_expired": True, "take_no": 4},
    {"qty": 9, "expires_on": "2027-01-09", "is_expiring": True, "take_no": 1},
    {"qty": 16, "expires_on": "2028-01-09", "take_no": 2},
)


def test_what_expired_or_will_is_told_with_units_money_and_first_day() -> None:
    made = made_of(FINE | {"held_qty": 5, "expiring_qty": 4}, *LOTS)
    assert made.select("alert", "qty", "amount", "since_on").rows() == [
        ("expired", 5, 15, dt.date(2026, 12, 20)),
        ("expiring", 4, 12, dt.date(2027, 1, 9)),
    ]


def test_lots_that_will_be_used_before_they_expire_are_fine() -> None:
    assert alerts(FINE, LOTS[2], LOTS[3]) == [], "promises use what demand does not"


def test_what_expires_before_use_does_not_help_until_a_delivery() -> None:
    assert alerts(FINE | {"expiring_qty": 16}) == ["expiring"]
    assert alerts(FINE | {"expiring_qty": 17}) == ["expiring", "low"]
