"""What followed each past origin: units and exposure summed over the next days."""

import datetime as dt
from dataclasses import dataclass

import numba
import numpy as np
import numpy.typing as npt

from models.forecasting.panel import Matrix

Whole = npt.NDArray[np.int64]

ORIGIN_STEP = 14
ORIGINS = 26
FIRST_SUNDAY = dt.date(1970, 1, 4)
HORIZONS = (1, 7, 14, 28, 56, 91)
"""Days; the window of one day is any of the four weeks ahead, in turn."""
SINGLE_WITHIN = 28


@dataclass(frozen=True)
class Windows:
    """Sums after each origin: item-locations by origins by horizons.

    ``seen`` is the exposure before each origin; a window that reaches beyond the data
    has exposure 0.
    """

    origins: Whole
    units: Matrix
    exposure: Matrix
    seen: Matrix


def anchor(days: int, first_on: dt.date) -> int:
    """Return how many of the days were known on the last Sunday of a fortnight.

    What is learned from the past is learned up to there. Tomorrow's origins are then
    today's, and plans do not move because other past weeks are looked at.

    >>> anchor(40, dt.date(2026, 1, 1)), anchor(45, dt.date(2026, 1, 1))
    (32, 32)
    """
    last_on = first_on + dt.timedelta(days=days - 1)
    known = days - (last_on - FIRST_SUNDAY).days % ORIGIN_STEP
    return known if known > 0 else days


def origins_before(days: int, anchored: int) -> Whole:
    """Return the origins to try, ascending; the last is the end of the data.

    >>> origins_before(40, 39).tolist()
    [11, 25, 39, 40]
    """
    back = np.arange(ORIGINS - 1, -1, -1, dtype=np.int64) * ORIGIN_STEP
    return np.union1d((anchored - back)[back < max(anchored, 1)], [days])


def windows(demand: Matrix, exposure: Matrix, anchored: int) -> Windows:
    """Sum demand and exposure over each horizon after each origin."""
    origins = origins_before(demand.shape[1], anchored)
    shape = (len(demand), len(origins), len(HORIZONS))
    result = Windows(
        origins=origins,
        units=np.zeros(shape, np.float32),
        exposure=np.zeros(shape, np.float32),
        seen=np.zeros(shape[:2], np.float32),
    )
    _sum_windows(
        *(demand, exposure, origins, np.array(HORIZONS)),
        *(result.units, result.exposure, result.seen),
    )
    return result


@numba.njit(cache=True)
def _sum_windows(
    demand: Matrix,
    exposure: Matrix,
    origins: Whole,
    horizons: Whole,
    units: Matrix,
    exposed: Matrix,
    seen: Matrix,
) -> None:
    """Take differences of running sums, series by series."""
    days = demand.shape[1]
    unit_sum = np.zeros(days + 1)
    exposure_sum = np.zeros(days + 1)
    for row in range(len(demand)):
        for day in range(days):
            shown = exposure[row, day] > 0.0
            unit_sum[day + 1] = unit_sum[day] + (demand[row, day] if shown else 0.0)
            exposure_sum[day + 1] = exposure_sum[day] + exposure[row, day]
        for at in range(len(origins)):
            seen[row, at] = exposure_sum[origins[at]]
            for span in range(len(horizons)):
                start = origins[at]
                if horizons[span] == 1:
                    start += (11 * row + 5 * at) % SINGLE_WITHIN
                end = start + horizons[span]
                if end <= days:
                    units[row, at, span] = unit_sum[end] - unit_sum[start]
                    exposed[row, at, span] = exposure_sum[end] - exposure_sum[start]
