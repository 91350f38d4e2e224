from models import tables
from models.company import Company
from models.inventory.assumptions import cost_assumptions, stock_assumptions
from tests.factories import frame
from tests.models.inventory.costs.bought import RECEIVED, UNUSED, shop


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


def test_costs_that_cannot_be_used_are_said() -> None:
    paid = {"receipt_id": "r", "amount": 5, "charge_id": "f", "currency": "USD"}
    known = shop(
        receipt_lines=[RECEIVED | {"unit_cost": 2}],
        landed_costs=[paid, paid | {"receipt_id": "never came"}],
    )
    told = cost_assumptions(*(known[name] for name in UNUSED))
    tables.TABLES["assumptions"].validate(told)
    assert told.select("subject", "assumption", "affected").rows() == [
        ("exchange_rates", "costs without a rate", 1),
        ("landed_costs", "charges without goods", 1),
    ]


def test_costs_that_are_used_are_not_said() -> None:
    assert cost_assumptions(*(shop()[name] for name in UNUSED)).is_empty()
