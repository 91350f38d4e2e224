"""Monthly average: what issues cost once their month is over.

Inside a month every move of a pool is posted at the running cost, see ``kernel``. When
the month is over its *plain issues* (those that apply to no move, are not carried and
belong to no kit) are posted again, in order, from what the month had to give: ``D``
units worth ``N``, which are the stock at the end with the plain issues put back and
their returns of the same month taken out. An issue of ``q`` costs ``share(n, q, d)``
of the ``d`` units worth ``n`` that are left, or all of ``n``; so the issues of a month
cost the same per unit, and residuals are carried. What a month issues beyond ``D``
costs ``share(N, over, D)``, else the last known cost, and is a debt of the next one;
inside a month there are none. Purchase returns, transfers and kits take the running
cost, and so are part of neither ``N`` nor ``D`` (Business Central calls them fixed
applications).

The average is that of the days of the month on which the method held: a pool that goes
on with another method in the middle of a month ends its month there, and one that takes
on monthly average has a month from then on, whose opening is what it then holds. An
issue of an earlier stretch of the same month comes back as one of another month would.

The formula is (opening value + what came in − fixed applications) / (opening quantity +
what came in − fixed applications): Microsoft, "Design details: Average cost".
"""

from collections.abc import Iterator
from typing import NamedTuple

import numba
import numpy as np

from models.inventory.costing.books import (
    BACK_COST,
    BACK_QTY,
    HEAD,
    LAST_AMOUNT,
    LAST_QTY,
    MONTH,
    MONTHLY,
    NONE,
    OPEN_COST,
    OPEN_QTY,
    POOL,
    QTY,
    UNITS,
    UNKNOWN,
    VALUE,
    Integers,
    Moves,
    Posted,
)
from models.inventory.costing.kernel import (
    Move,
    Part,
    append,
    at_row,
    is_plain,
    move_of,
    settled,
    stock,
)
from models.inventory.costing.rounding import share

GIVEN_QTY, GIVEN, LEFT_QTY, LEFT, OPENING, STATE, LAST_ROW, RUNNING = range(8)
"""Columns of a pool's month: D, N, d, n, its value at the start, how far it is, the row
that ends it, and the value so far."""

UNSEEN, MOVED, AGAIN = range(3)
"""States of a pool's month: nothing moved, something did, something is posted again."""

compiled = numba.njit(error_model="numpy")
"""Not cached: the cache would not notice a change in ``kernel``."""


class Stretch(NamedTuple):
    """Rows from ``first`` to ``end`` - 1, and those of the months that end there."""

    first: int
    end: int
    closes: Integers


def stretches(moves: Moves) -> Iterator[Stretch]:
    """Cut moves where a month ends, or where pools give up monthly average in one."""
    rows, pools = len(moves.pool), int(moves.pool.max()) + 1
    is_open = np.broadcast_to(moves.method == MONTHLY, rows).copy()
    starts = np.flatnonzero(np.diff(moves.month)) + 1
    turns = _turns(moves, np.zeros(pools, np.bool_))
    first = at = 0
    for end in (*starts.tolist(), rows):
        for turn in _at_once(moves, turns[(turns >= first) & (turns < end)]):
            is_leaving = np.zeros(pools, np.bool_)
            is_leaving[moves.pool[turn]] = True
            month = slice(first, int(turn[0]))
            is_over = is_open[month] & is_leaving[moves.pool[month]]
            is_open[month] &= ~is_over
            yield Stretch(at, month.stop, first + np.flatnonzero(is_over))
            at = month.stop
        yield Stretch(at, end, first + np.flatnonzero(is_open[first:end]))
        first = at = end


def _at_once(moves: Moves, turns: Integers) -> list[Integers]:
    """Return the rows of ``turns`` that follow one another and move nothing together.

    >>> def told(*qty: int) -> Moves:
    ...     return Moves(*[np.array(qty)] * len(Moves._fields))
    >>> turns = np.array([0, 1, 2, 4])
    >>> [rows.tolist() for rows in _at_once(told(0, 0, 5, 5, 0), turns)]
    [[0, 1, 2], [4]]
    """
    follows = (np.diff(turns) == 1) & (moves.qty[turns[:-1]] == 0)
    return np.split(turns, np.flatnonzero(~follows) + 1) if len(turns) else []


@compiled
def _turns(moves: Moves, is_monthly: Integers) -> Integers:
    """Return the rows with which a pool gives up monthly average.

    ``is_monthly`` has a row for each pool, and is all false before.
    """
    turns = np.empty(len(moves.pool), np.int64)
    count = 0
    for row in range(len(moves.pool)):
        pool = moves.pool[row]
        is_so = at_row(moves.method, row) == MONTHLY
        if is_monthly[pool] and not is_so:
            turns[count] = row
            count += 1
        is_monthly[pool] = is_so
    return turns[:count].copy()


@compiled
def close_month(
    moves: Moves, heap: Integers, posted: Posted, months: Integers, rows: Integers
) -> None:
    """Post the plain issues among ``rows``, whole months of pools, at their average.

    ``months`` has a row for each pool, as the heap has, and is all zeros before and
    after. A month ends at the last move that is posted again, else at the last move.
    """
    _gather(moves, heap, posted, months, rows)
    for row in rows:
        pool = moves.pool[row]
        if months[pool, STATE] == AGAIN and _is_posted_again(moves, heap, row):
            posted.cost[row] = _cost_again(moves, heap, posted, months, row)
            months[pool, LAST_ROW] = row
    for row in rows:
        pool = moves.pool[row]
        if months[pool, LAST_ROW] == row:
            _end(heap, posted, months, pool, row)
        months[pool, RUNNING] += posted.cost[row] + posted.adjustment[row]
        posted.value[row] = months[pool, OPENING] + months[pool, RUNNING]
    for row in rows:
        months[moves.pool[row], :] = 0
        if moves.qty[row] < 0 and moves.deposit[row] != NONE:
            heap[moves.deposit[row], POOL] = NONE


@compiled
def _is_posted_again(moves: Moves, heap: Integers, row: int) -> bool:
    """Say whether a row is a plain issue, or takes one of its month back."""
    move = move_of(moves, row)
    if moves.qty[row] < 0:
        return is_plain(move)
    account = move.withdraw
    if account == NONE:
        return False
    is_own = heap[account, POOL] == moves.pool[row]
    return bool(is_own and heap[account, MONTH] == move.month)


@compiled
def _gather(
    moves: Moves,
    heap: Integers,
    posted: Posted,
    months: Integers,
    rows: Integers,
) -> None:
    """Find what the month had to give, and undo what is to be posted again."""
    for row in rows:
        pool = moves.pool[row]
        if months[pool, STATE] == UNSEEN:
            months[pool, STATE] = MOVED
            moved = posted.cost[row] + posted.adjustment[row]
            months[pool, OPENING] = posted.value[row] - moved
            held, worth = stock(heap, pool)
            months[pool, GIVEN_QTY] += held
            months[pool, GIVEN] += worth
        months[pool, LAST_ROW] = row
        if _is_posted_again(moves, heap, row):
            months[pool, STATE] = AGAIN
            months[pool, GIVEN_QTY] -= moves.qty[row]
            months[pool, GIVEN] -= posted.cost[row]
            heap[pool, QTY] -= moves.qty[row]
            heap[pool, VALUE] -= posted.cost[row]
            if moves.qty[row] < 0:
                _take_nothing_back(heap, moves.deposit[row])
    for row in rows:
        pool = moves.pool[row]
        months[pool, LEFT_QTY] = months[pool, GIVEN_QTY]
        months[pool, LEFT] = months[pool, GIVEN]


@compiled
def _take_nothing_back(heap: Integers, account: int) -> None:
    """Undo what was taken back of an issue in its month."""
    if account != NONE:
        heap[account, OPEN_QTY] += heap[account, BACK_QTY]
        heap[account, OPEN_COST] += heap[account, BACK_COST]
        heap[account, BACK_QTY], heap[account, BACK_COST] = 0, 0


@compiled
def _cost_again(
    moves: Moves, heap: Integers, posted: Posted, months: Integers, row: int
) -> int:
    """Post a plain issue or its return at the average; return its cost, signed."""
    move, pool, before = move_of(moves, row), moves.pool[row], posted.cost[row]
    if moves.qty[row] > 0:
        cost = _taken_back(heap, months, pool, move)
        moved, more = move.units, cost - before
    else:
        cost = -_average(heap, months, pool, move.units, -before)
        moved, more = -move.units, before - cost
    if move.deposit != NONE:
        heap[move.deposit, OPEN_COST] += more
    months[pool, LEFT_QTY] += moved
    months[pool, LEFT] += cost
    heap[pool, QTY] += moved
    heap[pool, VALUE] += cost
    return cost


@compiled
def _taken_back(heap: Integers, months: Integers, pool: int, move: Move) -> int:
    """Return the cost of what comes back in the month of its issue.

    What is more than was issued has the cost of what the month still has.
    """
    account = move.withdraw
    held, cost = heap[account, OPEN_QTY], heap[account, OPEN_COST]
    taken = min(move.units, held)
    if taken < held or held == 0:
        cost = share(cost, taken, max(held, 1))
    heap[account, OPEN_QTY] -= taken
    heap[account, OPEN_COST] -= cost
    cost += move.given if move.given != UNKNOWN else 0
    beyond = move.units - taken
    if beyond > 0 and months[pool, LEFT_QTY] > 0:
        cost += share(months[pool, LEFT], beyond, months[pool, LEFT_QTY])
    elif beyond > 0 and heap[pool, LAST_QTY] > 0:
        cost += share(heap[pool, LAST_AMOUNT], beyond, heap[pool, LAST_QTY])
    return cost


@compiled
def _average(
    heap: Integers, months: Integers, pool: int, units: int, before: int
) -> int:
    """Return the cost of an issue at the average of its month."""
    left_qty, left = months[pool, LEFT_QTY], months[pool, LEFT]
    if units < left_qty:
        return share(left, units, left_qty)
    held = max(left_qty, 0)
    over, cost = units - held, left if held > 0 else 0
    if over == 0:
        return cost
    if months[pool, GIVEN_QTY] > 0:
        return cost + share(months[pool, GIVEN], over, months[pool, GIVEN_QTY])
    if heap[pool, LAST_QTY] > 0:
        return cost + share(heap[pool, LAST_AMOUNT], over, heap[pool, LAST_QTY])
    return cost + share(before, over, units)


@compiled
def _end(heap: Integers, posted: Posted, months: Integers, pool: int, row: int) -> None:
    """End a pool's month: it owes what it went short, and nothing is worth nothing."""
    qty, value = stock(heap, pool)
    while qty > 0 and heap[pool, HEAD] != NONE:
        met = min(qty, heap[heap[pool, HEAD], UNITS])
        real = share(value, met, qty)
        difference = settled(heap, pool, met, real)
        posted.adjustment[row] -= difference
        heap[pool, VALUE] -= difference
        qty, value = qty - met, value - real
    if qty == 0 and value != 0:
        posted.adjustment[row] -= value
        heap[pool, VALUE] -= value
    if qty < 0:
        append(heap, pool, Part(-qty, -value, NONE, NONE, NONE))
    if months[pool, STATE] == AGAIN and months[pool, GIVEN_QTY] > 0:
        heap[pool, LAST_AMOUNT] = months[pool, GIVEN]
        heap[pool, LAST_QTY] = months[pool, GIVEN_QTY]
