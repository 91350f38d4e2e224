"""Returns whose shipments vanish, or come after others were taken back."""

import datetime as dt
from typing import Any

import polars as pl

from models import tables
from models.company import Company
from models.inventory.moves.every_move import stock_moves
from models.inventory.moves.superseded import every_move, superseded_moves
from tests.factories import frame

AS_OF = dt.date(2026, 6, 30)
DOCUMENTS = (
    *("stock_levels", "receipt_lines", "purchase_order_lines"),
    *("purchase_return_lines", "shipment_lines", "order_status", "return_lines"),
    *("transfer_lines", "stock_adjustments", "stock_revaluations"),
)
APRIL, MAY = "2026-04-07T10:00", "2026-05-07T10:00"
Row = dict[str, Any]
SENT: Row = {
    "order_id": "o",
    "order_line_no": 1,
    "sku": "a",
    "qty": 1,
}
BACK: Row = SENT | {
    "return_id": "b",
    "received_at": "2026-03-05T10:00",
    "recorded_at": "2026-03-05T10:00",
}


def sent(name: str, day: int, **more: object) -> Row:
    at = f"2026-03-{day:02}T10:00"
    return SENT | {"shipment_id": name, "shipped_at": at, "recorded_at": at} | more


def told(
    standing: list[Row], older: list[Row], back: list[Row], replaced: list[Row]
) -> list[tuple[str | None, int, int | None]]:
    """Return what the return took back, from which month until which."""
    kits, products = frame("kit_components"), frame("products")
    rows = {"shipment_lines": standing, "return_lines": back}
    known = {
        name: frame(name, *({"line_no": 1} | row for row in rows.get(name, []))).lazy()
        for name in DOCUMENTS
    }
    over = {"shipment_lines": older, "return_lines": replaced}
    company = Company()
    moves = stock_moves(
        **known, kit_components=kits, products=products, as_of=AS_OF, company=company
    )
    before = superseded_moves(
        lambda table: _replaced(table, over.get(table, [])),
        known["receipt_lines"],
        known["shipment_lines"],
        known["return_lines"],
        known["order_status"],
        kits,
        products,
        AS_OF,
        company,
    ).collect()
    tables.TABLES["superseded_moves"].validate(before)
    every = every_move(moves, before).filter(pl.col("kind") == "return").collect()
    return (
        every.sort("recorded_at")
        .select(
            pl.col("applies_to").str.strip_prefix("shipment:"),
            since=pl.col("recorded_at").dt.month(),
            until=pl.col("superseded_at").dt.month(),
        )
        .rows()
    )


def _replaced(table: str, rows: list[Row]) -> pl.LazyFrame:
    ends = pl.Series([row["superseded_at"] for row in rows], dtype=pl.String)
    bare = [
        {"line_no": 1} | {name: row[name] for name in row if name != "superseded_at"}
        for row in rows
    ]
    at = ends.str.to_datetime(time_zone="UTC", time_unit="us")
    return frame(table, *bare).with_columns(superseded_at=at).lazy()


def test_a_return_of_what_always_stood_has_one_version() -> None:
    shipments = [sent("one", 1), sent("two", 2)]
    assert told(shipments, [], [BACK], []) == [("one:1", 3, None)]


def test_a_shipment_that_vanishes_was_taken_back_until_then() -> None:
    gone = sent("one", 1, superseded_at=APRIL)
    assert told([], [gone], [BACK], []) == [("one:1", 3, 4), (None, 4, None)]
    assert told([sent("two", 2)], [gone], [BACK], []) == [
        ("one:1", 3, 4),
        ("two:1", 4, None),
    ]


def test_an_earlier_shipment_that_is_told_late_is_taken_back_from_then_on() -> None:
    late = sent("one", 1, recorded_at=APRIL)
    assert told([late, sent("two", 2)], [], [BACK], []) == [
        ("two:1", 3, 4),
        ("one:1", 4, None),
    ]


def test_a_shipment_that_is_told_after_its_return_is_all_that_it_takes_back() -> None:
    late = sent("one", 1, recorded_at=APRIL)
    assert told([late], [], [BACK], []) == [("one:1", 3, None)]


def test_a_corrected_shipment_stays_the_one_that_is_taken_back() -> None:
    older = sent("one", 1, superseded_at=APRIL)
    again = sent("one", 1, qty=2, recorded_at=APRIL)
    assert told([again], [older], [BACK], []) == [("one:1", 3, None)]


def test_a_replaced_return_took_back_what_was_known_beside_it() -> None:
    gone = sent("one", 1, superseded_at=APRIL)
    replaced = BACK | {"superseded_at": MAY}
    again = BACK | {"recorded_at": MAY}
    assert told([sent("two", 2)], [gone], [again], [replaced]) == [
        ("one:1", 3, 4),
        ("two:1", 4, 5),
        ("two:1", 5, None),
    ]
    assert told([], [gone], [], [replaced]) == [("one:1", 3, 5)]
