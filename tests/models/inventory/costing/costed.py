"""A frame of moves in order, with what each costs: names and decimals to numbers."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from models import exact
from models.inventory.costing.amounts import AMOUNTS, minor, money, numbered
from models.inventory.costing.books import METHODS, NONE, Integers
from models.inventory.costing.facts import Ledgered, ledgered
from models.inventory.costing.layers import (
    CAME_WITH,
    LAYER_NO,
    LEFT,
    OF_LOT,
    OF_POOL,
    WORTH,
    open_layers,
)
from models.tables.columns import MONEY_SCALE

POOL = ("sku", "location_id", "bucket")


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
    rows = moves.with_columns(pool=pl.struct(POOL).rank("dense").cast(pl.Int32) - 1)
    pools = rows.select(*POOL, "pool").unique("pool").sort("pool")
    unknown = np.full(pools.height, NONE, np.int64)
    done = ledgered(_facts(rows, minor_digits), unknown, minor_digits)
    amounts = [
        money(values, minor_digits).alias(name)
        for name, values in zip(AMOUNTS, done.posted, strict=True)
    ]
    layers = named_layers(done, rows, pools, minor_digits)
    return Costed(moves.with_columns(amounts), layers)


def _facts(rows: pl.DataFrame, minor_digits: int) -> pl.DataFrame:
    """Return the moves as facts."""
    at = rows.select(applies_to="move_id", source=pl.int_range(pl.len()))
    is_revaluation = pl.col("kind") == "revaluation"
    unit_cost = exact.to_scaled("unit_cost", MONEY_SCALE)
    return rows.join(at, on="applies_to", how="left", maintain_order="left").select(
        *("pool", "source", "is_carried"),
        is_revaluation=is_revaluation,
        qty=exact.to_scaled("qty"),
        given=pl.when(is_revaluation)
        .then(unit_cost)
        .otherwise(minor(pl.col("given_amount"), minor_digits)),
        method=pl.col("method").replace_strict(METHODS, return_dtype=pl.UInt8),
        standard=exact.to_scaled("standard_cost", MONEY_SCALE).fill_null(0),
        lot=numbered("lot"),
        month=pl.col("month").to_physical(),
        work=(pl.col("assembly").rank("dense") - 1).cast(pl.Int64),
        weight=pl.col("assembly_weight").fill_null(0),
    )


def named_layers(
    done: Ledgered, rows: pl.DataFrame, pools: pl.DataFrame, minor_digits: int
) -> pl.DataFrame:
    """Name the open layers.

    ``rows`` are the moves that were costed, ``pools`` the names of the pools in order.
    """
    found = open_layers(done.books, done.first_pool, pools.height)
    lots = rows.select("lot", _lot=numbered("lot")).filter(pl.col("_lot") > 0).unique()
    return (
        pools[found[:, OF_POOL]]
        .select(
            *POOL,
            layer_no=pl.Series(found[:, LAYER_NO]),
            remaining_qty=exact.from_scaled(pl.lit(pl.Series(found[:, LEFT]))),
            remaining_amount=money(found[:, WORTH], minor_digits),
            move_id=_named(rows["move_id"], found[:, CAME_WITH]),
            _lot=pl.Series(found[:, OF_LOT]).cast(pl.Int32),
        )
        .join(lots, on="_lot", how="left", maintain_order="left")
        .with_columns(pl.col("lot").fill_null(""))
        .drop("_lot")
    )


def _named(names: pl.Series, numbers: Integers) -> pl.Series:
    """Return the names of rows, empty for none."""
    is_known = pl.Series(numbers != NONE)
    found = names.gather(np.maximum(numbers, 0))
    return pl.select(pl.when(is_known).then(found)).to_series()
