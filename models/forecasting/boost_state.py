"""The state of every item-location at every origin, beside what its level expected.

Only days before the origin count, and of these only those that could be seen.
"""

import numba
import numpy as np
import numpy.typing as npt

from models.forecasting.damped import LEAST_EXPOSURE
from models.forecasting.panel import Matrix

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

SPANS = np.array([3, 7, 14, 28, 56, 91])
"""Days before an origin over which units are set against the level."""
LOOK_BACK = int(SPANS[-1])
MONTH = 28
WEEKS = 10
"""So many days of a weekday are set against the level."""
DAYS = 7
OF_STATE = (
    *(f"units_{days}" for days in SPANS),
    *("unsold_28", "unsold_91", "shown_28", "shown_91", "noise", "largest"),
    *("silent_days", "silence", "age_days"),
)


def measured(
    demand: Matrix,
    weights: Matrix,
    exposure: Matrix,
    levels: Matrix,
    origins: Whole,
    weekday: Whole,
) -> tuple[Matrix, Matrix, Floats, Floats]:
    """Return ``OF_STATE``, ratios by weekday, and units and expected units by span.

    All are item-locations by origins first; ratios are units over expected units, nan
    where nothing was expected. ``weekday`` is that of each day, 0 a Monday.
    """
    shape = levels.shape
    own = np.full((*shape, len(OF_STATE)), np.nan, np.float32)
    weekdays = np.full((*shape, DAYS), np.nan, np.float32)
    units = np.zeros((*shape, len(SPANS)))
    expected = np.zeros((*shape, len(SPANS)))
    _measure(
        demand,
        weights,
        exposure,
        levels,
        origins,
        SPANS,
        weekday,
        own,
        weekdays,
        units,
        expected,
    )
    return own, weekdays, units, expected


@numba.njit(cache=True)
def _measure(
    demand: Matrix,
    weights: Matrix,
    exposure: Matrix,
    levels: Matrix,
    origins: Whole,
    spans: Whole,
    weekday: Whole,
    own: Matrix,
    weekdays: Matrix,
    units: Floats,
    expected: Floats,
) -> None:
    """Fill columns ``OF_STATE``, weekdays, and units and expected units by span."""
    for row in range(len(demand)):
        first = 0
        while first < demand.shape[1] and not (
            demand[row, first] > 0.0 and weights[row, first] > 0.0
        ):
            first += 1
        for at in range(len(origins)):
            seen, level = origins[at], levels[row, at]
            if not level > 0.0:
                continue
            lit = exposure[row, :seen]
            state = own[row, at]
            _look_back(
                *(demand[row], weights[row], lit, level, spans),
                *(state, units[row, at], expected[row, at]),
            )
            _silence(demand[row], lit, level, state[len(spans) + 6 :])
            state[len(spans) + 8] = seen - first
            _by_weekday(demand[row], lit, level, weekday, weekdays[row, at])


@numba.njit(cache=True)
def _look_back(
    demand: Matrix,
    weights: Matrix,
    exposure: Matrix,
    level: float,
    spans: Whole,
    state: Matrix,
    units: Floats,
    expected: Floats,
) -> None:
    """Fill ratios by span, shares of days unsold and shown, noise and largest day.

    Noise is the sum of squared errors over that of expected units.
    """
    sold, hoped, squares, largest, weight = 0.0, 0.0, 0.0, 0.0, 0.0
    shown, unsold, span = 0, 0, 0
    for back in range(1, spans[-1] + 1):
        day = len(exposure) - back
        if day >= 0:
            weight += weights[day]
        if day >= 0 and exposure[day] > LEAST_EXPOSURE:
            value, mean = demand[day], level * exposure[day]
            sold, hoped, shown = sold + value, hoped + mean, shown + 1
            squares += (value - mean) ** 2
            largest = max(largest, value)
            unsold += 1 if value == 0.0 else 0
        if back == spans[span]:
            units[span], expected[span] = sold, hoped
            if hoped > 0.0:
                state[span] = sold / hoped
            if back in (MONTH, LOOK_BACK):
                at = len(spans) + (0 if back == MONTH else 1)
                state[at] = unsold / max(shown, 1)
                state[at + 2] = weight / back
            span += 1
    state[len(spans) + 4] = squares / hoped if hoped > 0.0 else np.nan
    state[len(spans) + 5] = largest / level


@numba.njit(cache=True)
def _silence(demand: Matrix, exposure: Matrix, level: float, state: Matrix) -> None:
    """Fill days since the last sale, and the units expected on them."""
    exposed = 0.0
    day = len(exposure) - 1
    while day >= 0 and not (demand[day] > 0.0 and exposure[day] > 0.0):
        exposed += exposure[day]
        day -= 1
    state[0] = len(exposure) - 1 - day
    state[1] = exposed * level


@numba.njit(cache=True)
def _by_weekday(
    demand: Matrix, exposure: Matrix, level: float, weekday: Whole, ratios: Matrix
) -> None:
    """Fill units over expected units of the last days of each weekday."""
    sold, hoped = np.zeros(DAYS), np.zeros(DAYS)
    for day in range(max(len(exposure) - WEEKS * DAYS, 0), len(exposure)):
        if exposure[day] > LEAST_EXPOSURE:
            sold[weekday[day]] += demand[day]
            hoped[weekday[day]] += level * exposure[day]
    for at in range(DAYS):
        if hoped[at] > 0.0:
            ratios[at] = sold[at] / hoped[at]
