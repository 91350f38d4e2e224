"""The replay: every move posted to its pool in order. ``costing`` states the rules.

All of it is one module, because the cache of compiled code notices no change in
another; and the functions take one array and plain numbers, because to hand on many
arrays costs more than the work. Amounts and units are never negative inside unless a
name says so; ``pool``, ``account`` and ``at`` (a layer) are rows of the heap.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import numba

from models.inventory.costing.books import (
    AMOUNT,
    AMOUNT0,
    ASSEMBLED,
    BACK_COST,
    BACK_QTY,
    CARRIED,
    FIFO,
    FREE,
    FREED,
    HEAD,
    IS_PRESET,
    KEEPS,
    LAST_AMOUNT,
    LAST_QTY,
    LAST_SLICE,
    LOT,
    MADE,
    METHOD,
    MONTH,
    MONTHLY,
    MOVING,
    NEXT,
    NONE,
    NUMBER,
    OPEN_COST,
    OPEN_QTY,
    OPENER,
    ORIGIN,
    POOL,
    QTY,
    REVALUES,
    SLICES,
    SPECIFIC,
    STANDARD,
    STANDARD_COST,
    STORE,
    TAIL,
    UNITS,
    UNITS0,
    UNKNOWN,
    UNSET,
    USED,
    VALUE,
    Integers,
    Moves,
    Posted,
)
from models.inventory.costing.rounding import share

ROOM = 8
"""More layers than one move can add."""

F = TypeVar("F", bound=Callable[..., Any])
OPTIONS: dict[str, Any] = {"error_model": "numpy", "_nrt": False}
"""Nothing here makes an array, so none are counted: that took a third of the time."""

compiled: Callable[[F], F] = numba.njit(cache=True, **OPTIONS)
inlined: Callable[[F], F] = numba.njit(inline="always", **OPTIONS)


class Move(NamedTuple):
    """One move: its size, what is given for it, where it belongs and what it is."""

    units: int
    given: int
    deposit: int
    withdraw: int
    marks: int
    lot: int
    weight: int
    month: int
    number: int


class Part(NamedTuple):
    """Units of one cost on their way into a pool or an account."""

    units: int
    amount: int
    origin: int
    opener: int
    lot: int


@compiled
def replay(
    moves: Moves,
    heap: Integers,
    posted: Posted,
    first: int,
    end: int,
    unit: int,
) -> int:
    """Post the rows ``first`` to ``end`` - 1; return the row it came to.

    It stops short when there is no room for more layers. ``unit`` is what units times
    unit cost is divided by to be an amount.
    """
    for row in range(first, end):
        if len(heap) - heap[STORE, USED] + heap[STORE, FREED] < ROOM:
            return row
        move = move_of(moves, row)
        pool, qty = int(moves.pool[row]), moves.qty[row]
        method, standard = at_row(moves.method, row), at_row(moves.standard, row)
        adjustment = 0
        if heap[pool, METHOD] != method or (
            method == STANDARD_COST and heap[pool, STANDARD] != standard
        ):
            adjustment = _converted(heap, pool, move.number, method, standard, unit)
        if move.marks & REVALUES:
            cost, more = _revalued(heap, pool, move.given, unit), 0
        elif qty > 0:
            cost, more = _incoming(heap, pool, move, unit)
        elif qty < 0:
            cost, more = _outgoing(heap, pool, move, unit)
        else:
            cost, more = 0, 0
        posted.cost[row] = cost
        posted.adjustment[row] = adjustment + more
        posted.value[row] = heap[pool, VALUE]
    return end


@inlined
def _is_layered(method: int) -> bool:
    """Say whether a method keeps layers."""
    return method in (FIFO, SPECIFIC)


@inlined
def at_row(column: Integers, row: int) -> int:
    """Return a column's value for a row, where one value may stand for all."""
    return column[row] if len(column) > 1 else column[0]


@inlined
def move_of(moves: Moves, row: int) -> Move:
    """Return one move as numbers."""
    one = len(moves.number) == 1
    return Move(
        abs(int(moves.qty[row])),
        moves.amount[row],
        int(moves.deposit[row]),
        int(moves.withdraw[row]),
        at_row(moves.marks, row),
        at_row(moves.lot, row),
        at_row(moves.weight, row),
        at_row(moves.month, row),
        moves.number[0] + row if one else moves.number[row],
    )


@inlined
def _incoming(heap: Integers, pool: int, move: Move, unit: int) -> tuple[int, int]:
    """Post what comes in; return its cost and its adjustment."""
    account, given = move.withdraw, move.given
    if account != NONE and heap[account, SLICES] != NONE:
        cost, adjustment = _carried_in(heap, pool, move, unit)
        _deposit(heap, move, move.deposit, cost)
        return cost, adjustment
    open_qty, open_cost = 0, 0
    if account != NONE:
        open_qty, open_cost = heap[account, OPEN_QTY], heap[account, OPEN_COST]
        units = move.weight if move.marks & ASSEMBLED else move.units
        cost = _withdrawn(heap, pool, account, units)
        cost += given if given != UNKNOWN else 0
    elif given != UNKNOWN:
        cost = given
    elif heap[pool, METHOD] == STANDARD_COST:
        cost = _rise(heap, pool, move.units, unit)
    else:
        cost = _current(heap, pool, move.units)
    adjustment = 0
    if is_taken_back(heap, pool, move):
        heap[pool, QTY] += move.units
        heap[pool, VALUE] += cost
        heap[account, BACK_QTY] += open_qty - heap[account, OPEN_QTY]
        heap[account, BACK_COST] += open_cost - heap[account, OPEN_COST]
    else:
        part = Part(move.units, cost, move.number, move.number, move.lot)
        adjustment = _part_in(heap, pool, part, unit)
    _deposit(heap, move, move.deposit, cost)
    return cost, adjustment


@compiled
def _carried_in(heap: Integers, pool: int, move: Move, unit: int) -> tuple[int, int]:
    """Post the slices that a carried move left, oldest first."""
    left, account = move.units, move.withdraw
    handling = move.given if move.given != UNKNOWN else 0
    cost, adjustment = 0, 0
    while left > 0:
        if heap[account, SLICES] != NONE:
            units, amount, origin = _slice(heap, account, left)
        else:
            units, amount, origin = left, _current(heap, pool, left), move.number
        extra = handling if units == left else share(handling, units, left)
        handling -= extra
        part = Part(units, amount + extra, origin, move.number, move.lot)
        adjustment += _part_in(heap, pool, part, unit)
        cost += amount + extra
        left -= units
    return cost, adjustment


@compiled
def _slice(heap: Integers, account: int, wanted: int) -> tuple[int, int, int]:
    """Take up to ``wanted`` units of an account's first slice: units, cost, origin."""
    at = heap[account, SLICES]
    origin = heap[at, ORIGIN]
    if heap[at, UNITS] <= wanted:
        units, amount = heap[at, UNITS], heap[at, AMOUNT]
        heap[account, SLICES] = heap[at, NEXT]
        _release(heap, at)
        return units, amount, origin
    amount = share(heap[at, AMOUNT], wanted, heap[at, UNITS])
    heap[at, UNITS] -= wanted
    heap[at, AMOUNT] -= amount
    return wanted, amount, origin


@compiled
def is_taken_back(heap: Integers, pool: int, move: Move) -> bool:
    """Say whether a move takes back an issue of its pool and month, by the month."""
    account = move.withdraw
    if account == NONE or heap[pool, METHOD] != MONTHLY:
        return False
    return bool(heap[account, POOL] == pool and heap[account, MONTH] == move.month)


@inlined
def _part_in(heap: Integers, pool: int, part: Part, unit: int) -> int:
    """Let units of one cost meet debts, then be stock; return the adjustment."""
    method, adjustment, left, worth = heap[pool, METHOD], 0, part.units, part.amount
    if method == STANDARD_COST:
        adjustment = _rise(heap, pool, part.units, unit) - part.amount
        heap[pool, QTY] += part.units
        heap[pool, VALUE] += part.amount + adjustment
        return adjustment
    is_layered = _is_layered(method)
    is_owed = heap[pool, QTY] < 0 or not is_layered
    while is_owed and left > 0 and heap[pool, HEAD] != NONE:
        met = min(left, heap[heap[pool, HEAD], UNITS])
        real = worth if met == left else share(worth, met, left)
        adjustment -= settled(heap, pool, met, real)
        left -= met
        worth -= real
    heap[pool, LAST_AMOUNT], heap[pool, LAST_QTY] = part.amount, part.units
    heap[pool, QTY] += part.units
    heap[pool, VALUE] += part.amount + adjustment
    if left > 0 and is_layered:
        append(heap, pool, Part(left, worth, part.origin, part.opener, part.lot))
    return adjustment


@compiled
def settled(heap: Integers, pool: int, met: int, real: int) -> int:
    """Meet some of the oldest debt; return real − provisional."""
    at = heap[pool, HEAD]
    is_whole = met == heap[at, UNITS]
    provisional = heap[at, AMOUNT]
    if not is_whole:
        provisional = share(provisional, met, heap[at, UNITS])
    account = heap[at, LOT]
    if account != NONE:
        heap[account, OPEN_COST] += real - provisional
    heap[at, UNITS] -= met
    heap[at, AMOUNT] -= provisional
    if is_whole:
        _unlink(heap, pool, NONE, at)
    return real - provisional


@inlined
def _outgoing(heap: Integers, pool: int, move: Move, unit: int) -> tuple[int, int]:
    """Post what goes out; return its cost and its adjustment, both signed."""
    method, units = heap[pool, METHOD], move.units
    cost, residual = 0, 0
    if method == STANDARD_COST:
        cost = -_rise(heap, pool, -units, unit)
        held = units
    elif method == MONTHLY:
        cost = _running_cost(heap, pool, move)
        held = units
    else:
        held = min(units, max(heap[pool, QTY], 0))
        if held > 0 and method == MOVING:
            cost, residual = _average_out(heap, pool, move, held)
        elif held > 0:
            cost, residual = _layers_out(heap, pool, move, held)
    heap[pool, QTY] -= held
    heap[pool, VALUE] -= cost + residual
    account = move.deposit
    if units > held:
        if account == NONE and heap[STORE, KEEPS]:
            account = _opened(heap)
        cost += _short(heap, pool, move, account, units - held)
    if not (move.marks & CARRIED and _is_layered(method)):
        _deposit(heap, move, account, cost)
    if method == MONTHLY and move.deposit != NONE and is_plain(move):
        heap[move.deposit, POOL] = pool
        heap[move.deposit, MONTH] = move.month
        heap[move.deposit, BACK_QTY], heap[move.deposit, BACK_COST] = 0, 0
    return -cost, -residual


@inlined
def _average_out(heap: Integers, pool: int, move: Move, held: int) -> tuple[int, int]:
    """Return cost and residual of units that the pool holds, at the moving average."""
    qty, value = heap[pool, QTY], heap[pool, VALUE]
    residual = 0
    if move.withdraw != NONE:
        cost = _withdrawn(heap, pool, move.withdraw, held)
        cost = max(min(cost, max(value, 0)), min(value, 0))
        if held == qty:
            residual = value - cost
            if move.marks & CARRIED:
                cost, residual = value, 0
    else:
        cost = value if held == qty else share(value, held, qty)
    if held == qty:
        heap[pool, LAST_AMOUNT], heap[pool, LAST_QTY] = value, qty
    return cost, residual


@inlined
def _layers_out(heap: Integers, pool: int, move: Move, held: int) -> tuple[int, int]:
    """Return cost and residual of units that the pool holds, layer by layer."""
    slices = move.deposit if move.marks & CARRIED else NONE
    left, cost, residual = held, 0, 0
    if move.withdraw != NONE:
        source = heap[move.withdraw, NUMBER]
        left, cost, residual = _taken(heap, pool, left, OPENER, source, slices)
    if move.lot != 0 and left > 0 and heap[pool, METHOD] == SPECIFIC:
        left, more, rest = _taken(heap, pool, left, LOT, move.lot, slices)
        cost, residual = cost + more, residual + rest
    if left > 0:
        left, more, rest = _taken(heap, pool, left, NONE, 0, slices)
        cost, residual = cost + more, residual + rest
    return cost, residual


@inlined
def _taken(
    heap: Integers, pool: int, wanted: int, column: int, match: int, slices: int
) -> tuple[int, int, int]:
    """Take units off layers whose ``column`` matches, oldest first.

    Return what is left to take, the cost and the residual. What is taken goes on as
    slices of the account ``slices``, if there is one.
    """
    left, cost, residual = wanted, 0, 0
    before, at = NONE, heap[pool, HEAD]
    while at != NONE and left > 0:
        after = heap[at, NEXT]
        if column != NONE and heap[at, column] != match:
            before, at = at, after
            continue
        units = min(left, heap[at, UNITS])
        is_whole = units == heap[at, UNITS]
        amount = _nominal(heap, at, units)
        rest = heap[at, AMOUNT] - amount if is_whole else 0
        if slices != NONE:
            amount, rest = amount + rest, 0
            _leave_slice(heap, slices, units, amount, heap[at, ORIGIN])
        left, cost, residual = left - units, cost + amount, residual + rest
        if is_whole:
            _unlink(heap, pool, before, at)
        else:
            heap[at, UNITS] -= units
            heap[at, AMOUNT] -= amount
        at = after
    return left, cost, residual


@inlined
def _nominal(heap: Integers, at: int, units: int) -> int:
    """Return the cost of some units of a layer, never more than it still has."""
    whole, left = heap[at, AMOUNT0], heap[at, AMOUNT]
    cost = share(whole, units, heap[at, UNITS0])
    return min(cost, left) if whole >= 0 else max(cost, left)


@compiled
def _short(heap: Integers, pool: int, move: Move, account: int, units: int) -> int:
    """Let units leave that are not there; return their provisional cost."""
    cost = 0
    if heap[pool, LAST_QTY] > 0:
        cost = share(heap[pool, LAST_AMOUNT], units, heap[pool, LAST_QTY])
    elif move.given != UNKNOWN:
        cost = share(move.given, units, move.units)
    is_carried = bool(move.marks & CARRIED)
    maker = NONE if is_carried else account
    append(heap, pool, Part(units, cost, move.number, NONE, maker))
    heap[pool, QTY] -= units
    heap[pool, VALUE] -= cost
    if is_carried and _is_layered(heap[pool, METHOD]):
        _leave_slice(heap, account, units, cost, move.number)
    return cost


@compiled
def _running_cost(heap: Integers, pool: int, move: Move) -> int:
    """Return what units cost before their month is over."""
    is_known = stock(heap, pool)[0] > 0 or heap[pool, LAST_QTY] > 0
    given = move.given if move.given != UNKNOWN else 0
    if move.withdraw != NONE:
        beyond = max(move.units - heap[move.withdraw, OPEN_QTY], 0)
        cost = _withdrawn(heap, pool, move.withdraw, move.units)
        return cost if is_known else cost + share(given, beyond, move.units)
    return _current(heap, pool, move.units) if is_known else given


@compiled
def stock(heap: Integers, pool: int) -> tuple[int, int]:
    """Return quantity and value of what a pool holds, its debts left out."""
    qty, value = heap[pool, QTY], heap[pool, VALUE]
    if heap[pool, METHOD] == MONTHLY:
        at = heap[pool, HEAD]
        while at != NONE:
            qty += heap[at, UNITS]
            value += heap[at, AMOUNT]
            at = heap[at, NEXT]
    return qty, value


@compiled
def _current(heap: Integers, pool: int, units: int) -> int:
    """Return the current cost of some units of a pool."""
    qty, value = stock(heap, pool)
    if qty > 0:
        return share(value, units, qty)
    if heap[pool, LAST_QTY] > 0:
        return share(heap[pool, LAST_AMOUNT], units, heap[pool, LAST_QTY])
    return 0


@inlined
def _withdrawn(heap: Integers, pool: int, account: int, units: int) -> int:
    """Take units out of an account; what it has not is at the current cost."""
    held, cost = heap[account, OPEN_QTY], heap[account, OPEN_COST]
    taken = min(units, held)
    if taken < held or held == 0:
        cost = share(cost, taken, max(held, 1))
    heap[account, OPEN_QTY] -= taken
    heap[account, OPEN_COST] -= cost
    return cost + (_current(heap, pool, units - taken) if units > taken else 0)


@inlined
def _deposit(heap: Integers, move: Move, account: int, cost: int) -> None:
    """Open the account of a move that others apply to."""
    if account == NONE:
        return
    heap[account, OPEN_COST] += cost
    if not heap[account, IS_PRESET]:
        heap[account, OPEN_QTY] += move.units
        heap[account, NUMBER] = move.number


@inlined
def is_plain(move: Move) -> bool:
    """Say whether a move applies to none, is not carried and belongs to no kit."""
    return move.withdraw == NONE and not move.marks & (CARRIED | ASSEMBLED)


@inlined
def _rise(heap: Integers, pool: int, units: int, unit: int) -> int:
    """Return by how much a pool at standard cost is worth more with ``units`` more."""
    qty = heap[pool, QTY] + units
    worth = share(heap[pool, STANDARD], abs(qty), unit)
    return (worth if qty >= 0 else -worth) - heap[pool, VALUE]


@compiled
def _converted(
    heap: Integers, pool: int, number: int, method: int, standard: int, unit: int
) -> int:
    """Give a pool its method (and standard cost); return the adjustment."""
    old, qty = heap[pool, METHOD], heap[pool, QTY]
    was_layered, is_layered = _is_layered(old), _is_layered(method)
    heap[pool, METHOD] = method
    if method == STANDARD_COST:
        _drop(heap, pool)
        heap[pool, STANDARD] = standard
        heap[pool, LAST_AMOUNT], heap[pool, LAST_QTY] = standard, unit
        rise = _rise(heap, pool, 0, unit)
        heap[pool, VALUE] += rise
        return rise
    if was_layered and qty > 0 and not is_layered:
        _drop(heap, pool)
    if old == STANDARD_COST and qty < 0:
        debt = Part(-qty, -heap[pool, VALUE], NONE, NONE, NONE)
        append(heap, pool, debt)
    if not was_layered and is_layered and qty > 0:
        append(heap, pool, Part(qty, heap[pool, VALUE], number, number, 0))
    return 0


@compiled
def _revalued(heap: Integers, pool: int, unit_cost: int, unit: int) -> int:
    """Set what is there to a unit cost; return what the value rises by."""
    method = heap[pool, METHOD]
    if unit_cost == UNKNOWN or method == STANDARD_COST:
        return 0
    heap[pool, LAST_AMOUNT], heap[pool, LAST_QTY] = unit_cost, unit
    qty, value = stock(heap, pool)
    if qty <= 0:
        return 0
    worth = share(unit_cost, qty, unit)
    if _is_layered(method):
        worth, at = 0, heap[pool, HEAD]
        while at != NONE:
            amount = share(unit_cost, heap[at, UNITS], unit)
            heap[at, AMOUNT], heap[at, AMOUNT0] = amount, amount
            heap[at, UNITS0] = heap[at, UNITS]
            worth += amount
            at = heap[at, NEXT]
    heap[pool, VALUE] += worth - value
    return worth - value


@inlined
def append(heap: Integers, pool: int, part: Part) -> None:
    """Put a layer or debt last in its pool."""
    at = _new(heap, part)
    if heap[pool, TAIL] == NONE:
        heap[pool, HEAD] = at
    else:
        heap[heap[pool, TAIL], NEXT] = at
    heap[pool, TAIL] = at


@compiled
def _leave_slice(
    heap: Integers, account: int, units: int, amount: int, origin: int
) -> None:
    """Put a slice of a layer last in the account of the move that carries it on."""
    at = _new(heap, Part(units, amount, origin, NONE, 0))
    if heap[account, SLICES] == NONE:
        heap[account, SLICES] = at
    else:
        heap[heap[account, LAST_SLICE], NEXT] = at
    heap[account, LAST_SLICE] = at


@inlined
def _new(heap: Integers, part: Part) -> int:
    """Fill a free layer; return where it is."""
    at = heap[STORE, FREE]
    if at != NONE:
        heap[STORE, FREE] = heap[at, NEXT]
        heap[STORE, FREED] -= 1
    else:
        at = heap[STORE, USED]
        heap[STORE, USED] += 1
    heap[at, UNITS], heap[at, UNITS0] = part.units, part.units
    heap[at, AMOUNT], heap[at, AMOUNT0] = part.amount, part.amount
    heap[at, ORIGIN], heap[at, OPENER] = part.origin, part.opener
    heap[at, LOT], heap[at, NEXT] = part.lot, NONE
    return at


@compiled
def _opened(heap: Integers) -> int:
    """Open an account for a move that went short: it may be returned later."""
    account = _new(heap, Part(0, 0, NONE, NONE, 0))
    heap[account, OPEN_QTY], heap[account, OPEN_COST] = 0, 0
    heap[account, SLICES], heap[account, LAST_SLICE] = NONE, NONE
    heap[account, MONTH], heap[account, IS_PRESET] = NONE, 0
    heap[account, POOL] = heap[STORE, MADE]
    heap[STORE, MADE] = account
    return account


@inlined
def _unlink(heap: Integers, pool: int, before: int, at: int) -> None:
    """Take a layer out of its pool's list."""
    after = heap[at, NEXT]
    if before == NONE:
        heap[pool, HEAD] = after
    else:
        heap[before, NEXT] = after
    if after == NONE:
        heap[pool, TAIL] = before
    _release(heap, at)


@inlined
def _release(heap: Integers, at: int) -> None:
    """Let a layer be used again."""
    heap[at, NEXT] = heap[STORE, FREE]
    heap[STORE, FREE] = at
    heap[STORE, FREED] += 1


@compiled
def restore_pools(
    heap: Integers, pools: Integers, was: Integers, pools_were: Integers
) -> None:
    """Let pools be as they were in the heap ``was``, new where they were ``NONE``.

    Debts keep the rows that their makers' accounts had there.
    """
    for turn in range(len(pools)):
        pool, old = pools[turn], pools_were[turn]
        _drop(heap, pool)
        for column in range(8):
            heap[pool, column] = was[old, column] if old != NONE else 0
        heap[pool, HEAD], heap[pool, TAIL] = NONE, NONE
        if old == NONE:
            heap[pool, METHOD] = UNSET
            continue
        at = was[old, HEAD]
        while at != NONE:
            units, amount = was[at, UNITS], was[at, AMOUNT]
            origin, opener, lot = was[at, ORIGIN], was[at, OPENER], was[at, LOT]
            append(heap, pool, Part(units, amount, origin, opener, lot))
            heap[heap[pool, TAIL], UNITS0] = was[at, UNITS0]
            heap[heap[pool, TAIL], AMOUNT0] = was[at, AMOUNT0]
            at = was[at, NEXT]


@compiled
def restore_accounts(
    heap: Integers, accounts: Integers, was: Integers, accounts_were: Integers
) -> None:
    """Let accounts be as they were in ``was``; where they were ``NONE``, empty them."""
    for turn in range(len(accounts)):
        account, old = accounts[turn], accounts_were[turn]
        while heap[account, SLICES] != NONE:
            at = heap[account, SLICES]
            heap[account, SLICES] = heap[at, NEXT]
            _release(heap, at)
        if old == NONE:
            continue
        for column in range(8):
            heap[account, column] = was[old, column]
        heap[account, SLICES], heap[account, LAST_SLICE] = NONE, NONE
        at = was[old, SLICES]
        while at != NONE:
            units, amount, origin = was[at, UNITS], was[at, AMOUNT], was[at, ORIGIN]
            _leave_slice(heap, account, units, amount, origin)
            at = was[at, NEXT]


@compiled
def debts(heap: Integers, pools: Integers, found: Integers) -> int:
    """Put the debts of pools into ``found``, as far as there is room; return how many.

    ``NONE`` is no pool.
    """
    count = 0
    for turn in range(len(pools)):
        at = NONE
        if pools[turn] != NONE and heap[pools[turn], QTY] < 0:
            at = heap[pools[turn], HEAD]
        while at != NONE:
            if count < len(found):
                found[count] = at
            count += 1
            at = heap[at, NEXT]
    return count


@compiled
def listed(heap: Integers, owners: Integers, column: int) -> int:
    """Return how many layers, debts or slices are listed from a column of owners."""
    count = 0
    for turn in range(len(owners)):
        at = heap[owners[turn], column] if owners[turn] != NONE else NONE
        while at != NONE:
            count += 1
            at = heap[at, NEXT]
    return count


@compiled
def _drop(heap: Integers, pool: int) -> None:
    """Let go of all layers and debts of a pool."""
    while heap[pool, HEAD] != NONE:
        _unlink(heap, pool, NONE, heap[pool, HEAD])
