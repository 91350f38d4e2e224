"""Daily demand as matrices: one row per item-location, one column per day.

Kernels work on these; tables go in and come out elsewhere.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt
import polars as pl

from models.exceptional_days import NEVER, exceptional_days
from models.forecasting.marks import NO_MARKS, Marks, marks_of

Matrix = npt.NDArray[np.float32]
Dates = npt.NDArray[np.datetime64]
Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

SCARCE_SHARE = 0.1
"""A day that was sold out nearly all of the time says nothing about demand."""

BASELINE_STREAMS = ("retail", "wholesale")
"""One-off projects never enter the baseline."""


Step = Literal["1d", "1w", "1mo"]
"""How far apart the columns of a panel are."""
STEP_DAYS: Mapping[Step, float] = {"1d": 1.0, "1w": 7.0, "1mo": 365.25 / 12}
MIDDLE_OF_STEP: Mapping[Step, int] = {"1d": 0, "1w": 3, "1mo": 14}
"""Days from the date of a column to the middle of what it stands for."""


@dataclass(frozen=True)
class Exceptions:
    """Days that the baseline does not count whole, by row and column of the matrices.

    ``excess`` is what it leaves out, until day ``passed`` shows the day to be ordinary.
    """

    row: Whole
    day: Whole
    excess: Floats
    passed: Whole


NOWHERE = np.zeros(0, np.int64)
NO_EXCEPTIONS = Exceptions(NOWHERE, NOWHERE, np.zeros(0), NOWHERE)


@dataclass(frozen=True)
class Pools:
    """The item and the category of each row, numbered from 0."""

    items: Whole
    categories: Whole


@dataclass(frozen=True)
class Panel:
    """Demand and how much of each day it could be seen.

    ``series`` has one row per item-location in the order of the matrices' rows;
    ``weights`` holds the share of the day on which demand shows (0: not at all). A
    column is a day, or the week or month that begins on it. ``demand`` is what was;
    the baseline is learned from what is ``counted`` of it.
    """

    series: pl.DataFrame
    first_on: dt.date
    demand: Matrix
    weights: Matrix
    is_whole: npt.NDArray[np.bool_]
    step: Step = "1d"
    exceptions: Exceptions = NO_EXCEPTIONS
    marks: Marks = NO_MARKS

    @property
    def counted(self) -> Matrix:
        """Return demand without the excess of exceptional days."""
        found = self.exceptions
        stands = (found.day < self.days) & (found.passed >= self.days)
        if not stands.any():
            return self.demand
        result = self.demand.copy()
        at = (found.row[stands], found.day[stands])
        np.subtract.at(result, at, found.excess[stands].astype(np.float32))
        return result

    def weighed(self, weights: Matrix) -> "Panel":
        """Return the same with other weights."""
        return replace(self, weights=weights)

    def until(self, days: int) -> "Panel":
        """Return what was known after so many days."""
        return replace(
            self,
            demand=np.ascontiguousarray(self.demand[:, :days]),
            weights=np.ascontiguousarray(self.weights[:, :days]),
        )

    @property
    def dates(self) -> Dates:
        """Return the date of each column."""
        return dates(self.first_on, self.days, self.step)

    @property
    def pools(self) -> Pools:
        """Return the item and the category of each row."""
        items, categories = (self.series[name] for name in ("sku", "category"))
        return Pools(numbered(items), numbered(categories))

    @property
    def days(self) -> int:
        """Return the number of days."""
        return int(self.demand.shape[1])


def numbered(names: pl.Series) -> Whole:
    """Return the number from 0 of each name."""
    return (names.rank("dense").cast(pl.Int64) - 1).to_numpy()


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


def panel(
    demand_daily: pl.LazyFrame,
    exceptional_sales: pl.DataFrame,
    products: pl.DataFrame,
    as_of: dt.date,
) -> Panel:
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
        exceptions=_exceptions(exceptional_sales, series, first_on, as_of),
        marks=marks_of(_marked(known, series, first_on)),
    )


def _marked(
    known: pl.LazyFrame, series: pl.DataFrame, first_on: dt.date
) -> pl.DataFrame:
    """Return the days of events with their discount, by row and column."""
    items = series.lazy().select("sku", "location_id", "row")
    return (
        known.filter(pl.col("event").is_not_null())
        .join(items, on=["sku", "location_id"])
        .select("row", "event", "discount_rate", day=_days_after("on", first_on))
        .collect(engine="streaming")
    )


def with_calls(known: Panel) -> Panel:
    """Return the panel with the exceptional days that its own demand shows."""
    groups = known.series.select(
        pl.struct("location_id", "category").rank("dense").cast(pl.Int64) - 1
    ).to_series()
    shown = known.demand * (known.weights > 0)
    found = exceptional_days(shown, groups.to_numpy())
    excess = shown[found.row, found.day] - found.most
    return replace(
        known, exceptions=Exceptions(found.row, found.day, excess, found.passed)
    )


def _exceptions(
    exceptional_sales: pl.DataFrame,
    series: pl.DataFrame,
    first_on: dt.date,
    as_of: dt.date,
) -> Exceptions:
    """Return where the baseline counts less than was asked for, and until when.

    What a planner said counts from the first day; what passed was cut until then.
    """
    is_passed = pl.col("passed_on").is_not_null() & (pl.col("decision") == "none")
    counted = pl.when(is_passed).then("most_qty").otherwise("counted_qty")
    excess = (pl.col("demanded_qty") - counted).cast(pl.Float64)
    passed = pl.when(is_passed).then(_days_after("passed_on", first_on))
    found = (
        exceptional_sales.filter(pl.col("on") <= as_of)
        .join(series.select("sku", "location_id", "row"), on=["sku", "location_id"])
        .select(
            pl.col("row").cast(pl.Int64),
            day=_days_after("on", first_on),
            excess=excess,
            passed=passed.fill_null(NEVER),
        )
        .filter(pl.col("excess") > 0)
    )
    return Exceptions(*(column.to_numpy() for column in found))


def _days_after(name: str, first_on: dt.date) -> pl.Expr:
    """Return how many days after ``first_on`` a date is."""
    return (pl.col(name) - first_on).dt.total_days()


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
