"""The shape of demand over the year, from a little more than one year on.

A category's demand in each half of a month is set against what its items usually sell,
so that launches and what ended do not look like a season. Years are laid over each
other with growth taken out; what they do not agree on is noise, and so is as much as a
category's demand usually wanders where only one year is known.
"""

from dataclasses import dataclass

import numba
import numpy as np
import numpy.typing as npt
import polars as pl

from models.forecasting.own_season import HALVES, own_seasons
from models.forecasting.panel import (
    MIDDLE_OF_STEP,
    Dates,
    Matrix,
    Panel,
)

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

LEAST_AGAIN = 2
"""So many of them must have come again."""
MIDDLE_DAY = 8.0
"""The middle of the first half of a month."""
DAYS_OF_A_HALF = 365.25 / HALVES
LEAST_SHARE = 0.35
"""The first and last half of a month count when so much of them was seen."""
MOST_GROWTH = float(np.log(10.0))
USUAL_WANDER = 0.12
"""By how much the logarithm of a category's demand wanders from its season."""
USUAL_NOISE = 2.0
"""Variance of a category's units over their mean."""
USUAL_COUNTS = 6.0
"""The usual noise counts like so many halves of months that came again."""
AGREED = 3.0
"""A half that years agree on has at most so many times the usual noise."""
WAVES = (slice(1, 2), slice(2, 3), slice(3, HALVES // 2 + 1))
"""Once a year, twice, and more often."""
WANDER_OF_WAVES = np.array([3.0, 1.5, 14 / 19])
"""Slow waves wander more: noise of one of each beside the mean of all 23."""
FACTOR_LIMITS = (0.2, 5.0)
ROUNDS = 12


@dataclass(frozen=True)
class Cells:
    """Units and exposure of rows by halves of months.

    ``after`` is the half after the last, counted from January 1970.
    """

    units: Matrix
    exposed: Matrix
    after: int


def year_factors(known: Panel, factors: Matrix, factor_rows: Whole) -> pl.DataFrame:
    """Return factors of the halves of months by category, over all places.

    ``factors`` are those of weekdays and days of the month on each day, by profile;
    ``factor_rows`` tells the profile of each row of the panel. A category is left out
    where nothing is known of its season or nothing stands out from noise. Items whose
    own year differs from that of their category (``own_season``) have rows of their
    own; ``sku`` is empty in the others.
    """
    cells = _cells(known, factors, factor_rows)
    if cells.units.shape[1] < HALVES + LEAST_AGAIN:
        return _table(_series([], []), np.zeros((0, HALVES)), np.zeros((0, HALVES)))
    names = known.series["category"].unique().sort()
    sold, expected = _time_effects(cells.units, cells.exposed, known.pools.categories)
    seasons = np.array(
        [season(*both) for both in zip(sold, expected, strict=True)]
    ).reshape(-1, HALVES)
    own = _of_items(known, cells, _over(sold, expected), seasons)
    everything = _series([""] * len(names), names.to_list())
    both = pl.concat([everything, own.items])
    shapes = np.vstack([seasons, own.shapes])
    totals = np.vstack([sold[:, -HALVES:], own.sold])
    found = shapes.any(axis=1)
    return _table(
        both.filter(pl.Series(found)),
        *(np.roll(one[found], cells.after, axis=1) for one in (shapes, totals)),
    )


@dataclass(frozen=True)
class _OfItems:
    """Items with seasons of their own: logarithms of factors, units of a year."""

    items: pl.DataFrame
    shapes: Floats
    sold: Floats


def _of_items(known: Panel, cells: Cells, effect: Floats, seasons: Floats) -> _OfItems:
    """Return the whole seasons of items that differ from their category."""
    pools = known.pools
    moved = effect[pools.categories]
    could = (cells.exposed * moved).sum(axis=1, keepdims=True)
    rate = _over(cells.units.sum(axis=1, keepdims=True), could)
    items = known.series.select("sku", "category").with_columns(item=pools.items)
    first = items.with_row_index("row").unique("item", keep="first").sort("item")
    shape = (first.height, cells.units.shape[1])
    sold, expected = np.zeros(shape), np.zeros(shape)
    _add(cells.units, pools.items, sold)
    _add((rate * cells.exposed * moved).astype(np.float32), pools.items, expected)
    own = own_seasons(sold, expected)
    differs = np.flatnonzero(own.any(axis=1))
    category = pools.categories[first["row"].to_numpy()[differs]]
    return _OfItems(
        first[differs].select("sku", "category"),
        own[differs] + seasons[category],
        sold[differs, -HALVES:],
    )


def _over(above: Floats, below: Floats) -> Floats:
    """Return quotients, 0 where nothing is below."""
    return np.divide(above, below, out=np.zeros_like(above), where=below > 0)


def _cells(known: Panel, factors: Matrix, factor_rows: Whole) -> Cells:
    """Add up units and exposure; a month that is told as one is two equal halves."""
    is_monthly = known.step == "1mo"
    half = halves(known.dates + MIDDLE_OF_STEP[known.step]) // (1 + is_monthly)
    first, last = _whole(half)
    cells = np.where((half >= first) & (half <= last), half - first, -1)
    shape = (len(known.series), last - first + 1)
    units, exposed = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    _gather(
        *(known.counted, known.weights, factors, factor_rows, cells),
        *(units, exposed),
    )
    if not is_monthly:
        return Cells(units, exposed, last + 1)
    two = np.full(2, 0.5, np.float32)
    return Cells(np.kron(units, two), np.kron(exposed, two), 2 * (last + 1))


def season(sold: Floats, expected: Floats) -> Floats:
    """Return the logarithms of the season's factors, from the oldest of a year on.

    ``sold`` and ``expected`` are units of successive halves of months, more than a year
    of them; the last of the 24 factors is that of the last half. All are 0 where
    nothing stands out.

    Years are shifted onto the last one. Waves through the year are then kept by the
    share of their variance that is not noise (Wiener 1949, after James and Stein 1961).
    """
    level = np.log((sold + 0.5) / (expected + 0.5))
    level = np.where(expected > 0, level, np.nan)
    years = _laid_over(level - _growth(level, sold) * np.arange(len(level)) / HALVES)
    many = (~np.isnan(years)).sum(axis=0)
    if not many.all():
        return np.zeros(HALVES)
    mean = np.nanmean(years, axis=0)
    squares = np.nansum((years - mean) ** 2, axis=0)
    spare = max(many.sum() - HALVES - (len(years) - 1), 0)
    usual = USUAL_WANDER**2 + USUAL_NOISE / max(sold.mean(), 1.0)
    noise = (USUAL_COUNTS * usual + squares.sum()) / (USUAL_COUNTS + spare)
    agreed = np.minimum(AGREED * noise * many / (noise + squares), 1.0)
    return _kept(mean * agreed, noise / many.mean())


def _growth(level: Floats, sold: Floats) -> float:
    """Return by how much the logarithm of demand has moved in a year."""
    moved = level[HALVES:] - level[:-HALVES]
    weight = 1 / (1 / (sold[HALVES:] + 1) + 1 / (sold[:-HALVES] + 1) + 0.01)
    is_known = ~np.isnan(moved)
    if not is_known.any():
        return 0.0
    mean = np.average(moved[is_known], weights=weight[is_known])
    return float(np.clip(mean, -MOST_GROWTH, MOST_GROWTH))


def _laid_over(level: Floats) -> Floats:
    """Return years by halves of months, the last year first, as high as that one.

    What is not known is nan; the last year's mean is 0.
    """
    years = -(-len(level) // HALVES)
    padded = np.pad(level, (years * HALVES - len(level), 0), constant_values=np.nan)
    table = padded.reshape(years, HALVES)[::-1]
    newest = table[0] - np.nanmean(table[0])
    apart = table - newest
    is_known = ~np.isnan(apart)
    count = np.maximum(is_known.sum(axis=1, keepdims=True), 1)
    shift = np.where(is_known, apart, 0.0).sum(axis=1, keepdims=True) / count
    return np.asarray(table - shift)


def _kept(shape: Floats, noise: float) -> Floats:
    """Return the waves of a shape as far as they are more than noise."""
    waves = np.fft.rfft(shape)
    waves[0] = 0.0
    for wave, wander in zip(WAVES, WANDER_OF_WAVES, strict=True):
        power = (np.abs(waves[wave]) ** 2).sum()
        usual = HALVES * noise * wander * len(waves[wave])
        waves[wave] *= max(1 - usual / power, 0.0) if power > 0 else 0.0
    return np.asarray(np.fft.irfft(waves, HALVES))


def _series(skus: list[str], categories: list[str]) -> pl.DataFrame:
    """Return whose seasons follow."""
    kinds = {"sku": pl.String, "category": pl.String}
    return pl.DataFrame({"sku": skus, "category": categories}, schema=kinds)


def _table(whose: pl.DataFrame, shapes: Floats, totals: Floats) -> pl.DataFrame:
    """Return seasons as rows, their factors with mean 1."""
    factors = np.exp(shapes)
    factors = np.clip(factors / factors.mean(axis=1, keepdims=True), *FACTOR_LIMITS)
    return whose[np.repeat(np.arange(whose.height), HALVES)].with_columns(
        pl.Series("position", np.tile(np.arange(1, HALVES + 1), whose.height)),
        pl.Series("factor", factors.ravel()),
        pl.Series("units", totals.ravel()),
        location_id=pl.lit(""),
        cycle=pl.lit("half_month"),
    )


def halves(on: Dates) -> Whole:
    """Return the half of a month of each date, counted on from January 1970.

    >>> halves(np.array(["1970-01-15", "1970-01-16"], "M8[D]")).tolist()
    [0, 1]
    """
    months, day = _calendar(on)
    return np.asarray(2 * months + (day > 15))  # noqa: PLR2004 - half a month


def between_halves(on: Dates, factors: Floats) -> Floats:
    """Return factors of dates from those of halves of months.

    From the middle of one half to that of the next they move evenly, in logarithms.
    ``factors`` has one row per profile and ``HALVES`` columns, the result one column
    per date.
    """
    months, day = _calendar(on)
    place = 2 * (months % 12) + (day - MIDDLE_DAY) / DAYS_OF_A_HALF
    before = np.floor(place).astype(np.int64)
    share = place - before
    logs = np.log(factors)
    earlier, later = logs[:, before % HALVES], logs[:, (before + 1) % HALVES]
    return np.asarray(np.exp(earlier * (1 - share) + later * share))


def _calendar(on: Dates) -> tuple[Whole, Whole]:
    """Return months since 1970 and the day of the month from 1."""
    months = on.astype("datetime64[M]")
    day = (on.astype("datetime64[D]") - months).astype(np.int64) + 1
    return months.view("int64"), day


def _whole(half: Whole) -> tuple[int, int]:
    """Return the first and the last half of a month that was seen well enough."""
    count = np.bincount(half - half[0])
    enough = np.flatnonzero(count >= LEAST_SHARE * np.median(count))
    return int(half[0] + enough[0]), int(half[0] + enough[-1])


def _time_effects(units: Matrix, exposed: Matrix, pool: Whole) -> tuple[Floats, Floats]:
    """Return units of each pool in each cell, and what its items usually sell.

    The rate of each row and the effect of each cell are found in turn, as maximum
    likelihood for Poisson counts (iterative proportional fitting, Deming and Stephan
    1940).
    """
    shape = (int(pool.max(initial=-1)) + 1, units.shape[1])
    sold, expected = np.zeros(shape), np.zeros(shape)
    _add(units, pool, sold)
    effect = np.ones(shape)
    for _ in range(ROUNDS):
        expected[:] = 0.0
        _expect(units, exposed, pool, effect, expected)
        effect = _over(sold, expected)
    return sold, expected


compiled = numba.njit(cache=True)


@compiled
def _gather(
    demand: Matrix,
    weights: Matrix,
    factors: Matrix,
    factor_rows: Whole,
    cells: Whole,
    units: Matrix,
    exposed: Matrix,
) -> None:
    """Add up what was seen of each row in each cell, and how much could be."""
    for row in range(len(demand)):
        profile = factors[factor_rows[row]]
        for day in range(demand.shape[1]):
            if cells[day] >= 0 and weights[row, day] > 0.0:
                units[row, cells[day]] += demand[row, day]
                exposed[row, cells[day]] += weights[row, day] * profile[day]


@compiled
def _add(values: Matrix, pool: Whole, total: Floats) -> None:
    """Add values up by pool."""
    for row in range(len(values)):
        total[pool[row]] += values[row]


@compiled
def _expect(
    units: Matrix, exposed: Matrix, pool: Whole, effect: Floats, expected: Floats
) -> None:
    """Add up the rate of each row times how much could be seen of it."""
    for row in range(len(units)):
        own = effect[pool[row]]
        could = 0.0
        for cell in range(units.shape[1]):
            could += exposed[row, cell] * own[cell]
        if could > 0.0:
            rate = units[row].sum() / could
            for cell in range(units.shape[1]):
                expected[pool[row], cell] += rate * exposed[row, cell]
