"""Policies with known exact results, simulated for a long time."""

import numpy as np
import pytest
from scipy import stats

from models.simulation.replay import Outcome, replayed
from tests.models.simulation.grounds import alone

DAYS = 400_000


def poisson(mean: float, seed: int = 7) -> np.ndarray:
    return np.random.default_rng(seed).poisson(mean, DAYS)


def a_day(values: np.ndarray) -> float:
    return float(values.sum(dtype=np.float64)) / DAYS


def lost(outcome: Outcome) -> float:
    return a_day(outcome.demanded) - a_day(outcome.served)


@pytest.mark.parametrize(
    ("penalty", "lead_days", "published"),
    [(4, 1, 4.16), (4, 2, 4.64), (4, 4, 5.20), (9, 1, 5.55), (9, 4, 7.27)],
)
def test_base_stock_with_lost_sales_costs_what_zipkin_published(
    penalty: int, lead_days: int, published: float
) -> None:
    """Zipkin 2008, Operations Research 56, 1256-1263, table 1: Poisson 5, h = 1.

    The table gives the cost of the best base-stock level to two decimals.
    """
    demand = poisson(5)
    costs = []
    for level in range(5 * (lead_days + 1), 5 * (lead_days + 1) + 9):
        outcome = replayed(
            *alone(demand, lead_days=lead_days, point=level, up_to=level, stock=level)
        )
        costs.append(a_day(outcome.stocked) + penalty * lost(outcome))
    assert min(costs) == pytest.approx(published, abs=0.02)


def test_order_up_to_costs_what_snyder_and_shen_compute() -> None:
    """stockpyl ``s_s_discrete_exact(4, 10, 1, 4, 5, True, 6)``: 8.034.

    Snyder & Shen, Fundamentals of Supply Chain Theory, 2nd ed., §4.4 (s, S): h = 1,
    p = 4, K = 5, Poisson 6, no lead time, customers wait.
    """
    demand = poisson(6)
    ground, levels = alone(
        demand, lead_days=0, point=4, up_to=10, stock=10, backorders=True
    )
    outcome = replayed(ground, levels)
    waiting = lost(outcome)
    cost = a_day(outcome.stocked) + 4 * waiting + 5 * a_day(outcome.orders)
    assert cost == pytest.approx(8.034, abs=0.03)


@pytest.mark.parametrize(
    ("mean", "point", "up_to", "published"),
    [(10, 6, 40, 35.022), (15, 10, 49, 42.698), (20, 14, 62, 49.173)],
)
def test_best_order_up_to_policies_cost_what_zheng_and_federgruen_published(
    mean: float, point: float, up_to: float, published: float
) -> None:
    """Zheng & Federgruen 1991, Operations Research 39, 654-665, table 1.

    Poisson demand, K = 64, h = 1, p = 9, no lead time, customers wait.
    """
    demand = poisson(mean)
    ground, levels = alone(
        demand, lead_days=0, point=point, up_to=up_to, stock=up_to, backorders=True
    )
    outcome = replayed(ground, levels)
    cost = a_day(outcome.stocked) + 9 * lost(outcome) + 64 * a_day(outcome.orders)
    assert cost == pytest.approx(published, rel=0.004)


def test_whole_lots_stand_where_hadley_and_whitin_say() -> None:
    """(r, nQ): the position is uniform on r + 1 … r + Q (Hadley & Whitin 1963, §5-3).

    So stock at the end of a day is the mean over it of E[(position - demand)⁺], demand
    of the lead time and the day itself.
    """
    mean, lead_days, point, lot = 2.0, 3, 7, 10
    outcome = replayed(
        *alone(
            poisson(mean),
            lead_days=lead_days,
            point=point,
            up_to=point + 1,
            stock=point + lot,
            pack=lot,
            backorders=True,
        )
    )
    units = np.arange(0, 80)
    chances = stats.poisson(mean * (lead_days + 1)).pmf(units)
    positions = np.arange(point + 1, point + lot + 1)
    left = np.maximum(positions[:, None] - units, 0) @ chances
    assert a_day(outcome.stocked) == pytest.approx(left.mean(), rel=0.01)


def test_base_stock_fills_what_the_newsvendor_formula_says() -> None:
    """With customers waiting, stock left is E[(S - demand of L + 1 days)⁺].

    Zipkin, Foundations of Inventory Management, 2000, §9.4.
    """
    outcome = replayed(
        *alone(poisson(4), lead_days=2, point=15, up_to=15, stock=15, backorders=True)
    )
    units = np.arange(0, 90)
    left = np.maximum(15 - units, 0) @ stats.poisson(12).pmf(units)
    assert a_day(outcome.stocked) == pytest.approx(left, rel=0.01)
