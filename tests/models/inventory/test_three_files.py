"""The smallest useful input: orders, one stock row, no shipments, no receipts."""

import datetime as dt
from typing import Any

import polars as pl

from models.company import Company
from models.inventory.moves.every_move import stock_moves
from models.inventory.positions import stock_positions
from models.orders.status import order_status
from tests.factories import frame
from tests.models.inventory.ledgers import ledger

AS_OF = dt.date(2026, 3, 31)


def position(order_lines: pl.DataFrame, stock_levels: pl.DataFrame) -> dict[str, Any]:
    nothing = {
        name: frame(name).lazy()
        for name in (
            *("shipment_lines", "return_lines", "receipt_lines", "transfer_lines"),
            *("purchase_order_lines", "purchase_return_lines", "stock_adjustments"),
            "stock_revaluations",
        )
    }
    company = Company()
    status = order_status(
        order_lines.lazy(),
        nothing["shipment_lines"],
        nothing["return_lines"],
        frame("products"),
        frame("channels"),
        frame("channel_locations"),
        frame("locations"),
        frame("exchange_rates"),
        AS_OF,
        company,
    )
    moves = stock_moves(
        stock_levels=stock_levels.lazy(),
        order_status=status,
        kit_components=frame("kit_components"),
        products=frame("products"),
        as_of=AS_OF,
        company=company,
        **nothing,
    )
    (row,) = stock_positions(
        ledger(moves),
        status,
        frame("stock_holds"),
        frame("stock_lots"),
        frame("open_supply"),
        frame("products"),
        frame("locations"),
        frame("kit_components"),
        frame("item_classes"),
        AS_OF,
        company,
    ).to_dicts()
    return row


def orders(*lines: dict[str, Any]) -> pl.DataFrame:
    return frame(
        "order_lines",
        *(
            {"order_id": f"o{number}", "sku": "a", "ordered_qty": 1} | line
            for number, line in enumerate(lines)
        ),
    )


STOCK = frame(
    "stock_levels", {"sku": "a", "counted_at": "2026-03-30T20:00", "on_hand_qty": 50}
)


def test_200_old_order_lines_beside_one_stock_row_reserve_nothing() -> None:
    old = orders(*({"placed_at": "2026-02-01T10:00"} for _ in range(200)))
    row = position(old, STOCK)
    assert (row["on_hand_qty"], row["open_qty"], row["position_qty"]) == (50, 0, 50)


def test_only_lines_after_the_latest_stock_row_take_from_it() -> None:
    lines = orders(
        {"placed_at": "2026-03-30T19:00"},
        {"placed_at": "2026-03-30T21:00", "ordered_qty": 3},
    )
    assert position(lines, STOCK)["on_hand_qty"] == 47


def test_only_lines_known_to_be_open_are_reserved() -> None:
    lines = orders(
        {"placed_at": "2026-03-30T21:00"},
        {"placed_at": "2026-03-30T21:00", "ordered_qty": 4, "status": "open"},
    )
    row = position(lines, STOCK)
    assert (row["on_hand_qty"], row["reserved_qty"]) == (49, 4)
    assert row["position_qty"] == 45


def test_without_a_stock_row_stock_is_unknown_whatever_was_sold() -> None:
    row = position(orders({"placed_at": "2026-03-30T21:00"}), frame("stock_levels"))
    assert not row["is_stock_known"]
    assert row["ledger_qty"] == 0
