"""Closed periods stand; what comes late is made up for on the first open day."""

import datetime as dt
from typing import Any

import polars as pl

from models.company import Company
from models.inventory.ledger import balances_match
from tests.factories import frame
from tests.models.inventory.ledgers import ledger

UTC = Company(time_zone="UTC", currency="DKK")
CLOSED = frame(
    "closed_periods", {"ends_on": "2026-01-31", "closed_at": "2026-02-05T00:00"}
)
Row = dict[str, Any]


def move(name: str, day: str, qty: float | None, **more: Any) -> Row:
    at = f"2026-{day}T10:00"
    kind = "receipt" if (qty or 0) > 0 else "shipment"
    return {
        "move_id": name,
        "document": name,
        "sku": "a",
        "location_id": "main",
        "bucket": "on_hand",
        "kind": kind,
        "occurred_at": at,
        "recorded_at": at,
        "qty": qty,
    } | more


def cost(name: str, amount: float, recorded: str, kind: str = "expected") -> Row:
    at = f"2026-{recorded}T10:00"
    return {
        "move_id": name,
        "kind": kind,
        "document": f"of {name}",
        "amount": amount,
        "recorded_at": at,
    }


OPENING = move("open", "01-01", None, kind="opening", counted_qty=0)
RECEIPT = move("in", "01-10", 10)
SALE = move("out", "01-20", -4)
LATER_SALE = move("more", "02-10", -2)
PRICE = cost("in", 50, "01-10")


def booked(
    *moves: Row, costs: tuple[Row, ...] = (PRICE,), closed: pl.DataFrame = CLOSED
) -> list[tuple[Any, ...]]:
    stands = [move for move in moves if "superseded_at" not in move]
    older = [move for move in moves if "superseded_at" in move]
    made = ledger(
        frame("stock_moves", *stands).lazy(),
        company=UTC,
        superseded_moves=frame("superseded_moves", *older),
        move_costs=frame("move_costs", *costs),
        closed_periods=closed,
    ).collect()
    return [
        (at.strftime("%m-%d"), kind, qty, amount, value, cause)
        for at, kind, qty, amount, value, cause in made.filter(
            pl.col("kind") != "opening"
        )
        .select("occurred_at", "kind", "qty", "cost_amount", "value_amount", "cause")
        .rows()
    ]


IN_TIME: list[tuple[Any, ...]] = [
    ("01-10", "receipt", 10, 50, 50, None),
    ("01-20", "shipment", -4, -20, 30, None),
]


def test_nothing_late_nothing_corrected() -> None:
    made = booked(OPENING, RECEIPT, SALE, LATER_SALE)
    assert made == [*IN_TIME, ("02-10", "shipment", -2, -10, 20, None)]


def test_a_late_receipt_lands_on_the_first_open_day() -> None:
    late = move("late", "01-05", 5, recorded_at="2026-02-20T10:00")
    made = booked(
        *(OPENING, RECEIPT, SALE, LATER_SALE, late),
        costs=(PRICE, cost("late", 30, "02-20")),
    )
    assert made[:2] == IN_TIME
    # now the late goods were the oldest: four of them, at 6, were sold
    assert made[2:] == [
        ("02-01", "receipt", 5, 30, 60, "late"),
        ("02-01", "shipment", 0, -4, 56, "late, of late"),
        ("02-10", "shipment", -2, -11, 45, None),
    ]


def test_a_late_charge_reaches_what_is_there_and_what_was_sold() -> None:
    made = booked(
        *(OPENING, RECEIPT, SALE, LATER_SALE),
        costs=(PRICE, cost("in", 20, "02-15", "freight")),
    )
    assert made[:2] == IN_TIME
    assert made[2:] == [
        ("02-01", "receipt", 0, 20, 50, "of in"),
        ("02-01", "shipment", 0, -8, 42, "of in"),
        ("02-10", "shipment", -2, -14, 28, None),
    ]


def test_a_document_that_is_no_more_is_taken_back() -> None:
    gone = SALE | {"superseded_at": "2026-02-20T10:00"}
    made = booked(OPENING, RECEIPT, gone, LATER_SALE)
    assert made[:2] == IN_TIME
    assert made[2:] == [
        ("02-01", "shipment", 4, 20, 50, "out"),
        ("02-10", "shipment", -2, -10, 40, None),
    ]


def test_a_place_of_which_no_document_is_left_balances() -> None:
    until = {"superseded_at": "2026-02-20T10:00"}
    gone = move("back", "01-20", 2, kind="return", bucket="inspect") | until
    stands = frame("stock_moves", OPENING, RECEIPT).lazy()
    made = ledger(
        stands,
        company=UTC,
        superseded_moves=frame("superseded_moves", gone),
        move_costs=frame("move_costs", PRICE),
        closed_periods=CLOSED,
    )
    assert made.filter(pl.col("bucket") == "inspect").collect().height == 2
    assert balances_match(stands, made).collect().is_empty()


def test_before_anything_was_closed_a_correction_just_replaces() -> None:
    gone = SALE | {"superseded_at": "2026-01-25T10:00"}
    made = booked(OPENING, RECEIPT, gone, LATER_SALE)
    assert made == [IN_TIME[0], ("02-10", "shipment", -2, -10, 40, None)]


def test_two_closed_periods_each_keep_what_they_knew() -> None:
    closed = frame(
        "closed_periods",
        {"ends_on": "2026-01-31", "closed_at": "2026-02-05T00:00"},
        {"ends_on": "2026-02-28", "closed_at": "2026-03-05T00:00"},
    )
    first = cost("in", 10, "02-15", "freight")
    second = cost("in", 10, "03-15", "duty")
    before = booked(
        *(OPENING, RECEIPT, SALE, LATER_SALE), costs=(PRICE, first), closed=closed
    )
    after = booked(
        *(OPENING, RECEIPT, SALE, LATER_SALE),
        costs=(PRICE, first, second),
        closed=closed,
    )
    assert after[: len(before)] == before
    assert after[len(before) :] == [
        ("03-01", "receipt", 0, 10, 34, "of in"),
        ("03-01", "shipment", 0, -6, 28, "of in"),
    ]


def test_the_end_is_worth_what_a_full_replay_says() -> None:
    late = move("late", "01-05", 5, recorded_at="2026-02-20T10:00")
    moves = (OPENING, RECEIPT, SALE, LATER_SALE, late)
    costs = (PRICE, cost("late", 30, "02-20"), cost("in", 7, "03-01", "duty"))
    closed = booked(*moves, costs=costs)
    free = booked(*moves, costs=costs, closed=frame("closed_periods"))
    assert closed[-1][4] == free[-1][4]


def test_the_closed_days_are_those_of_the_company() -> None:
    closed_at = dt.datetime(2026, 2, 5, tzinfo=dt.UTC)
    closed = frame("closed_periods", {"ends_on": "2026-01-31", "closed_at": closed_at})
    made = ledger(
        frame(
            "stock_moves",
            OPENING,
            move("late", "01-31", 1)
            | {
                "occurred_at": "2026-01-31T23:30",
                "recorded_at": "2026-02-20T10:00",
            },
        ).lazy(),
        company=Company(time_zone="Europe/Copenhagen"),
        closed_periods=closed,
    ).collect()
    assert made["cause"].to_list() == [None, None]
