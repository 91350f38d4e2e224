"""What changed since the plan before, line by line."""

import polars as pl

from models.reports import formats
from models.reports.report_table import (
    ReportTable,
    in_language,
    report_table,
    titled,
)
from models.reports.texts import text


def changes(
    suggestion_changes: pl.DataFrame, products: pl.DataFrame, language: str
) -> ReportTable:
    """Show the suggestions that changed by a pack or more, in packs the largest first.

    Each row gives both quantities, the parts that make up the change, and its cause.
    """
    size = pl.col("change_qty").abs().cast(pl.Float64) / pl.max_horizontal(
        pl.col("order_pack_qty").cast(pl.Float64), 1.0
    )
    rows = (
        suggestion_changes.filter(~pl.col("is_small"))
        .sort(size, "sku", "location_id", descending=[True, False, False])
        .with_columns(in_language(language, "sentence").alias("reason"))
    )
    return report_table(
        "changes",
        titled(rows, products),
        sku="item",
        before_qty="qty",
        suggested_qty="qty",
        change_qty="qty",
        demand_qty="qty",
        supply_qty="qty",
        correction_qty="qty",
        level_qty="qty",
        order_size_qty="qty",
        due_qty="qty",
    )


def steadiness(suggestion_changes: pl.DataFrame, language: str) -> str:
    """Say which share of the suggestions that were open changed by less than a pack."""
    was_open = suggestion_changes.filter(pl.col("before_qty") > 0)
    if was_open.is_empty():
        return ""
    return text(
        "steadiness",
        language,
        day=formats.date(was_open["since_on"].to_list()[0], language),
        rate=formats.rate(was_open["is_small"].to_numpy().mean(), language),
        n=formats.number(was_open.height, language, 0),
    )
