import datetime as dt
from collections.abc import Sequence
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import tables
from models.company import Company
from models.inventory.lots import lots_add_up, stock_lots
from tests.factories import frame
from tests.models.inventory.ledgers import ledger

AS_OF = dt.date(2026, 3, 31)
UTC = Company(time_zone="UTC")
Row = dict[str, Any]


def at(day: int, hour: int = 8) -> dt.datetime:
    """Return an hour of a day of the year 2026."""
    start = dt.datetime(2026, 1, 1, hour, tzinfo=dt.UTC)
    return start + dt.timedelta(days=day - 1)


def came(number: int, day: int, units: int, **line: Any) -> Row:
    return {
        "receipt_id": f"r{number}",
        "line_no": 1,
        "sku": "a",
        "location_id": "main",
        "received_qty": units,
        "received_at": at(day),
    } | line


def lots(
    *moves: Row,
    receipts: Sequence[Row] = (),
    company: Company = UTC,
    block_rows: int = 1000,
    **given: pl.DataFrame,
) -> pl.DataFrame:
    papers = frame("receipt_lines", *receipts)
    plain = {"sku": "a", "location_id": "main", "bucket": "on_hand"}
    received = [
        {
            "kind": "receipt",
            "document": f"{line['receipt_id']}:1",
            "occurred_at": line["received_at"],
            "qty": line["received_qty"],
        }
        | {name: line[name] for name in ("sku", "location_id", "lot") if name in line}
        for line in papers.to_dicts()
    ]
    rows = [row | {"lot": row.get("lot") or ""} for row in (*received, *moves)]
    stock_moves = frame(
        "stock_moves",
        *(
            plain | {"kind": "shipment", "move_id": f"m{number}"} | row
            for number, row in enumerate(rows)
        ),
    )
    book = ledger(stock_moves.lazy(), company=company).collect().lazy()
    tables_given = {
        name: given.get(name, frame(name))
        for name in ("products", "locations", "item_classes")
    }
    made = stock_lots(
        book,
        stock_moves.lazy(),
        papers.lazy(),
        **tables_given,
        as_of=AS_OF,
        company=company,
        block_rows=block_rows,
    )
    tables.TABLES["stock_lots"].validate(made)
    assert lots_add_up(made, book).is_empty()
    return made


def left(*moves: Row, **given: Any) -> list[tuple[str, int]]:
    """Return lot and units of what is left, first to leave first."""
    made = lots(*moves, **given)
    return [(lot, int(qty)) for lot, qty in made.select("lot", "qty").iter_rows()]


EMPTY = {"kind": "opening", "counted_qty": 0, "occurred_at": at(1, 0)}
KEEPS = frame("products", {"sku": "a", "shelf_life_days": 100})
TWO_LOTS = (
    came(1, 2, 10, lot="old", expires_on="2026-12-01"),
    came(2, 3, 10, lot="new", expires_on="2026-06-01"),
)


def test_items_without_lots_and_without_expiry_make_no_rows() -> None:
    assert lots(EMPTY, receipts=[came(1, 2, 10)]).is_empty()
    assert lots().is_empty()


def test_what_leaves_without_a_lot_is_the_first_to_expire() -> None:
    sold = {"qty": -12, "occurred_at": at(5)}
    assert left(EMPTY, sold, receipts=TWO_LOTS) == [("old", 8)]
    sold = {"qty": -3, "occurred_at": at(5)}
    assert left(EMPTY, sold, receipts=TWO_LOTS) == [("new", 7), ("old", 10)]


def test_what_leaves_with_a_lot_is_that_lot() -> None:
    sold = {"qty": -4, "occurred_at": at(5), "lot": "old"}
    assert left(EMPTY, sold, receipts=TWO_LOTS) == [("new", 10), ("old", 6)]


def test_more_of_a_lot_than_there_is_comes_from_the_others_never_from_below_zero() -> (
    None
):
    sold = {"qty": -14, "occurred_at": at(5), "lot": "old"}
    assert left(EMPTY, sold, receipts=TWO_LOTS) == [("new", 6)]
    sold = {"qty": -34, "occurred_at": at(5), "lot": "old"}
    assert left(EMPTY, sold, receipts=TWO_LOTS) == []


def test_lots_without_a_date_go_last_the_oldest_receipt_first() -> None:
    receipts = [
        came(1, 2, 5, lot="undated"),
        came(2, 3, 5, lot="later"),
        came(3, 4, 5, lot="dated", expires_on="2027-01-01"),
    ]
    made = left(EMPTY, receipts=receipts)
    assert made == [("dated", 5), ("undated", 5), ("later", 5)]
    sold = {"qty": -7, "occurred_at": at(9)}
    assert left(EMPTY, sold, receipts=receipts) == [("undated", 3), ("later", 5)]


def test_a_lot_expires_on_the_earliest_day_its_receipts_say() -> None:
    receipts = [
        came(1, 2, 5, lot="l", expires_on="2026-08-01"),
        came(2, 3, 5, lot="l", expires_on="2026-07-01"),
        came(3, 4, 5, lot="l"),
    ]
    (row,) = lots(EMPTY, receipts=receipts).to_dicts()
    assert (row["qty"], row["expires_on"]) == (15, dt.date(2026, 7, 1))
    assert row["received_on"] == dt.date(2026, 1, 2)


def test_without_a_date_a_lot_keeps_its_shelf_life_from_the_day_it_came() -> None:
    (row,) = lots(EMPTY, receipts=[came(1, 2, 5, lot="l")], products=KEEPS).to_dicts()
    assert row["expires_on"] == dt.date(2026, 1, 2) + dt.timedelta(days=100)


def test_goods_without_a_lot_are_told_apart_by_the_day_they_expire() -> None:
    receipts = [came(1, 2, 5), came(2, 9, 5), came(3, 4, 5, expires_on="2026-05-01")]
    sold = {"qty": -2, "occurred_at": at(10)}
    made = lots(EMPTY, sold, receipts=receipts, products=KEEPS)
    assert made.select("take_no", "lot", "expires_on", "qty").rows() == [
        (1, "", dt.date(2026, 4, 12), 3),
        (2, "", dt.date(2026, 4, 19), 5),
        (3, "", dt.date(2026, 5, 1), 5),
    ]


def test_the_last_day_of_use_ends_with_the_day_of_the_plan() -> None:
    receipts = [
        came(1, 2, 5, lot="gone", expires_on=AS_OF),
        came(2, 3, 5, lot="good", expires_on=AS_OF + dt.timedelta(days=1)),
    ]
    made = lots(EMPTY, receipts=receipts)
    assert made.select("lot", "is_expired").rows() == [("good", False), ("gone", True)]


def test_expired_goods_are_not_what_is_sold_but_what_is_written_off() -> None:
    receipts = [
        came(1, 2, 5, lot="gone", expires_on="2026-02-01"),
        came(2, 3, 5, lot="good", expires_on="2026-09-01"),
    ]
    sold = {"qty": -4, "occurred_at": at(60)}
    assert left(EMPTY, sold, receipts=receipts) == [("good", 1), ("gone", 5)]
    scrapped = sold | {"kind": "adjustment"}
    assert left(EMPTY, scrapped, receipts=receipts) == [("good", 5), ("gone", 1)]
    assert left(EMPTY, sold | {"qty": -7}, receipts=receipts) == [("gone", 3)]


def test_a_count_of_a_lot_sets_the_lot() -> None:
    look = {"kind": "count", "occurred_at": at(20)}
    sold = {"qty": -6, "occurred_at": at(5)}
    assert left(
        EMPTY,
        sold,
        look | {"lot": "old", "counted_qty": 6},
        look | {"lot": "new", "counted_qty": 7},
        receipts=TWO_LOTS,
    ) == [("new", 7), ("old", 6)]


def test_a_snapshot_by_lot_forgets_the_lots_it_does_not_name() -> None:
    looks = [
        {"kind": "snapshot", "occurred_at": at(5), "lot": "l1", "counted_qty": 4},
        {"kind": "snapshot", "occurred_at": at(5), "lot": "l2", "counted_qty": 6},
        {"kind": "snapshot", "occurred_at": at(9), "lot": "l2", "counted_qty": 5},
        {"kind": "snapshot", "occurred_at": at(9), "lot": "l3", "counted_qty": 2},
    ]
    assert left(*looks[:2]) == [("l1", 4), ("l2", 6)]
    assert left(*looks) == [("l2", 5), ("l3", 2)]


def test_a_lot_seen_in_two_bins_is_there_in_both() -> None:
    look = {"kind": "snapshot", "occurred_at": at(5), "lot": "l"}
    bins = [
        look | {"bin": "b1", "counted_qty": 4},
        look | {"bin": "b2", "counted_qty": 6},
    ]
    assert left(*bins) == [("l", 10)]


def test_a_count_of_one_bin_leaves_the_lot_in_others_alone() -> None:
    moves = [
        {"kind": "receipt", "qty": 4, "bin": "b1", "lot": "l", "occurred_at": at(2)},
        {"kind": "receipt", "qty": 6, "bin": "b2", "lot": "l", "occurred_at": at(2)},
        {
            "kind": "count",
            "counted_qty": 3,
            "bin": "b1",
            "lot": "l",
            "occurred_at": at(9),
        },
    ]
    assert left(EMPTY, *moves) == [("l", 9)]


def test_a_look_at_the_whole_place_takes_what_is_missing_first_expired_first() -> None:
    look = {"kind": "count", "occurred_at": at(20), "counted_qty": 13}
    assert left(EMPTY, look, receipts=TWO_LOTS) == [("new", 3), ("old", 10)]


def test_found_and_returned_goods_keep_no_longer_than_what_was_taken_last() -> None:
    sold = {"qty": -5, "occurred_at": at(10)}
    back = {"kind": "return", "qty": 2, "occurred_at": at(50)}
    made = lots(EMPTY, sold, back, receipts=[came(1, 2, 8)], products=KEEPS)
    assert made.select("expires_on", "qty").rows() == [(dt.date(2026, 4, 12), 5)]
    named = [came(1, 2, 8, lot="l", expires_on="2026-05-01")]
    made = lots(EMPTY, sold, back, receipts=named)
    assert made.select("lot", "expires_on", "qty").rows() == [
        ("l", dt.date(2026, 5, 1), 3),
        ("", dt.date(2026, 5, 1), 2),
    ]


def test_stock_that_was_there_at_first_is_taken_as_new() -> None:
    seen = {"kind": "snapshot", "counted_qty": 7, "occurred_at": at(10)}
    (row,) = lots(seen, products=KEEPS).to_dicts()
    assert row["expires_on"] == dt.date(2026, 1, 10) + dt.timedelta(days=100)


def transfer(units: int, left_at: dt.datetime, arrived_at: dt.datetime) -> list[Row]:
    move = {"document": "t:1"}
    return [
        move | {"kind": "transfer_out", "qty": -units, "occurred_at": left_at},
        move
        | {"kind": "transfer_in", "qty": units, "occurred_at": arrived_at}
        | {"location_id": "store"},
    ]


STORE = EMPTY | {"location_id": "store"}


@pytest.mark.parametrize("arrived_at", [at(6), at(5), at(5, 0)])
def test_goods_keep_lot_and_date_from_place_to_place(arrived_at: dt.datetime) -> None:
    moves = transfer(12, at(5), arrived_at)
    made = lots(EMPTY, STORE, *moves, receipts=TWO_LOTS)
    assert made.select("location_id", "lot", "qty", "received_on").rows() == [
        ("main", "old", 8, dt.date(2026, 1, 2)),
        ("store", "new", 10, dt.date(2026, 1, 3)),
        ("store", "old", 2, dt.date(2026, 1, 2)),
    ]


def test_goods_on_their_way_are_nowhere_and_more_than_left_has_no_lot() -> None:
    out, arrival = transfer(12, at(5), at(7))
    made = left(EMPTY, STORE, out, receipts=TWO_LOTS)
    assert made == [("old", 8)]
    arrival["qty"] = 13
    made = left(EMPTY, STORE, out, arrival, receipts=TWO_LOTS)
    assert made == [("old", 8), ("new", 10), ("old", 2), ("", 1)]


def test_stock_nobody_looked_at_has_no_lots() -> None:
    assert lots(receipts=TWO_LOTS).is_empty()
    complete = Company(time_zone="UTC", stock_files_complete=True)
    assert left(receipts=TWO_LOTS, company=complete) == [("new", 10), ("old", 10)]


def test_lots_that_came_before_the_first_look_are_known_by_then() -> None:
    early = {"qty": -9, "occurred_at": at(1)}
    seen = {"kind": "snapshot", "counted_qty": 15, "occurred_at": at(10)}
    assert left(early, seen, receipts=TWO_LOTS) == [("new", 5), ("old", 10)]


def test_what_was_sold_before_it_came_is_taken_from_it() -> None:
    sold = {"qty": -3, "occurred_at": at(1, 9)}
    assert left(EMPTY, sold, receipts=TWO_LOTS[:1]) == [("old", 7)]


def test_a_lot_is_expiring_when_demand_does_not_get_to_it_in_time() -> None:
    receipts = [
        came(1, 2, 10, lot="l1", expires_on="2026-04-10"),
        came(2, 3, 10, lot="l2", expires_on="2026-04-15"),
        came(3, 4, 10, lot="l3", expires_on="2026-12-15"),
    ]

    def expiring(daily: float) -> list[str]:
        wanted = {"sku": "a", "location_id": "main", "daily_qty": daily}
        made = lots(
            EMPTY, receipts=receipts, item_classes=frame("item_classes", wanted)
        )
        return made.filter("is_expiring").get_column("lot").to_list()

    assert expiring(1) == ["l2"], "the 10 of the first are gone just in time"
    assert expiring(1.5) == []
    assert expiring(0.01) == ["l1", "l2", "l3"]
    assert expiring(0) == ["l1", "l2"], "without demand, within 30 days"


def test_lots_do_not_depend_on_the_size_of_blocks() -> None:
    receipts = [
        came(number, number, 3 * number, sku=f"s{number % 7}", expires_on="2026-05-01")
        for number in range(1, 40)
    ]
    openings = [EMPTY | {"sku": f"s{number}"} for number in range(7)]
    made = [lots(*openings, receipts=receipts, block_rows=size) for size in (1, 1000)]
    assert made[0].equals(made[1])
    assert made[0].height == 7


def test_lots_that_do_not_add_up_are_found() -> None:
    place = {"sku": "a", "location_id": "main"}
    book = frame("ledger", place | {"bucket": "on_hand", "qty": 3}).lazy()
    found = lots_add_up(frame("stock_lots", place | {"qty": 2}), book)
    assert found.height == 1


@st.composite
def histories(draw: st.DrawFn) -> list[Row]:
    """Draw moves of one item at two places, with and without lots."""
    rows: list[Row] = [EMPTY, STORE]
    for number in range(draw(st.integers(1, 25))):
        kind = draw(
            st.sampled_from(
                ("receipt", "shipment", "adjustment", "return", "count", "transfer")
            )
        )
        units = draw(st.integers(1, 9))
        row: Row = {
            "location_id": draw(st.sampled_from(("main", "store"))),
            "lot": draw(st.sampled_from(("", "l1", "l2"))),
            "bin": draw(st.sampled_from(("", "", "b1"))),
            "occurred_at": at(draw(st.integers(1, 90)), draw(st.integers(0, 3))),
            "kind": kind,
            "document": f"d{number}",
        }
        if kind == "transfer":
            out, arrival = transfer(units, row["occurred_at"], row["occurred_at"])
            late = dt.timedelta(days=draw(st.integers(-1, 3)))
            arrival["occurred_at"] += late
            rows += [leg | {"document": row["document"]} for leg in (out, arrival)]
        elif kind == "count":
            rows.append(row | {"counted_qty": units})
        else:
            is_in = kind in {"receipt", "return"} or (
                kind == "adjustment" and units > 4
            )
            rows.append(row | {"qty": units if is_in else -units})
    return rows


@settings(max_examples=60)
@given(histories(), st.sampled_from((0, 20)))
def test_lots_are_what_is_on_hand_whatever_happens(
    rows: list[Row], life_days: int
) -> None:
    products = frame("products", {"sku": "a", "shelf_life_days": life_days})
    made = lots(*rows, products=products)
    stock = frame(
        "stock_moves",
        *(
            {"sku": "a", "location_id": "main", "bucket": "on_hand", "move_id": f"m{n}"}
            | row
            for n, row in enumerate(rows)
        ),
    )
    book = ledger(stock.lazy(), company=UTC).collect()
    on_hand = (
        book.group_by("location_id")
        .agg(pl.col("qty").sum())
        .filter(pl.col("qty") > 0)
        .sort("location_id")
    )
    is_tracked = life_days > 0 or (book["lot"] != "").any()
    sums = made.group_by("location_id").agg(pl.col("qty").sum()).sort("location_id")
    assert sums.rows() == (on_hand.rows() if is_tracked else [])


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 90), st.integers(-9, 9), st.integers(1, 300))))
def test_first_expired_first_out_is_what_a_slow_loop_does(
    moved: list[tuple[int, int, int]],
) -> None:
    receipts, sold = [], []
    shelf: list[tuple[dt.date, dt.date, int]] = []
    owed = 0
    by_time = sorted(moved, key=lambda move: (move[0], move[1] <= 0))
    for number, (day, units, keeps) in enumerate(by_time):
        on = at(day).date()
        if units > 0:
            until = at(keeps).date()
            receipts.append(came(number, day, units, expires_on=until))
            paid = min(owed, units)
            owed -= paid
            shelf.append((until, on, units - paid))
            continue
        sold.append({"qty": units, "occurred_at": at(day, 9), "document": f"{number}"})
        asked = -units
        useful = sorted(lot for lot in shelf if lot[0] >= on)
        rest = sorted(lot for lot in shelf if lot[0] < on)
        shelf = []
        for until, since, there in (*useful, *rest):
            taken = min(there, asked)
            asked -= taken
            shelf.append((until, since, there - taken))
        owed += asked
    expected: dict[dt.date, int] = {}
    for until, _, there in shelf:
        expected[until] = expected.get(until, 0) + there
    made = lots(EMPTY, *sold, receipts=receipts)
    found = {on: int(qty) for on, qty in made.select("expires_on", "qty").iter_rows()}
    assert found == {until: there for until, there in expected.items() if there}
