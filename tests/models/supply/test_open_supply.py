import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from tests.factories import frame
from tests.models.supply.purchases import open_supply, order, receipt

AS_OF = "2026-04-01"
COMING = order(1, "2026-03-25", expected_on="2026-04-10")
LATE = order(2, "2026-03-10", expected_on="2026-03-30")


def only(table: pl.DataFrame) -> dict[str, Any]:
    assert table.height == 1
    return table.row(0, named=True)


def test_what_is_due_later_counts_on_its_day() -> None:
    row = only(open_supply([COMING], [receipt(1, None, "2026-01-01")], AS_OF))
    assert (row["state"], row["is_counted"]) == ("on_time", True)
    assert row["arrive_on"] == row["due_on"] == dt.date(2026, 4, 10)


@pytest.mark.parametrize(
    ("given", "source", "on"),
    [
        ({"expected_on": "2026-04-20", "confirmed_on": "2026-04-15"}, "expected", 20),
        ({"confirmed_on": "2026-04-15", "requested_on": "2026-04-12"}, "confirmed", 15),
        ({"requested_on": "2026-04-12"}, "requested", 12),
        ({}, "lead_time", 7),
    ],
)
def test_the_due_day_is_the_best_one_known(
    given: dict[str, str], source: str, on: int
) -> None:
    row = only(open_supply([order(1, "2026-03-29", **given)], [], AS_OF))
    assert (row["due_source"], row["due_on"]) == (source, dt.date(2026, 4, on))


def test_a_late_line_is_flagged_and_pushed_out() -> None:
    row = only(open_supply([LATE], [receipt(1, None, "2026-01-01")], AS_OF))
    assert (row["state"], row["days_late"], row["is_counted"]) == ("late", 2, True)
    assert row["arrive_on"] > dt.date(2026, 4, 1)


def test_a_line_due_today_that_has_not_come_arrives_tomorrow_at_the_earliest() -> None:
    row = only(
        open_supply(
            [order(1, "2026-03-25", expected_on=AS_OF)],
            [receipt(1, None, "2026-01-01")],
            AS_OF,
        )
    )
    assert row["state"] == "late"
    assert row["arrive_on"] >= dt.date(2026, 4, 2)


def test_later_than_95_of_100_deliveries_is_doubtful_and_not_counted() -> None:
    punctual = [
        order(n, f"2026-01-{n:02d}", expected_on="2026-02-01") for n in (11, 12, 13)
    ]
    came = [receipt(n, n, "2026-02-01") for n in (11, 12, 13)]
    eight = order(1, "2026-03-01", expected_on="2026-03-24")
    seven = order(2, "2026-03-01", expected_on="2026-03-25")
    table = open_supply([*punctual, eight, seven], came, AS_OF)
    assert table["state"].to_list() == ["doubtful", "late"]
    assert table["is_counted"].to_list() == [False, True]


def test_a_remainder_silent_for_sixty_days_is_doubtful() -> None:
    def state(received: str) -> str:
        part = receipt(1, 1, received, received_qty=6)
        line = order(1, "2026-01-01", expected_on="2026-03-20")
        return str(only(open_supply([line], [part], AS_OF))["state"])

    assert state("2026-01-30") == "doubtful"
    assert state("2026-02-10") == "late"


def test_only_the_remainder_is_open() -> None:
    part = receipt(1, 1, "2026-03-30", received_qty=7, rejected_qty=1)
    row = only(open_supply([{**COMING, "cancelled_qty": 1}], [part], AS_OF))
    assert (row["received_qty"], row["open_qty"]) == (Decimal(6), Decimal(3))


@pytest.mark.parametrize("status", ["draft", "closed", "cancelled"])
def test_drafts_and_closed_lines_never_count(status: str) -> None:
    line = {**COMING, "status": status}
    assert open_supply([line], [receipt(1, None, "2026-01-01")], AS_OF).is_empty()


def test_a_line_that_vanished_from_its_file_is_closed() -> None:
    gone = {**COMING, "gone_at": dt.datetime(2026, 3, 30, tzinfo=dt.UTC)}
    assert open_supply([gone], [receipt(1, None, "2026-01-01")], AS_OF).is_empty()


def test_without_any_receipts_the_status_and_the_day_decide() -> None:
    lines = [
        order(1, "2026-03-01", expected_on="2026-03-20"),
        order(2, "2026-03-01", expected_on="2026-03-20", status="sent"),
        order(3, "2026-03-01", expected_on="2026-04-20"),
        order(4, "2026-03-01", expected_on="2026-03-20", status="closed"),
    ]
    table = open_supply(lines, [], AS_OF)
    assert table["po_id"].to_list() == ["p2", "p3"]


def test_receipts_without_an_order_settle_the_oldest_lines() -> None:
    lines = [order(1, "2026-03-01"), order(2, "2026-03-20", expected_on="2026-04-20")]
    table = open_supply(lines, [receipt(1, None, "2026-03-28", received_qty=12)], AS_OF)
    row = only(table)
    assert (row["po_id"], row["received_qty"]) == ("p2", Decimal(2))


def test_a_supplier_that_cancels_remainders_owes_none() -> None:
    said = frame(
        "planning_parameters",
        {
            "scope": "supplier",
            "key": "s",
            "parameter": "cancels_remainders",
            "value": "yes",
        },
    )
    part = receipt(1, 1, "2026-03-30", received_qty=6)
    assert open_supply([COMING], [part], AS_OF, planning_parameters=said).is_empty()
