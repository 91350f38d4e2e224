"""What one more unit of an order earns, and filling an order with what earns most.

A unit above the position earns its margin if demand over a horizon reaches it, and
costs money while it waits (Joannes Vermorel's *stock reward*, docs.lokad.com: margin
and carrying cost, unit by unit). More units of one item earn less and less, so taking
the best unit again and again is the best choice under one limit, but for what does not
fit the rest (Dantzig 1957, Operations Research 5, 266-277).
"""

import heapq
from typing import NamedTuple

import numba
import numpy as np
import numpy.typing as npt

from models.planning.quantiles import Numbers, beyond

Integers = npt.NDArray[np.int64]

NO_LIMIT = -1
NEVER_SOLD_DAYS = 3650.0
"""How long a unit waits that nobody is expected to buy."""


class Stakes(NamedTuple):
    """What a unit of each line earns and costs, company currency; a row per line."""

    reached_qty: Numbers
    """The position with all that is ordered so far."""
    daily_mean_qty: Numbers
    margin_amount: Numbers
    holding_amount_a_day: Numbers
    days_until_here: Numbers
    quantiles: Numbers
    """Of demand over the horizon, a column per level of ``QUANTILES``."""


class Packs(NamedTuple):
    """In what portions each line is bought: the first, and then pack by pack."""

    pack_qty: Numbers
    first: Integers
    """Packs of the first portion: the least that can be ordered."""
    most: Integers
    """Packs at most, the first portion among them."""


@numba.njit(cache=True)
def unit_profit(stakes: Stakes, line: int, qty: float) -> float:
    """Return what the unit at a position of ``qty`` is expected to earn."""
    rate = stakes.daily_mean_qty[line]
    wait = NEVER_SOLD_DAYS
    if rate > 0:
        wait = min(wait, max(qty / rate - stakes.days_until_here[line], 0.0))
    sells = beyond(stakes.quantiles[line], qty)
    return float(
        stakes.margin_amount[line] * sells - stakes.holding_amount_a_day[line] * wait
    )


@numba.njit(cache=True)
def _portion(packs: Packs, line: int, taken: int) -> int:
    """Return the packs of the next portion of a line; none: all are taken."""
    size = packs.first[line] if taken == 0 else 1
    if taken + size > packs.most[line]:
        return 0
    return int(size)


@numba.njit(cache=True)
def _profit(stakes: Stakes, packs: Packs, line: int, taken: int) -> float:
    """Return what a unit of the next portion earns: that of its middle."""
    size = _portion(packs, line, taken)
    middle = (taken + size / 2) * packs.pack_qty[line]
    return float(unit_profit(stakes, line, stakes.reached_qty[line] + middle))


@numba.njit(cache=True)
def fill(
    stakes: Stakes,
    packs: Packs,
    order: Integers,
    uses: Numbers,
    short: Numbers,
    measure: Integers,
    least_profit: float,
) -> Integers:
    """Return the packs of each line that fill its order, all or nothing.

    ``order`` numbers the order of each line, ascending from 0; ``uses`` is what a unit
    of each line adds to each minimum (line x minimum), ``short`` what each order lacks
    of it (order x minimum). Earnings are compared per unit of one ``measure`` of each
    order. Units that earn no more than ``least_profit`` are not taken.
    """
    added = np.zeros(len(order), np.int64)
    start = 0
    for number in range(len(short)):
        end = start + int(np.searchsorted(order[start:], number, side="right"))
        lacking = short[number].copy()
        lines = (start, end)
        _fill_one(
            stakes, packs, lines, uses, lacking, measure[number], least_profit, added
        )
        if lacking.max() > 0:
            added[start:end] = 0
        start = end
    return added


@numba.njit(cache=True)
def _fill_one(
    stakes: Stakes,
    packs: Packs,
    lines: tuple[int, int],
    uses: Numbers,
    lacking: Numbers,
    measure: int,
    least_profit: float,
    added: Integers,
) -> None:
    """Add packs to the lines of one order until nothing lacks or nothing earns."""
    heap = [(0.0, 0)]
    heap.pop()
    for line in range(lines[0], lines[1]):
        if _portion(packs, line, 0) > 0 and uses[line, measure] > 0:
            profit = _profit(stakes, packs, line, 0)
            heapq.heappush(heap, (-profit / uses[line, measure], line))
    while len(heap) > 0 and lacking.max() > 0:
        loss, line = heapq.heappop(heap)
        if -loss <= least_profit:
            break
        size = _portion(packs, line, added[line])
        added[line] += size
        lacking -= uses[line] * size * packs.pack_qty[line]
        if _portion(packs, line, added[line]) > 0:
            profit = _profit(stakes, packs, line, added[line])
            heapq.heappush(heap, (-profit / uses[line, measure], line))


@numba.njit(cache=True)
def spend(
    stakes: Stakes,
    packs: Packs,
    uses: Numbers,
    limits: Integers,
    left: Numbers,
    least_profit: float,
) -> tuple[Integers, Integers, Numbers, Numbers]:
    """Return the packs of each line that fit all limits, the most earning first.

    ``uses`` is what a unit of each line uses of each of its limits (line x kind),
    ``limits`` which limit of each kind it is under, or ``NO_LIMIT``, and ``left`` what
    each limit has left to give; it is lowered by what is taken. Units that earn no more
    than ``least_profit`` are not taken.

    Beside the packs come the limit that stopped each line, or ``NO_LIMIT``; what a unit
    of the portion looked at last earns per unit of the first limit it uses; and the
    least that anything taken under each limit earns so.
    """
    taken = np.zeros(len(limits), np.int64)
    stopped = np.full(len(limits), NO_LIMIT)
    earns, lowest = np.zeros(len(limits)), np.full(len(left), np.inf)
    heap = [(0.0, 0)]
    heap.pop()
    for line in range(len(limits)):
        _put_back(heap, stakes, packs, uses, limits, line, 0)
    while len(heap) > 0:
        loss, line = heapq.heappop(heap)
        earns[line] = -loss
        if -loss <= least_profit:
            break
        size = _portion(packs, line, taken[line])
        used = uses[line] * size * packs.pack_qty[line]
        stopped[line] = _stops(used, limits[line], left)
        if stopped[line] == NO_LIMIT:
            _take(used, limits[line], left, lowest, -loss)
            taken[line] += size
            _put_back(heap, stakes, packs, uses, limits, line, taken[line])
    return taken, stopped, earns, lowest


@numba.njit(cache=True)
def _put_back(
    heap: list[tuple[float, int]],
    stakes: Stakes,
    packs: Packs,
    uses: Numbers,
    limits: Integers,
    line: int,
    taken: int,
) -> None:
    """Put the next portion of a line on the heap, if there is one."""
    if _portion(packs, line, taken) > 0:
        profit = _profit(stakes, packs, line, taken)
        earned = profit / _first_use(uses, limits, line)
        heapq.heappush(heap, (-earned, line))


@numba.njit(cache=True)
def _take(
    used: Numbers, limits: Integers, left: Numbers, lowest: Numbers, earned: float
) -> None:
    """Lower what is left of the limits of a line by what is used of them."""
    for kind in range(len(limits)):
        if limits[kind] != NO_LIMIT:
            left[limits[kind]] -= used[kind]
            lowest[limits[kind]] = min(lowest[limits[kind]], earned)


@numba.njit(cache=True)
def _first_use(uses: Numbers, limits: Integers, line: int) -> float:
    """Return what a unit uses of the first limit of a line that it uses at all."""
    for kind in range(limits.shape[1]):
        if limits[line, kind] != NO_LIMIT and uses[line, kind] > 0:
            return float(uses[line, kind])
    return 1.0


@numba.njit(cache=True)
def _stops(wanted: Numbers, limits: Integers, left: Numbers) -> int:
    """Return the limit that has less left than is wanted of it, or none."""
    for kind in range(len(limits)):
        limit = limits[kind]
        if limit != NO_LIMIT and wanted[kind] > left[limit] + 1e-9:
            return int(limit)
    return NO_LIMIT


@numba.njit(cache=True)
def forgone_margin(stakes: Stakes, packs: Packs, taken: Integers) -> Numbers:
    """Return the margin that the packs not taken of each line would have earned."""
    forgone = np.zeros(len(taken))
    for line in range(len(taken)):
        pack = packs.pack_qty[line]
        for more in range(taken[line], packs.most[line]):
            qty = stakes.reached_qty[line] + (more + 0.5) * pack
            sold = pack * beyond(stakes.quantiles[line], qty)
            forgone[line] += stakes.margin_amount[line] * sold
    return forgone
