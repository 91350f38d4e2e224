"""Moves as arrays through the kernel, month by month where a method asks for it."""

import numpy as np

from models.inventory.costing import kernel
from models.inventory.costing.books import (
    MONTHLY,
    NONE,
    Books,
    Integers,
    Moves,
    Posted,
)


def replayed(moves: Moves, books: Books, unit: int) -> tuple[Posted, Books]:
    """Post every move to ``books``; return what they cost and the books after them.

    ``unit`` is what units times unit cost is divided by to be an amount in minor units:
    1000 · 10,000 / 100 for thousandths, ten-thousandths and cents.
    """
    posted = Posted(*(np.empty(len(moves.pool), np.int64) for _ in Posted._fields))
    has_months = bool((moves.method == MONTHLY).any())
    pools = int(moves.pool.max(initial=NONE)) + 1 if has_months else 0
    work = np.zeros((pools, 8), np.int64)
    for first, end in _spans(moves, has_months):
        books = _posted(moves, books, posted, (first, end), unit)
        if has_months:
            _close(moves, books, posted, work, (first, end))
    return posted, books


def _spans(moves: Moves, has_months: bool) -> list[tuple[int, int]]:
    """Return the rows of each month, or all of them."""
    rows = len(moves.pool)
    if not has_months or len(moves.month) <= 1:
        return [(0, rows)]
    starts = np.flatnonzero(np.diff(moves.month)) + 1
    return list(zip([0, *starts.tolist()], [*starts.tolist(), rows], strict=True))


def _posted(
    moves: Moves, books: Books, posted: Posted, rows: tuple[int, int], unit: int
) -> Books:
    """Post some rows, with more room for layers whenever it is used up."""
    at, end = rows
    while at < end:
        at = kernel.replay(moves, books.heap, posted, at, end, unit)
        books = books.grown() if at < end else books
    return books


def _close(
    moves: Moves, books: Books, posted: Posted, work: Integers, rows: tuple[int, int]
) -> None:
    """Cost the issues of a month at its average."""
    from models.inventory.costing.months import close_month  # compiled where it is used

    close_month(moves, books.heap, posted, work, *rows)
