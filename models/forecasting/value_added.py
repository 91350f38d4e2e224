"""What each step added to forecasts that were made: model, events, planners.

Forecast value added is the error of a step beside that of the step before it, on the
same weeks (Gilliland 2010, The Business Forecasting Deal). What is judged are forecasts
as they were kept on their day, never made again.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from models import tables
from models.forecasting.panel import BASELINE_STREAMS, Panel, panel
from models.forecasting.vintages import PLACE, WEEK_DAYS, WEEKS

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

JUDGED_DAYS = 182
RECENT_WEEKS = 4
LEAST_SEEN = 0.5
"""A week seen on less than half of its open days says too little to judge by."""

STEPS = ("naive", "model", "event", "planner")
"""Each is judged beside the one before it, whose error it is to make smaller."""
ADJUSTING = frozenset({"event", "planner"})
"""Steps that change some weeks only, and are judged on those."""

GROUPS = ("step", "weeks_ahead", "segment")
ALL = "all"


def forecast_value_added(
    vintages: Mapping[dt.date, pl.LazyFrame],
    demand_daily: pl.LazyFrame,
    exceptional_sales: pl.DataFrame,
    products: pl.DataFrame,
    item_classes: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return the error of each step by weeks ahead, for all items and ABC classes.

    Naive is the average of the four weeks before ``made_on``, model the forecast
    without events, event the same with them, planner the same with planners' numbers.
    The last two are judged only on the weeks of items that they changed, and so is the
    step before beside them. WAPE is the sum of absolute errors of item-weeks over their
    demand, value added the WAPE of the step before less that of the step. Where demand
    showed on part of the open days, it is set against the same part of what was
    expected.
    """
    errors = [pl.DataFrame(schema=_ERRORS)]
    if days := judged_on(vintages, as_of):
        came = _Came.of(demand_daily, exceptional_sales, products, as_of)
        classes = item_classes.select(*PLACE, "abc")
        errors += [
            _errors(_weeks(vintages[on], came, on), classes)
            for on in days
            if came.start(on) >= 0
        ]
    names = tables.column_names("forecast_value_added")
    return _table(pl.concat(errors)).select(names).sort(GROUPS)


def judged_on(made_on: Iterable[dt.date], as_of: dt.date) -> list[dt.date]:
    """Return the days whose forecasts are judged: the last of each calendar week.

    They are of the last 26 weeks, and at least a week old.
    """
    ages = ((as_of - on).days for on in sorted(made_on))
    old_enough = (
        as_of - dt.timedelta(days=age)
        for age in ages
        if WEEK_DAYS <= age <= JUDGED_DAYS
    )
    return list({on.isocalendar()[:2]: on for on in old_enough}.values())


@dataclass(frozen=True)
class _Came:
    """What came: demand, how much of each day it could be seen, and who was open."""

    panel: Panel
    is_open: Flags

    @classmethod
    def of(
        cls,
        demand_daily: pl.LazyFrame,
        exceptional_sales: pl.DataFrame,
        products: pl.DataFrame,
        as_of: dt.date,
    ) -> "_Came":
        """Return what came up to the end of ``as_of``."""
        until = demand_daily.filter(pl.col("on") <= as_of)
        known = panel(until, exceptional_sales, products, as_of)
        return cls(known, _is_open(until, known))

    def start(self, made_on: dt.date) -> int:
        """Return the column of the day after ``made_on``."""
        return (made_on - self.panel.first_on).days + 1

    def weeks(self, start: int, count: int) -> tuple[Floats, Floats]:
        """Return demand that showed and the part of it that could, by row and week.

        The first week begins in column ``start``. The part is nan where too few of the
        open days were seen.
        """
        days = slice(start, start + count * WEEK_DAYS)
        by_week = (len(self.is_open), count, WEEK_DAYS)
        weights = self.panel.weights[:, days].reshape(by_week)
        shown = self.panel.demand[:, days].reshape(by_week) * (weights > 0)
        opened = self.is_open[:, days].reshape(by_week).sum(axis=2)
        seen = (weights > 0).sum(axis=2)
        is_judged = (opened > 0) & (seen >= LEAST_SEEN * opened)
        part = weights.sum(axis=2, dtype=np.float64) / np.maximum(opened, 1)
        return shown.sum(axis=2, dtype=np.float64), np.where(is_judged, part, np.nan)

    def naive(self, start: int) -> Floats:
        """Return the average week of the four before column ``start``, by row."""
        first = start - RECENT_WEEKS * WEEK_DAYS
        if first < 0:
            return np.full(len(self.is_open), np.nan)
        demand, part = self.weeks(first, RECENT_WEEKS)
        is_seen = ~np.isnan(part)
        weeks = np.where(is_seen, part, 0).sum(axis=1)
        enough = is_seen.sum(axis=1) >= LEAST_SEEN * RECENT_WEEKS
        total = np.where(is_seen, demand, 0).sum(axis=1)
        return np.where(enough, total / np.where(enough, weeks, 1), np.nan)


def _is_open(demand_daily: pl.LazyFrame, known: Panel) -> Flags:
    """Tell of each row and day of the panel whether somebody could buy."""
    closed = (
        demand_daily.filter(
            pl.col("is_closed"),
            pl.col("stream").is_in(BASELINE_STREAMS),
        )
        .join(known.series.lazy().select(*PLACE, "row"), on=PLACE)
        .select("row", day=(pl.col("on") - known.first_on).dt.total_days())
        .collect(engine="streaming")
    )
    is_open = np.ones(known.weights.shape, bool)
    is_open[closed["row"].to_numpy(), closed["day"].to_numpy()] = False
    return is_open | (known.weights > 0)


def _weeks(vintage: pl.LazyFrame, came: _Came, made_on: dt.date) -> pl.DataFrame:
    """Return what each step expected of each week that is over, beside what came.

    Expected units are of the part of the week on which demand showed; ``naive`` is null
    where the weeks before are not known.
    """
    start = came.start(made_on)
    count = min((came.panel.days - start) // WEEK_DAYS, WEEKS)
    demand, part = came.weeks(start, count)
    said = (
        vintage.filter(pl.col("week") <= count)
        .join(came.panel.series.lazy().select(*PLACE, "row"), on=PLACE)
        .collect()
    )
    rows, weeks = said["row"].to_numpy(), said["week"].to_numpy() - 1
    seen = pl.Series("part", part[rows, weeks])
    steps = {
        "naive": pl.Series(came.naive(start)[rows]).fill_nan(None),
        "model": said["ordinary_qty"].cast(pl.Float64),
        "event": said["baseline_qty"].cast(pl.Float64),
        "planner": said["said_qty"].cast(pl.Float64),
    }
    return said.select(
        *PLACE,
        "week",
        pl.Series("demand", demand[rows, weeks]),
        *((units * seen).alias(step) for step, units in steps.items()),
    ).filter(seen.is_not_nan())


def _errors(weeks: pl.DataFrame, classes: pl.DataFrame) -> pl.DataFrame:
    """Return the summed errors of each step over all items and over each class."""
    week = pl.col("week")
    ahead = pl.when(week == 1).then(pl.lit("1")).when(week <= RECENT_WEEKS)
    grouped = weeks.join(classes, on=PLACE, how="left").with_columns(
        weeks_ahead=ahead.then(pl.lit("2-4")).otherwise(pl.lit("5-13"))
    )
    in_all = grouped.with_columns(segment=pl.lit(ALL))
    by_class = grouped.rename({"abc": "segment"}).drop_nulls("segment")
    return pl.concat(
        _errors_of(step, STEPS[max(place - 1, 0)], rows).select(*_ERRORS)
        for place, step in enumerate(STEPS)
        for rows in (in_all, by_class)
    )


_ERRORS = {
    "step": pl.String,
    "weeks_ahead": pl.String,
    "segment": pl.String,
    "item_weeks": pl.Int64,
    "demand": pl.Float64,
    "gap": pl.Float64,
    "error": pl.Float64,
    "error_before": pl.Float64,
}


def _errors_of(step: str, before: str, weeks: pl.DataFrame) -> pl.DataFrame:
    """Return the summed errors of one step and of the step before it."""
    is_judged = pl.col(step).is_not_null() & pl.col(before).is_not_null()
    if step in ADJUSTING:
        is_judged &= pl.col(step) != pl.col(before)
    gap, gap_before = (pl.col(name) - pl.col("demand") for name in (step, before))
    return (
        weeks.filter(is_judged)
        .group_by("weeks_ahead", "segment")
        .agg(
            step=pl.lit(step),
            item_weeks=pl.len().cast(pl.Int64),
            demand=pl.col("demand").sum(),
            gap=gap.sum(),
            error=gap.abs().sum(),
            error_before=gap_before.abs().sum(),
        )
    )


def _table(errors: pl.DataFrame) -> pl.DataFrame:
    """Return the measures of each group; the first step has none before it."""
    demand = pl.col("demand").sum()
    over_demand = pl.when(demand > 0)
    has_before = pl.col("step") != STEPS[0]
    return (
        errors.group_by(GROUPS)
        .agg(
            item_weeks=pl.col("item_weeks").sum(),
            wape=over_demand.then(pl.col("error").sum() / demand),
            bias=over_demand.then(pl.col("gap").sum() / demand),
            wape_before=over_demand.then(pl.col("error_before").sum() / demand),
        )
        .with_columns(wape_before=pl.when(has_before).then("wape_before"))
        .with_columns(value_added=pl.col("wape_before") - pl.col("wape"))
    )
