"""The smoother against statsmodels, and against days that say nothing."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from statsmodels.tsa.holtwinters import SimpleExpSmoothing

from models.forecasting import damped, smoother
from models.forecasting.panel import Pools

KINDS, GAINS = smoother.CANDIDATES[:, 0], smoother.CANDIDATES[:, 1]
SES = int(np.flatnonzero((smoother.SES == KINDS) & (GAINS == 0.25))[0])


def levels(
    demand: npt.ArrayLike,
    weights: npt.ArrayLike | None = None,
    factors: npt.ArrayLike | None = None,
) -> npt.NDArray[np.float32]:
    values = np.atleast_2d(np.asarray(demand, np.float32))
    seen = np.ones_like(values) if weights is None else np.atleast_2d(weights)
    shape = np.ones_like(values[:1]) if factors is None else np.atleast_2d(factors)
    found = smoother.smoothed(
        values,
        np.asarray(seen * shape, np.float32),
        Pools(np.arange(len(values)), np.zeros(len(values), np.int64)),
        np.array([values.shape[1]]),
    )
    return np.asarray(found.levels[:, -1])


def test_simple_smoothing_equals_that_of_statsmodels() -> None:
    demand = np.random.default_rng(3).poisson(4.0, 60).astype(float)
    burn_in = 4  # the running mean until one day weighs a quarter
    oracle = SimpleExpSmoothing(
        demand[burn_in:],
        initialization_method="known",
        initial_level=demand[:burn_in].mean(),
    ).fit(smoothing_level=0.25, optimized=False)
    assert levels(demand)[0, SES] == pytest.approx(oracle.forecast(1)[0], rel=1e-5)


def test_a_stock_out_is_not_zero_demand() -> None:
    demand = [5.0] * 30 + [0.0] * 30
    in_stock = [1.0] * 30 + [0.0] * 30
    assert levels(demand, in_stock)[0] == pytest.approx(5.0, rel=1e-4)
    assert levels(demand)[0, SES] < 0.1


def test_half_a_day_in_stock_counts_half() -> None:
    demand = [6.0, 3.0] * 40
    in_stock = [1.0, 0.5] * 40
    assert levels(demand, in_stock)[0, SES] == pytest.approx(6.0, rel=1e-4)


def test_a_strong_weekday_does_not_move_the_level() -> None:
    week = np.array([0.5, 0.5, 0.5, 0.5, 1.0, 2.0, 2.0])
    demand = np.tile(week * 10, 10)
    assert levels(demand, factors=np.tile(week, 10))[0, SES] == pytest.approx(10.0)


def test_the_first_observation_is_not_sacred() -> None:
    slow = int(np.flatnonzero((smoother.SES == KINDS) & (GAINS == 0.003))[0])
    assert levels([100.0, *[1.0] * 99])[0, slow] == pytest.approx(1.99, rel=0.2)


@given(
    demand=arrays.arrays(
        np.float32, (3, 40), elements=st.floats(0, 1e7, width=32, allow_nan=False)
    ),
    seen=arrays.arrays(np.float32, (3, 40), elements=st.sampled_from([0.0, 0.3, 1.0])),
)
def test_levels_stay_between_nothing_and_what_was_seen(
    demand: npt.NDArray[np.float32], seen: npt.NDArray[np.float32]
) -> None:
    found = levels(demand, seen)
    shown = np.where(seen > 0, demand / np.where(seen > 0, seen, 1), 0)
    most = shown.max(axis=1, keepdims=True) / 0.3
    assert np.isfinite(found).all()
    assert (found >= 0).all()
    assert (found <= most * 1.001).all()


def test_an_item_follows_the_trend_of_its_category() -> None:
    """One sale in ten days says nothing of a trend; two hundred such items do."""
    rising = 0.05 * np.exp(np.arange(120) / 90)
    demand = np.random.default_rng(9).poisson(np.tile(rising, (200, 1)))
    origins = np.array([90, 120])
    pools = Pools(np.arange(200), np.zeros(200, np.int64))
    values = demand.astype(np.float32)
    found = smoother.smoothed(values, np.ones_like(values), pools, origins)
    at = int(np.flatnonzero(KINDS == smoother.CATEGORY)[-1])
    number = int(np.flatnonzero(at == smoother.TRENDED)[0])
    level = found.levels[:, 0, at].mean()
    trend = found.trends[:, 0, number].mean()
    ahead = level + trend * damped.reach(np.arange(30)).mean()
    assert ahead == pytest.approx(rising[90:].mean(), rel=0.15)
    own = found.levels[:, 0, smoother.USUAL].mean()
    assert abs(ahead - rising[90:].mean()) < 0.5 * abs(own - rising[90:].mean())
