from typing import Any

import pytest

from models.company import Company
from tests.models.planning.plans import BASIS, PLACE, SOURCE, STOCK, Given, readiness

OLD = {**STOCK, "last_seen_at": "2026-01-20T12:00"}
OLDER = {**STOCK, "last_seen_at": "2025-11-01T12:00"}
NOBODY = {**SOURCE, "kind": "none", "supplier_id": None}
SHIPPED = {
    **PLACE,
    "move_id": "m",
    "kind": "shipment",
    "bucket": "on_hand",
    "occurred_at": "2026-01-31T12:00",
}


def only(company: Company | None = None, **given: Given) -> dict[str, Any]:
    table = readiness(company, **given)
    assert table.height == 1
    return table.row(0, named=True)


def test_the_best_data_lack_nothing() -> None:
    row = only()
    assert (row["grade"], row["raise_by"], row["raise_by_da"]) == ("A", "", "")
    assert row["stock_age_days"] == 0


@pytest.mark.parametrize(
    ("given", "grade", "word"),
    [
        ({"stock_positions": [{**STOCK, "is_stock_known": False}]}, "D", "stock row"),
        ({"stock_positions": []}, "D", "stock row"),
        ({"supply_sources": [NOBODY]}, "D", "supplier_items"),
        ({"forecast_basis": []}, "D", "forecast"),
        ({"forecast_basis": [{**BASIS, "basis": "none"}]}, "D", "forecast"),
        ({"stock_positions": [OLD]}, "B", "newer stock row"),
        ({"stock_positions": [OLDER]}, "C", "newer stock row"),
        ({"forecast_basis": [{**BASIS, "demand_days": 100}]}, "B", "history"),
        ({"forecast_basis": [{**BASIS, "demand_days": 20}]}, "C", "history"),
        ({"supplier_items": []}, "C", "own terms"),
        (
            {"supply_sources": [{**SOURCE, "lead_time_source": "declared"}]},
            "B",
            "receipts",
        ),
        (
            {"supply_sources": [{**SOURCE, "lead_time_source": "default"}]},
            "C",
            "receipts",
        ),
    ],
)
def test_the_grade_and_what_would_raise_it(given: Given, grade: str, word: str) -> None:
    row = only(**given)
    assert row["grade"] == grade
    assert word in row["raise_by"]
    assert row["raise_by_da"] not in {"", row["raise_by"]}


def test_stock_stays_fresh_while_documents_move_it() -> None:
    assert only(stock_positions=[OLDER], ledger=[SHIPPED])["grade"] == "A"
    stale = {**SHIPPED, "occurred_at": "2026-01-20T12:00"}
    assert only(stock_positions=[OLDER], ledger=[stale])["grade"] == "C"


def test_a_complete_stock_file_says_that_the_missing_have_none() -> None:
    row = only(Company(stock_files_complete=True), stock_positions=[])
    assert row["grade"] == "A"


def test_a_place_replenished_by_ours_needs_no_supplier() -> None:
    served = {**SOURCE, "kind": "location", "supplier_id": None}
    row = only(supply_sources=[{**served, "lead_time_source": "default"}])
    assert (row["grade"], row["terms_source"]) == ("A", "item")


@pytest.mark.parametrize(
    ("launched_on", "grade"),
    [("2026-03-01", "C"), ("2026-01-20", "C"), ("2025-12-01", "D")],
)
def test_an_item_that_is_being_launched_has_no_stock_yet(
    launched_on: str, grade: str
) -> None:
    new: dict[str, Given] = {
        "forecast_basis": [{**BASIS, "basis": "class", "demand_days": 0}],
        "stock_positions": [],
        "products": [{"sku": "a", "launched_on": launched_on}],
    }
    assert only(**new)["grade"] == grade
