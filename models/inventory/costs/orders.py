"""Which line of a purchase order a document belongs to."""

import polars as pl

from models import exact

TERMS = ("order_supplier_id", "order_unit_cost", "order_currency", "ordered_qty")


def order_lines(
    purchase_order_lines: pl.LazyFrame, receipt_lines: pl.LazyFrame
) -> pl.DataFrame:
    """Return the lines of orders, numbered through by ``order_line``.

    As they are written; of orders that are not, as receipts name them, by number or
    else by item.
    """
    left = pl.col("ordered_qty") - pl.col("cancelled_qty").fill_null(0)
    written = purchase_order_lines.select(
        *("po_id", "line_no", "sku"),
        order_supplier_id="supplier_id",
        order_unit_cost="unit_cost",
        order_currency="currency",
        ordered_qty=exact.to_scaled(pl.max_horizontal(left, exact.no_units())),
    )
    item = pl.when(pl.col("po_line_no").is_null()).then("sku")
    named = (
        receipt_lines.filter(pl.col("po_id").is_not_null())
        .join(purchase_order_lines.select("po_id"), on="po_id", how="anti")
        .group_by("po_id", pl.col("po_line_no").alias("line_no"), item.alias("item"))
        .agg(pl.col("sku").min())
        .drop("item")
    )
    return (
        pl.concat([written, named], how="diagonal")
        .sort("po_id", "line_no", "sku", nulls_last=True)
        .with_row_index("order_line")
        .collect(engine="streaming")
    )


def price_spans(
    order_price_versions: pl.DataFrame, order_lines: pl.DataFrame
) -> pl.LazyFrame:
    """Return the prices of order lines that were changed, one after the other.

    ``price``, with since when (``price_since``; empty: from the beginning) and until
    when (``price_until``).
    """
    numbers = order_lines.lazy().select("order_line", "po_id", "line_no")
    since = pl.col("known_from")
    is_first = pl.int_range(pl.len()).over("order_line") == 0
    return (
        order_price_versions.lazy()
        .join(numbers, on=["po_id", "line_no"])
        .sort("order_line", "version")
        .select(
            "order_line",
            price="unit_cost",
            price_since=pl.when(~is_first).then(since),
            price_until=since.shift(-1).over("order_line"),
        )
    )


def resolved(rows: pl.LazyFrame, order_lines: pl.DataFrame) -> pl.LazyFrame:
    """Add the ``order_line`` of ``rows``: by number, else the order's first by item."""
    lines = order_lines.lazy()
    numbers = lines.select("po_id", po_line_no="line_no", by_number="order_line")
    items = lines.group_by("po_id", "sku").agg(by_item=pl.col("order_line").min())
    return (
        rows.join(numbers, on=["po_id", "po_line_no"], how="left")
        .join(items, on=["po_id", "sku"], how="left")
        .with_columns(order_line=pl.coalesce("by_number", "by_item"))
        .drop("by_number", "by_item")
    )
