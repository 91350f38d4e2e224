"""Moves that bring goods from suppliers, with the documents they come from."""

import polars as pl

from models import exact
from models.company import Company
from models.inventory.costs.amounts import local_day
from models.inventory.moves.shape import documented
from models.tables.columns import INSTANT

DOCK = "in_transit"
VERSION = ["document", "superseded_at"]


def standing(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Return rows of documents that stand, as versions that nothing replaced."""
    return rows.with_columns(superseded_at=pl.lit(None, dtype=INSTANT))


def received(
    versions: pl.LazyFrame,
    receipt_lines: pl.LazyFrame,
    purchase_order_lines: pl.LazyFrame,
    products: pl.DataFrame,
    company: Company,
) -> pl.LazyFrame:
    """Return the first move of what each receipt brought, with its line.

    ``versions`` are moves with ``superseded_at``, empty for those that stand, and so
    are ``receipt_lines``. Goods that are ours bear charges and invoices.
    """
    owners = products.lazy().select("sku", "owner")
    is_ours = pl.col("owner").is_null()
    return (
        _first_legs(versions)
        .join(
            _lines(receipt_lines, purchase_order_lines),
            on=VERSION,
            how="left",
            nulls_equal=True,
        )
        .join(owners, on="sku", how="left")
        .select(
            *("move_id", "document", "sku", "occurred_at", "recorded_at", "unit_cost"),
            "superseded_at",
            *("receipt_id", "supplier_id", "po_id", "po_line_no"),
            qty=exact.to_scaled("qty"),
            on=local_day("occurred_at", company),
            is_ours=is_ours,
        )
    )


def _first_legs(versions: pl.LazyFrame) -> pl.LazyFrame:
    """Return receipts where the goods came first: at the dock, else on the shelf."""
    came = versions.filter((pl.col("kind") == "receipt") & (pl.col("qty") > 0))
    at_dock = came.filter(pl.col("bucket") == DOCK)
    on_shelf = came.filter(pl.col("bucket") != DOCK)
    direct = on_shelf.join(
        at_dock.select(VERSION), on=VERSION, how="anti", nulls_equal=True
    )
    return pl.concat([at_dock, direct])


def _lines(
    receipt_lines: pl.LazyFrame, purchase_order_lines: pl.LazyFrame
) -> pl.LazyFrame:
    """Return the lines of receipts, else of the orders they are inferred from."""
    if receipt_lines.head(1).collect().is_empty():
        orders = documented(purchase_order_lines, "po_id", prefix="po:")
        return standing(orders).select(
            *VERSION,
            pl.lit(None, dtype=pl.String).alias("receipt_id"),
            *("supplier_id", "po_id", pl.col("line_no").alias("po_line_no")),
        )
    return documented(receipt_lines, "receipt_id").select(
        *VERSION, "receipt_id", "supplier_id", "po_id", "po_line_no"
    )
