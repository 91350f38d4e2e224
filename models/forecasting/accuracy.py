"""How good the forecasts would have been, beside the simplest there are.

At each of a few past days the whole fit is made again with what was known then, and set
against the weeks that followed. Days on which demand did not show are not judged.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from models import tables
from models.distributions import normal_scores, quantiles_at
from models.forecasting.basis import based, rows_of
from models.forecasting.effects import uplifts_of
from models.forecasting.fit import fitted
from models.forecasting.forecasts import variance_of
from models.forecasting.future import baseline_days
from models.forecasting.panel import Panel, panel
from models.forecasting.profile import profiles_of
from models.forecasting.uplifts import uplifted

Floats = npt.NDArray[np.float64]

HORIZON = 28
HORIZONS = (7, 14, 28, 56, 91)
"""Days summed; items are judged by ``HORIZON``, segments by all."""
ORIGINS = 4
LEAST_PAST = 56
LEVELS = (0.5, 0.8, 0.9, 0.95, 0.98, 0.99)
COVERED = tuple(f"covered_{round(100 * level)}" for level in LEVELS)
MOVING_DAYS = 28
WEEK = 7
TOTAL = ""
OURS = "backstock"
LARGEST = 1e9


@dataclass(frozen=True)
class _Ahead:
    """What one method said at one origin: means of days, and levels of their sums.

    ``levels`` are those of sums over each horizon; all is nan where it says nothing.
    """

    method: str
    mean: Floats
    levels: Mapping[int, Floats]


@dataclass(frozen=True)
class _Came:
    """What came after an origin: demand that showed, and how much of each day did."""

    demand: Floats
    weights: Floats

    @property
    def horizons(self) -> tuple[int, ...]:
        """Return the horizons that were over by the end of the data."""
        return tuple(days for days in HORIZONS if days <= self.demand.shape[1])


def past_forecasts_judged(
    demand_daily: pl.LazyFrame,
    exceptional_sales: pl.DataFrame,
    products: pl.DataFrame,
    item_classes: pl.DataFrame,
    as_of: dt.date,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the tables ``forecast_accuracy`` and ``forecast_segments``.

    They are of forecasts made four, eight, … weeks ago. RMSSE is of single days
    (Hyndman and Koehler 2006); WAPE, bias, pinball and coverage are of sums of days,
    which is what stock must cover: of four weeks for each item-location and all
    together (without sku and place), of one to thirteen weeks for segments.
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
    return _accuracy(errors), _segments(errors, item_classes)


def _accuracy(errors: pl.DataFrame) -> pl.DataFrame:
    """Return the table ``forecast_accuracy``."""
    four_weeks = errors.filter(pl.col("horizon_days") == HORIZON)
    by_item = _measures(four_weeks, ["sku", "location_id", "method"])
    in_all = _measures(four_weeks, ["method"]).with_columns(
        sku=pl.lit(TOTAL), location_id=pl.lit(TOTAL)
    )
    names = tables.column_names("forecast_accuracy")
    both = (
        table.with_columns(
            horizon_days=pl.lit(HORIZON, pl.Int64), coverage="covered_95"
        ).select(names)
        for table in (by_item, in_all)
    )
    return pl.concat(both).sort(tables.TABLES["forecast_accuracy"].primary_key())


def _segments(errors: pl.DataFrame, item_classes: pl.DataFrame) -> pl.DataFrame:
    """Return the table ``forecast_segments``."""
    place = ["sku", "location_id"]
    classed = errors.join(
        item_classes.select(*place, "abc", "pattern"), on=place, how="left"
    )
    kinds = {
        "all": pl.lit(TOTAL),
        "abc": pl.col("abc"),
        "pattern": pl.col("pattern"),
        "volume": pl.col("volume_class").cast(pl.String),
        "location": pl.col("location_id"),
    }
    parts = (
        _measures(
            classed.with_columns(kind=pl.lit(kind), segment=segment).drop_nulls(
                "segment"
            ),
            ["kind", "segment", "method", "horizon_days"],
        )
        for kind, segment in kinds.items()
    )
    return (
        pl.concat(parts)
        .select(tables.column_names("forecast_segments"))
        .sort(tables.TABLES["forecast_segments"].primary_key())
    )


_ERRORS = {
    "sku": pl.String,
    "location_id": pl.String,
    "volume_class": pl.Int64,
    "method": pl.String,
    "origin": pl.Int64,
    "horizon_days": pl.Int64,
    "rmsse": pl.Float64,
    "error": pl.Float64,
    "demand": pl.Float64,
    "pinball": pl.Float64,
    **dict.fromkeys(COVERED, pl.Float64),
}


def _judged(known: Panel, products: pl.DataFrame, origin: int) -> pl.DataFrame:
    """Return the errors of every method at one origin, row by row."""
    past = known.until(origin)
    ahead = slice(origin, origin + max(HORIZONS))
    weights = known.weights[:, ahead].astype(np.float64)
    demand = np.asarray(known.demand[:, ahead], np.float64)
    came = _Came(demand * (weights > 0), weights)
    scale = _naive_error(past)
    found = uplifts_of(past)
    lifted = uplifted(known, found)
    lift = lifted.weights[:, ahead] / np.where(weights > 0, weights, 1.0)
    ours, classes = _ours(lifted.until(origin), products, came, lift)
    series = known.series.select("sku", "location_id").with_columns(
        volume_class=pl.Series(classes, dtype=pl.Int64)
    )
    return pl.concat(
        [
            _errors(series, said, came, days, scale)
            for said in (ours, *_simple(past, came))
            for days in came.horizons
        ]
    ).with_columns(origin=pl.lit(origin, pl.Int64))


def _ours(
    past: Panel, products: pl.DataFrame, came: _Came, lift: Floats
) -> tuple[_Ahead, npt.NDArray[np.int64]]:
    """Return what our own fit would have said, and the volume class of each row.

    ``lift`` holds the uplifts of the events that were planned by then.
    """
    last = past.first_on + dt.timedelta(days=past.days - 1)
    profiles = profiles_of(past)
    fit = fitted(past, profiles)
    rows = based(rows_of(past, fit), fit.spread, products)
    start = last + dt.timedelta(days=1)
    is_said = rows.select(pl.col("basis") != "none").to_series().to_numpy()
    daily = baseline_days(rows, profiles, start, came.demand.shape[1])
    mean = np.where(is_said[:, None], daily * lift, np.nan)
    classes = rows["volume_class"].to_numpy()
    levels = {}
    for days in came.horizons:
        total = (mean * came.weights)[:, :days].sum(axis=1, keepdims=True)
        span = np.array([days])
        scores = fit.spread.calibration.at(LEVELS, span)
        said = quantiles_at(
            *(total, variance_of(rows, total, span), scores[:, 0], classes[:, None]),
            is_whole=rows["is_whole"].to_numpy()[:, None],
        )
        levels[days] = np.where(np.isnan(total), np.nan, said)
    return _Ahead(OURS, mean, levels), classes


def _simple(past: Panel, came: _Came) -> list[_Ahead]:
    """Return naive, seasonal naive and moving average, with textbook normal errors."""
    recent = past.demand[:, -MOVING_DAYS:].astype(np.float64)
    seen = past.weights[:, -MOVING_DAYS:] > 0
    count = np.maximum(seen.sum(axis=1, keepdims=True), 1)
    average = (recent * seen).sum(axis=1, keepdims=True) / count
    sd = np.sqrt((((recent - average) ** 2) * seen).sum(axis=1, keepdims=True) / count)
    length = came.demand.shape[1]
    flat = np.ones((1, length))
    week = np.tile(recent[:, -WEEK:], (1, length // WEEK + 1))[:, :length]
    means = {
        "naive": recent[:, -1:] * flat,
        "seasonal_naive": week,
        "moving_average": average * flat,
    }
    return [
        _Ahead(method, mean, _normal_levels(mean, sd, came))
        for method, mean in means.items()
    ]


def _normal_levels(mean: Floats, sd: Floats, came: _Came) -> dict[int, Floats]:
    """Return levels of the sums over each horizon, errors of days being independent."""
    levels = {}
    for days in came.horizons:
        weights = came.weights[:, :days]
        total = (mean[:, :days] * weights).sum(axis=1, keepdims=True)
        spread = sd * np.sqrt((weights**2).sum(axis=1, keepdims=True))
        levels[days] = np.maximum(total + spread * normal_scores(LEVELS), 0)
    return levels


def _naive_error(past: Panel) -> Floats:
    """Return the root mean squared change from day to day since the first sale."""
    steps = np.diff(past.demand, axis=1).astype(np.float64)
    seen = (past.weights[:, 1:] > 0) & (past.weights[:, :-1] > 0)
    seen &= np.cumsum(past.demand[:, :-1], axis=1) > 0
    return np.asarray(
        np.sqrt((steps**2 * seen).sum(axis=1) / np.maximum(seen.sum(axis=1), 1))
    )


def _errors(
    series: pl.DataFrame, said: _Ahead, came: _Came, days: int, scale: Floats
) -> pl.DataFrame:
    """Return the errors of one method at one origin over so many days."""
    demand, weights = came.demand[:, :days], came.weights[:, :days]
    mean = said.mean[:, :days]
    is_seen = weights > 0
    squares = ((demand - mean * weights) ** 2 * is_seen).sum(axis=1)
    seen = np.maximum(is_seen.sum(axis=1), 1)
    total = demand.sum(axis=1)
    gap = total[:, None] - said.levels[days]
    loss = np.maximum(np.array(LEVELS) * gap, (np.array(LEVELS) - 1) * gap)
    return (
        series.with_columns(
            pl.lit(said.method).alias("method"),
            pl.lit(days, pl.Int64).alias("horizon_days"),
            pl.Series("rmsse", _ratio(np.sqrt(squares / seen), scale)),
            pl.Series("error", (mean * weights).sum(axis=1) - total),
            pl.Series("demand", total),
            pl.Series("pinball", loss.mean(axis=1)),
            pl.Series("is_judged", is_seen.sum(axis=1) >= days / 2),
            *(
                pl.Series(name, np.where(gap[:, at] <= 0, 1.0, 0.0))
                for at, name in enumerate(COVERED)
            ),
        )
        .filter(pl.col("is_judged") & pl.col("error").is_not_nan())
        .drop("is_judged")
    )


def _ratio(above: Floats, below: Floats) -> Floats:
    """Return the ratio, nan where it is undefined."""
    defined = below > 0
    return np.where(defined, above / np.where(defined, below, 1.0), np.nan)


def _measures(errors: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """Return the measures of each group."""
    demand = pl.col("demand").sum()
    over_demand = pl.when(demand > 0)
    return errors.group_by(by).agg(
        sums=pl.len().cast(pl.Int64),
        origins=pl.col("origin").n_unique().cast(pl.Int64),
        rmsse=pl.col("rmsse").fill_nan(None).mean(),
        wape=over_demand.then(pl.col("error").abs().sum() / demand).clip(0, LARGEST),
        bias=over_demand.then(pl.col("error").sum() / demand).clip(-LARGEST, LARGEST),
        pinball=over_demand.then(pl.col("pinball").sum() / demand).clip(0, LARGEST),
        **{name: pl.col(name).mean() for name in COVERED},
    )
