import datetime as dt
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import tables
from models.company import Company
from models.inventory.daily import stock_daily
from tests.factories import frame
from tests.models.inventory.ledgers import ledger

AS_OF = dt.date(2026, 1, 4)
UTC = Company(time_zone="UTC")


Row = dict[str, Any]
NO_ORDERS = frame("order_status")


def daily(
    *moves: Row,
    as_of: dt.date = AS_OF,
    holds: Sequence[Row] = (),
    orders: pl.DataFrame = NO_ORDERS,
    **location: str,
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
    book = ledger(frame("stock_moves", *rows).lazy())
    return days_of(book, as_of, holds, orders, **location)


def days_of(
    book: pl.LazyFrame,
    as_of: dt.date = AS_OF,
    holds: Sequence[Row] = (),
    orders: pl.DataFrame = NO_ORDERS,
    **location: str,
) -> pl.DataFrame:
    made = stock_daily(
        book,
        orders.lazy(),
        frame("stock_holds", *({"sku": "a", **hold} for hold in holds)),
        frame("locations", {"location_id": "main", **location}),
        as_of,
        UTC,
    ).collect()
    tables.TABLES["stock_daily"].validate(made)
    return made


def seen(at: str, units: int) -> Row:
    return {"kind": "opening", "counted_qty": units, "occurred_at": at}


def moved(at: str, units: int) -> Row:
    return {"qty": units, "occurred_at": at}


def shares(*moves: Row, **given: Any) -> list[float | None]:
    return daily(*moves, **given).get_column("in_stock_share").to_list()


def ordered(*hours: int, zone: str = "UTC", day: str = "2026-01-01") -> pl.DataFrame:
    """Return 200 order lines in each of these hours of a zone's clock."""
    line = {"location_id": "main", "channel": "web", "placed_on": day, "demand_qty": 1}
    start = dt.datetime.fromisoformat(f"{day}T00:00:20").replace(tzinfo=ZoneInfo(zone))
    return frame(
        "order_status",
        *(
            {**line, "placed_at": start.replace(hour=hour, minute=number % 60)}
            for hour in hours
            for number in range(200)
        ),
    )


BUSY = (18, 19, 20, 21)
EVENINGS = ordered(*BUSY)


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


def test_without_orders_every_hour_weighs_the_same() -> None:
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


def out(since: str, until: str) -> list[Row]:
    """Return moves of stock that is out on 3 January between two times of day."""
    return [
        seen("2026-01-03T00:00", 4),
        moved(f"2026-01-03T{since}", -4),
        moved(f"2026-01-03T{until}", 4),
    ]


def test_a_stock_out_weighs_as_much_as_the_orders_that_come_then() -> None:
    night, *_ = shares(*out("02:00", "05:00"), orders=EVENINGS)
    evening, *_ = shares(*out("18:00", "22:00"), orders=EVENINGS)
    half, *_ = shares(*out("20:00", "22:00"), orders=EVENINGS)
    assert night is not None
    assert evening is not None
    assert night > 0.99
    assert evening < 0.05
    assert half == pytest.approx((night * 8 + evening * 8) / 16, abs=0.01)


def test_inside_an_hour_orders_come_evenly() -> None:
    whole, *_ = shares(*out("18:00", "19:00"), orders=EVENINGS)
    part, *_ = shares(*out("18:15", "18:30"), orders=EVENINGS)
    assert whole is not None
    assert part is not None
    assert 1 - part == pytest.approx((1 - whole) / 4, rel=1e-9)


def test_the_first_day_counts_when_most_of_its_orders_are_known() -> None:
    assert shares(seen("2026-01-04T17:00", 5), orders=EVENINGS) == [1]
    assert shares(seen("2026-01-04T21:00", 5), orders=EVENINGS) == [None]


def test_the_hours_of_a_zone_are_those_of_its_clock() -> None:
    (share,) = shares(
        seen("2026-01-03T15:00", 4),
        moved("2026-01-04T09:00", -4),  # 18:00 in Tokyo
        orders=ordered(9),
        time_zone="Asia/Tokyo",
    )
    assert share is not None
    assert share < 0.25


def weighed(on: dt.date, zone: str, since: dt.datetime, until: dt.datetime) -> float:
    """Add up, minute by minute, what share of a day lies between two instants."""
    lines = [200 if hour in BUSY else 0 for hour in range(24)]
    company = [(count + 240 / 24) / (800 + 240) for count in lines]
    by_hour = [(n + 240 * c) / 1040 for n, c in zip(lines, company, strict=True)]
    start = dt.datetime.combine(on, dt.time(), dt.UTC) - dt.timedelta(hours=15)
    total = inside = 0.0
    for minute in range(60 * 56):
        at = start + dt.timedelta(minutes=minute)
        local = at.astimezone(ZoneInfo(zone))
        weight = by_hour[local.hour] * (local.date() == on)
        total += weight
        inside += weight * (since <= at < until)
    return inside / total


CLOCK_CHANGES = [
    ("Europe/Copenhagen", dt.date(2026, 3, 29)),
    ("Europe/Copenhagen", dt.date(2026, 10, 25)),
    ("Europe/Copenhagen", dt.date(2026, 6, 1)),
    ("Australia/Lord_Howe", dt.date(2026, 4, 5)),
    ("America/Sao_Paulo", dt.date(2018, 2, 17)),
    ("America/Sao_Paulo", dt.date(2018, 11, 4)),
    ("Asia/Kathmandu", dt.date(2026, 6, 1)),
    ("Africa/Casablanca", dt.date(2026, 2, 15)),
]


@pytest.mark.parametrize(("zone", "on"), CLOCK_CHANGES)
@pytest.mark.parametrize("span", [(1, 4), (0, 20), (19, 22), (21, 24)])
def test_days_on_which_the_clock_is_changed_are_weighed_hour_by_hour(
    zone: str, on: dt.date, span: tuple[int, int]
) -> None:
    local = dt.datetime.combine(on, dt.time(), ZoneInfo(zone))
    start = local.astimezone(dt.UTC)
    since, until = (start + dt.timedelta(hours=hours, minutes=7) for hours in span)
    before = dt.datetime.combine(on - dt.timedelta(days=3), dt.time(), dt.UTC)
    made = daily(
        seen(before.isoformat(), 4),
        moved(since.isoformat(), -4),
        moved(until.isoformat(), 4),
        orders=ordered(*BUSY, zone=zone, day=str(before.date())),
        as_of=on,
        time_zone=zone,
    )
    share = made.filter(pl.col("on") == on)["in_stock_share"].item()
    missed = weighed(on, zone, since, until)
    assert share == pytest.approx(1 - missed, abs=1e-5)


def test_held_units_cannot_be_sold() -> None:
    hold = {
        "hold_id": "h",
        "qty": 4,
        "held_at": "2026-01-02T06:00",
        "released_at": "2026-01-03T12:00",
    }
    stock = seen("2026-01-01T00:00", 4)
    assert shares(stock, holds=[hold]) == [1, 0.25, 0.5, 1]
    assert shares(stock, holds=[{**hold, "qty": 3}]) == [1, 1, 1, 1]
    assert shares(stock, holds=[{**hold, "qty": 9}]) == [1, 0.25, 0.5, 1]
    closing = daily(stock, holds=[hold]).get_column("closing_qty")
    assert closing.to_list() == [4, 4, 4, 4]


def test_holds_add_up_and_sales_may_leave_only_what_is_held() -> None:
    holds = [
        {"hold_id": "h", "qty": 2, "held_at": "2026-01-01T00:00"},
        {"hold_id": "i", "qty": 1, "held_at": "2026-01-02T12:00"},
        {"hold_id": "j", "qty": 9, "held_at": "2026-01-01T00:00", "sku": "b"},
        {"hold_id": "k", "qty": 9, "held_at": "2026-01-01T00:00", "location_id": "x"},
    ]
    stock = [seen("2026-01-01T00:00", 5), moved("2026-01-02T06:00", -2)]
    assert shares(*stock, holds=holds) == [1, 0.5, 0, 0]


def test_a_hold_from_before_the_first_look_counts_and_a_row_that_is_gone_ends() -> None:
    hold = {"hold_id": "h", "qty": 4, "held_at": "2025-12-01T00:00"}
    stock = seen("2026-01-03T00:00", 4)
    assert shares(stock, holds=[hold]) == [0, 0]
    gone = {**hold, "gone_at": "2026-01-03T18:00"}
    assert shares(stock, holds=[gone]) == [0.25, 1]
    over = {**hold, "released_at": "2025-12-09T00:00"}
    assert shares(stock, holds=[over]) == [1, 1]
    later = {**gone, "gone_at": "2025-11-01T00:00"}
    assert shares(stock, holds=[later]) == [1, 1]


def test_what_was_only_ever_held_was_stocked_and_never_for_sale() -> None:
    hold = {"hold_id": "h", "qty": 4, "held_at": "2026-01-01T00:00"}
    stock = [seen("2026-01-02T00:00", 0), moved("2026-01-03T00:00", 4)]
    assert shares(*stock, holds=[hold]) == [None, 0, 0]


def test_nothing_seen_and_nothing_received_is_not_stocked_to_the_last_day() -> None:
    late = dt.date(2026, 3, 1)
    made = daily(seen("2026-01-01T00:00", 0), as_of=late)
    assert made.height == 60
    assert made["on"].max() == late
    assert made["in_stock_share"].null_count() == 60


def test_rows_that_move_nothing_do_not_make_an_item_stocked() -> None:
    book = posted(
        {"kind": "revaluation", "qty": 0, "balance_qty": 0, "is_known": False},
        {"kind": "snapshot", "qty": 0, "balance_qty": 0, "occurred_at": "2026-01-03"},
    )
    assert days_of(book)["in_stock_share"].to_list() == [None, None]


def posted(*rows: Row) -> pl.LazyFrame:
    """Return rows of a ledger, in order, known unless said otherwise."""
    common = {
        "sku": "a",
        "location_id": "main",
        "bucket": "on_hand",
        "occurred_at": "2026-01-01",
        "is_known": True,
    }
    return frame(
        "ledger",
        *(
            {**common, "move_id": str(number), "sequence": number, **row}
            for number, row in enumerate(rows)
        ),
    ).lazy()


def test_value_is_that_of_the_last_row_of_the_day_and_stands_until_the_next() -> None:
    made = days_of(
        posted(
            {"kind": "opening", "qty": 5, "balance_qty": 5, "value_amount": 10},
            {
                "occurred_at": "2026-01-02T10:00",
                "kind": "shipment",
                "qty": -2,
                "balance_qty": 3,
                "value_amount": "6.0001",
            },
            {
                "occurred_at": "2026-01-02T10:00",
                "kind": "revaluation",
                "qty": 0,
                "balance_qty": 3,
                "value_amount": 9,
            },
            {
                "occurred_at": "2026-01-04T00:00",
                "kind": "receipt",
                "qty": -1,
                "balance_qty": 2,
                "value_amount": 5,
                "cause": "R1",
            },
            {
                "occurred_at": "2026-01-04T01:00",
                "kind": "shipment",
                "bucket": "in_transit",
                "qty": 7,
                "balance_qty": 7,
                "value_amount": 77,
            },
        )
    )
    assert [float(value) for value in made["value_amount"]] == [10, 9, 9, 5]
    assert made.select("opening_qty", "in_qty", "out_qty", "closing_qty").rows() == [
        (None, 0, 0, 5),
        (5, 0, 2, 3),
        (3, 0, 0, 3),
        (3, 0, 1, 2),
    ]
    assert made["in_stock_share"].to_list() == [1, 1, 1, 1]


def test_value_is_empty_while_the_ledger_does_not_know_it() -> None:
    made = days_of(
        posted(
            {"kind": "opening", "qty": 5, "balance_qty": 5},
            {
                "occurred_at": "2026-01-03",
                "kind": "revaluation",
                "qty": 0,
                "balance_qty": 5,
                "value_amount": -1,
            },
        )
    )
    assert made["value_amount"].to_list() == [None, None, -1, -1]


def test_the_ledger_of_costs_and_the_days_agree() -> None:
    rows = [
        {"sku": "a", "bucket": "on_hand", "move_id": str(number), **row}
        for number, row in enumerate(
            [
                seen("2026-01-01T00:00", 5),
                {"kind": "shipment"} | moved("2026-01-03T12:00", -2),
            ]
        )
    ]
    products = frame("products", {"sku": "a", "unit_cost": 2})
    book = ledger(frame("stock_moves", *rows).lazy(), products=products)
    value = days_of(book.with_columns(location_id=pl.lit("main")))["value_amount"]
    assert value.to_list() == [10, 10, 6, 6]


def test_blocks_change_nothing() -> None:
    books = [
        posted(
            {"sku": sku, "kind": "opening", "qty": 3, "balance_qty": 3},
            {
                "sku": sku,
                "occurred_at": "2026-01-02T06:00",
                "kind": "shipment",
                "qty": -3,
                "balance_qty": 0,
            },
        )
        for sku in "abc"
    ]
    holds = frame(
        "stock_holds",
        {"hold_id": "h", "sku": "b", "qty": 9, "held_at": "2026-01-01T12:00"},
        {"hold_id": "i", "sku": "zz", "qty": 9, "held_at": "2026-01-01T12:00"},
    )
    given = (
        pl.concat(books),
        frame("order_status").lazy(),
        holds,
        frame("locations"),
        AS_OF,
        UTC,
    )
    whole = stock_daily(*given).collect()
    assert stock_daily(*given, block_rows=1).collect().equals(whole)
    by_item = whole.group_by("sku", maintain_order=True).agg("in_stock_share")
    assert by_item["in_stock_share"].to_list() == [
        [1, 0.25, 0, 0],
        [0.5, 0, 0, 0],
        [1, 0.25, 0, 0],
    ]


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
