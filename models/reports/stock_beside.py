"""Our stock beside the shop's own, item by item, with what explains every gap."""

from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from models.reports.data_accounts import valued_in_words
from models.reports.report_table import ReportTable, report_table, titled

MOVES = (
    *("received_qty", "shipped_qty", "returned_qty"),
    *("transferred_qty", "adjusted_qty", "corrected_qty"),
)
CAUSES = ("late_qty", "cut_off_qty", "counted_qty", "unexplained_qty")
"""What a gap is made of."""


@dataclass(frozen=True)
class Agreement:
    """How far our stock and the shop's agree.

    Where nothing was expected when it was seen they neither agree nor differ.
    ``gap_amount`` is the worth of all gaps, whatever their sign.
    """

    compared: int
    agreeing: int
    differing: int
    gap_amount: Decimal


def agreement(stock_comparison: pl.DataFrame) -> Agreement:
    """Count where our stock is the shop's, and what the rest is worth."""
    gap = stock_comparison["gap_qty"]
    amount = stock_comparison["gap_amount"].abs().sum()
    return Agreement(
        stock_comparison.height,
        int((gap == 0).sum()),
        int((gap != 0).sum()),
        amount if isinstance(amount, Decimal) else Decimal(0),
    )


def beside(
    stock_comparison: pl.DataFrame, products: pl.DataFrame, language: str
) -> ReportTable:
    """Show the shop's number, ours and the gap between them, the largest gap first."""
    rows = stock_comparison.sort("rank").with_columns(
        valued_in_words("kind", "look", language),
        seen_on=pl.col("seen_at").dt.date(),
    )
    causes = dict.fromkeys((*CAUSES, *MOVES), "qty")
    return report_table(
        "beside",
        titled(rows, products),
        sku="item",
        kind="text",
        seen_on="date",
        shop_qty="qty",
        ledger_qty="qty",
        gap_qty="qty",
        gap_amount="money",
        **causes,  # type: ignore[arg-type]  # all of one kind
    )
