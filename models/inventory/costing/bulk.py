"""Many moves at once, in columns of numbers: balances and costs of a whole file.

Moves come in the order of time and are of many item-locations in turn. A balance needs
one number of each, so it is one pass. Costs need pools, layers and accounts, more than
fits near the processor: so moves are dealt, as they are read, into parts of
neighbouring items, in the order they had; the parts are replayed one after the other,
each in the memory of the one before, and the answers are put back in order.
"""

import itertools
import mmap
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numba
import numpy as np
import numpy.typing as npt
import polars as pl

from models.inventory.costing.books import (
    CARRIED,
    METHODS,
    NONE,
    STORE,
    UNKNOWN,
    USED,
    Books,
    Integers,
    Moves,
    Posted,
)
from models.inventory.costing.replay import replayed
from models.inventory.costing.rounding import share

Numbers = npt.NDArray[Any]
NO_KEYS = np.empty(0, np.int32)
BATCH = 1 << 22
"""Rows are read so many at a time, so that they take the memory of those before."""

POOLS_OF_PART = 4096
"""About as many pools, with their layers, stay near the processor."""

MOST_CELLS = (1 << 31) - 1
LOW_BITS = (1 << 32) - 1
MOST_ROWS = (1 << 31) - 2
"""A file has at most so many moves, so that a link fits into 31 bits."""

LAYERS = 1 << 20
"""Room in the books of a part to begin with."""

CARRIED_KINDS = ("transfer_out", "transfer_in")


class Cells(NamedTuple):
    """The cell of each row, how many cells there are, and how many of an item.

    An item at a place is known by its cell, those of an item one after the other.
    """

    of_row: Integers
    there_are: int
    places: int


class Parts(NamedTuple):
    """Item-locations, in parts of neighbouring items.

    ``of_cell`` is the part of each cell and, in the last ``bits``, the number of its
    pool there. ``item`` is the item of each pool. ``firsts`` are the first pool of each
    part, ``ends`` the place of its first move; at last come the ends.
    """

    of_cell: Integers
    bits: int
    item: Integers
    firsts: Integers
    ends: Integers


class Dealt(NamedTuple):
    """Moves part by part; in each they stand as they did.

    ``at`` is where each row is now. ``told`` are two numbers of each move: quantity,
    link (the row + 1, 0 for none) and whether it is carried in 32, 31 and 1 bits; unit
    cost and number of the pool, which has ``bits``. They are written at once, so that
    few lines of memory are open; the answers of a part take their place.
    """

    at: Integers
    told: Integers
    bits: int


class Turn(NamedTuple):
    """A part's moves in columns, as the kernel takes them."""

    pool: Integers
    qty: Integers
    unit_cost: Integers
    marks: Integers
    deposit: Integers
    withdraw: Integers


def running_balance(moves: pl.LazyFrame) -> pl.Series:
    """Return the balance of its item-location after each move, in the order of rows.

    ``moves`` has ``ts``, ``sku``, ``location`` (whole numbers or text) and a whole
    ``qty``. Rows may stand in any order; they take effect by ``ts``, then as they
    stand.
    """
    if not _is_in_order(moves):
        order = _order(moves)
        return _back(running_balance(moves.collect()[order].lazy()), order)
    cells = _cells(moves)
    held = np.zeros(cells.there_are, np.int64)
    balance = _memory(len(cells.of_row), np.int64)
    for first, batch in _batches(moves, "qty"):
        rows = slice(first, first + batch.height)
        _balance(cells.of_row[rows], batch["qty"].to_numpy(), held, balance[rows])
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
    kinds named ``CARRIED_KINDS`` are carried. ``moves`` is read a slice at a time: a
    scan of files or a frame, not a query that would be done again for each.
    """
    if not _is_in_order(moves):
        order = _order(moves)
        by_time = valued(_in_order(moves, order), method, columns, unit)
        return by_time.select(_back(column, order) for column in by_time)
    dealt, parts = _dealt(moves)
    more = len(dealt.at) if len(columns) > len(dealt.told.T) else 0
    answers = [*dealt.told.T, _memory(more, np.int64)]
    books = Books.empty(LAYERS)
    for part, (first, end) in enumerate(itertools.pairwise(parts.ends.tolist())):
        told, books = _told(dealt, parts, part, (METHODS[method], unit), books)
        posted, books = replayed(told, books, unit)
        for name, answer in zip(columns, answers, strict=False):
            answer[first:end] = getattr(posted, name)
    ordered = _undealt(answers, dealt)
    return pl.DataFrame(dict(zip(columns, ordered, strict=False)))


def _memory(length: int, kind: type[np.integer[Any]]) -> Integers:
    """Return new memory in small pages.

    NumPy asks for huge ones, which the system may have to put together by moving
    others: that took up to eight times as long as all else that new memory costs.
    """
    if not length:
        return np.empty(0, kind)
    size = length * np.dtype(kind).itemsize
    private = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS
    return np.frombuffer(mmap.mmap(-1, size, flags=private), kind)


def _is_in_order(moves: pl.LazyFrame) -> bool:
    """Say whether rows stand in the order of time."""
    last: list[pl.Series] = []
    for _, batch in _batches(moves, pl.col("ts").to_physical()):
        ts = pl.concat([*last, batch["ts"]])
        if not ts.is_sorted():
            return False
        last = [ts.tail(1)]
    return True


def _batches(
    moves: pl.LazyFrame, *columns: pl.Expr | str
) -> Iterator[tuple[int, pl.DataFrame]]:
    """Read columns a batch at a time, each with the number of its first row."""
    for first in itertools.count(step=BATCH):
        batch = moves.slice(first, BATCH).select(columns).collect()
        if batch.height:
            yield first, batch
        if batch.height < BATCH:
            return


def _order(moves: pl.LazyFrame) -> Integers:
    """Return the rows by time."""
    ts = moves.select(pl.col("ts").to_physical()).collect().to_series()
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
    answer[order] = values.to_numpy()
    return pl.Series(values.name, answer)


def _cells(moves: pl.LazyFrame) -> Cells:
    """Return the cell of each row."""
    (sku, items), (location, places) = (
        _codes(moves.select(name)) for name in ("sku", "location")
    )
    if items * places > MOST_CELLS:
        msg = f"{items} items at {places} places are more than {MOST_CELLS} cells"
        raise ValueError(msg)
    of_row = _memory(moves.select(pl.len()).collect().item(), np.int32)
    for first, batch in _batches(sku, "sku"):
        rows = slice(first, first + batch.height)
        np.multiply(batch["sku"].to_numpy(), places, out=of_row[rows])
    for first, batch in _batches(location, "location"):
        of_row[first : first + batch.height] += batch["location"].to_numpy()
    return Cells(of_row, items * places, places)


def _codes(keys: pl.LazyFrame) -> tuple[pl.LazyFrame, int]:
    """Return whole numbers from 0 for keys, and how many: not many more than theirs.

    Numbers that lie close together are taken as they are, others and text as they come.
    """
    if all(kind.is_integer() for kind in keys.collect_schema().dtypes()):
        ends = keys.select(low=pl.all().min(), high=pl.all().max(), rows=pl.len())
        low, high, rows = ends.collect().row(0)
        if rows and high - low <= max(4 * rows, 1 << 20):
            return keys.cast(pl.Int64).select((pl.all() - low).cast(pl.Int32)), (
                high - low + 1
            )
    own = pl.Categorical(pl.Categories.random())
    codes = keys.cast(pl.String).collect().cast(own).select(pl.all().to_physical())
    numbers = codes.cast(pl.Int32)
    return numbers.lazy(), int(numbers.to_series().to_numpy().max(initial=-1)) + 1


@numba.njit(cache=True)
def _balance(cell: Integers, qty: Numbers, held: Integers, balance: Integers) -> None:
    """Put the balance after each move into ``balance``; go on from what is ``held``."""
    for row in range(len(qty)):
        held[cell[row]] += qty[row]
        balance[row] = held[cell[row]]


def _parts(cells: Cells) -> Parts:
    """Return the item-locations in parts of neighbouring items."""
    rows = np.zeros(cells.there_are, np.int32)
    _count(cells.of_row, rows)
    used = np.flatnonzero(rows)
    item = (used // max(cells.places, 1)).astype(np.int32)
    count = max(1, len(used) // POOLS_OF_PART)
    part = item * np.int64(count) // (int(item.max(initial=0)) + 1)
    firsts = np.searchsorted(part, np.arange(count + 1))
    ends = np.append(0, np.cumsum(rows[used], dtype=np.int64))[firsts]
    bits = int(np.diff(firsts).max()).bit_length()
    of_cell = rows
    of_cell[used] = (part << bits) + np.arange(len(used)) - firsts[part]
    return Parts(of_cell, bits, item, firsts, ends)


@numba.njit(cache=True)
def _count(cell: Integers, rows: Integers) -> None:
    """Count the rows of each cell."""
    for row in range(len(cell)):
        rows[cell[row]] += 1


def _dealt(moves: pl.LazyFrame) -> tuple[Dealt, Parts]:
    """Deal moves into parts, as they are read."""
    cells = _cells(moves)
    parts = _parts(cells)
    told = _memory(2 * len(cells.of_row), np.int64).reshape(-1, 2)
    ends = parts.ends.copy()
    for first, batch in _batches(moves, *_columns()):
        unit_cost = _fitting(batch["unit_cost"], parts.bits)
        told_now = batch["packed"].to_numpy(), unit_cost
        _deal(cells.of_row[first:], parts, told_now, ends, told)
    return Dealt(cells.of_row, told, parts.bits), parts


def _columns() -> tuple[pl.Expr, pl.Expr]:
    """Return what the kernel needs of every move, beside its pool."""
    is_carried = pl.col("kind").is_in(CARRIED_KINDS).cast(pl.Int64)
    row = pl.col("applies_to").cast(pl.Int64)
    link = pl.when(row.is_between(0, MOST_ROWS)).then(row + 1).otherwise(0)
    qty = pl.col("qty").cast(pl.Int32).cast(pl.Int64)
    packed = (qty * (1 << 32) + link * 2 + is_carried).alias("packed")
    return packed, pl.col("unit_cost").cast(pl.Int64)


def _fitting(unit_cost: pl.Series, bits: int) -> Integers:
    """Return unit costs, ``UNKNOWN`` without some last bits for none.

    Raises:
        ValueError: one is so large that it does not leave these bits to the pool.

    """
    least = UNKNOWN >> bits
    if not unit_cost.is_between(least + 1, -least - 1).all():
        msg = f"a unit cost is not within {-least - 1} either way"
        raise ValueError(msg)
    return unit_cost.fill_null(least).to_numpy()


@numba.njit(cache=True)
def _deal(
    cell: Integers,
    parts: Parts,
    batch: tuple[Integers, Integers],
    ends: Integers,
    told: Integers,
) -> None:
    """Put a batch of moves where their parts end, as a counting sort does.

    Where a move is put takes the place of its cell; ``ends`` moves on.
    """
    (packed, unit_cost), of_cell, bits = batch, parts.of_cell, parts.bits
    for row in range(len(packed)):
        where = of_cell[cell[row]]
        part = where >> bits
        at = ends[part]
        ends[part] = at + 1
        cell[row] = at
        told[at, 0] = packed[row]
        told[at, 1] = (unit_cost[row] << bits) + (where & ((1 << bits) - 1))


def _told(
    dealt: Dealt, parts: Parts, part: int, terms: tuple[int, int], books: Books
) -> tuple[Moves, Books]:
    """Return the moves of a part, and its books in the memory of those before.

    ``terms`` are method and unit.
    """
    method, unit = terms
    first, end = parts.ends[part : part + 2].tolist()
    low, high = parts.firsts[part : part + 2].tolist()
    books, first_pool = books.emptied().with_pools(high - low)
    kinds = (np.int32, np.int32, np.int64, np.uint8, np.int32, np.int32)
    turn = Turn(*(np.empty(end - first, kind) for kind in kinds))
    _unpack(dealt, first, turn)
    links = np.flatnonzero(turn.withdraw != NONE)
    sources = dealt.at[turn.withdraw[links]] - first
    item, room = parts.item[low:high], int(books.heap[STORE, USED])
    books, _ = books.with_accounts(_linked(turn, links, sources, item, room))
    turn.pool[:] += np.int32(first_pool)
    told = Moves(
        *(turn.pool, turn.qty, amounts(turn.qty, turn.unit_cost, unit)),
        *(turn.deposit, turn.withdraw, np.array([method], np.uint8), turn.marks),
        standard=np.zeros(1, np.int64),
        lot=np.zeros(1, np.int32),
        weight=np.zeros(1, np.int64),
        month=np.zeros(1, np.int32),
        number=np.zeros(1, np.int64),
    )
    return told, books


@numba.njit(cache=True)
def _unpack(dealt: Dealt, first: int, turn: Turn) -> None:
    """Tell a part's moves from ``first`` on; ``withdraw`` becomes the row applied to.

    A row that there is not becomes none.
    """
    told, bits, rows = dealt.told[first:], dealt.bits, len(dealt.at)
    pool, qty, unit_cost, marks, deposit, withdraw = turn
    for at in range(len(qty)):
        packed, costed = told[at, 0], told[at, 1]
        qty[at] = packed >> 32
        marks[at] = CARRIED * (packed & 1)
        pool[at] = costed & ((1 << bits) - 1)
        is_unknown = costed - pool[at] == UNKNOWN
        unit_cost[at] = UNKNOWN if is_unknown else costed >> bits
        deposit[at] = NONE
        source = ((packed & LOW_BITS) >> 1) - 1
        withdraw[at] = source if source < rows else NONE


@numba.njit(cache=True)
def _linked(
    turn: Turn, links: Integers, sources: Integers, item: Integers, account: int
) -> int:
    """Find the accounts of a part's moves; return how many there are.

    They are those of moves that others apply to, which are of the same item and the
    other way, and of issues that are carried on. The first is the row ``account`` of
    the heap. ``links`` are the moves that apply to another, ``sources`` the places of
    the others; a place that is not in the part is before or beyond it.
    """
    pool, qty, _, marks, deposit, withdraw = turn
    opened = 0
    for link in range(len(links)):
        at, source = links[link], sources[link]
        withdraw[at] = NONE
        is_here = 0 <= source < len(qty) and item[pool[source]] == item[pool[at]]
        if is_here and (qty[source] < 0) == (qty[at] > 0):
            if deposit[source] == NONE:
                deposit[source] = account + opened
                opened += 1
            withdraw[at] = deposit[source]
    for at in range(len(qty)):
        if qty[at] < 0 and marks[at] & CARRIED and deposit[at] == NONE:
            deposit[at] = account + opened
            opened += 1
    return opened


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


def _undealt(answers: list[Integers], dealt: Dealt) -> list[Integers]:
    """Return answers as rows stand, in as little new memory as may be.

    The first two are side by side in the memory of ``told``. When the first is away,
    the second takes one half of it and finds the order of rows in the other half.
    """
    first, second, third = answers
    half, other = dealt.told.reshape(2, -1)
    ordered = _memory(len(dealt.at), np.int64)
    _gather(first, dealt.at, ordered)
    _pull(second, half)
    _gather(half, dealt.at, other)
    if len(third):
        _gather(third, dealt.at, half)
    return [ordered, other, half]


@numba.njit(cache=True)
def _pull(values: Integers, answer: Integers) -> None:
    """Copy values to memory that may begin before theirs, and overlap it."""
    for row in range(len(values)):
        answer[row] = values[row]


@numba.njit(cache=True)
def _gather(values: Integers, at: Integers, answer: Integers) -> None:
    """Put the value at each place into ``answer``."""
    for row in range(len(at)):
        answer[row] = values[at[row]]
