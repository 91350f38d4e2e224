import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import nbinom

from models.forecasting.likeness import Likeness, Seen, likeness


def drawn(count: int, ratio: float, shape: float, power: float) -> Seen:
    """Return what items showed whose rates are drawn around their models'."""
    rng = np.random.default_rng(3)
    model, usual = np.exp(rng.normal(0, 1, (2, count)))
    days = rng.uniform(20, 200, count)
    mean = ratio * usual * (model / usual) ** power
    rates = mean * rng.gamma(shape, 1 / shape, count)
    return Seen(rng.poisson(rates * days).astype(float), days, model, usual)


def test_what_items_were_drawn_with_is_found_again() -> None:
    found = likeness(drawn(1_500, ratio=0.6, shape=2.5, power=0.4))
    assert found.ratio == pytest.approx(0.6, rel=0.1)
    assert found.shape == pytest.approx(2.5, rel=0.1)
    assert found.power == pytest.approx(0.4, abs=0.05)


def test_no_other_parameters_make_what_was_sold_more_likely() -> None:
    seen = drawn(1_500, ratio=2.0, shape=1.5, power=0.8)

    def chance(alike: Likeness) -> float:
        mean = alike.expected(seen) * seen.days
        of_units = nbinom.logpmf(
            seen.units, alike.shape, alike.shape / (alike.shape + mean)
        )
        return float(of_units.sum())

    found = likeness(seen)
    for factor in (0.9, 1.1):
        assert chance(found) > chance(
            Likeness(factor * found.ratio, found.shape, found.power)
        )
        assert chance(found) > chance(
            Likeness(found.ratio, factor * found.shape, found.power)
        )
        assert chance(found) > chance(
            Likeness(found.ratio, found.shape, factor * found.power)
        )


def test_where_nothing_is_known_the_model_is_believed_within_wide_bounds() -> None:
    nothing = Seen(*np.zeros((2, 0)), *np.ones((2, 0)))
    found = likeness(nothing)
    assert (found.ratio, found.shape) == (1.0, 1.0)
    assert found.power == pytest.approx(0.7)


def test_one_launch_that_went_otherwise_moves_the_rest_a_little() -> None:
    one = Seen(*(np.array([value]) for value in (0.0, 50.0, 4.0, 4.0)))
    assert 0.3 < likeness(one).ratio < 1.0


amounts = st.one_of(st.just(0.0), st.floats(0.01, 1e6))
rates = st.floats(0.01, 1e6)


@given(st.lists(st.tuples(amounts, amounts, rates, rates), max_size=8))
def test_rates_lie_between_what_was_expected_and_what_was_seen(
    items: list[tuple[float, float, float, float]],
) -> None:
    seen = Seen(*np.array(items, float).reshape(-1, 4).T)
    found = likeness(seen)
    said, before = found.rates(seen), found.expected(seen)
    own = np.divide(seen.units, seen.days, out=before.copy(), where=seen.days > 0)
    is_known = seen.days > 0
    low, high = np.minimum(own, before), np.maximum(own, before)
    assert (said[is_known] >= low[is_known] * (1 - 1e-9)).all()
    assert (said[is_known] <= high[is_known] * (1 + 1e-9)).all()
    assert (found.squared_errors(seen) > 0).all()
