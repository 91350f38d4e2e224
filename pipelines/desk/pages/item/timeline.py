"""An item through time, read from the published plan and the forecasts kept."""

import datetime as dt

import plotly.graph_objects as go
import polars as pl

from models.reports import item_timeline
from models.reports.item_timeline import COMING_DAYS, PAST_DAYS, Timeline
from pipelines.desk.pages.item.subject import Item
from pipelines.vintages import Vintages

SAID = pl.Schema({"week": pl.Date(), "qty": pl.Float64()})
FIRST_WEEK = 1


def timeline(of: Item) -> go.Figure:
    """Draw the item at the places shown, half a year back and a quarter ahead."""
    return of.view.remember(
        ("item", "timeline", of.sku, of.place),
        lambda: item_timeline.timeline(_read(of), of.view.language),
    )


def _read(of: Item) -> Timeline:
    """Read what is drawn."""
    as_of = of.view.snapshot.as_of
    first = as_of - dt.timedelta(days=PAST_DAYS)
    last = as_of + dt.timedelta(days=COMING_DAYS)
    near = pl.col("on").is_between(first, last)
    stock, demand, coming = pl.collect_all(
        [
            of.lazy("stock_daily").filter(near),
            of.lazy("demand_daily").filter(near),
            of.lazy("forecasts").filter(near),
        ]
    )
    levels = of.rows("reorder_points")
    return Timeline(
        stock=item_timeline.stock_days(stock),
        demand=item_timeline.demand_days(demand),
        coming=item_timeline.coming_days(coming),
        receipts=_receipts(of),
        supply=of.rows("open_supply").select(on="arrive_on", qty="open_qty"),
        said=_said(of, first),
        reorder_point_qty=float(levels["reorder_point_qty"].sum() or 0),
        as_of=as_of,
    )


def _receipts(of: Item) -> pl.DataFrame:
    """Return what came, by day."""
    there = pl.coalesce("available_at", "received_at").dt.date()
    rows = of.rows("receipt_lines").select(on=there, qty="received_qty")
    return rows.group_by("on").agg(pl.col("qty").sum()).sort("on")


def _said(of: Item, first: dt.date) -> pl.DataFrame:
    """Return what was expected of each past week when it began."""
    kept = Vintages(of.view.workspace.vintages).vintages()
    made = [
        vintage.filter(
            pl.col("sku") == of.sku,
            pl.col("location_id").is_in(list(of.places)),
            pl.col("week") == FIRST_WEEK,
        )
        .group_by("made_on")
        .agg(qty=pl.col("said_qty").cast(pl.Float64).sum())
        .select(week=pl.col("made_on") + pl.duration(days=1), qty="qty")
        for made_on, vintage in kept.items()
        if first <= made_on < of.view.snapshot.as_of
    ]
    if not made:
        return pl.DataFrame(schema=SAID)
    return pl.concat(pl.collect_all(made)).sort("week")
