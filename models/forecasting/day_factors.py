"""What the shapes of demand make of a date."""

import numpy as np
import numpy.typing as npt
import polars as pl

from models.forecasting.own_season import HALVES
from models.forecasting.panel import MIDDLE_OF_STEP, Dates, Matrix, Step
from models.forecasting.season import between_halves

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


def daily_factors(
    demand_profiles: pl.DataFrame, series: pl.DataFrame, on: Dates, step: Step = "1d"
) -> tuple[Matrix, Whole]:
    """Return the factor of each date per profile, and the profile of each series.

    Where a place and category have no weekday profile of their own, days are equal.
    """
    own = demand_profiles.filter(pl.col("sku") != "").select("sku").unique()
    key = ["location_id", "category", "season_of"]
    known = (
        series.select("location_id", "category", "sku")
        .join(
            own.with_columns(season_of="sku"),
            on="sku",
            how="left",
            maintain_order="left",
        )
        .with_columns(pl.col("season_of").fill_null(""))
    )
    groups = known.select(key).unique().sort(key)
    rows = known.join(
        groups.with_row_index("profile"), on=key, how="left", maintain_order="left"
    )["profile"]
    weekday = (on.astype("datetime64[D]").view("int64") + 3) % 7
    months = on.astype("datetime64[M]")
    monthday = (on.astype("datetime64[D]") - months).astype(np.int64)
    place = ["location_id", "category"]
    week = _table(demand_profiles, groups, "weekday", place, 7)
    days_of_month = _table(demand_profiles, groups, "monthday", place, 31)
    season = demand_profiles.rename({"sku": "season_of"})
    whose = ["category", "season_of"]
    halves = _table(season, groups, "half_month", whose, HALVES)
    year = between_halves(on + MIDDLE_OF_STEP[step], halves)
    factors = (week[:, weekday] * days_of_month[:, monthday] * year).astype(np.float32)
    return factors, rows.to_numpy().astype(np.int64)


def _table(
    demand_profiles: pl.DataFrame,
    groups: pl.DataFrame,
    cycle: str,
    key: list[str],
    length: int,
) -> Floats:
    """Return the factors of one cycle: groups by positions, 1 where none are known."""
    wide = pl.DataFrame({"position": range(1, length + 1)}).cast(pl.Int64)
    factors = (
        groups.with_row_index("group")
        .join(wide, how="cross")
        .join(
            demand_profiles.filter(pl.col("cycle") == cycle),
            on=[*key, "position"],
            how="left",
        )
        .sort("group", "position")["factor"]
        .fill_null(1.0)
    )
    return factors.to_numpy().reshape(groups.height, length)
