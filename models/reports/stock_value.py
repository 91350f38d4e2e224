"""What stock is worth, how that came about, and how it changed."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import plotly.graph_objects as go
import polars as pl
from polars import selectors

from models.reports import figures
from models.reports.report_table import Kind, ReportTable, report_table
from models.reports.texts import text

GROUPS = ("location_id", "category", "supplier_id")
NOBODY = "none"
SHOWN_GROUPS = 12
YEAR = dt.timedelta(days=365)
ZERO = Decimal(0)

STEPS = {
    "opening": 1,
    "opened": 1,
    "received": 1,
    "sent_back": -1,
    "transferred": 1,
    "kits": 1,
    "revalued": 1,
    "unexplained": 1,
    "cost_of_goods_sold": -1,
    "shrinkage": -1,
    "closing": 1,
}
"""The lines of the roll-forward, and whether they add to the value."""
PARTS = {
    "shipped": 1,
    "returned": -1,
    "settled": 1,
    "price_variance": 1,
    "counted_loss": 1,
    "adjusted_loss": 1,
    "transit_loss": 1,
    "corrected": 1,
}
"""What the cost of goods sold and the shrinkage are made of, and corrections."""
MONTHS = ("month_before", "last_month", "this_month")


@dataclass(frozen=True)
class Worth:
    """What stock is worth in all."""

    value_amount: Decimal | None
    on_the_way_amount: Decimal
    negative_amount: Decimal
    unvalued: int


def worth(stock_valuation: pl.DataFrame) -> Worth:
    """Return the sum of all values that are known; none if none is."""
    value = stock_valuation.select("bucket", "value_amount").drop_nulls()
    amount, on_the_way = pl.col("value_amount"), pl.col("bucket") != "on_hand"
    sums = value.select(
        all=amount.sum(),
        on_the_way=amount.filter(on_the_way).sum(),
        negative=amount.filter(amount < 0).sum(),
    ).row(0, named=True)
    return Worth(
        sums["all"] if value.height else None,
        sums["on_the_way"] or ZERO,
        sums["negative"] or ZERO,
        stock_valuation["value_amount"].null_count(),
    )


def value_by(
    stock_valuation: pl.DataFrame, group: str, suppliers: pl.DataFrame, language: str
) -> ReportTable:
    """Show the value of stock by place, category or supplier, most money first."""
    columns: dict[str, Kind] = {group: "text", "items": "whole"}
    columns |= {"value_amount": "money", "share_rate": "rate"}
    if stock_valuation["value_amount"].null_count():
        columns |= {"unvalued_items": "whole"}
    value = pl.col("value_amount")
    total = value.sum().cast(pl.Float64)
    rows = (
        stock_valuation.group_by(group)
        .agg(
            items=pl.struct("sku", "location_id").n_unique().cast(pl.Int64),
            value_amount=pl.when(value.count() > 0).then(value.sum()),
            unvalued_items=value.null_count().cast(pl.Int64),
        )
        .with_columns(
            share_rate=value.cast(pl.Float64) / pl.when(total > 0).then(total)
        )
        .sort("value_amount", group, descending=[True, False], nulls_last=True)
    )
    return report_table(
        f"value_by_{group}",
        named(rows, group, suppliers, language),
        limit=SHOWN_GROUPS,
        **columns,
    )


def named(
    rows: pl.DataFrame, group: str, suppliers: pl.DataFrame, language: str
) -> pl.DataFrame:
    """Call suppliers by their names, and nobody in words."""
    names = dict(suppliers.select("supplier_id", "name").drop_nulls().iter_rows())
    shown = names if group == "supplier_id" else {}
    nobody = {NOBODY: text(f"no_{group}", language)} if group != "location_id" else {}
    return rows.with_columns(pl.col(group).replace(shown | nobody))


def value_over_time(
    stock_value_daily: pl.LazyFrame, as_of: dt.date, past: dt.timedelta = YEAR
) -> pl.DataFrame:
    """Return the value of stock on hand on every day of the last year, or ``past``."""
    value = pl.col("value_amount")
    return (
        stock_value_daily.filter(pl.col("on").is_between(as_of - past, as_of))
        .group_by("on")
        .agg(value=value.sum().cast(pl.Float64), known=value.count())
        .filter(pl.col("known") > 0)
        .select("on", "value")
        .sort("on")
        .collect(engine="streaming")
    )


def value_chart(value_over_time: pl.DataFrame, language: str) -> go.Figure:
    """Draw the value of stock, day by day."""
    trace = go.Scatter(
        x=value_over_time["on"].to_list(),
        y=value_over_time["value"].to_list(),
        mode="lines",
        line={"color": figures.ACCENT, "width": 2},
        fill="tozeroy",
        fillcolor=figures.BAND_WIDE,
        hovertemplate="%{x|%Y-%m-%d}: %{y:,.0f}<extra></extra>",
    )
    drawn = figures.figure(language, 220, trace)
    drawn.update_yaxes(tickformat=",.0f", rangemode="tozero", showgrid=True, nticks=5)
    return figures.dated(drawn, language)


def sums_by_month(cost_of_goods_sold: pl.LazyFrame) -> pl.DataFrame:
    """Return every amount of each month, summed over all there is: by ``month_on``."""
    return (
        cost_of_goods_sold.group_by("month_on")
        .agg(selectors.ends_with("_amount").sum())
        .sort("month_on")
        .collect(engine="streaming")
    )


def roll_forward(
    cost_of_goods_sold: pl.DataFrame, as_of: dt.date, language: str
) -> ReportTable:
    """Show what the value was, what came and went, and what it became."""
    return _by_month("roll_forward", cost_of_goods_sold, STEPS, as_of, language)


def sold_and_lost(
    cost_of_goods_sold: pl.DataFrame, as_of: dt.date, language: str
) -> ReportTable:
    """Show what the cost of goods sold and the shrinkage are made of."""
    return _by_month("sold_and_lost", cost_of_goods_sold, PARTS, as_of, language)


def _by_month(
    name: str,
    cost_of_goods_sold: pl.DataFrame,
    lines: dict[str, int],
    as_of: dt.date,
    language: str,
) -> ReportTable:
    """Show lines of the last months side by side, those of nothing left out."""
    this = pl.lit(as_of.replace(day=1))
    months = pl.date_range(this.dt.offset_by("-2mo"), this, interval="1mo")
    amounts = {
        line: sign * pl.col(f"{line}_amount").sum() for line, sign in lines.items()
    }
    sums = (
        pl.select(month_on=months)
        .join(cost_of_goods_sold, on="month_on", how="left")
        .group_by("month_on", maintain_order=True)
        .agg(**amounts)
        .drop("month_on")
    )
    columns = dict(zip(MONTHS, sums.iter_rows(), strict=True))
    names = [text(f"line_{line}", language) for line in lines]
    rows = pl.DataFrame({"line": names} | columns).filter(
        pl.any_horizontal(pl.col(MONTHS) != 0)
    )
    return report_table(
        name,
        rows,
        line="text",
        month_before="money",
        last_month="money",
        this_month="money",
    )
