"""A model of the reader's choice."""

import numpy as np
import pytest

from models.reports.study import arima
from models.reports.study.days import Series
from tests.models.reports.study.past_days import days


def series(values: np.ndarray) -> Series:
    return Series([], values, 1)


def test_a_known_coefficient_is_found_again() -> None:
    chance = np.random.default_rng(4)
    values = np.zeros(600)
    for step in range(1, 600):
        values[step] = 0.6 * values[step - 1] + chance.normal()
    model = arima.arima(series(values + 20), (1, 0, 0))
    assert model is not None
    rows = model.parameters
    estimate, low, high = rows.row(1)[1:]
    assert rows["parameter"].to_list() == ["const", "ar.L1", "sigma2"]
    assert estimate == pytest.approx(0.6, abs=0.08)
    assert low < 0.6 < high


def test_what_cannot_be_fitted_has_no_model() -> None:
    assert arima.arima(series(np.ones(100)), (1, 0, 0)) is None
    assert arima.arima(series(np.arange(10.0)), (1, 0, 0)) is None


def test_a_forecast_is_never_below_nothing() -> None:
    falling = arima.arima(series(np.linspace(30, 0, 60)), (0, 1, 1))
    assert falling is not None
    assert (falling.ahead(28) >= 0).all()


def test_nothing_of_a_week_is_known_to_its_forecast() -> None:
    demand = 5 + np.random.default_rng(1).poisson(4.0, 120).astype(float)
    before = arima.foreseen(days(demand), 1, (1, 0, 0))
    planted = demand.copy()
    planted[-14:] = 500.0
    after = arima.foreseen(days(planted), 1, (1, 0, 0))
    assert before.height == 28
    assert after["arima"][:21].to_list() == pytest.approx(
        before["arima"][:21].to_list()
    )
    assert after["arima"][21:].to_list() != pytest.approx(
        before["arima"][21:].to_list()
    )


def test_too_short_a_past_is_foreseen_by_nobody() -> None:
    assert arima.foreseen(days(np.ones(28)), 1, (1, 0, 0)).is_empty()
    assert arima.foreseen(days(np.arange(40.0)), 1, (1, 0, 0)).is_empty()
