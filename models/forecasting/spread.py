"""How wrong forecasts turn out to be, learned from their own past.

The variance of the sum of the next L days is

    dispersion · M + (level_error² + level_drift² · L) · M²,      M the expected sum.

The first part is the noise of single days (negative binomial). The second is the
forecast's own error: it does not average out over the days, which is why safety stock
by z times sd times the root of L falls short. It is set so that past sums exceeded the
upper quantiles as often as these promise, volume class by volume class.

Rows that were steadier or wilder than their class have errors of their own
(``own_error``), and what the shape of the distribution still misses is learned too
(``calibration``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.forecasting.blend import CLASSES, usable, volume_classes
from models.forecasting.calibration import Calibration, kept_scores
from models.forecasting.own_error import own_errors
from models.forecasting.panel import Matrix
from models.forecasting.past_sums import Drawn, Sums, past_sums
from models.forecasting.smoother import Smoothed
from models.forecasting.windows import HORIZONS, Windows

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

TOLD = HORIZONS.index(14)
"""Sums of so many days tell a row's own error."""
OWN_DAYS = 20.0
"""A class's dispersion counts like this many days with demand."""
USUAL_WINDOWS = 30.0
"""The usual error counts like this many windows of a class."""
MOST_WINDOWS = 2_000
PROMISES = np.array([0.8, 0.9, 0.95, 0.98])
HALVINGS = 11
LARGEST_ERROR = 3.0
USUAL_DISPERSION = 0.4
"""Of the logarithm of variance ÷ mean, where no series shows any."""
USUAL_ERROR = 0.25
USUAL_DRIFT = 0.02
DISPERSION_LIMITS = (1.0, 1e6)


@dataclass(frozen=True)
class Spread:
    """How wrong levels are, and where promises were kept.

    ``level_error`` and its drift per day are by volume class; ``own_error`` is the
    factor on both of each row.
    """

    level_error: Floats
    level_drift: Floats
    own_error: Floats
    calibration: Calibration


def dispersions(
    squares: Floats, expected: Floats, sold_days: Whole, classes: Whole
) -> Floats:
    """Return daily variance ÷ mean, pulled towards the class's median (in logs)."""
    known = (expected > 0) & (squares > 0)
    ratio = np.divide(squares, expected, out=np.ones_like(squares), where=known)
    logs = np.log(np.clip(ratio, *DISPERSION_LIMITS))
    overall = float(np.median(logs[known])) if known.any() else USUAL_DISPERSION
    medians = np.full(CLASSES, overall)
    for volume in np.unique(classes[known]):
        inside = logs[known & (classes == volume)]
        share = len(inside) / (len(inside) + OWN_DAYS)
        medians[volume] = share * np.median(inside) + (1 - share) * overall
    own = np.where(known, sold_days, 0)
    pulled = (own * logs + OWN_DAYS * medians[classes]) / (own + OWN_DAYS)
    return np.asarray(np.exp(pulled))


def spread(
    judged: Smoothed, weights: Matrix, dispersion: Floats, past: Windows
) -> Spread:
    """Return what past sums say about the error of the level, class by class.

    The blended levels at each origin decide the class a past forecast belongs to, for
    it is today's class of a forecast that will be looked up.
    """
    levels, trends = judged.mixed(weights)
    is_judged = usable(past) & (levels > 0)[:, :, None]
    classes = volume_classes(levels).astype(np.int8)
    sums = [
        past_sums(levels, trends, Drawn.of(is_judged[:, :, span], classes), span, past)
        for span in range(len(HORIZONS))
    ]
    level_error, level_drift = _level_errors(sums, dispersion)
    told = is_judged[:, :, TOLD]
    own_error = own_errors(
        past_sums(levels, trends, Drawn.of(told, classes, told.size), TOLD, past),
        *(dispersion, level_error**2 + level_drift**2 * HORIZONS[TOLD]),
    )
    return _kept(sums, dispersion, level_error, level_drift, own_error)


def spread_of(sums: Sequence[Sums], dispersion: Floats, own_error: Floats) -> Spread:
    """Return the same from the past sums of each of ``HORIZONS``.

    ``dispersion`` and ``own_error`` are of the rows that the sums speak of.
    """
    return _kept(sums, dispersion, *_level_errors(sums, dispersion), own_error)


def _kept(
    sums: Sequence[Sums],
    dispersion: Floats,
    level_error: Floats,
    level_drift: Floats,
    own_error: Floats,
) -> Spread:
    """Return errors with the scores at which what they promise was kept."""
    scores = [
        kept_scores(
            of_span, dispersion, level_error**2 + level_drift**2 * days, own_error
        )
        for of_span, days in zip(sums, HORIZONS, strict=True)
    ]
    calibration = Calibration(np.stack(scores, axis=1))
    return Spread(level_error, level_drift, own_error, calibration)


def _level_errors(sums: Sequence[Sums], dispersion: Floats) -> tuple[Floats, Floats]:
    """Return the error of the level and its drift per day, by class."""
    squares = np.full((CLASSES, len(HORIZONS)), np.nan)
    for span, of_span in enumerate(sums):
        if HORIZONS[span] > 1:
            squares[:, span] = _errors(of_span, dispersion)
    pairs = np.array([_line(squares[volume]) for volume in range(CLASSES)])
    return np.sqrt(pairs[:, 0]), np.sqrt(pairs[:, 1])


def _errors(sums: Sums, dispersion: Floats) -> Floats:
    """Return the squared relative error that keeps the promises, per class."""
    result = np.full(CLASSES, np.nan)
    for volume in np.flatnonzero(sums.counts).tolist():
        own, count = sums.some(volume, MOST_WINDOWS), sums.counts[volume]
        error = _error(own, dispersion[own.row] * own.mean)
        share = count / (count + USUAL_WINDOWS)
        result[volume] = share * error**2 + (1 - share) * USUAL_ERROR**2
    return result


def _error(own: Sums, noise: Floats) -> float:
    """Find the relative error by halving: past sums exceed as often as promised."""
    low, high = 0.0, LARGEST_ERROR
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        found = own.ranks(noise + (middle * own.mean) ** 2)
        beyond = (found[:, None] > PROMISES).mean(axis=0) / (1 - PROMISES)
        low, high = (middle, high) if beyond.mean() > 1 else (low, middle)
    return (low + high) / 2


def _line(squares: Floats) -> tuple[float, float]:
    """Fit start + slope · L, neither negative; the usual where nothing is known."""
    known = ~np.isnan(squares)
    if not known.any():
        return USUAL_ERROR**2, USUAL_DRIFT**2
    days = np.array(HORIZONS, float)[known]
    values = squares[known]
    if len(values) == 1:
        return float(values[0]), 0.0
    slope, start = np.polyfit(days, values, 1)
    if slope < 0:
        return float(values.mean()), 0.0
    if start < 0:
        return 0.0, float((days @ values) / (days @ days))
    return float(start), float(slope)
