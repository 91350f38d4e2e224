"""Shapes of demand over the week and the year, pooled and shrunk.

A single item says little about its Saturdays; its category at its location says a lot.
Every factor is a mean of units over expected units, pulled towards its parent as if
the parent had been seen with ``WEEK_EVIDENCE`` units before (gamma-Poisson shrinkage).
"""

import datetime as dt

import numba
import numpy as np
import numpy.typing as npt
import polars as pl

from models import tables
from models.forecasting.day_factors import daily_factors
from models.forecasting.monthdays import monthday_factors
from models.forecasting.panel import Matrix, Panel, panel
from models.forecasting.season import year_factors
from models.forecasting.uplifts import uplifted

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

WEEK_EVIDENCE = 150.0
WEEKS_USED = 52
SPIKE = 3.0
"""A day of a category counts for at most this many times its 90 % quantile."""

_LEVELS: tuple[tuple[str, ...], ...] = (
    (),
    ("location_id",),
    ("location_id", "category"),
)


def demand_profiles(
    demand_daily: pl.LazyFrame,
    exceptional_sales: pl.DataFrame,
    demand_uplifts: pl.DataFrame,
    products: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return the factors of weekdays, days of the month and halves of months.

    Those of weekdays and days of the month are per location and category, those of
    halves of months per category (over all locations, ``location_id`` empty), and per
    item where its own year differs, and only where more than a year is known.
    """
    known = panel(demand_daily, exceptional_sales, products, as_of)
    return profiles_of(uplifted(known, demand_uplifts))


def profiles_of(known: Panel) -> pl.DataFrame:
    """Return the profiles that the days (weeks, months) of a panel show."""
    if not known.days:
        return _profiles()
    cycles = _days_of_cycles(known) if known.step == "1d" else []
    factors, rows = daily_factors(
        _profiles(*cycles), known.series, known.dates, known.step
    )
    return _profiles(*cycles, year_factors(known, factors, rows))


def _days_of_cycles(known: Panel) -> list[pl.DataFrame]:
    """Return the factors of weekdays and of the days of a month."""
    as_of = known.dates[-1].item()
    group = ["location_id", "category"]
    usual = pl.col("units").quantile(0.9, "higher").over(group)
    days = group_days(known).with_columns(
        units=pl.min_horizontal("units", SPIKE * usual)
    )
    week = _weekday_factors(days, as_of)
    shaped = days.join(
        week.select(*group, "factor", weekday="position"),
        left_on=[*group, pl.col("on").dt.weekday().cast(pl.Int64)],
        right_on=[*group, "weekday"],
    )
    return [week, monthday_factors(shaped, as_of)]


def _profiles(*cycles: pl.DataFrame) -> pl.DataFrame:
    """Return cycles as the table ``demand_profiles``."""
    schema = tables.TABLES["demand_profiles"]
    empty = schema.create_empty()
    return pl.concat(
        [empty, *(cycle.select(empty.columns) for cycle in cycles)],
        how="vertical_relaxed",
    ).sort(schema.primary_key())


def group_days(known: Panel) -> pl.DataFrame:
    """Return units and observed item-days per location, category and day."""
    group = ["location_id", "category"]
    groups = known.series.select(group).unique().sort(group)
    rows = known.series.join(
        groups.with_row_index("group"), on=group, how="left", maintain_order="left"
    )["group"]
    units, seen = (np.zeros((groups.height, known.days)) for _ in range(2))
    _add_up(known.counted, known.weights, rows.to_numpy().astype(np.int64), units, seen)
    place, day = np.nonzero(seen)
    return groups[place].select(
        *group,
        on=pl.Series(known.dates[day]),
        units=pl.Series(units[place, day]),
        seen=pl.Series(seen[place, day]),
    )


@numba.njit(cache=True)
def _add_up(
    demand: Matrix, weights: Matrix, rows: Whole, units: Floats, seen: Floats
) -> None:
    """Add up what was seen of each group on each day."""
    for row in range(len(demand)):
        for day in range(demand.shape[1]):
            if weights[row, day] > 0.0:
                units[rows[row], day] += demand[row, day]
                seen[rows[row], day] += weights[row, day]


def _weekday_factors(days: pl.DataFrame, as_of: dt.date) -> pl.DataFrame:
    """Return weekday factors, each level pulled towards the one above it."""
    recent = days.filter(
        pl.col("on") > as_of - dt.timedelta(weeks=WEEKS_USED)
    ).with_columns(position=pl.col("on").dt.weekday().cast(pl.Int64))
    factors = pl.DataFrame(
        {"position": range(1, 8), "factor": [1.0] * 7},
        schema={"position": pl.Int64, "factor": pl.Float64},
    )
    for by in _LEVELS:
        factors = _shrunk(recent, by, factors)
    return factors.with_columns(cycle=pl.lit("weekday"), sku=pl.lit(""))


def _shrunk(
    recent: pl.DataFrame, by: tuple[str, ...], parent: pl.DataFrame
) -> pl.DataFrame:
    """Return the weekday factors of one level, with those above as prior."""
    key = [*by, "position"]
    above = [name for name in parent.columns if name in key]
    rate = pl.col("units").sum() / pl.col("seen").sum()
    groups = recent.group_by(by).agg(rate=rate) if by else recent.select(rate=rate)
    grid = groups.join(pl.DataFrame({"position": range(1, 8)}), how="cross").cast(
        {"position": pl.Int64}
    )
    sums = recent.group_by(key).agg(pl.col("units", "seen").sum())
    expected = (pl.col("seen") * pl.col("rate")).fill_null(0.0)
    factor = (pl.col("units").fill_null(0.0) + WEEK_EVIDENCE * pl.col("factor")) / (
        expected + WEEK_EVIDENCE
    )
    shrunk = (
        grid.join(sums, on=key, how="left")
        .join(parent.select(*above, "factor"), on=above)
        .select(*key, factor=factor.fill_nan(1.0), units=pl.col("units").fill_null(0.0))
    )
    mean = pl.col("factor").mean().over(by) if by else pl.col("factor").mean()
    return shrunk.with_columns(factor=pl.col("factor") / mean)
