import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.planning.quantiles import (
    LEVELS,
    Numbers,
    at_level,
    exceedance,
)

NORMAL = np.array(
    [
        [
            100 + 10 * score
            for score in (
                -1.645,
                -1.2816,
                -0.8416,
                -0.5244,
                -0.2533,
                0,
                0.2533,
                0.5244,
                0.8416,
                1.2816,
                1.645,
                2.0537,
                2.3263,
            )
        ]
    ]
)


def one(value: float) -> Numbers:
    return np.array([value])


@pytest.mark.parametrize(
    ("level", "value"), [(0.5, 100), (0.95, 116.45), (0.97, 118.81), (0.999, 130.9)]
)
def test_a_normal_quantile_is_met_between_and_beyond_the_known_levels(
    level: float, value: float
) -> None:
    assert at_level(NORMAL, one(level))[0] == pytest.approx(value, abs=0.1)


@pytest.mark.parametrize(
    ("quantity", "risk"),
    [(100, 0.5), (116.45, 0.05), (-1, 1), (90, 0.84), (123.3, 0.01)],
)
def test_the_risk_beyond_a_quantity(quantity: float, risk: float) -> None:
    assert exceedance(NORMAL, one(quantity))[0] == pytest.approx(risk, abs=0.01)


def test_the_risk_vanishes_far_out() -> None:
    assert exceedance(NORMAL, one(200))[0] < 1e-4


def test_no_demand_is_no_risk() -> None:
    nothing = np.zeros((1, len(LEVELS)))
    assert exceedance(nothing, one(0))[0] < 0.011
    assert exceedance(nothing, one(-1))[0] == 1


@given(st.floats(0, 200), st.floats(0, 50))
def test_more_stock_is_never_more_risk(quantity: float, more: float) -> None:
    risks = [exceedance(NORMAL, one(each))[0] for each in (quantity, quantity + more)]
    assert 1 >= risks[0] >= risks[1] >= 0
