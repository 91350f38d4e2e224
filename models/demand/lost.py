"""What would have been asked for had it been there."""

from dataclasses import dataclass

import numba
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Shares = npt.NDArray[np.float32]
Whole = npt.NDArray[np.int64]

HALF_WINDOW_DAYS = 42
LEAST_DAYS = 14.0
"""With fewer in-stock days around a day, all days of the item count."""
SPIKE = 5.0
"""A day counts for at most four units plus five times the item's mean."""


@dataclass(frozen=True)
class Layout:
    """Where each item-location's rows lie in the flat arrays."""

    offset: Whole
    days: Whole
    stride: Whole
    place: Whole


def expected_units(
    demanded: Floats, share: Shares, layout: Layout, first_day: Whole, week: Floats
) -> Shares:
    """Return the units each day would have had, fully in stock.

    The mean of the days in stock within six weeks either side, weighted by how long
    each was in stock, times the weekday's factor at the place; nothing where no day of
    these was in stock, for then the item was given up. ``share`` is 1 where demand was
    wholly seen; ``week`` has a row per place and a column per day number modulo 7.
    """
    result = np.zeros(len(demanded), np.float32)
    _expect(
        demanded, share, layout.offset, layout.days, layout.stride, layout.place,
        first_day, week, result,
    )  # fmt: skip
    return result


@numba.njit(cache=True)
def _expect(
    demanded: Floats,
    share: Shares,
    offset: Whole,
    days: Whole,
    stride: Whole,
    place: Whole,
    first_day: Whole,
    week: Floats,
    result: Shares,
) -> None:
    """Slide a window along every series with running sums."""
    longest = 1
    for item in range(len(days)):
        longest = max(longest, days[item])
    units = np.zeros(longest + 1)
    exposure = np.zeros(longest + 1)
    for item in range(len(days)):
        factors = week[place[item]]
        for stream in range(stride[item]):
            start, step, length = offset[item] + stream, stride[item], days[item]
            _running_sums(
                demanded, share, start, step, length, first_day[item], factors,
                units, exposure,
            )  # fmt: skip
            if exposure[length] <= 0.0:
                continue
            overall = units[length] / exposure[length]
            for day in range(length):
                low = max(day - HALF_WINDOW_DAYS, 0)
                high = min(day + HALF_WINDOW_DAYS + 1, length)
                seen = exposure[high] - exposure[low]
                if seen < 1.0:
                    continue
                rate = overall
                if seen >= LEAST_DAYS:
                    rate = (units[high] - units[low]) / seen
                weekday = (first_day[item] + day) % 7
                result[start + day * step] = rate * factors[weekday]


@numba.njit(cache=True)
def _running_sums(
    demanded: Floats,
    share: Shares,
    start: int,
    step: int,
    length: int,
    first_day: int,
    factors: Floats,
    units: Floats,
    exposure: Floats,
) -> None:
    """Sum units, spikes cut, and exposure over the days on which demand was seen."""
    total = 0.0
    seen = 0.0
    for day in range(length):
        if share[start + day * step] > 0.0:
            total += demanded[start + day * step]
            seen += 1.0
    most = 4.0 + SPIKE * total / max(seen, 1.0)
    for day in range(length):
        at = start + day * step
        weight = share[at]
        units[day + 1] = units[day]
        exposure[day + 1] = exposure[day]
        if weight > 0.0:
            units[day + 1] += min(demanded[at], most)
            exposure[day + 1] += weight * factors[(first_day + day) % 7]
