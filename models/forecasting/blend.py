"""Which candidates to believe, from what each would have said in the past.

Choosing one candidate per series by its own few errors picks noise. Two sets of weights
are averaged instead. The first is the series' own: each candidate's squared error of
past sums is set against the others', pulled towards that of its volume class. The
second is its class's: the mix of candidates with the least squared error over all its
item-locations (stacking, Breiman 1996: weights not negative, their sum 1). A blend is
never far behind its best member.
"""

import numpy as np
import numpy.typing as npt
from scipy.optimize import nnls

from models.forecasting.panel import Matrix
from models.forecasting.smoother import Smoothed
from models.forecasting.windows import HORIZONS, Windows

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

SPANS = (7, 14, 28)
STACKED = 28
CLASS_ORIGINS = 6.0
"""The class counts like this many origins of the series' own."""
SHARPNESS = 10.0
LEAST_SEEN = 28.0
LEAST_OF_WINDOW = 0.5
MOST_MIXED = 20_000
"""So many past sums of a class tell its best mix."""
USUAL_RIDGE = 0.005
"""How firmly a class's mix is held to that of all classes, beside what it has seen."""
USUAL_WINDOWS = 200.0
LEVEL_ERROR = 0.3
"""Errors of large sums grow with the sum: by about this share of it."""
VOLUME_EDGES = np.array([0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 20.0, 100.0])
"""Units a day between volume classes."""
CLASSES = len(VOLUME_EDGES) + 1


def volume_classes(daily_mean: npt.NDArray[np.floating]) -> Whole:
    """Return the class of each daily mean, 0 the slowest."""
    return np.asarray(np.digitize(daily_mean, VOLUME_EDGES), np.int64)


def usable(past: Windows) -> Flags:
    """Tell which windows were seen well enough to judge a forecast by."""
    whole = past.exposure >= LEAST_OF_WINDOW * np.array(HORIZONS, np.float32)
    return np.asarray(whole & (past.seen >= LEAST_SEEN)[:, :, None])


def blend_weights(judged: Smoothed, past: Windows, classes: Whole) -> Matrix:
    """Return the weight of each candidate for each series; rows sum to 1.

    ``judged`` is what candidates said at the origins of ``past``.
    """
    own = _own_weights(judged, past, classes)
    mixes = _mixes(judged, past, STACKED)
    return np.asarray((own + mixes[classes]) / 2, np.float32)


def some(inside: Whole, most: int) -> Whole:
    """Return at most so many of some numbers, drawn the same way every time."""
    if len(inside) <= most:
        return inside
    return np.sort(np.random.default_rng(0).permutation(inside)[:most])


def _own_weights(judged: Smoothed, past: Windows, classes: Whole) -> Floats:
    """Return weights by the errors of each series, pulled to those of its class."""
    is_usable = usable(past)
    score = np.zeros((len(classes), judged.levels.shape[2]))
    for days in SPANS:
        is_judged = is_usable[:, :, HORIZONS.index(days)]
        count = is_judged.sum(axis=1)
        loss = _losses(judged, past, days, is_judged)
        mean = loss.mean(axis=1, keepdims=True)
        relative = np.where(mean > 0, loss / np.where(mean > 0, mean, 1.0), 1.0)
        pooled = _class_means(relative, count.astype(float), classes)
        score += (count[:, None] * relative + CLASS_ORIGINS * pooled[classes]) / (
            count[:, None] + CLASS_ORIGINS
        )
    score /= len(SPANS)
    raw = np.exp(-SHARPNESS * (score - score.min(axis=1, keepdims=True)))
    return np.asarray(raw / raw.sum(axis=1, keepdims=True))


def _losses(judged: Smoothed, past: Windows, days: int, is_judged: Flags) -> Floats:
    """Return each candidate's squared errors of sums, added up over the origins."""
    span = HORIZONS.index(days)
    loss = np.zeros((len(is_judged), judged.levels.shape[2]))
    for origin in range(is_judged.shape[1]):
        errors = judged.over(days, slice(None), origin)
        errors *= -past.exposure[:, origin, span, None]
        errors += past.units[:, origin, span, None]
        np.square(errors, out=errors)
        errors *= is_judged[:, origin, None]
        loss += errors
    return loss


def _class_means(relative: Floats, count: Floats, classes: Whole) -> Floats:
    """Return each class's mean relative loss, pulled towards all classes'."""
    total = np.zeros((CLASSES, relative.shape[1]))
    np.add.at(total, classes, relative * count[:, None])
    weight = np.bincount(classes, count, minlength=CLASSES)[:, None]
    overall = (total.sum(axis=0) + 1.0) / (weight.sum() + 1.0)
    prior = 100.0
    return np.asarray((total + prior * overall) / (weight + prior))


def _mixes(judged: Smoothed, past: Windows, days: int) -> Floats:
    """Return the best mix of candidates of each class, that of all held beside it.

    Each past sum counts by the inverse of the variance it may be expected to have.
    """
    span = HORIZONS.index(days)
    level = judged.levels.mean(axis=2)
    is_judged = usable(past)[:, :, span] & (level > 0)
    size = judged.levels.shape[2]
    squares, products = np.zeros((CLASSES, size, size)), np.zeros((CLASSES, size))
    count = np.zeros(CLASSES)
    classes = volume_classes(level)
    for volume in np.unique(classes[is_judged]):
        inside = some(np.flatnonzero(is_judged & (classes == volume)), MOST_MIXED)
        row, origin = np.unravel_index(inside, is_judged.shape)
        exposure = past.exposure[row, origin, span]
        sums = judged.over(days, row, origin) * exposure[:, None]
        expected = level[row, origin] * exposure
        weight = 1 / (expected + (LEVEL_ERROR * expected) ** 2)
        squares[volume] = (sums * weight[:, None]).T @ sums
        products[volume] = sums.T @ (weight * past.units[row, origin, span])
        count[volume] = len(row)
    even = np.full(size, 1 / size)
    overall = _mix(squares.sum(axis=0), products.sum(axis=0), even, count.sum())
    mixes = [
        _mix(squares[volume], products[volume], overall, count[volume])
        for volume in range(CLASSES)
    ]
    return np.array(mixes)


def _mix(squares: Floats, products: Floats, prior: Floats, count: float) -> Floats:
    """Return weights ≥ 0 whose sum is 1 with the least squares, held to a prior."""
    scale = np.trace(squares) / len(squares)
    if not scale > 0:
        return prior
    hold = scale * (USUAL_RIDGE + USUAL_WINDOWS / (count + 1.0))
    firm = 1e3 * scale
    normal = squares + hold * np.eye(len(squares)) + firm
    target = products + hold * prior + firm
    root = np.linalg.cholesky(normal)
    weights, _ = nnls(root.T, np.linalg.solve(root, target))
    return np.asarray(weights / weights.sum())
