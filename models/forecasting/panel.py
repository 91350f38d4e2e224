"""Daily demand as matrices: one row per item-location, one column per day.

Kernels work on these; tables go in and come out elsewhere.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import polars as pl

Matrix = npt.NDArray[np.float32]
Dates = npt.NDArray[np.datetime64]

SCARCE_SHARE = 0.1
"""A day that was sold out nearly all of the time says nothing about demand."""

BASELINE_STREAMS = ("retail", "wholesale")
"""One-off projects never enter the baseline."""


Step = Literal["1d", "1w", "1mo"]
"""How far apart the columns of a panel are."""
STEP_DAYS: Mapping[Step, float] = {"1d": 1.0, "1w": 7.0, "1mo": 365.25 / 12}


@dataclass(frozen=True)
class Panel:
    """Demand and how much of each day it could be seen.

    ``series`` has one row per item-location in the order of the matrices' rows;
    ``weights`` holds the share of the day on which demand shows (0: not at all). A
    column is a day, or the week or month that begins on it.
    """

    series: pl.DataFrame
    first_on: dt.date
    demand: Matrix
    weights: Matrix
    is_whole: npt.NDArray[np.bool_]
    step: Step = "1d"

    @property
    def dates(self) -> Dates:
        """Return the date of each column."""
        return dates(self.first_on, self.days, self.step)

    @property
    def items(self) -> npt.NDArray[np.int64]:
        """Return a number from 0 for the item of each row."""
        return (self.series["sku"].rank("dense").cast(pl.Int64) - 1).to_numpy()

    @property
    def days(self) -> int:
        """Return the number of days."""
        return int(self.demand.shape[1])


def dates(start: dt.date, count: int, step: Step = "1d") -> Dates:
    """Return so many dates from ``start`` on, a step apart.

    >>> dates(dt.date(2026, 1, 1), 2, "1mo").tolist()
    [datetime.date(2026, 1, 1), datetime.date(2026, 2, 1)]
    """
    first = np.datetime64(start, "D")
    if step == "1mo":
        months = first.astype("datetime64[M]") + np.arange(count)
        return np.asarray(months.astype("datetime64[D]") + (start.day - 1))
    return np.asarray(first + np.arange(count) * int(STEP_DAYS[step]))


def categories(products: pl.DataFrame) -> pl.DataFrame:
    """Return the category of each item."""
    return products.select("sku", "category").unique(
        "sku", keep="first", maintain_order=True
    )


def observed_share(share: pl.Expr) -> pl.Expr:
    """Turn an in-stock share into the weight of a day: null is unknown, so whole."""
    return (
        pl.when(share < SCARCE_SHARE).then(0.0).otherwise(share.fill_null(1.0))
    ).cast(pl.Float32)


def panel(demand_daily: pl.LazyFrame, products: pl.DataFrame, as_of: dt.date) -> Panel:
    """Build the matrices of what was known at the end of ``as_of``."""
    known = demand_daily.filter(
        pl.col("on") <= as_of, pl.col("stream").is_in(BASELINE_STREAMS)
    )
    series = _series(known, products)
    first_on = series["first_on"].min() if series.height else as_of
    assert isinstance(first_on, dt.date)  # noqa: S101 - tells the type checker
    shape = (series.height, (as_of - first_on).days + 1)
    cells = _cells(known, series, first_on, shape[1])
    position = cells["position"].to_numpy()
    demand = np.bincount(
        position, cells["demanded"].to_numpy(), minlength=shape[0] * shape[1]
    )
    weights = np.zeros(shape, np.float32)
    weights.ravel()[position] = cells["weight"].to_numpy()
    return Panel(
        series=series,
        first_on=first_on,
        demand=demand.astype(np.float32).reshape(shape),
        weights=weights,
        is_whole=series["is_whole"].to_numpy(),
    )


def _series(known: pl.LazyFrame, products: pl.DataFrame) -> pl.DataFrame:
    """Return the item-locations with their category and what is known of each."""
    demanded = pl.col("demanded_qty")
    stocked = pl.col("in_stock_share").is_not_null()
    return (
        known.group_by("sku", "location_id")
        .agg(
            first_on=pl.col("on").min(),
            stock_known_on=pl.col("on").filter(stocked).min(),
            is_whole=(demanded == demanded.round(0)).all(),
        )
        .join(
            categories(products).lazy(),
            on="sku",
            how="left",
        )
        .with_columns(pl.col("category").fill_null(""))
        .sort("sku", "location_id")
        .with_row_index("row")
        .collect(engine="streaming")
    )


def _cells(
    known: pl.LazyFrame, series: pl.DataFrame, first_on: dt.date, width: int
) -> pl.DataFrame:
    """Return demand and weight of every known day with its place in the matrices."""
    share = pl.col("in_stock_share")
    not_stocked = share.is_null() & (pl.col("on") > pl.col("stock_known_on"))
    weight = (
        pl.when(pl.col("is_closed") | not_stocked)
        .then(0.0)
        .otherwise(observed_share(share))
    )
    day = (pl.col("on") - first_on).dt.total_days()
    return (
        known.join(
            series.lazy().select("sku", "location_id", "row", "stock_known_on"),
            on=["sku", "location_id"],
        )
        .select(
            position=pl.col("row").cast(pl.Int64) * width + day,
            demanded=pl.col("demanded_qty").cast(pl.Float64),
            weight=weight.cast(pl.Float32),
        )
        .collect(engine="streaming")
    )
