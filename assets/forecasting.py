"""What customers will want, and how sure that is."""

import datetime as dt

import polars as pl

from assets.ports import ForecastArchive
from assets.tables import table, together
from models.forecasting import accuracy, basis, effects, profile, value_added
from models.forecasting import forecasts as daily
from models.forecasting import lead_time_demand as sums

demand_uplifts = table()(effects.demand_uplifts)
demand_profiles = table()(profile.demand_profiles)
learned = together("forecast_basis", "forecast_calibration")(basis.learned)
forecasts = table()(daily.forecasts)
lead_time_demand = table()(sums.lead_time_demand)
past_forecasts_judged = together("forecast_accuracy", "forecast_segments")(
    accuracy.past_forecasts_judged
)


@table()
def forecast_value_added(
    forecast_archive: ForecastArchive,
    demand_daily: pl.LazyFrame,
    exceptional_sales: pl.DataFrame,
    products: pl.DataFrame,
    item_classes: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """What each step of past forecasts added."""
    return value_added.forecast_value_added(
        forecast_archive.vintages(),
        *(demand_daily, exceptional_sales, products, item_classes, as_of),
    )
