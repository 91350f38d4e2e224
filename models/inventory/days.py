"""Stock day by day: the kernel of the daily table."""

import numba
import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]
PLACE, ZONE = range(2)
"""Columns of the item-locations."""

ITEM, INSTANT, QTY, BALANCE, VALUE, HELD, IS_KNOWN = range(7)
"""Columns of the facts: moves on hand and holds, sorted by item-location and time.

A move has its units, and the balance and value after it; a hold has the units that it
takes or, when it ends, gives back.
"""

START, AHEAD, CHANGE, LATER = range(4)
"""Columns of a day on a clock: the instant at which it starts; what is added to an
instant to get the time of day; from which instant on it is another, and which."""

OF_ITEM, ON, OPENING, IN, OUT, CLOSING, WORTH = range(7)
"""Columns of the answer; days count from the first one of the clocks."""

NO_VALUE = -(2**63)
HOUR = 3_600_000_000
LAST_HOUR = 23

Hours = tuple[Integers, Integers, Integers]
"""Place and zone of each item-location; the clock of each zone, day by day; and, of
each place, what part of a day's orders has come by each full hour."""


@numba.njit(cache=True)
def daily(facts: Integers, hours: Hours, last_day: int) -> tuple[Integers, Numbers]:
    """Return a row per item-location and day, and the share of it in stock.

    In stock is what is on hand and not held. Days run from the first on which stock is
    known to ``last_day``. The share is weighted by when orders come; it is not a number
    where stock is known for less than half of the day's orders, and while an item was
    never stocked.
    """
    firsts = _first_known(facts)
    ends = np.empty(len(firsts), np.int64)
    size = 0
    for number, first in enumerate(firsts):
        starts = hours[1][hours[0][facts[first, ITEM], ZONE], :, START]
        day = np.searchsorted(starts, facts[first, INSTANT], side="right") - 1
        size += max(last_day - day + 1, 0)
        ends[number] = size
    answer = np.empty((size, 7), np.int64)
    shares = np.empty(size, np.float64)
    at = 0
    for number, first in enumerate(firsts):
        end = int(ends[number])
        _fill(facts, hours, first, last_day, (answer[at:end], shares[at:end]))
        at = end
    return answer, shares


@numba.njit(cache=True)
def _first_known(facts: Integers) -> Integers:
    """Return the row from which stock is known, by item-location that has one."""
    firsts = np.empty(len(facts), np.int64)
    found = 0
    for row in range(len(facts)):
        is_new = found == 0 or facts[firsts[found - 1], ITEM] != facts[row, ITEM]
        if is_new and facts[row, IS_KNOWN]:
            firsts[found] = row
            found += 1
    return firsts[:found]


@numba.njit(cache=True)
def _fill(
    facts: Integers,
    hours: Hours,
    first: int,
    last_day: int,
    rows: tuple[Integers, Numbers],
) -> None:
    """Fill the days of one item-location, whose stock is known from row ``first``."""
    answer, shares = rows
    item, row = facts[first, ITEM], first
    clocks, orders = hours[1][hours[0][item, ZONE]], hours[2][hours[0][item, PLACE]]
    held, stocked = _before(facts, first)
    balance, value = 0, NO_VALUE
    for number in range(len(answer)):
        day = last_day - len(answer) + 1 + number
        stop = _stop(facts, row, item, clocks[day + 1, START])
        share = 1.0 if balance > held else 0.0
        if stop > row:
            since = facts[row, INSTANT] if row == first else clocks[day, START]
            span = (row, stop, since)
            share = _share(facts, span, (balance, held), (clocks, day), orders)
        opening, moved_in, moved_out = balance, 0, 0
        for at in range(row, stop):
            held += facts[at, HELD]
            if facts[at, HELD] == 0:
                balance, value = facts[at, BALANCE], facts[at, VALUE]
                stocked = stocked or balance > 0
            if at > first:
                moved_in += max(facts[at, QTY], 0)
                moved_out += max(-facts[at, QTY], 0)
        answer[number] = (item, day, opening, moved_in, moved_out, balance, value)
        shares[number] = share if stocked else np.nan
        row = stop


@numba.njit(cache=True)
def _before(facts: Integers, first: int) -> tuple[int, bool]:
    """Return what is held at row ``first``, and whether its item ever moved before."""
    held, moved, row = 0, False, first - 1
    while row >= 0 and facts[row, ITEM] == facts[first, ITEM]:
        held += facts[row, HELD]
        moved = moved or facts[row, QTY] != 0
        row -= 1
    return held, moved


@numba.njit(cache=True)
def _stop(facts: Integers, row: int, item: int, end: int) -> int:
    """Return the first row from ``row`` on that is another item's or after the day."""
    stop = row
    while (
        stop < len(facts) and facts[stop, ITEM] == item and facts[stop, INSTANT] < end
    ):
        stop += 1
    return stop


@numba.njit(cache=True)
def _share(
    facts: Integers,
    span: tuple[int, int, int],
    stood: tuple[int, int],
    clock: tuple[Integers, int],
    orders: Integers,
) -> float:
    """Return the share of a day's orders that come while more is on hand than held.

    ``span`` are the first fact of the day, the first after it, and the instant from
    which on stock is known; ``stood`` units on hand and held before.
    """
    clocks, day = clock
    start, end = clocks[day, START], clocks[day + 1, START]
    (first, stop, since), (balance, held) = span, stood
    known = _weight(orders, clocks, day, since, end)
    whole = known if since == start else _weight(orders, clocks, day, start, end)
    is_open, missed = balance > held, 0
    for row in range(first, stop):
        held += facts[row, HELD]
        if facts[row, HELD] == 0:
            balance = facts[row, BALANCE]
        if (balance > held) != is_open:
            at = max(facts[row, INSTANT], since)
            missed += 0 if is_open else _weight(orders, clocks, day, since, at)
            is_open, since = not is_open, at
    missed += 0 if is_open else _weight(orders, clocks, day, since, end)
    return (known - missed) / known if 0 < whole <= 2 * known else np.nan


@numba.njit(cache=True)
def _weight(
    orders: Integers, clocks: Integers, day: int, since: int, until: int
) -> int:
    """Return what part of a day's orders comes between two of its instants."""
    ahead, later = clocks[day, AHEAD], clocks[day, LATER]
    change = min(max(clocks[day, CHANGE], since), until)
    before = _by(orders, change + ahead) - _by(orders, since + ahead)
    if change == until:
        return before
    return before + _by(orders, until + later) - _by(orders, change + later)


@numba.njit(cache=True)
def _by(orders: Integers, time: int) -> int:
    """Return what part of a day's orders has come by a time of day: even in an hour."""
    hour = min(time // HOUR, LAST_HOUR)
    rate = (orders[hour + 1] - orders[hour]) // HOUR
    return int(orders[hour] + rate * (time - hour * HOUR))
