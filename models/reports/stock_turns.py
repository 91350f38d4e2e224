"""How fast stock turns, how old it is, and what does not move."""

from decimal import Decimal

import plotly.graph_objects as go
import polars as pl

from models.reports import figures
from models.reports.report_table import (
    Kind,
    ReportTable,
    kind_in_words,
    report_table,
    titled,
)
from models.reports.stock_value import named
from models.reports.texts import text
from models.tables.inventory import BEYOND_DAYS

SHOWN_ITEMS = 10
SHOWN_GROUPS = 15
MATTERING_SHARE = 0.9
RATIOS: dict[str, Kind] = {
    "average_value_amount": "money",
    "turns_per_year": "number",
    "inventory_days": "days",
    "gmroi": "score",
    "sell_through": "rate",
}


def turnover_of_groups(
    pooled_turnover: pl.DataFrame,
    suppliers: pl.DataFrame,
    language: str,
    group: str = "category",
) -> ReportTable:
    """Show the turnover of categories or others, what ties up most money first."""
    rows = pooled_turnover.sort(
        "average_value_amount", group, descending=[True, False], nulls_last=True
    )
    columns: dict[str, Kind] = {group: "text", "items": "whole", **RATIOS}
    return ReportTable(
        "turnover",
        {**columns, "unknown_items": "whole"},
        named(rows, group, suppliers, language),
        SHOWN_GROUPS,
    )


def turnover_of_every_item(
    stock_turnover: pl.DataFrame, products: pl.DataFrame
) -> ReportTable:
    """Show how fast every item turns and what it earns, most money tied up first."""
    rows = stock_turnover.sort(
        "average_value_amount",
        "sku",
        "location_id",
        descending=[True, False, False],
        nulls_last=True,
    )
    columns: dict[str, Kind] = {"sku": "item", "category": "text", **RATIOS}
    columns |= {"revenue_amount": "money", "gross_margin_amount": "money"}
    return ReportTable(
        "turning", {**columns, "known_days": "days"}, titled(rows, products)
    )


def turnover_of_items(
    name: str, stock_turnover: pl.DataFrame, products: pl.DataFrame
) -> ReportTable:
    """Show the fastest or slowest of the items that tie up nine tenths of the money."""
    is_fast, value = name == "fastest", pl.col("average_value_amount").cast(pl.Float64)
    rows = (
        stock_turnover.filter(pl.col("turns_per_year").is_not_null())
        .sort(value, "sku", "location_id", descending=[True, False, False])
        .filter(value.cum_sum() - value < MATTERING_SHARE * value.sum())
        .sort(
            *("turns_per_year", value, "sku", "location_id"),
            descending=[is_fast, True, False, False],
        )
    )
    return report_table(
        name,
        titled(rows.head(SHOWN_ITEMS), products),
        limit=SHOWN_ITEMS,
        sku="item",
        **RATIOS,
        known_days="days",
    )


def ages(stock_ageing: pl.DataFrame) -> pl.DataFrame:
    """Return the value of stock in each bucket of age, the youngest first."""
    return (
        stock_ageing.group_by("bucket_days")
        .agg(value=pl.col("value_amount").sum().cast(pl.Float64))
        .sort("bucket_days")
    )


def ages_chart(ages: pl.DataFrame, currency: str, language: str) -> go.Figure:
    """Draw the value of stock by age."""
    limits = ages["bucket_days"].to_list()
    names = [
        text("age_beyond", language, days=before)
        if limit == BEYOND_DAYS
        else text("age_between", language, first=before + (before > 0), last=limit)
        for before, limit in zip([0, *limits], limits, strict=False)
    ]
    return figures.bars(names, ages["value"].to_list(), language, currency)


def money_in(dead_and_excess: pl.DataFrame, kind: str) -> Decimal:
    """Return the money in what is dead, or in excess."""
    total = dead_and_excess.filter(pl.col("kind") == kind)["value_amount"].sum()
    return total if isinstance(total, Decimal) else Decimal(0)


def stuck(
    dead_and_excess: pl.DataFrame, products: pl.DataFrame, language: str
) -> ReportTable:
    """Show what is dead or lasts too long, most money first."""
    rows = dead_and_excess.sort(
        "value_amount",
        "qty",
        "sku",
        "location_id",
        descending=[True, True, False, False],
        nulls_last=True,
    ).with_columns(kind_in_words(language))
    return report_table(
        "stuck",
        titled(rows, products),
        limit=SHOWN_ITEMS,
        sku="item",
        kind="text",
        qty="qty",
        value_amount="money",
        cover_days="days",
        last_issue_on="date",
        oldest_days="days",
    )
