"""New unit costs of what is in stock."""

import polars as pl

from tests.factories import frame
from tests.models.inventory.ledgers import ledger
from tests.models.inventory.test_closing import PRICE, RECEIPT, SALE, move

OPENING = move("open", "01-01", None, kind="opening", counted_qty=0)
NEW_COST = move("new", "01-15", 0, kind="revaluation", unit_cost=7)


def values(*moves: dict[str, object]) -> list[tuple[object, ...]]:
    made = ledger(
        frame("stock_moves", *moves).lazy(), move_costs=frame("move_costs", PRICE)
    ).collect()
    told = made.filter(pl.col("kind") != "opening")
    return told.select("kind", "cost_amount", "value_amount").rows()


def test_what_is_there_has_the_new_cost_from_then_on() -> None:
    assert values(OPENING, RECEIPT, NEW_COST, SALE) == [
        ("receipt", 50, 50),
        ("revaluation", 20, 70),
        ("shipment", -28, 42),
    ]


def test_a_new_cost_of_nothing_changes_nothing() -> None:
    assert values(OPENING, NEW_COST) == [("revaluation", 0, 0)]
