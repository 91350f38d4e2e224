import datetime as dt
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import tables
from models.company import Company
from models.inventory.daily import stock_daily
from models.inventory.ledger import ledger
from tests.factories import frame

AS_OF = dt.date(2026, 1, 4)
UTC = Company(time_zone="UTC")


def daily(
    *moves: dict[str, Any], as_of: dt.date = AS_OF, **location: str
) -> pl.DataFrame:
    rows = [
        {
            "sku": "a",
            "location_id": "main",
            "bucket": "on_hand",
            "move_id": f"m{number}",
            "kind": "receipt" if move.get("qty", 0) > 0 else "shipment",
            **move,
        }
        for number, move in enumerate(moves)
    ]
    locations = frame("locations", {"location_id": "main", **location})
    book = ledger(frame("stock_moves", *rows).lazy())
    made = stock_daily(book, locations, as_of, UTC).collect()
    tables.TABLES["stock_daily"].validate(made)
    return made


def seen(at: str, units: int) -> dict[str, Any]:
    return {"kind": "opening", "counted_qty": units, "occurred_at": at}


def moved(at: str, units: int) -> dict[str, Any]:
    return {"qty": units, "occurred_at": at}


def shares(*moves: dict[str, Any]) -> list[float | None]:
    return daily(*moves).get_column("in_stock_share").to_list()


def test_no_ledger_no_days() -> None:
    assert daily().is_empty()


def test_nothing_is_said_where_stock_was_never_seen() -> None:
    assert daily(moved("2026-01-01T10:00", 5)).is_empty()


def test_nothing_is_said_about_days_to_come() -> None:
    assert daily(seen("2026-01-09T00:00", 4)).is_empty()


def test_every_day_from_the_first_look_to_the_last_is_there() -> None:
    made = daily(seen("2026-01-02T00:00", 4), moved("2026-01-03T12:00", -1))
    assert made.select(
        "on", "opening_qty", "in_qty", "out_qty", "closing_qty"
    ).rows() == [
        (dt.date(2026, 1, 2), None, 0, 0, 4),
        (dt.date(2026, 1, 3), 4, 0, 1, 3),
        (dt.date(2026, 1, 4), 3, 0, 0, 3),
    ]


def test_the_share_in_stock_is_weighted_by_time() -> None:
    assert shares(
        seen("2026-01-01T00:00", 4),
        moved("2026-01-02T18:00", -4),
        moved("2026-01-04T12:00", 9),
    ) == [1, 0.75, 0, 0.5]


def test_an_item_that_was_never_stocked_is_not_out_of_stock() -> None:
    assert shares(seen("2026-01-02T00:00", 0), moved("2026-01-04T06:00", 3)) == [
        None,
        None,
        0.75,
    ]


def test_an_item_that_was_stocked_before_the_first_look_is_out_of_stock() -> None:
    assert shares(moved("2026-01-01T10:00", -2), seen("2026-01-03T00:00", 0)) == [0, 0]


@pytest.mark.parametrize(("at", "share"), [("20:00", None), ("06:00", 1)])
def test_the_first_day_counts_when_most_of_it_is_known(
    at: str, share: float | None
) -> None:
    assert shares(seen(f"2026-01-04T{at}", 5)) == [share]


def test_negative_stock_is_not_in_stock() -> None:
    assert shares(seen("2026-01-03T00:00", 1), moved("2026-01-04T00:00", -3)) == [1, 0]


def test_days_are_those_of_the_place() -> None:
    made = daily(
        seen("2026-01-02T15:00", 4),
        moved("2026-01-03T14:59", -1),
        moved("2026-01-03T15:00", -1),
        time_zone="Asia/Tokyo",
    )
    assert made.select("on", "out_qty").rows() == [
        (dt.date(2026, 1, 3), 1),
        (dt.date(2026, 1, 4), 1),
    ]


def test_the_day_the_clock_changes_is_shorter() -> None:
    made = daily(
        seen("2026-03-28T23:00", 1),
        moved("2026-03-29T10:30", -1),
        as_of=dt.date(2026, 3, 29),
        time_zone="Europe/Copenhagen",
    )
    assert made.get_column("in_stock_share").to_list() == [0.5]


def test_a_midnight_that_does_not_exist_starts_an_hour_later() -> None:
    made = daily(
        seen("2018-11-04T03:00", 1),
        as_of=dt.date(2018, 11, 4),
        time_zone="America/Sao_Paulo",
    )
    assert made.get_column("in_stock_share").to_list() == [1]


moves = st.lists(
    st.tuples(st.integers(1, 4), st.integers(0, 23), st.integers(-5, 5).filter(bool)),
    max_size=15,
)


@settings(deadline=None, max_examples=40)
@given(moves)
def test_days_carry_on_from_each_other(found: list[tuple[int, int, int]]) -> None:
    made = daily(
        seen("2026-01-01T00:00", 5),
        *(moved(f"2026-01-{day:02}T{hour:02}:30", units) for day, hour, units in found),
    )
    opening = pl.col("closing_qty").shift(1)
    closing = pl.col("opening_qty") + pl.col("in_qty") - pl.col("out_qty")
    later = made.with_columns(before=opening, after=closing).slice(1)
    assert later.filter(pl.col("before") != pl.col("opening_qty")).is_empty()
    assert later.filter(pl.col("after") != pl.col("closing_qty")).is_empty()
    assert made.height == 4
    last = 5 + sum(units for *_, units in found)
    assert made.get_column("closing_qty")[-1] == last
