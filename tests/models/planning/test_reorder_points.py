from decimal import Decimal
from statistics import NormalDist
from typing import Any

import polars as pl
import pytest

from tests.models.planning.plans import (
    AS_OF,
    BASIS,
    PLACE,
    SOURCE,
    Given,
    demand,
    parameter,
    reorder_points,
)


def only(
    lead_time_demand: pl.DataFrame | None = None, **given: Given
) -> dict[str, Any]:
    table = reorder_points(lead_time_demand, **given)
    assert table.height == 1
    return table.row(0, named=True)


def test_the_point_is_the_target_quantile_of_the_protection_interval() -> None:
    known = demand(rate=3, protection_days=16)
    row = only(known)
    assert row["reorder_point_qty"] == known.filter(days=0)["q0.95"][0]
    assert row["expected_demand_qty"] == 48
    assert row["safety_stock_qty"] == row["reorder_point_qty"] - 48


def test_silver_pyke_thomas_safety_stock_of_normal_demand() -> None:
    """k = 1.645 at 95 %: reorder point = mean + k x standard deviation."""
    mean, sd = 58.3, 13.1
    scores = [NormalDist().inv_cdf(level) for level in (0.95, 0.98, 0.99)]
    table = demand().with_columns(
        *(
            pl.lit(mean + score * sd).alias(f"q{level}")
            for level, score in zip((0.95, 0.98, 0.99), scores, strict=True)
        ),
        mean=pl.lit(mean),
    )
    at_97 = only(table, planning_parameters=parameter("service_target_rate", 0.97))
    exact = mean + NormalDist().inv_cdf(0.97) * sd
    assert at_97["reorder_point_qty"] == int(exact) + 1
    assert only(table)["reorder_point_qty"] == 80  # 58.3 + 1.645 x 13.1 = 79.85


def test_the_level_covers_the_order_cycle_too() -> None:
    weekly = only()
    none = only(planning_parameters=parameter("order_cycle_days", 0))
    monthly = only(planning_parameters=parameter("order_cycle_days", 28))
    assert none["order_up_to_qty"] == none["reorder_point_qty"]
    gained = weekly["order_up_to_qty"] - weekly["reorder_point_qty"]
    assert 21 <= gained <= 26
    assert monthly["order_up_to_qty"] > weekly["order_up_to_qty"]


@pytest.mark.parametrize(
    ("abc", "rate", "source"),
    [
        ("A", 0.97, "default: class A"),
        ("B", 0.95, "default: class B"),
        ("C", 0.92, "default: class C"),
        (None, 0.95, "default"),
    ],
)
def test_the_target_depends_on_the_class_and_says_so(
    abc: str | None, rate: float, source: str
) -> None:
    classes = [] if abc is None else [{**PLACE, "abc": abc}]
    row = only(item_classes=classes)
    assert row["service_target_rate"] == rate
    assert row["service_target_source"] == source


def test_without_demand_both_levels_are_zero() -> None:
    row = only(demand(rate=0), forecast_basis=[{**BASIS, "daily_mean": 0.0}])
    assert (row["reorder_point_qty"], row["order_up_to_qty"]) == (0, 0)
    assert row["cover_days"] is None


def test_without_a_basis_there_is_no_number() -> None:
    row = only(forecast_basis=[{**BASIS, "basis": "none"}])
    assert (row["reorder_point_qty"], row["demand_basis"]) == (0, "none")


def test_whole_items_get_whole_levels_and_divisible_ones_do_not() -> None:
    table = demand().with_columns(pl.col("q0.95") + 0.25)
    assert only(table)["reorder_point_qty"] % 1 == 0
    row = only(table, forecast_basis=[{**BASIS, "is_whole": False}])
    assert row["reorder_point_qty"] % 1 == Decimal("0.25")


@pytest.mark.parametrize(
    ("name", "value", "policy", "point", "up_to"),
    [
        ("min_qty", 10, "min_max", 10, None),
        ("safety_qty", 5, "s_S", 53, None),
        ("reorder_qty", 50, "s_Q", 65, 115),
        ("max_qty", 20, "s_S", 20, 20),
        ("presentation_qty", 4, "s_S", 69, None),
        ("do_not_order", "yes", "do_not_stock", 0, 0),
        ("policy", "order_up_to", "order_up_to", 65, 65),
        ("policy", "do_not_stock", "do_not_stock", 0, 0),
    ],
)
def test_what_planners_set_is_honoured_and_named(
    name: str, value: object, policy: str, point: int, up_to: int | None
) -> None:
    row = only(planning_parameters=parameter(name, value))
    assert (row["policy"], row["reorder_point_qty"]) == (policy, point)
    if up_to is not None:
        assert row["order_up_to_qty"] == up_to


def test_a_minimum_and_a_maximum_replace_the_computed_levels() -> None:
    both = parameter("min_qty", 10) + parameter("max_qty", 20)
    row = only(planning_parameters=both)
    assert (row["reorder_point_qty"], row["order_up_to_qty"]) == (10, 20)
    assert (row["policy"], row["policy_source"]) == ("min_max", "parameter: company")


def test_a_fill_rate_needs_less_stock_than_the_same_cycle_rate() -> None:
    cycle = only(planning_parameters=parameter("service_target_rate", 0.95))
    fill = only(
        planning_parameters=parameter("service_target_rate", 0.95)
        + parameter("service_target_kind", "fill_rate")
    )
    assert fill["service_target_kind"] == "fill_rate"
    assert fill["reorder_point_qty"] < cycle["reorder_point_qty"]


def test_an_economic_target_weighs_holding_against_margin() -> None:
    said = parameter("service_target_kind", "economic") + parameter("holding_rate", 2)
    cheap = only(planning_parameters=said, products=[{"sku": "a", "unit_price": 2.1}])
    dear = only(planning_parameters=said, products=[{"sku": "a", "unit_price": 20}])
    assert cheap["service_target_kind"] == dear["service_target_kind"] == "economic"
    assert cheap["service_target_rate"] < dear["service_target_rate"]


def test_an_economic_target_is_off_while_tax_is_not_settled() -> None:
    row = only(
        planning_parameters=parameter("service_target_kind", "economic"),
        channels=[{"channel": "shop"}],
    )
    assert row["service_target_kind"] == "cycle"
    assert row["service_target_source"] == "default: no margin or tax not settled"


def test_what_is_discontinued_is_not_stocked() -> None:
    ended = [{"sku": "a", "discontinued_on": "2026-02-01"}]
    row = only(products=ended)
    assert row["policy"] == "do_not_stock"
    assert row["policy_source"] == "product: discontinued"


def test_a_warehouse_pools_the_demand_of_its_places() -> None:
    shops: list[dict[str, Any]] = [
        {"location_id": name, "replenished_from": "main"} for name in ("s1", "s2")
    ]
    served = [
        {
            **SOURCE,
            "kind": "location",
            "location_id": one["location_id"],
            "lead_time_days": 2,
        }
        for one in shops
    ]
    table = reorder_points(
        pl.concat([demand(location_id=name) for name in ("main", "s1", "s2")]),
        locations=[{"location_id": "main"}, *shops],
        supply_sources=[SOURCE, *served],
        forecast_basis=[
            {**BASIS, "location_id": name} for name in ("main", "s1", "s2")
        ],
    )
    rows = {row["location_id"]: row for row in table.iter_rows(named=True)}
    assert rows["main"]["daily_mean_qty"] == 9
    assert rows["main"]["expected_demand_qty"] == 3 * 16 + 2 * 3 * 18
    alone = rows["s1"]["safety_stock_qty"]
    assert alone < rows["main"]["safety_stock_qty"] < 3 * alone
    assert rows["s1"]["expected_demand_qty"] == 48


def test_a_warehouse_without_customers_of_its_own_plans_for_its_places() -> None:
    shop = {"location_id": "shop", "replenished_from": "main"}
    table = reorder_points(
        demand(location_id="shop"),
        locations=[{"location_id": "main"}, shop],
        supply_sources=[SOURCE, {**SOURCE, "location_id": "shop", "kind": "location"}],
        forecast_basis=[{**BASIS, "location_id": "shop"}],
    )
    row = table.filter(location_id="main").row(0, named=True)
    assert row["reorder_point_qty"] > row["expected_demand_qty"] > 0


def test_what_is_kept_from_a_shop_counts_beyond_what_the_shop_holds() -> None:
    shop = {"location_id": "shop", "replenished_from": "main"}
    terms = {"kind": "location", "lead_time_days": 2, "review_days": 4}

    def level(kept_days: int) -> Decimal:
        settings = {"service_target_kind": "fill_rate", "kept_days": kept_days}
        table = reorder_points(
            pl.concat([demand(location_id=name) for name in ("main", "shop")]),
            locations=[{"location_id": "main"}, shop],
            supply_sources=[SOURCE, {**SOURCE, **terms, "location_id": "shop"}],
            forecast_basis=[BASIS, {**BASIS, "location_id": "shop"}],
            planning_parameters=[
                row for item in settings.items() for row in parameter(*item)
            ],
        )
        point: Decimal = table.filter(location_id="main")["reorder_point_qty"][0]
        return point

    assert level(0) == level(2 + 4)
    assert level(0) < level(2 + 4 + 5) <= level(0) + 5 * 3


def test_a_vintage_of_the_past_is_not_used() -> None:
    old = demand(rate=50).with_columns(made_on=pl.lit(AS_OF.replace(day=1, month=1)))
    assert only(pl.concat([demand(), old]))["expected_demand_qty"] == 48


def test_the_order_of_rows_is_nothing() -> None:
    assert reorder_points(demand()).equals(reorder_points(demand().reverse()))


def test_a_planners_number_alone_makes_a_level() -> None:
    planner = {**BASIS, "basis": "planner", "method": "planner", "daily_mean": 0.0}
    row = only(forecast_basis=[planner])
    assert row["reorder_point_qty"] > 48
    assert row["demand_basis"] == "planner: planner"
