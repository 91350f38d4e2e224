"""Which line of a purchase order a document belongs to."""

import polars as pl

from models import exact
from models.inventory.costs.spans import overlapped
from models.tables.columns import INSTANT

LINE = ["po_id", "line_no"]


def order_lines(
    purchase_order_lines: pl.LazyFrame, receipt_lines: pl.LazyFrame
) -> pl.DataFrame:
    """Return the lines of orders, numbered through by ``order_line``.

    As they are written; of orders that are not, as receipts name them, by number or
    else by item.
    """
    left = pl.col("ordered_qty") - pl.col("cancelled_qty").fill_null(0)
    written = purchase_order_lines.select(
        *("po_id", "line_no", "sku", "supplier_id", "unit_cost", "currency"),
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


def order_terms(
    order_price_versions: pl.DataFrame, order_lines: pl.DataFrame
) -> pl.LazyFrame:
    """Return what lines of orders said, one version after the other.

    ``order_supplier_id``, ``order_unit_cost`` and ``order_currency``, since when
    (``order_since``; empty: all along) and until when (``order_until``; empty: until
    now). Before a line was told of it said nothing. A line without versions always said
    what is written.
    """
    lines = order_lines.lazy()
    versions = order_price_versions.lazy()
    numbers = lines.select("order_line", *LINE)
    told = versions.join(numbers, on=LINE).sort("order_line", "version")
    line, since = pl.col("order_line"), pl.col("known_from")
    first = told.unique("order_line", keep="first", maintain_order=True)
    unsaid = pl.lit(None, INSTANT)
    spans = [
        told.with_columns(order_since=since, order_until=since.shift(-1).over(line)),
        first.drop_nulls("known_from").select(
            "order_line", *LINE, order_since=unsaid, order_until="known_from"
        ),
        lines.join(versions, on=LINE, how="anti", nulls_equal=True),
    ]
    return pl.concat(spans, how="diagonal").select(
        *("order_line", "order_since", "order_until"),
        order_told_by=pl.format("po:{}:{}", *LINE),
        order_supplier_id="supplier_id",
        order_unit_cost="unit_cost",
        order_currency="currency",
    )


def with_terms(goods: pl.LazyFrame, order_terms: pl.LazyFrame) -> pl.LazyFrame:
    """Return goods with all that their order line was known to say, span by span.

    Since ``since`` and until ``until``, told by ``told_by``, see ``spans``.
    """
    always = goods.with_columns(
        since=pl.lit(None, INSTANT),
        until=pl.lit(None, INSTANT),
        told_by=pl.lit(None, pl.String),
    )
    return overlapped(always.join(order_terms, on="order_line", how="left"), "order")


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
