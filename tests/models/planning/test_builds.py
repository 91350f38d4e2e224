from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.inventory.kit_stock import kit_availability
from tests.factories import frame
from tests.models.planning.plans import (
    AS_OF,
    GRADE,
    LEVELS,
    PLACE,
    SOURCE,
    Rows,
    demand,
    stock,
    suggested_builds,
    suggestions,
)

NOBODY = {**SOURCE, "kind": "none", "supplier_id": None, "unit_cost_amount": None}
BOX, CUP, LID = ({**PLACE, "sku": sku} for sku in ("box", "cup", "lid"))
RECIPE: Rows = [
    {"kit_sku": "box", "component_sku": "cup", "qty": 2, "is_virtual": False},
    {"kit_sku": "box", "component_sku": "lid", "qty": 1, "is_virtual": False},
]
WARES: Rows = [
    {"sku": "box", "unit_price": 40},
    {"sku": "cup", "unit_price": 9, "unit_cost": 4},
    {"sku": "lid", "unit_price": 5, "unit_cost": 2},
]
"""A box of two cups and a lid: its components cost 10."""


def shop(cups: float, lids: float, boxes: float = 20, **box: object) -> dict[str, Any]:
    """A shop that wants 80 boxes, and 60 to 80 of everything else."""
    sources = [{**NOBODY, **BOX, **box}, {**SOURCE, **CUP}, {**SOURCE, **LID}]
    shelf = [stock(boxes, **BOX), stock(cups, **CUP), stock(lids, **LID)]
    known = kit_availability(
        frame("stock_positions", *shelf),
        frame("kit_components", *RECIPE),
        frame("products", *WARES),
        AS_OF,
    )
    return {
        "supply_sources": sources,
        "stock_positions": shelf,
        "kit_components": RECIPE,
        "kit_availability": known.to_dicts(),
        "products": WARES,
        "reorder_points": [{**LEVELS, **one} for one in (BOX, CUP, LID)],
        "readiness": [
            {**GRADE, **one, "grade": "D" if one is BOX and not box else "A"}
            for one in (BOX, CUP, LID)
        ],
    }


DEMAND = pl.concat([demand(sku=sku) for sku in ("box", "cup", "lid")])


def of(found: pl.DataFrame, component: str) -> dict[str, Any]:
    return found.row(by_predicate=pl.col("component_sku") == component, named=True)


def bought(given: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What is bought beside what is built."""
    builds = suggested_builds(DEMAND, **given).to_dicts()
    given = {name: rows for name, rows in given.items() if name != "kit_availability"}
    lines = suggestions(DEMAND, **given, suggested_builds=builds)
    return {row["sku"]: row for row in lines.iter_rows(named=True)}


def test_a_kit_nobody_sells_is_built_as_far_as_its_components_go() -> None:
    found = suggested_builds(DEMAND, **shop(cups=100, lids=70))
    cup, lid = of(found, "cup"), of(found, "lid")
    assert (cup["need_qty"], cup["build_qty"], cup["why"]) == (60, 50, "only_way")
    assert (cup["component_qty"], cup["missing_qty"]) == (120, 20)
    assert (lid["component_qty"], lid["missing_qty"]) == (60, 0)
    assert cup["short_component_sku"] == "cup"
    assert cup["reason"] == "Build 50 of the 60 wanted: nobody sells it"
    assert cup["reason_da"] == "Byg 50 af de 60, der er brug for: ingen sælger den"


def test_the_components_of_builds_are_bought_on_top_of_what_they_sell_alone() -> None:
    lines = bought(shop(cups=100, lids=70))
    assert set(lines) == {"cup", "lid"}
    assert lines["cup"]["position_qty"] == 100 - 120
    assert lines["cup"]["suggested_qty"] == 80 + 20
    assert lines["lid"]["suggested_qty"] == 80 - (70 - 60)


@pytest.mark.parametrize(
    ("price", "boxes", "why", "kits_bought"),
    [(10, 20, "cheaper", 10), (9, 10, "faster", 20), (9, 50, None, 30)],
)
def test_a_kit_that_is_sold_too_is_built_where_that_is_cheaper_or_faster(
    price: int, boxes: int, why: str | None, kits_bought: int
) -> None:
    """Fifty can be built; a bought one arrives after 15 days of 3 a day."""
    sold = {"kind": "supplier", "supplier_id": "s", "unit_cost_amount": price}
    given = shop(100, 500, boxes, **sold)
    found = suggested_builds(DEMAND, **given)
    assert found["why"].unique().to_list() == ([why] if why else [])
    assert bought(given)["box"]["suggested_qty"] == kits_bought


def test_a_kit_above_its_reorder_point_or_made_at_sale_is_not_built() -> None:
    assert suggested_builds(DEMAND, **shop(500, 500, boxes=61)).is_empty()
    at_sale = [{**row, "is_virtual": True} for row in RECIPE]
    given = {**shop(500, 500), "kit_components": at_sale}
    assert suggested_builds(DEMAND, **given).is_empty()


def test_without_the_cost_of_every_component_a_kit_that_is_sold_is_bought() -> None:
    sold = {"kind": "supplier", "supplier_id": "s", "unit_cost_amount": 99}
    given = shop(500, 500, 50, **sold)
    given["products"] = [*WARES[:2], {"sku": "lid", "unit_price": 5}]
    assert suggested_builds(DEMAND, **given).is_empty()


@settings(max_examples=15, deadline=None)
@given(cups=st.integers(0, 200), lids=st.integers(0, 100), boxes=st.integers(0, 100))
def test_what_is_built_never_takes_more_than_is_there_nor_makes_more_than_is_wanted(
    cups: int, lids: int, boxes: int
) -> None:
    found = suggested_builds(DEMAND, **shop(cups, lids, boxes))
    for row in found.iter_rows(named=True):
        assert row["build_qty"] <= row["need_qty"]
        assert row["build_qty"] * row["per_kit_qty"] <= row["component_available_qty"]
        assert row["component_qty"] == row["need_qty"] * row["per_kit_qty"]
    again = suggested_builds(DEMAND.reverse(), **shop(cups, lids, boxes))
    assert again.equals(found)
