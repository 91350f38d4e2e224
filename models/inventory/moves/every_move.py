"""All moves of stock, from every document there is."""

import datetime as dt

import polars as pl

from models import exact, tables
from models.company import Company
from models.inventory.moves import (
    internal,
    missing_rows,
    purchasing,
    sales,
    stock_rows,
)

WITHOUT_STOCK = ("dropship", "service")


def stock_moves(
    stock_levels: pl.LazyFrame,
    receipt_lines: pl.LazyFrame,
    purchase_order_lines: pl.LazyFrame,
    purchase_return_lines: pl.LazyFrame,
    shipment_lines: pl.LazyFrame,
    order_status: pl.LazyFrame,
    return_lines: pl.LazyFrame,
    transfer_lines: pl.LazyFrame,
    stock_adjustments: pl.LazyFrame,
    stock_revaluations: pl.LazyFrame,
    kit_components: pl.DataFrame,
    products: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.LazyFrame:
    """Return every change of stock that the documents tell of, none of nothing.

    Documents that are never supplied are inferred from the orders they belong to. Items
    shipped by the supplier and services make no moves.
    """
    zone = company.time_zone
    moves = pl.concat(
        [
            stock_rows.stock_rows(stock_levels),
            purchasing.receipts(receipt_lines, as_of),
            purchasing.inferred_receipts(
                purchase_order_lines, receipt_lines, as_of, company
            ),
            purchasing.purchase_returns(purchase_return_lines, receipt_lines),
            sales.shipments(shipment_lines, kit_components, zone),
            sales.inferred_shipments(order_status, shipment_lines, kit_components),
            sales.returns(
                return_lines, shipment_lines, order_status, kit_components, zone
            ),
            internal.transfers(transfer_lines),
            internal.adjustments(stock_adjustments, kit_components, zone),
            internal.revaluations(stock_revaluations),
        ]
    )
    if company.stock_files_complete:
        moves = pl.concat([moves, missing_rows.missing_rows(stock_levels, moves, zone)])
    return goods_only(moves, products).select(tables.column_names("stock_moves"))


def goods_only(moves: pl.LazyFrame, products: pl.DataFrame) -> pl.LazyFrame:
    """Return moves of something, of items that we have in stock.

    A revaluation moves nothing but the value, which goods of others have none of.
    """
    foreign = products.filter(pl.col("owner").is_not_null()).get_column("sku")
    never = products.filter(pl.col("fulfilment").is_in(WITHOUT_STOCK)).get_column("sku")
    is_foreign = pl.col("sku").is_in(foreign.implode())
    is_about_value = (pl.col("kind") == "revaluation") & ~is_foreign
    moves_something = pl.col("qty").is_null() | (pl.col("qty") != 0) | is_about_value
    return moves.filter(moves_something & ~pl.col("sku").is_in(never.implode()))


def transit_nets(
    stock_moves: pl.LazyFrame, transfer_lines: pl.LazyFrame
) -> pl.LazyFrame:
    """Return transfers of which not just what is still open is on the way."""
    line = pl.concat_str("transfer_id", "line_no", separator=":")
    is_open = pl.col("received_at").is_null() & pl.col("gone_at").is_null()
    units = pl.col("qty")
    due = transfer_lines.select(
        document=line, open_qty=pl.when(is_open).then(units).otherwise(units - units)
    )
    is_way = pl.col("kind").str.starts_with("transfer") & (
        pl.col("bucket") == "in_transit"
    )
    on_the_way = (
        stock_moves.filter(is_way)
        .group_by("document")
        .agg(pl.col("sku").first(), exact.qty(units.sum()).alias("way_qty"))
    )
    return (
        on_the_way.join(due, on="document", how="left")
        .filter(pl.col("way_qty") != pl.col("open_qty"))
        .sort("document")
    )
