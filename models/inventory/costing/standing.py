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

Sources = Callable[[Integers], tuple[Integers, Integers]]
"""Finds quantity and cost of moves that were posted before, by number."""

SPARE = 8
"""Room for accounts grows by one part of so many more than is needed."""


@dataclass(frozen=True)
class Standing:
    """What stands after some moves.

    ``pools`` has ``sku``, ``location`` and the ``row`` of each; ``accounts`` are the
    rows of accounts, by number of the move, ``STORE`` where it has none. To go on uses
    the books up.
    """

    method: str
    unit: int
    books: Books
    pools: pl.DataFrame
    accounts: Integers

    @classmethod
    def empty(cls, keys: pl.Schema, method: str, unit: int = 100) -> "Standing":
        """Return no books yet; ``keys`` are the types of sku and location."""
        names = {name: keys[name] for name in ("sku", "location")}
        pools = pl.DataFrame(schema=names | {"row": pl.Int64})
        return cls(method, unit, Books.empty(keeps=True), pools, np.empty(0, np.int32))

    def after(
        self, moves: pl.DataFrame, sources: Sources
    ) -> tuple[pl.DataFrame, "Standing"]:
        """Return what ``moves`` cost, and the books after them.

        They come after all that were posted, in order; each has a ``number`` of its
        own, and ``applies_to`` is one. The answer has ``cost``, ``adjustment`` and
        ``value``, a row for each move.
        """
        standing, pool = _with_pools(self, moves)
        standing, deposit, withdraw = _with_accounts(standing, moves, sources)
        told = _told(standing, moves, pool, deposit, withdraw)
        posted, books = replayed(told, standing.books, self.unit)
        frame = pl.DataFrame({name: getattr(posted, name) for name in Posted._fields})
        return frame, _with_made(replace(standing, books=books))

    def account_of(self, numbers: Integers) -> Integers:
        """Return the row of the account of each move, none where it has none."""
        is_known = (numbers >= 0) & (numbers < len(self.accounts))
        rows = np.full(len(numbers), NONE, np.int32)
        rows[is_known] = self.accounts[numbers[is_known]]
        rows[rows == STORE] = NONE
        return rows

    def with_accounts(self, numbers: Integers, rows: Integers) -> "Standing":
        """Return the same with more accounts, by number of their moves."""
        least = int(numbers.max(initial=-1)) + 1
        accounts = self.accounts
        if least > len(accounts):
            accounts = np.full(least + least // SPARE, STORE, np.int32)
            accounts[: len(self.accounts)] = self.accounts
        accounts[numbers] = rows
        return replace(self, accounts=accounts)

    def without_accounts(self, numbers: Integers) -> "Standing":
        """Return the same without the accounts of some moves."""
        self.accounts[numbers] = STORE
        return self


def _with_pools(standing: Standing, moves: pl.DataFrame) -> tuple[Standing, pl.Series]:
    """Return books with all item-locations, and the row of each move's."""
    key = ["sku", "location"]
    asked = moves.select(key).unique(maintain_order=True)
    mine = standing.pools.join(asked, on=key, how="semi")
    new = asked.join(mine, on=key, how="anti", maintain_order="left")
    books, first = standing.books.with_pools(new.height)
    rows = pl.int_range(first, first + new.height, eager=True)
    opened = new.with_columns(row=rows)
    row = moves.select(key).join(
        pl.concat([mine, opened]), on=key, how="left", maintain_order="left"
    )
    pools = pl.concat([standing.pools, opened])
    return replace(standing, books=books, pools=pools), row["row"]


def _with_accounts(
    standing: Standing, moves: pl.DataFrame, sources: Sources
) -> tuple[Standing, Integers, Integers]:
    """Return books with all accounts, and those each move deposits in and takes.

    Of a move that was posted before and never taken back, the account is opened with
    what it cost.
    """
    own = moves["number"].to_numpy()
    applies = moves["applies_to"].fill_null(NONE).to_numpy()
    is_out = (moves["qty"] < 0).to_numpy()
    carried = own[is_out & _is_carried(moves)]
    wanted = np.union1d(applies[applies != NONE], carried)
    new = wanted[standing.account_of(wanted) == NONE]
    is_old = ~np.isin(new, own)
    books, first = standing.books.with_accounts(len(new))
    rows = np.arange(first, first + len(new))
    _open_old(books, rows[is_old], new[is_old], sources)
    known = replace(standing, books=books).with_accounts(new, rows)
    return known, known.account_of(own), known.account_of(applies)


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
    return standing.with_accounts(heap[made, NUMBER], made)


def _is_carried(moves: pl.DataFrame) -> Integers:
    """Tell which moves hand goods on with their cost and age."""
    return moves["kind"].is_in(CARRIED_KINDS).to_numpy()


def _open_old(
    books: Books, rows: Integers, numbers: Integers, sources: Sources
) -> None:
    """Open accounts of moves that were posted before."""
    if not len(numbers):
        return
    qty, cost = sources(numbers)
    books.heap[rows, NUMBER] = numbers
    books.heap[rows, OPEN_QTY] = np.abs(qty)
    books.heap[rows, OPEN_COST] = np.abs(cost)


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
        number=moves["number"].to_numpy(),
    )
