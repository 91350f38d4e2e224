"""What was shipped and what came back, order line by order line."""

import polars as pl
import polars.selectors as cs

from models import exact


def shipped_by_line(
    shipment_lines: pl.LazyFrame, order_lines: pl.LazyFrame
) -> pl.LazyFrame:
    """Return units shipped per order line and when the last of them left."""
    shipped = shipment_lines.filter(
        pl.col("shipped_at").is_not_null() & pl.col("order_id").is_not_null()
    )
    return (
        _with_line(shipped, order_lines)
        .group_by("order_id", "line_no")
        .agg(
            recorded_qty=exact.qty(pl.col("qty").sum()),
            last_shipped_at=pl.col("shipped_at").max(),
        )
    )


def returned_by_line(
    return_lines: pl.LazyFrame, order_lines: pl.LazyFrame
) -> pl.LazyFrame:
    """Return units that came back per order line."""
    came = return_lines.filter(
        pl.col("received_at").is_not_null() & pl.col("order_id").is_not_null()
    )
    return (
        _with_line(came, order_lines)
        .group_by("order_id", "line_no")
        .agg(came_back_qty=exact.qty(pl.col("qty").sum()))
    )


def reversed_by_line(reversals: pl.DataFrame) -> pl.LazyFrame:
    """Return units taken back per order line: cancelled at once, returned later."""
    cancelled = pl.col("qty").filter("is_cancelled")
    returned = pl.col("qty").filter(~pl.col("is_cancelled"))
    return (
        reversals.lazy()
        .group_by("order_id", "line_no")
        .agg(
            reversed_qty=exact.qty(cancelled.sum()),
            taken_back_qty=exact.qty(returned.sum()),
        )
    )


def _with_line(documents: pl.LazyFrame, order_lines: pl.LazyFrame) -> pl.LazyFrame:
    """Return documents by order line; one that names none means the item's first."""
    items = documents.select(
        "order_id",
        "order_line_no",
        "sku",
        "qty",
        cs.by_name("shipped_at", require_all=False),
    )
    unnamed = items.filter(pl.col("order_line_no").is_null())
    first = (
        order_lines.join(unnamed.select("order_id").unique(), on="order_id", how="semi")
        .filter(pl.col("ordered_qty") > 0)
        .group_by("order_id", "sku")
        .agg(line_no=pl.col("line_no").min())
    )
    return pl.concat(
        [
            items.filter(pl.col("order_line_no").is_not_null()).with_columns(
                line_no="order_line_no"
            ),
            unnamed.join(first, on=["order_id", "sku"]),
        ]
    )
