"""Decomposition, autocorrelation and exponential smoothing of series made to order."""

import numpy as np
import pytest
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

from models.reports.study import smoothing as study_smoothing
from models.reports.study.autocorrelation import autocorrelation, outside
from models.reports.study.days import Floats, series_of
from models.reports.study.decomposition import decomposed
from models.reports.study.smoothing import Form, smoothing
from tests.models.reports.study.past_days import days, weekly


def noise(count: int, seed: int = 11) -> Floats:
    return np.random.default_rng(seed).poisson(8.0, count).astype(float)


def test_a_strong_week_is_found() -> None:
    assert decomposed(weekly(200)).parts["week"].word in {"moderate", "strong"}


def test_noise_is_called_chance_but_for_one_case_in_twenty() -> None:
    words = [
        part.word
        for seed in range(10)
        for part in decomposed(noise(100, seed)).parts.values()
    ]
    assert sum(word != "none" for word in words) <= 3


def test_two_years_of_noise_do_not_make_a_year() -> None:
    parts = decomposed(noise(730)).parts
    assert list(parts) == ["trend", "week", "year"]
    assert parts["year"].strength > 0.3
    assert parts["year"].word == "none"


def test_a_yearly_swing_is_found() -> None:
    swing = 8.0 + 6.0 * np.sin(np.arange(760) * 2 * np.pi / 364)
    demand = np.random.default_rng(2).poisson(swing).astype(float)
    assert decomposed(demand).parts["year"].word in {"moderate", "strong"}


def test_parts_and_remainder_add_up() -> None:
    values = weekly(100)
    found = decomposed(values)
    total = sum(part.values for part in found.parts.values()) + found.remainder
    assert total == pytest.approx(values)


def test_a_week_shows_at_lag_seven_and_noise_nowhere_much() -> None:
    found = autocorrelation(series_of(days(weekly(300)), 1))
    assert outside(found.plain, found.band)[0] % 7 == 0
    plain = autocorrelation(series_of(days(noise(300)), 1))
    assert len(outside(plain.plain, plain.band)) <= 5


def test_a_strict_rhythm_has_correlations_too() -> None:
    found = autocorrelation(series_of(days([7.0, 0, 0, 0, 0, 0, 0] * 10), 1))
    assert found.plain[6] > 0.8
    assert np.isfinite(found.partial).all()


def test_the_model_is_that_of_statsmodels_with_the_form_the_data_show() -> None:
    series = series_of(days(weekly(200)), 1)
    found = smoothing(series)
    assert found is not None
    assert found.form.has_season
    oracle = ETSModel(
        series.values,
        error="add",
        trend="add" if found.form.has_trend else None,
        damped_trend=found.form.has_trend,
        seasonal="add",
        seasonal_periods=7,
    ).fit(disp=False)
    table = study_smoothing.measures(found)
    shown = dict(zip(table["measure"], table["estimate"], strict=True))
    assert shown["log_likelihood"] == pytest.approx(oracle.llf)
    assert shown["aic"] == pytest.approx(oracle.aic)
    assert found.ahead(7) == pytest.approx(oracle.forecast(7))
    assert list(found.components)[-1] == "season"


def test_noise_needs_no_week() -> None:
    found = smoothing(series_of(days(noise(200)), 1))
    assert found is not None
    assert found.form == Form(has_trend=False, has_season=False)


def test_limits_are_only_of_what_says_how_it_learns() -> None:
    found = smoothing(series_of(days(weekly(200)), 1))
    assert found is not None
    table = study_smoothing.parameters(found)
    start = table.filter(table["parameter"].str.starts_with("initial"))
    assert start["low"].null_count() == start.height > 7


def test_ljung_box_sees_a_week_that_the_model_has_not() -> None:
    series = series_of(days(weekly(200)), 1)
    blind = study_smoothing.refitted(series, Form(has_trend=False, has_season=False))
    seeing = study_smoothing.refitted(series, Form(has_trend=False, has_season=True))
    assert blind is not None
    assert seeing is not None
    assert study_smoothing.ljung_box(blind, 1)["p"].min() < 0.001  # type: ignore[operator]
    assert study_smoothing.ljung_box(seeing, 1)["p"].max() > 0.05  # type: ignore[operator]
    assert study_smoothing.ljung_box(blind, 1)["lag"].to_list() == [7, 14, 28]


def test_a_series_foreseen_exactly_has_no_likelihood_to_speak_of() -> None:
    assert (
        study_smoothing.refitted(
            series_of(days([3.0] * 60), 1), Form(has_trend=False, has_season=False)
        )
        is None
    )
