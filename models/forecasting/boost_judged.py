"""Past forecasts with and without correction: what each promised, and what came.

Each is corrected by a model that has not seen its origin. From these it is learned
where the correction helps, how noisy corrected days are, and how wrong sums of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from models.forecasting import blend
from models.forecasting.boost_features import Course, Days, Features
from models.forecasting.boost_trees import (
    AHEAD,
    FOLDS,
    LEAST_MEAN,
    POWER,
    Trees,
    folds,
    noises,
)
from models.forecasting.fit import Fit
from models.forecasting.panel import Matrix
from models.forecasting.past_sums import Sums
from models.forecasting.windows import HORIZONS, SINGLE_WITHIN

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

REACH = max(AHEAD, *HORIZONS)
WEEK = 7
LAST_WEEK = slice(AHEAD - WEEK, AHEAD)
JUDGED = 3_000
"""Past forecasts of a volume class that are judged."""
WHOLE = 0.95
"""A past sum is judged where nearly all of its days could be seen."""
USUAL_JUDGED = 300.0
"""What a volume class gains counts like this many forecasts of a segment."""
NOISE_CELLS = 400_000
"""About so many of the judged days tell how noisy days are."""
LEAST_CELLS = 2_000
NOISE_DAYS = np.arange(1, AHEAD, 4)
"""Days ahead whose noise stands for that of all: one of each weekday."""


@dataclass(frozen=True)
class Judged:
    """Past forecasts: row, origin, fold and volume class, and what days ahead were.

    ``expected`` is the smoother's, 0, like ``demand``, where a day could not be seen;
    ``correction`` is that of the model that has not seen the origin. Days are as many
    as ``REACH``.
    """

    row: Whole
    origin: Whole
    fold: Whole
    classes: Whole
    expected: Floats
    correction: Matrix
    demand: Floats
    is_seen: Flags

    def used(self, is_used: Flags) -> "Judged":
        """Return the same with the correction of some forecasts only."""
        correction = np.where(is_used[:, None], self.correction, np.float32(1.0))
        return Judged(
            *(self.row, self.origin, self.fold, self.classes, self.expected),
            *(correction, self.demand, self.is_seen),
        )


def judged(trees: Trees, seen: Features, seed: int) -> Judged:
    """Correct past forecasts, as many of each volume class."""
    course = seen.course
    levels = course.levels[:, :-1]
    classes = blend.volume_classes(levels)
    picked = _picked(classes, levels > 0, seed)
    row, origin = np.unravel_index(picked, levels.shape)
    fold = folds(course)[origin]
    correction = np.ones((len(row), REACH), np.float32)
    for of_fold in range(FOLDS):
        own = np.flatnonzero(fold == of_fold)
        days = Days.of_all(row[own], origin[own], np.arange(AHEAD))
        said = trees.said(of_fold, seen.of(days)).reshape(-1, AHEAD)
        correction[own] = reaching(np.exp(said), REACH)
    days = Days.of_all(row, origin, np.arange(REACH))
    is_seen, shape = course.is_seen(days), correction.shape
    return Judged(
        *(row, origin, fold, classes[row, origin]),
        expected=np.where(is_seen, course.expected(days), 0.0).reshape(shape),
        correction=correction,
        demand=course.shown(days).reshape(shape),
        is_seen=is_seen.reshape(shape),
    )


def _picked(classes: Whole, is_known: Flags, seed: int) -> Whole:
    """Return which forecasts are judged, ascending."""
    rng = np.random.default_rng([seed, FOLDS])
    drawn = [
        rng.permutation(np.flatnonzero(((classes == volume) & is_known).ravel()))
        for volume in range(blend.CLASSES)
    ]
    return np.sort(np.concatenate([some[:JUDGED] for some in drawn]))


def reaching(correction: Floats, days: int) -> Matrix:
    """Return corrections of so many days; late ones are the mean of the last week."""
    usual = correction[:, LAST_WEEK].mean(axis=1, keepdims=True)
    later = np.repeat(usual, max(days - AHEAD, 0), axis=1)
    return np.hstack([correction[:, :days], later]).astype(np.float32)


def _tweedie(demand: Floats, mean: Floats) -> Floats:
    """Return twice the part of Tweedie's deviance that depends on the mean.

    Jorgensen (1987), J. R. Statist. Soc. B 49, 127-162; 1 < ``POWER`` < 2.
    """
    mean = np.maximum(mean, LEAST_MEAN)
    of_demand = demand * mean ** (1 - POWER) / (POWER - 1)
    return 2 * (of_demand + mean ** (2 - POWER) / (2 - POWER))


@dataclass(frozen=True)
class Segments:
    """Loss of past forecasts by volume class and category, and how many there were.

    ``plain`` is that of the smoother alone, ``corrected`` that with the correction;
    both are sums over forecasts of the mean loss of their days.
    """

    count: Floats
    plain: Floats
    corrected: Floats

    @property
    def is_used(self) -> Flags:
        """Tell where the correction helps.

        The gain of a segment is pulled to that of its volume class, as if
        ``USUAL_JUDGED`` forecasts more had gained as much as those of the class.
        """
        gain = self.plain - self.corrected
        of_class = gain.sum(axis=1, keepdims=True) / np.maximum(
            self.count.sum(axis=1, keepdims=True), 1
        )
        return np.asarray(gain + USUAL_JUDGED * of_class > 0)

    def table(self, categories: Sequence[str]) -> pl.DataFrame:
        """Return one row for each segment with past forecasts."""
        count = np.maximum(self.count, 1).ravel()
        classes = range(blend.CLASSES)
        return pl.DataFrame(
            {
                "volume_class": np.repeat(classes, len(categories)),
                "category": list(categories) * blend.CLASSES,
                "forecasts": self.count.ravel().astype(np.int64),
                "loss": self.plain.ravel() / count,
                "corrected_loss": self.corrected.ravel() / count,
                "is_used": self.is_used.ravel(),
            }
        ).filter(pl.col("forecasts") > 0)


def segments(past: Judged, course: Course) -> Segments:
    """Return what past forecasts lost in each segment."""
    demand, expected = past.demand[:, :AHEAD], past.expected[:, :AHEAD]
    is_seen = past.is_seen[:, :AHEAD]
    days = is_seen.sum(axis=1)
    shape = (blend.CLASSES, int(course.categories.max(initial=-1)) + 1)
    segment = past.classes * shape[1] + course.categories[past.row]

    def added(value: Floats) -> Floats:
        total = np.bincount(segment, value, shape[0] * shape[1])
        return np.asarray(total, np.float64).reshape(shape)

    def lost(mean: Floats) -> Floats:
        loss = (_tweedie(demand, mean) * is_seen).sum(axis=1)
        return added(loss / np.maximum(days, 1))

    return Segments(
        count=added((days > 0).astype(float)),
        plain=lost(expected),
        corrected=lost(expected * past.correction[:, :AHEAD]),
    )


def sums(past: Judged) -> list[Sums]:
    """Return past sums of corrected forecasts over each of ``HORIZONS``.

    The window of one day is any of the four weeks ahead, in turn.
    """
    mean = past.expected * past.correction
    result = []
    for days in HORIZONS:
        start = np.zeros(len(past.row), np.int64)
        if days == 1:
            start = (11 * past.row + 5 * past.origin) % SINGLE_WITHIN
        inside = (np.arange(REACH) >= start[:, None]) & (
            np.arange(REACH) < start[:, None] + days
        )
        kept = np.flatnonzero((past.is_seen & inside).sum(axis=1) >= days * WHOLE)
        result.append(
            Sums(
                row=kept,
                mean=(mean * inside).sum(axis=1)[kept],
                units=(past.demand * inside).sum(axis=1, dtype=np.float64)[kept],
                classes=past.classes[kept],
                counts=np.bincount(past.classes[kept], minlength=blend.CLASSES),
            )
        )
    return result


def noise_trees(past: Judged, seen: Features, fit: Fit, seed: int) -> Trees | None:
    """Learn how noisy days are beside what the fit says, from corrected forecasts.

    None where too little was judged.
    """
    mean = (past.expected * past.correction)[:, :AHEAD]
    told = np.flatnonzero((mean > LEAST_MEAN) & past.is_seen[:, :AHEAD])
    if len(told) < LEAST_CELLS:
        return None
    drawn = np.random.default_rng([seed, FOLDS + 1]).permutation(told)
    at, ahead = np.unravel_index(np.sort(drawn[:NOISE_CELLS]), mean.shape)
    days = Days(past.row[at], past.origin[at], ahead)
    expected = mean[at, ahead]
    error = fit.spread.level_error**2 + fit.spread.level_drift**2 * (ahead[:, None] + 1)
    own = fit.spread.own_error[days.row] * expected
    of_level = error[np.arange(len(at)), past.classes[at]] * own**2
    return noises(
        _with_mean(seen, days, expected),
        past.fold[at],
        (past.demand[at, ahead] - expected) ** 2,
        fit.dispersion[days.row] * expected + of_level,
    )


def noise_of_past(noise: Trees, past: Judged, seen: Features) -> Floats:
    """Return the factor of each past forecast's dispersion, by what others show."""
    mean = (past.expected * past.correction)[:, NOISE_DAYS]
    result = np.ones(len(past.row))
    for fold in range(FOLDS):
        own = np.flatnonzero(past.fold == fold)
        days = Days.of_all(past.row[own], past.origin[own], NOISE_DAYS)
        said = noise.said(fold, _with_mean(seen, days, mean[own].ravel()))
        result[own] = np.exp(said.reshape(-1, len(NOISE_DAYS)).mean(axis=1))
    return result


def noise_to_come(noise: Trees, correction: Floats, seen: Features) -> Floats:
    """Return the factor of each row's dispersion in the days to come."""
    row = np.arange(len(correction))
    origin = np.full(len(row), len(seen.course.origins) - 1)
    days = Days.of_all(row, origin, NOISE_DAYS)
    mean = seen.course.expected(days) * correction[:, NOISE_DAYS].ravel()
    said = noise.all_said(_with_mean(seen, days, mean))
    return np.asarray(np.exp(said.reshape(-1, len(NOISE_DAYS)).mean(axis=1)))


def _with_mean(seen: Features, days: Days, mean: Floats) -> Matrix:
    """Return the features of days and the logarithm of their corrected means."""
    logs = np.log(np.maximum(mean, LEAST_MEAN)).astype(np.float32)
    return np.column_stack([seen.of(days), logs])
