from decimal import Decimal

import polars as pl

from models import tables
from models.inventory.values.valuation import stock_valuation, valuation_adds_up
from tests.factories import frame
from tests.models.inventory.values.books import (
    Row,
    ledger,
    move,
    products,
    sources,
)


def valued(*moves: Row, items: pl.DataFrame | None = None) -> pl.DataFrame:
    made = stock_valuation(
        ledger(*moves), products() if items is None else items, sources()
    )
    return tables.TABLES["stock_valuation"].validate(made)


def test_stock_is_worth_what_the_last_move_left() -> None:
    made = valued(
        move("opening", "2026-01-01", 10, 30),
        move("shipment", "2026-01-02", -4, -12),
    )
    (row,) = made.rows(named=True)
    assert (row["qty"], row["value_amount"]) == (6, Decimal(18))
    assert (row["unit_cost"], row["method"]) == (Decimal(3), "fifo")
    assert (row["category"], row["supplier_id"]) == ("cups", "ann")


def test_each_bucket_has_its_own_value() -> None:
    made = valued(
        move("opening", "2026-01-01", 10, 30),
        move("transfer_out", "2026-01-02", 2, 8, bucket="in_transit"),
    )
    assert made.select("bucket", "qty").rows() == [("in_transit", 2), ("on_hand", 10)]


def test_stock_that_nobody_looked_at_has_no_value() -> None:
    assert valued(move("receipt", "2026-01-01", 10, 30)).is_empty()


def test_goods_on_the_way_to_a_known_place_are_known() -> None:
    made = valued(
        move("transfer_out", "2026-01-01", 2, 8, bucket="in_transit"),
        move("opening", "2026-01-02", 10, 30),
    )
    assert made.height == 2


def test_what_is_empty_and_worth_nothing_is_left_out() -> None:
    made = valued(
        move("opening", "2026-01-01", 1, 3), move("shipment", "2026-01-02", -1, -3)
    )
    assert made.is_empty()


def test_negative_stock_is_listed_with_its_negative_value() -> None:
    made = valued(
        move("opening", "2026-01-01", 1, 3), move("shipment", "2026-01-02", -3, -9)
    )
    (row,) = made.rows(named=True)
    assert (row["qty"], row["value_amount"]) == (-2, Decimal(-6))
    assert row["unit_cost"] == 3


def test_a_cost_that_is_not_known_leaves_the_value_empty() -> None:
    (row,) = valued(move("opening", "2026-01-01", 2, None)).rows(named=True)
    assert row["value_amount"] is None
    assert row["unit_cost"] is None


def test_consigned_goods_are_there_and_worth_nothing() -> None:
    consigned = frame("products", {"sku": "a", "owner": "maker"})
    (row,) = valued(move("opening", "2026-01-01", 2, 0), items=consigned).rows(
        named=True
    )
    assert (row["qty"], row["value_amount"], row["is_own"]) == (2, 0, False)
    assert row["category"] == "none"


def test_a_place_replenished_from_another_has_the_supplier_of_the_item() -> None:
    (row,) = valued(move("opening", "2026-01-01", 2, 6, location_id="store")).rows(
        named=True
    )
    assert row["supplier_id"] == "ann"


def test_the_check_finds_a_value_that_its_moves_do_not_explain() -> None:
    moves = ledger(move("opening", "2026-01-01", 2, 6, adjustment_amount=-1))
    made = stock_valuation(moves, products(), sources())
    assert valuation_adds_up(moves, made).is_empty()
    changed = made.with_columns(value_amount=pl.lit(Decimal(6), pl.Decimal(18, 4)))
    assert valuation_adds_up(moves, changed)["posted_amount"].to_list() == [5]
