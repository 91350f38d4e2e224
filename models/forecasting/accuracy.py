"""How good the forecasts would have been, beside the simplest there are.

At each of a few past days the whole fit is made again with what was known then, and set
against the four weeks that followed. Days on which demand did not show are not judged.
"""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from models import tables
from models.distributions import normal_scores, quantiles_at
from models.forecasting.basis import based, rows_of
from models.forecasting.fit import fitted
from models.forecasting.forecasts import variance_of
from models.forecasting.future import baseline_days
from models.forecasting.panel import Panel, panel
from models.forecasting.profile import group_days, profiles_of

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

HORIZON = 28
ORIGINS = 4
LEAST_PAST = 56
PINBALL_LEVELS = (0.1, 0.5, 0.9, 0.95)
MOVING_DAYS = 28
WEEK = 7
TOTAL = ""
OURS = "backstock"


@dataclass(frozen=True)
class _Ahead:
    """What one method said at one origin, beside what came.

    ``mean`` is by day, ``levels`` are quantiles of the sum of the days; both are nan
    where it says nothing.
    """

    method: str
    mean: Floats
    levels: Floats


def forecast_accuracy(
    demand_daily: pl.LazyFrame,
    exceptional_sales: pl.DataFrame,
    products: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return the errors of four-week forecasts made four, eight, … weeks ago.

    RMSSE is of single days (Hyndman and Koehler 2006); WAPE, bias, pinball and coverage
    are of the four-week sum, which is what stock must cover. Rows without sku and place
    are all item-locations together.
    """
    known = panel(demand_daily, exceptional_sales, products, as_of)
    judged = [
        _judged(known, products, known.days - HORIZON * back)
        for back in range(1, ORIGINS + 1)
        if known.series.height and known.days - HORIZON * back >= LEAST_PAST
    ]
    errors = pl.concat(
        [pl.DataFrame(schema=_ERRORS), *(part.select(*_ERRORS) for part in judged)]
    )
    by_item = _table(errors, ["sku", "location_id", "method"])
    in_all = _table(errors, ["method"]).with_columns(
        sku=pl.lit(TOTAL), location_id=pl.lit(TOTAL)
    )
    names = tables.column_names("forecast_accuracy")
    return pl.concat([by_item.select(names), in_all.select(names)]).sort(
        tables.TABLES["forecast_accuracy"].primary_key()
    )


_ERRORS = {
    "sku": pl.String,
    "location_id": pl.String,
    "method": pl.String,
    "origin": pl.Int64,
    "rmsse": pl.Float64,
    "error": pl.Float64,
    "demand": pl.Float64,
    "pinball": pl.Float64,
    "is_covered": pl.Float64,
}


def _judged(known: Panel, products: pl.DataFrame, origin: int) -> pl.DataFrame:
    """Return the errors of every method at one origin, row by row."""
    past = known.until(origin)
    weights = known.weights[:, origin : origin + HORIZON].astype(np.float64)
    shown = known.demand[:, origin : origin + HORIZON] * (weights > 0)
    demand = shown.astype(np.float64)
    scale = _naive_error(past)
    said = [_ours(past, products, weights), *_simple(past, weights)]
    return pl.concat(
        [_errors(known.series, ahead, demand, weights, scale) for ahead in said]
    ).with_columns(origin=pl.lit(origin, pl.Int64))


def _ours(past: Panel, products: pl.DataFrame, weights: Floats) -> _Ahead:
    """Return what our own fit would have said."""
    last = past.first_on + dt.timedelta(days=past.days - 1)
    profiles = profiles_of(group_days(past), last)
    fit = fitted(past, profiles)
    rows = based(rows_of(past, fit), fit.spread, products)
    start = last + dt.timedelta(days=1)
    is_said = rows.select(pl.col("basis") != "none").to_series().to_numpy()
    daily = baseline_days(rows, profiles, start, HORIZON)
    mean = np.where(is_said[:, None], daily, np.nan)
    total = (mean * weights).sum(axis=1, keepdims=True)
    scores = fit.spread.calibration.at(PINBALL_LEVELS, np.array([HORIZON]))
    levels = quantiles_at(
        *(total, variance_of(rows, total, np.array([HORIZON])), scores[:, 0]),
        rows["volume_class"].to_numpy()[:, None],
        is_whole=rows["is_whole"].to_numpy()[:, None],
    )
    return _Ahead(OURS, mean, np.where(np.isnan(total), np.nan, levels))


def _simple(past: Panel, weights: Floats) -> list[_Ahead]:
    """Return naive, seasonal naive and moving average, with textbook normal errors."""
    recent = past.demand[:, -MOVING_DAYS:].astype(np.float64)
    seen = past.weights[:, -MOVING_DAYS:] > 0
    count = np.maximum(seen.sum(axis=1, keepdims=True), 1)
    average = (recent * seen).sum(axis=1, keepdims=True) / count
    sd = np.sqrt((((recent - average) ** 2) * seen).sum(axis=1, keepdims=True) / count)
    flat = np.ones((1, HORIZON))
    week = np.tile(recent[:, -WEEK:], (1, HORIZON // WEEK))
    spread = sd * np.sqrt((weights**2).sum(axis=1, keepdims=True))
    scores = normal_scores(PINBALL_LEVELS)
    return [
        _Ahead(
            method,
            mean,
            np.maximum(
                (mean * weights).sum(axis=1, keepdims=True) + spread * scores, 0
            ),
        )
        for method, mean in (
            ("naive", recent[:, -1:] * flat),
            ("seasonal_naive", week),
            ("moving_average", average * flat),
        )
    ]


def _naive_error(past: Panel) -> Floats:
    """Return the root mean squared change from day to day since the first sale."""
    steps = np.diff(past.demand, axis=1).astype(np.float64)
    seen = (past.weights[:, 1:] > 0) & (past.weights[:, :-1] > 0)
    seen &= np.cumsum(past.demand[:, :-1], axis=1) > 0
    return np.asarray(
        np.sqrt((steps**2 * seen).sum(axis=1) / np.maximum(seen.sum(axis=1), 1))
    )


def _errors(
    series: pl.DataFrame,
    ahead: _Ahead,
    demand: Floats,
    weights: Floats,
    scale: Floats,
) -> pl.DataFrame:
    """Return the errors of one method at one origin."""
    is_seen = weights > 0
    squares = ((demand - ahead.mean * weights) ** 2 * is_seen).sum(axis=1)
    seen = np.maximum(is_seen.sum(axis=1), 1)
    total = demand.sum(axis=1)
    gap = total[:, None] - ahead.levels
    loss = np.maximum(
        np.array(PINBALL_LEVELS) * gap, (np.array(PINBALL_LEVELS) - 1) * gap
    )
    return (
        series.select("sku", "location_id")
        .with_columns(
            pl.lit(ahead.method).alias("method"),
            pl.Series("rmsse", _ratio(np.sqrt(squares / seen), scale)),
            pl.Series("error", (ahead.mean * weights).sum(axis=1) - total),
            pl.Series("demand", total),
            pl.Series("pinball", loss.mean(axis=1)),
            pl.Series("is_covered", np.where(gap[:, -1] <= 0, 1.0, 0.0)),
            pl.Series("is_judged", is_seen.sum(axis=1) >= HORIZON / 2),
        )
        .filter(pl.col("is_judged") & pl.col("error").is_not_nan())
        .drop("is_judged")
    )


def _ratio(above: Floats, below: Floats) -> Floats:
    """Return the ratio, nan where it is undefined."""
    defined = below > 0
    return np.where(defined, above / np.where(defined, below, 1.0), np.nan)


def _table(errors: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """Return the measures of each group."""
    demand = pl.col("demand").sum()
    over_demand = pl.when(demand > 0)
    return errors.group_by(by).agg(
        horizon_days=pl.lit(HORIZON, pl.Int64),
        origins=pl.col("origin").n_unique().cast(pl.Int64),
        rmsse=pl.col("rmsse").fill_nan(None).mean(),
        wape=over_demand.then(pl.col("error").abs().sum() / demand),
        bias=over_demand.then(pl.col("error").sum() / demand),
        pinball=over_demand.then(pl.col("pinball").sum() / demand),
        coverage=pl.col("is_covered").mean(),
    )
