import polars as pl

from tests.models.planning.plans import (
    BASIS,
    PLACE,
    SOURCE,
    Rows,
    demand,
    parameter,
    reorder_points,
)

SHOWN: Rows = [{"sku": "a", "unit_price": 12, "presentation_qty": 4}]


def test_units_on_display_raise_both_levels_and_are_no_safety_stock() -> None:
    plain = reorder_points().row(0, named=True)
    shown = reorder_points(products=SHOWN).row(0, named=True)
    for level in ("reorder_point_qty", "order_up_to_qty"):
        assert shown[level] == plain[level] + 4
    assert shown["presentation_qty"] == 4
    assert shown["safety_stock_qty"] == plain["safety_stock_qty"]


def test_a_planners_number_for_a_place_comes_before_the_products() -> None:
    said = parameter("presentation_qty", 9, "sku_location", "a|main")
    row = reorder_points(products=SHOWN, planning_parameters=said).row(0, named=True)
    assert row["presentation_qty"] == 9


def test_a_planners_own_minimum_has_the_display_in_it() -> None:
    said = parameter("min_qty", 30)
    row = reorder_points(products=SHOWN, planning_parameters=said).row(0, named=True)
    assert (row["reorder_point_qty"], row["presentation_qty"]) == (30, 0)


def test_a_warehouse_counts_what_its_stores_show() -> None:
    store = {**PLACE, "location_id": "s1"}
    served = {"kind": "location", "supplier_id": None, "from_location_id": "main"}
    rows = reorder_points(
        pl.concat([demand(), demand(location_id="s1")]),
        locations=[
            {"location_id": "main"},
            {"location_id": "s1", "replenished_from": "main"},
        ],
        supply_sources=[SOURCE, {**SOURCE, **store, **served}],
        forecast_basis=[BASIS, {**BASIS, **store}],
        planning_parameters=parameter("presentation_qty", 5, "location", "s1"),
    )
    shown = dict(rows.select("location_id", "presentation_qty").iter_rows())
    assert shown == {"main": 5, "s1": 5}


def test_what_is_not_stocked_is_not_shown() -> None:
    said = parameter("policy", "do_not_stock")
    row = reorder_points(products=SHOWN, planning_parameters=said).row(0, named=True)
    assert (row["presentation_qty"], row["order_up_to_qty"]) == (0, 0)
