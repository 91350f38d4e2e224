"""Days on which a place must have been closed, for it sold next to nothing."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Counts: TypeAlias = npt.NDArray[np.float64]

WEEK = 7
NEAREST_WEEKS = 4
USUAL_ITEMS = 10
SURELY_SOME = 7
"""Where so many items are usual, a day on which none sells by chance is one of 1,000
(e^-7)."""
CLOSED_SHARE = 0.02
"""Closed: where ten or more items usually sell on that weekday, a fiftieth of them."""


def silent(sold: Counts) -> npt.NDArray[np.bool_]:
    """Return on which days each place sold next to nothing.

    ``sold`` is the number of items that each place sold on each day, nan where it is
    not known. Usual is the median of the same weekday of the four weeks before and
    after; a weekday that never sells is no closure.

    >>> week = [20.0] * 7
    >>> np.flatnonzero(silent(np.array([week + [20.0, 0.0] + [20.0] * 5 + week]))[0])
    array([8])
    """
    places, days = sold.shape
    weeks = -(-max(days, 1) // WEEK)
    padded = np.full((places, weeks * WEEK), np.nan)
    padded[:, :days] = sold
    by_week = padded.reshape(places, weeks, WEEK)
    usual = _usual(by_week)
    is_silent = (usual >= USUAL_ITEMS) & (by_week <= CLOSED_SHARE * usual)
    is_silent |= (usual >= SURELY_SOME) & (by_week == 0)
    return np.asarray(is_silent.reshape(places, -1)[:, :days])


def _usual(by_week: Counts) -> Counts:
    """Return the median of the same weekday in the weeks around each."""
    padded = np.pad(
        by_week,
        ((0, 0), (NEAREST_WEEKS, NEAREST_WEEKS), (0, 0)),
        constant_values=np.nan,
    )
    around = np.lib.stride_tricks.sliding_window_view(
        padded, 2 * NEAREST_WEEKS + 1, axis=1
    )
    filled = np.where(np.isnan(around), -1.0, around)
    known = (filled >= 0).sum(axis=3)
    ordered = np.sort(filled, axis=3)
    middle = around.shape[3] - known + known // 2
    at = np.minimum(middle, around.shape[3] - 1)[..., None]
    return np.asarray(np.take_along_axis(ordered, at, axis=3)[..., 0])
