"""Which candidates to believe, from what each would have said in the past.

Choosing one candidate per series by its own few errors picks noise. Each candidate's
squared error of four-week sums is set against the others', pulled towards that of its
volume class, and turned into weights: a blend is never far behind its best member.
"""

import numpy as np
import numpy.typing as npt

from models.forecasting.panel import Matrix
from models.forecasting.windows import HORIZONS, Windows

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

SPAN = HORIZONS.index(28)
CLASS_ORIGINS = 12.0
"""The class counts like this many origins of the series' own."""
SHARPNESS = 10.0
LEAST_SEEN = 28.0
LEAST_OF_WINDOW = 0.5
VOLUME_EDGES = np.array([0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 20.0, 100.0])
"""Units a day between volume classes."""


def volume_classes(daily_mean: npt.NDArray[np.floating]) -> Whole:
    """Return the class of each daily mean, 0 the slowest."""
    return np.asarray(np.digitize(daily_mean, VOLUME_EDGES), np.int64)


def usable(past: Windows) -> npt.NDArray[np.bool_]:
    """Tell which windows were seen well enough to judge a forecast by."""
    whole = past.exposure >= LEAST_OF_WINDOW * np.array(HORIZONS, np.float32)
    return np.asarray(whole & (past.seen >= LEAST_SEEN)[:, :, None])


def blend_weights(levels: Matrix, past: Windows, classes: Whole) -> Matrix:
    """Return the weight of each candidate for each series; rows sum to 1."""
    judged = usable(past)[:, :, SPAN]
    count = judged.sum(axis=1)
    errors = past.units[:, :, SPAN, None] - levels * past.exposure[:, :, SPAN, None]
    loss = ((errors**2) * judged[:, :, None]).sum(axis=1)
    mean = loss.mean(axis=1, keepdims=True)
    relative = np.where(mean > 0, loss / np.where(mean > 0, mean, 1.0), 1.0)
    pooled = _class_means(relative, count.astype(float), classes)
    score = (count[:, None] * relative + CLASS_ORIGINS * pooled[classes]) / (
        count[:, None] + CLASS_ORIGINS
    )
    raw = np.exp(-SHARPNESS * (score - score.min(axis=1, keepdims=True)))
    return np.asarray(raw / raw.sum(axis=1, keepdims=True), np.float32)


def _class_means(relative: Floats, count: Floats, classes: Whole) -> Floats:
    """Return each class's mean relative loss, pulled towards all classes'."""
    size = len(VOLUME_EDGES) + 1
    total = np.zeros((size, relative.shape[1]))
    np.add.at(total, classes, relative * count[:, None])
    weight = np.bincount(classes, count, minlength=size)[:, None]
    overall = (total.sum(axis=0) + 1.0) / (weight.sum() + 1.0)
    prior = 100.0
    return np.asarray((total + prior * overall) / (weight + prior))
