"""Stock day by day: the kernel of the daily table."""

import numba
import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]
ITEM, INSTANT, DAY, ZONE, QTY, IS_KNOWN = range(6)
"""Columns of the facts: moves on hand, sorted by item-location and sequence."""

OF_ITEM, ON, OPENING, IN, OUT, CLOSING = range(6)
"""Columns of the answer; days count from the first one of ``bounds``."""


@numba.njit(cache=True)
def daily(facts: Integers, bounds: Integers, last_day: int) -> tuple[Integers, Numbers]:
    """Return a row per item-location and day, and the share of it in stock.

    ``bounds`` holds, by time zone, the instant at which each day starts. Days run from
    the first on which stock is known to ``last_day``. The share is weighted by time; it
    is not a number where stock is known for less than half of the day, and while an
    item was never stocked.
    """
    firsts = _first_known(facts)
    size = 0
    for first in firsts:
        size += max(last_day - facts[first, DAY] + 1, 0)
    answer = np.zeros((size, 6), np.int64)
    shares = np.full(size, np.nan)
    at = 0
    for first in firsts:
        days = max(last_day - facts[first, DAY] + 1, 0)
        here = slice(at, at + days)
        _fill(facts, bounds[facts[first, ZONE]], first, (answer[here], shares[here]))
        at += days
    return answer, shares


@numba.njit(cache=True)
def _first_known(facts: Integers) -> Integers:
    """Return the row from which stock is known, by item-location that has one."""
    firsts = np.empty(len(facts), np.int64)
    found = 0
    for row in range(len(facts)):
        is_new = row == 0 or facts[row - 1, ITEM] != facts[row, ITEM]
        if facts[row, IS_KNOWN] and (is_new or not facts[row - 1, IS_KNOWN]):
            firsts[found] = row
            found += 1
    return firsts[:found]


@numba.njit(cache=True)
def _fill(
    facts: Integers, starts: Integers, first: int, rows: tuple[Integers, Numbers]
) -> None:
    """Fill the days of one item-location, whose stock is known from row ``first``."""
    answer, shares = rows
    item, balance, row = facts[first, ITEM], 0, first
    stocked = first > 0 and facts[first - 1, ITEM] == item
    for number in range(len(answer)):
        day = facts[first, DAY] + number
        since = facts[first, INSTANT] if number == 0 else starts[day]
        opening, in_stock, known = balance, 0, starts[day + 1] - since
        moved_in, moved_out = 0, 0
        while row < len(facts) and facts[row, ITEM] == item and facts[row, DAY] <= day:
            in_stock += (facts[row, INSTANT] - since) * (balance > 0)
            since = facts[row, INSTANT]
            moved_in += max(facts[row, QTY], 0) * (row > first)
            moved_out += max(-facts[row, QTY], 0) * (row > first)
            balance += facts[row, QTY]
            stocked = stocked or balance > 0
            row += 1
        in_stock += (starts[day + 1] - since) * (balance > 0)
        answer[number] = (item, day, opening, moved_in, moved_out, balance)
        if stocked and 2 * known >= starts[day + 1] - starts[day]:
            shares[number] = in_stock / known
