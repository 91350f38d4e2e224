"""What events and prices do to demand: measured, pooled by category, and shrunk.

A marked day is set beside what the same item shows on the unmarked days around it, in
the shape of its week. First the price speaks (log of units over expected units, by log
of the price over the usual one), then the event, for what the price leaves. What
occasions do not agree on is noise: an effect over all categories is trusted by the
share of its square that is not noise, that of a category is pulled to it by the share
of what differs between categories that is not noise (James and Stein 1961).
"""

import datetime as dt

import numba
import numpy as np
import numpy.typing as npt
import polars as pl

from models import tables
from models.forecasting.day_factors import daily_factors
from models.forecasting.marks import Numbers
from models.forecasting.panel import Matrix, Panel, panel
from models.forecasting.profile import profiles_of
from models.forecasting.uplifts import ELASTICITY, EVENT, EVERY, PRICE, with_uplifts

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

NEAR_DAYS = 56
LEAST_SEEN = 14.0
LEAST_EXPECTED = 5.0
"""Expected units of an occasion from which it says something."""
USUAL_VARIANCE = 0.05
"""How far occasions differ where one alone does not tell, as a variance of logs."""
STEP = 0.02
"""Prices are told apart by steps of 2 %."""
ELASTICITIES = (-6.0, 0.0)
FACTORS = (0.1, 10.0)


def demand_uplifts(
    demand_daily: pl.LazyFrame,
    exceptional_sales: pl.DataFrame,
    products: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return the factor of each kind of event and the elasticity of price."""
    return uplifts_of(panel(demand_daily, exceptional_sales, products, as_of))


def uplifts_of(known: Panel) -> pl.DataFrame:
    """Return the uplifts that the marked days of a panel show."""
    occasions = _occasions(known)
    prices = _effects(
        occasions.filter(pl.col("log_price") != 0).with_columns(
            name=pl.lit(ELASTICITY), by=pl.col("log_price")
        ),
        *ELASTICITIES,
    )
    left = _at_their_price(occasions, prices).filter(pl.col("name") != "")
    events = _effects(
        left.with_columns(by=pl.lit(1.0)), *(float(np.log(end)) for end in FACTORS)
    )
    return (
        pl.concat(
            [
                prices.with_columns(kind=pl.lit(PRICE)),
                events.with_columns(pl.col("factor").exp(), kind=pl.lit(EVENT)),
            ]
        )
        .select(tables.column_names("demand_uplifts"))
        .sort("kind", "name", "category")
    )


def _occasions(known: Panel) -> pl.DataFrame:
    """Return units and expected units of marked days by category, event and month."""
    marks = known.marks.until(known.days)
    is_marked = np.zeros(known.demand.shape, np.bool_)
    is_marked[marks.row, marks.day] = True
    plain = known.weighed(np.where(is_marked, np.float32(0), known.weights))
    profiles = profiles_of(plain)
    factors, rows = daily_factors(profiles, known.series, known.dates, known.step)
    expected = np.zeros(len(marks.row))
    _expect(
        *(known.counted, plain.weights, known.weights, factors, rows),
        *(marks.row, marks.day, expected),
    )
    cells = pl.DataFrame(
        {
            "category": known.series["category"].gather(marks.row),
            "name": pl.Series(marks.names, dtype=pl.String).gather(marks.kind),
            "log_price": marks.log_price,
            "month": known.dates[marks.day].astype("datetime64[M]").astype(np.int64),
            "units": known.counted[marks.row, marks.day].astype(np.float64),
            "expected": expected,
        }
    )
    steps = (pl.col("log_price") / STEP).round() * STEP
    return (
        cells.filter(pl.col("expected") > 0)
        .group_by("category", "name", "month", log_price=steps.cast(pl.Float64))
        .agg(pl.col("units", "expected").sum())
        .filter(pl.col("expected") >= LEAST_EXPECTED)
        .sort("category", "name", "month", "log_price")
    )


def _at_their_price(occasions: pl.DataFrame, prices: pl.DataFrame) -> pl.DataFrame:
    """Return occasions whose expected units are those at their price."""
    priced = pl.col("expected") * (pl.col("elasticity") * pl.col("log_price")).exp()
    return (
        with_uplifts(occasions, prices.with_columns(kind=pl.lit(PRICE)))
        .with_columns(expected=priced)
        .select(occasions.columns)
    )


def _effects(occasions: pl.DataFrame, low: float, high: float) -> pl.DataFrame:
    """Return the effect of ``by`` on the log of units, by name and category.

    What all categories show in a month is one occasion: they share what befell it.
    """
    together = occasions.group_by("name", "month", "by").agg(
        pl.col("units", "expected").sum()
    )
    square, noise = pl.col("factor") ** 2, pl.col("error") ** 2
    every = _slopes(together, ["name"]).with_columns(
        factor=pl.col("factor") * (1 - noise / square).clip(0, 1),
        category=pl.lit(EVERY),
    )
    apart = pl.col("factor") - pl.col("above")
    between = (apart**2 - noise).mean().clip(0).over("name")
    by_category = (
        _slopes(occasions.filter(pl.col("category") != EVERY), ["name", "category"])
        .join(every.select("name", above="factor"), on="name")
        .with_columns(factor=pl.col("above") + apart * between / (between + noise))
        .select(every.columns)
    )
    return pl.concat([every, by_category]).with_columns(
        pl.col("factor").fill_nan(0.0).clip(low, high)
    )


def _slopes(occasions: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """Return the weighted slope through the origin of each group, and its error."""
    weight = 1 / (USUAL_VARIANCE + 1 / pl.col("expected"))
    x, y = pl.col("by"), ((pl.col("units") + 0.5) / (pl.col("expected") + 0.5)).log()
    leverage = (weight * x**2).sum()
    slope = (weight * x * y).sum() / leverage
    left = (weight * (y - pl.col("factor") * x) ** 2).sum() / (pl.len() - 1)
    noise = pl.when(pl.len() > 1).then(pl.max_horizontal(left, 1.0)).otherwise(1.0)
    return (
        occasions.sort(*by, "month", "by")
        .with_columns(factor=slope.over(by))
        .group_by(by)
        .agg(
            pl.col("factor").first(),
            pl.col("units").sum(),
            occasions=pl.len().cast(pl.Int64),
            error=(noise / leverage).sqrt(),
        )
        .sort(by)
    )


@numba.njit(cache=True)
def _expect(
    demand: Matrix,
    plain: Matrix,
    weights: Matrix,
    factors: Matrix,
    factor_rows: Whole,
    rows: Numbers,
    days: Numbers,
    expected: Floats,
) -> None:
    """Put what marked days would have shown into ``expected``; they lie row by row."""
    length = demand.shape[1]
    units, shown = np.zeros(length + 1), np.zeros(length + 1)
    standing = -1  # the row whose sums are at hand
    for at in range(len(rows)):
        row, day = rows[at], days[at]
        profile = factors[factor_rows[row]]
        if row != standing:
            standing = row
            for past in range(length):
                weight = plain[row, past]
                sold = demand[row, past] if weight > 0.0 else 0.0
                units[past + 1] = units[past] + sold
                shown[past + 1] = shown[past] + weight * profile[past]
        first, last = max(day - NEAR_DAYS, 0), min(day + NEAR_DAYS + 1, length)
        seen = shown[last] - shown[first]
        if seen >= LEAST_SEEN:
            rate = (units[last] - units[first]) / seen
            expected[at] = rate * weights[row, day] * profile[day]
