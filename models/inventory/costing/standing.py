"""Books that are gone on with: new moves on top of what stands, not all of it again.

What stands after a number of moves is the heap of the kernel, the item-locations in it
and the accounts of the moves that were taken back so far. New moves that come after all
of them are posted to it, and cost what they would in a replay of everything. A move
that is older than some that were posted asks for books that stood before it; whoever
keeps books keeps some older ones for that.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from models.inventory.costing.books import (
    CARRIED,
    MADE,
    METHODS,
    NONE,
    NUMBER,
    OPEN_COST,
    OPEN_QTY,
    POOL,
    STORE,
    UNKNOWN,
    Books,
    Integers,
    Moves,
    Posted,
)
from models.inventory.costing.bulk import CARRIED_KINDS, amounts
from models.inventory.costing.replay import replayed

Sources = Callable[[Integers], pl.DataFrame]
"""Finds moves that were posted before, by number: number, qty and cost."""


@dataclass(frozen=True)
class Standing:
    """What stands after the moves numbered below ``count``.

    ``pools`` has ``sku``, ``location`` and the ``row`` of each; ``numbers`` and
    ``rows`` are the accounts, by number of the move. To go on uses the books up.
    """

    method: str
    unit: int
    count: int
    books: Books
    pools: pl.DataFrame
    numbers: Integers
    rows: Integers

    @classmethod
    def empty(cls, keys: pl.Schema, method: str, unit: int = 100) -> "Standing":
        """Return no books yet; ``keys`` are the types of sku and location."""
        none = np.empty(0, np.int64)
        names = {name: keys[name] for name in ("sku", "location")}
        pools = pl.DataFrame(schema=names | {"row": pl.Int64})
        return cls(method, unit, 0, Books.empty(keeps=True), pools, none, none)

    def after(
        self, moves: pl.DataFrame, sources: Sources
    ) -> tuple[pl.DataFrame, "Standing"]:
        """Return what ``moves`` cost, and the books after them.

        They come after all that were posted, in order, and are numbered on from there;
        ``applies_to`` is a number. The answer has ``cost``, ``adjustment`` and
        ``value``, a row for each move.
        """
        standing, pool = _with_pools(self, moves)
        standing, deposit, withdraw = _with_accounts(standing, moves, sources)
        told = _told(standing, moves, pool, deposit, withdraw)
        posted, books = replayed(told, standing.books, self.unit)
        frame = pl.DataFrame({name: getattr(posted, name) for name in Posted._fields})
        after = replace(standing, books=books, count=self.count + moves.height)
        return frame, _with_made(after)

    def account_of(self, numbers: Integers) -> Integers:
        """Return the row of the account of each move, none where it has none."""
        if not len(self.numbers):
            return np.full(len(numbers), NONE, np.int32)
        at = np.minimum(np.searchsorted(self.numbers, numbers), len(self.numbers) - 1)
        is_there = self.numbers[at] == numbers
        return np.where(is_there, self.rows[at], NONE).astype(np.int32)


def _with_pools(standing: Standing, moves: pl.DataFrame) -> tuple[Standing, pl.Series]:
    """Return books with all item-locations, and the row of each move's."""
    key = ["sku", "location"]
    known = standing.pools
    new = (
        moves.select(key)
        .unique(maintain_order=True)
        .join(known, on=key, how="anti", maintain_order="left")
    )
    books, first = standing.books.with_pools(new.height)
    rows = pl.int_range(first, first + new.height, eager=True)
    pools = pl.concat([known, new.with_columns(row=rows)])
    row = moves.select(key).join(pools, on=key, how="left", maintain_order="left")
    return replace(standing, books=books, pools=pools), row["row"]


def _with_accounts(
    standing: Standing, moves: pl.DataFrame, sources: Sources
) -> tuple[Standing, Integers, Integers]:
    """Return books with all accounts, and those each move deposits in and takes.

    Of a move that was posted before and never taken back, the account is opened with
    what it cost.
    """
    count = standing.count
    applies = moves["applies_to"].fill_null(NONE).to_numpy()
    is_out = (moves["qty"] < 0).to_numpy()
    carried = np.flatnonzero(is_out & _is_carried(moves)) + count
    wanted = np.union1d(applies[applies != NONE], carried)
    new = wanted[~np.isin(wanted, standing.numbers)]
    books, first = standing.books.with_accounts(len(new))
    _open_old(books, first, new[new < count], sources)
    rows = np.arange(first, first + len(new))
    known = _with_rows(replace(standing, books=books), new, rows)
    own = np.arange(count, count + moves.height)
    return known, known.account_of(own), known.account_of(applies)


def _with_rows(standing: Standing, numbers: Integers, rows: Integers) -> Standing:
    """Return the same with more accounts, by number of their moves."""
    numbers = np.concatenate([standing.numbers, numbers])
    order = np.argsort(numbers, kind="stable")
    rows = np.concatenate([standing.rows, rows])
    return replace(standing, numbers=numbers[order], rows=rows[order])


def _with_made(standing: Standing) -> Standing:
    """Return the same, knowing the accounts that the kernel opened."""
    heap = standing.books.heap
    rows, at = [], int(heap[STORE, MADE])
    while at != NONE:
        rows.append(at)
        at = int(heap[at, POOL])
    made = np.array(rows, np.int64)
    heap[made, POOL] = NONE
    heap[STORE, MADE] = NONE
    return _with_rows(standing, heap[made, NUMBER], made)


def _is_carried(moves: pl.DataFrame) -> Integers:
    """Tell which moves hand goods on with their cost and age."""
    return moves["kind"].is_in(CARRIED_KINDS).to_numpy()


def _open_old(books: Books, first: int, numbers: Integers, sources: Sources) -> None:
    """Open accounts of moves that were posted before; they are the first new ones."""
    if not len(numbers):
        return
    found = sources(numbers).sort("number")
    if found["number"].to_list() != numbers.tolist():
        message = "a move applies to one that was never posted"
        raise LookupError(message)
    rows = books.heap[first : first + len(numbers)]
    rows[:, NUMBER] = numbers
    rows[:, OPEN_QTY] = found["qty"].abs().to_numpy()
    rows[:, OPEN_COST] = found["cost"].abs().to_numpy()


def _told(
    standing: Standing,
    moves: pl.DataFrame,
    pool: pl.Series,
    deposit: Integers,
    withdraw: Integers,
) -> Moves:
    """Return the moves as the kernel takes them."""
    qty = moves["qty"].to_numpy()
    unit_cost = moves["unit_cost"].fill_null(UNKNOWN).to_numpy().copy()
    return Moves(
        pool=pool.cast(pl.Int32).to_numpy(),
        qty=qty,
        amount=amounts(qty, unit_cost, standing.unit),
        deposit=deposit,
        withdraw=withdraw,
        method=np.array([METHODS[standing.method]], np.uint8),
        marks=(_is_carried(moves) * CARRIED).astype(np.uint8),
        standard=np.zeros(1, np.int64),
        lot=np.zeros(1, np.int32),
        weight=np.zeros(1, np.int64),
        month=np.zeros(1, np.int32),
        number=np.array([standing.count]),
    )
