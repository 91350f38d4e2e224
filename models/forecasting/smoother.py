"""Exponential smoothing of every item-location at once, silent days left out.

Demand of a day is level times exposure. Exposure is the share of the day on which it
shows times the factor of the day, so a Saturday weighs more than a Monday, half a day
half as much as a whole one, and a stock-out nothing. Two families of candidates:

- simple exponential smoothing of the level (Brown 1956), gain scaled by exposure and
  never below that of the running mean, so that a first observation is not sacred;
- the chance and the size of demand smoothed apart (Teunter, Syntetos and Babai 2011).

Levels are means of what was seen, so they are never negative and never explode.
"""

from dataclasses import dataclass

import numba
import numpy as np
import numpy.typing as npt

from models.forecasting.panel import Matrix

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

CANDIDATES = np.array(
    [
        *((rate, 0.0) for rate in (0.003, 0.007, 0.015, 0.03, 0.06, 0.12, 0.25)),
        *((chance, size) for chance in (0.01, 0.03, 0.1) for size in (0.01, 0.1)),
    ]
)
"""Gains: of the level, or of chance and size."""

METHODS = np.where(CANDIDATES[:, 1] > 0, "tsb", "ses")
WARM_UP = 28.0
LEAST_EXPOSURE = 0.02
"""A day that hardly ever sells anything says nothing about the level."""


@dataclass(frozen=True)
class Smoothed:
    """What the candidates say: item-locations by origins by candidates.

    Origins are ascending; the last one is the end of the data. ``squares`` holds the
    sum of squared one-day errors, ``expected`` the sum of one-day forecasts.
    """

    levels: Matrix
    squares: Floats
    expected: Floats


def smoothed(
    demand: Matrix,
    weights: Matrix,
    factors: Matrix,
    factor_rows: Whole,
    origins: Whole,
) -> Smoothed:
    """Run every candidate over every series.

    ``factors`` has one row per profile, ``factor_rows`` the profile of each series;
    ``origins`` are numbers of days seen.
    """
    shape = (len(demand), len(origins), len(CANDIDATES))
    levels = np.zeros(shape, np.float32)
    squares = np.zeros((shape[0], shape[2]))
    expected = np.zeros((shape[0], shape[2]))
    _smooth(
        demand, weights, factors, factor_rows, origins, CANDIDATES,
        levels, squares, expected,
    )  # fmt: skip
    return Smoothed(levels, squares, expected)


@numba.njit(cache=True)
def _smooth(
    demand: Matrix,
    weights: Matrix,
    factors: Matrix,
    factor_rows: Whole,
    origins: Whole,
    candidates: Floats,
    levels: Matrix,
    squares: Floats,
    expected: Floats,
) -> None:
    """Walk along the days of each series with all candidates abreast.

    ``state`` holds level, chance and size of each candidate, ``seen`` the exposure and
    the days with demand so far.
    """
    state = np.zeros((3, len(candidates)))
    seen = np.zeros(2)
    for row in range(len(demand)):
        state[:] = 0.0
        seen[:] = 0.0
        origin = 0
        profile = factors[factor_rows[row]]
        for day in range(demand.shape[1] + 1):
            while origin < len(origins) and origins[origin] == day:
                levels[row, origin] = state[0]
                origin += 1
            if day == demand.shape[1]:
                break
            exposure = weights[row, day] * profile[day]
            if not exposure > LEAST_EXPOSURE:
                continue
            value = np.float64(demand[row, day])
            if seen[0] >= WARM_UP:
                for at in range(len(candidates)):
                    mean = state[0, at] * exposure
                    squares[row, at] += (value - mean) ** 2
                    expected[row, at] += mean
            _learn(state, seen, candidates, value, exposure)


@numba.njit(cache=True)
def _learn(
    state: Floats, seen: Floats, candidates: Floats, value: float, exposure: float
) -> None:
    """Take one day into the state of every candidate."""
    happened = 1.0 if value > 0.0 else 0.0
    seen[0] += exposure
    seen[1] += happened
    first = exposure / seen[0]
    rate, chance = value / exposure, happened / exposure
    for at in range(len(candidates)):
        gain = max(min(candidates[at, 0] * exposure, 1.0), first)
        if candidates[at, 1] == 0.0:
            state[0, at] += gain * (rate - state[0, at])
            continue
        state[1, at] += gain * (chance - state[1, at])
        if value > 0.0:
            step = max(candidates[at, 1], 1.0 / seen[1])
            state[2, at] += step * (value - state[2, at])
        state[0, at] = state[1, at] * state[2, at]
