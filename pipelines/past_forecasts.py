"""What our forecasts would have said of an item on a past day."""

import datetime as dt

import polars as pl

from models.demand.exceptional import exceptional_sales
from models.forecasting.basis import learned
from models.forecasting.effects import demand_uplifts
from models.forecasting.forecasts import forecasts
from models.forecasting.profile import demand_profiles
from pipelines.calling import Frame, Model, called
from pipelines.publishing import Snapshot

CHAIN: tuple[tuple[Model, tuple[str, ...]], ...] = (
    (exceptional_sales, ("exceptional_sales",)),
    (demand_uplifts, ("demand_uplifts",)),
    (demand_profiles, ("demand_profiles",)),
    (learned, ("forecast_basis", "forecast_calibration")),
    (forecasts, ("forecasts",)),
)
"""What makes a forecast, and the tables it returns, in the order of a run."""
TAKEN_BACK = ("forecast_overrides", "decisions")
"""What planners said is not judged: it stands in for the forecast."""


def past_forecasts(
    snapshot: Snapshot, sku: str, location_id: str, as_of: dt.date
) -> pl.DataFrame:
    """Return the mean of each day after ``as_of``, made from what was known then.

    The whole chain is made again from the demand of the items of the same category, at
    all places, up to that day. No rows: it would have had no forecast.
    """
    known = _known(snapshot, sku, as_of)

    def table(name: str) -> Frame:
        return known[name] if name in known else snapshot.scan(name)

    for model, names in CHAIN:
        made = called(model, table, {"as_of": as_of})
        known.update(zip(names, made, strict=True))
    return (
        known["forecasts"]
        .lazy()
        .filter(pl.col("sku") == sku, pl.col("location_id") == location_id)
        .select("on", "mean")
        .sort("on")
        .collect()
    )


def _known(snapshot: Snapshot, sku: str, as_of: dt.date) -> dict[str, Frame]:
    """Return the tables that were other at the end of ``as_of``."""
    products = snapshot.read("products")
    own = products.filter(pl.col("sku") == sku)["category"].drop_nulls()
    category = pl.col("category").is_in(own.implode())
    alike = products.filter(category | (pl.col("sku") == sku))["sku"]
    peers = pl.col("sku").is_in([sku, *alike])
    return {
        "demand_daily": snapshot.scan("demand_daily").filter(
            peers, pl.col("on") <= as_of
        ),
        **{name: snapshot.read(name).clear() for name in TAKEN_BACK},
    }
