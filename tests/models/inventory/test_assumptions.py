from models import tables
from models.company import Company
from models.inventory.assumptions import stock_assumptions
from tests.factories import frame


def test_every_assumption_is_counted_and_said_in_both_languages() -> None:
    told = stock_assumptions(
        frame(
            "stock_positions",
            {"sku": "a", "is_stock_known": False},
            {"sku": "b", "is_stock_known": True, "ledger_qty": -2},
        ),
        frame(
            "stock_moves",
            {"move_id": "m1", "kind": "receipt", "document": "po:p:1"},
            {"move_id": "m2", "kind": "snapshot", "document": "missing:a:main:x"},
        ).lazy(),
        frame("return_lines", {"received_at": "2026-01-01"}).lazy(),
        Company(stock_files_complete=True),
    )
    tables.TABLES["assumptions"].validate(told)
    assert told.get_column("assumption").to_list() == [
        "received by status",
        "returned goods are restocked",
        "missing is none",
        "negative stock",
        "stock unknown",
    ]
    assert told.get_column("affected").to_list() == [1] * 5
    assert told.get_column("sentence_da").str.contains("1").all()


def test_nothing_inferred_nothing_said() -> None:
    told = stock_assumptions(
        frame("stock_positions"),
        frame("stock_moves").lazy(),
        frame("return_lines").lazy(),
        Company(),
    )
    assert told.is_empty()
