"""Levels against textbooks and against systems simulated day by day."""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from models.planning.projection import (
    LEVELS,
    Demand,
    Lots,
    outcome,
    points_of_fill_rate,
    points_of_worth,
)

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """Demand a day (variance over mean), days, and what orders are made of."""

    rate: float
    spread: float
    lead: int
    review: int
    growth: float = 0
    least: float = 0
    pack: float = 1

    def demand(self) -> Demand:
        lead, until = self.lead, self.lead + self.review
        return Demand(
            *(self._sum(lead), self._sum(until), self._sum(self.review)),
            *(one(self.rate * lead), one(self.rate * until), one(0), one(0)),
        )

    def lots(self) -> Lots:
        return Lots(one(self.growth), one(self.least), one(self.pack))

    def _sum(self, days: int) -> Floats:
        mean = self.rate * days
        if self.spread == 1:
            return np.asarray(stats.poisson.ppf(LEVELS, mean))[None, :]
        size, share = mean / (self.spread - 1), 1 / self.spread
        return np.asarray(stats.nbinom.ppf(LEVELS, size, share))[None, :]

    def days(self, count: int) -> Floats:
        rng = np.random.default_rng(1)
        if self.spread == 1:
            return rng.poisson(self.rate, count).astype(float)
        size = self.rate / (self.spread - 1)
        return rng.negative_binomial(size, 1 / self.spread, count).astype(float)


def one(value: float) -> Floats:
    return np.array([float(value)])


def flag(*, value: bool) -> npt.NDArray[np.bool_]:
    return np.array([value])


def point(case: Case, rate: float, *, waits: bool = True) -> float:
    made = points_of_fill_rate(
        case.demand(), case.lots(), one(rate), flag(value=waits), one(1)
    )
    return float(made[0])


def lived(case: Case, level: float, *, waits: bool, days: int = 60_000) -> float:
    """Return the fill rate of a system simulated day by day."""
    arrivals, position, net = np.zeros(days + case.lead + 1), level, level
    lost = wanted = 0.0
    for day, units in enumerate(case.days(days)):
        net += arrivals[day]
        if day % case.review == 0 and position <= level:
            need = max(level + case.growth - position, case.least)
            order = np.ceil(need / case.pack - 1e-9) * case.pack
            arrivals[day + case.lead] += order
            position += order
        short = max(units - max(net, 0), 0)
        if day > 500:
            lost, wanted = lost + short, wanted + units
        served = units if waits else units - short
        net, position = net - served, position - served
    return 1 - lost / wanted


def smooth(mean: float) -> Floats:
    """Return Poisson demand whose units are spread half a unit each way."""
    units = np.arange(60.0)
    cumulated = stats.poisson.cdf(units, mean)
    return np.maximum(np.interp(LEVELS, cumulated, units + 0.5), 0)[None, :]


CASES = [
    Case(1, 1, 8, 7),
    Case(3, 2, 14, 7),
    Case(3, 2, 14, 7, growth=21),
    Case(2, 4, 5, 1, growth=14),
    Case(0.2, 1.5, 30, 7, least=24, pack=24),
    Case(2, 4, 60, 7, least=90, pack=6),
    Case(5, 1, 20, 1, least=120),
]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("target", [0.9, 0.95, 0.98])
def test_the_fill_rate_of_a_simulated_system_is_the_target(
    case: Case, target: float
) -> None:
    level = point(case, target)
    promised = outcome(
        case.demand(), case.lots(), one(level), flag(value=True)
    ).fill_rate
    achieved = lived(case, level, waits=True)
    assert promised[0] >= target - 1e-3
    assert achieved == pytest.approx(promised[0], abs=0.013)


@pytest.mark.parametrize("case", CASES)
def test_without_backorders_the_target_is_kept_with_less_stock(case: Case) -> None:
    lower = point(case, 0.95, waits=False)
    assert lower <= point(case, 0.95)
    achieved = lived(case, lower, waits=False)
    assert 0.94 <= achieved <= 0.98


def test_erlang_loss_of_base_stock_under_lost_sales() -> None:
    """Karush 1957: a base stock of 14 with Poisson demand of 8 loses Erlang's B."""
    level, load, day = 14, 8.0, 0.2
    weights = stats.poisson.pmf(np.arange(level + 1), load)
    loss = weights[-1] / weights.sum()
    demand = Demand(
        *(smooth(load), smooth(load + day), smooth(day)),
        *(one(load), one(load + day), one(0), one(0)),
    )
    lots = Lots(one(0), one(0), one(0))
    kept = outcome(demand, lots, one(level), flag(value=False))
    assert loss <= 1 - kept.fill_rate[0] <= loss + 0.015
    waiting = outcome(demand, lots, one(level), flag(value=True))
    assert waiting.fill_rate[0] < kept.fill_rate[0]


def test_silver_pyke_thomas_order_quantity_lowers_the_safety_factor() -> None:
    """(s, Q) with normal demand: G(k) = Q (1 - β) / sd (Silver, Pyke & Thomas §6.7).

    D = 50, sd = 11.4, Q = 200 and β = 0.99: G(k) = 0.1754, k = 0.57, s = 56.5.
    """
    scores = np.array([NormalDist().inv_cdf(level) for level in LEVELS])
    lead = (50 + 11.4 * scores)[None, :]
    demand = Demand(
        lead, lead + 0.5, np.full_like(lead, 0.5), one(50), one(50.5), one(0), one(0)
    )
    lots = Lots(one(0), one(200), one(0))
    level = points_of_fill_rate(demand, lots, one(0.99), flag(value=True), one(0.1))[0]
    assert level == pytest.approx(56.5, abs=1.5)


@pytest.mark.parametrize(
    ("under", "over", "mean", "sd", "quantity"),
    [(0.70, 0.18, 50, 8, 56.6), (4, 1, 900, 122.474, 1003.1)],
)
def test_newsvendor_of_normal_demand(
    under: float, over: float, mean: float, sd: float, quantity: float
) -> None:
    """Snyder & Shen, *Fundamentals of Supply Chain Theory*, 2nd ed., example 4.3."""
    scores = np.array([NormalDist().inv_cdf(level) for level in LEVELS])
    season = (mean + sd * scores)[None, :]
    nothing = np.zeros_like(season)
    demand = Demand(nothing, season, season, one(0), one(mean), one(0), one(0))
    ratio = over / (under + over)
    level = points_of_worth(
        demand, Lots(one(0), one(0), one(0)), one(ratio), flag(value=True), one(0.1)
    )[0]
    assert level == pytest.approx(quantity, rel=0.02)


def test_newsvendor_of_poisson_demand() -> None:
    """Snyder & Shen, example 4.7: mean 6, underage 1, overage 0.3 want 8."""
    season = np.asarray(stats.poisson.ppf(LEVELS, 6.0))[None, :]
    demand = Demand(
        np.zeros_like(season), season, season, one(0), one(6), one(0), one(0)
    )
    ratio = 0.3 / 1.3
    level = points_of_worth(
        demand, Lots(one(0), one(0), one(0)), one(ratio), flag(value=True), one(1)
    )[0]
    assert level == stats.poisson.ppf(1 - ratio, 6.0)


CASES_DRAWN = st.builds(
    Case,
    rate=st.floats(0.05, 20),
    spread=st.sampled_from([1.0, 2.0, 6.0]),
    lead=st.integers(1, 60),
    review=st.integers(1, 14),
    least=st.integers(0, 40),
)


@given(
    case=CASES_DRAWN,
    targets=st.lists(st.floats(0.5, 0.995), min_size=2, max_size=2),
    waits=st.booleans(),
)
def test_a_higher_target_never_lowers_the_point(
    *, case: Case, targets: list[float], waits: bool
) -> None:
    low, high = (point(case, target, waits=waits) for target in sorted(targets))
    assert low <= high


def test_what_is_kept_from_other_places_takes_more_stock() -> None:
    case = Case(3, 2, 14, 7)
    plain = case.demand()
    shared = plain._replace(served_share=one(0.2), kept=one(30))
    levels = [
        points_of_fill_rate(each, case.lots(), one(0.95), flag(value=True), one(1))[0]
        for each in (plain, shared, plain._replace(kept=one(30)))
    ]
    assert levels[0] == levels[2]
    assert levels[0] < levels[1] < levels[0] + 30


def test_no_demand_needs_no_stock() -> None:
    nothing = np.zeros((1, len(LEVELS)))
    demand = Demand(nothing, nothing, nothing, one(0), one(0), one(0), one(0))
    level = points_of_fill_rate(
        demand, Lots(one(0), one(0), one(1)), one(0.95), flag(value=True), one(1)
    )
    assert level[0] == 0
