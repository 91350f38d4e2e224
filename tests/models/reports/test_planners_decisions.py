import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from models.reports import planners_decisions
from tests.factories import frame

AS_OF = dt.date(2026, 11, 22)
SUGGESTIONS = frame(
    "suggestions",
    *(
        {
            "suggestion_id": name,
            "sku": f"sku-{name}",
            "location_id": "main",
            "suggested_qty": 72,
            "unit_cost": "12.5",
            "amount": 900,
        }
        for name in ("a", "b", "c")
    ),
)


def lines(*changes: dict[str, Any]) -> pl.DataFrame:
    rows = [
        {
            "row": at,
            "suggestion_id": "a",
            "sku": "sku-a",
            "location_id": "main",
            "unit_cost": "12.5",
            "quantity": "72",
            "decision": None,
            "holds_until": None,
            "comment": None,
        }
        | change
        for at, change in enumerate(changes, start=12)
    ]
    text = dict.fromkeys(planners_decisions.COLUMNS[1:], pl.String())
    return pl.DataFrame(rows, schema={"row": pl.Int64(), **text})


@pytest.mark.parametrize(
    ("change", "action", "qty"),
    [
        ({}, "approve", 72),
        ({"quantity": "60"}, "change", 60),
        ({"quantity": "60.5"}, "change", Decimal("60.5")),
        ({"quantity": "0"}, "reject", 0),
        ({"decision": "Afvis"}, "reject", 0),
        ({"decision": "reject", "quantity": None}, "reject", 0),
        ({"decision": " udsæt "}, "snooze", 0),
        ({"decision": "godkend", "quantity": "80"}, "change", 80),
    ],
)
def test_what_a_line_says_becomes_a_decision(
    change: dict[str, Any], action: str, qty: Decimal
) -> None:
    said = lines(change)
    assert planners_decisions.faults(said, SUGGESTIONS, "en").is_empty()
    made = planners_decisions.decided(said, SUGGESTIONS, AS_OF)
    assert made.select("action", "decided_qty").rows() == [(action, qty)]


def test_a_snooze_lasts_a_week_unless_it_says_otherwise() -> None:
    said = lines(
        {"decision": "snooze"},
        {
            "suggestion_id": "b",
            "decision": "snooze",
            "holds_until": "2026-12-24 00:00:00",
        },
    )
    made = planners_decisions.decided(said, SUGGESTIONS, AS_OF)
    assert made["holds_until"].to_list() == [
        dt.date(2026, 11, 30),
        dt.date(2026, 12, 24),
    ]


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"suggestion_id": "x"}, "suggestion_id"),
        ({"suggestion_id": None}, "suggestion_id"),
        ({"sku": "other"}, "sku"),
        ({"location_id": None}, "location_id"),
        ({"unit_cost": "11"}, "unit_cost"),
        ({"unit_cost": "cheap"}, "unit_cost"),
        ({"quantity": "-1"}, "quantity"),
        ({"quantity": "many"}, "quantity"),
        ({"quantity": None}, "quantity"),
        ({"quantity": "1.2345"}, "quantity"),
        ({"quantity": "1e15"}, "quantity"),
        ({"quantity": "0", "decision": "approve"}, "quantity"),
        ({"decision": "maybe"}, "decision"),
        ({"holds_until": "soon"}, "holds_until"),
    ],
)
def test_a_fault_names_row_column_and_value(
    change: dict[str, Any], column: str
) -> None:
    found = planners_decisions.faults(lines(change), SUGGESTIONS, "en")
    value = change[column] or ""
    assert found.select("row", "column", "value").rows() == [(12, column, value)]


def test_a_line_that_stands_twice_is_a_fault_on_both_rows() -> None:
    found = planners_decisions.faults(lines({}, {}), SUGGESTIONS, "da")
    assert found["row"].to_list() == [12, 13]
