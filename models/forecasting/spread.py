"""How wrong forecasts turn out to be, learned from their own past.

The variance of the sum of the next L days is

    dispersion · M + (level_error² + level_drift² · L) · M²,      M the expected sum.

The first part is the noise of single days (negative binomial). The second is the
forecast's own error: it does not average out over the days, which is why safety stock
by z times sd times the root of L falls short. It is set so that past sums exceeded the
upper quantiles as often as these promise, volume class by volume class.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.distributions import ranks
from models.forecasting.blend import VOLUME_EDGES, usable, volume_classes
from models.forecasting.panel import Matrix
from models.forecasting.windows import HORIZONS, Windows

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

OWN_DAYS = 20.0
"""A class's dispersion counts like this many days with demand."""
USUAL_WINDOWS = 30.0
"""The usual error counts like this many windows of a class."""
MOST_WINDOWS = 2_000
PROMISES = np.array([0.8, 0.9, 0.95, 0.98])
GOLDEN = 0.6180339887
"""Its multiples spread ties evenly, the same way every time."""
HALVINGS = 11
LARGEST_ERROR = 3.0
USUAL_DISPERSION = 0.4
"""Of the logarithm of variance ÷ mean, where no series shows any."""
USUAL_ERROR = 0.25
USUAL_DRIFT = 0.02
DISPERSION_LIMITS = (1.0, 1e6)


@dataclass(frozen=True)
class Spread:
    """Error of the level and its drift per day, by volume class."""

    level_error: Floats
    level_drift: Floats


def dispersions(
    squares: Floats, expected: Floats, sold_days: Whole, classes: Whole
) -> Floats:
    """Return daily variance ÷ mean, pulled towards the class's median (in logs)."""
    known = (expected > 0) & (squares > 0)
    ratio = np.divide(squares, expected, out=np.ones_like(squares), where=known)
    logs = np.log(np.clip(ratio, *DISPERSION_LIMITS))
    overall = float(np.median(logs[known])) if known.any() else USUAL_DISPERSION
    medians = np.full(len(VOLUME_EDGES) + 1, overall)
    for volume in np.unique(classes[known]):
        inside = logs[known & (classes == volume)]
        share = len(inside) / (len(inside) + OWN_DAYS)
        medians[volume] = share * np.median(inside) + (1 - share) * overall
    own = np.where(known, sold_days, 0)
    pulled = (own * logs + OWN_DAYS * medians[classes]) / (own + OWN_DAYS)
    return np.asarray(np.exp(pulled))


def spread(levels: Matrix, dispersion: Floats, past: Windows) -> Spread:
    """Return what past sums say about the error of the level, class by class.

    ``levels`` are the blended levels at each origin; they decide the class a past
    forecast belongs to, for it is today's class of a forecast that will be looked up.
    """
    size = len(VOLUME_EDGES) + 1
    judged = usable(past) & (levels > 0)[:, :, None]
    squares = np.zeros((size, len(HORIZONS)))
    for span in range(len(HORIZONS)):
        row, origin = np.nonzero(judged[:, :, span])
        units = past.units[row, origin, span].astype(float)
        mean = (levels * past.exposure[:, :, span])[row, origin].astype(float)
        classes = volume_classes(levels[row, origin])
        squares[:, span] = _errors(units, mean, dispersion[row] * mean, classes)
    pairs = [_line(squares[volume]) for volume in range(size)]
    return Spread(
        level_error=np.array([np.sqrt(start) for start, _ in pairs]),
        level_drift=np.array([np.sqrt(slope) for _, slope in pairs]),
    )


def _errors(units: Floats, mean: Floats, noise: Floats, classes: Whole) -> Floats:
    """Return the squared relative error that keeps the promises, per class."""
    result = np.full(len(VOLUME_EDGES) + 1, np.nan)
    for volume in np.unique(classes):
        inside = np.nonzero(classes == volume)[0]
        chosen = inside[:: max(len(inside) // MOST_WINDOWS, 1)]
        own = _error(units[chosen], mean[chosen], noise[chosen])
        share = len(inside) / (len(inside) + USUAL_WINDOWS)
        result[volume] = share * own**2 + (1 - share) * USUAL_ERROR**2
    return result


def _error(units: Floats, mean: Floats, noise: Floats) -> float:
    """Find the relative error by halving: past sums exceed as often as promised."""
    phase = np.arange(len(units), dtype=np.float64) * GOLDEN % 1
    low, high = 0.0, LARGEST_ERROR
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        found = ranks(units, mean, noise + (middle * mean) ** 2, phase)
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
