import datetime as dt
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.planning.returns import announced, expected_returns, lags
from tests.factories import frame
from tests.models.planning.plans import AS_OF, PLACE

ARRIVES = AS_OF + dt.timedelta(days=16)


def line(
    number: int, age: int, took: int | None = None, **more: object
) -> dict[str, Any]:
    """A return announced ``age`` days ago that came ``took`` days later, if it did."""
    at = AS_OF - dt.timedelta(days=age)
    came = None if took is None else f"{at + dt.timedelta(days=took)}T12:00"
    return {
        "return_id": f"r{number}",
        "line_no": 1,
        **PLACE,
        "qty": 1,
        "announced_at": f"{at}T12:00",
        "received_at": came,
        **more,
    }


def past(took: int | None, count: int = 20, **more: object) -> list[dict[str, Any]]:
    return [
        line(100 + n, 200, took, disposition="restock", **more) for n in range(count)
    ]


def expected(*lines: dict[str, Any], until: dt.date = ARRIVES) -> float:
    returns = frame("return_lines", *lines).lazy()
    served = announced(returns, AS_OF).with_columns(next_arrive_on=pl.lit(until))
    found = expected_returns(served, lags(returns, AS_OF), AS_OF)
    return float(found["expected_returns_qty"].sum())


def test_with_too_little_past_what_is_said_to_be_restocked_counts_for_a_month() -> None:
    restock: dict[str, Any] = {"qty": 5, "disposition": "restock"}
    assert expected(line(1, 30, **restock)) == 5
    assert expected(line(1, 31, **restock)) == 0
    assert expected(line(1, 3, qty=5, disposition="scrap")) == 0
    assert expected(line(1, 3, qty=5)) == 0


def test_what_has_come_is_counted_no_more() -> None:
    assert expected(line(1, 5, 2, qty=5, disposition="restock")) == 0


def test_undecided_returns_count_by_the_share_that_went_back_to_stock() -> None:
    scrapped = [
        {**one, "return_id": f"x{n}", "disposition": "scrap"}
        for n, one in enumerate(past(5))
    ]
    assert expected(*past(5), *scrapped, line(1, 1, qty=10)) == 5
    assert expected(*past(5), line(1, 1, qty=10)) == 10


def test_an_item_that_is_mostly_scrapped_leans_on_all_items_while_it_has_few() -> None:
    others = past(5, 90, sku="b")
    own = [
        {**one, "return_id": f"x{n}", "disposition": "scrap"}
        for n, one in enumerate(past(5, 10))
    ]
    assert expected(*others, *own, line(1, 1, qty=100)) == 45


@pytest.mark.parametrize(("age", "units"), [(1, 10), (10, 10), (20, 0)])
def test_a_return_comes_when_others_have_come(age: int, units: int) -> None:
    open_line = line(1, age, qty=10, disposition="restock")
    assert expected(*past(15), open_line) == units


def test_one_that_arrives_after_the_next_order_does_not_hide_a_need() -> None:
    open_line = line(1, 1, qty=10, disposition="restock")
    soon = AS_OF + dt.timedelta(days=5)
    assert expected(*past(15), open_line, until=soon) == 0


def test_announcements_that_never_came_lower_what_is_expected() -> None:
    never = [
        {**one, "return_id": f"n{n}", "received_at": None}
        for n, one in enumerate(past(5))
    ]
    open_line = line(1, 1, qty=10, disposition="restock")
    assert expected(*past(5), *never, open_line) == 5


@settings(max_examples=25, deadline=None)
@given(
    took=st.lists(st.integers(0, 60), min_size=20, max_size=40),
    ages=st.lists(st.integers(0, 80), max_size=6),
    days=st.integers(1, 40),
)
def test_never_more_than_is_announced_and_more_days_bring_no_less(
    took: list[int], ages: list[int], days: int
) -> None:
    history = [
        {**one, "return_id": f"h{n}"}
        for n, day in enumerate(took)
        for one in past(day, 1)
    ]
    coming = [line(n, age, qty=3, disposition="restock") for n, age in enumerate(ages)]
    first, later = (
        expected(*history, *coming, until=AS_OF + dt.timedelta(days=until))
        for until in (days, days + 10)
    )
    assert 0 <= first <= later <= 3 * len(ages)
