"""Exceptions: what needs a person, section by section."""

import polars as pl

from models.reports.report_table import (
    ReportTable,
    in_language,
    kind_in_words,
    report_table,
    titled,
)

CHASE = (
    *("expedite", "late", "doubtful", "unmatched", "closure", "minimum_too_long"),
    *("price_up", "lead_time_drift", "costly_levels"),
)
REDUCE = ("postpone", "reduce", "cancel", "overstock", "discontinued_stock")
DOUBTS = ("unreliable_data", "unknown_stock", "negative_stock")


def attention(
    name: str,
    exceptions: pl.DataFrame,
    products: pl.DataFrame,
    kinds: tuple[str, ...],
    language: str,
) -> ReportTable:
    """Show the exceptions of ``kinds``, worth most first."""
    rows = (
        exceptions.filter(pl.col("kind").is_in(kinds))
        .sort("rank", "kind", "sku", "location_id", "document")
        .with_columns(
            kind_in_words(language), in_language(language, "sentence").alias("reason")
        )
    )
    return report_table(
        name,
        titled(rows, products),
        kind="text",
        sku="item",
        document="text",
        qty="qty",
        amount="money",
    )
