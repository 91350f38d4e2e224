"""What a correction of the smoother is learned from.

Everything is measured against the smoother's own level at the origin, so that a slow
item and a fast one look alike: units of the last days over what the level would have
expected of them, prices over their own past. What is unknown is nan.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from models.forecasting.boost_state import (
    DAYS,
    LOOK_BACK,
    MONTH,
    OF_STATE,
    SPANS,
    measured,
)
from models.forecasting.circumstances import Circumstances
from models.forecasting.damped import LEAST_EXPOSURE, reach
from models.forecasting.panel import Matrix

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

POOLED = (7, MONTH)
"""Days before an origin over which items, groups, categories and places are pooled."""
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
class Days:
    """Days ahead of origins: row, origin and day ahead, each from 0."""

    row: Whole
    origin: Whole
    ahead: Whole

    @classmethod
    def of_all(cls, row: Whole, origin: Whole, ahead: Whole) -> "Days":
        """Return each of some days ahead of each forecast, forecast by forecast."""
        many = len(ahead)
        return cls(
            *(np.repeat(row, many), np.repeat(origin, many)),
            np.tile(ahead, len(row)),
        )

    def at(self, kept: Flags | Whole) -> "Days":
        """Return some of the days."""
        return Days(self.row[kept], self.origin[kept], self.ahead[kept])


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

    def day(self, days: Days) -> Whole:
        """Return the columns that days ahead of origins have in the matrices."""
        return np.asarray(self.origins[days.origin] + days.ahead)

    def expected(self, days: Days) -> Floats:
        """Return what the smoother expected of each day."""
        level = self.levels[days.row, days.origin]
        trend = self.trends[days.row, days.origin]
        path = np.maximum(level + trend * reach(days.ahead), 0.0)
        return np.asarray(path * self.exposure[days.row, self.day(days)])

    def shown(self, days: Days) -> Floats:
        """Return the demand of each day, 0 where it could not be seen."""
        day = np.minimum(self.day(days), self.demand.shape[1] - 1)
        return np.where(self.is_seen(days), self.demand[days.row, day], 0.0)

    def is_seen(self, days: Days) -> Flags:
        """Tell on which days demand could be seen."""
        day = self.day(days)
        is_shown = self.exposure[days.row, day] > LEAST_EXPOSURE
        return np.asarray((day < self.demand.shape[1]) & is_shown)


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

    def of(self, days: Days) -> Matrix:
        """Return one row of ``NAMES`` for each day."""
        row, origin = days.row, days.origin
        result = np.empty((len(row), len(NAMES)), np.float32)
        known = self.state.shape[2]
        result[:, :known] = self.state[row, origin]
        course, around = self.course, self.around
        seen = course.origins[origin]
        day = course.day(days)
        weekday, monthday = _calendar(course.on[day])
        price = around.price(row, day, seen)
        columns: tuple[npt.NDArray[Any], ...] = (
            *(days.ahead + 1, weekday, monthday, self.weekdays[row, origin, weekday]),
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
    weekday, _ = _calendar(course.on)
    own, weekdays, units, expected = measured(
        *(course.demand, course.weights, course.exposure),
        *(course.levels, course.origins, weekday),
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
