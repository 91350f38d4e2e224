"""Many moves at once, in columns of numbers: balances and costs of a whole file.

Moves come in the order of time and are of many item-locations in turn. A balance needs
one number of each, so it is one pass. Costs need pools, layers and accounts, more than
fits near the processor: so moves are first dealt into parts of neighbouring items, in
the order they had, and the parts are replayed one after the other, each in the memory
of the one before.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

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

LOW_BITS = (1 << 32) - 1
MOST_ROWS = (1 << 31) - 2
"""A file has at most so many moves, so that a link fits into 31 bits."""

LAYERS = 1 << 20
"""Room in the books of a part to begin with."""

CARRIED_KINDS = ("transfer_out", "transfer_in")


@dataclass(frozen=True)
class Keys:
    """The number of each move's pool, and the number of each pool's item."""

    pool: npt.NDArray[np.int32]
    item_of_pool: npt.NDArray[np.int32]


class Dealt(NamedTuple):
    """Rows part by part, and where each part begins; the last number is the end."""

    rows: npt.NDArray[np.int32]
    ends: list[int]


class Columns(NamedTuple):
    """What the kernel needs of every move, beside its pool, in the order of rows.

    ``packed`` holds quantity, link (the row + 1, 0 for none) and whether it is carried,
    in 32, 31 and 1 bits. A part that was read takes its answers into the same memory.
    """

    packed: Integers
    unit_cost: Integers


def running_balance(moves: pl.LazyFrame) -> pl.Series:
    """Return the balance of its item-location after each move, in the order of rows.

    ``moves`` has ``ts``, ``sku``, ``location`` (whole numbers or text) and a whole
    ``qty``. Rows may stand in any order; they take effect by ``ts``, then as they
    stand.
    """
    order = _order(moves)
    if order is not None:
        return _back(running_balance(moves.collect()[order].lazy()), order)
    keys = _keys(moves)
    qty = _numbers(moves, "qty")
    balance = np.empty(len(qty), np.int64)
    _balance(keys.pool, qty, np.zeros(len(keys.item_of_pool), np.int64), balance)
    return pl.Series("balance", balance)


def valued(
    moves: pl.LazyFrame,
    method: str = "fifo",
    columns: Sequence[str] = Posted._fields,
    unit: int = 100,
) -> pl.DataFrame:
    """Return cost, adjustment and value (minor units) of each move, in order of rows.

    ``columns`` names those that are wanted.

    Beside the columns of ``running_balance``, ``moves`` has ``unit_cost`` (whole
    numbers, of which ``unit`` make one minor unit for one unit; of what comes in),
    ``kind`` and ``applies_to`` (the row, from 0, of the move that it takes back or
    carries on; what is no move of the same item the other way does not count).
    ``method`` is ``fifo`` or ``moving_average``. The rules are those of ``costing``;
    kinds named ``CARRIED_KINDS`` are carried.
    """
    order = _order(moves)
    if order is not None:
        by_time = valued(_in_order(moves, order), method, columns, unit)
        return by_time.select(_back(column, order) for column in by_time)
    keys = _keys(moves)
    dealt = _dealt(keys)
    columns_of = _columns(moves)
    memory = [*columns_of]
    answer = {
        name: memory.pop() if memory else np.empty(len(keys.pool), np.int64)
        for name in columns
    }
    books = Books.empty(LAYERS)
    for first, end in itertools.pairwise(dealt.ends):
        turn = dealt.rows[first:end]
        told, accounts = _told(columns_of, keys, turn, (METHODS[method], unit))
        posted, books = _posted(told, accounts, books, unit)
        for name in columns:
            _scatter(getattr(posted, name), turn, answer[name])
    return pl.DataFrame(answer)


def _order(moves: pl.LazyFrame) -> Integers | None:
    """Return the rows by time; nothing where they stand so."""
    ts = moves.select(pl.col("ts").to_physical()).collect().to_series()
    if ts.is_sorted():
        return None
    return np.argsort(ts.to_numpy(), kind="stable")


def _in_order(moves: pl.LazyFrame, order: Integers) -> pl.LazyFrame:
    """Return the rows by time, with links to where the others are then."""
    at = np.empty(len(order), np.int64)
    at[order] = np.arange(len(order))
    rows = moves.collect()[order]
    named = rows["applies_to"].fill_null(NONE).cast(pl.Int64).to_numpy()
    is_good = (named >= 0) & (named < len(order))
    links = pl.Series(np.where(is_good, at[np.where(is_good, named, 0)], NONE))
    return rows.with_columns(applies_to=links).lazy()


def _back(values: pl.Series, order: Integers) -> pl.Series:
    """Return values in the order of rows again."""
    answer = np.empty(len(values), np.int64)
    _scatter(values.to_numpy(), order, answer)
    return pl.Series(values.name, answer)


def _numbers(moves: pl.LazyFrame, column: pl.Expr | str) -> Numbers:
    """Return one column as numbers."""
    return moves.select(column).collect().to_series().to_numpy()


def _keys(moves: pl.LazyFrame) -> Keys:
    """Return numbers of item-locations, those of an item one after the other."""
    sku, location = (
        _codes(moves.select(name).collect().to_series()) for name in ("sku", "location")
    )
    places = int(location.max()) + 1 if len(location) else 0
    seen = np.zeros(places * (int(sku.max()) + 1) if len(sku) else 0, np.bool_)
    _see(sku, location, places, seen)
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
def _see(sku: Numbers, location: Numbers, places: int, seen: Numbers) -> None:
    """Mark the item-locations that there are."""
    for row in range(len(sku)):
        seen[np.int64(sku[row]) * places + location[row]] = True


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


def _dealt(keys: Keys) -> Dealt:
    """Deal rows into parts of neighbouring items; in each they stand as they did."""
    items = int(keys.item_of_pool.max(initial=-1)) + 1
    parts = max(1, len(keys.item_of_pool) // POOLS_OF_PART)
    part_of_item = np.arange(items, dtype=np.int64) * parts // max(items, 1)
    part_of_pool = part_of_item[keys.item_of_pool].astype(np.int32)
    rows, ends = np.empty(len(keys.pool), np.int32), np.zeros(parts + 2, np.int64)
    _deal(keys.pool, part_of_pool, ends, rows)
    return Dealt(rows, ends[: parts + 1].tolist())


@numba.njit(cache=True)
def _deal(pool: Numbers, part_of_pool: Numbers, ends: Integers, rows: Numbers) -> None:
    """Put rows part by part into ``rows``, as a counting sort does.

    ``ends`` has two more than there are parts; it comes back as where each begins.
    """
    for row in range(len(pool)):
        ends[part_of_pool[pool[row]] + 2] += 1
    for part in range(2, len(ends)):
        ends[part] += ends[part - 1]
    for row in range(len(pool)):
        part = part_of_pool[pool[row]] + 1
        rows[ends[part]] = row
        ends[part] += 1


def _columns(moves: pl.LazyFrame) -> Columns:
    """Return what the kernel needs of every move, beside its pool."""
    is_carried = pl.col("kind").is_in(CARRIED_KINDS).cast(pl.Int64)
    row = pl.col("applies_to").cast(pl.Int64)
    link = pl.when(row.is_between(0, MOST_ROWS)).then(row + 1).otherwise(0)
    qty = pl.col("qty").cast(pl.Int64)
    cost = pl.col("unit_cost").cast(pl.Int64).fill_null(UNKNOWN)
    packed, unit_cost = (
        moves.select(column).collect().to_series().to_numpy(writable=True)
        for column in (qty * (1 << 32) + link * 2 + is_carried, cost)
    )
    return Columns(packed, unit_cost)


def _told(
    columns: Columns, keys: Keys, turn: Integers, terms: tuple[int, int]
) -> tuple[Moves, int]:
    """Return the moves of a part, pools and accounts from 0, and how many accounts.

    ``terms`` are method and unit.
    """
    method, unit = terms
    pool = _gathered(keys.pool, turn)
    item = keys.item_of_pool[pool]
    qty, applies = (np.empty(len(turn), np.int32) for _ in range(2))
    marks = np.empty(len(turn), np.uint8)
    _unpack(columns.packed, turn, qty, applies, marks)
    withdraw = np.full(len(turn), NONE, np.int32)
    _link(applies, turn, qty, item, withdraw)
    deposit = np.full(len(turn), NONE, np.int32)
    count = _open(deposit, withdraw, qty, marks)
    pool -= pool.min() if len(pool) else 0
    told = Moves(
        *(pool, qty, amounts(qty, _gathered(columns.unit_cost, turn), unit)),
        *(deposit, withdraw, np.array([method], np.uint8), marks),
        standard=np.zeros(1, np.int64),
        lot=np.zeros(1, np.int32),
        weight=np.zeros(1, np.int64),
        month=np.zeros(1, np.int32),
        number=np.zeros(1, np.int64),
    )
    return told, count


@numba.njit(cache=True)
def _unpack(
    packed: Integers, turn: Numbers, qty: Numbers, applies: Numbers, marks: Numbers
) -> None:
    """Put quantities, links and marks in turn into their columns."""
    for at in range(len(turn)):
        told = packed[turn[at]]
        qty[at] = told >> 32
        applies[at] = ((told & LOW_BITS) >> 1) - 1
        marks[at] = CARRIED * (told & 1)


def _posted(
    told: Moves, accounts: int, books: Books, unit: int
) -> tuple[Posted, Books]:
    """Replay a part in the memory of the books before it."""
    pools = int(told.pool.max(initial=-1)) + 1
    books, first_pool = books.emptied().with_pools(pools)
    books, first_account = books.with_accounts(accounts)
    _raise(told.pool, first_pool)
    _raise(told.deposit, first_account)
    _raise(told.withdraw, first_account)
    return replayed(told, books, unit)


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
    applies: Integers, turn: Numbers, qty: Numbers, item: Numbers, source: Numbers
) -> None:
    """Put the place of the move that each applies to into ``source``.

    It is one of the same item, the other way; ``turn`` rises.
    """
    for at in range(len(turn)):
        if applies[at] == NONE:
            continue
        other = np.searchsorted(turn, applies[at])
        if other == len(turn) or turn[other] != applies[at]:
            continue
        if item[other] == item[at] and (qty[other] < 0) == (qty[at] > 0):
            source[at] = other


@numba.njit(cache=True)
def _open(deposit: Numbers, withdraw: Numbers, qty: Numbers, marks: Numbers) -> int:
    """Open accounts of sources, and of issues that are carried on, numbered from 0.

    ``withdraw`` holds the place of each move's source, and then its account; how many
    accounts there are is returned.
    """
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
def _raise(numbers: Integers, first: int) -> None:
    """Turn numbers of pools or accounts into rows of the heap."""
    for at in range(len(numbers)):
        if numbers[at] != NONE:
            numbers[at] += first


@numba.njit(cache=True)
def _scatter(values: Numbers, rows: Numbers, answer: Numbers) -> None:
    """Put values back where they came from."""
    for at in range(len(values)):
        answer[rows[at]] = values[at]
