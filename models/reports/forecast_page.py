"""How good forecasts are: beside simple ones, in money, and as promised."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
import polars as pl

from models.reports import figures
from models.reports.forecast_quality import OURS, PROMISED_DAYS
from models.reports.item_page import method_in_words
from models.reports.report_table import ReportTable, report_table, titled
from models.reports.texts import TEXTS, text
from models.tables import columns as c

KEY = ("sku", "location_id")
METHODS = (OURS, "moving_average", "seasonal_naive", "naive")
COLOURS = (figures.ACCENT, figures.SOFT, figures.BAND, figures.SHADE)
LEVELS = (50, 80, 90, 95, 98, 99)
KINDS = ("abc", "pattern", "location", "volume")
"""By what forecasts are compared; volume classes hold items that sell alike."""
PATTERNS = ("smooth", "erratic", "intermittent", "lumpy", "none")
HEIGHT = 300


@dataclass(frozen=True)
class Quality:
    """Errors of four weeks over all items, ours beside the best simple forecast.

    ``wape`` is the error per unit asked for; ``coverage_rate`` the share of sums at or
    below their 95 % quantile.
    """

    wape: float
    bias: float
    coverage_rate: float
    simple_wape: float
    simple: str


def quality(forecast_accuracy: pl.DataFrame) -> Quality | None:
    """Return how good forecasts of four weeks were; none where nothing was judged."""
    whole = forecast_accuracy.filter(
        pl.col("sku") == "",
        pl.col("horizon_days") == PROMISED_DAYS,
        pl.col("wape").is_not_null(),
    )
    ours = next(whole.filter(pl.col("method") == OURS).iter_rows(named=True), None)
    others = whole.filter(pl.col("method") != OURS).sort("wape", "method")
    simple = next(others.iter_rows(named=True), None)
    if ours is None or simple is None:
        return None
    return Quality(
        wape=ours["wape"],
        bias=ours["bias"] or 0.0,
        coverage_rate=ours["coverage"] or 0.0,
        simple_wape=simple["wape"],
        simple=simple["method"],
    )


def segments(forecast_segments: pl.DataFrame, kind: str, language: str) -> pl.DataFrame:
    """Return errors of four weeks by segment of ``kind`` and method, in words."""
    rows = forecast_segments.filter(
        pl.col("kind") == kind, pl.col("horizon_days") == PROMISED_DAYS
    )
    place = pl.col("method").replace_strict(
        METHODS, range(len(METHODS)), default=len(METHODS), return_dtype=pl.Int64
    )
    words = {
        pattern: text(f"pattern_{pattern}", language)
        for pattern in PATTERNS
        if f"pattern_{pattern}" in TEXTS
    }
    return rows.sort("segment", place, "method").with_columns(
        method_in_words(language),
        code=pl.col("method"),
        segment=pl.col("segment").replace(words) if kind == "pattern" else "segment",
    )


def segments_chart(segments: pl.DataFrame, language: str) -> go.Figure:
    """Draw the error per unit asked for, each method beside the others."""
    bars = []
    for method, colour in zip(METHODS, COLOURS, strict=True):
        rows = segments.filter(pl.col("code") == method)
        bars.append(
            go.Bar(
                x=[figures.label(name) for name in rows["segment"]],
                y=rows["wape"].to_list(),
                name=text(f"method_{method}", language),
                marker={"color": colour, "line": {"width": 0}},
                hovertemplate="%{y:.0%}",
            )
        )
    drawn = figures.figure(language, HEIGHT, *bars)
    drawn.update_layout(barmode="group", bargap=0.3, hovermode="x unified")
    drawn.update_xaxes(type="category")
    drawn.update_yaxes(tickformat=".0%", rangemode="tozero", showgrid=True, nticks=5)
    return figures.named(drawn)


def segments_table(segments: pl.DataFrame) -> ReportTable:
    """Show the errors by segment and method."""
    return report_table(
        "forecast_segments",
        segments,
        segment="text",
        method="text",
        sums="whole",
        wape="rate",
        bias="rate",
        covered_95="rate",
    )


def promise_chart(forecast_segments: pl.DataFrame, language: str) -> go.Figure:
    """Draw what was kept of each level that was promised; on the line is kept."""
    rows = forecast_segments.filter(
        pl.col("method") == OURS,
        pl.col("horizon_days") == PROMISED_DAYS,
        pl.col("kind").is_in(["all", "abc"]),
    ).sort("kind", "segment", descending=[True, False])
    promised = [level / 100 for level in LEVELS]
    traces = [
        go.Scatter(
            x=[0.5, 1],
            y=[0.5, 1],
            mode="lines",
            line={"color": figures.SOFT, "width": 1, "dash": "dot"},
            name=text("promise_line", language),
            hoverinfo="skip",
        )
    ]
    shades = {"": figures.ACCENT, "A": figures.INK, "B": figures.MUTED}
    for row in rows.iter_rows(named=True):
        segment = row["segment"]
        traces.append(
            go.Scatter(
                x=promised,
                y=[row[f"covered_{level}"] for level in LEVELS],
                mode="lines+markers",
                line={
                    "color": shades.get(segment, figures.SOFT),
                    "width": 1.4 if segment else 2.4,
                },
                name=text("promise_class", language, segment=segment)
                if segment
                else text("promise_all", language),
                hovertemplate="%{x:.0%}: %{y:.0%}",
            )
        )
    drawn = figures.figure(language, HEIGHT, *traces)
    drawn.update_xaxes(
        tickvals=promised[:4],
        tickformat=".0%",
        title=_title("promise_promised", language),
    )
    drawn.update_yaxes(
        tickformat=".0%", showgrid=True, title=_title("promise_kept", language)
    )
    return figures.named(drawn)


def _title(key: str, language: str) -> dict[str, object]:
    """Return the title of an axis, no louder than its numbers."""
    font = {"size": 12, "color": figures.MUTED}
    return {"text": text(key, language), "font": font}


def misses(
    forecast_accuracy: pl.DataFrame, item_classes: pl.DataFrame, products: pl.DataFrame
) -> ReportTable:
    """Show the items whose four-week forecasts missed most money, the worst first.

    Money missed = error per unit asked for (WAPE) times what four weeks usually sell,
    at the sales price; ``simple_wape`` is that of the average of four weeks.
    """
    judged = forecast_accuracy.filter(
        pl.col("sku") != "", pl.col("horizon_days") == PROMISED_DAYS
    )
    ours = judged.filter(pl.col("method") == OURS)
    simple = judged.filter(pl.col("method") == "moving_average").select(
        *KEY, simple_wape="wape"
    )
    worth = pl.col("daily_qty") * PROMISED_DAYS * pl.col("unit_price").cast(pl.Float64)
    rows = (
        ours.join(simple, on=KEY, how="left")
        .join(item_classes.select(*KEY, "abc", "daily_qty", "unit_price"), on=KEY)
        .with_columns(
            missed_amount=(pl.col("wape") * worth).round(2).cast(c.MONEY),
            usual_qty=pl.col("daily_qty"),
        )
        .filter(pl.col("missed_amount") > 0)
        .sort("missed_amount", *KEY, descending=[True, False, False])
    )
    return report_table(
        "misses",
        titled(rows, products),
        sku="item",
        abc="text",
        usual_qty="number",
        wape="rate",
        simple_wape="rate",
        bias="rate",
        coverage="rate",
        missed_amount="money",
    )


def demand_map(item_classes: pl.DataFrame) -> pl.DataFrame:
    """Return how many item-locations and how much revenue each class and pattern has.

    ``revenue_rate`` is the share of all revenue.
    """
    revenue = pl.col("revenue_amount").cast(pl.Float64)
    return (
        item_classes.group_by("abc", "pattern")
        .agg(items=pl.len().cast(pl.Int64), revenue=revenue.sum())
        .with_columns(revenue_rate=pl.col("revenue") / pl.col("revenue").sum())
        .sort("abc", "pattern", nulls_last=True)
    )


def demand_map_chart(cells: pl.DataFrame, language: str) -> go.Figure:
    """Draw the map: how many items in each class of revenue and pattern of demand."""
    classes = sorted(cells["abc"].drop_nulls().unique().to_list())
    shown = [one for one in PATTERNS if one in cells["pattern"].to_list()]
    rates = _grid(cells, classes, shown, "revenue_rate")
    items = _grid(cells, classes, shown, "items")
    drawn = figures.figure(language, 60 + 62 * max(len(classes), 1))
    drawn.add_trace(
        go.Heatmap(
            x=[text(f"pattern_{one}", language) for one in shown],
            y=classes,
            z=rates,
            text=[
                [
                    text("map_cell", language, n=int(count), rate=f"{rate:.0%}")
                    for count, rate in zip(counts, shares, strict=True)
                ]
                for counts, shares in zip(items, rates, strict=True)
            ],
            texttemplate="%{text}",
            colorscale=[[0, figures.SHADE], [1, figures.BAND]],
            showscale=False,
            xgap=3,
            ygap=3,
            hoverinfo="skip",
        )
    )
    drawn.update_yaxes(autorange="reversed", type="category", showline=False)
    drawn.update_xaxes(type="category", side="top", showline=False)
    return drawn


def _grid(
    cells: pl.DataFrame, classes: Sequence[str], patterns: Sequence[str], name: str
) -> list[list[float]]:
    """Return one number of each cell, row by row; nothing there is 0."""
    found = {
        (row["abc"], row["pattern"]): float(row[name])
        for row in cells.iter_rows(named=True)
    }
    return [[found.get((one, other), 0.0) for other in patterns] for one in classes]


def expected(said: pl.DataFrame, products: pl.DataFrame) -> ReportTable:
    """Show the planners' own numbers that reach beyond today, the soonest first."""
    return report_table(
        "expected",
        titled(said.sort("starts_on", *KEY), products),
        sku="item",
        starts_on="date",
        ends_on="date",
        qty="qty",
        factor="score",
    )
