"""Distributions against SciPy, and properties that must hold for any numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from models import distributions
from models.tables.columns import QUANTILES

MEANS = np.array([0.01, 0.3, 1.1, 7.5, 41.3, 301.7])
ANY_NUMBER = st.floats(min_value=0, max_value=1e9, allow_nan=False)


@pytest.mark.parametrize("ratio", [1.2, 2.0, 9.0])
def test_count_quantiles_equal_the_negative_binomials_of_scipy(ratio: float) -> None:
    size = MEANS / (ratio - 1)
    expected = stats.nbinom.ppf(
        np.array(QUANTILES), size[:, None], np.full((len(MEANS), 1), 1 / ratio)
    )
    found = distributions.quantiles(MEANS, MEANS * ratio, QUANTILES)
    np.testing.assert_array_equal(found, expected)


def test_variance_at_or_below_the_mean_is_poisson() -> None:
    expected = stats.poisson.ppf(np.array(QUANTILES), MEANS[:, None])
    for variance in (MEANS, MEANS * 0.5):
        found = distributions.quantiles(MEANS, variance, QUANTILES)
        np.testing.assert_array_equal(found, expected)


def test_large_demand_is_close_to_gamma() -> None:
    mean, variance = 20_000.0, 4_000_000.0
    expected = stats.gamma.ppf(
        np.array(QUANTILES), mean**2 / variance, scale=variance / mean
    )
    found = distributions.quantiles(mean, variance, QUANTILES)[0]
    np.testing.assert_allclose(found, expected, rtol=0.002)


def test_demand_that_can_be_split_has_fractions() -> None:
    found = distributions.quantiles(2.5, 1.0, [0.5], is_whole=False)[0, 0]
    assert found == pytest.approx(stats.gamma.ppf(0.5, 6.25, scale=0.4), rel=0.01)


def test_chance_above_equals_the_survival_of_scipy() -> None:
    qty = np.floor(MEANS * 1.3)
    expected = stats.nbinom.sf(qty, MEANS, 0.5)
    found = distributions.chance_above(qty, MEANS, MEANS * 2)
    np.testing.assert_allclose(found, expected, atol=1e-9)


def test_nothing_is_expected_of_no_demand() -> None:
    assert distributions.quantiles([0.0, np.nan], 1.0, [0.99]).tolist() == [[0], [0]]
    assert distributions.chance_above([0, -1], 0.0, 0.0).tolist() == [0, 1]


def test_ranks_of_right_distributions_are_uniform() -> None:
    random = np.random.default_rng(1)
    qty = random.negative_binomial(2.0, 0.5, 4000)
    ranks = distributions.ranks(qty, 2.0, 4.0, random.random(4000))
    assert stats.kstest(ranks, "uniform").pvalue > 0.01


@given(mean=ANY_NUMBER, variance=ANY_NUMBER, is_whole=st.booleans())
def test_quantiles_never_cross_and_are_never_negative(
    mean: float, variance: float, *, is_whole: bool
) -> None:
    found = distributions.quantiles(mean, variance, QUANTILES, is_whole=is_whole)[0]
    assert np.isfinite(found).all()
    assert (found >= 0).all()
    assert (np.diff(found) >= 0).all()
    assert not is_whole or (found == np.round(found)).all()


@given(qty=ANY_NUMBER, mean=ANY_NUMBER, variance=ANY_NUMBER)
def test_chances_are_chances(qty: float, mean: float, variance: float) -> None:
    chance = distributions.chance_above(qty, mean, variance)[0]
    assert 0 <= chance <= 1
