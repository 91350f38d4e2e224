import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from models import tables
from models.inventory.ledger import balances_match
from tests.factories import frame
from tests.models.inventory.ledgers import ledger

Row = dict[str, Any]


def at(hour: int) -> str:
    return f"2026-01-01T{hour:02}:00"


def stock_moves(*rows: Row) -> pl.DataFrame:
    plain = {"sku": "a", "location_id": "main", "bucket": "on_hand", "kind": "shipment"}
    return frame(
        "stock_moves",
        *(
            plain | {"move_id": f"m{number}", "occurred_at": at(8)} | row
            for number, row in enumerate(rows, start=1)
        ),
    )


def book(*rows: Row) -> pl.DataFrame:
    made = ledger(stock_moves(*rows).lazy()).collect()
    tables.TABLES["ledger"].validate(made)
    return made


def balances(*rows: Row) -> list[tuple[str, int, int]]:
    made = book(*rows)
    return [
        (move_id, int(qty), int(balance))
        for move_id, qty, balance in made.select(
            "move_id", "qty", "balance_qty"
        ).iter_rows()
    ]


def test_no_moves_no_ledger() -> None:
    assert book().is_empty()


def test_the_balance_runs_in_order_of_time() -> None:
    assert balances(
        {"occurred_at": at(9), "qty": -3},
        {"occurred_at": at(8), "qty": 10, "kind": "receipt"},
    ) == [("m2", 10, 10), ("m1", -3, 7)]


def test_every_item_place_and_bucket_has_its_own_balance() -> None:
    made = book(
        {"qty": 1},
        {"qty": 2, "location_id": "store"},
        {"qty": 4, "sku": "b"},
        {"qty": 8, "bucket": "in_transit", "kind": "transfer_out"},
    )
    assert sorted(made.get_column("balance_qty")) == [1, 2, 4, 8]


def test_thousandths_are_exact() -> None:
    made = book(*({"qty": "0.1", "occurred_at": at(hour)} for hour in range(10)))
    assert made.get_column("balance_qty")[-1] == Decimal(1)


def test_at_one_instant_receipts_come_first_then_issues_then_counts() -> None:
    order = [
        move
        for move, *_ in balances(
            {"kind": "count", "counted_qty": 6},
            {"kind": "shipment", "qty": -3},
            {"kind": "transfer_in", "qty": 1},
            {"kind": "return", "qty": 1},
            {"kind": "receipt", "qty": 10},
        )
    ]
    assert order == ["m5", "m4", "m3", "m2", "m1"]


def test_a_count_sets_the_truth_and_posts_the_difference() -> None:
    assert balances(
        {"kind": "opening", "counted_qty": 10},
        {"occurred_at": at(9), "qty": -3},
        {"occurred_at": at(10), "kind": "count", "counted_qty": 5},
    ) == [("m1", 10, 10), ("m2", -3, 7), ("m3", -2, 5)]


def test_stock_is_known_from_the_first_look_on() -> None:
    made = book(
        {"qty": -3},
        {"occurred_at": at(9), "kind": "snapshot", "counted_qty": 4},
        {"occurred_at": at(10), "qty": -1},
    )
    assert made.get_column("is_known").to_list() == [False, True, True]
    assert made.get_column("balance_qty").to_list() == [-3, 4, 3]


def test_a_late_document_finds_its_place() -> None:
    late = {"occurred_at": at(9), "recorded_at": at(23), "qty": 5, "kind": "receipt"}
    assert balances(
        {"kind": "opening", "counted_qty": 1},
        {"occurred_at": at(10), "kind": "snapshot", "counted_qty": 6},
        late,
    ) == [("m1", 1, 1), ("m3", 5, 6), ("m2", 0, 6)]


def test_bins_seen_at_one_instant_are_added_up_where_documents_name_none() -> None:
    assert balances(
        {"kind": "opening", "counted_qty": 10},
        {"occurred_at": at(9), "kind": "count", "counted_qty": 4, "bin": "A"},
        {"occurred_at": at(9), "kind": "count", "counted_qty": 5, "bin": "B"},
    ) == [("m1", 10, 10), ("m2", -6, 4), ("m3", 5, 9)]


BINNED = (
    {"occurred_at": at(1), "kind": "receipt", "qty": 6, "bin": "A"},
    {"occurred_at": at(2), "kind": "receipt", "qty": 4, "bin": "B"},
)


def test_a_count_sets_its_own_bin_only_where_documents_name_bins() -> None:
    count = {"occurred_at": at(9), "kind": "count", "counted_qty": 5, "bin": "A"}
    assert balances(*BINNED, count)[-1] == ("m3", -1, 9)


def test_a_count_sets_its_own_lot_only_where_documents_name_lots() -> None:
    assert balances(
        {"occurred_at": at(1), "kind": "receipt", "qty": 6, "lot": "x"},
        {"occurred_at": at(2), "kind": "receipt", "qty": 4, "lot": "y"},
        {"occurred_at": at(9), "kind": "count", "counted_qty": 5, "lot": "x"},
    )[-1] == ("m3", -1, 9)


def test_a_count_without_a_bin_is_about_the_whole_place() -> None:
    count = {"occurred_at": at(9), "kind": "count", "counted_qty": 7}
    assert balances(*BINNED, count)[-1] == ("m3", -3, 7)


def test_units_in_no_bin_are_settled_once_every_bin_is_counted() -> None:
    back = {"occurred_at": at(3), "kind": "return", "qty": 2}
    first = {"occurred_at": at(9), "kind": "count", "counted_qty": 7, "bin": "A"}
    second = first | {"counted_qty": 4, "bin": "B"}
    assert balances(*BINNED, back, first)[-1] == ("m4", 1, 13)
    assert balances(*BINNED, back, first, second)[-1] == ("m5", -2, 11)


def test_the_check_passes_on_a_ledger_and_finds_a_broken_one() -> None:
    moves = stock_moves({"qty": 4}, {"occurred_at": at(9), "qty": -1})
    made = ledger(moves.lazy())
    assert balances_match(moves.lazy(), made).collect().is_empty()
    without_one = made.filter(pl.col("move_id") != "m2")
    assert balances_match(moves.lazy(), without_one).collect().height == 1
    changed = made.with_columns(qty=pl.col("qty").clip(0))
    assert balances_match(moves.lazy(), changed).collect().height == 1


def test_blocks_make_no_difference() -> None:
    moves = stock_moves(
        *({"sku": sku, "qty": 3} for sku in "abcde"),
        *({"sku": sku, "qty": -1, "occurred_at": at(9)} for sku in "abcde"),
    ).lazy()
    assert ledger(moves, block_rows=3).collect().equals(ledger(moves).collect())


KINDS = ("receipt", "shipment", "snapshot", "count")


def row(item: tuple[str, str], kind: str, hour: int, units: int, slot: str) -> Row:
    sku, location_id = item
    quantity = {
        "receipt": {"qty": units},
        "shipment": {"qty": -units},
    }.get(kind, {"counted_qty": units})
    return {
        "sku": sku,
        "location_id": location_id,
        "kind": kind,
        "occurred_at": at(hour),
        "bin": slot,
        **quantity,
    }


def _one_look_a_bin(found: Sequence[Row]) -> list[Row]:
    """Keep one look at a bin and instant, as the key of the source does."""
    kept: dict[tuple[Any, ...], Row] = {}
    for number, one in enumerate(found):
        is_look = "counted_qty" in one
        key = (one["sku"], one["location_id"], one["occurred_at"], one["bin"])
        kept[key if is_look else (number,)] = one
    return list(kept.values())


rows = st.lists(
    st.builds(
        row,
        st.tuples(st.sampled_from("ab"), st.sampled_from("mn")),
        st.sampled_from(KINDS),
        st.integers(0, 23),
        st.integers(0, 9),
        st.sampled_from(["", "A", "B"]),
    ),
    max_size=25,
).map(_one_look_a_bin)


properties = settings(deadline=None, max_examples=40)


@properties
@given(rows)
def test_what_was_posted_adds_up_to_the_balance(found: list[Row]) -> None:
    moves = stock_moves(*found)
    made = ledger(moves.lazy())
    assert balances_match(moves.lazy(), made).collect().is_empty()
    running = pl.col("qty").cum_sum().over("sku", "location_id", "bucket")
    assert made.filter(running != pl.col("balance_qty")).collect().is_empty()


@properties
@given(rows)
def test_the_order_of_the_documents_changes_nothing(found: list[Row]) -> None:
    moves = stock_moves(*found)
    shuffled = moves.sample(fraction=1, shuffle=True, seed=len(found))
    assert ledger(shuffled.lazy()).collect().equals(ledger(moves.lazy()).collect())


@properties
@given(rows, st.integers(0, 23))
def test_an_earlier_day_is_the_same_ledger_cut_off(found: list[Row], hour: int) -> None:
    until = pl.col("occurred_at") <= dt.datetime(2026, 1, 1, hour, tzinfo=dt.UTC)
    without_bins = [one | {"bin": ""} for one in found if "counted_qty" not in one]
    moves = stock_moves(*without_bins)
    cut = ledger(moves.filter(until).lazy()).collect()
    assert cut.equals(ledger(moves.lazy()).filter(until).collect())


@properties
@given(rows)
def test_a_look_at_a_whole_place_sets_the_truth(found: list[Row]) -> None:
    whole = [one | {"bin": ""} for one in found]
    moves = stock_moves(*_one_look_a_bin(whole))
    seen = moves.filter(pl.col("counted_qty").is_not_null()).select(
        "move_id", "counted_qty"
    )
    last = ledger(moves.lazy()).collect().join(seen, on="move_id")
    kinds = last.group_by("sku", "location_id", "occurred_at").agg(pl.all().last())
    assert kinds.filter(pl.col("balance_qty") != pl.col("counted_qty")).is_empty()
