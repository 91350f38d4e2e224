"""Some items as they stood before, in books where all others stand as they do now.

Moves of an item change no other item: its pools, the layers and debts of these and the
accounts of its moves are its own. So a document that comes late asks for the items that
it is of to be posted again, from books that stood before it, and for nothing else.
"""

from dataclasses import replace

import numpy as np
import polars as pl

from models.inventory.costing import kernel
from models.inventory.costing.books import (
    FREED,
    HEAD,
    LOT,
    NONE,
    NUMBER,
    SLICES,
    STORE,
    USED,
    Books,
    Integers,
)
from models.inventory.costing.standing import Standing


def gone_back(now: Standing, was: Standing, moves: pl.DataFrame) -> Standing:
    """Return ``now`` with the items of ``moves`` as they stood in ``was``.

    ``moves`` (``sku``, ``number``, ``applies_to``) are all moves of these items that
    were posted since. ``now`` is ``was``, gone on with, and used up; ``was`` stays as
    it is.
    """
    pools, pools_were = _pools(now, was, moves)
    owed = _debts(was.books.heap, pools_were)
    makers = was.books.heap[owed, LOT]
    makers = was.books.heap[makers[makers != NONE], NUMBER]
    links = moves["applies_to"].drop_nulls().to_numpy()
    numbers = np.unique(np.concatenate([moves["number"].to_numpy(), links, makers]))
    were = was.account_of(numbers)
    now = _with_accounts(now, numbers[were != NONE])
    accounts = now.account_of(numbers)
    numbers, were, accounts = (of[accounts != NONE] for of in (numbers, were, accounts))
    now = replace(now, books=_with_room(now.books, was.books.heap, pools_were, were))
    heap = now.books.heap
    kernel.restore_pools(heap, pools, was.books.heap, pools_were)
    kernel.restore_accounts(heap, accounts, was.books.heap, were)
    _name_makers(heap, _debts(heap, pools), was, now)
    return now.without_accounts(numbers[were == NONE])


def _pools(
    now: Standing, was: Standing, moves: pl.DataFrame
) -> tuple[Integers, Integers]:
    """Return the rows of the items' pools, and those they had (``NONE``: not there).

    Pools are never moved nor let go: those there were are the first of those there are.
    """
    items = moves.select("sku").unique()
    pools = now.pools.with_row_index("at").join(items, on="sku", how="semi")
    was_there = pl.when(pl.col("at") < was.pools.height).then("row").otherwise(NONE)
    return pools["row"].to_numpy(), pools.select(was_there).to_series().to_numpy()


def _debts(heap: Integers, pools: Integers) -> Integers:
    """Return the debts of pools."""
    found = np.empty(kernel.debts(heap, pools, np.empty(0, np.int64)), np.int64)
    kernel.debts(heap, pools, found)
    return found


def _with_accounts(standing: Standing, numbers: Integers) -> Standing:
    """Return the same with an account for each of these moves."""
    new = numbers[standing.account_of(numbers) == NONE]
    books, first = standing.books.with_accounts(len(new))
    rows = np.arange(first, first + len(new))
    return replace(standing, books=books).with_accounts(new, rows)


def _with_room(
    books: Books, was: Integers, pools_were: Integers, accounts_were: Integers
) -> Books:
    """Return books with room for what pools and accounts had."""
    more = kernel.listed(was, pools_were, HEAD)
    more += kernel.listed(was, accounts_were, SLICES)
    room = len(books.heap) - books.heap[STORE, USED] + books.heap[STORE, FREED]
    return books if room >= more else books.grown(more)


def _name_makers(heap: Integers, owed: Integers, was: Standing, now: Standing) -> None:
    """Let debts name the accounts of their makers by the rows they have now."""
    owed = owed[heap[owed, LOT] != NONE]
    heap[owed, LOT] = now.account_of(was.books.heap[heap[owed, LOT], NUMBER])
