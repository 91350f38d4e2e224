"""The figures of a study."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import plotly.graph_objects as go
import polars as pl

from models.reports import figures
from models.reports.forecast_quality import INNER, OUTER, band
from models.reports.study.autocorrelation import Autocorrelation
from models.reports.study.days import Floats
from models.reports.study.decomposition import Decomposition
from models.reports.texts import text

Trace: TypeAlias = Any
"""A bar or a line: plotly has no types."""

PANEL_HEIGHT = 130
GAP_HEIGHT = 36
"""Pixels between panels: the title of the lower one stands there."""
SHADES = {
    "is_out": figures.SHADE,
    "is_closed": figures.BAND_WIDE,
    "is_event": figures.BAND,
}
"""What stands behind the days: sold out, closed, an event."""
HOVER = ",.2~f"


def demand_chart(days: pl.DataFrame, language: str) -> go.Figure:
    """Draw demand, what was the matter with its days, and days that stand out."""
    odd = days.filter("is_exceptional")
    traces = [
        _bars(
            days["on"].to_list(), days["demanded"].to_list(), text("demand", language)
        ),
        go.Scatter(
            x=odd["on"].to_list(),
            y=odd["demanded"].to_list(),
            mode="markers",
            marker={"color": figures.ACCENT, "size": 8, "symbol": "diamond"},
            name=text("study_exceptional", language),
        ),
        *_keys(days, language),
    ]
    shapes = [
        shade
        for name, colour in SHADES.items()
        for shade in figures.shades(days.filter(name)["on"].to_list(), colour)
    ]
    drawn = figures.named(figures.figure(language, 320, *traces))
    drawn.update_layout(bargap=0.1, shapes=shapes, hovermode="closest")
    drawn.update_yaxes(rangemode="tozero", nticks=5, hoverformat=HOVER)
    return _dated(drawn, days["on"].to_list(), language)


def _keys(days: pl.DataFrame, language: str) -> list[go.Bar]:
    """Return an entry of the legend for each shade there is."""
    return [
        go.Bar(
            x=[None],
            y=[None],
            marker={"color": colour, "line": {"width": 0}},
            name=text(f"study_{name}", language),
        )
        for name, colour in SHADES.items()
        if days[name].any()
    ]


def decomposition_chart(
    on: Sequence[dt.date], values: Floats, found: Decomposition, language: str
) -> go.Figure:
    """Draw demand and its parts below each other."""
    shown: dict[str, list[Trace]] = {
        text("demand", language): [_line(on, values, figures.SOFT, 1.0)]
    }
    for name, part in found.parts.items():
        shown[text(f"study_{name}", language)] = [_line(on, part.values)]
    left = values - sum(part.values for part in found.parts.values())
    shown[text("study_remainder", language)] = [_bars(on, left.tolist())]
    return _dated(_panels(shown, language), on, language)


def autocorrelation_chart(found: Autocorrelation, language: str) -> go.Figure:
    """Draw both correlations by lag, with the band of white noise."""
    lags = list(range(1, len(found.plain) + 1))
    shown: dict[str, list[Trace]] = {
        text("study_plain", language): [_stems(lags, found.plain)],
        text("study_partial", language): [_stems(lags, found.partial)],
    }
    drawn = _panels(shown, language)
    drawn.update_layout(bargap=0.75, shapes=[_band_of(found.band, n) for n in (1, 2)])
    drawn.update_xaxes(dtick=7, tick0=0, title=_axis_title("lag", language))
    return drawn


def components_chart(
    on: Sequence[dt.date], values: Floats, parts: Mapping[str, Floats], language: str
) -> go.Figure:
    """Draw the state of the model after each step."""
    shown: dict[str, list[Trace]] = {}
    for name, part in parts.items():
        below = [_line(on, values, figures.SOFT, 1.0)] if name == "level" else []
        shown[text(f"study_{name}", language)] = [*below, _line(on, part)]
    return _dated(_panels(shown, language), on, language)


def residual_chart(
    on: Sequence[dt.date], residuals: Floats, limit: float, language: str
) -> go.Figure:
    """Draw what the model did not foresee, and the band of 19 in 20."""
    drawn = figures.figure(language, 220, _bars(on, residuals.tolist()))
    drawn.update_layout(bargap=0.1, shapes=[_band_of(limit, 1)])
    drawn.update_yaxes(
        nticks=5, hoverformat=HOVER, zeroline=True, zerolinecolor=figures.RULE
    )
    return _dated(drawn, on, language)


def rivals_chart(
    past: pl.DataFrame, said: pl.DataFrame, coming: pl.DataFrame, language: str
) -> go.Figure:
    """Draw recent demand, both forecasts of the last 28 days and of those to come.

    ``past`` has on and demanded; ``said`` on, ours and ets; ``coming`` the same and,
    where they are known, quantiles of ours.
    """
    fan: list[Trace] = []
    if OUTER[0] in coming.columns:
        fan += band(coming, OUTER, figures.BAND_WIDE, text("band_outer", language))
        fan += band(coming, INNER, figures.BAND, text("band_inner", language))
    for trace in fan:
        trace.update(showlegend=trace.name is not None)
    lines = [
        line
        for rows, is_named in ((said, True), (coming, said.is_empty()))
        for line in _both(rows, language, is_named=is_named)
    ]
    bars = _bars(
        past["on"].to_list(), past["demanded"].to_list(), text("demand", language)
    )
    drawn = figures.named(figures.figure(language, 340, bars, *fan, *lines))
    drawn.update_layout(bargap=0.25, hovermode="x unified")
    drawn.update_yaxes(rangemode="tozero", nticks=5, hoverformat=HOVER)
    return figures.dated(drawn, language)


def _both(rows: pl.DataFrame, language: str, *, is_named: bool) -> list[go.Scatter]:
    """Return a line for each of the two forecasts that is there."""
    return [
        go.Scatter(
            x=rows["on"].to_list(),
            y=rows[method].to_list(),
            mode="lines",
            line={"color": colour, "width": 2, "dash": dash},
            name=text(f"study_by_{method}", language),
            legendgroup=method,
            showlegend=is_named,
        )
        for method, colour, dash in (
            ("ours", figures.ACCENT, "solid"),
            ("ets", figures.INK, "dot"),
        )
        if rows[method].is_not_null().any()
    ]


def _line(
    on: Sequence[dt.date],
    values: Floats,
    colour: str = figures.ACCENT,
    width: float = 1.8,
) -> go.Scatter:
    """Return one line."""
    return go.Scatter(
        x=list(on),
        y=values.tolist(),
        mode="lines",
        line={"color": colour, "width": width},
        hovertemplate="%{x}: %{y:,.2~f}<extra></extra>",
    )


def _bars(on: Sequence[dt.date], values: Sequence[float], name: str = "") -> go.Bar:
    """Return thin bars by day."""
    return go.Bar(
        x=list(on),
        y=list(values),
        marker={"color": figures.SOFT, "line": {"width": 0}},
        name=name,
        hovertemplate="%{x}: %{y:,.2~f}<extra></extra>",
    )


def _stems(lags: Sequence[int], correlations: Floats) -> go.Bar:
    """Return thin bars by lag."""
    return go.Bar(
        x=list(lags),
        y=correlations.tolist(),
        marker={"color": figures.ACCENT, "line": {"width": 0}},
        hovertemplate="%{x}: %{y:.2f}<extra></extra>",
    )


def _panels(shown: Mapping[str, Sequence[Trace]], language: str) -> go.Figure:
    """Put traces into titled panels below each other, above one axis of days."""
    count = len(shown)
    traces = [
        trace.update(yaxis=f"y{number}")
        for number, one in enumerate(shown.values(), start=1)
        for trace in one
    ]
    height = PANEL_HEIGHT * count + 60
    drawn = figures.figure(language, height, *traces)
    style = drawn.layout.yaxis.to_plotly_json()
    gap = GAP_HEIGHT / height
    each = (1 + gap) / count
    titles = []
    for number, title in enumerate(shown, start=1):
        top = 1 - (number - 1) * each
        axis = style | {"domain": [max(top - each + gap, 0), top], "nticks": 4}
        drawn.update_layout({f"yaxis{number if number > 1 else ''}": axis})
        titles.append(_title(title, top))
    drawn.update_layout(annotations=titles, margin={"t": 24}, hovermode="x")
    drawn.update_xaxes(anchor=f"y{count if count > 1 else ''}")
    return drawn


def _axis_title(key: str, language: str) -> dict[str, object]:
    """Return what an axis is called."""
    font = {"color": figures.MUTED, "size": 12}
    return {"text": text(key, language), "font": font}


def _title(title: str, top: float) -> dict[str, object]:
    """Return the title of a panel, above its left corner."""
    return {
        "text": figures.label(title, figures.LONGEST_TITLE),
        "x": 0,
        "y": top,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"color": figures.MUTED, "size": 12},
    }


def _band_of(limit: float, number: int) -> dict[str, object]:
    """Return a shade between −limit and limit in a panel."""
    return {
        "type": "rect",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "yref": f"y{number if number > 1 else ''}",
        "y0": -limit,
        "y1": limit,
        "fillcolor": figures.SHADE,
        "line": {"width": 0},
        "layer": "below",
    }


def _dated(drawn: go.Figure, on: Sequence[dt.date], language: str) -> go.Figure:
    """Let the axis name months and years where it spans many."""
    return figures.by_month(figures.dated(drawn, language), on, language)
