"""The money of the orders to place: what is due when, and what it did not reach for."""

import polars as pl

from models.reports.report_table import (
    ReportTable,
    in_language,
    report_table,
    titled,
)

PAYMENTS = ("deposit", "balance", "freight", "duty")


def cash_due(cash_due: pl.DataFrame) -> ReportTable:
    """Show what the orders cost by the day on which it is due, and of which kind."""
    rows = (
        cash_due.group_by("due_on")
        .agg(
            *(
                pl.col("amount").filter(pl.col("kind") == kind).sum().alias(kind)
                for kind in PAYMENTS
            ),
            pl.col("amount").sum(),
        )
        .sort("due_on")
    )
    return report_table(
        "cash_due",
        rows,
        due_on="date",
        deposit="money",
        balance="money",
        freight="money",
        duty="money",
        amount="money",
    )


def left_out(
    left_out: pl.DataFrame, products: pl.DataFrame, language: str
) -> ReportTable:
    """Show what budgets and space did not reach for, what costs most first."""
    rows = left_out.with_columns(in_language(language, "sentence").alias("reason"))
    return report_table(
        "left_out",
        titled(rows, products).sort(
            "lost_margin_amount", "sku", descending=[True, False]
        ),
        sku="item",
        wanted_qty="qty",
        left_out_qty="qty",
        amount="money",
        lost_margin_amount="money",
    )
