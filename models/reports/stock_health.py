"""Where stock is out, running out, or more than enough."""

import datetime as dt

import plotly.graph_objects as go
import polars as pl

from models.ownership import own_costs
from models.reports import figures
from models.reports.report_table import ReportTable, report_table, titled
from models.tables import columns as c

KEY = ("sku", "location_id")
ENOUGH_DAYS = 90
"""Stock beyond this many days of demand is too much, whatever the policy."""
SHOWN_DAYS = 90


def outlook(
    stock_positions: pl.DataFrame,
    reorder_points: pl.DataFrame,
    suggestions: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return how long the stock of everything that sells will last.

    ``wait_days`` is how long it takes until new goods could be here: the next arrival
    already bought, else the lead time of an order placed now.
    """
    plan = reorder_points.select(*KEY, "daily_mean_qty", "lead_time_days")
    sums = pl.col("lost_margin_per_day_amount", "suggested_qty").sum()
    arrives_in = (pl.col("next_arrival_on") - pl.lit(as_of)).dt.total_days()
    left = pl.max_horizontal(pl.col("available_qty").cast(pl.Float64), 0.0)
    return (
        stock_positions.filter("is_stock_known")
        .join(plan, on=KEY)
        .filter(pl.col("daily_mean_qty") > 0)
        .join(suggestions.group_by(KEY).agg(sums), on=KEY, how="left")
        .with_columns(
            days_left=left / pl.col("daily_mean_qty"),
            wait_days=pl.min_horizontal(
                pl.when(arrives_in > 0).then(arrives_in).cast(pl.Float64),
                "lead_time_days",
            ),
        )
        .sort(
            "lost_margin_per_day_amount",
            "daily_mean_qty",
            *KEY,
            descending=[True, True, False, False],
            nulls_last=True,
        )
    )


def out(outlook: pl.DataFrame) -> pl.DataFrame:
    """Return what sells and has nothing available."""
    return outlook.filter(pl.col("available_qty") <= 0)


def running_out(outlook: pl.DataFrame) -> pl.DataFrame:
    """Return what will be gone before new goods could be here."""
    return outlook.filter(
        pl.col("available_qty") > 0, pl.col("days_left") < pl.col("wait_days")
    )


def outlook_table(
    name: str, outlook: pl.DataFrame, products: pl.DataFrame
) -> ReportTable:
    """Show rows of the outlook."""
    return report_table(
        name,
        titled(outlook, products),
        sku="item",
        on_hand_qty="qty",
        available_qty="qty",
        on_order_qty="qty",
        next_arrival_on="date",
        daily_mean_qty="number",
        days_left="number",
        suggested_qty="qty",
        lost_margin_per_day_amount="money",
    )


def excess(
    stock_positions: pl.DataFrame,
    reorder_points: pl.DataFrame,
    item_classes: pl.DataFrame,
    supply_sources: pl.DataFrame,
    products: pl.DataFrame,
) -> pl.DataFrame:
    """Return stock beyond its level and enough days of demand, most money first.

    A unit is worth its own cost, else what its supplier takes.
    """
    costs = own_costs(products).unique("sku", keep="first")
    bought = supply_sources.select(*KEY, "unit_cost_amount")
    demand = pl.col("daily_mean_qty")
    enough = (demand * ENOUGH_DAYS).ceil().cast(c.QTY)
    level = pl.max_horizontal("order_up_to_qty", enough)
    cost = pl.coalesce("unit_cost", "unit_cost_amount").cast(pl.Float64)
    worth = pl.col("excess_qty").cast(pl.Float64) * cost
    return (
        stock_positions.filter("is_stock_known")
        .join(_levels(reorder_points, item_classes), on=KEY)
        .with_columns(excess_qty=pl.col("available_qty") - level)
        .filter(pl.col("excess_qty") > 0)
        .join(costs, on="sku", how="left")
        .join(bought, on=KEY, how="left")
        .with_columns(
            cover_days=pl.when(demand > 0).then(
                pl.col("available_qty").cast(pl.Float64) / demand
            ),
            excess_amount=worth.round(c.MONEY_SCALE).cast(c.MONEY),
        )
        .sort(
            "excess_amount",
            "excess_qty",
            *KEY,
            descending=[True, True, False, False],
            nulls_last=True,
        )
    )


def _levels(reorder_points: pl.DataFrame, item_classes: pl.DataFrame) -> pl.DataFrame:
    """Return the level of what is planned, and zero for what is dead.

    What has too little history to expect anything has no level.
    """
    planned = reorder_points.filter(pl.col("demand_basis") != "none").select(
        *KEY, "order_up_to_qty", "daily_mean_qty"
    )
    dead = item_classes.filter(pl.col("lifecycle") == "dead").select(
        *KEY,
        order_up_to_qty=pl.lit(0, c.QTY),
        daily_mean_qty=pl.lit(0.0),
    )
    return pl.concat([planned, dead.join(planned, on=KEY, how="anti")])


def excess_table(excess: pl.DataFrame, products: pl.DataFrame) -> ReportTable:
    """Show where money is tied up."""
    return report_table(
        "excess",
        titled(excess, products),
        sku="item",
        available_qty="qty",
        order_up_to_qty="qty",
        daily_mean_qty="number",
        cover_days="days",
        excess_qty="qty",
        excess_amount="money",
    )


def stockout_days(stock_daily: pl.LazyFrame, as_of: dt.date) -> pl.DataFrame:
    """Return, day by day, the share of stocked time that could not be sold from."""
    since = as_of - dt.timedelta(days=SHOWN_DAYS - 1)
    share = pl.col("in_stock_share")
    return (
        stock_daily.filter(pl.col("on").is_between(since, as_of), share.is_not_null())
        .group_by("on")
        .agg(out_rate=1 - share.mean())
        .sort("on")
        .collect()
    )


def stockout_chart(stockout_days: pl.DataFrame, language: str) -> go.Figure:
    """Draw the share that was out of stock, day by day."""
    trace = go.Scatter(
        x=stockout_days["on"].to_list(),
        y=stockout_days["out_rate"].to_list(),
        mode="lines",
        line={"color": figures.ACCENT, "width": 2},
        fill="tozeroy",
        fillcolor=figures.BAND_WIDE,
        hovertemplate="%{x|%Y-%m-%d}: %{y:.1%}<extra></extra>",
    )
    drawn = figures.figure(language, 220, trace)
    drawn.update_yaxes(tickformat=".0%", rangemode="tozero", showgrid=True, nticks=5)
    return figures.dated(drawn, language)
