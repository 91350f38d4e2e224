"""Forecasting: what customers will want, and how sure that is."""

import datetime as dt

import polars as pl

from assets.tables import table
from models.forecasting import accuracy, basis, profile
from models.forecasting import forecasts as daily
from models.forecasting import lead_time_demand as sums


@table()
def demand_profiles(
    demand_daily: pl.LazyFrame, products: pl.DataFrame, as_of: dt.date
) -> pl.DataFrame:
    """Shape of demand over the week and the year, pooled over like items."""
    return profile.demand_profiles(demand_daily, products, as_of)


@table()
def forecast_basis(
    demand_daily: pl.LazyFrame,
    demand_profiles: pl.DataFrame,
    products: pl.DataFrame,
    forecast_overrides: pl.DataFrame,
    decisions: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Level, noise and error of each item-location, and what they rest on."""
    return basis.forecast_basis(**locals())


@table()
def forecasts(  # noqa: PLR0913, PLR0917 - one parameter per table
    forecast_basis: pl.DataFrame,
    demand_profiles: pl.DataFrame,
    calendars: pl.DataFrame,
    events: pl.DataFrame,
    locations: pl.DataFrame,
    order_status: pl.LazyFrame,
    forecast_overrides: pl.DataFrame,
    decisions: pl.DataFrame,
    supply_sources: pl.DataFrame,
    as_of: dt.date,
) -> pl.LazyFrame:
    """Demand of each day to come, with its quantiles."""
    return daily.forecasts(**locals())


@table()
def lead_time_demand(  # noqa: PLR0913, PLR0917 - one parameter per table
    forecast_basis: pl.DataFrame,
    demand_profiles: pl.DataFrame,
    calendars: pl.DataFrame,
    events: pl.DataFrame,
    locations: pl.DataFrame,
    order_status: pl.LazyFrame,
    forecast_overrides: pl.DataFrame,
    decisions: pl.DataFrame,
    supply_sources: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Demand summed over the next days and over the protection interval."""
    return sums.lead_time_demand(**locals())


@table()
def forecast_accuracy(
    demand_daily: pl.LazyFrame, products: pl.DataFrame, as_of: dt.date
) -> pl.DataFrame:
    """How good past forecasts were, beside simple ones."""
    return accuracy.forecast_accuracy(demand_daily, products, as_of)
