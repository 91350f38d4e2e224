"""Moves whose document was corrected, beside the ones that stand."""

from typing import Any

import polars as pl

from tests.factories import frame
from tests.models.inventory.costs.bought import (
    AT,
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
    known = shop(None, **given) | {
        "stock_moves": frame("stock_moves", *stand).lazy(),
        "superseded_moves": frame("superseded_moves", *older),
    }
    made = costs_of(known).select("move_id", "kind", pl.col("amount").cast(pl.Int64))
    return made.rows()


def test_both_versions_have_a_cost_and_the_one_that_stands_bears_charges() -> None:
    moves = [OLD | {"move_id": "old", "qty": 10}, MOVE | {"move_id": "new", "qty": 8}]
    assert told(moves, receipt_lines=[RECEIVED], landed_costs=[CHARGE]) == [
        ("new", "expected", 16),
        ("new", "freight", 100),
        ("old", "expected", 20),
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
