"""Demand summed over the days to come: the distribution that decisions rest on.

Quantiles of a sum are not sums of quantiles: day-to-day noise averages out over the
days, the error of the forecast does not. Both parts are in ``forecast_basis``.
"""

import datetime as dt
from collections.abc import Sequence

import numpy as np
import polars as pl

from models import tables
from models.distributions import quantiles_at
from models.forecasting.calibration import Calibration
from models.forecasting.forecasts import horizon, variance_of
from models.forecasting.future import Coming, Floats, Whole, expected_days
from models.tables.columns import QUANTILE_COLUMNS, QUANTILES

SPANS = np.array([*range(1, 15), 21, 28, 42, 56, 91, 182])
PROTECTION = 0
"""The row of the protection interval has this number of days."""
USUAL_PROTECTION_DAYS = 15
"""Fourteen days of lead time and one to the next chance to order."""


def lead_time_demand(
    forecast_basis: pl.DataFrame,
    forecast_calibration: pl.DataFrame,
    demand_profiles: pl.DataFrame,
    demand_uplifts: pl.DataFrame,
    calendars: pl.DataFrame,
    events: pl.DataFrame,
    locations: pl.DataFrame,
    order_status: pl.LazyFrame,
    forecast_overrides: pl.DataFrame,
    decisions: pl.DataFrame,
    supply_sources: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return mean, deviation and quantiles of demand over as_of + 1 … as_of + days.

    Row ``days = 0`` is the protection interval of ``supply_sources``. Its random lead
    time adds (mean of a day)² · variance of the lead time (Silver, Pyke and Peterson
    1998, eq. 7.37). Quantiles are read where past promises for sums of as many days
    were kept.
    """
    known = forecast_basis.filter(pl.col("basis") != "none")
    protection = _protection(known, supply_sources)
    length = max(int(SPANS[-1]), horizon(supply_sources))
    coming = Coming(
        *(calendars, events, locations, order_status, forecast_overrides, decisions),
        demand_uplifts,
    )
    daily = expected_days(known, demand_profiles, coming, as_of, length)
    running = np.cumsum(daily.said, axis=1)
    covered = protection["protection_days"].to_numpy()
    spans = np.hstack([covered[:, None], np.tile(SPANS, (known.height, 1))])
    mean = np.take_along_axis(running, np.maximum(spans, 1) - 1, axis=1)
    mean = np.where(spans > 0, mean, 0.0)
    variance = variance_of(known, mean, spans)
    a_day = mean[:, 0] / np.maximum(covered, 1)
    variance[:, 0] += (a_day * protection["lead_time_sd_days"].to_numpy()) ** 2
    calibration = Calibration.of(forecast_calibration)
    scores, rule = sum_scores(calibration, known, spans, QUANTILES)
    levels = quantiles_at(
        *(mean, variance, scores, rule),
        is_whole=known["is_whole"].to_numpy()[:, None],
    )
    return _table(known, mean, variance, levels, as_of)


def sum_scores(
    calibration: Calibration,
    known: pl.DataFrame,
    spans: Whole,
    levels: Sequence[float],
) -> tuple[Floats, Whole]:
    """Return scores for sums of so many days, and which row of them each sum follows.

    ``spans`` are rows of ``known`` by sums.
    """
    lengths, place = np.unique(spans, return_inverse=True)
    scores = calibration.at(levels, lengths)
    classes = known["volume_class"].to_numpy()[:, None]
    rule = classes * len(lengths) + place.reshape(spans.shape)
    return scores.reshape(-1, len(levels)), rule


def _protection(known: pl.DataFrame, supply_sources: pl.DataFrame) -> pl.DataFrame:
    """Return days to cover and deviation of the lead time, row by row of the basis."""
    return known.join(
        supply_sources.filter(pl.col("kind") != "none"),
        on=["sku", "location_id"],
        how="left",
        maintain_order="left",
    ).select(
        pl.col("protection_days").fill_null(USUAL_PROTECTION_DAYS),
        pl.col("lead_time_sd_days").fill_null(0.0),
    )


def _table(
    known: pl.DataFrame,
    mean: Floats,
    variance: Floats,
    levels: Floats,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return the sums as the table of that name."""
    days = np.concatenate([[PROTECTION], SPANS]).astype(np.int64)
    sums = pl.DataFrame(
        {
            "row": np.repeat(np.arange(known.height, dtype=np.uint32), len(days)),
            "days": np.tile(days, known.height),
            "mean": mean.ravel(),
            "sd": np.sqrt(variance).ravel(),
            **dict(zip(QUANTILE_COLUMNS, levels.T, strict=True)),
        }
    )
    items = known.select("sku", "location_id").with_row_index("row")
    return (
        sums.join(items, on="row", maintain_order="left")
        .with_columns(made_on=pl.lit(as_of))
        .select(tables.column_names("lead_time_demand"))
    )
