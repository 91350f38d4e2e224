"""One supplier's item-locations lived through, day by day, under one policy.

A day begins with its orders, placed on what was known the evening before. Then goods
come in, waiting customers are served, stock changes for other reasons, and the day's
customers come. An item-location orders when its position is at or below its point, up
to its level, by the order modifiers in their usual sequence: maximum, minimum, pack.
"""

import math
from typing import NamedTuple

import numba
import numpy as np

from models.simulation.ground import (
    NOBODY,
    Days,
    Flags,
    Floats,
    Singles,
    Terms,
    Whole,
)

WEEK_DAYS = 7
TINY = 1e-6
TOP_UP_DAYS = 28
"""An order below its supplier's minimum is filled up to so many days' sales beyond the
levels, not more."""
MOST_FILL = 2.0
HALVINGS = 14


class Shelf(NamedTuple):
    """Where every item-location of a block stands."""

    hand: Floats
    waiting: Floats
    ordered: Floats
    pipe: Singles
    """What comes in, by day and item-location."""


class Tally(NamedTuple):
    """What is counted, by week and item-location; orders by week and buyer."""

    demanded: Singles
    served: Singles
    stocked: Singles
    """Units at the end of each day, summed over the days."""
    short_days: Singles
    lines: Singles
    orders: Singles


@numba.njit(cache=True)
def sized(need: float, pack: float, least: float, most: float) -> float:
    """Return what is ordered for a need above zero: capped, raised, in whole packs.

    A pack that would pass the maximum is left out, unless too little would be left.
    """
    capped = min(need, most) if most > 0.0 else need
    raised = max(capped, least)
    up = math.ceil(raised / pack - TINY) * pack
    down = math.floor(raised / pack + TINY) * pack
    if most > 0.0 and up > most + TINY and down > 0.0 and down >= least:
        return down
    return up


@numba.njit(cache=True)
def _echelon(first: int, parent: Whole, shelf: Shelf, position: Floats) -> None:
    """Write the position of each place with all that it replenishes."""
    count = len(shelf.hand)
    for row in range(count):
        position[row] = 0.0
    for row in range(count):
        own = shelf.hand[row] + shelf.ordered[row] - shelf.waiting[row]
        above = row
        while above != NOBODY:
            position[above] += own
            up = parent[first + above]
            above = up - first if up != NOBODY else NOBODY


@numba.njit(cache=True)
def _place_transfers(
    first: int,
    today: int,
    arrival: Days,
    parent: Whole,
    wanted: Floats,
    pack: Floats,
    asked: Floats,
    shelf: Shelf,
    lines: Singles,
) -> None:
    """Send what places want from those that replenish them, fair shares when short."""
    count = len(wanted)
    for row in range(count):
        asked[row] = 0.0
    for row in range(count):
        if wanted[row] > 0.0 and parent[first + row] != NOBODY:
            asked[parent[first + row] - first] += wanted[row]
    for row in range(count):
        if wanted[row] <= 0.0 or parent[first + row] == NOBODY:
            continue
        above = parent[first + row] - first
        share = min(shelf.hand[above] / asked[above], 1.0)
        unit = pack[first + row]
        sent = math.floor(wanted[row] * share / unit + TINY) * unit
        asked[above] -= wanted[row]
        if sent <= 0.0:
            continue
        shelf.hand[above] -= sent
        _put(shelf, row, today, arrival[today, first + row], sent)
        lines[first + row] += 1.0


@numba.njit(cache=True)
def _put(shelf: Shelf, row: int, today: int, comes: int, units: float) -> None:
    """Let units be on order until their day."""
    shelf.ordered[row] += units
    if comes < shelf.pipe.shape[0]:
        shelf.pipe[max(comes, today), row] += units


@numba.njit(cache=True)
def _filled(
    first: int,
    buyer: int,
    fill: float,
    chance: Flags,
    terms: Terms,
    wanted: Floats,
    position: Floats,
    up_to: Singles,
    daily: Singles,
    keep: bool,  # noqa: FBT001  # kernels take numbers and flags by position
) -> float:
    """Return the money of an order whose lines are filled alike; keep it if asked.

    Up to 1, ``fill`` is a share of every level; from 1 to 2 it adds days of sales. What
    is wanted anyway stays. Only what can be ordered today takes part.
    """
    share, days = min(fill, 1.0), max(fill - 1.0, 0.0) * TOP_UP_DAYS
    amount = 0.0
    for row in range(len(wanted)):
        cell = first + row
        if terms.buyer[cell] != buyer or not chance[cell]:
            continue
        need = share * up_to[cell] + days * daily[cell] - position[row]
        units = wanted[row]
        if need > 0.0:
            units = max(
                units,
                sized(need, terms.pack[cell], terms.least[cell], terms.most[cell]),
            )
        amount += units * terms.cost[cell]
        if keep:
            wanted[row] = units
    return amount


@numba.njit(cache=True)
def _fill_up(
    first: int,
    buyer: int,
    least: float,
    chance: Flags,
    terms: Terms,
    wanted: Floats,
    position: Floats,
    up_to: Singles,
    daily: Singles,
) -> None:
    """Fill an order up to its supplier's minimum, or let it wait.

    All lines of the supplier are raised alike, as a distributor fills its line: to the
    same share of their levels, then by the same days of sales.
    """
    low, high = 0.0, MOST_FILL
    most = _filled(
        first,
        buyer,
        high,
        chance,
        terms,
        wanted,
        position,
        up_to,
        daily,
        False,  # noqa: FBT003
    )
    if most < least:
        for row in range(len(wanted)):
            if terms.buyer[first + row] == buyer:
                wanted[row] = 0.0
        return
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        amount = _filled(
            first,
            buyer,
            middle,
            chance,
            terms,
            wanted,
            position,
            up_to,
            daily,
            False,  # noqa: FBT003
        )
        if amount < least:
            low = middle
        else:
            high = middle
    _filled(first, buyer, high, chance, terms, wanted, position, up_to, daily, True)  # noqa: FBT003


@numba.njit(cache=True)
def _place_orders(
    first: int,
    today: int,
    arrival: Days,
    chance: Flags,
    terms: Terms,
    least_amount: Floats,
    wanted: Floats,
    position: Floats,
    up_to: Singles,
    daily: Singles,
    shelf: Shelf,
    lines: Singles,
    orders: Singles,
) -> None:
    """Put the lines of each buyer together, fill them up, and order."""
    count = len(wanted)
    amount = np.zeros(len(least_amount))
    for row in range(count):
        buyer = terms.buyer[first + row]
        if buyer != NOBODY and wanted[row] > 0.0:
            amount[buyer] += wanted[row] * terms.cost[first + row]
    for buyer in range(len(least_amount)):
        if 0.0 < amount[buyer] < least_amount[buyer]:
            _fill_up(
                first,
                buyer,
                least_amount[buyer],
                chance,
                terms,
                wanted,
                position,
                up_to,
                daily,
            )
    for row in range(count):
        buyer = terms.buyer[first + row]
        if buyer == NOBODY or wanted[row] <= 0.0:
            continue
        _put(shelf, row, today, arrival[today, first + row], wanted[row])
        lines[first + row] += 1.0
        if amount[buyer] > 0.0:
            orders[buyer] += 1.0
            amount[buyer] = 0.0


@numba.njit(cache=True)
def _live(
    first: int,
    today: int,
    demand: Singles,
    patient: Singles,
    other: Singles,
    sold_from: Whole,
    shelf: Shelf,
    tally: Tally,
) -> None:
    """Receive, serve who waits, correct, and serve the customers of the day."""
    week = today // WEEK_DAYS
    for row in range(len(shelf.hand)):
        cell = first + row
        hand = _received(row, shelf.pipe[today, row], shelf)
        hand = max(hand + other[today, cell], 0.0)
        at_once = min(hand, demand[today, cell])
        later = min(hand - at_once, patient[today, cell])
        wanted = demand[today, cell] + patient[today, cell]
        served = at_once + later
        is_short = hand <= TINY or wanted - served > TINY
        if is_short and today >= sold_from[cell]:
            tally.short_days[week, cell] += 1.0
        shelf.waiting[row] += patient[today, cell] - later
        shelf.hand[row] = hand - served
        tally.demanded[week, cell] += wanted
        tally.served[week, cell] += served
        tally.stocked[week, cell] += hand - served


@numba.njit(cache=True)
def _received(row: int, come: float, shelf: Shelf) -> float:
    """Return what is on hand once goods have come in and who waited is served."""
    shelf.ordered[row] = max(shelf.ordered[row] - come, 0.0)
    hand = shelf.hand[row] + come
    given = min(hand, shelf.waiting[row])
    shelf.waiting[row] -= given
    left: float = hand - given
    return left


@numba.njit(cache=True)
def _want(
    first: int,
    today: int,
    chance: Flags,
    planned_from: Whole,
    terms: Terms,
    position: Floats,
    point: Singles,
    up_to: Singles,
    wanted: Floats,
) -> bool:
    """Write what each item-location would order today; tell whether any does."""
    found = False
    for row in range(len(wanted)):
        cell = first + row
        wanted[row] = 0.0
        if not chance[cell] or planned_from[cell] > today:
            continue
        need = up_to[cell] - position[row]
        if need > TINY and position[row] <= point[cell] + TINY:
            wanted[row] = sized(
                need, terms.pack[cell], terms.least[cell], terms.most[cell]
            )
            found = True
    return found


@numba.njit(cache=True)
def live_through(
    first: int,
    last: int,
    demand: Singles,
    patient: Singles,
    other: Singles,
    given: Singles,
    arrival: Days,
    chance: Flags,
    stock: Floats,
    planned_from: Whole,
    sold_from: Whole,
    terms: Terms,
    least_amount: Floats,
    point: Singles,
    up_to: Singles,
    daily: Singles,
    vintage: Whole,
    tally: Tally,
) -> None:
    """Live through all days with the item-locations from ``first`` up to ``last``."""
    count = last - first
    days = demand.shape[0]
    shelf = Shelf(
        stock[first:last].copy(),
        np.zeros(count),
        np.zeros(count),
        given[:, first:last].copy(),
    )
    position, wanted, asked = np.zeros(count), np.zeros(count), np.zeros(count)
    for today in range(days):
        for row in range(count):
            if planned_from[first + row] == today:
                shelf.ordered[row] = shelf.pipe[today:, row].sum()
        row = vintage[today]
        if row >= 0 and chance[today, first:last].any():
            week = today // WEEK_DAYS
            _echelon(first, terms.parent, shelf, position)
            if _want(
                first, today, chance[today], planned_from, terms, position,
                point[row], up_to[row], wanted,
            ):  # fmt: skip
                _place_transfers(
                    first, today, arrival, terms.parent, wanted, terms.pack, asked,
                    shelf, tally.lines[week],
                )  # fmt: skip
                _place_orders(
                    first, today, arrival, chance[today], terms, least_amount, wanted,
                    position, up_to[row], daily[row], shelf,
                    tally.lines[week], tally.orders[week],
                )  # fmt: skip
        _live(first, today, demand, patient, other, sold_from, shelf, tally)
