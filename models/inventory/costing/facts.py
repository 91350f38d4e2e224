"""What the kernel is told, from a frame of numbers to arrays.

A fact is a move as numbers: ``pool`` (from 0), ``qty`` (thousandths, signed), ``given``
(minor units; of a revaluation the unit cost in ten-thousandths), ``source`` (the row of
the move it applies to), ``is_carried``, ``is_revaluation``, ``method``, ``standard``
(ten-thousandths), ``lot`` (0: none), ``month``, ``work`` (the kit work it belongs to,
from 0) and ``weight``. ``given``, ``source`` and ``work`` may be empty. Facts stand in
the order in which they take effect.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from models.inventory.costing.books import (
    ASSEMBLED,
    CARRIED,
    IS_PRESET,
    LAST_AMOUNT,
    LAST_QTY,
    NONE,
    OPEN_QTY,
    REVALUES,
    UNKNOWN,
    Books,
    Integers,
    Moves,
    Posted,
)
from models.inventory.costing.replay import replayed
from models.tables.columns import MONEY_SCALE, QTY_SCALE

Accounts = np.ndarray
LEAST_ROOM = 1024


@dataclass(frozen=True)
class Ledgered:
    """What the moves cost, the books after them, and the row of the first pool."""

    posted: Posted
    books: Books
    first_pool: int


def ledgered(facts: pl.DataFrame, first_costs: Integers, minor_digits: int) -> Ledgered:
    """Cost all moves from the beginning.

    ``first_costs`` is, by pool, the unit cost (ten-thousandths) that counts until the
    first goods come in; negative: not known.
    """
    unit = 10 ** (QTY_SCALE + MONEY_SCALE - minor_digits)
    deposit, withdraw, weights = _accounts(facts)
    room = len(first_costs) + len(weights) + max(LEAST_ROOM, facts.height // 4)
    books, first_pool = Books.empty(room).with_pools(len(first_costs))
    books, first_account = books.with_accounts(len(weights))
    accounts = books.heap[first_account:][: len(weights)]
    accounts[:, OPEN_QTY] = np.maximum(weights, 0)
    accounts[:, IS_PRESET] = weights >= 0
    pools, is_known = books.heap[first_pool:][: len(first_costs)], first_costs >= 0
    pools[is_known, LAST_AMOUNT] = first_costs[is_known]
    pools[is_known, LAST_QTY] = unit
    moves = _moves(
        facts,
        np.where(deposit == NONE, NONE, deposit + first_account),
        np.where(withdraw == NONE, NONE, withdraw + first_account),
    )
    moves = moves._replace(pool=moves.pool + first_pool)
    return Ledgered(*replayed(moves, books, unit), first_pool)


def _accounts(facts: pl.DataFrame) -> tuple[Accounts, Accounts, Integers]:
    """Return the account each move deposits in and withdraws from, and weights.

    There is one for each source, each carried issue and each kit work; its weight is
    what is built by the work, or -1.
    """
    source = facts["source"].fill_null(NONE).to_numpy()
    is_out = (facts["qty"] < 0).to_numpy()
    owns = is_out & facts["is_carried"].to_numpy()
    owns[source[source != NONE]] = True
    own = np.flatnonzero(owns)
    deposit = np.full(facts.height, NONE, np.int32)
    deposit[own] = np.arange(len(own), dtype=np.int32)
    withdraw = np.full(facts.height, NONE, np.int32)
    applies = source != NONE
    withdraw[applies] = deposit[source[applies]]
    work = facts["work"].fill_null(NONE).to_numpy()
    in_work = np.flatnonzero(work != NONE)
    of_work = (len(own) + work[in_work]).astype(np.int32)
    goes = is_out[in_work]
    deposit[in_work[goes]] = of_work[goes]
    withdraw[in_work[~goes]] = of_work[~goes]
    weights = np.zeros(int(work.max(initial=NONE)) + 1, np.int64)
    built = in_work[~goes]
    np.add.at(weights, work[built], facts["weight"].to_numpy()[built])
    return deposit, withdraw, np.concatenate([np.full(len(own), -1), weights])


def _moves(facts: pl.DataFrame, deposit: Accounts, withdraw: Accounts) -> Moves:
    """Return the moves as the kernel takes them."""
    marks = {
        CARRIED: pl.col("is_carried"),
        REVALUES: pl.col("is_revaluation"),
        ASSEMBLED: pl.col("work").is_not_null(),
    }
    numbers = facts.select(
        "qty",
        pl.col("given").fill_null(UNKNOWN),
        pl.col("method").cast(pl.UInt8),
        marks=pl.sum_horizontal(
            holds.cast(pl.UInt8) * mark for mark, holds in marks.items()
        ).cast(pl.UInt8),
    )
    return Moves(
        pool=facts["pool"].to_numpy(),
        qty=numbers["qty"].to_numpy(),
        amount=numbers["given"].to_numpy(),
        deposit=deposit,
        withdraw=withdraw,
        method=numbers["method"].to_numpy(),
        marks=numbers["marks"].to_numpy(),
        standard=facts["standard"].to_numpy(),
        lot=facts["lot"].to_numpy(),
        weight=facts["weight"].to_numpy(),
        month=facts["month"].to_numpy(),
        number=np.zeros(1, np.int64),
    )
