"""The stock of one item at one place: its days as a figure."""

import datetime as dt

import plotly.graph_objects as go
import polars as pl

from models.reports import figures
from models.reports.forecast_quality import SOLD_OUT_BELOW
from models.reports.texts import text

HEIGHT = 320
BUCKETS = ("on_hand", "in_transit", "inspect")
DAY = dt.timedelta(days=1)


def bucket_in_words(language: str) -> pl.Expr:
    """Return what the stock that a row belongs to is called in ``language``."""
    words = {name: text(f"bucket_{name}", language) for name in BUCKETS}
    return pl.col("bucket").replace(words)


def stock_chart(
    stock_daily: pl.DataFrame, seen: pl.DataFrame, language: str
) -> go.Figure:
    """Draw what was there at the end of each day, and what people counted there.

    ``stock_daily`` and ``seen``, rows of ``stock_reconciliation``, are of one item at
    one place. Days that were sold out for more than half are shaded.
    """
    days = stock_daily.sort("on")
    looked = seen.sort("seen_at")
    drawn = figures.figure(
        language,
        HEIGHT,
        go.Scatter(
            x=days["on"].to_list(),
            y=days["closing_qty"].cast(pl.Float64).to_list(),
            mode="lines",
            line={"color": figures.ACCENT, "width": 2, "shape": "hv"},
            name=text("on_hand", language),
        ),
        go.Scatter(
            x=looked["seen_at"].dt.date().to_list(),
            y=looked["shop_qty"].cast(pl.Float64).to_list(),
            mode="markers",
            marker={"color": figures.INK, "size": 7, "symbol": "diamond"},
            name=text("counted", language),
        ),
    )
    sold_out = days.filter(pl.col("in_stock_share") < SOLD_OUT_BELOW)
    figures.named(drawn)
    drawn.update_layout(
        shapes=figures.shades(sold_out["on"].to_list()), hovermode="x unified"
    )
    drawn.update_yaxes(rangemode="tozero", nticks=5, hoverformat=",.3~f")
    figures.dated(drawn, language)
    return figures.by_month(drawn, days["on"].to_list(), language)
