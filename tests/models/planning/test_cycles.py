import pytest

from tests.models.planning.plans import (
    BASIS,
    PLACE,
    SOURCE,
    Given,
    demand,
    parameter,
    reorder_points,
)


def supplier(order_cost: float) -> Given:
    return [{"supplier_id": "s", "order_cost": order_cost}]


def test_the_economic_order_quantity_in_days() -> None:
    """Q = √(2 A D / h), as days of demand.

    Snyder & Shen, *Fundamentals of Supply Chain Theory*, 2nd ed., example 3.1 has an
    order cost of 8, 1,300 units a year and 0.225 to hold a unit: Q = 304.1, 85.4 days.
    """
    rate = 1300 / 365
    row = reorder_points(
        demand(rate),
        forecast_basis=[{**BASIS, "daily_mean": rate}],
        suppliers=supplier(8),
        planning_parameters=parameter("holding_cost", 0.225),
    ).row(0, named=True)
    assert row["order_cycle_source"] == "economic order quantity: supplier"
    assert row["order_cycle_days"] == pytest.approx(304.1 / rate - 1, abs=1)
    ordered = row["order_up_to_qty"] - row["reorder_point_qty"]
    assert float(ordered) == pytest.approx(304.1 - rate, abs=rate)


def test_a_suppliers_items_share_the_cost_of_its_order() -> None:
    cost = parameter("order_cost", 90) + parameter("holding_rate", 0.2)
    alone = reorder_points(planning_parameters=cost)
    both = reorder_points(
        demand().vstack(demand(sku="b")),
        supply_sources=[SOURCE, {**SOURCE, "sku": "b"}],
        forecast_basis=[BASIS, {**BASIS, "sku": "b"}],
        item_classes=[{**PLACE, "abc": "B"}, {**PLACE, "sku": "b", "abc": "B"}],
        products=[{"sku": "a"}, {"sku": "b"}],
        planning_parameters=cost,
    )
    cycles = both["order_cycle_days"]
    assert cycles[0] == cycles[1]
    assert cycles[0] + 1 == pytest.approx(
        (alone["order_cycle_days"][0] + 1) / 2**0.5, abs=1
    )
    assert (
        both["order_cycle_source"][0] == "economic order quantity: parameter: company"
    )


def test_what_is_said_of_the_cycle_counts_before_its_economy() -> None:
    row = reorder_points(
        suppliers=supplier(500), planning_parameters=parameter("order_cycle_days", 9)
    ).row(0, named=True)
    assert (row["order_cycle_days"], row["order_cycle_source"]) == (
        9,
        "parameter: company",
    )


def test_what_is_cheap_to_order_is_ordered_at_every_chance() -> None:
    row = reorder_points(suppliers=supplier(0.001)).row(0, named=True)
    assert row["order_cycle_days"] == 0
    assert row["order_up_to_qty"] == row["reorder_point_qty"]
