"""The days to come: how much demand each is expected to show."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from models.calendars import closing_spans
from models.forecasting import closures
from models.forecasting.damped import reach
from models.forecasting.day_factors import daily_factors
from models.forecasting.fit import WEEKDAYS
from models.forecasting.overrides import overridden, overrides
from models.forecasting.panel import Step, dates
from models.forecasting.uplifts import planned_uplifts

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Coming:
    """What is known of the days to come, beside the shape of demand."""

    calendars: pl.DataFrame
    events: pl.DataFrame
    locations: pl.DataFrame
    order_status: pl.LazyFrame
    forecast_overrides: pl.DataFrame
    decisions: pl.DataFrame
    demand_uplifts: pl.DataFrame


@dataclass(frozen=True)
class Expected:
    """Expected units by row and day: without events, with them, and as planners say."""

    ordinary: Floats
    baseline: Floats
    said: Floats


def expected_days(
    forecast_basis: pl.DataFrame,
    demand_profiles: pl.DataFrame,
    coming: Coming,
    as_of: dt.date,
    days: int,
) -> Expected:
    """Return the expected units of each row of the basis on each day after ``as_of``.

    Ordinary units are those of level, trend and shape, less what closed stores and
    channels do not sell; none before an item's launch or once its successor is sold.
    The uplifts of planned events make the baseline of them; a planner's own number
    stands in for it where there is one.
    """
    start = as_of + dt.timedelta(days=1)
    shares = closures.channel_shares(coming.order_status, as_of)
    ordinary = baseline_days(forecast_basis, demand_profiles, start, days)
    ordinary *= _open_share(forecast_basis, coming, shares, start, days)
    ordinary *= _on_sale(forecast_basis, start, days)
    baseline = ordinary * planned_uplifts(
        *(forecast_basis, coming.events, shares, coming.demand_uplifts, start, days)
    )
    said = overrides(coming.forecast_overrides, coming.decisions, as_of)
    final = overridden(baseline, forecast_basis, said, start)
    return Expected(ordinary, baseline, final)


def baseline_days(
    forecast_basis: pl.DataFrame,
    demand_profiles: pl.DataFrame,
    start: dt.date,
    days: int,
    step: Step = "1d",
) -> Floats:
    """Return level and trend of each row times the factors of so many days, or steps.

    The first is ``start``.
    """
    on = dates(start, days, step)
    factors, rows = daily_factors(demand_profiles, forecast_basis, on, step)
    level = forecast_basis["daily_mean"].to_numpy()[:, None]
    trend = forecast_basis["daily_trend"].to_numpy()[:, None]
    path = np.maximum(level + trend * reach(np.arange(days)), 0.0) * factors[rows]
    if step == "1d":
        own = forecast_basis.select(WEEKDAYS).to_numpy()
        path *= own[:, (np.arange(days) + start.weekday()) % len(WEEKDAYS)]
    return np.asarray(path, np.float64)


def _on_sale(forecast_basis: pl.DataFrame, start: dt.date, days: int) -> Floats:
    """Return 1 for the days on which each row is on sale, 0 for the others."""
    day = np.arange(days)[None, :]
    opens, closes = (
        forecast_basis.select(
            (pl.col(name) - pl.lit(start)).dt.total_days().fill_null(default)
        )
        .to_series()
        .to_numpy()[:, None]
        for name, default in (("sells_from", 0), ("sells_until", days))
    )
    return np.asarray((day >= opens) & (day <= closes), np.float64)


def _open_share(
    forecast_basis: pl.DataFrame,
    coming: Coming,
    channel_shares: pl.DataFrame,
    start: dt.date,
    days: int,
) -> Floats:
    """Return which share of its place is open, for each row on each day."""
    stores = coming.locations.filter(pl.col("kind") == "store")["location_id"]
    names, rows = np.unique(
        forecast_basis["location_id"].to_numpy(), return_inverse=True
    )
    places = pl.DataFrame(
        {"location_id": names.tolist()}, schema={"location_id": pl.String}
    ).with_columns(is_store=pl.col("location_id").is_in(stores.implode()))
    share = closures.open_share(
        closing_spans(coming.calendars, coming.events),
        *(channel_shares, places, start, days),
    )
    return np.asarray(share[rows])
