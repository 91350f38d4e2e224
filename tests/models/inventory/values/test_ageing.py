import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import tables
from models.inventory.values.ageing import (
    ageing_adds_up,
    stock_ageing,
)
from models.tables.inventory import BEYOND_DAYS
from tests.factories import frame
from tests.models.inventory.values.books import (
    AS_OF,
    COMPANY,
    Row,
    locations,
)

POOL = {"sku": "a", "location_id": "main", "bucket": "on_hand"}


def layer(days: int, qty: int, amount: float, **other: Any) -> Row:
    received_at = dt.datetime.combine(AS_OF, dt.time(12), dt.UTC)
    return (
        POOL
        | {
            "received_at": received_at - dt.timedelta(days=days),
            "remaining_qty": qty,
            "remaining_amount": amount,
        }
        | other
    )


def aged(layers: list[Row], worth: list[Row], **how: Any) -> list[tuple[Any, ...]]:
    numbered = [row | {"layer_no": no} for no, row in enumerate(layers, start=1)]
    valuation = frame("stock_valuation", *(POOL | row for row in worth))
    made = stock_ageing(
        frame("cost_layers", *numbered).lazy(),
        valuation,
        how.pop("places", locations()),
        AS_OF,
        COMPANY,
        **how,
    )
    tables.TABLES["stock_ageing"].validate(made)
    assert ageing_adds_up(made, valuation).is_empty()
    return made.select("bucket_days", "qty", "value_amount").rows()


def test_goods_are_as_old_as_the_day_they_came() -> None:
    assert aged(
        [layer(366, 1, 4), layer(365, 2, 8), layer(31, 3, 12), layer(30, 4, 16)],
        [{"qty": 10, "value_amount": 40}],
    ) == [(30, 4, 16), (60, 3, 12), (365, 2, 8), (BEYOND_DAYS, 1, 4)]


def test_buckets_may_be_chosen() -> None:
    found = aged([layer(8, 1, 4)], [{"qty": 1, "value_amount": 4}], limits=[7, 14])
    assert found == [(14, 1, 4)]


def test_a_day_is_that_of_the_place() -> None:
    late = {"received_at": "2026-02-28T23:30"}
    worth = [{"qty": 1, "value_amount": 4}]
    assert aged([layer(0, 1, 4, **late)], worth)[0][0] == 60
    copenhagen = locations({"location_id": "main", "time_zone": "Europe/Copenhagen"})
    assert aged([layer(0, 1, 4, **late)], worth, places=copenhagen)[0][0] == 30


def test_buckets_of_a_place_are_added_up() -> None:
    way = {"bucket": "in_transit"}
    assert aged(
        [layer(1, 1, 4), layer(2, 2, 9, **way)],
        [{"qty": 1, "value_amount": 4}, {"qty": 2, "value_amount": 9} | way],
    ) == [(30, 3, 13)]


def test_what_is_owed_has_no_age() -> None:
    owed = layer(3, -2, -8)
    assert not aged([owed], [{"qty": -2, "value_amount": -8}])


def test_the_value_is_shared_to_the_last_unit() -> None:
    found = aged(
        [layer(100, 1, 1), layer(50, 1, 1), layer(1, 1, 1)],
        [{"qty": 3, "value_amount": 10}],
    )
    assert [value for *_, value in found] == [
        Decimal("3.3333"),
        Decimal("3.3333"),
        Decimal("3.3334"),
    ]


def test_consigned_goods_have_an_age_and_no_value() -> None:
    found = aged([layer(1, 1, 0), layer(99, 2, 0)], [{"qty": 3, "value_amount": 0}])
    assert found == [(30, 1, 0), (180, 2, 0)]


def test_a_value_that_is_not_known_stays_empty() -> None:
    assert aged([layer(1, 1, 0)], [{"qty": 1}]) == [(30, 1, None)]


def test_the_check_finds_ages_that_are_not_all_of_the_stock() -> None:
    valuation = frame("stock_valuation", POOL | {"qty": 2, "value_amount": 8})
    place = {"sku": "a", "location_id": "main", "bucket_days": 30}
    for row, wrong in (
        ({"qty": 2, "value_amount": 8}, 0),
        ({"qty": 1, "value_amount": 8}, 1),
        ({"qty": 2, "value_amount": 7}, 1),
        ({"qty": 2, "value_amount": None}, 1),
        ({"sku": "b", "qty": 2, "value_amount": 8}, 2),
    ):
        ages = frame("stock_ageing", place | row)
        assert ageing_adds_up(ages, valuation).height == wrong


layers = st.lists(
    st.tuples(st.integers(0, 900), st.integers(1, 50), st.integers(0, 9999)),
    min_size=1,
    max_size=12,
)


@settings(deadline=None, max_examples=60)
@given(layers, st.integers(-1000, 100_000))
def test_ages_add_up_to_the_value(
    found: list[tuple[int, int, int]], cents: int
) -> None:
    qty = sum(units for _, units, _ in found)
    rows = [layer(days, units, amount / 100) for days, units, amount in found]
    worth = {"qty": qty, "value_amount": Decimal(cents) / 100}
    ages = aged(rows, [worth])
    assert sum(units for _, units, _ in ages) == qty
    assert sum(value for *_, value in ages) == worth["value_amount"]


@pytest.mark.parametrize("days", [0, 30, 31, 90, 365, 366])
def test_every_age_has_a_bucket(days: int) -> None:
    ((bucket, *_),) = aged([layer(days, 1, 1)], [{"qty": 1, "value_amount": 1}])
    assert bucket >= days


def test_no_stock_no_ages() -> None:
    assert not aged([], [])
    assert isinstance(frame("stock_ageing"), pl.DataFrame)
