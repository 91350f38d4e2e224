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
from models.tables.columns import INSTANT

Older = Callable[[str], pl.LazyFrame]
"""The replaced versions of a table's rows, with ``superseded_at``."""


def superseded_moves(
    older: Older,
    kit_components: pl.DataFrame,
    products: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.LazyFrame:
    """Return the moves of the replaced versions of documents.

    Each is named after when it was replaced, since the version that stands has moves of
    the same names. A return of an older version takes back no shipment in particular.
    """
    zone = company.time_zone
    receipts, shipments = older("receipt_lines"), older("shipment_lines")
    no_shipments, no_orders = (
        shipments.head(0),
        pl.LazyFrame(
            schema={
                name: column.dtype
                for name, column in tables.TABLES["order_status"].columns().items()
            }
        ),
    )
    moves = pl.concat(
        [
            stock_rows.stock_rows(older("stock_levels")),
            purchasing.receipts(receipts, as_of),
            purchasing.purchase_returns(older("purchase_return_lines"), receipts),
            sales.shipments(shipments, kit_components, zone),
            sales.returns(
                *(older("return_lines"), no_shipments, no_orders),
                *(kit_components, zone),
            ),
            internal.transfers(older("transfer_lines")),
            internal.adjustments(older("stock_adjustments"), kit_components, zone),
            internal.revaluations(older("stock_revaluations")),
        ]
    )
    version = pl.col("superseded_at").dt.to_string("@%Y%m%dT%H%M%S%.f")
    return (
        goods_only(moves, products)
        .with_columns(
            pl.concat_str("move_id", version), pl.concat_str("applies_to", version)
        )
        .unique("move_id", keep="last")
        .select(tables.column_names("superseded_moves"))
    )


def superseded_lines(replaced: pl.LazyFrame, table: str) -> pl.LazyFrame:
    """Return the replaced versions of the lines of documents, as ``table`` has them."""
    key = tables.TABLES[table].primary_key()
    return replaced.unique(key, keep="last").select(tables.column_names(table))


def every_version(standing: pl.LazyFrame, superseded: pl.DataFrame) -> pl.LazyFrame:
    """Return the rows that stand and those that were superseded."""
    stands = standing.with_columns(superseded_at=pl.lit(None, dtype=INSTANT))
    older = superseded.lazy().select(stands.collect_schema().names())
    return pl.concat([stands, older])
