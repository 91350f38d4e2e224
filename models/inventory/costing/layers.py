"""Open layers and debts as rows of numbers."""

import numba
import numpy as np

from models.inventory.costing.books import (
    AMOUNT,
    FIFO,
    HEAD,
    LOT,
    METHOD,
    NEXT,
    NONE,
    ORIGIN,
    QTY,
    SPECIFIC,
    UNITS,
    Books,
    Integers,
)

OF_POOL, LAYER_NO, LEFT, WORTH, CAME_WITH, OF_LOT, IS_DEBT = range(7)
"""Columns of the answer; debts have negative units and amounts."""


def open_layers(books: Books, first: int, count: int) -> Integers:
    """Return every open layer and debt: pool by pool, next to leave or be met first.

    The pools are the rows of the heap from ``first`` on.
    """
    return _listed(books.heap, first, count)


@numba.njit(cache=True)
def _listed(heap: Integers, first: int, count: int) -> Integers:
    """Walk the lists of all pools."""
    size = 0
    for pool in range(first, first + count):
        at = heap[pool, HEAD]
        while at != NONE:
            size += 1
            at = heap[at, NEXT]
    answer = np.empty((size, 7), np.int64)
    row = 0
    for pool in range(first, first + count):
        method, at, number = heap[pool, METHOD], heap[pool, HEAD], 0
        is_debt = heap[pool, QTY] < 0 or method not in (FIFO, SPECIFIC)
        sign = -1 if is_debt else 1
        while at != NONE:
            number += 1
            answer[row, OF_POOL], answer[row, LAYER_NO] = pool - first, number
            answer[row, LEFT] = sign * heap[at, UNITS]
            answer[row, WORTH] = sign * heap[at, AMOUNT]
            answer[row, CAME_WITH] = heap[at, ORIGIN]
            answer[row, OF_LOT] = 0 if is_debt else heap[at, LOT]
            answer[row, IS_DEBT] = is_debt
            row += 1
            at = heap[at, NEXT]
    return answer
