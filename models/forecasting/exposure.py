"""How much demand each day can show: the exposure on which every rate rests.

Exposure is the share of the day on which demand shows, times the factors of the day
(weekday, day of the month, month, event), times the item's own leaning to its weekdays.
"""

import numba
import numpy as np
import numpy.typing as npt

from models.forecasting.panel import Matrix

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

OWN_EVIDENCE = 150.0
"""What its place and category show counts like this many units of the item's own."""
WEEKS_USED = 52
DAYS = 7


def own_weekdays(
    demand: Matrix, weights: Matrix, factors: Matrix, factor_rows: Whole, last: int
) -> Floats:
    """Return seven factors for each item-location, beside those of its profile.

    Position 0 is the weekday of the matrices' first day. A factor is units over
    expected units of the item's last year, pulled to 1 as if ``OWN_EVIDENCE`` units had
    come as expected (gamma-Poisson shrinkage); ``last`` is the number of days used.
    """
    own = np.ones((len(demand), DAYS))
    first = max(last - WEEKS_USED * DAYS, 0)
    _lean(demand, weights, factors, factor_rows, (first, last), own)
    return own


def exposures(
    weights: Matrix, factors: Matrix, factor_rows: Whole, own: Floats
) -> Matrix:
    """Return the exposure of each item-location on each day."""
    result = np.empty_like(weights)
    _expose(weights, factors, factor_rows, own, result)
    return result


@numba.njit(cache=True)
def _lean(
    demand: Matrix,
    weights: Matrix,
    factors: Matrix,
    factor_rows: Whole,
    span: tuple[int, int],
    own: Floats,
) -> None:
    """Put factors of the weekdays into ``own``; their mean is 1."""
    units, expected = np.zeros(DAYS), np.zeros(DAYS)
    for row in range(len(demand)):
        units[:] = 0.0
        expected[:] = 0.0
        profile = factors[factor_rows[row]]
        for day in range(span[0], span[1]):
            if weights[row, day] > 0.0:
                units[day % DAYS] += demand[row, day]
                expected[day % DAYS] += weights[row, day] * profile[day]
        if not expected.sum() > 0.0:
            continue
        rate = units.sum() / expected.sum()
        own[row] = (units + OWN_EVIDENCE) / (rate * expected + OWN_EVIDENCE)
        own[row] /= own[row].mean()


@numba.njit(cache=True)
def _expose(
    weights: Matrix, factors: Matrix, factor_rows: Whole, own: Floats, result: Matrix
) -> None:
    """Multiply."""
    for row in range(len(weights)):
        profile = factors[factor_rows[row]]
        for day in range(weights.shape[1]):
            result[row, day] = weights[row, day] * profile[day] * own[row, day % DAYS]
