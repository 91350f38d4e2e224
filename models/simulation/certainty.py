"""How sure a difference between two policies is.

Item-locations and weeks are drawn again, each with replacement and apart from each
other, and both policies are judged on what was drawn: what one bad week or one item
decides alone is not sure. Drawing rows and columns apart is on the safe side (Owen
2007, The pigeonhole bootstrap, Annals of Applied Statistics 1, 386-411).
"""

from dataclasses import dataclass

import numpy as np

from models.simulation.ground import Floats

DRAWS = 1000
LOW, HIGH = 0.05, 0.95
BLOCK_WEEKS = 4
"""Weeks are drawn in runs of four: stock remembers."""


@dataclass(frozen=True)
class Interval:
    """A difference, and between what it lies nine times of ten."""

    value: float
    low: float
    high: float
    better_rate: float
    """Share of draws in which it is above zero."""

    @property
    def is_sure(self) -> bool:
        """Whether no difference is not among what is likely."""
        return self.low > 0 or self.high < 0


def interval(difference: Floats, draws: int = DRAWS, seed: int = 1) -> Interval:
    """Return the sum of a difference by week and item-location, with its interval.

    >>> one = interval(np.ones((8, 5)))
    >>> one.value, one.low, one.high
    (40.0, 40.0, 40.0)
    """
    weeks, places = difference.shape
    rng = np.random.default_rng(seed)
    by_week = _week_weights(rng, weeks, draws)
    by_place = rng.multinomial(places, np.full(places, 1 / places), size=draws)
    drawn = np.einsum("dp,dp->d", by_week @ difference, by_place.astype(np.float64))
    low, high = np.quantile(drawn, [LOW, HIGH])
    return Interval(
        float(difference.sum()), float(low), float(high), float((drawn > 0).mean())
    )


def _week_weights(rng: np.random.Generator, weeks: int, draws: int) -> Floats:
    """Return how often each week is drawn, in runs around the year (Politis 1992)."""
    length = min(BLOCK_WEEKS, weeks)
    runs = -(-weeks // length)
    starts = rng.integers(0, weeks, (draws, runs))
    drawn = (starts[:, :, None] + np.arange(length)) % weeks
    weights = np.zeros((draws, weeks))
    rows = np.repeat(np.arange(draws), weeks)
    np.add.at(weights, (rows, drawn.reshape(draws, -1)[:, :weeks].ravel()), 1.0)
    return weights
