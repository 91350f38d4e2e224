import datetime as dt
from typing import Any

import polars as pl
import pytest

from models import tables
from models.company import Company
from models.inventory.ledger import ledger
from models.inventory.reconciliation import shrinkage, stock_reconciliation
from tests.factories import frame

PRODUCTS = frame("products", {"sku": "a", "unit_cost": 2, "category": "cups"})


def gaps(*moves: dict[str, Any]) -> pl.DataFrame:
    rows = [
        {
            "sku": "a",
            "location_id": "main",
            "bucket": "on_hand",
            "move_id": f"m{number}",
            **move,
        }
        for number, move in enumerate(moves)
    ]
    book = ledger(frame("stock_moves", *rows).lazy())
    made = stock_reconciliation(book, PRODUCTS)
    tables.TABLES["stock_reconciliation"].validate(made)
    return made


def seen(day: int, units: int, kind: str = "count") -> dict[str, Any]:
    at = f"2026-01-{day:02}T20:00"
    return {"kind": kind, "counted_qty": units, "occurred_at": at}


def test_a_gap_of_consigned_goods_costs_us_nothing() -> None:
    book = ledger(
        frame(
            "stock_moves",
            *(
                {"sku": "b", "bucket": "on_hand", "move_id": str(day), **seen(day, 9)}
                | {"counted_qty": units}
                for day, units in ((1, 9), (9, 4))
            ),
        ).lazy()
    )
    theirs = frame("products", {"sku": "b", "unit_cost": 2, "owner": "the maker"})
    (gap,) = stock_reconciliation(book, theirs).to_dicts()
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


def test_shrinkage_adds_up_count_variances_by_place_month_and_category() -> None:
    reconciliation = gaps(seen(1, 10), seen(5, 7), seen(20, 9), seen(28, 5, "snapshot"))
    made = shrinkage(reconciliation, PRODUCTS, frame("locations"), Company())
    tables.TABLES["shrinkage"].validate(made)
    assert made.rows() == [("main", dt.date(2026, 1, 1), "cups", 3, 2, -2)]
