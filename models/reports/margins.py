"""What was earned on what was sold, and what the plan asks for when."""

import datetime as dt

import plotly.graph_objects as go
import polars as pl

from models.reports import figures
from models.reports.data_accounts import valued_in_words
from models.reports.report_table import Kind, ReportTable, report_table, titled
from models.reports.stock_value import YEAR, named
from models.reports.supplier_terms import named as with_names

SHOWN_GROUPS = 20
SUMS = ("revenue_amount", "cost_of_goods_sold_amount", "gross_margin_amount")


def margins(stock_turnover: pl.DataFrame, groups: list[str]) -> pl.DataFrame:
    """Return revenue, cost and margin of the last year by ``groups``, most first.

    An item-location of which revenue or cost is not known counts in ``unknown_items``
    alone, so that margin = revenue - cost of goods sold holds in every row.
    """
    known = pl.all_horizontal(pl.col(name).is_not_null() for name in SUMS)
    revenue, margin = (pl.col(name) for name in (SUMS[0], SUMS[2]))
    earned = revenue.cast(pl.Float64)
    return (
        stock_turnover.group_by(groups)
        .agg(
            items=known.sum().cast(pl.Int64),
            unknown_items=(~known).sum().cast(pl.Int64),
            **{name: pl.col(name).filter(known).sum() for name in SUMS},
        )
        .with_columns(
            margin_rate=margin.cast(pl.Float64) / pl.when(earned > 0).then(earned)
        )
        .sort(
            "gross_margin_amount",
            *groups,
            descending=[True, *(False for _ in groups)],
        )
    )


def margin_table(
    margins: pl.DataFrame, group: str, suppliers: pl.DataFrame, language: str
) -> ReportTable:
    """Show the margin of each group, what earns most first."""
    columns: dict[str, Kind] = {group: "text", "items": "whole"}
    columns |= dict.fromkeys(SUMS, "money")
    columns |= {"margin_rate": "rate", "unknown_items": "whole"}
    rows = named(margins, group, suppliers, language)
    return ReportTable("margins", columns, rows, SHOWN_GROUPS)


def margin_of_items(
    stock_turnover: pl.DataFrame, products: pl.DataFrame
) -> ReportTable:
    """Show what every item earned in the last year, most first."""
    earned = pl.col("revenue_amount").cast(pl.Float64)
    margin = pl.col("gross_margin_amount").cast(pl.Float64)
    rows = stock_turnover.with_columns(
        margin_rate=margin / pl.when(earned > 0).then(earned)
    ).sort(
        "gross_margin_amount",
        "sku",
        "location_id",
        descending=[True, False, False],
        nulls_last=True,
    )
    return report_table(
        "earning",
        titled(rows, products),
        sku="item",
        category="text",
        sold_qty="qty",
        revenue_amount="money",
        cost_of_goods_sold_amount="money",
        gross_margin_amount="money",
        margin_rate="rate",
        gmroi="score",
    )


def cost_by_month(
    cost_of_goods_sold: pl.DataFrame, as_of: dt.date, past: dt.timedelta = YEAR
) -> pl.DataFrame:
    """Return the cost of goods sold of each month: ``on``, ``cost``."""
    month = pl.col("month_on")
    return (
        cost_of_goods_sold.filter(month.is_between(as_of - past, as_of))
        .group_by(on=month)
        .agg(cost=pl.col("cost_of_goods_sold_amount").sum().cast(pl.Float64))
        .sort("on")
    )


def cost_chart(cost_by_month: pl.DataFrame, currency: str, language: str) -> go.Figure:
    """Draw the cost of goods sold, month by month."""
    months, cost = cost_by_month["on"].to_list(), cost_by_month["cost"].to_list()
    return figures.columns(months, cost, language, currency)


def cash_by_week(cash_due: pl.DataFrame) -> pl.DataFrame:
    """Return what falls due in each week: ``on`` (its Monday), ``amount``, ``total``.

    ``total`` is what has fallen due until the end of that week.
    """
    week = pl.col("due_on").dt.truncate("1w")
    return (
        cash_due.group_by(on=week)
        .agg(pl.col("amount").sum().cast(pl.Float64))
        .sort("on")
        .with_columns(total=pl.col("amount").cum_sum())
    )


def cash_chart(cash_by_week: pl.DataFrame, currency: str, language: str) -> go.Figure:
    """Draw what falls due, week by week."""
    weeks, amounts = cash_by_week["on"].to_list(), cash_by_week["amount"].to_list()
    return figures.columns(weeks, amounts, language, currency)


def payments(
    cash_due: pl.DataFrame,
    suppliers: pl.DataFrame,
    products: pl.DataFrame,
    language: str,
) -> ReportTable:
    """Show every payment that the plan asks for, soonest first."""
    rows = (
        with_names(cash_due, suppliers)
        .with_columns(payment=pl.col("kind"))
        .with_columns(valued_in_words("payment", "payment", language))
        .sort("due_on", "amount", "sku", descending=[False, True, False])
    )
    return report_table(
        "payments_due",
        titled(rows, products),
        due_on="date",
        supplier_name="text",
        payment="text",
        sku="item",
        order_on="date",
        amount="money",
    )
