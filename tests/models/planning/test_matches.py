import datetime as dt
from typing import Any

import polars as pl
import pytest

from models import tables
from models.company import Company
from models.planning.matches import supply_matches
from tests.factories import frame

LINE = {"supplier_id": "s", "sku": "a", "location_id": "main"}


def decision(number: int, action: str, at: str, **more: object) -> dict[str, Any]:
    return {
        "decision_id": f"d{number}",
        "decided_at": f"{at}T10:00",
        "suggestion_id": "x",
        "action": action,
        **LINE,
        "suggested_qty": 100,
        "arrive_on": "2026-03-20",
        **more,
    }


def bought(number: int, on: str, qty: float, **more: object) -> dict[str, Any]:
    return {
        "po_id": f"p{number}",
        "line_no": 1,
        **LINE,
        "ordered_qty": qty,
        "ordered_at": f"{on}T10:00",
        **more,
    }


def matches(
    decisions: list[dict[str, Any]], orders: list[dict[str, Any]], as_of: str
) -> pl.DataFrame:
    made = supply_matches(
        frame("decisions", *decisions),
        frame("purchase_order_lines", *orders),
        frame("planning_parameters"),
        dt.date.fromisoformat(as_of),
        Company(),
    )
    return tables.TABLES["supply_matches"].validate(made)


def state(
    decisions: list[dict[str, Any]], orders: list[dict[str, Any]], as_of: str
) -> tuple[str, float]:
    table = matches(decisions, orders, as_of)
    assert table.height == 1
    row = table.row(0, named=True)
    return row["state"], float(row["counted_qty"])


APPROVED = decision(1, "approve", "2026-03-01")
SENT = decision(2, "send", "2026-03-01")


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("2026-03-04", ("approved", 100)), ("2026-03-05", ("expired", 0))],
)
def test_approved_and_unsent_counts_for_three_days(
    as_of: str, expected: tuple[str, float]
) -> None:
    assert state([APPROVED], [], as_of) == expected


def test_what_is_to_be_ordered_later_counts_until_three_days_after_that() -> None:
    later = APPROVED | {"order_on": dt.date(2026, 3, 20)}
    assert state([later], [], "2026-03-23") == ("approved", 100)
    assert state([later], [], "2026-03-24") == ("expired", 0)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("2026-03-15", ("sent", 100)), ("2026-03-16", ("expired", 0))],
)
def test_sent_and_unmatched_counts_for_fourteen_days(
    as_of: str, expected: tuple[str, float]
) -> None:
    assert state([APPROVED, SENT], [], as_of) == expected


def test_nothing_undecided_or_rejected_counts() -> None:
    assert matches([], [], "2026-03-01").is_empty()
    rejected = [APPROVED, decision(2, "reject", "2026-03-02")]
    assert matches(rejected, [], "2026-03-02").is_empty()
    undone = [APPROVED, decision(2, "undo", "2026-03-02")]
    assert matches(undone, [], "2026-03-02").is_empty()


def test_a_change_counts_what_was_decided() -> None:
    cut = decision(1, "change", "2026-03-01", decided_qty=60)
    assert state([cut], [], "2026-03-02") == ("approved", 60)
    assert state([cut, SENT], [], "2026-03-02") == ("sent", 60)


def test_an_order_that_names_the_suggestion_carries_it_out() -> None:
    order = bought(1, "2026-03-02", 7, suggestion_id="x")
    assert state([APPROVED], [order], "2026-03-02") == ("imported", 0)


@pytest.mark.parametrize(
    ("order", "found"),
    [
        (bought(1, "2026-03-08", 120), True),
        (bought(1, "2026-03-09", 100), False),
        (bought(1, "2026-02-28", 100), False),
        (bought(1, "2026-03-02", 121), False),
        (bought(1, "2026-03-02", 100, supplier_id="t"), False),
        (bought(1, "2026-03-02", 100, location_id="shop"), False),
        (bought(1, "2026-03-02", 100, sku="b"), False),
        (bought(1, "2026-03-02", 100, status="draft"), False),
        (bought(1, "2026-03-02", 100, suggestion_id="another"), False),
    ],
)
def test_else_a_like_order_within_a_fifth_and_a_week_does(
    order: dict[str, Any], *, found: bool
) -> None:
    table = matches([APPROVED, SENT], [order], "2026-03-10")
    assert (table["state"][0] == "imported") is found
    assert table["matched_by"].to_list() == ["likeness" if found else None]


def test_matching_is_one_to_one_and_the_closest_pair_comes_first() -> None:
    second = decision(3, "approve", "2026-03-04", suggestion_id="y")
    orders = [bought(1, "2026-03-04", 100), bought(2, "2026-03-06", 110)]
    table = matches([APPROVED, second], orders, "2026-03-06")
    assert dict(zip(table["suggestion_id"], table["po_id"], strict=True)) == {
        "x": "p2",
        "y": "p1",
    }
    alone = matches([APPROVED, second], orders[:1], "2026-03-06")
    assert alone["po_id"].to_list() == [None, "p1"]


def test_a_person_may_match_and_undo() -> None:
    match = decision(3, "match", "2026-03-05", after='{"po_id": "p9", "po_line_no": 1}')
    unlike = bought(9, "2026-02-01", 5)
    table = matches([APPROVED, match], [unlike], "2026-03-05")
    assert table["matched_by"].to_list() == ["person"]
    undone = [APPROVED, match, decision(4, "undo", "2026-03-06")]
    assert matches(undone, [unlike], "2026-03-06").is_empty()


def test_where_the_data_end_early_a_decision_is_of_its_plans_first_day() -> None:
    late = decision(1, "approve", "2026-11-23", run="2026-03-01-1")
    assert state([late], [], "2026-03-01") == ("approved", 100)
    assert state([late], [], "2026-03-06") == ("expired", 0)
    assert matches([late], [], "2026-02-28").is_empty()
    order = bought(1, "2026-03-02", 100)
    assert state([late], [order], "2026-03-02") == ("imported", 0)


def test_approved_this_morning_counts_in_a_new_run_of_the_same_day() -> None:
    today = decision(1, "approve", "2026-03-02", run="2026-03-01-1")
    assert state([today], [], "2026-03-01") == ("approved", 100)


def test_decisions_after_the_day_are_not_known() -> None:
    assert matches([APPROVED], [], "2026-02-28").is_empty()


def test_the_order_of_rows_is_nothing() -> None:
    second = decision(3, "approve", "2026-03-04", suggestion_id="y")
    orders = [bought(number, "2026-03-04", 100) for number in (1, 2, 3)]
    forth = matches([APPROVED, second], orders, "2026-03-06")
    assert forth.equals(matches([second, APPROVED], orders[::-1], "2026-03-06"))
