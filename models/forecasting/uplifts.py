"""Uplifts of events and prices on the days that have them, past and planned."""

import datetime as dt

import numpy as np
import numpy.typing as npt
import polars as pl

from models.event_days import PLACE, touched_days
from models.forecasting.marks import Marks, marks_of
from models.forecasting.panel import Matrix, Panel

Floats = npt.NDArray[np.float64]

EVENT, PRICE = "event", "price"
ELASTICITY = "elasticity"
EVERY = ""
"""The category of what holds for all."""


def uplifted(known: Panel, demand_uplifts: pl.DataFrame) -> Panel:
    """Return the panel whose marked days can show as much more as is usual of them.

    What a baseline is learned from is then free of events and prices.
    """
    marks = known.marks.until(known.days)
    if not len(marks.row):
        return known
    weights = known.weights.copy()
    by_category = known.series["category"].gather(marks.row)
    weights[marks.row, marks.day] *= uplifts(marks, by_category, demand_uplifts)
    return known.weighed(weights)


def uplifts(
    marks: Marks, categories: pl.Series, demand_uplifts: pl.DataFrame
) -> Matrix:
    """Return the factor of each marked day; ``categories`` are those of its item."""
    days = pl.DataFrame(
        {
            "name": pl.Series(marks.names, dtype=pl.String).gather(marks.kind),
            "log_price": marks.log_price,
            "category": categories,
        }
    )
    return (
        with_uplifts(days, demand_uplifts)
        .select(
            (
                pl.col("factor") * (pl.col("elasticity") * pl.col("log_price")).exp()
            ).cast(pl.Float32)
        )
        .to_series()
        .to_numpy()
    )


def with_uplifts(days: pl.DataFrame, demand_uplifts: pl.DataFrame) -> pl.DataFrame:
    """Add ``factor`` and ``elasticity`` of the category, else of all."""
    events = demand_uplifts.filter(kind=EVENT).select("name", "category", "factor")
    prices = demand_uplifts.filter(kind=PRICE).select("category", elasticity="factor")
    every = prices.filter(category=EVERY)["elasticity"]
    return (
        days.join(events, on=["name", "category"], how="left", maintain_order="left")
        .join(
            events.filter(category=EVERY).select("name", every="factor"),
            on="name",
            how="left",
            maintain_order="left",
        )
        .join(prices, on="category", how="left", maintain_order="left")
        .with_columns(
            pl.coalesce("factor", "every", pl.lit(1.0)).alias("factor"),
            pl.col("elasticity").fill_null(every[0] if len(every) else 0.0),
        )
    )


def planned_uplifts(
    items: pl.DataFrame,
    events: pl.DataFrame,
    channel_places: pl.DataFrame,
    demand_uplifts: pl.DataFrame,
    start: dt.date,
    days: int,
) -> Floats:
    """Return the factors of planned events: rows of ``items`` by days from ``start``.

    The narrowest event of a day counts, as in the past: of an item before a category
    before all.
    """
    result = np.ones((items.height, days))
    last = start + dt.timedelta(days=days - 1)
    coming = events.filter(
        pl.col("ends_on") >= start, pl.col("starts_on") <= last
    ).with_columns(
        pl.max_horizontal("starts_on", pl.lit(start)),
        pl.min_horizontal("ends_on", pl.lit(last)),
    )
    marks = marks_of(
        touched_days(coming, channel_places, items)
        .join(items.select(PLACE).with_row_index("row"), on=PLACE)
        .sort("width", "kind")
        .select(
            "row",
            "discount_rate",
            event="kind",
            day=(pl.col("on") - start).dt.total_days(),
        )
    )
    by_category = items["category"].gather(marks.row)
    result[marks.row, marks.day] = uplifts(marks, by_category, demand_uplifts)
    return result
