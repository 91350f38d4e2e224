"""An optional correction of the smoother by gradient-boosted trees (LightGBM).

The trees learn, from past origins and with only what was known then, by which factor
the days that followed differed from what the smoother expected of them. The smoother's
expectation is where they start, so the correction of what they know nothing about is 1.
The loss is Tweedie's (Jorgensen 1987), that of sums of a random number of sales; days
that could not be seen are neither learned from nor judged.

Past forecasts are corrected by a model that has not seen their origin. They tell which
segments the correction serves, and the spread of corrected forecasts. Forecasts to come
take the mean of all models.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import polars as pl

from models.forecasting import blend, boost_features, exposure, smoother
from models.forecasting.boost_features import Course, Days, Features
from models.forecasting.boost_judged import (
    REACH,
    Judged,
    Segments,
    judged,
    noise_of_past,
    noise_to_come,
    noise_trees,
    reaching,
    segments,
    sums,
)
from models.forecasting.boost_trees import (
    AHEAD,
    MissingBoostError,
    Trees,
    corrections,
    engine,
)
from models.forecasting.circumstances import Circumstances
from models.forecasting.day_factors import daily_factors
from models.forecasting.fit import Fit
from models.forecasting.panel import Matrix, Panel, dates, numbered
from models.forecasting.spread import spread_of
from models.forecasting.windows import anchor

__all__ = ["AHEAD", "Boosted", "MissingBoostError", "boosted"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

ORIGINS = 12
ORIGIN_STEP = 15
"""Days; no whole weeks, so that days ahead and weekdays are not told as one."""
NEWEST = 10
"""The newest origin is so many days older than the fortnight's anchor."""
LEAST_SEEN = 56
LEAST_ORIGINS = 6


@dataclass(frozen=True)
class Boosted:
    """What the boost makes of a fit.

    ``correction`` has the rows of the panel by days ahead: the baseline is multiplied
    by it. ``fit`` is the same fit with dispersion and spread of corrected forecasts.
    ``segments`` has one row per ``volume_class`` and ``category``, with the mean loss
    of past forecasts without and with correction and whether it ``is_used``.
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

    ``fit`` is that of the panel and profiles, ``around`` reaches ``AHEAD`` days beyond
    the panel: circumstances(sales, known, AHEAD). The same seed gives the same numbers.
    With a history too short to learn from nothing is corrected. Later days than
    ``AHEAD`` are corrected like the last week that is learned.

    Raises:
        MissingBoostError: LightGBM is not installed.

    """
    engine()
    course = _course(known, fit, demand_profiles)
    if len(course.origins) <= LEAST_ORIGINS:
        return _untouched(len(known.series), fit, days)
    seen = boost_features.features(course, around)
    trees = corrections(seen, seed)
    tried = judged(trees, seen, seed)
    helped = segments(tried, course)
    past = tried.used(helped.is_used[tried.classes, course.categories[tried.row]])
    is_used = helped.is_used[blend.volume_classes(fit.level), course.categories]
    correction = np.where(is_used[:, None], _correction(trees, seen), 1.0)
    return Boosted(
        correction=reaching(correction, days),
        fit=_with_spread(fit, past, correction, seen, seed),
        segments=helped.table(known.series["category"].unique().sort().to_list()),
    )


def _correction(trees: Trees, seen: Features) -> Floats:
    """Return the correction of the days to come: the geometric mean of the models'."""
    row = np.arange(len(seen.course.levels))
    origin = np.full(len(row), len(seen.course.origins) - 1)
    days = Days.of_all(row, origin, np.arange(AHEAD))
    return np.asarray(np.exp(trees.all_said(seen.of(days))).reshape(-1, AHEAD))


def _with_spread(
    fit: Fit, past: Judged, correction: Floats, seen: Features, seed: int
) -> Fit:
    """Return the fit with the noise and the errors of corrected forecasts."""
    noise = noise_trees(past, seen, fit, seed)
    if noise is None:
        return fit
    of_past = fit.dispersion[past.row] * noise_of_past(noise, past, seen)
    to_come = fit.dispersion * noise_to_come(noise, correction, seen)
    own = fit.spread.own_error
    spread = replace(spread_of(sums(past), of_past, own[past.row]), own_error=own)
    return replace(fit, dispersion=to_come, spread=spread)


def _untouched(rows: int, fit: Fit, days: int) -> Boosted:
    """Return the fit as it is, corrected nowhere."""
    nothing = np.zeros((blend.CLASSES, 0))
    helped = Segments(nothing, nothing, nothing).table([])
    return Boosted(np.ones((rows, days), np.float32), fit, helped)


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
        *(known.pools, origins),
    ).mixed(fit.blend)
    levels[:, -1], trends[:, -1] = fit.level, fit.trend
    return Course(
        *(known.demand, weights, exposed, fit.dispersion),
        *(origins, levels, trends, known.pools.items),
        places=numbered(known.series["location_id"]),
        categories=known.pools.categories,
        on=on,
    )


def _origins(known: Panel) -> Whole:
    """Return the past origins and the end of the panel, ascending.

    They are counted back from the fortnight's anchor: tomorrow's are today's, and plans
    do not move because other past weeks are learned from.
    """
    newest = anchor(known.days, known.first_on) - NEWEST
    back = newest - ORIGIN_STEP * np.arange(ORIGINS - 1, -1, -1)
    return np.append(back[back >= LEAST_SEEN], known.days)
