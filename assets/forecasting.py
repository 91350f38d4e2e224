"""What customers will want, and how sure that is."""

from assets.tables import table, together
from models.forecasting import accuracy, basis, profile
from models.forecasting import forecasts as daily
from models.forecasting import lead_time_demand as sums

demand_profiles = table()(profile.demand_profiles)
learned = together("forecast_basis", "forecast_calibration")(basis.learned)
forecasts = table()(daily.forecasts)
lead_time_demand = table()(sums.lead_time_demand)
past_forecasts_judged = together("forecast_accuracy", "forecast_segments")(
    accuracy.past_forecasts_judged
)
