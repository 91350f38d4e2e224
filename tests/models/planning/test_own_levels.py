"""Levels that planners set are kept, and what they cost is said."""

from decimal import Decimal

from tests.models.planning.plans import demand, parameter, reorder_points

FILL_RATE = parameter("service_target_kind", "fill_rate")


def test_without_own_levels_there_is_nothing_to_say() -> None:
    row = reorder_points().row(0, named=True)
    assert row["own_levels_cost_amount"] is None
    assert row["computed_point_qty"] == row["reorder_point_qty"]
    assert row["computed_up_to_qty"] == row["order_up_to_qty"]


def test_a_minimum_that_holds_too_much_is_kept_and_costs() -> None:
    said = parameter("min_qty", 900) + parameter("max_qty", 1000)
    row = reorder_points(planning_parameters=said).row(0, named=True)
    assert (row["reorder_point_qty"], row["order_up_to_qty"]) == (900, 1000)
    assert row["computed_point_qty"] < 100
    assert (
        row["own_levels_cost_amount"] > 200
    )  # some 830 units x 2 x 20 %, less what is never lost


def test_a_maximum_that_runs_dry_costs_the_margin_of_what_is_lost() -> None:
    said = parameter("min_qty", 0) + parameter("max_qty", 10)
    row = reorder_points(planning_parameters=said).row(0, named=True)
    own = reorder_points(
        planning_parameters=parameter("min_qty", 1) + parameter("max_qty", 10)
    ).row(0, named=True)
    assert row["order_up_to_qty"] == own["order_up_to_qty"] == 10
    assert own["expected_fill_rate"] < 0.5
    assert own["own_levels_cost_amount"] > Decimal(1000)


def test_own_levels_without_a_price_have_no_cost() -> None:
    said = parameter("min_qty", 900)
    row = reorder_points(planning_parameters=said, products=[{"sku": "a"}]).row(
        0, named=True
    )
    assert row["own_levels_cost_amount"] is None


def test_the_fill_rate_to_expect_is_the_target_or_a_unit_more() -> None:
    for rate in (0.9, 0.95, 0.98):
        said = FILL_RATE + parameter("service_target_rate", rate)
        row = reorder_points(demand(), planning_parameters=said).row(0, named=True)
        assert rate - 0.002 <= row["expected_fill_rate"] <= rate + 0.02
