"""A level with a damped trend (Gardner and McKenzie 1985).

In the form of Hyndman, Koehler, Ord and Snyder (2008), ETS(A,Ad,N).
"""

import numba
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

DAMPING = 0.97
MOST_TREND = 0.5 * (1 - DAMPING) / DAMPING
"""A day's trend as a share of the level: all that is to come is half the level."""

LEAST_EXPOSURE = 0.02
"""A day that hardly ever sells anything says nothing about the level."""

compiled = numba.njit(cache=True, error_model="numpy")


def reach(day: npt.ArrayLike) -> Floats:
    """Return how many days' trend the level has moved on a day, 0 for the first.

    The trend is damped: DAMPING + DAMPING² + … + DAMPING^(day + 1).

    >>> reach([0, 1]).round(4).tolist()
    [0.97, 1.9109]
    """
    days = np.asarray(day, np.float64) + 1
    return np.asarray(DAMPING * (1 - DAMPING**days) / (1 - DAMPING))


@compiled
def follow(
    state: Floats, at: int, gain: float, nominal: float, share: float, rate: float
) -> None:
    """Take one day into a level with a damped trend; the first says nothing of it."""
    before = state[0, at] + DAMPING * state[1, at]
    error = rate - before
    state[0, at] = max(before + gain * error, 0.0)
    if gain < 1.0:
        trend = DAMPING * state[1, at] + share * min(nominal, gain) * error
        most = MOST_TREND * state[0, at]
        state[1, at] = min(max(trend, -most), most)
