"""A frame of moves in order, with what each costs: names and decimals to numbers."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from models import exact
from models.inventory.costing.books import (
    ASSEMBLED,
    CARRIED,
    IS_PRESET,
    METHODS,
    NONE,
    OPEN_QTY,
    REVALUES,
    UNKNOWN,
    Books,
    Integers,
    Moves,
)
from models.inventory.costing.layers import (
    CAME_WITH,
    LAYER_NO,
    LEFT,
    OF_LOT,
    OF_POOL,
    WORTH,
    open_layers,
)
from models.inventory.costing.replay import replayed
from models.tables.columns import MONEY_SCALE, QTY_SCALE

POOL = ("sku", "location_id", "bucket")
AMOUNTS = ("cost_amount", "adjustment_amount", "value_amount")


@dataclass(frozen=True)
class Costed:
    """Moves with what they cost, and the layers that are open after them."""

    moves: pl.DataFrame
    layers: pl.DataFrame


def costed(moves: pl.DataFrame, minor_digits: int = 2) -> Costed:
    """Add ``cost_amount``, ``adjustment_amount`` and ``value_amount`` to ``moves``.

    Rows stand in the order in which they take effect, a source before what applies to
    it. Columns: ``move_id``, ``sku``, ``location_id``, ``bucket``, ``kind``, ``qty``,
    ``given_amount``, ``unit_cost`` (of a revaluation), ``applies_to``, ``is_carried``,
    ``method``, ``standard_cost``, ``lot``, ``month``, ``assembly`` (of kits) and
    ``assembly_weight``. Amounts are whole minor units of ``minor_digits`` decimals.
    Layers have the pool, ``layer_no``, ``remaining_qty``, ``remaining_amount``, the
    ``move_id`` that brought the goods in first, and their ``lot``.
    """
    rows = _numbered(moves)
    accounts = _accounts(rows)
    pools = rows.select(*POOL, "_pool").unique("_pool").sort("_pool")
    room = max(1024, rows.height // 4)
    books = Books.empty(len(pools), len(accounts), room)
    _preset(books, accounts)
    unit = 10 ** (QTY_SCALE + MONEY_SCALE - minor_digits)
    posted, books = replayed(_arrays(rows, accounts, minor_digits), books, unit)
    amounts = [
        _money(values, minor_digits).alias(name)
        for name, values in zip(AMOUNTS, posted, strict=True)
    ]
    return Costed(
        moves.with_columns(amounts), _layers(books, rows, pools, minor_digits)
    )


def _numbered(moves: pl.DataFrame) -> pl.DataFrame:
    """Number pools and lots, and give kit work a name of its own."""
    is_tracked = pl.col("lot") != ""
    return moves.with_columns(
        _pool=(pl.struct(POOL).rank("dense") - 1).cast(pl.Int32),
        _lot=(pl.col("lot").rank("dense") * is_tracked).cast(pl.Int32),
        _work=pl.lit("kit:") + pl.col("assembly"),
    )


def _accounts(rows: pl.DataFrame) -> pl.DataFrame:
    """Return an account for each source, each carried issue and each kit work.

    ``weight`` is what is open of kit work before it begins.
    """
    carried = rows.filter(pl.col("is_carried") & (pl.col("qty") < 0))
    of_moves = pl.concat(
        [rows.select(name="applies_to"), carried.select(name="move_id")]
    )
    of_works = (
        rows.group_by(name="_work")
        .agg(weight=pl.col("assembly_weight").filter(pl.col("qty") > 0).sum())
        .drop_nulls("name")
    )
    return (
        pl.concat([of_moves.drop_nulls().unique(), of_works], how="diagonal")
        .sort("name")
        .with_columns(account=pl.int_range(pl.len(), dtype=pl.Int32))
    )


def _preset(books: Books, accounts: pl.DataFrame) -> None:
    """Open the accounts of kit work with the weights of what is built."""
    weights = accounts["weight"].fill_null(0).to_numpy()
    books.accounts[:, OPEN_QTY] = weights
    books.accounts[:, IS_PRESET] = accounts["weight"].is_not_null().to_numpy()


def _arrays(rows: pl.DataFrame, accounts: pl.DataFrame, minor_digits: int) -> Moves:
    """Return the moves as the kernel takes them."""
    is_out = pl.col("qty") < 0
    deposit = pl.when(is_out).then(pl.coalesce("_work", "move_id")).otherwise("move_id")
    withdraw = pl.when(is_out).then("applies_to").otherwise(
        pl.coalesce("_work", "applies_to")
    )
    return Moves(
        pool=rows["_pool"].to_numpy(),
        qty=rows.select(exact.to_scaled("qty")).to_series().to_numpy(),
        amount=_given(rows, minor_digits),
        deposit=_account_of(rows, deposit, accounts),
        withdraw=_account_of(rows, withdraw, accounts),
        method=rows["method"].replace_strict(METHODS, return_dtype=pl.UInt8).to_numpy(),
        marks=rows.select(_marks()).to_series().to_numpy(),
        standard=rows.select(
            exact.to_scaled("standard_cost", MONEY_SCALE).fill_null(0)
        ).to_series().to_numpy(),
        lot=rows["_lot"].to_numpy(),
        weight=rows["assembly_weight"].fill_null(0).to_numpy(),
        month=rows["month"].to_physical().to_numpy(),
        number=np.zeros(1, np.int64),
    )


def _account_of(
    rows: pl.DataFrame, name: pl.Expr, accounts: pl.DataFrame
) -> np.ndarray:
    """Return the account that each row names, none where it has none."""
    return (
        rows.select(name=name)
        .join(
            accounts.select("name", "account"),
            on="name",
            how="left",
            maintain_order="left",
        )["account"]
        .fill_null(NONE)
        .to_numpy()
    )


def _marks() -> pl.Expr:
    """Return the marks of each row."""
    marks = {
        CARRIED: pl.col("is_carried"),
        REVALUES: pl.col("kind") == "revaluation",
        ASSEMBLED: pl.col("assembly").is_not_null(),
    }
    return pl.sum_horizontal(
        holds.cast(pl.UInt8) * mark for mark, holds in marks.items()
    ).cast(pl.UInt8)


def _given(rows: pl.DataFrame, minor_digits: int) -> Integers:
    """Return given amounts in minor units; of a revaluation, its unit cost."""
    is_new_cost = pl.col("kind") == "revaluation"
    amount = exact.to_scaled("given_amount", MONEY_SCALE)
    minor = amount // 10 ** (MONEY_SCALE - minor_digits)
    given = (
        pl.when(is_new_cost)
        .then(exact.to_scaled("unit_cost", MONEY_SCALE))
        .otherwise(minor)
    )
    return rows.select(given.fill_null(UNKNOWN)).to_series().to_numpy()


def _money(minor: Integers, minor_digits: int) -> pl.Expr:
    """Turn minor units into money."""
    return exact.from_scaled(
        pl.lit(pl.Series(minor * 10 ** (MONEY_SCALE - minor_digits))), MONEY_SCALE
    )


def _layers(
    books: Books, rows: pl.DataFrame, pools: pl.DataFrame, minor_digits: int
) -> pl.DataFrame:
    """Name the open layers."""
    found = open_layers(books)
    lots = rows.filter(pl.col("_lot") > 0).select("_lot", "lot").unique()
    moves = rows["move_id"].to_frame()
    return (
        pools[found[:, OF_POOL]]
        .select(
            *POOL,
            layer_no=pl.Series(found[:, LAYER_NO]),
            remaining_qty=exact.from_scaled(pl.lit(pl.Series(found[:, LEFT]))),
            remaining_amount=_money(found[:, WORTH], minor_digits),
            move_id=pl.Series(_moves_named(moves, found[:, CAME_WITH])),
            _lot=pl.Series(found[:, OF_LOT]).cast(pl.Int32),
        )
        .join(lots, on="_lot", how="left", maintain_order="left")
        .with_columns(pl.col("lot").fill_null(""))
        .drop("_lot")
    )


def _moves_named(moves: pl.DataFrame, numbers: Integers) -> pl.Series:
    """Return the names of moves by number, empty for none."""
    known = np.where(numbers == NONE, 0, numbers)
    names = moves["move_id"].gather(known)
    is_known = pl.Series(numbers != NONE)
    return pl.select(pl.when(is_known).then(names)).to_series()
