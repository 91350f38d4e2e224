"""One item through time: stock, demand, receipts, and what is to come of each."""

import datetime as dt
from dataclasses import dataclass

import plotly.graph_objects as go
import polars as pl

from models.reports import figures
from models.reports.forecast_quality import INNER, OUTER, SOLD_OUT_BELOW, band
from models.reports.texts import text

HEIGHT = 430
PAST_DAYS = 182
COMING_DAYS = 84
WEEK = dt.timedelta(weeks=1)
STOCK, DEMAND = (0.46, 1.0), (0.0, 0.38)
"""Which part of the height stock takes, and which demand."""


@dataclass(frozen=True)
class Timeline:
    """What is drawn of an item, day by day, over all places shown.

    ``stock`` has on, closing_qty and in_stock_share; ``demand`` on, demanded_qty and
    lost_qty; ``coming`` on, mean and quantiles (empty for several places, whose
    quantiles do not add up: only their means do); ``receipts`` on and qty; ``supply``
    on and qty; ``said`` week and qty: what was expected of each week a week before.
    """

    stock: pl.DataFrame
    demand: pl.DataFrame
    coming: pl.DataFrame
    receipts: pl.DataFrame
    supply: pl.DataFrame
    said: pl.DataFrame
    reorder_point_qty: float
    as_of: dt.date


def stock_days(stock_daily: pl.DataFrame) -> pl.DataFrame:
    """Add up the stock of all places by day; out is what is out everywhere."""
    return (
        stock_daily.group_by("on")
        .agg(
            pl.col("closing_qty").sum().cast(pl.Float64), pl.col("in_stock_share").max()
        )
        .sort("on")
    )


def demand_days(demand_daily: pl.DataFrame) -> pl.DataFrame:
    """Add up the demand of all places and streams by day."""
    return (
        demand_daily.group_by("on")
        .agg(pl.col("demanded_qty", "lost_qty").sum().cast(pl.Float64))
        .sort("on")
    )


def coming_days(forecasts: pl.DataFrame) -> pl.DataFrame:
    """Return the forecast by day: whole for one place, the means of several."""
    if forecasts["location_id"].n_unique() <= 1:
        return forecasts.sort("on")
    return forecasts.group_by("on").agg(pl.col("mean").sum()).sort("on")


def timeline(shown: Timeline, language: str) -> go.Figure:
    """Draw stock above demand on one axis of time, days sold out shaded."""
    drawn = figures.figure(
        language, HEIGHT, *_stock(shown, language), *_demand(shown, language)
    )
    drawn.update_layout(
        yaxis={"domain": STOCK},
        yaxis2={**drawn.layout.yaxis.to_plotly_json(), "domain": DEMAND},
        hovermode="x unified",
        barmode="stack",
        bargap=0.1,
        shapes=[*_sold_out(shown), *_today(shown)],
        annotations=[
            _label(text("timeline_stock", language), STOCK[1]),
            _label(text("timeline_demand", language), DEMAND[1]),
        ],
    )
    drawn.update_yaxes(
        rangemode="tozero", nticks=4, showgrid=True, gridcolor=figures.RULE
    )
    drawn.update_yaxes(hoverformat=",.1f")
    figures.dated(drawn, language)
    figures.named(drawn)
    drawn.update_layout(legend={"x": 1, "xanchor": "right", "traceorder": "normal"})
    drawn.update_xaxes(anchor="y2", nticks=10)
    first = shown.as_of - dt.timedelta(days=PAST_DAYS)
    last = shown.as_of + dt.timedelta(days=COMING_DAYS)
    return drawn.update_xaxes(range=[first, last])


def _stock(shown: Timeline, language: str) -> list[go.Scatter]:
    """Return the lines of stock, and what came and is to come."""
    days = shown.stock["on"].to_list()
    point = shown.reorder_point_qty
    traces = [
        go.Scatter(
            x=days,
            y=shown.stock["closing_qty"].to_list(),
            mode="lines",
            line={"color": figures.INK, "width": 1.8, "shape": "hv"},
            name=text("on_hand", language),
        ),
        _marks(shown.receipts, "triangle-up", text("timeline_received", language)),
        _marks(shown.supply, "triangle-up-open", text("timeline_supply", language)),
    ]
    if point > 0:
        last = shown.as_of + dt.timedelta(days=COMING_DAYS)
        traces.append(
            go.Scatter(
                x=[shown.as_of - dt.timedelta(days=PAST_DAYS), last],
                y=[point, point],
                mode="lines",
                line={"color": figures.MUTED, "width": 1.2, "dash": "dot"},
                name=text("timeline_point", language),
            )
        )
    return traces


def _marks(rows: pl.DataFrame, symbol: str, name: str) -> go.Scatter:
    """Return marks of units that came or will come."""
    return go.Scatter(
        x=rows["on"].to_list(),
        y=rows["qty"].cast(pl.Float64).to_list(),
        mode="markers",
        marker={
            "symbol": symbol,
            "size": 9,
            "color": figures.ACCENT,
            "line": {"width": 1.5, "color": figures.ACCENT},
        },
        name=name,
    )


def _demand(shown: Timeline, language: str) -> list[go.Bar | go.Scatter]:
    """Return the bars of demand, what was lost, and what is expected."""
    days = shown.demand["on"].to_list()
    bars = [
        go.Bar(
            x=days,
            y=shown.demand[column].to_list(),
            marker={"color": colour, "line": {"width": 0}},
            name=text(key, language),
            yaxis="y2",
        )
        for column, colour, key in (
            ("demanded_qty", figures.SOFT, "demand"),
            ("lost_qty", figures.BAND, "lost_demand"),
        )
    ]
    coming = shown.coming
    fan = [
        trace.update(yaxis="y2")
        for edges, colour, key in (
            (OUTER, figures.BAND_WIDE, "band_outer"),
            (INNER, figures.BAND, "band_inner"),
        )
        if edges[0] in coming.columns
        for trace in band(coming, edges, colour, text(key, language))
    ]
    for trace in fan:
        trace.showlegend = trace.fill is not None
    return [*bars, *fan, *_expected(shown, language)]


def _expected(shown: Timeline, language: str) -> list[go.Scatter]:
    """Return what is expected, and what was expected of past days a week before."""
    traces = [
        go.Scatter(
            x=shown.coming["on"].to_list(),
            y=shown.coming["mean"].to_list(),
            mode="lines",
            line={"color": figures.ACCENT, "width": 2},
            name=text("expected", language),
            yaxis="y2",
        )
    ]
    if shown.said.height:
        traces.append(
            go.Scatter(
                x=shown.said["week"].to_list(),
                y=(shown.said["qty"] / WEEK.days).to_list(),
                mode="lines",
                line={
                    "color": figures.ACCENT,
                    "width": 1.5,
                    "dash": "dash",
                    "shape": "hv",
                },
                name=text("timeline_said", language),
                yaxis="y2",
            )
        )
    return traces


def _sold_out(shown: Timeline) -> list[dict[str, object]]:
    """Return a shade behind days that were sold out for more than half."""
    out = shown.stock.filter(pl.col("in_stock_share") < SOLD_OUT_BELOW)
    return figures.shades(out["on"].to_list())


def _today(shown: Timeline) -> list[dict[str, object]]:
    """Return the line between what is known and what is to come."""
    return [
        {
            "type": "line",
            "yref": "paper",
            "x0": shown.as_of,
            "x1": shown.as_of,
            "y0": 0,
            "y1": 1,
            "line": {"color": figures.SOFT, "width": 1},
        }
    ]


def _label(words: str, height: float) -> dict[str, object]:
    """Return what a part of the figure is called, at its upper left."""
    return {
        "text": words,
        "x": 0,
        "y": height,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"color": figures.MUTED, "size": 12},
    }
