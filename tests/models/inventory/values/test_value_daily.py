from decimal import Decimal

import polars as pl

from models import tables
from models.inventory.values.value_daily import stock_value_daily
from tests.factories import frame
from tests.models.inventory.values.books import Row, products, sources

PLAIN = {"sku": "a", "location_id": "main", "on": "2026-01-01", "closing_qty": 1}


def daily(*rows: Row) -> pl.DataFrame:
    days = frame("stock_daily", *(PLAIN | row for row in rows))
    made = stock_value_daily(days.lazy(), products(), sources()).collect()
    return tables.TABLES["stock_value_daily"].validate(made)


def test_a_day_is_worth_the_sum_of_its_items() -> None:
    made = daily(
        {"value_amount": "2.0001"},
        {"sku": "b", "value_amount": 3},
        {"sku": "c", "value_amount": 4},
        {"on": "2026-01-02", "value_amount": 5},
    )
    assert made.select("on", "category", "supplier_id", "value_amount").rows() == [
        (made["on"][0], "bowls", "none", Decimal(3)),
        (made["on"][0], "cups", "ann", Decimal("2.0001")),
        (made["on"][0], "none", "none", Decimal(4)),
        (made["on"][3], "cups", "ann", Decimal(5)),
    ]


def test_what_is_not_known_is_counted_and_not_zero() -> None:
    made = daily(
        {"value_amount": None},
        {"sku": "b", "value_amount": None},
        {"sku": "b", "location_id": "store", "value_amount": None, "closing_qty": 0},
        {"location_id": "other", "value_amount": 2},
    )
    assert made.select("location_id", "value_amount", "unvalued_items").rows() == [
        ("main", None, 1),
        ("main", None, 1),
        ("other", 2, 0),
        ("store", 0, 0),
    ]


def test_some_known_values_are_summed_beside_the_count_of_the_others() -> None:
    one = {"sku": "x", "value_amount": 7}
    made = daily(one, {"sku": "y", "value_amount": None})
    assert made.select("value_amount", "unvalued_items").rows() == [(7, 1)]
