"""Many ways to a level of every item-location at once, silent days left out.

Demand of a day is level times exposure (``exposure``), so a Saturday weighs more than a
Monday, half a day half as much as a whole one, and a stock-out nothing. The candidates:

- ``ses``: simple exponential smoothing (Brown 1956), gain scaled by exposure and never
  below that of the running mean, so that a first observation is not sacred;
- ``damped``: level and damped trend (Gardner and McKenzie 1985), in the form of
  Hyndman, Koehler, Ord and Snyder (2008), ETS(A,Ad,N);
- ``tsb``: the chance and the size of demand apart (Teunter, Syntetos and Babai 2011);
- ``sba``: size and interval apart (Croston 1972), with the correction 1 − gain / 2 of
  Syntetos and Boylan (2005) where demand is intermittent by their rule (Syntetos,
  Boylan and Croston 2005: an interval of more than 1.32 days);
- ``average``: the mean of the last days; of one week it is the seasonal naive forecast
  in the shape of the profile, of many weeks the moving average;
- ``item``: a slow level, moved as the item's level over all its places has moved of
  late, for what happens to an item mostly happens to it everywhere;
- ``category``: the same by what happens to the item's category, with the trend of the
  whole category, which many sales show far better than the item's own few
  (``category_course``);
- ``seasonal``: a level beside additive seasons of the seven weekdays, ETS(A,N,A), for
  weekdays that move away from the profile; as a level it is the mean of the week.

Levels are means of what was seen, so they are never negative and never explode; a trend
moves a forecast by half its level at most.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from models.forecasting.category_course import category_course
from models.forecasting.damped import LEAST_EXPOSURE, compiled, follow, reach
from models.forecasting.panel import Matrix, Pools

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

SES, DAMPED, TSB, SBA, AVERAGE, ITEM, CATEGORY, SEASONAL = range(8)
CANDIDATES = np.array(
    [
        *((SES, rate, 0.0) for rate in (0.003, 0.007, 0.015, 0.03, 0.06, 0.12, 0.25)),
        *((DAMPED, rate, 0.1) for rate in (0.03, 0.1)),
        *((TSB, chance, size) for chance in (0.01, 0.03, 0.1) for size in (0.01, 0.1)),
        (SBA, 0.1, 0.0),
        *((AVERAGE, days, 0.0) for days in (7, 28, 91)),
        *((ITEM, slow, fast) for slow, fast in ((0.007, 0.06), (0.015, 0.12))),
        *((CATEGORY, rate, 0.0) for rate in (0.003, 0.007, 0.015)),
        (SEASONAL, 0.03, 0.03),
    ]
)
"""Kind and its two numbers: gains of level, of level and trend (as a share of the
level's), of chance and size, of size and interval; days; gains of the two levels of an
item, both among those of ``ses``; gain of the level; gains of level and seasons."""

(
    _FIRST_DAMPED,
    _FIRST_TSB,
    _FIRST_SBA,
    _FIRST_AVERAGE,
    _FIRST_ITEM,
    _FIRST_CATEGORY,
    _FIRST_SEASONAL,
) = (
    int(np.searchsorted(CANDIDATES[:, 0], kind)) for kind in range(DAMPED, SEASONAL + 1)
)
"""Candidates are sorted by kind, so that loops over a kind have fixed bounds."""
_MANY_DAMPED = _FIRST_TSB - _FIRST_DAMPED

NAMES = ("ses", "damped", "tsb", "sba", "average", "item", "category", "seasonal")
METHODS = np.array([NAMES[int(kind)] for kind in CANDIDATES[:, 0]])
TRENDED = np.flatnonzero(np.isin(CANDIDATES[:, 0], (DAMPED, CATEGORY)))
USUAL = 3
"""The candidate whose one-day errors tell how noisy days are."""

INTERMITTENT = 1.32
WARM_UP = 28.0
WEEK = 7
_FIRST_SEASON = 3
"""The row of a candidate's state from which on seasons stand."""


@dataclass(frozen=True)
class Smoothed:
    """What the candidates say: item-locations by origins by candidates.

    Origins are ascending; the last one is the end of the data. ``trends`` are units a
    day of the candidates ``TRENDED``. Of the candidate ``USUAL``, ``squares`` holds the
    sum of squared one-day errors and ``expected`` that of one-day forecasts.
    """

    levels: Matrix
    trends: Matrix
    squares: Floats
    expected: Floats

    def at(self, origins: Whole) -> "Smoothed":
        """Return the same at some of the origins only."""
        return replace(
            self, levels=self.levels[:, origins], trends=self.trends[:, origins]
        )

    def mixed(self, weights: Matrix) -> tuple[Matrix, Matrix]:
        """Return level and trend of a mix of the candidates at each origin.

        ``weights`` has one row per item-location and sums to 1 over the candidates.
        """
        return (
            np.einsum("rok,rk->ro", self.levels, weights),
            np.einsum("rok,rk->ro", self.trends, weights[:, TRENDED]),
        )

    def over(self, days: int, row: Whole | slice, origin: Whole | int) -> Matrix:
        """Return the mean levels over the ``days`` after origins, trend included."""
        levels = self.levels[row, origin].copy()
        moved = np.float32(reach(np.arange(days)).mean())
        levels[:, TRENDED] += self.trends[row, origin] * moved
        return levels


def smoothed(
    demand: Matrix, exposure: Matrix, pools: Pools, origins: Whole
) -> Smoothed:
    """Run every candidate over every series; ``origins`` are numbers of days seen."""
    shape = (len(demand), len(origins), len(CANDIDATES))
    made = Smoothed(
        np.zeros(shape, np.float32),
        np.zeros((*shape[:2], len(TRENDED)), np.float32),
        np.zeros(shape[0]),
        np.zeros(shape[0]),
    )
    course = category_course(demand, exposure, pools.categories)
    _smooth(
        *(demand, exposure, origins, CANDIDATES, course.level, pools.categories),
        *(made.levels, made.trends, made.squares, made.expected),
    )
    moving = (course.trend / course.level)[pools.categories][:, origins, None]
    made.trends[:, :, _MANY_DAMPED:] = (
        made.levels[:, :, _FIRST_CATEGORY:_FIRST_SEASONAL] * moving
    )
    for at in range(_FIRST_ITEM, _FIRST_CATEGORY):
        slow, fast = (_candidate(SES, rate) for rate in CANDIDATES[at, 1:])
        slow_sum, fast_sum = (
            _sums(made.levels[:, :, one], pools.items) for one in (slow, fast)
        )
        moved = _ratio(fast_sum, slow_sum, 1.0)[pools.items]
        made.levels[:, :, at] = made.levels[:, :, slow] * moved
    return made


def _candidate(kind: int, rate: float) -> int:
    """Return the place of a kind with a first gain."""
    return int(np.flatnonzero((CANDIDATES[:, :2] == (kind, rate)).all(axis=1))[0])


def _sums(values: Matrix, pool: Whole) -> Floats:
    """Return sums over the series of each pool, by origins."""
    total = np.zeros((pool.max(initial=-1) + 1, values.shape[1]))
    _add_up(values, pool, total)
    return total


def _ratio(above: Floats, below: Floats, otherwise: float) -> Floats:
    """Return quotients, something else where nothing is below."""
    usual = np.full_like(below, otherwise)
    return np.divide(above, below, out=usual, where=below > 0)


@compiled
def _add_up(values: Matrix, pool: Whole, total: Floats) -> None:
    """Add values up by pool."""
    for row in range(len(values)):
        total[pool[row]] += values[row]


@compiled
def _smooth(
    demand: Matrix,
    exposure: Matrix,
    origins: Whole,
    candidates: Floats,
    courses: Matrix,
    categories: Whole,
    levels: Matrix,
    trends: Matrix,
    squares: Floats,
    expected: Floats,
) -> None:
    """Walk along the days of each series with all candidates abreast.

    ``state`` holds level, chance or trend or interval, and size of each candidate (the
    two means of ``category``), below them the seasons of weekdays;
    ``seen`` the exposure, the days with demand so far and the exposure since the last.
    """
    days = demand.shape[1]
    state = np.zeros((_FIRST_SEASON + WEEK, len(candidates)))
    seen = np.zeros(3)
    units, shown = np.zeros(days + 1), np.zeros(days + 1)
    for row in range(len(demand)):
        course = courses[categories[row]]
        state[:] = 0.0
        seen[:] = 0.0
        origin = 0
        for day in range(days + 1):
            while origin < len(origins) and origins[origin] == day:
                _average(state[0], candidates, units, shown, day)
                _move(state, course[day])
                levels[row, origin] = state[0]
                trends[row, origin, :_MANY_DAMPED] = state[1, _FIRST_DAMPED:_FIRST_TSB]
                origin += 1
            if day == days:
                break
            exposed = np.float64(exposure[row, day])
            value = np.float64(demand[row, day])
            is_shown = exposed > LEAST_EXPOSURE
            units[day + 1] = units[day] + (value if is_shown else 0.0)
            shown[day + 1] = shown[day] + (exposed if is_shown else 0.0)
            if not is_shown:
                continue
            if seen[0] >= WARM_UP:
                mean = state[0, USUAL] * exposed
                squares[row] += (value - mean) * (value - mean)
                expected[row] += mean
            _learn(state, seen, candidates, value, exposed, course[day + 1])
            _turn(
                state,
                candidates,
                exposed / seen[0],
                day % WEEK,
                value / exposed,
                exposed,
            )


@compiled
def _average(
    level: Floats, candidates: Floats, units: Floats, shown: Floats, day: int
) -> None:
    """Take the means of the last days, or of more where these show nothing."""
    for at in range(_FIRST_AVERAGE, _FIRST_ITEM):
        first = max(day - int(candidates[at, 1]), 0)
        if shown[day] - shown[first] < LEAST_EXPOSURE * candidates[at, 1]:
            first = 0
        seen = shown[day] - shown[first]
        level[at] = (units[day] - units[first]) / seen if seen > 0.0 else 0.0


@compiled
def _move(state: Floats, category: float) -> None:
    """Move slow levels as the category has moved since what they are means of."""
    for at in range(_FIRST_CATEGORY, _FIRST_SEASONAL):
        usual = state[2, at]
        state[0, at] = state[1, at] * category / usual if usual > 0.0 else 0.0


@compiled
def _learn(
    state: Floats,
    seen: Floats,
    candidates: Floats,
    value: float,
    exposure: float,
    category: float,
) -> None:
    """Take one day into the state of every candidate."""
    happened = 1.0 if value > 0.0 else 0.0
    seen[0] += exposure
    seen[1] += happened
    seen[2] += exposure
    first = exposure / seen[0]
    rate, chance = value / exposure, happened / exposure
    for at in range(_FIRST_DAMPED):
        gain = max(min(candidates[at, 1] * exposure, 1.0), first)
        state[0, at] += gain * (rate - state[0, at])
    for at in range(_FIRST_DAMPED, _FIRST_TSB):
        gain = max(min(candidates[at, 1] * exposure, 1.0), first)
        follow(state, at, gain, candidates[at, 1], candidates[at, 2], rate)
    for at in range(_FIRST_TSB, _FIRST_SBA):
        gain = max(min(candidates[at, 1] * exposure, 1.0), first)
        state[1, at] += gain * (chance - state[1, at])
        if value > 0.0:
            step = max(candidates[at, 2], 1.0 / seen[1])
            state[2, at] += step * (value - state[2, at])
        state[0, at] = state[1, at] * state[2, at]
    for at in range(_FIRST_SBA, _FIRST_AVERAGE):
        _wait(state, at, seen, candidates[at, 1], value)
    for at in range(_FIRST_CATEGORY, _FIRST_SEASONAL):
        gain = max(min(candidates[at, 1] * exposure, 1.0), first)
        state[1, at] += gain * (rate - state[1, at])
        state[2, at] += gain * (category - state[2, at])
    if value > 0.0:
        seen[2] = 0.0


@compiled
def _turn(
    state: Floats,
    candidates: Floats,
    first: float,
    weekday: int,
    rate: float,
    exposure: float,
) -> None:
    """Take one day into level and seasons; the first says nothing of these."""
    for at in range(_FIRST_SEASONAL, len(candidates)):
        gain = max(min(candidates[at, 1] * exposure, 1.0), first)
        turn = min(candidates[at, 2] * exposure, 1.0)
        seasons = state[_FIRST_SEASON:, at]
        error = rate - (state[1, at] + seasons[weekday])
        state[1, at] += gain * error
        seasons[weekday] += turn * error if gain < 1.0 else 0.0
        state[0, at] = max(state[1, at] + seasons.mean(), 0.0)


@compiled
def _wait(state: Floats, at: int, seen: Floats, gain: float, value: float) -> None:
    """Take one day into size and interval; one sale alone shows no interval yet."""
    if value > 0.0:
        step = max(gain, 1.0 / seen[1])
        state[1, at] += step * (seen[2] - state[1, at])
        state[2, at] += step * (value - state[2, at])
        bias = gain / 2 if state[1, at] > INTERMITTENT else 0.0
        state[0, at] = (1.0 - bias) * state[2, at] / state[1, at]
    if seen[1] == 1.0:
        state[0, at] = state[2, at] / seen[0]
