"""What was read, refused and assumed, and where stock does not reconcile."""

import polars as pl

from models.reports.report_table import (
    ReportTable,
    in_language,
    kind_in_words,
    report_table,
    titled,
)

LONGEST_EXAMPLE = 160
COUNTS = ("rows_read", "rows_kept", "rows_rejected", "rows_duplicate")


def assumed(assumptions: pl.DataFrame, language: str) -> ReportTable:
    """Show what was inferred, what rests on most first."""
    rows = assumptions.with_columns(in_language(language, "sentence")).sort(
        "affected", "subject", "assumption", "detail", descending=[True] + [False] * 3
    )
    return report_table(
        "assumptions",
        rows,
        subject="code",
        sentence="sentence",
        detail="text",
        affected="whole",
    )


def refused(rejects: pl.LazyFrame) -> ReportTable:
    """Show the rules that rows broke, each with its first row as it came."""
    where = pl.format("{}:{}", "source", "source_line")
    raw = pl.col("raw_text").str.slice(0, LONGEST_EXAMPLE)
    rows = (
        rejects.sort("source", "source_line")
        .group_by("table", "column", "rule", maintain_order=True)
        .agg(
            pl.len().cast(pl.Int64).alias("rows_rejected"),
            where.first().alias("path"),
            raw.first().alias("example"),
        )
        .sort(-pl.col("rows_rejected"), "table", "column", "rule")
        .collect()
    )
    return report_table(
        "rejects",
        rows,
        limit=50,
        table="code",
        column="code",
        rule="sentence",
        rows_rejected="whole",
        path="code",
        example="code",
    )


def sources(source_files: pl.DataFrame) -> ReportTable:
    """Show what was read for each table, and when the newest file came."""
    standing = source_files.filter(pl.col("replaced_by").is_null())
    rows = (
        standing.sort("file_no")
        .group_by("table")
        .agg(
            pl.len().cast(pl.Int64).alias("files"),
            pl.col(COUNTS).sum(),
            pl.col("path").last(),
            pl.col("arrived_at").max().dt.date().alias("arrived_on"),
        )
        .sort("table")
    )
    return report_table(
        "sources",
        rows,
        table="code",
        files="whole",
        rows_read="whole",
        rows_kept="whole",
        rows_rejected="whole",
        rows_duplicate="whole",
        arrived_on="date",
        path="code",
    )


def channels(watermarks: pl.DataFrame) -> ReportTable:
    """Show how far the orders of each channel are known, the slowest first."""
    return report_table(
        "watermarks",
        watermarks.sort("complete_on", "channel"),
        channel="text",
        complete_on="date",
        last_on="date",
        held_days="whole",
        reason="sentence",
    )


def gaps(
    stock_reconciliation: pl.DataFrame, products: pl.DataFrame, language: str
) -> ReportTable:
    """Show where the shop's stock and ours part, the largest gap first."""
    rows = (
        stock_reconciliation.filter(pl.col("gap_qty") != 0)
        .sort(
            pl.col("gap_amount").abs(),
            pl.col("gap_qty").abs(),
            *("seen_at", "sku", "location_id"),
            descending=[True, True, True, False, False],
            nulls_last=True,
        )
        .with_columns(
            kind_in_words(language, "explanation"), seen_on=pl.col("seen_at").dt.date()
        )
    )
    return report_table(
        "gaps",
        titled(rows, products),
        limit=50,
        sku="item",
        seen_on="date",
        shop_qty="qty",
        ledger_qty="qty",
        gap_qty="qty",
        gap_amount="money",
        explanation="text",
    )
