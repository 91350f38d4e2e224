import polars as pl

from models import tables
from models.planning.assumptions import planning_assumptions
from tests.models.planning.plans import LEVELS, PLACE, SOURCE, Given, coming, tables_of


def assumed(**given: Given) -> dict[str, int]:
    names = (
        *("supply_sources", "reorder_points", "open_supply", "item_classes"),
        *("supplier_items", "products"),
    )
    made = planning_assumptions(**tables_of(*names, **given))
    table: pl.DataFrame = tables.TABLES["assumptions"].validate(made)
    return dict(zip(table["assumption"], table["affected"], strict=True))


def test_defaults_that_stand_in_are_counted() -> None:
    assert assumed() == {
        "default order cycle": 1,
        "default review period": 1,
        "default service target": 1,
    }


def test_what_is_said_is_not_assumed() -> None:
    said = {
        **LEVELS,
        "review_source": "supplier",
        "service_target_source": "parameter: company",
        "order_cycle_source": "parameter: company",
    }
    assert assumed(reorder_points=[said]) == {}


def test_gaps_in_supply_are_told() -> None:
    found = assumed(
        supply_sources=[{**SOURCE, "lead_time_source": "default"}],
        supplier_items=[],
        open_supply=[coming(1, "2026-02-10", due_source="lead_time")],
        products=[{"sku": "a"}],
    )
    assert {
        "default lead time",
        "supplier of the last order",
        "due day from lead time",
        "no margin without a price",
    } <= found.keys()


def test_what_was_paid_stands_in_for_a_list_price() -> None:
    paid = {**PLACE, "abc": "A", "daily_qty": 3.0, "unit_price": 8}
    found = assumed(products=[{"sku": "a"}], item_classes=[paid])
    assert found["price from orders"] == 1
    assert "no margin without a price" not in found
