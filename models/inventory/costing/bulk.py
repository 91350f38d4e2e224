"""Many moves at once, in columns of numbers: balances and costs of a whole file.

Moves come in the order of time and are of many item-locations in turn. A balance needs
one number of each, so it is one pass. Costs need pools, layers and accounts, more than
fits near the processor: so moves are first dealt into parts of neighbouring items, in
the order they had, and the parts are replayed one after the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numba
import numpy as np
import numpy.typing as npt
import polars as pl

from models.inventory.costing.books import (
    CARRIED,
    METHODS,
    NONE,
    UNKNOWN,
    Books,
    Integers,
    Moves,
    Posted,
)
from models.inventory.costing.replay import replayed
from models.inventory.costing.rounding import share

Numbers = npt.NDArray[Any]
NO_KEYS = np.empty(0, np.int32)
POOLS_OF_PART = 4096
"""About as many pools, with their layers, stay near the processor."""

CARRIED_KINDS = ("transfer_out", "transfer_in")
COLUMNS = ("ts", "sku", "location", "qty", "unit_cost", "kind", "applies_to")


@dataclass(frozen=True)
class Keys:
    """Pools by number: of each move, how many, and the number of each pool's item."""

    pool: npt.NDArray[np.int32]
    item_of_pool: npt.NDArray[np.int32]


def running_balance(moves: pl.LazyFrame) -> pl.Series:
    """Return the balance of its item-location after each move, in the order of rows.

    ``moves`` has ``ts``, ``sku``, ``location`` (whole numbers or text) and a whole
    ``qty``. Rows may stand in any order; they take effect by ``ts``, then as they
    stand.
    """
    order = _order(moves)
    keys = _keys(moves, order)
    qty = _column(moves, "qty", order)
    balance = np.empty(len(qty), np.int64)
    _balance(keys.pool, qty, np.zeros(len(keys.item_of_pool), np.int64), balance)
    return pl.Series("balance", _back(balance, order))


def valued(
    moves: pl.LazyFrame,
    method: str = "fifo",
    columns: Sequence[str] = Posted._fields,
    unit: int = 100,
) -> pl.DataFrame:
    """Return cost, adjustment and value (minor units) of each move, in order of rows.

    Beside the columns of ``running_balance``, ``moves`` has ``unit_cost`` (whole
    numbers, of which ``unit`` make one minor unit for one unit; of what comes in),
    ``kind`` and ``applies_to`` (the row, from 0, of the move that it takes back or
    carries on; what is no move of the same item the other way does not count).
    ``method`` is ``fifo`` or ``moving_average``. The rules are those of
    ``costing``; kinds named ``CARRIED_KINDS`` are carried.
    """
    order = _order(moves)
    keys = _keys(moves, order)
    dealt = _dealt(keys)
    turn = dealt if order is None else _gathered(order, dealt)
    pool = _gathered(keys.pool, dealt)
    item = _gathered(keys.item_of_pool, pool)
    pools = len(keys.item_of_pool)
    del keys, dealt
    told, accounts = _told(moves, pool, item, turn, (METHODS[method], unit))
    del pool, item
    room = pools + accounts + len(turn) // 16
    books, first_pool = Books.empty(room).with_pools(pools)
    books, first_account = books.with_accounts(accounts)
    told.pool[:] += first_pool
    _raise(told.deposit, first_account)
    _raise(told.withdraw, first_account)
    posted, _ = replayed(told, books, unit)
    del told, books
    answer = {}
    for name in columns:
        answer[name] = pl.Series(_scattered(getattr(posted, name), turn))
        posted = posted._replace(**{name: np.empty(0, np.int64)})
    return pl.DataFrame(answer)


def _order(moves: pl.LazyFrame) -> Integers | None:
    """Return the rows by time; nothing where they stand so."""
    ts = moves.select(pl.col("ts").to_physical()).collect().to_series()
    if ts.is_sorted():
        return None
    return np.argsort(ts.to_numpy(), kind="stable")


def _column(moves: pl.LazyFrame, name: str, order: Integers | None) -> Numbers:
    """Return one column as numbers, by time."""
    values = moves.select(name).collect().to_series().to_numpy()
    return values if order is None else values[order]


def _back(values: Numbers, order: Integers | None) -> Numbers:
    """Return values in the order of rows again."""
    return values if order is None else _scattered(values, order)


def _keys(moves: pl.LazyFrame, order: Integers | None) -> Keys:
    """Return numbers of item-locations, those of an item one after the other."""
    sku, location = (
        _codes(moves.select(name).collect().to_series()) for name in ("sku", "location")
    )
    if order is not None:
        sku, location = sku[order], location[order]
    places = int(location.max()) + 1 if len(location) else 0
    seen = _seen(
        sku, location, places, places * (int(sku.max()) + 1 if len(sku) else 0)
    )
    number = np.cumsum(seen, dtype=np.int32) - 1
    item_of_pool = (np.flatnonzero(seen) // max(places, 1)).astype(np.int32)
    pool = np.empty(len(sku), np.int32)
    _number(sku, location, places, number, pool)
    return Keys(pool, item_of_pool)


def _codes(values: pl.Series) -> Numbers:
    """Return whole numbers from 0 for keys; their range is not much more than theirs.

    Numbers that lie close together are taken as they are, others and text as they come.
    """
    if not values.dtype.is_integer() or _spread(values) > max(4 * len(values), 1 << 20):
        values = values.cast(pl.String).cast(pl.Categorical).to_physical()
    low = values.min()
    return (values if low == 0 else values - low).to_numpy() if len(values) else NO_KEYS


def _spread(values: pl.Series) -> int:
    """Return by how much the largest number exceeds the least."""
    low, high = values.min(), values.max()
    return high - low if isinstance(low, int) and isinstance(high, int) else 0


@numba.njit(cache=True)
def _seen(sku: Numbers, location: Numbers, places: int, size: int) -> Numbers:
    """Mark the item-locations that there are."""
    seen = np.zeros(size, np.bool_)
    for row in range(len(sku)):
        seen[np.int64(sku[row]) * places + location[row]] = True
    return seen


@numba.njit(cache=True)
def _number(
    sku: Numbers, location: Numbers, places: int, number: Numbers, pool: Numbers
) -> None:
    """Put the number of each row's item-location into ``pool``."""
    for row in range(len(sku)):
        pool[row] = number[np.int64(sku[row]) * places + location[row]]


@numba.njit(cache=True)
def _balance(pool: Numbers, qty: Numbers, held: Integers, balance: Integers) -> None:
    """Put the balance after each move into ``balance``; ``held`` begins with none."""
    for row in range(len(pool)):
        held[pool[row]] += qty[row]
        balance[row] = held[pool[row]]


def _dealt(keys: Keys) -> Integers:
    """Return the rows part by part; within a part they stand as they did."""
    items = int(keys.item_of_pool.max(initial=-1)) + 1
    parts = max(1, len(keys.item_of_pool) // POOLS_OF_PART)
    part_of_pool = (keys.item_of_pool.astype(np.int64) * parts // max(items, 1)).astype(
        np.int32
    )
    order = np.empty(len(keys.pool), np.int32)
    _deal(keys.pool, part_of_pool, np.zeros(parts + 1, np.int64), order)
    return order


@numba.njit(cache=True)
def _deal(
    pool: Numbers, part_of_pool: Numbers, start: Integers, order: Numbers
) -> None:
    """Put the rows by part into ``order``, as a counting sort does."""
    for row in range(len(pool)):
        start[part_of_pool[pool[row]] + 1] += 1
    start = np.cumsum(start)
    for row in range(len(pool)):
        part = part_of_pool[pool[row]]
        order[start[part]] = row
        start[part] += 1


def _told(
    moves: pl.LazyFrame,
    pool: Numbers,
    item: Numbers,
    turn: Integers,
    terms: tuple[int, int],
) -> tuple[Moves, int]:
    """Return the moves in turn, pools and accounts from 0, and how many accounts.

    ``terms`` are method and unit.
    """
    one, (method, unit) = np.zeros(1, np.int64), terms
    qty = _turned(moves, "qty", turn)
    cost = pl.col("unit_cost").fill_null(UNKNOWN)
    amount = amounts(qty, _turned(moves, cost, turn), unit)
    is_carried = pl.col("kind").is_in(CARRIED_KINDS)
    marks = _turned(moves, is_carried.cast(pl.UInt8) * CARRIED, turn)
    named = pl.col("applies_to").fill_null(NONE).cast(pl.Int64)
    applies = moves.select(named).collect().to_series().to_numpy()
    deposit, withdraw = (np.full(len(turn), NONE, np.int32) for _ in range(2))
    _link(applies, turn, qty, item, (deposit, withdraw))
    del applies
    count = _open(deposit, withdraw, qty, marks)
    told = Moves(
        *(pool, qty, amount, deposit, withdraw),
        method=np.array([method], np.uint8),
        marks=marks,
        standard=one,
        lot=np.zeros(1, np.int32),
        weight=one,
        month=np.zeros(1, np.int32),
        number=one,
    )
    return told, count


def _turned(moves: pl.LazyFrame, column: pl.Expr | str, turn: Integers) -> Numbers:
    """Return one column in turn."""
    return _gathered(moves.select(column).collect().to_series().to_numpy(), turn)


def _gathered(values: Numbers, turn: Numbers) -> Numbers:
    """Return values in turn."""
    answer = np.empty(len(turn), values.dtype)
    _gather(values, turn, answer)
    return answer


@numba.njit(cache=True)
def _gather(values: Numbers, turn: Numbers, answer: Numbers) -> None:
    """Put values in turn into ``answer``."""
    for at in range(len(turn)):
        answer[at] = values[turn[at]]


@numba.njit(cache=True)
def amounts(qty: Numbers, unit_cost: Integers, unit: int) -> Integers:
    """Turn unit costs into given amounts, in place."""
    for row in range(len(qty)):
        if unit_cost[row] != UNKNOWN:
            units = abs(int(qty[row]))
            unit_cost[row] = (
                share(unit_cost[row], units, unit) if qty[row] > 0 else UNKNOWN
            )
    return unit_cost


@numba.njit(cache=True)
def _link(
    applies: Integers,
    turn: Numbers,
    qty: Numbers,
    item: Numbers,
    accounts: tuple[Numbers, Numbers],
) -> None:
    """Put the place of the move each applies to into the second of ``accounts``.

    It is one of the same item, the other way. The first is used on the way.
    """
    at_of_row, source = accounts
    for at in range(len(turn)):
        at_of_row[turn[at]] = at
    for at in range(len(turn)):
        row = applies[turn[at]]
        if row < 0 or row >= len(turn):
            continue
        other = at_of_row[row]
        if item[other] == item[at] and (qty[other] < 0) == (qty[at] > 0):
            source[at] = other


@numba.njit(cache=True)
def _open(deposit: Numbers, withdraw: Numbers, qty: Numbers, marks: Numbers) -> int:
    """Open accounts of sources, and of issues that are carried on, numbered from 0.

    ``withdraw`` holds the place of each move's source, and then its account; how many
    accounts there are is returned.
    """
    deposit[:] = NONE
    for at in range(len(withdraw)):
        if withdraw[at] != NONE:
            deposit[withdraw[at]] = 0
        if qty[at] < 0 and marks[at] & CARRIED:
            deposit[at] = 0
    count = 0
    for at in range(len(deposit)):
        if deposit[at] != NONE:
            deposit[at] = count
            count += 1
    for at in range(len(withdraw)):
        if withdraw[at] != NONE:
            withdraw[at] = deposit[withdraw[at]]
    return count


@numba.njit(cache=True)
def _raise(accounts: Integers, first: int) -> None:
    """Turn numbers of accounts into rows of the heap."""
    for at in range(len(accounts)):
        if accounts[at] != NONE:
            accounts[at] += first


def _scattered(values: Numbers, order: Numbers) -> Numbers:
    """Return values where they came from."""
    answer = np.empty_like(values)
    _scatter(values, order, answer)
    return answer


@numba.njit(cache=True)
def _scatter(values: Numbers, order: Numbers, answer: Numbers) -> None:
    """Put values back where they came from."""
    for at in range(len(values)):
        answer[order[at]] = values[at]
