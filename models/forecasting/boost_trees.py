"""Gradient-boosted trees (LightGBM) over past days: corrections and noise.

Both are learned as factors on what is there already (``init_score``), so that about
which they know nothing they say 1. Past origins are dealt into folds, block by block; a
model of each fold is learned from all others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

from models.forecasting.boost_features import (
    CODES,
    NAMES,
    Course,
    Days,
    Features,
)
from models.forecasting.panel import Matrix

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

AHEAD = 28
"""Days ahead that are learned."""
FOLDS = 3
BLOCK = 2
"""Origins in a row that belong to one fold: windows of neighbours overlap."""
CELLS = 1_500_000
"""About so many days are drawn for each model, of which its own fold is left out."""
MEAN = "mean"
TREES = 100
NOISE_TREES = 80
POWER = 1.1
"""Of Tweedie's variance: that of sums of a random number of sales (1 < power < 2)."""
NOISE_POWER = 1.6
"""Squared errors have nearly the variance of a gamma, power 2, and may be nothing."""
LEAST_MEAN = 1e-4
LARGEST = float(np.log(10.0))
"""A correction is tenfold at most, up or down."""
LARGEST_NOISE = float(np.log(5.0))


class MissingBoostError(ImportError):
    """The boost was asked for where it is not installed."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            "the boost needs LightGBM, which is not installed: "
            "pip install 'backstock[boost]'"
        )


@dataclass(frozen=True)
class Trees:
    """The models of all folds: each says the logarithm of a factor, within bounds."""

    models: Sequence[Any]
    largest: float

    def said(self, fold: int, table: Matrix) -> Floats:
        """Return what one of them says."""
        said = self.models[fold].predict(table, raw_score=True, num_threads=1)
        return np.clip(np.asarray(said, np.float64), -self.largest, self.largest)

    def all_said(self, table: Matrix) -> Floats:
        """Return the mean of what all say."""
        return np.asarray(
            np.mean([self.said(fold, table) for fold in range(FOLDS)], axis=0)
        )


def engine() -> ModuleType:
    """Return LightGBM, imported only where it is used: that takes seconds."""
    try:
        import lightgbm  # noqa: PLC0415 - an optional part
    except ImportError as error:
        raise MissingBoostError from error
    return lightgbm


def folds(course: Course) -> Whole:
    """Return the fold of each past origin: blocks in turn."""
    return np.arange(len(course.origins) - 1) // BLOCK % FOLDS


def corrections(seen: Features, seed: int) -> Trees:
    """Learn by which factor demand differed from what the smoother expected.

    What befell all rows after one origin is left out: a dozen origins say little about
    how all demand will move, and trees would take it for what they see.
    """
    course, models = seen.course, []
    lightgbm = engine()
    for fold in range(FOLDS):
        days = _drawn(course, fold, seed)
        models.append(
            _grown(
                *(lightgbm, NAMES, seen.of(days), course.shown(days)),
                np.log(course.expected(days)) + _common(course, days),
                _settings(POWER, 63, 300, seed + fold),
                TREES,
            )
        )
    return Trees(models, LARGEST)


def _common(course: Course, days: Days) -> Floats:
    """Return the logarithm of units over expected units of all rows by origin."""
    units = np.bincount(days.origin, course.shown(days))
    expected = np.bincount(days.origin, course.expected(days))
    moved = np.log(np.maximum(units, 1.0) / np.maximum(expected, 1.0))
    return np.asarray(moved[days.origin], np.float64)


def noises(table: Matrix, fold: Whole, squares: Floats, usual: Floats) -> Trees:
    """Learn by which factor squared errors differed from their ``usual`` variance.

    Each row of ``table`` is a day that a correction was judged on, in a ``fold``: its
    features and the logarithm of the corrected mean.
    """
    models = []
    lightgbm = engine()
    for of_fold in range(FOLDS):
        others = fold != of_fold
        models.append(
            _grown(
                *(lightgbm, (*NAMES, MEAN), table[others], squares[others]),
                np.log(usual[others]),
                _settings(NOISE_POWER, 31, 500, of_fold),
                NOISE_TREES,
            )
        )
    return Trees(models, LARGEST_NOISE)


def _settings(
    power: float, leaves: int, least_of_leaf: int, seed: int
) -> dict[str, Any]:
    """Return the settings of one model."""
    return {
        "objective": "tweedie",
        "tweedie_variance_power": power,
        "learning_rate": 0.05,
        "num_leaves": leaves,
        "min_data_in_leaf": least_of_leaf,
        "feature_fraction": 0.4,
        "lambda_l2": 1.0,
        "cat_smooth": 50.0,
        "max_bin": 127,
        "num_threads": 1,  # more of them spin where the machine is busy
        "deterministic": True,
        "force_row_wise": True,
        "seed": seed,
        "verbosity": -1,
    }


def _grown(
    lightgbm: ModuleType,
    names: Sequence[str],
    table: Matrix,
    target: npt.NDArray[np.floating],
    start: Floats,
    settings: dict[str, Any],
    trees: int,
) -> Any:  # noqa: ANN401 - LightGBM's own type
    """Return the trees that lead from the start to the target."""
    data = lightgbm.Dataset(
        *(table, target),
        init_score=start,
        feature_name=list(names),
        categorical_feature=list(CODES),
        params=settings,
    )
    return lightgbm.train(settings, data, trees)


def _drawn(course: Course, fold: int, seed: int) -> Days:
    """Return the days learned from outside a fold."""
    origins = np.flatnonzero(folds(course) != fold)
    cells = len(course.levels) * (len(course.origins) - 1) * AHEAD
    share = min(CELLS / max(cells, 1), 1.0)
    rng = np.random.default_rng([seed, fold])
    drawn = rng.random((len(course.levels), len(origins), AHEAD), np.float32) < share
    row, place, ahead = np.nonzero(drawn)
    days = Days(row, origins[place], ahead)
    return days.at(course.is_seen(days) & (course.expected(days) > LEAST_MEAN))
