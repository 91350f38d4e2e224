"""What the kernel keeps while it replays: pools, accounts and layers, in one array.

Every record is a row of eight whole numbers, so that a move touches few lines of
memory, and a record is known by its row. Row 0 tells which rows are free; pools come
next, then accounts, then layers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[Any]
"""Whole numbers of any width."""

QTY, VALUE, HEAD, TAIL, LAST_AMOUNT, LAST_QTY, METHOD, STANDARD = range(8)
"""Columns of a pool; head and tail are the ends of its list of layers or debts."""

UNITS, AMOUNT, UNITS0, AMOUNT0, ORIGIN, OPENER, LOT, NEXT = range(8)
"""Columns of a layer: what is left and what came, the move that brought the goods in
first, the move that opened the layer here. A debt has its maker's number as ``ORIGIN``
and its maker's account as ``LOT``."""

OPEN_QTY, OPEN_COST, SLICES, LAST_SLICE, NUMBER, MONTH, POOL, IS_PRESET = range(8)
"""Columns of an account; month and pool are those of a plain issue under monthly
average. Of one that the kernel opened, the pool is the account opened before it."""

BACK_QTY, BACK_COST = NUMBER, LAST_SLICE
"""Of a plain issue under monthly average: what was taken back in its month."""

FREE, USED, FREED, KEEPS, MADE = range(5)
"""Columns of row 0: the first layer given back, the first row never used, how many
layers were given back; whether books are to be gone on with, and then the first of the
accounts that the kernel opened for moves that went short."""

STORE = 0
NONE = -1
UNKNOWN = int(np.iinfo(np.int64).min)
"""An amount that no document gives."""

FIFO, SPECIFIC, MOVING, MONTHLY, STANDARD_COST, UNSET = range(6)
METHODS: Mapping[str, int] = {
    "fifo": FIFO,
    "specific": SPECIFIC,
    "moving_average": MOVING,
    "monthly_average": MONTHLY,
    "standard": STANDARD_COST,
}

CARRIED, REVALUES, ASSEMBLED = 1, 2, 4
"""Marks of a move."""


class Moves(NamedTuple):
    """Moves in the order in which they take effect, a row each.

    ``pool``, ``deposit`` and ``withdraw`` are rows of the heap (``NONE``: no account).
    ``qty`` is signed, ``amount`` given in minor units (``UNKNOWN``: not given); of a
    revaluation, the unit cost. Of ``method``,
    ``marks``, ``standard`` (unit cost), ``lot``, ``weight`` and ``month`` one value
    stands for all rows where they are all alike. ``number`` is what the move is called
    in layers; one number is that of the first row, and the others follow it.
    """

    pool: Integers
    qty: Integers
    amount: Integers
    deposit: Integers
    withdraw: Integers
    method: Integers
    marks: Integers
    standard: Integers
    lot: Integers
    weight: Integers
    month: Integers
    number: Integers


class Posted(NamedTuple):
    """What each move costs, what it adjusts, and the value of its pool after it."""

    cost: Integers
    adjustment: Integers
    value: Integers


@dataclass(frozen=True)
class Books:
    """Pools, accounts and layers, wherever they are in ``heap``."""

    heap: Integers

    @classmethod
    def empty(cls, layers: int = 1024, *, keeps: bool = False) -> "Books":
        """Return books in which nothing has happened.

        Books that are to be gone on with later keep what only later moves may ask for.
        """
        heap = np.zeros((1 + layers, 8), np.int64)
        heap[STORE, KEEPS] = keeps
        return cls(heap).emptied()

    def emptied(self) -> "Books":
        """Return books in which nothing has happened, in the same memory."""
        self.heap[STORE, :KEEPS] = NONE, 1, 0
        self.heap[STORE, MADE] = NONE
        return self

    def with_pools(self, count: int) -> tuple["Books", int]:
        """Return books with new pools, and the row of the first."""
        books, first = self._with_rows(count)
        new = books.heap[first : first + count]
        new[:] = 0
        new[:, (HEAD, TAIL)] = NONE
        new[:, METHOD] = UNSET
        return books, first

    def with_accounts(self, count: int) -> tuple["Books", int]:
        """Return books with new accounts, and the row of the first."""
        books, first = self._with_rows(count)
        new = books.heap[first : first + count]
        new[:] = 0
        new[:, (SLICES, LAST_SLICE, NUMBER, MONTH, POOL)] = NONE
        return books, first

    def grown(self, rows: int = 0) -> "Books":
        """Return the same books with about twice the room, and ``rows`` at least."""
        heap = np.empty((max(2 * len(self.heap), len(self.heap) + rows), 8), np.int64)
        heap[: len(self.heap)] = self.heap
        return Books(heap)

    def _with_rows(self, count: int) -> tuple["Books", int]:
        """Return books in which some rows that were never used are used."""
        first = int(self.heap[STORE, USED])
        is_full = first + count > len(self.heap)
        books = self.grown(count) if is_full else self
        books.heap[STORE, USED] += count
        return books, first
