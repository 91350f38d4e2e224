"""Stock of one item until now and in the weeks to come, with and without an order."""

import datetime as dt

import plotly.graph_objects as go
import polars as pl

from models.reports import figures
from models.reports.texts import text

HEIGHT = 300


def stock_outlook(
    stock_daily: pl.DataFrame,
    outlook: pl.DataFrame,
    supply: pl.DataFrame,
    language: str,
    runs_out_on: dt.date | None = None,
) -> go.Figure:
    """Draw stock until now, its likely range ahead, and what arrives.

    ``stock_daily`` has ``on`` and ``closing_qty``; ``outlook`` the stock left at a
    low, middling and high demand, without the order and with it; ``supply`` the open
    orders (``on``, ``qty``). ``runs_out_on`` is marked: the day on which running out
    without the order becomes more likely than not.
    """
    traces = [
        *_fan(outlook, "with", figures.BAND_WIDE, "rgba(0,0,0,0)"),
        _past(stock_daily, language),
        _ahead(outlook, "without", figures.MUTED, "dot", language),
        _ahead(outlook, "with", figures.ACCENT, "solid", language),
        _arrivals(supply, outlook, language),
    ]
    drawn = figures.figure(language, HEIGHT, *traces)
    drawn.update_layout(
        showlegend=True,
        legend={
            "orientation": "h",
            "y": -0.12,
            "x": 0,
            "font": {"size": 12},
            "traceorder": "normal",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        margin={"l": 8, "r": 12, "t": 26, "b": 8},
        hovermode="x unified",
    )
    drawn.update_yaxes(showgrid=True, rangemode="tozero")
    if runs_out_on is not None:
        _mark(drawn, runs_out_on, text("outlook_runs_out", language))
    return figures.dated(drawn, language)


def _fan(outlook: pl.DataFrame, which: str, fill: str, edge: str) -> list[go.Scatter]:
    """Return the range in which stock is nine times of ten."""
    shared = {"mode": "lines", "line": {"width": 0, "color": edge}}
    hidden = {"showlegend": False, "hoverinfo": "skip"}
    return [
        go.Scatter(x=outlook["on"], y=outlook[f"{which}_low"], **shared, **hidden),
        go.Scatter(
            x=outlook["on"],
            y=outlook[f"{which}_high"],
            fill="tonexty",
            fillcolor=fill,
            **shared,
            **hidden,
        ),
    ]


def _past(stock_daily: pl.DataFrame, language: str) -> go.Scatter:
    """Return stock as it was."""
    return go.Scatter(
        x=stock_daily["on"],
        y=stock_daily["closing_qty"].cast(pl.Float64),
        name=text("outlook_past", language),
        mode="lines",
        line={"color": figures.INK, "width": 1.6, "shape": "hv"},
        hovertemplate="%{y:,.0f}",
    )


def _ahead(
    outlook: pl.DataFrame, which: str, colour: str, dash: str, language: str
) -> go.Scatter:
    """Return stock ahead at a middling demand."""
    return go.Scatter(
        x=outlook["on"],
        y=outlook[f"{which}_middle"],
        name=text(f"outlook_{which}", language),
        mode="lines",
        line={"color": colour, "width": 2, "dash": dash},
        hovertemplate="%{y:,.0f}",
    )


def _arrivals(supply: pl.DataFrame, outlook: pl.DataFrame, language: str) -> go.Scatter:
    """Return a mark on each day on which an open order arrives."""
    within = supply.filter(pl.col("on") <= outlook["on"].max())
    return go.Scatter(
        x=within["on"],
        y=[0.0] * within.height,
        name=text("outlook_arrivals", language),
        mode="markers",
        marker={"symbol": "triangle-up", "size": 10, "color": figures.MUTED},
        customdata=within["qty"].cast(pl.Float64),
        hovertemplate="+ %{customdata:,.0f}",
        cliponaxis=False,
    )


def _mark(drawn: go.Figure, on: dt.date, words: str) -> None:
    """Mark a day with a line and words above it."""
    at = on.isoformat()
    drawn.add_shape(
        type="line",
        x0=at,
        x1=at,
        y0=0,
        y1=1,
        yref="paper",
        line={"color": figures.INK, "width": 1, "dash": "dash"},
    )
    drawn.add_annotation(
        x=at, y=1, yref="paper", yanchor="bottom", text=words, showarrow=False
    )
