"""Moves and charges that documents told of before they were corrected.

They are no part of stock any more. But a closed period stands as it was known when it
was closed, and an earlier state of knowledge can be asked for.
"""

import datetime as dt
from collections.abc import Callable

import polars as pl

from models import tables
from models.company import Company
from models.inventory.moves import internal, purchasing, sales, stock_rows
from models.inventory.moves.every_move import goods_only
from models.inventory.moves.shape import VERSION, told_name
from models.tables.columns import INSTANT

Older = Callable[[str], pl.LazyFrame]
"""The replaced versions of a table's rows, with ``superseded_at``."""


def superseded_moves(
    older: Older,
    receipt_lines: pl.LazyFrame,
    shipment_lines: pl.LazyFrame,
    return_lines: pl.LazyFrame,
    order_status: pl.LazyFrame,
    kit_components: pl.DataFrame,
    products: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.LazyFrame:
    """Return the moves of the replaced versions of documents.

    Each is named after when it was replaced, since the version that stands has moves of
    the same names. What it takes back or carries on is named without: that is the
    version of the other move that was known beside it (see ``told_name``). A return
    that stands has one for each other shipment that it was known to take back.
    """
    zone = company.time_zone
    receipts, shipments = older("receipt_lines"), older("shipment_lines")
    every_receipt = _with_vanished(receipt_lines, receipts, "receipt_lines")
    every_shipment = pl.concat([shipment_lines, shipments], how="diagonal")
    every_return = pl.concat([return_lines, older("return_lines")], how="diagonal")
    moves = pl.concat(
        [
            stock_rows.stock_rows(older("stock_levels")),
            purchasing.receipts(receipts, as_of),
            purchasing.purchase_returns(older("purchase_return_lines"), every_receipt),
            sales.shipments(shipments, kit_components, zone),
            sales.superseded_returns(
                *(every_return, every_shipment, order_status, kit_components, zone)
            ),
            internal.transfers(older("transfer_lines")),
            internal.adjustments(older("stock_adjustments"), kit_components, zone),
            internal.revaluations(older("stock_revaluations")),
        ]
    )
    version = pl.col("superseded_at").dt.to_string(VERSION)
    return (
        goods_only(moves, products)
        .with_columns(pl.concat_str("move_id", version))
        .unique("move_id", keep="last")
        .select(tables.column_names("superseded_moves"))
    )


def _with_vanished(
    standing: pl.LazyFrame, older: pl.LazyFrame, table: str
) -> pl.LazyFrame:
    """Return the lines that stand, and the last version of those that do no more."""
    key = tables.TABLES[table].primary_key()
    vanished = (
        older.sort("superseded_at")
        .unique(key, keep="last", maintain_order=True)
        .join(standing, on=key, how="anti")
        .drop("superseded_at")
    )
    return pl.concat([standing, vanished], how="diagonal")


def superseded_lines(replaced: pl.LazyFrame, table: str) -> pl.LazyFrame:
    """Return the replaced versions of the lines of documents, as ``table`` has them."""
    key = tables.TABLES[table].primary_key()
    return replaced.unique(key, keep="last").select(tables.column_names(table))


def every_move(
    stock_moves: pl.LazyFrame, superseded_moves: pl.DataFrame
) -> pl.LazyFrame:
    """Return the moves that stand and those that were superseded.

    What stands is known as it is since the last of its other versions was superseded.
    """
    told = superseded_moves.group_by(move_id=told_name(pl.col("move_id"))).agg(
        _known_from=pl.col("superseded_at").max()
    )
    stands = (
        stock_moves.join(told.lazy(), on="move_id", how="left")
        .with_columns(recorded_at=pl.max_horizontal("recorded_at", "_known_from"))
        .drop("_known_from")
    )
    return every_version(stands, superseded_moves)


def every_version(standing: pl.LazyFrame, superseded: pl.DataFrame) -> pl.LazyFrame:
    """Return the rows that stand and those that were superseded."""
    stands = standing.with_columns(superseded_at=pl.lit(None, dtype=INSTANT))
    older = superseded.lazy().select(stands.collect_schema().names())
    return pl.concat([stands, older])
