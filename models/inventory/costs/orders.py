"""Which line of a purchase order a document belongs to."""

import polars as pl

from models import exact
from models.tables.columns import INSTANT

SAID = ("order_supplier_id", "order_unit_cost", "order_currency")
TERMS = (*SAID, "order_known_at", "ordered_qty")


def order_lines(
    purchase_order_lines: pl.LazyFrame,
    receipt_lines: pl.LazyFrame,
    order_price_versions: pl.DataFrame,
) -> pl.DataFrame:
    """Return the lines of orders, numbered through by ``order_line``.

    As they are written; of orders that are not, as receipts name them, by number or
    else by item. ``order_known_at`` is when a price of the line was first told; empty:
    it was known all along, or there is none.
    """
    line = ["po_id", "line_no"]
    first = order_price_versions.lazy().sort("version").group_by(line).first()
    known = first.select(*line, order_known_at="known_from")
    left = pl.col("ordered_qty") - pl.col("cancelled_qty").fill_null(0)
    written = purchase_order_lines.select(
        *("po_id", "line_no", "sku"),
        order_supplier_id="supplier_id",
        order_unit_cost="unit_cost",
        order_currency="currency",
        ordered_qty=exact.to_scaled(pl.max_horizontal(left, exact.no_units())),
    ).join(known, on=line, how="left")
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

    ``price`` in ``price_currency`` (empty: the supplier's usual one), with since when
    (``price_since``; empty: from the beginning) and until when (``price_until``).
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
            price_currency="currency",
            price_since=pl.when(~is_first).then(since),
            price_until=since.shift(-1).over("order_line"),
        )
    )


def by_then(goods: pl.LazyFrame) -> pl.LazyFrame:
    """Return goods with the terms of their order, as far as they were known.

    Goods whose cost an order says that was told only later are there twice: without
    what it says until then (``order_until``), and with it since (``order_since``).
    """
    known_at, instant = pl.col("order_known_at"), pl.lit(None, INSTANT)
    is_late = pl.all_horizontal(
        known_at > pl.col("recorded_at"),
        pl.col("unit_cost").is_null(),
        pl.col("order_unit_cost").is_not_null(),
    ).fill_null(value=False)
    before = goods.filter(is_late).with_columns(
        *(pl.when(pl.lit(value=False)).then(name).alias(name) for name in SAID),
        order_since=instant,
        order_until="order_known_at",
    )
    since = goods.with_columns(
        order_since=pl.when(is_late).then(known_at), order_until=instant
    )
    return pl.concat([since, before], how="diagonal")


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
