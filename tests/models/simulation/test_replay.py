"""The fast replay beside a slow one, and what holds for each."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.simulation.ground import NOBODY, Ground, Levels, Terms
from models.simulation.replay import replayed
from tests.models.simulation.grounds import alone, held, side_by_side
from tests.models.simulation.plain import Company, Life


def company(seed: int) -> tuple[Ground, Levels]:
    """Return two suppliers, items at a warehouse, its store and a store of that."""
    rng = np.random.default_rng(seed)
    days, items = int(rng.integers(20, 60)), 4
    count = items * 3
    cell = np.arange(count)
    parent = np.where(cell % 3 == 0, NOBODY, cell - 1)
    supplier = cell // 6
    terms = Terms(
        parent=parent,
        buyer=np.where(parent == NOBODY, supplier, NOBODY),
        pack=rng.choice([1.0, 2.0, 5.0], count),
        least=rng.choice([0.0, 3.0], count),
        most=rng.choice([0.0, 0.0, 12.0], count),
        cost=rng.integers(1, 20, count).astype(float),
    )
    vintages = 3
    point = rng.integers(0, 12, (vintages, count)).astype(np.float32)
    day = np.arange(days, dtype=np.int32)[:, None]
    ground = Ground(
        demand=rng.poisson(0.6, (days, count)).astype(np.float32),
        patient=rng.poisson(0.2, (days, count)).astype(np.float32),
        other=rng.choice([-1, 0, 0, 0, 1], (days, count)).astype(np.float32),
        given=(rng.poisson(0.3, (days, count)) * (np.arange(days)[:, None] < 9)).astype(
            np.float32
        ),
        arrival=day + rng.integers(0, 9, (days, count)).astype(np.int32),
        chance=rng.random((days, count)) < 0.6,
        stock=rng.integers(0, 10, count).astype(float),
        planned_from=rng.choice([0, 0, 5], count).astype(np.int64),
        sold_from=rng.choice([0, 3], count).astype(np.int64),
        terms=terms,
        blocks=np.array([0, 6, 12]),
        least_amount=rng.choice([0.0, 60.0, 300.0], 2),
    )
    vintage = np.minimum(np.arange(days) // 7, vintages) - 1
    up_to = point + rng.integers(0, 9, point.shape).astype(np.float32)
    daily = rng.random(point.shape).astype(np.float32)
    return ground, Levels(point, up_to, daily, vintage)


def told(ground: Ground, levels: Levels) -> Life:
    outcome = replayed(ground, levels)
    totals = (
        outcome.served,
        outcome.stocked,
        outcome.short_days,
        outcome.lines,
        outcome.orders,
    )
    return Life(*(one.sum(axis=0).tolist() for one in totals))


@given(st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_the_kernel_lives_as_the_slow_company_does(seed: int) -> None:
    ground, levels = company(seed)
    assert told(ground, levels) == Company(ground, levels).live()


@given(st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_nothing_is_made_and_nothing_vanishes(seed: int) -> None:
    rng = np.random.default_rng(seed)
    demand = rng.poisson(2.0, 50)
    ground, levels = alone(demand, lead_days=4, point=9, up_to=14, stock=10, pack=3)
    whole = replayed(ground, levels)
    shorter = replayed(
        *alone(demand[:49], lead_days=4, point=9, up_to=14, stock=10, pack=3)
    )
    left = whole.stocked.sum() - shorter.stocked.sum()
    brought = left + whole.served.sum() - 10
    assert brought % 3 == 0
    assert brought >= 0


@given(st.integers(0, 10_000), st.integers(1, 6))
@settings(max_examples=30, deadline=None)
def test_a_higher_base_stock_never_serves_less(seed: int, more: int) -> None:
    demand = np.random.default_rng(seed).poisson(1.5, 80)
    served = [
        replayed(
            *alone(demand, lead_days=3, point=level, up_to=level, stock=5)
        ).served.sum()
        for level in (6, 6 + more)
    ]
    assert served[0] <= served[1]


def test_a_suppliers_minimum_is_filled_with_what_is_lowest() -> None:
    """Two items at 10, one low: its order of 20 grows to 70, both to 4/3."""
    ground, _ = alone([0.0] * 5, lead_days=1, point=0, up_to=0, stock=0)
    dear = ground._replace(
        terms=ground.terms._replace(cost=np.array([10.0])),
        least_amount=np.array([70.0]),
    )
    two = side_by_side(dear, [2, 5])
    outcome = replayed(two, held(5, [3, 3], [4, 6]))
    assert outcome.lines.sum(axis=0).tolist() == [1, 1]
    assert outcome.stocked[0].tolist() == [2 + 4 * 6, 5 + 4 * 8]


def test_an_order_waits_where_four_weeks_more_do_not_reach_the_minimum() -> None:
    ground, levels = alone([1.0] * 6, lead_days=1, point=3, up_to=4, stock=4)
    waits = replayed(ground._replace(least_amount=np.array([100.0])), levels)
    assert waits.orders.sum() == 0
    assert waits.served.sum() == 4


def test_short_stock_is_shared_by_what_places_ask_for() -> None:
    """Nine units for stores that want twelve and six: six and three."""
    ground, _ = alone([0.0] * 3, lead_days=1, point=0, up_to=0, stock=0)
    alike = side_by_side(ground, [9, 0, 0])
    three = alike._replace(
        terms=alike.terms._replace(
            parent=np.array([NOBODY, 0, 0]), buyer=np.array([0, NOBODY, NOBODY])
        )
    )
    outcome = replayed(three, held(3, [-1, 12, 6], [-1, 12, 6]))
    assert outcome.stocked[0].tolist() == [0, 12, 6]


@pytest.mark.parametrize("days", [1, 8])
def test_weeks_are_counted_from_the_first_day(days: int) -> None:
    outcome = replayed(*alone([1.0] * days, lead_days=1, point=0, up_to=0, stock=99))
    assert (
        outcome.served.sum(axis=1).tolist() == [min(days, 7), days - 7][: 1 + days // 8]
    )
