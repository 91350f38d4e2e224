"""Demand of each day to come, with its quantiles."""

import datetime as dt

import numpy as np
import polars as pl

from models import tables
from models.distributions import quantiles_at
from models.forecasting.calibration import Calibration
from models.forecasting.future import Coming, Floats, Whole, expected_days
from models.tables.columns import QUANTILE_COLUMNS, QUANTILES

LEAST_HORIZON = 91
LONGEST_HORIZON = 730


def forecasts(
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
) -> pl.LazyFrame:
    """Return mean and quantiles of the next 91 days, or the longest protection.

    Only customers' own demand at each place; items without a basis have no rows. The
    baseline leaves planners' numbers out, ordinary units events too; mean and quantiles
    have both in. The variance of day h is dispersion · mean +
    (level_error² + level_drift² · h) · mean². Quantiles are read where past promises
    for single days were kept.
    """
    known = forecast_basis.filter(pl.col("basis") != "none")
    days = horizon(supply_sources)
    coming = Coming(
        *(calendars, events, locations, order_status, forecast_overrides, decisions),
        demand_uplifts,
    )
    expected = expected_days(known, demand_profiles, coming, as_of, days)
    mean = expected.said
    ahead = np.arange(1, days + 1)
    kept = Calibration.of(forecast_calibration).at(QUANTILES, np.array([1]))
    levels = quantiles_at(
        *(mean, variance_of(known, mean, ahead), kept[:, 0]),
        known["volume_class"].to_numpy()[:, None],
        is_whole=known["is_whole"].to_numpy()[:, None],
    )
    return (
        pl.LazyFrame(
            {
                "row": np.repeat(np.arange(known.height, dtype=np.uint32), days),
                "ahead": np.tile(ahead.astype(np.int32), known.height),
                "ordinary": expected.ordinary.ravel(),
                "baseline": expected.baseline.ravel(),
                "mean": mean.ravel(),
                **dict(zip(QUANTILE_COLUMNS, levels.T, strict=True)),
            }
        )
        .join(
            known.lazy().select("sku", "location_id").with_row_index("row"),
            on="row",
            maintain_order="left",
        )
        .with_columns(on=pl.lit(as_of) + pl.duration(days="ahead"))
        .select(tables.column_names("forecasts"))
    )


def horizon(supply_sources: pl.DataFrame) -> int:
    """Return the days to forecast: 91, or the longest protection interval."""
    longest = supply_sources["protection_days"].max()
    needed = longest if isinstance(longest, int) else LEAST_HORIZON
    return min(max(needed, LEAST_HORIZON), LONGEST_HORIZON)


def variance_of(
    forecast_basis: pl.DataFrame, mean: Floats, days: Whole | Floats
) -> Floats:
    """Return the variance of expected units after or over so many days."""
    dispersion = forecast_basis["dispersion"].to_numpy()[:, None]
    error = forecast_basis["level_error"].to_numpy()[:, None]
    drift = forecast_basis["level_drift"].to_numpy()[:, None]
    return np.asarray(dispersion * mean + (error**2 + drift**2 * days) * mean**2)
