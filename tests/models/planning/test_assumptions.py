import polars as pl

from models import tables
from models.planning.assumptions import planning_assumptions
from tests.models.planning.plans import LEVELS, SOURCE, Given, coming, tables_of


def assumed(**given: Given) -> dict[str, int]:
    names = (
        *("supply_sources", "reorder_points", "open_supply", "supplier_items"),
        "products",
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
