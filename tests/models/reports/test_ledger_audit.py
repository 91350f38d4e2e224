"""The books of an item added up again."""

from decimal import Decimal

import polars as pl

from models.reports import ledger_audit
from tests.factories import frame

AT = "2026-05-04T09:00"
KEY = {"sku": "CUP", "location_id": "main", "bucket": "on_hand"}


def ledger(*rows: tuple[int, int, int, int]) -> pl.DataFrame:
    """Return moves by units, balance, cost and value."""
    return frame(
        "ledger",
        *(
            KEY
            | {
                "move_id": str(number),
                "sequence": number,
                "occurred_at": AT,
                "recorded_at": AT,
                "kind": "receipt",
                "document": str(number),
                "qty": qty,
                "balance_qty": balance,
                "is_known": True,
                "cost_amount": cost,
                "value_amount": value,
            }
            for number, (qty, balance, cost, value) in enumerate(rows)
        ),
    )


def layers(qty: int, amount: int) -> pl.DataFrame:
    row = {
        "layer_no": 1,
        "received_at": AT,
        "remaining_qty": qty,
        "remaining_amount": amount,
        "move_id": "0",
    }
    return frame("cost_layers", KEY | row)


def audited(moves: pl.DataFrame, open_layers: pl.DataFrame) -> pl.DataFrame:
    position = frame(
        "stock_positions", {"sku": "CUP", "location_id": "main", "ledger_qty": 7}
    )
    day = {"sku": "CUP", "location_id": "main", "on": AT[:10], "closing_qty": 7}
    return ledger_audit.audit(
        moves, open_layers, position, frame("stock_daily", day)
    ).filter(~pl.col("is_kept"))


def test_books_that_follow_from_each_other_are_kept() -> None:
    assert audited(ledger((10, 10, 30, 30), (-3, 7, -9, 21)), layers(7, 21)).is_empty()


def test_a_balance_that_does_not_follow_is_found_though_the_end_is_right() -> None:
    moves = ledger((10, 9, 30, 30), (-3, 7, -9, 21))
    broken = audited(moves, layers(7, 21))
    assert broken["check"].to_list() == ["each_balance"]
    assert broken["added_up"].to_list() == [Decimal(2)]


def test_layers_that_hold_another_value_are_found_to_the_last_unit() -> None:
    broken = audited(ledger((10, 10, 30, 30), (-3, 7, -9, 21)), layers(7, 20))
    assert broken.select("check", "difference").rows() == [
        ("layers_value", Decimal(-1))
    ]


def test_what_planning_starts_from_must_be_the_balance() -> None:
    broken = audited(ledger((8, 8, 24, 24)), layers(8, 24))
    assert broken["check"].to_list() == ["position_qty", "last_day_qty"]


def test_an_item_without_a_move_is_not_at_odds_with_itself() -> None:
    none = frame("ledger"), frame("cost_layers"), frame("stock_positions")
    assert ledger_audit.audit(*none, frame("stock_daily"))["is_kept"].all()


def test_checks_that_fail_are_shown_first_and_in_words() -> None:
    found = ledger_audit.audit(
        ledger((8, 8, 24, 24)),
        layers(8, 20),
        frame("stock_positions"),
        frame("stock_daily"),
    )
    shown = ledger_audit.shown(found, "da")
    assert shown.rows["check"].item(0) == "Åbne omkostningslag, beløb"
    assert shown.rows["bucket"].item(0) == "på lager"
