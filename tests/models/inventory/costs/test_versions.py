"""Moves whose document was corrected, beside the ones that stand."""

from typing import Any

import polars as pl

from tests.factories import frame
from tests.models.inventory.costing.drawn_frames import older_lines
from tests.models.inventory.costs.bought import (
    AT,
    DAY,
    LATER,
    RECEIVED,
    Row,
    costs_of,
    shop,
)

CHARGE: Row = {"charge_id": "c", "receipt_id": "r", "kind": "freight", "amount": 100}
MOVE: Row = {
    "occurred_at": AT,
    "recorded_at": AT,
    "sku": "a",
    "location_id": "main",
    "bucket": "on_hand",
    "kind": "receipt",
    "document": "r:1",
    "unit_cost": 2,
}
OLD = MOVE | {"superseded_at": LATER}


def told(moves: list[Row], **given: list[Row]) -> list[tuple[Any, ...]]:
    stand = [row for row in moves if "superseded_at" not in row]
    older = [row for row in moves if "superseded_at" in row]
    lines = [{"line_no": 1} | line for line in given.get("receipt_lines", [])]
    given["superseded_receipt_lines"] = older_lines(lines, moves)
    known = shop(None, **given) | {
        "stock_moves": frame("stock_moves", *stand).lazy(),
        "superseded_moves": frame("superseded_moves", *older),
    }
    made = costs_of(known).select(
        *("move_id", "kind", pl.col("amount").cast(pl.Int64)),
        is_over=pl.col("superseded_at").is_not_null(),
    )
    return [row if row[-1] else row[:-1] for row in made.rows()]


def test_every_version_bears_charges_while_it_stands() -> None:
    new = MOVE | {"move_id": "new", "qty": 8, "recorded_at": LATER}
    moves = [OLD | {"move_id": "old", "qty": 10}, new]
    assert told(moves, receipt_lines=[RECEIVED], landed_costs=[CHARGE]) == [
        ("new", "expected", 16),
        ("new", "freight", 100),
        ("old", "expected", 20),
        ("old", "freight", 100, True),
    ]


def test_a_line_that_is_booked_later_takes_its_share_from_then_on() -> None:
    moves = [
        MOVE | {"move_id": "first", "qty": 10},
        MOVE | {"move_id": "late", "qty": 10, "document": "r:2", "recorded_at": LATER},
    ]
    lines = [RECEIVED, RECEIVED | {"line_no": 2}]
    made = told(moves, receipt_lines=lines, landed_costs=[CHARGE])
    assert [row for row in made if row[1] == "freight"] == [
        ("first", "freight", 100, True),
        ("first", "freight", 50),
        ("late", "freight", 50),
    ]


def test_a_corrected_charge_stands_beside_what_it_was() -> None:
    charge = CHARGE | {"recorded_at": AT, "amount": 70, "superseded_at": LATER}
    again = CHARGE | {"recorded_at": LATER}
    given = {"landed_costs": [again], "superseded_landed_costs": [charge]}
    made = told([MOVE | {"move_id": "a", "qty": 1}], receipt_lines=[RECEIVED], **given)
    assert made[1:] == [("a", "freight", 70, True), ("a", "freight", 100)]


def test_a_corrected_invoice_stands_beside_what_it_was() -> None:
    line = {"invoice_id": "i", "line_no": 1, "supplier_id": "s", "qty": 1}
    line |= {"po_id": "p", "po_line_no": 1, "invoiced_on": DAY}
    given = {
        "receipt_lines": [RECEIVED | {"po_id": "p", "po_line_no": 1}],
        "supplier_invoice_lines": [line | {"amount": 5, "recorded_at": LATER}],
        "superseded_invoice_lines": [
            line | {"amount": 3, "recorded_at": AT, "superseded_at": LATER}
        ],
    }
    made = told([MOVE | {"move_id": "a", "qty": 1}], **given)
    assert made == [
        ("a", "expected", 2),
        ("a", "invoice", 1, True),
        ("a", "invoice", 3),
    ]


def test_a_version_at_the_dock_is_not_that_of_the_other() -> None:
    moves = [
        OLD | {"move_id": "dock", "qty": 10, "bucket": "in_transit"},
        OLD | {"move_id": "shelf", "qty": 10},
        MOVE | {"move_id": "direct", "qty": 10},
    ]
    assert [move for move, *_ in told(moves, receipt_lines=[RECEIVED])] == [
        "direct",
        "dock",
    ]


def test_the_first_look_has_a_cost_in_every_version() -> None:
    look = {"kind": "count", "counted_qty": 3}
    moves = [
        OLD | look | {"move_id": "old"},
        MOVE | look | {"move_id": "new"},
        OLD | look | {"move_id": "later", "occurred_at": LATER},
    ]
    assert told(moves) == [("new", "expected", 6), ("old", "expected", 6)]


def test_a_correction_of_the_first_look_leaves_the_later_ones_alone() -> None:
    look = {"kind": "count", "counted_qty": 3}
    new = MOVE | look | {"recorded_at": LATER}
    between = "2026-03-02T20:00"
    second = MOVE | look | {"occurred_at": between, "recorded_at": between}
    moves = [
        OLD | look | {"move_id": "old"},
        new | {"move_id": "new"},
        second | {"move_id": "second"},
    ]
    assert told(moves) == [("new", "expected", 6), ("old", "expected", 6)]
