import datetime as dt
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from models import tables
from models.tables.columns import QUANTILE_COLUMNS, QUANTILES
from tests.factories import frame
from tests.models.planning.plans import (
    AS_OF,
    DAYS,
    GRADE,
    LEVELS,
    PLACE,
    SOURCE,
    Rows,
    demand,
    last_orders,
    parameter,
    reorder_points,
    stock,
    suggestions,
)

ENDING = {"sku": "a", "unit_price": 12, "discontinued_on": "2026-02-10"}
SELL_OFF = parameter("sell_off_days", 20)


def normal(mean: float, sd: float) -> pl.DataFrame:
    """Normal demand of a season, however many days of it are asked for."""
    row = {
        **PLACE,
        "made_on": AS_OF,
        "mean": mean,
        "sd": sd,
        **{
            name: float(stats.norm.ppf(level, mean, sd))
            for name, level in zip(QUANTILE_COLUMNS, QUANTILES, strict=True)
        },
    }
    return frame("lead_time_demand", *({**row, "days": days} for days in DAYS))


def row(**given: Rows) -> dict[str, Any]:
    usual: dict[str, Rows] = {
        "products": [ENDING],
        "planning_parameters": SELL_OFF,
    }
    return last_orders(None, **{**usual, **given}).row(0, named=True)


def test_a_season_is_bought_at_the_newsvendors_ratio_and_partly_kept_in_reserve() -> (
    None
):
    """The wetsuit of Cachon & Terwiesch, Matching Supply with Demand, ch. 12 and 13.

    Price 190, cost 110, left over worth 90: ratio 80 ÷ 100. Demand is normal (3192,
    1181); the book's table rounds z up to 0.85 (4196). With a second order that costs
    20 % more the first is at 22 ÷ 42: 3263.
    """
    hammer = {**ENDING, "unit_price": 190}
    terms = [
        *SELL_OFF,
        *parameter("markdown_rate", 90 / 190),
        *parameter("reserve_premium_rate", 0.2),
    ]
    found = last_orders(
        normal(3192, 1181),
        products=[hammer],
        supply_sources=[{**SOURCE, "unit_cost": 110, "unit_cost_amount": 110}],
        planning_parameters=terms,
    ).row(0, named=True)
    assert found["total_rate"] == pytest.approx(0.8)
    assert found["total_qty"] == 4186
    assert found["commit_rate"] == pytest.approx(22 / 42)
    assert found["commit_qty"] == pytest.approx(3263, abs=1)
    assert found["reserve_qty"] == found["total_qty"] - found["commit_qty"]
    assert found["markdown_price"] == 90


def test_the_newsvendor_of_snyder_and_shen() -> None:
    """Example 4.3: h = 0.18, p = 0.70, normal (50, 8): 56.6 (Fundamentals, 2nd ed.)."""
    found = last_orders(
        normal(50, 8),
        products=[{**ENDING, "unit_price": "1.00"}],
        supply_sources=[{**SOURCE, "unit_cost_amount": "0.30"}],
        planning_parameters=[*SELL_OFF, *parameter("markdown_rate", 0.12)],
    ).row(0, named=True)
    assert found["total_rate"] == pytest.approx(0.70 / 0.88)
    assert found["total_qty"] == 57


def test_an_end_is_the_sell_off_or_the_day_before_the_successor() -> None:
    assert row()["ends_on"] == dt.date(2026, 3, 2)
    follows: Rows = [
        {**ENDING, "successor_sku": "b"},
        {"sku": "b", "launched_on": "2026-02-21"},
    ]
    assert row(products=follows)["ends_on"] == dt.date(2026, 2, 20)
    assert last_orders(products=[ENDING]).is_empty()
    older: Rows = [
        {**ENDING, "launched_on": "2026-02-21", "successor_sku": "b"},
        follows[1],
    ]
    assert last_orders(products=older).is_empty()


@pytest.mark.parametrize(
    ("discontinued", "days", "state", "last"),
    [
        ("2026-02-10", 60, "early", "2026-02-10"),
        ("2026-02-02", 60, "last", "2026-02-02"),
        ("2026-02-10", 12, "early", "2026-02-08"),
        ("2026-02-10", 6, "last", "2026-02-02"),
        ("2026-02-10", 5, "over", "2026-02-01"),
    ],
)
def test_the_last_chance_is_the_last_day_of_buying_or_of_arriving_in_time(
    discontinued: str, days: int, state: str, last: str
) -> None:
    found = row(
        products=[{**ENDING, "discontinued_on": discontinued}],
        planning_parameters=parameter("sell_off_days", days),
    )
    assert (found["state"], found["last_order_on"].isoformat()) == (state, last)


def test_a_closure_and_the_suppliers_weekdays_bring_the_last_chance_forward() -> None:
    closed = {"party_id": "s", "starts_on": "2026-02-12", "ends_on": "2026-02-14"}
    given: dict[str, Any] = {"planning_parameters": parameter("sell_off_days", 12)}
    found = row(**given, calendars=[closed])
    assert found["last_order_on"] == dt.date(2026, 2, 5)
    tuesdays = {**SOURCE, "order_weekdays": "0100000"}
    assert row(**given, supply_sources=[tuesdays])["last_order_on"] == dt.date(
        2026, 2, 3
    )


def test_a_season_no_longer_than_the_lead_time_must_be_there_on_its_first_day() -> None:
    season = {**ENDING, "launched_on": "2026-03-01", "discontinued_on": "2026-03-04"}
    short = parameter("sell_off_days", 10)
    found = row(products=[season], planning_parameters=short)
    assert found["last_order_on"] == dt.date(2026, 2, 15)
    longer = parameter("sell_off_days", 11)
    found = row(products=[season], planning_parameters=longer)
    assert found["last_order_on"] == dt.date(2026, 3, 1)


def test_at_the_last_chance_the_levels_are_what_still_sells() -> None:
    found = row(
        products=[{**ENDING, "discontinued_on": "2026-02-02"}],
        planning_parameters=parameter("sell_off_days", 60),
    )
    assert found["expected_qty"] == 183
    levels = reorder_points(last_orders=[found]).row(0, named=True)
    assert (
        levels["order_up_to_qty"] == levels["reorder_point_qty"] == found["total_qty"]
    )
    usual = reorder_points().row(0, named=True)
    assert levels["order_up_to_qty"] > usual["order_up_to_qty"]


def test_the_target_falls_to_zero_by_the_last_sale() -> None:
    def level(days: int) -> float:
        ends = parameter("sell_off_days", days)
        found = last_orders(products=[ENDING], planning_parameters=ends)
        made = reorder_points(last_orders=found.to_dicts())
        return float(made["order_up_to_qty"].item())

    levels = [level(days) for days in (90, 15, 10, 7, 5)]
    assert levels == sorted(levels, reverse=True)
    assert levels[-1] == 0


def test_before_the_last_chance_only_the_commitment_is_ordered() -> None:
    rates = [*parameter("markdown_rate", 0.1), *parameter("reserve_premium_rate", 0.05)]
    ends = parameter("sell_off_days", 10)
    found = row(planning_parameters=[*ends, *rates])
    assert found["commit_qty"] < found["total_qty"]
    levels = reorder_points(last_orders=[found]).row(0, named=True)
    assert levels["order_up_to_qty"] == found["commit_qty"]


def successor_line(predecessor_stock: float) -> dict[str, Any]:
    """What is ordered of a new item whose predecessor has so much left."""
    new = {**PLACE, "sku": "b"}
    wares: Rows = [
        {**ENDING, "successor_sku": "b"},
        {"sku": "b", "unit_price": 12, "launched_on": "2026-02-05"},
    ]
    ends = last_orders(products=wares)
    lines = suggestions(
        pl.concat([demand(), demand(sku="b")]),
        products=wares,
        last_orders=ends.to_dicts(),
        supply_sources=[SOURCE, {**SOURCE, **new}],
        reorder_points=[{**LEVELS, "policy": "do_not_stock"}, {**LEVELS, **new}],
        readiness=[GRADE, {**GRADE, **new}],
        stock_positions=[stock(predecessor_stock), stock(0, **new)],
        item_classes=[],
    )
    return lines.row(by_predicate=pl.col("sku") == "b", named=True)


def test_a_predecessor_is_used_up_before_its_successor_is_bought() -> None:
    """Three days at 3 a day sell 9 of the predecessor; the rest serves what follows."""
    line = successor_line(40)
    assert (line["instead_qty"], line["suggested_qty"]) == (-31, 49)
    assert successor_line(9)["instead_qty"] == 0


@settings(max_examples=15, deadline=None)
@given(days=st.integers(6, 120), markdown=st.floats(0, 0.9))
def test_more_days_and_dearer_leftovers_never_raise_and_lower_the_order(
    days: int, markdown: float
) -> None:
    def total(days: int, markdown: float) -> float:
        given = [
            *parameter("sell_off_days", days),
            *parameter("markdown_rate", markdown),
        ]
        return float(row(planning_parameters=given)["total_qty"])

    assert total(days, markdown) <= total(days + 5, markdown)
    assert total(days, markdown) <= total(days, markdown + 0.1)


def test_its_contract_holds_for_nothing_at_all() -> None:
    assert tables.TABLES["last_orders"].validate(last_orders()).is_empty()
