"""What a plan leaves as the plan before had it, and what it does not.

Three sell a day; reorder point 60, level 80, so that 20 units are a cycle.
"""

import datetime as dt
from typing import Any

import polars as pl
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from models import tables
from models.planning.steadiness import plan_before
from tests.factories import frame
from tests.models.planning.plans import (
    AS_OF,
    LEVELS,
    PLACE,
    SOURCE,
    Given,
    Rows,
    parameter,
    stock,
    suggestions,
)

YESTERDAY = AS_OF - dt.timedelta(days=1)
BEFORE = {
    **PLACE,
    "made_on": YESTERDAY,
    "line_qty": 70,
    "bought_qty": 70,
    "position_qty": 10,
    "policy": "s_S",
    "service_target_kind": "cycle",
    "service_target_rate": 0.95,
    "order_cycle_days": 7,
    "supplier_id": "s",
    "order_pack_qty": 1,
}


def line(stock_qty: float = 5, **given: Given) -> dict[str, Any]:
    rows: Rows = given.pop("plan_before", [BEFORE])
    table = suggestions(stock_positions=[stock(stock_qty)], plan_before=rows, **given)
    assert table.height == 1
    return table.row(0, named=True)


def test_a_line_that_still_lifts_the_position_above_its_point_stands() -> None:
    row = line(stock_qty=2)
    assert (row["need_qty"], row["steady_qty"], row["suggested_qty"]) == (78, -8, 70)


def test_a_line_that_no_longer_does_is_made_anew() -> None:
    """With nothing there 70 lift it to 70; at 85 less that is beyond a cycle."""
    lower = {**BEFORE, "line_qty": 55}
    row = line(stock_qty=0, plan_before=[lower])
    assert (row["steady_qty"], row["suggested_qty"]) == (0, 80)


@pytest.mark.parametrize(
    ("before", "given"),
    [
        ({"position_qty": -31}, {}),
        ({"service_target_rate": 0.9}, {}),
        ({"policy": "order_up_to"}, {}),
        ({"order_cycle_days": 14}, {}),
        ({"supplier_id": "t"}, {}),
        ({"order_pack_qty": 10}, {}),
        ({}, {"supply_sources": [{**SOURCE, "min_order_qty": 72}]}),
        ({}, {"planning_parameters": parameter("max_order_qty", 60)}),
    ],
    ids=lambda value: " ".join(map(str, value)) or "-",
)
def test_what_came_in_or_was_said_otherwise_counts_at_once(
    before: dict[str, Any], given: dict[str, Any]
) -> None:
    assert line(plan_before=[{**BEFORE, **before}], **given)["steady_qty"] == 0


def test_a_pack_more_or_less_is_left_alone_where_there_is_no_cycle() -> None:
    flat = [{**LEVELS, "policy": "order_up_to", "reorder_point_qty": 80}]
    old = {**BEFORE, "policy": "order_up_to", "order_pack_qty": 24, "line_qty": 72}
    packs = [{**SOURCE, "pack_qty": 24}]
    row = line(2, plan_before=[old], reorder_points=flat, supply_sources=packs)
    assert (row["pack_qty"], row["steady_qty"], row["suggested_qty"]) == (18, -24, 72)


def test_a_line_lasts_while_the_position_is_hardly_above_its_point() -> None:
    """The point is 60; half of 15 % of the level of 80 is 6."""
    old = {**BEFORE, "line_qty": 18, "bought_qty": 18, "position_qty": 66}
    row = line(stock_qty=66, plan_before=[old])
    assert (row["need_qty"], row["waiting_qty"], row["steady_qty"]) == (14, -14, 18)
    assert row["suggested_qty"] == 18
    above = [{**old, "position_qty": 67}]
    assert suggestions(stock_positions=[stock(67)], plan_before=above).is_empty()
    assert suggestions(stock_positions=[stock(66)]).is_empty()


def test_a_line_of_a_slow_item_lasts_a_unit_above_its_point() -> None:
    slow = [{**LEVELS, "reorder_point_qty": 8, "order_up_to_qty": 9}]
    packs = [{**SOURCE, "pack_qty": 12}]
    old = {**BEFORE, "line_qty": 12, "bought_qty": 12, "order_pack_qty": 12}

    def left(here: int) -> pl.DataFrame:
        before = [{**old, "position_qty": here}]
        return suggestions(
            stock_positions=[stock(here)],
            plan_before=before,
            reorder_points=slow,
            supply_sources=packs,
        )

    assert left(9)["suggested_qty"].to_list() == [12]
    assert left(10).is_empty()


def test_days_and_rates_that_follow_from_costs_may_move() -> None:
    moving = {"service_target_rate": None, "order_cycle_days": None}
    economic = {
        **LEVELS,
        "service_target_kind": "economic",
        "service_target_rate": 0.93,
        "order_cycle_source": "economic order quantity: company",
    }
    old = {**BEFORE, **moving, "service_target_kind": "economic"}
    row = line(2, plan_before=[old], reorder_points=[economic])
    assert (row["steady_qty"], row["suggested_qty"]) == (-8, 70)


@drawn(st.integers(0, 60), st.integers(1, 120), st.integers(0, 20))
def test_what_stands_lifts_the_position_to_its_point_and_not_far_above_its_level(
    here: int, before: int, sold: int
) -> None:
    old = {**BEFORE, "line_qty": before, "position_qty": here + sold}
    row = line(here, plan_before=[old])
    after = row["position_qty"] + row["suggested_qty"]
    assert row["reorder_point_qty"] <= after <= row["order_up_to_qty"] + 20


def test_the_plan_before_is_what_it_said_without_what_filled_its_orders() -> None:
    said = {
        **PLACE,
        "suggestion_id": "x",
        "part": 1,
        "need_qty": 70,
        "top_up_qty": 12,
        "suggested_qty": 82,
        "position_qty": 10,
    }
    plan = {
        "scope": frame(
            "scope", {"as_of": YESTERDAY, "currency": "DKK", "time_zone": "UTC"}
        ),
        "suggestions": frame("suggestions", said),
        "reorder_points": frame("reorder_points", LEVELS),
        "supply_sources": frame("supply_sources", SOURCE),
    }
    lazy = {name: table.lazy() for name, table in plan.items()}
    made = tables.TABLES["plan_before"].validate(plan_before(lazy, AS_OF))
    assert made.equals(frame("plan_before", BEFORE).select(made.columns))
    assert plan_before(lazy, AS_OF + dt.timedelta(days=7)).is_empty()
    assert plan_before({}, AS_OF).is_empty()
    two = pl.concat([plan["suggestions"], plan["suggestions"]])
    assert plan_before({**lazy, "suggestions": two.lazy()}, AS_OF).is_empty()
