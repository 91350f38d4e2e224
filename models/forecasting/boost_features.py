"""What a correction of the smoother is learned from.

Everything is measured against the smoother's own level at the origin, so that a slow
item and a fast one look alike: units of the last days over what the level would have
expected of them, prices over their own past. What is unknown is nan.
"""

from dataclasses import dataclass
from typing import Any

import numba
import numpy as np
import numpy.typing as npt

from models.forecasting.circumstances import Circumstances
from models.forecasting.panel import Matrix
from models.forecasting.smoother import LEAST_EXPOSURE, reach

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

SPANS = np.array([3, 7, 14, 28, 56, 91])
"""Days before an origin over which units are set against the level."""
LOOK_BACK = int(SPANS[-1])
MONTH = 28
POOLED = (7, MONTH)
"""Those of them over which items, groups, categories and places are pooled."""
WEEKS = 10
"""So many days of a weekday are set against the level."""
DAYS = 7
OF_STATE = (
    *(f"units_{days}" for days in SPANS),
    *("unsold_28", "unsold_91", "shown_28", "shown_91", "noise", "largest"),
    *("silent_days", "silence", "age_days"),
)
OF_LEVEL = ("level", "trend", "dispersion")
OF_POOLS = tuple(
    f"{pool}_{days}"
    for pool in ("item", "group", "category", "place")
    for days in POOLED
)
OF_DAY = (
    *("ahead", "weekday", "monthday", "units_of_weekday", "shape"),
    *("event", "to_event", "since_event"),
    *("price", "price_to_origin", "price_to_past", "price_to_group"),
    *("place_code", "category_code"),
)
NAMES = (*OF_STATE, *OF_LEVEL, *OF_POOLS, *OF_DAY)
CODES = ("event", "place_code", "category_code")
"""Features that are names, not numbers."""


@dataclass(frozen=True)
class Course:
    """The smoother at some origins, beside what was seen until them and is to come.

    ``demand`` has the days that are known; ``exposure`` goes on beyond them, where it
    is that of whole days. ``levels`` and ``trends`` are item-locations by origins;
    origins are numbers of days seen. ``items``, ``places`` and ``categories`` number
    those of each row from 0; ``on`` is the date of each day.
    """

    demand: Matrix
    weights: Matrix
    exposure: Matrix
    dispersion: Floats
    origins: Whole
    levels: Matrix
    trends: Matrix
    items: Whole
    places: Whole
    categories: Whole
    on: npt.NDArray[np.datetime64]

    @property
    def groups(self) -> Whole:
        """Return the number of place and category of each row."""
        return self.places * (int(self.categories.max(initial=-1)) + 1) + (
            self.categories
        )

    def expected(self, row: Whole, origin: Whole, ahead: Whole) -> Floats:
        """Return what the smoother expected at an origin, ``ahead`` from 0."""
        level, trend = self.levels[row, origin], self.trends[row, origin]
        path = np.maximum(level + trend * reach(ahead), 0.0)
        return np.asarray(path * self.exposure[row, self.origins[origin] + ahead])


@dataclass(frozen=True)
class Features:
    """What was known at each origin, to be looked up for any day ahead of it.

    ``state`` is item-locations by origins by ``OF_STATE``, ``OF_LEVEL`` and
    ``OF_POOLS``; ``weekdays`` are units over the level's, from Monday on.
    """

    course: Course
    around: Circumstances
    state: Matrix
    weekdays: Matrix
    usual_price: Matrix
    price_of_group: Matrix

    def of(self, row: Whole, origin: Whole, ahead: Whole) -> Matrix:
        """Return one row of ``NAMES`` for each day ahead of an origin, from 0."""
        result = np.empty((len(row), len(NAMES)), np.float32)
        known = self.state.shape[2]
        result[:, :known] = self.state[row, origin]
        course, around = self.course, self.around
        seen = course.origins[origin]
        day = seen + ahead
        weekday, monthday = _calendar(course.on[day])
        price = around.price(row, day, seen)
        columns: tuple[npt.NDArray[Any], ...] = (
            *(ahead + 1, weekday, monthday, self.weekdays[row, origin, weekday]),
            _over(course.exposure[row, day], course.weights[row, day]),
            *around.of_events(row, day),
            *(price, price - around.prices[row, seen - 1]),
            price - self.usual_price[row, origin],
            price - self.price_of_group[row, origin],
            *(course.places[row], course.categories[row]),
        )
        for at, column in enumerate(columns, start=known):
            result[:, at] = column
        return result


def _calendar(on: npt.NDArray[np.datetime64]) -> tuple[Whole, Whole]:
    """Return weekday from 0, a Monday, and day of the month from 1."""
    months = on.astype("datetime64[M]").astype("datetime64[D]")
    weekday = (on.astype("datetime64[D]").astype(np.int64) + 3) % DAYS
    return weekday, (on - months).astype(np.int64) + 1


def features(course: Course, around: Circumstances) -> Features:
    """Measure the state of every row at every origin; only days before it count."""
    shape = course.levels.shape
    own = np.full((*shape, len(OF_STATE)), np.nan, np.float32)
    weekdays = np.full((*shape, DAYS), np.nan, np.float32)
    units = np.zeros((*shape, len(SPANS)))
    expected = np.zeros((*shape, len(SPANS)))
    weekday, _ = _calendar(course.on)
    _measure(
        course.demand,
        course.weights,
        course.exposure,
        course.levels,
        course.origins,
        SPANS,
        weekday,
        own,
        weekdays,
        units,
        expected,
    )
    pools = _pools(course, units, expected)
    state = np.concatenate([own, _of_level(course), pools], axis=2, dtype=np.float32)
    groups = course.groups
    before = [around.prices[:, seen - 1] for seen in course.origins]
    return Features(
        *(course, around, state, weekdays),
        usual_price=_usual_prices(around.prices, course.origins),
        price_of_group=np.stack([_mean_of(price, groups) for price in before], axis=1),
    )


def _of_level(course: Course) -> Floats:
    """Return the columns ``OF_LEVEL``: logarithm, trend over level, dispersion."""
    is_known = course.levels > 0
    level = np.where(is_known, course.levels, np.nan)
    noise = np.broadcast_to(course.dispersion[:, None], level.shape)
    return np.stack([np.log(level), course.trends / level, noise], axis=2)


def _pools(course: Course, units: Floats, expected: Floats) -> Floats:
    """Return the columns ``OF_POOLS``: units over expected of all that belong together.

    What happens to an item at other places, or to a place with all its items, says more
    than the item's own few sales.
    """
    result = []
    for pool in (course.items, course.groups, course.categories, course.places):
        for days in POOLED:
            at = int(np.flatnonzero(days == SPANS)[0])
            sums = np.zeros((2, int(pool.max(initial=-1)) + 1, units.shape[1]))
            np.add.at(sums[0], pool, units[:, :, at])
            np.add.at(sums[1], pool, expected[:, :, at])
            result.append(_over(sums[0], sums[1])[pool])
    return np.stack(result, axis=2)


def _over(above: npt.ArrayLike, below: npt.ArrayLike) -> Floats:
    """Return the ratio, nan where nothing is below."""
    divisor = np.asarray(below, np.float64)
    known = divisor > 0
    return np.where(known, above / np.where(known, divisor, 1.0), np.nan)


def _usual_prices(prices: Matrix, origins: Whole) -> Matrix:
    """Return the mean price of the days before each origin, nan where unknown."""
    known = ~np.isnan(prices)
    total = np.pad(np.cumsum(np.where(known, prices, 0.0), axis=1), ((0, 0), (1, 0)))
    count = np.pad(np.cumsum(known, axis=1), ((0, 0), (1, 0)))
    first = np.maximum(origins - LOOK_BACK, 0)
    sums = total[:, origins] - total[:, first]
    return _over(sums, count[:, origins] - count[:, first]).astype(np.float32)


def _mean_of(price: Matrix, groups: Whole) -> Matrix:
    """Return the mean price of each row's group, nan where unknown."""
    known = ~np.isnan(price)
    total = np.bincount(groups, np.where(known, price, 0.0))
    return _over(total, np.bincount(groups, known))[groups].astype(np.float32)


@numba.njit(cache=True)
def _measure(
    demand: Matrix,
    weights: Matrix,
    exposure: Matrix,
    levels: Matrix,
    origins: Whole,
    spans: Whole,
    weekday: Whole,
    own: Matrix,
    weekdays: Matrix,
    units: Floats,
    expected: Floats,
) -> None:
    """Fill columns ``OF_STATE``, weekdays, and units and expected units by span."""
    for row in range(len(demand)):
        first = 0
        while first < demand.shape[1] and not (
            demand[row, first] > 0.0 and weights[row, first] > 0.0
        ):
            first += 1
        for at in range(len(origins)):
            seen, level = origins[at], levels[row, at]
            if not level > 0.0:
                continue
            lit = exposure[row, :seen]
            state = own[row, at]
            _look_back(
                *(demand[row], weights[row], lit, level, spans),
                *(state, units[row, at], expected[row, at]),
            )
            _silence(demand[row], lit, level, state[len(spans) + 6 :])
            state[len(spans) + 8] = seen - first
            _by_weekday(demand[row], lit, level, weekday, weekdays[row, at])


@numba.njit(cache=True)
def _look_back(
    demand: Matrix,
    weights: Matrix,
    exposure: Matrix,
    level: float,
    spans: Whole,
    state: Matrix,
    units: Floats,
    expected: Floats,
) -> None:
    """Fill ratios by span, shares of days unsold and shown, noise and largest day.

    Noise is the sum of squared errors over that of expected units.
    """
    sold, hoped, squares, largest, weight = 0.0, 0.0, 0.0, 0.0, 0.0
    shown, unsold, span = 0, 0, 0
    for back in range(1, spans[-1] + 1):
        day = len(exposure) - back
        if day >= 0:
            weight += weights[day]
        if day >= 0 and exposure[day] > LEAST_EXPOSURE:
            value, mean = demand[day], level * exposure[day]
            sold, hoped, shown = sold + value, hoped + mean, shown + 1
            squares += (value - mean) ** 2
            largest = max(largest, value)
            unsold += 1 if value == 0.0 else 0
        if back == spans[span]:
            units[span], expected[span] = sold, hoped
            if hoped > 0.0:
                state[span] = sold / hoped
            if back in (MONTH, LOOK_BACK):
                at = len(spans) + (0 if back == MONTH else 1)
                state[at] = unsold / max(shown, 1)
                state[at + 2] = weight / back
            span += 1
    state[len(spans) + 4] = squares / hoped if hoped > 0.0 else np.nan
    state[len(spans) + 5] = largest / level


@numba.njit(cache=True)
def _silence(demand: Matrix, exposure: Matrix, level: float, state: Matrix) -> None:
    """Fill days since the last sale, and the units expected on them."""
    exposed = 0.0
    day = len(exposure) - 1
    while day >= 0 and not (demand[day] > 0.0 and exposure[day] > 0.0):
        exposed += exposure[day]
        day -= 1
    state[0] = len(exposure) - 1 - day
    state[1] = exposed * level


@numba.njit(cache=True)
def _by_weekday(
    demand: Matrix, exposure: Matrix, level: float, weekday: Whole, ratios: Matrix
) -> None:
    """Fill units over expected units of the last days of each weekday."""
    sold, hoped = np.zeros(DAYS), np.zeros(DAYS)
    for day in range(max(len(exposure) - WEEKS * DAYS, 0), len(exposure)):
        if exposure[day] > LEAST_EXPOSURE:
            sold[weekday[day]] += demand[day]
            hoped[weekday[day]] += level * exposure[day]
    for at in range(DAYS):
        if hoped[at] > 0.0:
            ratios[at] = sold[at] / hoped[at]
