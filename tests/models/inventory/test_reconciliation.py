from typing import Any

import polars as pl
import pytest

from models import tables
from models.inventory.comparison import stock_comparison
from models.inventory.reconciliation import stock_reconciliation
from tests.factories import frame
from tests.models.inventory.ledgers import ledger

PRODUCTS = frame("products", {"sku": "a", "unit_cost": 2, "category": "cups"})
Row = dict[str, Any]


def book_of(*moves: Row, products: pl.DataFrame = PRODUCTS) -> pl.LazyFrame:
    """Return the ledger of moves, recorded as they happen unless said otherwise."""
    rows = [
        {
            "sku": "a",
            "location_id": "main",
            "bucket": "on_hand",
            "move_id": f"m{number}",
            "recorded_at": move["occurred_at"],
            **move,
        }
        for number, move in enumerate(moves)
    ]
    return ledger(frame("stock_moves", *rows).lazy(), products=products)


def gaps(*moves: Row, products: pl.DataFrame = PRODUCTS) -> pl.DataFrame:
    made = stock_reconciliation(book_of(*moves, products=products), products)
    tables.TABLES["stock_reconciliation"].validate(made)
    assert made["rank"].to_list() == list(range(1, made.height + 1))
    return made


def compared(*moves: Row) -> pl.DataFrame:
    book = book_of(*moves)
    made = stock_comparison(book, stock_reconciliation(book, PRODUCTS))
    tables.TABLES["stock_comparison"].validate(made)
    on_hand = book.filter(pl.col("bucket") == "on_hand").sort("sequence")
    last = on_hand.group_by("sku", "location_id").agg(pl.col("balance_qty").last())
    both = made.join(last.collect(), on=["sku", "location_id"])
    assert both["ledger_qty"].to_list() == both["balance_qty"].to_list()
    return made


def seen(day: int, units: int, kind: str = "count", **more: Any) -> Row:
    at = f"2026-01-{day:02}T20:00"
    return {"kind": kind, "counted_qty": units, "occurred_at": at, **more}


def moved(day: int, kind: str, qty: int, **more: Any) -> Row:
    at = f"2026-01-{day:02}T10:00"
    return {"kind": kind, "qty": qty, "occurred_at": at, **more}


def test_a_gap_of_consigned_goods_costs_us_nothing() -> None:
    theirs = frame("products", {"sku": "a", "unit_cost": 2, "owner": "the maker"})
    (gap,) = gaps(seen(1, 9), seen(9, 4), products=theirs).to_dicts()
    assert (gap["gap_qty"], gap["gap_amount"]) == (-5, 0)


def test_the_first_look_is_no_gap() -> None:
    assert gaps(seen(1, 10)).is_empty()


@pytest.mark.parametrize(
    ("kind", "units", "explanation"),
    [
        ("count", 7, "shrinkage"),
        ("count", 12, "found"),
        ("snapshot", 7, "unexplained"),
        ("snapshot", 12, "unexplained"),
    ],
)
def test_counts_lose_and_find_but_snapshots_explain_nothing(
    kind: str, units: int, explanation: str
) -> None:
    (gap,) = gaps(seen(1, 10), seen(20, units, kind)).to_dicts()
    assert gap["explanation"] == explanation
    assert (gap["shop_qty"], gap["ledger_qty"]) == (units, 10)
    assert (gap["gap_qty"], gap["gap_amount"]) == (units - 10, 2 * (units - 10))


def test_no_difference_is_no_gap() -> None:
    assert gaps(seen(1, 10), seen(2, 10)).is_empty()


def test_a_gap_taken_back_within_seven_days_is_a_cut_off_error() -> None:
    made = gaps(seen(1, 10), seen(10, 7), seen(17, 10))
    assert made.get_column("explanation").to_list() == ["cut_off", "cut_off"]
    later = gaps(seen(1, 10), seen(10, 7), seen(18, 10))
    assert later.get_column("explanation").to_list() == ["shrinkage", "found"]


def test_bins_of_one_look_are_one_gap() -> None:
    one, other = seen(9, 4) | {"bin": "A"}, seen(9, 5) | {"bin": "B"}
    (gap,) = gaps(seen(1, 10), one, other).to_dicts()
    assert (gap["shop_qty"], gap["ledger_qty"], gap["gap_qty"]) == (9, 10, -1)


def test_gaps_come_by_money_the_dearest_first() -> None:
    products = frame(
        "products",
        {"sku": "a", "unit_cost": 2},
        {"sku": "dear", "unit_cost": 500},
        {"sku": "unpriced"},
    )
    moves = [
        {**look, "sku": sku, "move_id": f"{sku}{look['occurred_at']}"}
        for sku, change in (("unpriced", 400), ("a", 30), ("dear", -1))
        for look in (seen(1, 10), seen(9, 10 + change))
    ]
    made = gaps(*moves, products=products)
    assert made["sku"].to_list() == ["dear", "a", "unpriced"]
    assert made["gap_amount"].to_list() == [-500, 60, None]


def test_a_gap_is_worth_what_the_ledger_posted_for_it() -> None:
    """Its cost at that moment, also where the item states none."""
    posted: list[Row] = [
        {"qty": 10, "balance_qty": 10, "cost_amount": 70},
        {"qty": -2, "balance_qty": 8, "cost_amount": "-14.5", "bin": "A"},
        {"qty": -1, "balance_qty": 7, "occurred_at": "2026-01-02", "bin": "B"},
        {"qty": -1, "balance_qty": 6, "cost_amount": -7},
        {"qty": -3, "balance_qty": 3, "cost_amount": -9, "cause": "R7"},
    ]
    rows = [
        {
            "sku": "a",
            "location_id": "main",
            "bucket": "on_hand",
            "move_id": str(number),
            "sequence": number,
            "is_known": True,
            "kind": "count",
            "occurred_at": f"2026-01-{number + 1:02}",
            **row,
        }
        for number, row in enumerate(posted)
    ]
    book = frame("ledger", *rows).lazy()
    unpriced = frame("products", {"sku": "a"})
    made = stock_reconciliation(book, unpriced)
    assert made.select("gap_qty", "gap_amount").rows() == [(-1, -7), (-3, None)]
    priced = stock_reconciliation(book, PRODUCTS)
    assert priced.select("gap_qty", "gap_amount").rows() == [(-1, -7), (-3, -6)]


def test_what_is_there_now_is_what_was_seen_and_what_moved_since() -> None:
    (row,) = compared(
        seen(1, 10),
        moved(2, "shipment", -1),
        seen(5, 9, "snapshot"),
        moved(6, "receipt", 20),
        moved(7, "purchase_return", -2),
        moved(8, "shipment", -4),
        moved(9, "return", 1),
        moved(10, "transfer_out", -3),
        moved(10, "transfer_out", 3, bucket="in_transit"),
        moved(11, "adjustment", -1),
        moved(12, "kit_build", 2),
    ).to_dicts()
    flows = ("received", "shipped", "returned", "transferred", "adjusted", "corrected")
    assert [row[f"{flow}_qty"] for flow in flows] == [18, -4, 1, -3, 1, 0]
    assert (row["shop_qty"], row["ledger_qty"], row["kind"]) == (9, 22, "snapshot")
    assert (row["gap_qty"], row["gap_amount"], row["unexplained_qty"]) == (0, None, 0)


def parts(row: Row) -> list[Any]:
    names = ("gap", "late", "cut_off", "counted", "unexplained")
    return [row[f"{name}_qty"] for name in names]


def test_the_first_look_has_no_gap_to_explain() -> None:
    moves = moved(1, "shipment", -1), seen(2, 4), moved(3, "shipment", -1)
    (row,) = compared(*moves).to_dicts()
    assert parts(row) == [None] * 5
    assert (row["shop_qty"], row["ledger_qty"]) == (4, 3)


LATE = {"recorded_at": "2026-01-12T10:00"}


@pytest.mark.parametrize(
    ("shop", "expected"),
    [
        (10, [3, 3, 0, 0, 0]),  # it did not know yet of three that were shipped
        (12, [5, 3, 0, 0, 2]),
        (8, [1, 1, 0, 0, 0]),
        (5, [-2, 0, 0, 0, -2]),
    ],
)
def test_documents_recorded_after_a_snapshot_explain_its_gap(
    shop: int, expected: list[int]
) -> None:
    (row,) = compared(
        seen(1, 11),
        moved(2, "shipment", -1),
        moved(3, "shipment", -3, **LATE),
        seen(5, shop, "snapshot"),
    ).to_dicts()
    assert parts(row) == expected


def test_documents_that_came_with_the_snapshot_explain_nothing() -> None:
    (row,) = compared(
        seen(1, 10),
        moved(3, "shipment", -3, **LATE),
        seen(5, 10, "snapshot", **LATE),
    ).to_dicts()
    assert parts(row) == [3, 0, 0, 0, 3]


def test_late_documents_from_before_an_earlier_look_explain_nothing() -> None:
    (row,) = compared(
        seen(1, 10),
        moved(2, "shipment", -3, **LATE),
        seen(3, 10),
        seen(15, 13, "snapshot"),
    ).to_dicts()
    assert parts(row) == [3, 0, 0, 0, 3]


def test_counts_are_right_and_gaps_taken_back_are_cut_off() -> None:
    (lost,) = compared(
        seen(1, 10), moved(3, "shipment", -3, **LATE), seen(5, 5)
    ).to_dicts()
    assert parts(lost) == [-2, 0, 0, -2, 0]
    (back,) = compared(seen(1, 10), seen(5, 7), seen(9, 10, "snapshot")).to_dicts()
    assert parts(back) == [3, 0, 3, 0, 0]


def test_late_corrections_of_closed_periods_are_no_looks() -> None:
    common = {"sku": "a", "location_id": "main", "bucket": "on_hand", "is_known": True}
    rows = [
        {"kind": "count", "qty": 10, "balance_qty": 10, "occurred_at": "2026-01-01"},
        {"kind": "snapshot", "qty": -2, "balance_qty": 8, "occurred_at": "2026-01-09"},
        {
            "kind": "count",
            "qty": -3,
            "balance_qty": 5,
            "occurred_at": "2026-02-01",
            "cause": "m7",
        },
    ]
    book = frame(
        "ledger",
        *(
            {**common, "move_id": str(number), "sequence": number, **row}
            for number, row in enumerate(rows, start=1)
        ),
    ).lazy()
    gaps = stock_reconciliation(book, PRODUCTS)
    assert gaps["gap_qty"].to_list() == [-2]
    (row,) = stock_comparison(book, gaps).to_dicts()
    assert (row["shop_qty"], row["corrected_qty"], row["ledger_qty"]) == (8, -3, 5)
    assert parts(row) == [-2, 0, 0, 0, -2]


def test_places_are_compared_by_the_money_of_their_gaps() -> None:
    moves = [
        {**look, "location_id": place, "move_id": f"{place}{number}"}
        for place, last in (("even", 10), ("small", 9), ("large", 30))
        for number, look in enumerate((seen(1, 10), seen(9, last)))
    ]
    made = compared(*moves)
    assert made["location_id"].to_list() == ["large", "small", "even"]
    assert made["rank"].to_list() == [1, 2, 3]


def test_an_item_that_was_never_seen_is_not_compared() -> None:
    assert compared(moved(1, "shipment", -1)).is_empty()
