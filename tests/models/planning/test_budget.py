from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.planning.earnings import NO_LIMIT, Packs, Stakes, fill, spend, unit_profit
from tests.models.planning.plans import (
    GRADE,
    LEVELS,
    PLACE,
    SOURCE,
    Given,
    demand,
    parameter,
    planned,
    stock,
)

ITEMS = {"a": 30, "b": 12, "c": 5}
"""What each sells for; each needs 75 at 2.00 = 150 of the budget."""


def plan(**given_rows: Given) -> tuple[pl.DataFrame, pl.DataFrame]:
    own = {sku: {**PLACE, "sku": sku} for sku in ITEMS}
    rows: dict[str, Any] = {
        "reorder_points": [{**LEVELS, **own[sku]} for sku in ITEMS],
        "supply_sources": [{**SOURCE, **own[sku]} for sku in ITEMS],
        "stock_positions": [stock(5, **own[sku]) for sku in ITEMS],
        "readiness": [{**GRADE, **own[sku]} for sku in ITEMS],
        "products": [
            {"sku": sku, "unit_price": price, "category": sku, "volume_m3": 0.1}
            for sku, price in ITEMS.items()
        ],
        **given_rows,
    }
    known = pl.concat([demand(sku=sku) for sku in ITEMS])
    lines, left_out = planned(known, **rows)
    return lines.sort("sku"), left_out.sort("sku")


def units(lines: pl.DataFrame) -> dict[str, Any]:
    return dict(zip(lines["sku"], lines["suggested_qty"], strict=True))


def test_a_budget_that_reaches_changes_nothing() -> None:
    lines, left_out = plan(planning_parameters=parameter("budget_amount", 450))
    assert units(lines) == {"a": 75, "b": 75, "c": 75}
    assert left_out.is_empty()
    assert lines["budget_qty"].to_list() == [0, 0, 0]


def test_a_budget_buys_what_earns_most_and_lists_what_it_leaves() -> None:
    lines, left_out = plan(planning_parameters=parameter("budget_amount", 300))
    assert lines["amount"].sum() <= 300
    bought = units(lines)
    assert bought["a"] > bought["b"] > bought.get("c", 0)
    assert (lines["budget_qty"] <= 0).all()
    row = left_out.filter(sku="c").row(0, named=True)
    assert (row["scope"], row["key"], row["wanted_qty"]) == ("company", "", 75)
    assert row["left_out_qty"] == 75 - bought.get("c", 0)
    assert row["amount"] == 2 * row["left_out_qty"]
    assert row["lost_margin_amount"] > 0
    assert row["sentence"].startswith(
        f"{row['left_out_qty'].normalize():f} of 75 left out: the budget reaches for"
    )
    assert "budgettet rækker" in row["sentence_da"]


@pytest.mark.parametrize(
    ("scope", "key", "cut"),
    [("supplier", "s", {"a", "b", "c"}), ("category", "a", {"a"})],
)
def test_budgets_of_suppliers_and_categories_bind_their_own(
    scope: str, key: str, cut: set[str]
) -> None:
    given_rows = parameter("budget_amount", 60, scope=scope, key=key)
    lines, left_out = plan(planning_parameters=given_rows)
    assert set(left_out["sku"]) == cut
    touched = lines.filter(pl.col("sku").is_in(sorted(cut)))
    assert touched["amount"].sum() <= 60


def test_all_budgets_bind_together() -> None:
    both = parameter("budget_amount", 300) + parameter(
        "budget_amount", 50, scope="category", key="a"
    )
    lines, left_out = plan(planning_parameters=both)
    assert units(lines)["a"] == 25
    assert lines["amount"].sum() <= 300
    assert left_out.filter(sku="a")["scope"].to_list() == ["category"]


def test_what_was_ordered_this_month_is_spent() -> None:
    order: dict[str, Any] = {
        **PLACE,
        "po_id": "p",
        "supplier_id": "s",
        "ordered_qty": 40,
        "ordered_at": "2026-01-31T10:00",
    }
    spent, _ = plan(
        planning_parameters=[
            {**parameter("budget_amount", 450)[0], "valid_from": "2026-01-15"}
        ],
        purchase_order_lines=[order],
    )
    assert spent["amount"].sum() <= 450 - 80
    fresh, _ = plan(
        planning_parameters=parameter("budget_amount", 450),
        purchase_order_lines=[order],
    )
    assert fresh["amount"].sum() == 450


def test_minimum_and_pack_hold_under_a_budget() -> None:
    terms = {"min_order_qty": 60, "pack_qty": 12}
    lines, left_out = plan(
        planning_parameters=parameter("budget_amount", 200),
        supply_sources=[{**SOURCE, **PLACE, "sku": sku, **terms} for sku in ITEMS],
    )
    assert all(qty >= 60 and qty % 12 == 0 for qty in units(lines).values())
    assert lines["amount"].sum() <= 200
    assert set(left_out["sku"]) == {"a", "b", "c"} - {
        sku for sku, qty in units(lines).items() if qty == 84
    }


def test_space_is_spent_like_money() -> None:
    """15 m³ less what will lie there: 1.5 m³ of each is gone before goods arrive."""
    lines, left_out = plan(locations=[{"location_id": "main", "capacity_m3": 15}])
    assert lines["suggested_qty"].sum() == 150
    assert set(left_out["scope"]) == {"space"}
    assert "the space of main" in left_out["sentence"][0]


def test_a_cut_that_loses_a_discount_stays_within_the_budget() -> None:
    breaks: Given = [
        {"supplier_id": "s", "sku": sku, "min_qty": 75, "unit_cost": 1.5}
        for sku in ITEMS
    ]
    lines, _ = plan(
        planning_parameters=parameter("budget_amount", 300),
        supplier_price_breaks=breaks,
    )
    assert lines["amount"].sum() <= 300


QUANTILES = np.sort(np.random.default_rng(1).gamma(4, 20, (12, 13)), axis=1)
LINES = st.lists(
    st.tuples(
        st.integers(0, 60), st.integers(1, 40), st.integers(1, 9), st.integers(1, 12)
    ),
    min_size=1,
    max_size=12,
)


def stakes_and_packs(
    lines: list[tuple[int, int, int, int]],
) -> tuple[Stakes, Packs, Any]:
    """Position, margin, pack and portions of each line, and what a unit costs."""
    here, margin, pack, most = (
        np.array(column, dtype=float) for column in zip(*lines, strict=True)
    )
    count = len(lines)
    stakes = Stakes(
        here, np.full(count, 3.0), margin, np.full(count, 0.01), np.zeros(count),
        QUANTILES[:count],
    )  # fmt: skip
    whole = most.astype(np.int64)
    return stakes, Packs(pack, np.ones(count, np.int64), whole), 1 + pack / 3


@settings(max_examples=200, deadline=None)
@given(LINES, st.floats(0, 500))
def test_what_is_left_out_earns_less_or_does_not_fit_the_rest(
    lines: list[tuple[int, int, int, int]], budget: float
) -> None:
    stakes, packs, cost = stakes_and_packs(lines)
    left = np.array([budget])
    limits = np.zeros((len(lines), 1), np.int64)
    taken, stopped, _, _ = spend(
        stakes, packs, cost.reshape(-1, 1), limits, left, -np.inf
    )
    spent = (taken * packs.pack_qty * cost).sum()
    assert spent <= budget + 1e-6
    assert left[0] == pytest.approx(budget - spent)

    def earns(row: int, pack: int) -> float:
        at = stakes.reached_qty[row] + (pack + 0.5) * packs.pack_qty[row]
        return float(unit_profit(stakes, row, at) / cost[row])

    worst_in = min(
        (earns(row, taken[row] - 1) for row in range(len(lines)) if taken[row]),
        default=np.inf,
    )
    for row in range(len(lines)):
        if taken[row] < packs.most[row]:
            assert stopped[row] != NO_LIMIT
            does_not_fit = packs.pack_qty[row] * cost[row] > left[0]
            assert does_not_fit or earns(row, taken[row]) <= worst_in + 1e-9


@settings(max_examples=200, deadline=None)
@given(LINES, st.floats(0.1, 800))
def test_an_order_is_filled_whole_or_not_at_all_and_no_pack_too_many(
    lines: list[tuple[int, int, int, int]], short: float
) -> None:
    stakes, packs, cost = stakes_and_packs(lines)
    order = np.zeros(len(lines), np.int64)
    lacking = np.array([[short]])
    added = fill(
        stakes, packs, order, cost.reshape(-1, 1), lacking, np.zeros(1, np.int64), 0.0
    )
    gained = added * packs.pack_qty * cost
    assert (added <= packs.most).all()
    if added.any():
        assert gained.sum() >= short - 1e-6
        smallest = (packs.pack_qty * cost)[added > 0].max()
        assert gained.sum() - smallest <= short


def test_money_left_out_is_exact() -> None:
    _, left_out = plan(planning_parameters=parameter("budget_amount", 0))
    assert left_out["amount"].sum() == Decimal(450)
    assert left_out["least_in_rate"].to_list() == [None, None, None]
