"""What counts say is lost, and where the books and the shelves part."""

import datetime as dt

import plotly.graph_objects as go
import polars as pl

from models.reports import figures
from models.reports.report_table import ReportTable, kind_in_words, report_table
from models.reports.stock_value import NOBODY
from models.reports.texts import text

SHOWN = 12
YEAR = dt.timedelta(days=365)


def losses(
    shrinkage: pl.DataFrame,
    as_of: dt.date,
    language: str,
    past: dt.timedelta = YEAR,
) -> ReportTable:
    """Show what was lost in the last year: the unusual first, then most money."""
    unusual, month = pl.col("is_unusual"), pl.col("month_on")
    nobody = text("no_category", language)
    rows = (
        shrinkage.filter(month.is_between(as_of - past, as_of))
        .sort(
            *(~unusual, "net_amount", month),
            *("location_id", "category", "reason"),
            nulls_last=True,
        )
        .with_columns(
            kind_in_words(language, "reason"),
            is_unusual=pl.when(unusual).then(pl.lit(text("unusual", language))),
            category=pl.col("category").replace(NOBODY, nobody),
            usually_lost_qty="expected_qty",
        )
    )
    return report_table(
        "losses",
        rows,
        limit=SHOWN,
        location_id="text",
        month_on="date",
        category="text",
        reason="text",
        lost_qty="qty",
        usually_lost_qty="number",
        found_qty="qty",
        net_amount="money",
        is_unusual="text",
    )


def losses_by_month(
    shrinkage: pl.DataFrame, as_of: dt.date, past: dt.timedelta = YEAR
) -> pl.DataFrame:
    """Return what was lost in each month, less what was found: ``on``, ``lost``."""
    month = pl.col("month_on")
    return (
        shrinkage.filter(month.is_between(as_of - past, as_of))
        .group_by(on=month)
        .agg(lost=-pl.col("net_amount").sum().cast(pl.Float64))
        .sort("on")
    )


def losses_chart(
    losses_by_month: pl.DataFrame, currency: str, language: str
) -> go.Figure:
    """Draw what was lost, month by month."""
    months, lost = losses_by_month["on"].to_list(), losses_by_month["lost"].to_list()
    return figures.columns(months, lost, language, currency)


def gaps_of_places(stock_reconciliation: pl.DataFrame, language: str) -> ReportTable:
    """Show by place what its gaps come to, the worst first."""
    money = pl.col("gap_amount")
    rows = (
        stock_reconciliation.filter(pl.col("gap_qty") != 0)
        .group_by("location_id", "explanation")
        .agg(
            gaps=pl.len().cast(pl.Int64),
            gross_amount=pl.when(money.count() > 0).then(money.abs().sum()),
            net_amount=pl.when(money.count() > 0).then(money.sum()),
        )
        .sort(
            *("gross_amount", "gaps", "location_id", "explanation"),
            descending=[True, True, False, False],
            nulls_last=True,
        )
        .with_columns(kind_in_words(language, "explanation"))
    )
    return report_table(
        "gaps_of_places",
        rows,
        limit=SHOWN,
        location_id="text",
        explanation="text",
        gaps="whole",
        gross_amount="money",
        net_amount="money",
    )
