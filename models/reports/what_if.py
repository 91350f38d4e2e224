"""Two plans side by side, as they are shown."""

import polars as pl

from models.reports.report_table import ReportTable, report_table
from models.reports.texts import text


def changes(asked: pl.DataFrame) -> ReportTable:
    """Show what was changed."""
    return report_table(
        "what_if_changes",
        asked,
        scope="text",
        key="text",
        parameter="code",
        value="text",
    )


def totals(figures: pl.DataFrame, language: str) -> ReportTable:
    """Show the figures of both plans."""
    words = {
        name: text(f"what_if_{name}", language) for name in figures["figure"].unique()
    }
    return report_table(
        "what_if_totals",
        figures.with_columns(pl.col("figure").replace(words)),
        figure="text",
        published="whole",
        changed="whole",
        difference="whole",
    )


def lines(both: pl.DataFrame) -> ReportTable:
    """Show the lines that differ, most money first."""
    differs = (pl.col("qty") != pl.col("qty_after")) | (pl.col("amount_change") != 0)
    return report_table(
        "what_if_lines",
        both.filter(differs).with_columns(
            suggested_qty="qty", changed_qty="qty_after", changed_amount="amount_after"
        ),
        sku="item",
        supplier_id="text",
        suggested_qty="qty",
        changed_qty="qty",
        amount="money",
        changed_amount="money",
        stockout_risk_rate="rate",
        stockout_risk_rate_after="rate",
        cover_days="days",
        cover_days_after="days",
    )
