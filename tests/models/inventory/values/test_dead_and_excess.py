import datetime as dt
from decimal import Decimal
from typing import Any

from models import tables
from models.inventory.values.dead_and_excess import dead_and_excess
from tests.factories import frame
from tests.models.inventory.values.books import (
    AS_OF,
    COMPANY,
    Row,
    ledger,
    locations,
    move,
)

PLACE = {"sku": "a", "location_id": "main"}
LAYER = PLACE | {
    "bucket": "on_hand",
    "layer_no": 1,
    "received_at": "2025-03-31T12:00",
    "remaining_qty": 400,
    "remaining_amount": 1000,
}
WORTH = PLACE | {"bucket": "on_hand", "qty": 400, "value_amount": 1000}


def found(
    *alerts: Row, worth: Row | None = None, daily: float = 0.5
) -> list[dict[str, Any]]:
    made = dead_and_excess(
        frame("stock_alerts", *(PLACE | alert for alert in alerts)),
        frame("stock_valuation", WORTH | (worth or {})),
        frame("item_classes", PLACE | {"daily_qty": daily}),
        frame("cost_layers", LAYER).lazy(),
        ledger(
            move("opening", "2025-03-31", 405, 1000),
            move("shipment", "2025-04-10", -5, -10),
        ),
        locations(),
        AS_OF,
        COMPANY,
    )
    return tables.TABLES["dead_and_excess"].validate(made).to_dicts()


def test_all_of_dead_stock_is_dead_money() -> None:
    (row,) = found({"alert": "dead", "qty": 400})
    assert (row["kind"], row["qty"], row["value_amount"]) == ("dead", 400, 1000)
    assert row["last_issue_on"] == dt.date(2025, 4, 10)
    assert (row["oldest_days"], row["cover_days"]) == (365, 800)


def test_of_too_much_only_the_surplus_counts_at_its_share_of_the_value() -> None:
    (row,) = found({"alert": "over", "qty": 150})
    assert (row["kind"], row["qty"], row["on_hand_qty"]) == ("excess", 150, 400)
    assert row["value_amount"] == Decimal(375)


def test_what_is_dead_is_not_too_much_besides() -> None:
    rows = found({"alert": "over", "qty": 150}, {"alert": "dead", "qty": 400})
    assert [row["kind"] for row in rows] == ["dead"]


def test_other_alerts_are_no_dead_money() -> None:
    assert not found({"alert": "low", "qty": 4}, {"alert": "negative", "qty": -4})


def test_stock_that_nobody_wants_lasts_for_ever() -> None:
    (row,) = found({"alert": "dead", "qty": 400}, daily=0)
    assert row["cover_days"] is None


def test_money_that_is_not_known_is_empty() -> None:
    (row,) = found({"alert": "dead", "qty": 400}, worth={"value_amount": None})
    assert row["value_amount"] is None
