"""Days that show far more than a series ever shows: one huge order, a slip of the pen.

What a day with sales usually shows is followed day by day for each series: its mean and
its variance, beginning with what is usual in its group and cut at what is beyond
chance. A day is called exceptional when all of this holds:

- it lies six normal scores beyond the mean of a gamma distribution (the limit of the
  negative binomial; its quantiles by the cube root of Wilson and Hilferty 1931, Proc.
  Natl. Acad. Sci. 17, 684-688). Sizes with longer tails than that are common, and six
  scores keep false calls of these below one in a thousand item-years too;
- it is more than twice the largest ordinary day, which counts half after half a year;
- none of the three days with sales before it reached half of it.

When the whole group sells more than usual, so may each of its series. A call passes
when one of the three days with sales after it reaches half of it as well: that is a
burst or a new level. Nothing else that comes later changes a call.
"""

from dataclasses import dataclass

import numba
import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

BEYOND_CHANCE = 6.0
USUAL = 2.33
"""Normal scores; at the second is the most that is usual: one day in 100 shows more."""
LARGEST = 2.0
COMPANY = 0.5
NEAREST = 3
MEMORY = 90.0
"""Days with sales that are remembered."""
PRIOR = 2.0
"""What the group shows counts like this many days with sales of the series."""
DECAY = 0.5 ** (1 / 182)
"""What a largest day keeps of its weight from one day to the next."""
BUSY_DAYS = 56
BUSY_UNITS = 50.0
"""A group is busy beside its last eight weeks, as if 50 units more were always sold."""
LARGEST_RATIO = 9.0
"""Of variance to squared mean: beyond it the cube root is no guide."""
NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Calls:
    """Exceptional days, by series and day.

    ``most`` is the most that would have been usual; ``passed`` the day from which it
    was plain that the call had been wrong, else ``NEVER``.
    """

    row: Whole
    day: Whole
    most: Floats
    passed: Whole


def exceptional_days(demand: Matrix, groups: Whole) -> Calls:
    """Return every call ever made: rows of ``demand`` are series, columns days.

    ``groups`` numbers the group of each series from 0. Days on which demand did not
    show, and those of which an event is known, are to be 0: they are no days with
    sales.
    """
    shape = (int(groups.max(initial=-1)) + 1, demand.shape[1])
    logs, count = np.zeros(shape), np.zeros(shape)
    _add_logs(demand, groups, logs, count)
    seen = _before(count)
    size = np.exp(np.divide(_before(logs), seen, out=np.zeros(shape), where=seen > 0))
    size[seen == 0] = np.inf
    total = np.zeros(shape)
    _add_usual(demand, groups, size, total)
    found = _called(demand, groups, size, total, _trailing(total))
    row, day = (np.array([call[at] for call in found], np.int64) for at in (0, 1))
    most = np.array([call[2] for call in found], np.float64)
    return Calls(row, day, most, _passed(demand, row, day))


def _before(values: Floats) -> Floats:
    """Return what had added up before each day."""
    return np.asarray(np.cumsum(values, axis=1) - values)


def _trailing(total: Floats) -> Floats:
    """Return the mean of the last days before each on which the group sold anything."""
    units, days = (
        np.hstack([np.zeros((len(total), 1)), np.cumsum(values, axis=1)])
        for values in (total, total > 0)
    )
    last = np.arange(total.shape[1])
    first = np.maximum(last - BUSY_DAYS, 0)
    return np.asarray(
        (units[:, last] - units[:, first])
        / np.maximum(days[:, last] - days[:, first], 1)
    )


@numba.njit(cache=True)
def _add_logs(demand: Matrix, groups: Whole, logs: Floats, count: Floats) -> None:
    """Add up the logarithms of what days with sales show, and their number."""
    for row in range(len(demand)):
        for day in range(demand.shape[1]):
            if demand[row, day] > 0.0:
                logs[groups[row], day] += np.log(demand[row, day])
                count[groups[row], day] += 1.0


@numba.njit(cache=True)
def _limits(state: Floats, size: float) -> tuple[float, float]:
    """Return the most that is usual, and what is beyond chance."""
    known = PRIOR + state[0]
    mean = (PRIOR * size + state[0] * state[1]) / known
    spread = (PRIOR * (size * size + size) + state[0] * state[2]) / known
    ratio = min(max(spread, mean) / (mean * mean), LARGEST_RATIO)
    middle, step = 1.0 - ratio / 9.0, np.sqrt(ratio) / 3.0
    return mean * (middle + USUAL * step) ** 3, mean * (
        middle + BEYOND_CHANCE * step
    ) ** 3


@numba.njit(cache=True)
def _learn(state: Floats, units: float) -> None:
    """Take a day with sales into number, mean and variance."""
    state[0] = min(state[0] + 1.0, MEMORY)
    error = units - state[1]
    state[1] += error / state[0]
    state[2] += (error * (units - state[1]) - state[2]) / state[0]


@numba.njit(cache=True)
def _add_usual(demand: Matrix, groups: Whole, size: Floats, total: Floats) -> None:
    """Add up by group and day what is usual of each series."""
    state = np.zeros(3)
    for row in range(len(demand)):
        state[:] = 0.0
        group = groups[row]
        for day in range(demand.shape[1]):
            units = float(demand[row, day])
            if not units > 0.0:
                continue
            if size[group, day] < np.inf:
                _, beyond = _limits(state, size[group, day])
                units = min(units, beyond)
                total[group, day] += units
            _learn(state, units)


@numba.njit(cache=True)
def _called(
    demand: Matrix, groups: Whole, size: Floats, total: Floats, trailing: Floats
) -> list[tuple[int, int, float]]:
    """Return row, day and the most that is usual of each call."""
    found = [(0, 0, 0.0) for _ in range(0)]
    state, last = np.zeros(3), np.zeros(NEAREST)
    for row in range(len(demand)):
        state[:] = 0.0
        last[:] = 0.0
        group, sales, peak, peak_day = groups[row], 0, 0.0, 0
        for day in range(demand.shape[1]):
            units = float(demand[row, day])
            if not units > 0.0:
                continue
            busy, counted = 1.0, units
            if size[group, day] < np.inf:
                most, beyond = _limits(state, size[group, day])
                others = total[group, day] - min(units, beyond) + state[1]
                usual = trailing[group, day] + BUSY_UNITS
                busy = max((others + BUSY_UNITS) / usual, 1.0)
                peak *= DECAY ** (day - peak_day)
                peak_day = day
                is_called = units > max(beyond * busy, LARGEST * peak)
                counted = min(units / busy, beyond)
                if is_called and last.max() < COMPANY * units:
                    found.append((row, day, most * busy))
                    counted = most
                else:
                    peak = max(peak, units)
            last[sales % NEAREST] = units
            sales += 1
            _learn(state, counted)
    return found


@numba.njit(cache=True)
def _passed(demand: Matrix, rows: Whole, days: Whole) -> Whole:
    """Return the day that kept each call company, if one of the next did."""
    passed = np.full(len(rows), NEVER)
    for at in range(len(rows)):
        units = demand[rows[at], days[at]]
        sales = 0
        for day in range(days[at] + 1, demand.shape[1]):
            later = demand[rows[at], day]
            sales += later > 0.0
            if later >= COMPANY * units:
                passed[at] = day
            if sales == NEAREST or passed[at] < NEVER:
                break
    return passed
