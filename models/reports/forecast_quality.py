"""How sure we are: grades, fans of what is to come, and past forecasts checked."""

import datetime as dt
from collections.abc import Iterator

import plotly.graph_objects as go
import polars as pl

from models.reports import figures
from models.reports.report_table import (
    ReportTable,
    in_language,
    kind_in_words,
    report_table,
    titled,
)
from models.reports.texts import text

KEY = ("sku", "location_id")
STEPS = ("naive", "model", "event", "planner")
GRADES = ("A", "B", "C", "D")
FANS = 6
SHOWN_EXCEPTIONS = 50
PAST_DAYS = 84
COMING_DAYS = 42
OUTER, INNER = ("q0.05", "q0.95"), ("q0.2", "q0.8")
OURS = "backstock"
PROMISED_DAYS = 28
SOLD_OUT_BELOW = 0.5
"""A day counts as sold out when it was for more than half of it."""


def grades(readiness: pl.DataFrame) -> pl.DataFrame:
    """Return how many item-locations have each grade, none left out."""
    counts = readiness.group_by("grade").agg(items=pl.len().cast(pl.Int64))
    return (
        pl.DataFrame({"grade": GRADES})
        .join(counts, on="grade", how="left")
        .with_columns(pl.col("items").fill_null(0))
        .sort("grade")
    )


def grades_chart(grades: pl.DataFrame, language: str) -> go.Figure:
    """Draw the grades."""
    return figures.bars(grades["grade"].to_list(), grades["items"].to_list(), language)


def raising(readiness: pl.DataFrame, language: str) -> ReportTable:
    """Show what would raise most grades, the worst grade first."""
    rows = (
        readiness.select("grade", in_language(language, "raise_by"))
        .filter(pl.col("raise_by") != "")
        .group_by("grade", "raise_by")
        .agg(items=pl.len().cast(pl.Int64))
        .sort("grade", "items", "raise_by", descending=[True, True, False])
    )
    return report_table(
        "raising", rows, limit=20, grade="grade", raise_by="sentence", items="whole"
    )


def most_important(
    suggestions: pl.DataFrame, item_classes: pl.DataFrame
) -> pl.DataFrame:
    """Return item-locations worth most: ordered first, else by revenue."""
    ordered = suggestions.sort("rank", "suggestion_id").select(*KEY, "title")
    earning = item_classes.sort(
        "revenue_amount", *KEY, descending=[True, False, False]
    ).select(*KEY, title=pl.lit(None, pl.String))
    return (
        pl.concat([ordered.head(2 * FANS), earning.head(2 * FANS)])
        .unique(KEY, keep="first", maintain_order=True)
        .with_row_index("place")
    )


def fans(
    suggestions: pl.DataFrame,
    item_classes: pl.DataFrame,
    demand_daily: pl.LazyFrame,
    forecasts: pl.LazyFrame,
    as_of: dt.date,
) -> Iterator[tuple[str, pl.DataFrame, pl.DataFrame]]:
    """Yield title, past and forecast of the items worth most that have a forecast."""
    wanted = most_important(suggestions, item_classes)
    coming = _of(wanted, forecasts, as_of, 1, COMING_DAYS)
    past = _of(wanted, demand_daily, as_of, 1 - PAST_DAYS, 0)
    days = past.group_by("place", "on").agg(
        pl.col("demanded_qty").sum().cast(pl.Float64), pl.col("in_stock_share").max()
    )
    shown = wanted.join(coming, on="place", how="semi", maintain_order="left")
    for place, sku, location_id, title in shown.head(FANS).iter_rows():
        name = f"{title or sku} · {location_id}"
        of_item = pl.col("place") == place
        yield name, days.filter(of_item).sort("on"), coming.filter(of_item).sort("on")


def _of(
    wanted: pl.DataFrame, table: pl.LazyFrame, as_of: dt.date, first: int, last: int
) -> pl.DataFrame:
    """Return the rows of ``wanted`` items on the days ``first`` to ``last``."""
    day = dt.timedelta(days=1)
    near = pl.col("on").is_between(as_of + first * day, as_of + last * day)
    items = wanted.select(*KEY, "place").lazy()
    return table.filter(near).join(items, on=KEY).collect()


def fan_chart(past: pl.DataFrame, coming: pl.DataFrame, language: str) -> go.Figure:
    """Draw demand, the days it could not be sold, and what is to come."""
    traces = [
        go.Bar(
            x=past["on"].to_list(),
            y=past["demanded_qty"].to_list(),
            marker={"color": figures.SOFT, "line": {"width": 0}},
            name=text("demand", language),
        ),
        *band(coming, OUTER, figures.BAND_WIDE, text("band_outer", language)),
        *band(coming, INNER, figures.BAND, text("band_inner", language)),
        go.Scatter(
            x=coming["on"].to_list(),
            y=coming["mean"].to_list(),
            mode="lines",
            line={"color": figures.ACCENT, "width": 2},
            name=text("expected", language),
        ),
    ]
    drawn = figures.figure(language, 230, *traces)
    drawn.update_layout(bargap=0.25, hovermode="x unified", shapes=_shades(past))
    drawn.update_yaxes(rangemode="tozero", nticks=5, showgrid=True, hoverformat=",.1f")
    return figures.dated(drawn, language)


def band(
    coming: pl.DataFrame, edges: tuple[str, str], colour: str, name: str
) -> list[go.Scatter]:
    """Return the two edges of a band, the area between them filled."""
    days = coming["on"].to_list()
    edge = {"x": days, "mode": "lines", "line": {"width": 0}}
    low, high = (coming[name].to_list() for name in edges)
    return [
        go.Scatter(**edge, y=low, hoverinfo="skip"),
        go.Scatter(**edge, y=high, fill="tonexty", fillcolor=colour, name=name),
    ]


def _shades(past: pl.DataFrame) -> list[dict[str, object]]:
    """Return a shade behind each run of days that were sold out."""
    sold_out = past.filter(pl.col("in_stock_share") < SOLD_OUT_BELOW)
    return figures.shades(sold_out["on"].to_list())


def exceptional(
    exceptional_sales: pl.DataFrame, products: pl.DataFrame, language: str
) -> ReportTable:
    """Show the exceptional sales that a planner has not decided, worth most first."""
    is_open = (pl.col("decision") == "none") & pl.col("passed_on").is_null()
    rows = (
        exceptional_sales.filter(is_open)
        .with_columns(in_language(language), largest_order_id="order_id")
        .sort(-pl.col("amount"), "on", *KEY, "stream", nulls_last=True)
    )
    return report_table(
        "exceptional",
        titled(rows, products),
        limit=SHOWN_EXCEPTIONS,
        on="date",
        sku="item",
        demanded_qty="qty",
        usual_qty="qty",
        counted_qty="qty",
        largest_order_id="text",
        amount="money",
    )


def accuracy(forecast_accuracy: pl.DataFrame) -> ReportTable:
    """Show each method over all item-locations together, the best first."""
    items = forecast_accuracy.filter(pl.col("sku") != "")
    judged = items.group_by("method", "horizon_days").agg(items=pl.len().cast(pl.Int64))
    rows = (
        forecast_accuracy.filter(pl.col("sku") == "")
        .join(judged, on=["method", "horizon_days"], how="left")
        .with_columns(pl.col("items").fill_null(0))
        .sort("horizon_days", "rmsse", "method", nulls_last=True)
        .select(
            *("method", "horizon_days", "items", "rmsse", "wape", "bias", "coverage")
        )
    )
    return report_table(
        "accuracy",
        rows,
        method="text",
        horizon_days="days",
        items="whole",
        rmsse="score",
        wape="score",
        bias="score",
        coverage="rate",
    )


def promises(forecast_segments: pl.DataFrame) -> ReportTable:
    """Show how often our quantiles of four weeks were kept, class by class."""
    rows = forecast_segments.filter(
        pl.col("method") == OURS,
        pl.col("horizon_days") == PROMISED_DAYS,
        pl.col("kind").is_in(["all", "abc"]),
    ).sort("kind", "segment", descending=[True, False])
    return report_table(
        "promises",
        rows.with_columns(pl.col("segment").replace("", "A–C")),
        segment="code",
        sums="whole",
        covered_50="rate",
        covered_80="rate",
        covered_90="rate",
        covered_95="rate",
        covered_99="rate",
    )


def value_added(forecast_value_added: pl.DataFrame, language: str) -> ReportTable:
    """Show what each step of past forecasts added over all items, the nearest first."""
    rows = (
        forecast_value_added.filter(pl.col("segment") == "all")
        .with_columns(place=pl.col("step").replace_strict(STEPS, range(len(STEPS))))
        .sort(pl.col("weeks_ahead").str.len_chars(), "weeks_ahead", "place")
        .with_columns(kind_in_words(language, "step"))
    )
    return report_table(
        "value_added",
        rows,
        weeks_ahead="code",
        step="text",
        item_weeks="whole",
        wape="score",
        bias="score",
        value_added="score",
    )
