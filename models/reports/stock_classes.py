"""Where the money of stock lies between what sells much and what sells steadily."""

import plotly.graph_objects as go
import polars as pl

from models.reports import figures, formats
from models.reports.texts import text

KEY = ("sku", "location_id")
ABC, XYZ = ("A", "B", "C"), ("X", "Y", "Z")
HEIGHT = 300


def class_map(
    item_classes: pl.DataFrame, stock_valuation: pl.DataFrame
) -> pl.DataFrame:
    """Return items and the worth of their stock by ABC and XYZ, every cell there.

    ABC ranks items by what they earn, XYZ by how steadily they sell.
    """
    worth = stock_valuation.group_by(KEY).agg(pl.col("value_amount").sum())
    cells = (
        item_classes.join(worth, on=KEY, how="left")
        .group_by("abc", "xyz")
        .agg(
            items=pl.len().cast(pl.Int64),
            value=pl.col("value_amount").sum().cast(pl.Float64),
            revenue=pl.col("revenue_amount").sum().cast(pl.Float64),
        )
    )
    every = pl.DataFrame({"abc": ABC}).join(pl.DataFrame({"xyz": XYZ}), how="cross")
    return (
        every.join(cells, on=["abc", "xyz"], how="left")
        .with_columns(pl.col("items", "value", "revenue").fill_null(0))
        .sort("abc", "xyz")
    )


def class_chart(class_map: pl.DataFrame, currency: str, language: str) -> go.Figure:
    """Draw a square for each class of items: the darker, the more money lies in it."""
    worth = [class_map.filter(pl.col("abc") == abc)["value"].to_list() for abc in ABC]
    count = [class_map.filter(pl.col("abc") == abc)["items"].to_list() for abc in ABC]
    trace = go.Heatmap(
        x=[text(f"class_{xyz}", language) for xyz in XYZ],
        y=[text(f"class_{abc}", language) for abc in ABC],
        z=worth,
        text=[[formats.number(n, language) for n in row] for row in count],
        colorscale=[[0, figures.BAND_WIDE], [1, figures.BAND]],
        showscale=False,
        xgap=3,
        ygap=3,
        texttemplate="<b>%{z:,.0f}</b><br>%{text} " + text("class_items", language),
        textfont={"color": figures.INK, "size": 14},
        hovertemplate=f"%{{y}}, %{{x}}: %{{z:,.0f}} {currency}<extra></extra>",
    )
    drawn = figures.figure(language, HEIGHT, trace)
    drawn.update_yaxes(autorange="reversed", showline=False, tickfont_color=figures.INK)
    drawn.update_xaxes(side="top", showline=False, tickfont_color=figures.INK)
    return drawn
