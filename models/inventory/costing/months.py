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

The formula is (opening value + what came in − fixed applications) / (opening quantity +
what came in − fixed applications): Microsoft, "Design details: Average cost".
"""

import numba

from models.inventory.costing.books import (
    HEAD,
    LAST_AMOUNT,
    LAST_QTY,
    METHOD,
    MONTH,
    MONTHLY,
    NONE,
    OPEN_COST,
    OPEN_QTY,
    POOL,
    QTY,
    UNITS,
    VALUE,
    Integers,
    Moves,
    Posted,
)
from models.inventory.costing.kernel import (
    Part,
    append,
    is_plain,
    move_of,
    settled,
    stock,
)
from models.inventory.costing.rounding import share

GIVEN_QTY, GIVEN, LEFT_QTY, LEFT, OPENING, IS_SEEN, LAST_ROW, RUNNING = range(8)
"""Columns of a pool's month: D, N, d, n, its value at the start, whether it moved, the
last row posted again, and the value so far."""

compiled = numba.njit(error_model="numpy")
"""Not cached: the cache would not notice a change in ``kernel``."""


@compiled
def close_month(
    moves: Moves,
    heap: Integers,
    posted: Posted,
    months: Integers,
    first: int,
    end: int,
) -> None:
    """Post the plain issues of the rows ``first`` to ``end`` - 1 at their average.

    ``months`` has a row for each pool, as the heap has, and is all zeros before and
    after.
    """
    _gather(moves, heap, posted, months, first, end)
    for row in range(first, end):
        pool = moves.pool[row]
        if months[pool, IS_SEEN] and _is_posted_again(moves, heap, row):
            cost = _cost_again(moves, heap, posted, months, row)
            posted.cost[row] = cost
            months[pool, LAST_ROW] = row
    for row in range(first, end):
        pool = moves.pool[row]
        if months[pool, IS_SEEN]:
            if months[pool, LAST_ROW] == row:
                _end(heap, posted, months, pool, row)
            months[pool, RUNNING] += posted.cost[row] + posted.adjustment[row]
            posted.value[row] = months[pool, OPENING] + months[pool, RUNNING]
    for row in range(first, end):
        months[moves.pool[row], :] = 0


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
    first: int,
    end: int,
) -> None:
    """Find what the month had to give, and undo what is to be posted again."""
    for row in range(first, end):
        pool = moves.pool[row]
        if heap[pool, METHOD] != MONTHLY:
            continue
        if not months[pool, IS_SEEN]:
            months[pool, IS_SEEN] = 1
            months[pool, LAST_ROW] = NONE
            moved = posted.cost[row] + posted.adjustment[row]
            months[pool, OPENING] = posted.value[row] - moved
            held, worth = stock(heap, pool)
            months[pool, GIVEN_QTY] += held
            months[pool, GIVEN] += worth
        if not _is_posted_again(moves, heap, row):
            continue
        move = move_of(moves, row)
        months[pool, GIVEN_QTY] -= moves.qty[row]
        months[pool, GIVEN] -= posted.cost[row]
        heap[pool, QTY] -= moves.qty[row]
        heap[pool, VALUE] -= posted.cost[row]
        if moves.qty[row] > 0:
            heap[move.withdraw, OPEN_QTY] += move.units
            heap[move.withdraw, OPEN_COST] += posted.cost[row]
    for row in range(first, end):
        pool = moves.pool[row]
        months[pool, LEFT_QTY] = months[pool, GIVEN_QTY]
        months[pool, LEFT] = months[pool, GIVEN]


@compiled
def _cost_again(
    moves: Moves,
    heap: Integers,
    posted: Posted,
    months: Integers,
    row: int,
) -> int:
    """Post a plain issue or its return at the average; return its cost, signed."""
    move, pool = move_of(moves, row), moves.pool[row]
    if moves.qty[row] > 0:
        held, cost = heap[move.withdraw, OPEN_QTY], heap[move.withdraw, OPEN_COST]
        taken = min(move.units, held)
        cost = cost if taken == held else share(cost, taken, held)
        heap[move.withdraw, OPEN_QTY] -= taken
        heap[move.withdraw, OPEN_COST] -= cost
        moved = move.units
    else:
        before = -posted.cost[row]
        cost = -_average(heap, months, pool, move.units, before)
        moved = -move.units
        if move.deposit != NONE:
            heap[move.deposit, OPEN_COST] += -cost - before
    months[pool, LEFT_QTY] += moved
    months[pool, LEFT] += cost
    heap[pool, QTY] += moved
    heap[pool, VALUE] += cost
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
    """End a pool's month at the last row that was posted again."""
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
    if months[pool, GIVEN_QTY] > 0:
        heap[pool, LAST_AMOUNT] = months[pool, GIVEN]
        heap[pool, LAST_QTY] = months[pool, GIVEN_QTY]
