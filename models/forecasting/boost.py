"""An optional correction of the smoother by gradient-boosted trees (LightGBM).

The trees learn, from past origins and with only what was known then, by which factor
the days that followed differed from what the smoother expected of them. The smoother's
expectation is where they start (``init_score``), so the correction of what they know
nothing about is 1. The loss is Tweedie's (Jorgensen 1987), that of sums of a random
number of sales; days that could not be seen are neither learned from nor judged.

Past origins are dealt into folds, block by block. The past forecasts of each fold are
corrected by a model of all others; from these the spread of corrected forecasts is
learned, and which segments the correction serves. Forecasts to come take the mean of
all models.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from models.forecasting import blend, boost_features, exposure, smoother
from models.forecasting.boost_features import CODES, NAMES, Course, Features
from models.forecasting.circumstances import Circumstances
from models.forecasting.fit import Fit, daily_factors
from models.forecasting.panel import Matrix, Panel, dates
from models.forecasting.spread import Sums, spread_of
from models.forecasting.windows import HORIZONS, SINGLE_WITHIN, anchor

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

AHEAD = 28
"""Days ahead that are learned; later days are corrected like the last week of them."""
WEEK = 7
LAST_WEEK = slice(AHEAD - WEEK, AHEAD)
REACH = max(AHEAD, *HORIZONS)
ORIGINS = 12
ORIGIN_STEP = 15
"""Days; no whole weeks, so that days ahead and weekdays are not told as one."""
NEWEST = 10
"""The newest origin is so many days old; only these follow it."""
LEAST_SEEN = 56
LEAST_ORIGINS = 4
BLOCK = 2
"""Origins in a row that belong to one fold."""
FOLDS = 3

CELLS = 1_500_000
"""About so many days are learned from."""
TREES = 100
POWER = 1.1
LEAST_MEAN = 1e-4
LARGEST = np.log(10.0)
"""A correction is tenfold at most, up or down."""

JUDGED = 3_000
"""Past forecasts of a volume class that are judged."""
WHOLE = 0.95
"""A past sum is judged where nearly all of its days could be seen."""
USUAL_JUDGED = 300.0
"""What a volume class gains counts like this many forecasts of a segment."""


class MissingBoostError(ImportError):
    """The boost was asked for where it is not installed."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            "the boost needs LightGBM, which is not installed: "
            "pip install 'backstock[boost]'"
        )


@dataclass(frozen=True)
class Boosted:
    """What the boost makes of a fit.

    ``correction`` has the rows of the panel by days ahead: the baseline is multiplied
    by it. ``fit`` is the same fit with the spread of corrected forecasts. ``segments``
    has one row per ``volume_class`` and ``category``, with the loss of past forecasts
    without and with correction and whether it ``is_used``.
    """

    correction: Matrix
    fit: Fit
    segments: pl.DataFrame


def boosted(
    known: Panel,
    fit: Fit,
    demand_profiles: pl.DataFrame,
    around: Circumstances,
    days: int,
    seed: int = 0,
) -> Boosted:
    """Return the correction of the next ``days`` of every row of a daily panel.

    ``around`` reaches at least ``AHEAD`` days beyond the panel. The same seed gives the
    same numbers. With a history too short to learn from, nothing is corrected.
    """
    engine = _engine()
    course = _course(known, fit, demand_profiles)
    if len(course.origins) <= LEAST_ORIGINS:
        return _untouched(len(known.series), fit, days)
    seen = boost_features.features(course, around)
    models = [_learned(engine, seen, fold, seed) for fold in range(FOLDS)]
    judged = _judged(models, seen, seed)
    segments = _segments(judged, course)
    was_used = segments.is_used[judged.classes, course.categories[judged.row]]
    is_used = segments.is_used[blend.volume_classes(fit.level), course.categories]
    correction = np.where(is_used[:, None], _correction(models, seen), 1.0)
    corrected = spread_of(_sums(judged, was_used), fit.dispersion)
    names = known.series["category"].unique().sort().to_list()
    return Boosted(
        _reaching(correction, days),
        replace(fit, spread=corrected),
        segments.table(names),
    )


def _correction(models: Sequence[Any], seen: Features) -> Floats:
    """Return the correction of the days to come: the geometric mean of the models'."""
    row, ahead = _grid(np.arange(len(seen.course.levels)))
    origin = np.full(len(row), len(seen.course.origins) - 1)
    said = [_said(model, seen, row, origin, ahead) for model in models]
    return np.asarray(np.exp(np.mean(said, axis=0)).reshape(-1, AHEAD))


def _untouched(rows: int, fit: Fit, days: int) -> Boosted:
    """Return the fit as it is, corrected nowhere."""
    nothing = np.zeros((blend.CLASSES, 0))
    segments = _Segments(nothing, nothing, nothing).table([])
    return Boosted(np.ones((rows, days), np.float32), fit, segments)


def _engine() -> ModuleType:
    """Return LightGBM, imported only where it is used: that takes seconds."""
    try:
        import lightgbm  # noqa: PLC0415 - an optional part
    except ImportError as error:
        raise MissingBoostError from error
    return lightgbm


def _course(known: Panel, fit: Fit, demand_profiles: pl.DataFrame) -> Course:
    """Return the smoother at past origins and, last, at the end of the panel."""
    on = dates(known.first_on, known.days + REACH)
    factors, factor_rows = daily_factors(demand_profiles, known.series, on)
    ahead = np.ones((len(known.series), REACH), np.float32)
    weights = np.hstack([known.weights, ahead])
    own = np.roll(fit.weekdays, -known.first_on.weekday(), axis=1)
    exposed = exposure.exposures(weights, factors, factor_rows, own)
    origins = _origins(known)
    levels, trends = smoother.smoothed(
        known.counted,
        np.ascontiguousarray(exposed[:, : known.days]),
        *(known.items, origins),
    ).mixed(fit.blend)
    levels[:, -1], trends[:, -1] = fit.level, fit.trend
    return Course(
        *(known.demand, weights, exposed, fit.dispersion),
        *(origins, levels, trends, known.items),
        places=_numbered(known.series["location_id"]),
        categories=_numbered(known.series["category"]),
        on=on,
    )


def _numbered(names: pl.Series) -> Whole:
    """Return the number from 0 of each name."""
    return (names.rank("dense").cast(pl.Int64) - 1).to_numpy()


def _origins(known: Panel) -> Whole:
    """Return the past origins and the end of the panel, ascending.

    They are counted back from the fortnight's anchor, so that what is learned today is
    learned tomorrow too.
    """
    newest = anchor(known.days, known.first_on) - NEWEST
    back = newest - ORIGIN_STEP * np.arange(ORIGINS - 1, -1, -1)
    return np.append(back[back >= LEAST_SEEN], known.days)


def _learned(engine: ModuleType, seen: Features, fold: int, seed: int) -> Any:  # noqa: ANN401 - LightGBM's own type
    """Return the trees learned from the origins of all other folds."""
    row, origin, ahead = _drawn(seen.course, fold, seed)
    mean = seen.course.expected(row, origin, ahead)
    settings = {
        "objective": "tweedie",
        "tweedie_variance_power": POWER,
        "learning_rate": 0.05,
        "num_leaves": 63,
        "min_data_in_leaf": 300,
        "feature_fraction": 0.4,
        "lambda_l2": 1.0,
        "cat_smooth": 50.0,
        "max_bin": 127,
        "num_threads": 1,  # more of them spin where the machine is busy
        "deterministic": True,
        "force_row_wise": True,
        "seed": seed + fold,
        "verbosity": -1,
    }
    days = engine.Dataset(
        seen.of(row, origin, ahead),
        seen.course.demand[row, seen.course.origins[origin] + ahead],
        init_score=np.log(mean),
        feature_name=list(NAMES),
        categorical_feature=list(CODES),
        params=settings,
    )
    return engine.train(settings, days, TREES)


def _drawn(course: Course, fold: int, seed: int) -> tuple[Whole, Whole, Whole]:
    """Return row, origin and day ahead of the days learned from outside a fold."""
    origins = np.flatnonzero(_folds(course) != fold)
    cells = len(course.levels) * (len(course.origins) - 1) * AHEAD
    share = min(CELLS / max(cells, 1), 1.0)
    rng = np.random.default_rng([seed, fold])
    drawn = rng.random((len(course.levels), len(origins), AHEAD), np.float32) < share
    row, place, ahead = np.nonzero(drawn)
    origin = origins[place]
    kept = _is_seen(course, row, origin, ahead)
    kept &= course.expected(row, origin, ahead) > LEAST_MEAN
    return row[kept], origin[kept], ahead[kept]


def _folds(course: Course) -> Whole:
    """Return the fold of each past origin: blocks in turn."""
    return np.arange(len(course.origins) - 1) // BLOCK % FOLDS


def _is_seen(course: Course, row: Whole, origin: Whole, ahead: Whole) -> Flags:
    """Tell on which days ahead of origins demand could be seen."""
    day = course.origins[origin] + ahead
    is_shown = course.exposure[row, day] > smoother.LEAST_EXPOSURE
    return np.asarray((day < course.demand.shape[1]) & is_shown)


def _said(
    model: Any,  # noqa: ANN401 - LightGBM's own type
    seen: Features,
    row: Whole,
    origin: Whole,
    ahead: Whole,
) -> Floats:
    """Return the logarithm of the correction that a model says, within bounds."""
    said = model.predict(seen.of(row, origin, ahead), raw_score=True, num_threads=1)
    return np.clip(np.asarray(said, np.float64), -LARGEST, LARGEST)


def _grid(rows: Whole) -> tuple[Whole, Whole]:
    """Return each of the rows on each day that is learned."""
    return np.repeat(rows, AHEAD), np.tile(np.arange(AHEAD), len(rows))


def _reaching(correction: Floats, days: int) -> Matrix:
    """Return corrections of as many days; late ones are the mean of the last week."""
    usual = correction[:, LAST_WEEK].mean(axis=1, keepdims=True)
    later = np.repeat(usual, max(days - AHEAD, 0), axis=1)
    return np.hstack([correction[:, :days], later]).astype(np.float32)


@dataclass(frozen=True)
class _Judged:
    """Past forecasts: row, origin, volume class, and what each day was expected to be.

    ``correction`` is said by the model that has not seen the origin; days as far as
    ``REACH``. ``is_seen`` tells which days could be seen.
    """

    row: Whole
    origin: Whole
    classes: Whole
    expected: Floats
    correction: Matrix
    demand: Matrix
    is_seen: Flags


def _judged(models: Sequence[Any], seen: Features, seed: int) -> _Judged:
    """Correct past forecasts of every class, each by the model that has not seen it."""
    course = seen.course
    levels = course.levels[:, :-1]
    classes = blend.volume_classes(levels)
    rng = np.random.default_rng([seed, FOLDS])
    drawn = [
        rng.permutation(np.flatnonzero(((classes == volume) & (levels > 0)).ravel()))
        for volume in range(blend.CLASSES)
    ]
    picked = np.sort(np.concatenate([some[:JUDGED] for some in drawn]))
    row, origin = np.unravel_index(picked, levels.shape)
    correction = np.ones((len(row), REACH), np.float32)
    for fold, model in enumerate(models):
        of_fold = np.flatnonzero(_folds(course)[origin] == fold)
        at, ahead = _grid(of_fold)
        log = _said(model, seen, row[at], origin[at], ahead)
        correction[of_fold] = _reaching(np.exp(log).reshape(-1, AHEAD), REACH)
    at, ahead = (
        np.repeat(np.arange(len(row)), REACH),
        np.tile(np.arange(REACH), len(row)),
    )
    shape = correction.shape
    is_seen = _is_seen(course, row[at], origin[at], ahead)
    day = np.minimum(course.origins[origin[at]] + ahead, course.demand.shape[1] - 1)
    return _Judged(
        *(row, origin, classes[row, origin]),
        expected=(course.expected(row[at], origin[at], ahead) * is_seen).reshape(shape),
        correction=correction,
        demand=(course.demand[row[at], day] * is_seen).reshape(shape),
        is_seen=is_seen.reshape(shape),
    )


def _tweedie(demand: Matrix, mean: Floats) -> Floats:
    """Return twice the part of Tweedie's deviance that depends on the mean.

    Jorgensen (1987), J. R. Statist. Soc. B 49, 127-162; 1 < ``POWER`` < 2.
    """
    mean = np.maximum(mean, LEAST_MEAN)
    of_demand = demand * mean ** (1 - POWER) / (POWER - 1)
    return 2 * (of_demand + mean ** (2 - POWER) / (2 - POWER))


@dataclass(frozen=True)
class _Segments:
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


def _segments(judged: _Judged, course: Course) -> _Segments:
    """Return what past forecasts lost in each segment."""
    demand, expected = judged.demand[:, :AHEAD], judged.expected[:, :AHEAD]
    is_seen = judged.is_seen[:, :AHEAD]
    days = is_seen.sum(axis=1)
    shape = (blend.CLASSES, int(course.categories.max(initial=-1)) + 1)
    segment = judged.classes * shape[1] + course.categories[judged.row]

    def added(value: Floats) -> Floats:
        total = np.bincount(segment, value, shape[0] * shape[1])
        return np.asarray(total, np.float64).reshape(shape)

    def lost(mean: Floats) -> Floats:
        loss = (_tweedie(demand, mean) * is_seen).sum(axis=1)
        return added(loss / np.maximum(days, 1))

    return _Segments(
        count=added((days > 0).astype(float)),
        plain=lost(expected),
        corrected=lost(expected * judged.correction[:, :AHEAD]),
    )


def _sums(judged: _Judged, is_used: Flags) -> list[Sums]:
    """Return past sums of corrected forecasts over each of ``HORIZONS``.

    The window of one day is any of the four weeks ahead, in turn.
    """
    mean = judged.expected * np.where(is_used[:, None], judged.correction, 1.0)
    result = []
    for days in HORIZONS:
        start = np.zeros(len(judged.row), np.int64)
        if days == 1:
            start = (11 * judged.row + 5 * judged.origin) % SINGLE_WITHIN
        inside = (np.arange(REACH) >= start[:, None]) & (
            np.arange(REACH) < start[:, None] + days
        )
        kept = np.flatnonzero((judged.is_seen & inside).sum(axis=1) >= days * WHOLE)
        result.append(
            Sums(
                row=judged.row[kept],
                mean=(mean * inside).sum(axis=1)[kept],
                units=(judged.demand * inside).sum(axis=1, dtype=np.float64)[kept],
                classes=judged.classes[kept],
            )
        )
    return result
