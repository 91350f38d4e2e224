"""The smoothers with the parameters of statsmodels, of a textbook and of the papers.

Our gain is max(rate, 1 / n): a running mean until one day weighs as little as the rate,
so that a first day is not sacred. Where the same demand comes again and again the two
are equal, whatever the gain. Every series here therefore starts with as many equal days
as that takes; from there on, the definitions coincide and so must the numbers.
"""

import numpy as np
import numpy.typing as npt
import pytest
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from statsmodels.tsa.forecasting.theta import ThetaModel
from statsmodels.tsa.holtwinters import SimpleExpSmoothing

from models.forecasting import damped, smoother
from models.forecasting.panel import Pools

Floats = npt.NDArray[np.float64]

START = 6.0
AHEAD = 28
SERIES = {
    "steady": np.random.default_rng(1).poisson(6.0, 120).astype(float),
    "growing": np.random.default_rng(2).poisson(np.linspace(6, 20, 120)).astype(float),
    "lumpy": np.random.default_rng(3).negative_binomial(1, 0.1, 120).astype(float),
    "silent": np.r_[np.zeros(60), np.random.default_rng(4).poisson(0.4, 60)],
    "fractions": np.random.default_rng(5).gamma(2.0, 3.0, 120),
}


def kinds(kind: int) -> list[int]:
    """Return the candidates of a kind."""
    return [int(at) for at in np.flatnonzero(smoother.CANDIDATES[:, 0] == kind)]


def smoothed(demand: Floats) -> smoother.Smoothed:
    """Return what every candidate says before each day and after the last."""
    values = np.atleast_2d(demand).astype(np.float32)
    origins = np.arange(values.shape[1] + 1)
    alone = np.arange(len(values))
    return smoother.smoothed(values, np.ones_like(values), Pools(alone, alone), origins)


def equal_days(rate: float) -> int:
    """Return after how many days the gain is the rate and no longer 1 / n."""
    return int(np.ceil(1 / rate))


@pytest.mark.parametrize("name", SERIES)
@pytest.mark.parametrize("at", kinds(smoother.SES))
def test_simple_smoothing_says_the_same_every_day_as_statsmodels(
    at: int, name: str
) -> None:
    rate = smoother.CANDIDATES[at, 1]
    start = equal_days(rate)
    oracle = SimpleExpSmoothing(
        SERIES[name], initialization_method="known", initial_level=START
    ).fit(smoothing_level=rate, optimized=False)
    found = smoothed(np.r_[[START] * start, SERIES[name]]).levels[0, start:, at]
    assert found[:-1] == pytest.approx(oracle.fittedvalues, rel=1e-5)
    assert found[-1] == pytest.approx(oracle.forecast(1)[0], rel=1e-5)


def test_simple_smoothing_is_ets_with_additive_errors() -> None:
    (at,) = (one for one in kinds(smoother.SES) if smoother.CANDIDATES[one, 1] == 0.12)
    start = equal_days(0.12)
    model = ETSModel(
        SERIES["lumpy"], initialization_method="known", initial_level=START
    )
    found = smoothed(np.r_[[START] * start, SERIES["lumpy"]]).levels[0, start:, at]
    fit = model.smooth([0.12, START])
    assert found[:-1] == pytest.approx(fit.fittedvalues, rel=1e-5)
    assert found[1:] == pytest.approx(fit.level, rel=1e-5)


@pytest.mark.parametrize("name", ["growing", "lumpy"])
def test_theta_is_our_simple_smoothing_with_half_the_slope_of_a_line(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hyndman and Billah (2003), International Journal of Forecasting 19, 287-290.

    Theta of two lines is simple smoothing with a drift of half the slope of the line
    fitted to all days. The gain is the one that statsmodels chose.
    """
    demand = np.r_[[START] * 200, SERIES[name]]
    theta = ThetaModel(demand, period=1, deseasonalize=False).fit()
    gain = float(theta.params["alpha"])
    assert equal_days(gain) < 200
    at = kinds(smoother.SES)[-1]
    candidates = smoother.CANDIDATES.copy()
    candidates[at, 1] = gain
    monkeypatch.setattr(smoother, "CANDIDATES", candidates)
    level = smoothed(demand).levels[0, -1, at]
    day = np.arange(len(demand))
    slope = np.polyfit(day, demand, 1)[0]
    late = np.arange(AHEAD) + (1 - (1 - gain) ** len(demand)) / gain
    assert level + slope / 2 * late == pytest.approx(theta.forecast(AHEAD), rel=1e-4)


CALM = 1000.0
DRIFTS = (-3.0, 0.0, 4.0)


@pytest.mark.parametrize("drift", DRIFTS)
@pytest.mark.parametrize("number", range(len(kinds(smoother.DAMPED))))
def test_damped_trend_is_that_of_statsmodels(number: int, drift: float) -> None:
    """In ETS(A,Ad,N) the gain of the trend is that of the level times its share.

    Ours never lets a trend go beyond a share of the level; these series are calm enough
    not to reach it.
    """
    noise = np.random.default_rng(6).normal(0.0, 40.0, 120)
    demand = CALM + drift * np.arange(120) + noise
    at = int(smoother.TRENDED[number])
    _, rate, share = smoother.CANDIDATES[at]
    start = equal_days(rate)
    model = ETSModel(
        demand,
        trend="add",
        damped_trend=True,
        initialization_method="known",
        initial_level=CALM,
        initial_trend=0.0,
    )
    fit = model.smooth([rate, rate * share, damped.DAMPING, CALM, 0.0])
    found = smoothed(np.r_[[CALM] * start, demand])
    levels = found.levels[0, start + 1 :, at]
    trends = found.trends[0, start + 1 :, number]
    assert np.abs(trends).max() < damped.MOST_TREND * levels.min()
    assert levels == pytest.approx(fit.level, rel=1e-5)
    assert trends == pytest.approx(fit.slope, rel=1e-4, abs=1e-4)
    ahead = levels[-1] + damped.reach(np.arange(AHEAD)) * trends[-1]
    assert ahead == pytest.approx(fit.forecast(AHEAD), rel=1e-5)


def test_seasons_of_weekdays_are_those_of_statsmodels() -> None:
    """The level is the mean of the week that ETS(A,N,A) expects."""
    (at,) = kinds(smoother.SEASONAL)
    _, rate, turn = smoother.CANDIDATES[at]
    start = 7 * int(np.ceil(equal_days(rate) / 7))
    shape = np.array([40.0, -10.0, -20.0, 0.0, 10.0, -30.0, 10.0])
    noise = np.random.default_rng(6).normal(0.0, 20.0, 140)
    demand = CALM + np.tile(shape, 20) + noise
    model = ETSModel(
        demand,
        seasonal="add",
        seasonal_periods=7,
        initialization_method="known",
        initial_level=CALM,
        initial_seasonal=np.zeros(7),
    )
    fit = model.smooth([rate, turn, CALM, *np.zeros(7)])
    found = smoothed(np.r_[[CALM] * start, demand]).levels[0, -1, at]
    assert found == pytest.approx(fit.forecast(7).mean(), rel=1e-5)


PRODUCT_C = [
    *(0, 2, 0, 1, 0, 11, 0, 0, 0, 0, 2, 0),
    *(6, 3, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0),
    *(0, 0, 0, 3, 1, 0, 0, 1, 0, 1, 0, 0),
]
"""Sales of a lubricant: Hyndman and Athanasopoulos (2018), section 12.2."""
CROSTON = {12: (2.729, 2.300), 24: (3.446, 2.529), 36: (2.750, 2.793)}
"""The book's smoothed size and interval after each year, with a gain of 0.1."""


@pytest.mark.parametrize("after", CROSTON)
def test_croston_with_the_correction_is_the_example_of_the_book(after: int) -> None:
    """Both start from the first sale, of 2 after 2 months, here ten times."""
    (at,) = kinds(smoother.SBA)
    assert smoother.CANDIDATES[at, 1] == 0.1
    demand = np.r_[[0.0, 2.0] * (equal_days(0.1) - 1), PRODUCT_C[:after]]
    size, interval = CROSTON[after]
    level = smoothed(demand).levels[0, -1, at]
    assert level == pytest.approx(0.95 * size / interval, rel=5e-4)


def test_the_forecast_of_the_book_is_ours_but_for_the_correction() -> None:
    (at,) = kinds(smoother.SBA)
    demand = np.r_[[0.0, 2.0] * (equal_days(0.1) - 1), PRODUCT_C]
    level = smoothed(demand).levels[0, -1, at]
    assert round(float(level) / 0.95, 3) == 0.985


def by_the_paper(demand: Floats, chance: float, size: float) -> Floats:
    """Return the forecasts of Teunter, Syntetos and Babai (2011), equation 1.

    Before each day and after the last, from a chance of 1 and a size of ``START``.
    """
    probability, mean, said = 1.0, START, [START]
    for value in demand:
        if value > 0:
            probability += chance * (1.0 - probability)
            mean += size * (value - mean)
        else:
            probability += chance * (0.0 - probability)
        said.append(probability * mean)
    return np.array(said)


@pytest.mark.parametrize("name", ["steady", "lumpy", "silent"])
@pytest.mark.parametrize("at", kinds(smoother.TSB))
def test_chance_and_size_apart_follow_the_equations_of_the_paper(
    at: int, name: str
) -> None:
    _, chance, size = smoother.CANDIDATES[at]
    start = equal_days(min(chance, size))
    found = smoothed(np.r_[[START] * start, SERIES[name]]).levels[0, start:, at]
    assert found == pytest.approx(by_the_paper(SERIES[name], chance, size), rel=1e-4)


STATSFORECAST = {(0.1, 0.1): 1.2612856, (0.03, 0.1): 2.1358934}
"""TSB of statsforecast 2.0.1 after 100 months of 6 and the sales of the lubricant."""


@pytest.mark.parametrize("gains", STATSFORECAST)
def test_chance_and_size_apart_say_what_statsforecast_says(
    gains: tuple[float, float],
) -> None:
    (at,) = (
        one
        for one in kinds(smoother.TSB)
        if tuple(smoother.CANDIDATES[one, 1:]) == gains
    )
    level = smoothed(np.r_[[START] * 100, PRODUCT_C]).levels[0, -1, at]
    assert level == pytest.approx(STATSFORECAST[gains], rel=1e-5)


@pytest.mark.parametrize("at", kinds(smoother.AVERAGE))
def test_averages_are_means_of_the_last_days(at: int) -> None:
    days = int(smoother.CANDIDATES[at, 1])
    demand = SERIES["lumpy"]
    found = smoothed(demand).levels[0, :, at]
    told = [demand[max(day - days, 0) : day].mean() for day in range(1, 121)]
    assert found[1:] == pytest.approx(told, rel=1e-5)
