"""The coming weeks with suppliers: when to order, last chances and closures."""

import datetime as dt

import plotly.graph_objects as go
import polars as pl

from models.reports import figures
from models.reports.report_table import ReportTable, report_table
from models.reports.supplier_terms import named
from models.reports.texts import text

WEEKS = 6
EVERY_DAY = "1111111"
ROW = 34
MOST_ROWS = 24
"""Suppliers that a picture shows; a table beside it has all."""
MARKS = {
    "chance": ("circle-open", figures.MUTED, 9),
    "order": ("circle", figures.ACCENT, 13),
    "last": ("diamond", figures.INK, 12),
}
"""How each kind of day is drawn: symbol, colour, size."""


def coming_days(
    supply_sources: pl.DataFrame,
    suggested_orders: pl.DataFrame,
    calendars: pl.DataFrame,
    suppliers: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return the days of the coming weeks on which something is to do, by supplier.

    ``what`` is ``order`` where the plan orders, ``last`` on the last chance before a
    closure, else ``chance``; ``amount`` is what the plan orders then. A day on which
    the supplier is closed is no chance.
    """
    bought = supply_sources.filter(pl.col("kind") == "supplier")
    chances = _open(_chances(bought, as_of), calendars)
    orders = suggested_orders.group_by("supplier_id", on="order_on").agg(
        pl.col("amount").sum(), pl.col("lines").sum()
    )
    last = bought.select(
        "supplier_id", on=pl.coalesce("order_before_on", "last_order_on")
    ).drop_nulls()
    return named(
        chances.join(orders, on=["supplier_id", "on"], how="full", coalesce=True)
        .join(
            last.unique().with_columns(is_last=pl.lit(value=True)),
            on=["supplier_id", "on"],
            how="full",
            coalesce=True,
        )
        .filter(pl.col("on").is_between(as_of, _until(as_of), closed="right"))
        .with_columns(
            what=pl.when("is_last")
            .then(pl.lit("last"))
            .when(pl.col("amount").is_not_null())
            .then(pl.lit("order"))
            .otherwise(pl.lit("chance")),
        ),
        suppliers,
    ).sort("on", "supplier_name")


def _until(as_of: dt.date) -> dt.date:
    """Return the last day that is shown."""
    return as_of + dt.timedelta(weeks=WEEKS)


def _chances(bought: pl.DataFrame, as_of: dt.date) -> pl.DataFrame:
    """Return the days on which each supplier takes orders, closed or not."""
    days = pl.select(
        on=pl.date_range(as_of + dt.timedelta(days=1), _until(as_of), interval="1d")
    )
    taking = bought.select(
        "supplier_id", pl.col("order_weekdays").fill_null(EVERY_DAY)
    ).unique()
    at = (pl.col("on").dt.weekday() - 1).cast(pl.Int64)
    return (
        taking.join(days, how="cross")
        .filter(pl.col("order_weekdays").str.slice(at, 1) == "1")
        .select("supplier_id", "on")
        .unique()
    )


def _open(chances: pl.DataFrame, calendars: pl.DataFrame) -> pl.DataFrame:
    """Leave out the days on which a supplier is closed."""
    spans = calendars.select(
        pl.col("party_id").alias("supplier_id"), "starts_on", "ends_on"
    )
    closed = (
        chances.join(spans, on="supplier_id")
        .filter(pl.col("on").is_between(pl.col("starts_on"), pl.col("ends_on")))
        .select("supplier_id", "on")
    )
    return chances.join(closed, on=["supplier_id", "on"], how="anti")


def closed_spans(
    calendars: pl.DataFrame, suppliers: pl.DataFrame, as_of: dt.date
) -> pl.DataFrame:
    """Return when suppliers are closed in the coming weeks, soonest first."""
    spans = calendars.rename({"party_id": "supplier_id"}).join(
        suppliers.select("supplier_id"), on="supplier_id", how="semi"
    )
    return named(
        spans.filter(pl.col("ends_on") > as_of, pl.col("starts_on") <= _until(as_of)),
        suppliers,
    ).sort("starts_on", "supplier_name")


def busiest(coming_days: pl.DataFrame, closed: pl.DataFrame) -> list[str]:
    """Return the suppliers that a picture shows: those from whom most is ordered.

    At most ``MOST_ROWS``, by name.
    """
    ordered = coming_days.group_by("supplier_name").agg(pl.col("amount").sum())
    most = ordered.sort("amount", "supplier_name", descending=[True, False])
    others = sorted({*closed["supplier_name"]} - {*most["supplier_name"]})
    return sorted([*most["supplier_name"], *others][:MOST_ROWS])


def calendar_chart(
    coming_days: pl.DataFrame, closed: pl.DataFrame, as_of: dt.date, language: str
) -> go.Figure:
    """Draw a line for each supplier: chances, orders, last chances, closures.

    Of many suppliers the ``busiest`` are drawn.
    """
    names = busiest(coming_days, closed)
    is_shown = pl.col("supplier_name").is_in(names)
    traces = [
        _dots(coming_days.filter(is_shown, pl.col("what") == what), what, language)
        for what in MARKS
    ]
    drawn = figures.figure(language, 64 + ROW * max(len(names), 1), *traces)
    spans = closed.filter(is_shown).select("supplier_name", "starts_on", "ends_on")
    drawn.update_layout(
        shapes=[
            _closed(names.index(name), max(first, as_of), min(last, _until(as_of)))
            for name, first, last in spans.iter_rows()
        ],
        showlegend=True,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        margin={"t": 34},
    )
    drawn.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=names,
        autorange="reversed",
        showline=False,
        tickfont={"color": figures.INK},
    )
    drawn.update_xaxes(range=[as_of, _until(as_of) + dt.timedelta(days=1)])
    return figures.dated(drawn, language)


def _closed(row: int, first: dt.date, last: dt.date) -> dict[str, object]:
    """Return what shades the line ``row`` from ``first`` to the end of ``last``."""
    return {
        "type": "rect",
        "x0": first,
        "x1": last + dt.timedelta(days=1),
        "y0": row - 0.3,
        "y1": row + 0.3,
        "fillcolor": figures.SHADE,
        "line": {"width": 0},
        "layer": "below",
    }


def _dots(days: pl.DataFrame, what: str, language: str) -> go.Scatter:
    """Return the marks of one kind of day."""
    symbol, colour, size = MARKS[what]
    return go.Scatter(
        x=days["on"].to_list(),
        y=days["supplier_name"].to_list(),
        mode="markers",
        name=text(f"day_{what}", language),
        marker={"symbol": symbol, "color": colour, "size": size},
        hovertemplate="%{y}: %{x|%Y-%m-%d}<extra>%{fullData.name}</extra>",
    )


def calendar_table(
    coming_days: pl.DataFrame, closed: pl.DataFrame, language: str
) -> ReportTable:
    """Show the days on which something is to do, and closures, soonest first."""
    words = {what: text(f"day_{what}", language) for what in MARKS}
    days = coming_days.filter(pl.col("what") != "chance").select(
        "on",
        "supplier_name",
        pl.col("what").replace(words),
        until_on=pl.lit(None, pl.Date),
        lines=pl.col("lines").cast(pl.Int64),
        amount="amount",
    )
    closures = closed.select(
        "supplier_name",
        on="starts_on",
        what=pl.lit(text("day_closed", language)),
        until_on="ends_on",
    )
    return report_table(
        "order_calendar",
        pl.concat([days, closures], how="diagonal").sort("on", "supplier_name"),
        on="date",
        supplier_name="text",
        what="text",
        until_on="date",
        lines="whole",
        amount="money",
    )
