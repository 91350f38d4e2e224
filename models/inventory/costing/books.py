"""What the kernel keeps while it replays: pools, accounts and layers, in one array.

Every record is a row of eight whole numbers, so that a move touches few lines of
memory, and a record is known by its row. Row 0 tells which rows are free; pools come
next, then accounts, then layers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]

QTY, VALUE, HEAD, TAIL, LAST_AMOUNT, LAST_QTY, METHOD, STANDARD = range(8)
"""Columns of a pool; head and tail are the ends of its list of layers or debts."""

UNITS, AMOUNT, UNITS0, AMOUNT0, ORIGIN, OPENER, LOT, NEXT = range(8)
"""Columns of a layer: what is left and what came, the move that brought the goods in
first, the move that opened the layer here. A debt has its maker's number as ``ORIGIN``
and its maker's account as ``LOT``."""

OPEN_QTY, OPEN_COST, SLICES, LAST_SLICE, NUMBER, MONTH, POOL, IS_PRESET = range(8)
"""Columns of an account; month and pool are those of a plain issue under monthly
average."""

FREE, USED, FREED = range(3)
"""Columns of row 0: the first layer given back, the first row never used, how many
layers were given back."""

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

    ``pool`` numbers the pools from 0, ``qty`` is signed, ``amount`` given in minor
    units (``UNKNOWN``: not given); of a revaluation, the unit cost. ``deposit`` and
    ``withdraw`` number the accounts from 0 (``NONE``: no account). Of ``method``,
    ``marks``, ``standard`` (unit cost), ``lot``, ``weight`` and ``month`` one value
    stands for all rows where they are all alike. ``number`` is what the move is called
    in layers; one number is that of the first row, and the others follow it.
    """

    pool: npt.NDArray[np.int32]
    qty: npt.NDArray[np.int64] | npt.NDArray[np.int32]
    amount: Integers
    deposit: npt.NDArray[np.int32]
    withdraw: npt.NDArray[np.int32]
    method: npt.NDArray[np.uint8]
    marks: npt.NDArray[np.uint8]
    standard: Integers
    lot: npt.NDArray[np.int32]
    weight: Integers
    month: npt.NDArray[np.int32]
    number: Integers


class Posted(NamedTuple):
    """What each move costs, what it adjusts, and the value of its pool after it."""

    cost: Integers
    adjustment: Integers
    value: Integers


@dataclass(frozen=True)
class Books:
    """Pools, accounts and layers: ``heap`` holds them one after the other."""

    heap: Integers
    pool_count: int
    account_count: int

    @classmethod
    def empty(cls, pools: int, accounts: int, layers: int = 1024) -> "Books":
        """Return books in which nothing has happened."""
        books = cls(
            np.zeros((1 + pools + accounts + layers, 8), np.int64), pools, accounts
        )
        books.heap[STORE, :3] = NONE, 1 + pools + accounts, 0
        books.pools[:, (HEAD, TAIL)] = NONE
        books.pools[:, METHOD] = UNSET
        books.accounts[:, (SLICES, LAST_SLICE, NUMBER, MONTH, POOL)] = NONE
        return books

    @property
    def pools(self) -> Integers:
        """The pools, in order of their numbers."""
        return self.heap[1 : 1 + self.pool_count]

    @property
    def accounts(self) -> Integers:
        """The accounts, in order of their numbers."""
        first = 1 + self.pool_count
        return self.heap[first : first + self.account_count]

    def grown(self) -> "Books":
        """Return the same books with room for about twice as many layers."""
        layers = len(self.heap) - self.pool_count - self.account_count
        heap = np.empty((len(self.heap) + layers, 8), np.int64)
        heap[: len(self.heap)] = self.heap
        return Books(heap, self.pool_count, self.account_count)
