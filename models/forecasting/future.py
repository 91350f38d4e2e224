"""The days to come: how much demand each is expected to show."""

import datetime as dt

import numpy as np
import numpy.typing as npt
import polars as pl

from models.forecasting.fit import daily_factors

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


def expected_days(
    forecast_basis: pl.DataFrame,
    demand_profiles: pl.DataFrame,
    calendars: pl.DataFrame,
    locations: pl.DataFrame,
    as_of: dt.date,
    days: int,
) -> Floats:
    """Return the expected units of each row of the basis on each day after ``as_of``.

    Expected units are the level times the day's factor; on a day a store is closed
    nothing is expected there. A warehouse that rests ships later.
    """
    start = as_of + dt.timedelta(days=1)
    factors, rows = daily_factors(demand_profiles, forecast_basis, start, days)
    places, place_rows = np.unique(
        forecast_basis["location_id"].to_numpy(), return_inverse=True
    )
    stores = locations.filter(pl.col("kind") == "store").select("location_id")
    closures = calendars.join(
        stores, left_on="party_id", right_on="location_id", how="semi"
    )
    is_open = _open_days(closures, places.tolist(), start, days)
    level = forecast_basis["daily_mean"].to_numpy()
    return np.asarray(level[:, None] * factors[rows] * is_open[place_rows])


def _open_days(
    calendars: pl.DataFrame, places: list[str], start: dt.date, days: int
) -> npt.NDArray[np.bool_]:
    """Return which of the next days each place is open."""
    closures = calendars.filter(
        pl.col("gone_at").is_null(),
        pl.col("ends_on") >= start,
        pl.col("starts_on") < start + dt.timedelta(days=days),
    ).join(
        pl.DataFrame(
            {"party_id": places}, schema={"party_id": pl.String}
        ).with_row_index("place"),
        on="party_id",
    )
    closed = closures.select(
        "place",
        on=pl.date_ranges(
            pl.max_horizontal("starts_on", pl.lit(start)),
            pl.min_horizontal("ends_on", pl.lit(start + dt.timedelta(days=days - 1))),
        ),
    ).explode("on", empty_as_null=False)
    result = np.ones((len(places), days), bool)
    result[
        closed["place"].to_numpy(),
        (closed["on"] - start).dt.total_days().to_numpy(),
    ] = False
    return result
