"""The stock of an item as a figure, and its moves with their sources."""

import datetime as dt

import polars as pl

from models.company import Company
from models.reports import item_stock
from models.reports.explanation.facts import Subject
from models.reports.explanation.stock import DOCUMENTS, sourced_moves
from tests.factories import frame

DAY = dt.date(2026, 6, 1)
KEY = {"sku": "CUP", "location_id": "main"}


def test_days_sold_out_are_shaded_and_counts_stand_beside_the_books() -> None:
    days = frame(
        "stock_daily",
        KEY | {"on": DAY, "closing_qty": 3, "in_stock_share": 1.0},
        KEY | {"on": DAY + item_stock.DAY, "closing_qty": 0, "in_stock_share": 0.2},
    )
    seen = frame(
        "stock_reconciliation",
        KEY
        | {
            "seen_at": "2026-06-01T18:00",
            "kind": "count",
            "shop_qty": 2,
            "ledger_qty": 3,
            "gap_qty": -1,
        },
    )
    drawn = item_stock.stock_chart(days, seen, "en")
    assert drawn.data[0].y == (3.0, 0.0)
    assert drawn.data[1].x == (DAY,)
    assert drawn.data[1].y == (2.0,)
    assert len(drawn.layout.shapes) == 1


def test_a_move_late_in_the_evening_is_of_the_next_day_at_the_company() -> None:
    move = {
        "move_id": "1",
        "sequence": 1,
        "occurred_at": "2026-06-01T22:30",
        "recorded_at": "2026-06-01T22:30",
        "bucket": "on_hand",
        "kind": "shipment",
        "document": "order:S1:1",
        "qty": -1,
        "balance_qty": 4,
        "is_known": True,
    }
    shipped = {
        "order_id": "S1",
        "line_no": 1,
        "placed_at": "2026-06-01T09:00",
        "sku": "CUP",
        "ordered_qty": 1,
        "source": "order_lines.csv",
        "source_line": 5,
    }
    tables = {name: frame(name) for name in (*DOCUMENTS, "stock_levels")} | {
        "ledger": frame("ledger", KEY | move),
        "order_lines": frame("order_lines", shipped),
    }
    company = Company(time_zone="Europe/Copenhagen")
    subject = Subject("CUP", "main", ["main"], DAY, company, tables)
    moves = sourced_moves(subject)
    shown = moves.select(pl.col("on"), "move_kind", "file_and_line").row(0)
    assert shown == (dt.date(2026, 6, 2), "shipment", "order_lines.csv:5")
