"""Moves as arrays through the kernel, month by month where a method asks for it."""

import numpy as np

from models.inventory.costing import kernel
from models.inventory.costing.books import (
    MONTHLY,
    Books,
    Moves,
    Posted,
)
from models.inventory.costing.months import close_month, stretches


def replayed(moves: Moves, books: Books, unit: int) -> tuple[Posted, Books]:
    """Post every move to ``books``; return what they cost and the books after them.

    ``unit`` is what units times unit cost is divided by to be an amount in minor units:
    1000 · 10,000 / 100 for thousandths, ten-thousandths and cents.
    """
    posted = Posted(*(np.empty(len(moves.pool), np.int64) for _ in Posted._fields))
    if not (moves.method == MONTHLY).any():
        return posted, _posted(moves, books, posted, (0, len(moves.pool)), unit)
    work = np.zeros((int(moves.pool.max()) + 1, 8), np.int64)
    for first, end, closes in stretches(moves):
        books = _posted(moves, books, posted, (first, end), unit)
        close_month(moves, books.heap, posted, work, closes)
    return posted, books


def _posted(
    moves: Moves, books: Books, posted: Posted, rows: tuple[int, int], unit: int
) -> Books:
    """Post some rows, with more room for layers whenever it is used up."""
    at, end = rows
    while at < end:
        at = kernel.replay(moves, books.heap, posted, at, end, unit)
        books = books.grown() if at < end else books
    return books
