"""Reading demand quantiles: the quantity at a level, the risk beyond a quantity."""

import numba
import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.special import ndtri

from models.tables.columns import QUANTILE_COLUMNS, QUANTILES

Numbers = npt.NDArray[np.float64]

LEVELS: Numbers = np.array(QUANTILES)


def known_quantiles(demand: pl.DataFrame, suffix: str = "") -> Numbers:
    """Return the quantiles of each row, a column per level."""
    names = [f"{name}{suffix}" for name in QUANTILE_COLUMNS]
    values: Numbers = demand.select(names).fill_null(0).to_numpy().astype(np.float64)
    return values


def at_level(quantiles: Numbers, level: Numbers) -> Numbers:
    """Return each row's quantile at its own level.

    Between two known levels, and beyond the last, the quantile is a line in the normal
    score of the level: exact for a normal distribution.
    """
    upper = np.clip(np.searchsorted(LEVELS, level), 1, len(LEVELS) - 1)
    scores, score = ndtri(LEVELS), ndtri(level)
    low, high = scores[upper - 1], scores[upper]
    share = np.maximum((score - low) / (high - low), 0.0)
    rows = np.arange(len(quantiles))
    below, above = quantiles[rows, upper - 1], quantiles[rows, upper]
    value: Numbers = below + share * (above - below)
    return value


def exceedance(quantiles: Numbers, quantity: Numbers) -> Numbers:
    """Return the probability that demand is above each row's quantity."""
    risk: Numbers = _beyond_each(quantiles, np.asarray(quantity, np.float64))
    return risk


@numba.njit(cache=True)
def _beyond_each(quantiles: Numbers, quantity: Numbers) -> Numbers:
    """Return the risk of each row."""
    risk = np.empty(len(quantity))
    for row in range(len(quantity)):
        risk[row] = beyond(quantiles[row], quantity[row])
    return risk


@numba.njit(cache=True)
def beyond(quantiles: Numbers, quantity: float) -> float:
    """Return the probability that demand with these ``quantiles`` is above a quantity.

    Linear between the known levels; above the last it falls off exponentially, at the
    rate at which it fell between the last but one.
    """
    if quantity < 0:
        return 1.0
    last = len(quantiles) - 1
    reached = 0
    while reached <= last and quantiles[reached] <= quantity:
        reached += 1
    if reached > last:
        decay = max(quantiles[last] - quantiles[last - 2], 1e-12) / np.log(5)
        return float(0.01 * np.exp(-(quantity - quantiles[last]) / decay))
    start = quantiles[reached - 1] if reached > 0 else 0.0
    start_level = LEVELS[reached - 1] if reached > 0 else 0.0
    width = max(quantiles[reached] - start, 1e-12)
    inside = min(max((quantity - start) / width, 0.0), 1.0)
    return float(1 - start_level - (LEVELS[reached] - start_level) * inside)
