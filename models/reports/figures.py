"""The look that all figures share: calm lines, one accent, no background.

The page that shows them swaps these colours for their dark counterparts.
"""

import datetime as dt
import html
from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

INK = "#26282a"
MUTED = "#73767a"
RULE = "#e3e5e8"
ACCENT = "#0b6e63"
BAND = "#a9d3cc"
BAND_WIDE = "#d6ebe7"
SHADE = "#ececee"
SOFT = "#a9adb3"
PALETTE = {
    INK: "--ink",
    MUTED: "--muted",
    RULE: "--rule",
    ACCENT: "--accent",
    BAND: "--band",
    BAND_WIDE: "--band-wide",
    SHADE: "--shade",
    SOFT: "--soft",
}
"""The name under which a page knows each colour."""

BAR_HEIGHT = 30
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"
LONGEST_TITLE = 200
LONG = dt.timedelta(days=200)
BARE = {"displayModeBar": False, "displaylogo": False}
PAGE_STYLE = f"body {{ margin: 2rem; max-width: 60rem; font-family: {FONT} }}"
CONTROL = dict.fromkeys((*range(32), 127))


def label(value: str, longest: int = 38) -> str:
    """Make text safe and short enough to stand in a figure."""
    short = value.translate(CONTROL)
    short = short if len(short) <= longest else f"{short[: longest - 1]}…"
    return html.escape(short)


def figure(
    language: str, height: int, *traces: go.Bar | go.Scatter | go.Heatmap
) -> go.Figure:
    """Put ``traces`` into an empty figure of the shared look."""
    axis = {
        "showgrid": False,
        "zeroline": False,
        "automargin": True,
        "linecolor": RULE,
        "gridcolor": RULE,
        "tickfont": {"color": MUTED},
        "fixedrange": True,
    }
    return go.Figure(
        data=list(traces),
        layout={
            "template": None,
            "height": height,
            "margin": {"l": 8, "r": 16, "t": 8, "b": 8},
            "font": {"family": FONT, "size": 13, "color": INK},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "separators": ",." if language == "da" else ".,",
            "showlegend": False,
            "xaxis": axis,
            "yaxis": axis,
            "hoverlabel": {"font": {"family": FONT}},
        },
    )


def bars(
    names: Sequence[str], values: Sequence[float], language: str, unit: str = ""
) -> go.Figure:
    """Draw horizontal bars with their values, the first on top."""
    places = list(range(len(names)))
    trace = go.Bar(
        x=list(values),
        y=places,
        orientation="h",
        marker={"color": ACCENT, "line": {"width": 0}},
        texttemplate="%{x:,.0f}",
        textposition="outside",
        cliponaxis=False,
        hovertemplate=f"%{{x:,.0f}} {label(unit)}<extra></extra>",
    )
    drawn = figure(language, 24 + BAR_HEIGHT * max(len(names), 1), trace)
    drawn.update_layout(bargap=0.42, margin={"l": 8, "r": 84, "t": 4, "b": 4})
    drawn.update_xaxes(visible=False)
    drawn.update_yaxes(
        tickvals=places,
        ticktext=[label(name) for name in names],
        autorange="reversed",
        showline=False,
        tickfont={"color": INK},
        ticks="outside",
        ticklen=8,
        tickcolor="rgba(0,0,0,0)",
    )
    return drawn


def columns(
    days: Sequence[dt.date], values: Sequence[float], language: str, unit: str = ""
) -> go.Figure:
    """Draw upright bars of months or weeks, each at its first day."""
    trace = go.Bar(
        x=list(days),
        y=list(values),
        marker={"color": ACCENT, "line": {"width": 0}},
        hovertemplate=f"%{{x|%Y-%m-%d}}: %{{y:,.0f}} {label(unit)}<extra></extra>",
    )
    drawn = figure(language, 220, trace)
    drawn.update_layout(bargap=0.3)
    drawn.update_yaxes(tickformat=",.0f", rangemode="tozero", showgrid=True, nticks=5)
    return dated(drawn, language)


def dated(drawn: go.Figure, language: str) -> go.Figure:
    """Write the dates of the horizontal axis as numbers that every language reads."""
    drawn.update_xaxes(
        type="date",
        tickformat="%-d/%-m" if language == "da" else "%-d %b",
        hoverformat="%-d/%-m %Y" if language == "da" else "%-d %b %Y",
        nticks=7,
        ticks="outside",
        tickcolor=RULE,
    )
    return drawn


def by_month(drawn: go.Figure, on: Sequence[dt.date], language: str) -> go.Figure:
    """Let the axis name months and years where it spans many."""
    if len(on) and on[-1] - on[0] > LONG:
        drawn.update_xaxes(tickformat="%-m/%Y" if language == "da" else "%b %Y")
    return drawn


def named(drawn: go.Figure) -> go.Figure:
    """Say above the figure what is what."""
    return drawn.update_layout(
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        margin={"t": 36},
    )


def shades(days: Sequence[dt.date], colour: str = SHADE) -> list[dict[str, object]]:
    """Return a shade behind each run of ``days``, for the layout of a figure.

    >>> from datetime import date
    >>> [shade["x1"] for shade in shades([date(2026, 1, 2), date(2026, 1, 1)])]
    [datetime.datetime(2026, 1, 2, 12, 0)]
    """
    runs: list[list[dt.date]] = []
    for day in sorted(days):
        if runs and day - runs[-1][1] == dt.timedelta(days=1):
            runs[-1][1] = day
        else:
            runs.append([day, day])
    half = dt.timedelta(hours=12)
    midnight = dt.time()
    return [
        {
            "type": "rect",
            "yref": "paper",
            "x0": dt.datetime.combine(first, midnight) - half,
            "x1": dt.datetime.combine(last, midnight) + half,
            "y0": 0,
            "y1": 1,
            "fillcolor": colour,
            "line": {"width": 0},
            "layer": "below",
        }
        for first, last in runs
    ]


def page(drawn: Mapping[str, go.Figure]) -> str:
    """Put figures below each other, titled, into a page that needs nothing else."""
    parts = [
        f"<h2>{label(title, LONGEST_TITLE)}</h2>\n"
        + one.to_html(full_html=False, include_plotlyjs=number == 0, config=BARE)
        for number, (title, one) in enumerate(drawn.items())
    ]
    head = f'<!doctype html>\n<meta charset="utf-8">\n<style>{PAGE_STYLE}</style>\n'
    return head + "\n".join(parts) + "\n"
