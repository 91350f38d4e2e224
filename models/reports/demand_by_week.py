"""Demand of all items week by week, and on which weekdays it comes."""

import datetime as dt

import plotly.graph_objects as go
import polars as pl

from models.reports import figures
from models.reports.texts import text

HEIGHT = 320
WEEK = dt.timedelta(weeks=1)


def weekly(demand_daily: pl.LazyFrame, as_of: dt.date, by: str) -> pl.DataFrame:
    """Return units by whole week (its Monday) and value of the column ``by``.

    A week is whole if all its days are known at ``as_of``. Units that could not be sold
    for lack of stock are an estimate: ``lost_qty`` stands beside what was asked for.
    """
    next_day = as_of + dt.timedelta(days=1)
    this_week = next_day - dt.timedelta(days=next_day.weekday())
    return (
        demand_daily.filter(pl.col("on") < this_week)
        .group_by(pl.col("on").dt.truncate("1w").alias("week"), by)
        .agg(pl.col("demanded_qty", "sold_qty", "lost_qty").sum().cast(pl.Float64))
        .sort("week", by)
        .collect()
    )


def weekly_chart(weeks: pl.DataFrame, language: str) -> go.Figure:
    """Draw what was asked for by week, and the estimate of what was lost."""
    whole = (
        weeks.group_by("week")
        .agg(pl.col("demanded_qty", "lost_qty").sum())
        .sort("week")
    )
    drawn = figures.figure(
        language,
        HEIGHT,
        go.Bar(
            x=whole["week"].to_list(),
            y=whole["lost_qty"].to_list(),
            marker={"color": figures.SOFT, "line": {"width": 0}},
            name=text("lost_demand", language),
        ),
        go.Scatter(
            x=whole["week"].to_list(),
            y=whole["demanded_qty"].to_list(),
            mode="lines",
            line={"color": figures.ACCENT, "width": 2},
            name=text("demand", language),
        ),
    )
    figures.named(drawn)
    drawn.update_layout(hovermode="x unified", bargap=0.2)
    drawn.update_yaxes(rangemode="tozero", nticks=5, hoverformat=",.0f")
    figures.dated(drawn, language)
    return figures.by_month(drawn, whole["week"].to_list(), language)


def weekdays(demand_daily: pl.LazyFrame, as_of: dt.date, weeks: int) -> pl.DataFrame:
    """Return mean units a day on each weekday of the last so many weeks.

    ``weekday`` counts from Monday, 1, as ISO 8601 does. A day without any row counts as
    one without demand.
    """
    since = as_of - weeks * WEEK
    return (
        demand_daily.filter(pl.col("on") > since, pl.col("on") <= as_of)
        .group_by(pl.col("on").dt.weekday().cast(pl.Int64).alias("weekday"))
        .agg(mean_qty=pl.col("demanded_qty").sum().cast(pl.Float64) / weeks)
        .sort("weekday")
        .collect()
    )


def weekdays_chart(days: pl.DataFrame, language: str) -> go.Figure:
    """Draw the mean of each weekday."""
    names = [text(f"weekday_{day - 1}", language) for day in days["weekday"]]
    return figures.bars(names, days["mean_qty"].to_list(), language)
