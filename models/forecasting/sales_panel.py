"""Plain sales as matrices: what a file of sales says of each item, place and day."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

import numba
import numpy as np
import numpy.typing as npt
import polars as pl

from models.closed_days import silent
from models.exceptional_days import NEVER
from models.forecasting.marks import NO_MARKS, Marks, marks_of
from models.forecasting.panel import (
    SCARCE_SHARE,
    Exceptions,
    Matrix,
    Panel,
    Step,
    with_calls,
)

Whole = npt.NDArray[np.int64]
Numbers = npt.NDArray[Any]
Flags = npt.NDArray[np.bool_]

KEY = ("sku", "location_id")
KNOWN = (*KEY, "on", "sold_qty", "in_stock_share", "unit_price", "event", "is_closed")
GROUP_ITEMS = 20
"""A product group pools the shape of demand where it has at least so many items."""
NO_GROUP = "all"
WEEK = 7
FIRST_SHARE = 0.5
"""A first sale counts half: none of it is no rate at all, all of it twice too much."""
FEW_DATES = 4
"""With fewer dates than this nobody can tell days from weeks."""
EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True)
class Cells:
    """Where each row of a file goes: item-location and step, numbered from 0."""

    series: pl.DataFrame
    row: npt.NDArray[np.int32]
    day: npt.NDArray[np.int32]
    first_on: dt.date
    steps: int
    step: Step


def sales_panel(sales: pl.LazyFrame, as_of: dt.date) -> Panel:
    """Return the panel of what ``sales`` says up to ``as_of``.

    Columns: ``sku``, ``location_id``, ``on``, ``sold_qty`` and, where known,
    ``in_stock_share`` (0 to 1), ``unit_price``, ``event``, ``is_closed`` and attributes
    of the item; rows in any order. Rows of one day add up, a day without a row sold
    nothing, less than nothing is nothing (returns are no demand), and a quantity that
    is no number says nothing of its day. A series starts with its first sale, or with
    its first price where prices are missing before. A day on which a place that usually
    sells many items sold next to none was closed. Where all dates are a week apart, or
    months, rows are of weeks or months.
    """
    known = sales.filter(pl.col("on") <= as_of)
    names = known.collect_schema().names()
    cells = _cells(known, as_of)
    shape = (cells.series.height, cells.steps)
    demand, weights = np.zeros(shape, np.float32), np.ones(shape, np.float32)
    sold = _numbers(known, pl.col("sold_qty").cast(pl.Float32))
    share = _share(known, names, len(sold))
    _lay(cells.row, cells.day, sold, share, demand, weights)
    weights[:, int(cells.day.max(initial=-1)) + 1 :] = 0.0  # nobody knows yet
    priced = _first_priced(known, names, cells)
    is_whole = np.zeros(shape[0], np.bool_)
    first = np.zeros(shape[0], np.int64)
    _begin(demand, weights, priced, first, is_whole)
    places = cells.series["location_id"].rank("dense").to_numpy().astype(np.int64) - 1
    if cells.step == "1d":
        _close(weights, _silent_days(demand, places), places)
    made = Panel(
        *(cells.series, cells.first_on, demand, weights, is_whole), step=cells.step
    )
    series = cells.series.with_columns(
        category=_groups(known, cells),
        first_on=pl.Series(made.dates[first], dtype=pl.Date),
    )
    called = with_calls(replace(made, series=series, marks=_marks(known, names, cells)))
    by_sale = np.flatnonzero((first > 0) & ((priced < 0) | (priced >= cells.steps)))
    return replace(called, exceptions=_with_firsts(called, by_sale, first[by_sale]))


def _with_firsts(called: Panel, row: Whole, day: Whole) -> Exceptions:
    """Return the exceptions with first sales, of which only a share counts.

    A series that is only known from its first sale on begins with a day that sold
    because it was chosen for it: one sale in ten weeks says less than one in ten weeks.
    """
    found = called.exceptions
    is_called = np.zeros(called.demand.shape, np.bool_)
    is_called[found.row, found.day] = True
    plain = ~is_called[row, day]
    row, day = row[plain], day[plain]
    excess = called.demand[row, day] * np.float64(1 - FIRST_SHARE)
    return Exceptions(
        np.append(found.row, row),
        np.append(found.day, day),
        np.append(found.excess, excess),
        np.append(found.passed, np.full(len(row), NEVER)),
    )


def _marks(known: pl.LazyFrame, names: list[str], cells: Cells) -> Marks:
    """Return the days of events; rows of weeks and months are not marked."""
    if "event" not in names or cells.step != "1d":
        return NO_MARKS
    event = known.select(pl.col("event").cast(pl.String)).collect().to_series()
    at = (event.is_not_null() & (event != "")).arg_true().to_numpy()
    return marks_of(
        pl.DataFrame(
            {
                "row": cells.row[at],
                "day": cells.day[at],
                "event": event.gather(at),
                "discount_rate": pl.repeat(None, len(at), dtype=pl.Float64, eager=True),
            }
        )
    )


def _cells(known: pl.LazyFrame, as_of: dt.date) -> Cells:
    """Return the item-locations in order and where each row goes."""
    (sku, skus), (place, places) = (_codes(known, name) for name in KEY)
    pair = sku.astype(np.int64) * max(len(places), 1) + place
    there, row = _numbered(pair, len(skus) * len(places))
    on = _numbers(known, pl.col("on").cast(pl.Date).to_physical())
    step, column, steps = _steps(on, (as_of - EPOCH).days)
    series = pl.DataFrame(
        {
            "sku": skus.gather(there // max(len(places), 1)),
            "location_id": places.gather(there % max(len(places), 1)),
        },
        schema=dict.fromkeys(KEY, pl.String),
    )
    first = int(on.min()) if len(on) else (as_of - EPOCH).days
    first_on = EPOCH + dt.timedelta(days=first)
    return Cells(series, row, column, first_on, steps, step)


def _steps(on: Numbers, last: int) -> tuple[Step, npt.NDArray[np.int32], int]:
    """Return how far apart days are, the column of each, and how many there are.

    Days are counted from 1970; ``last`` is the last that is known.
    """
    first = int(on.min()) if len(on) else last
    seen = np.flatnonzero(np.bincount(on - first)) if len(on) else np.zeros(0, int)
    if len(seen) >= FEW_DATES and (seen % WEEK == 0).all():
        return "1w", ((on - first) // WEEK).astype(np.int32), (last - first) // WEEK + 1
    dates = (seen + first).astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    if len(seen) >= FEW_DATES and len(np.unique(dates - months)) == 1:
        month = on.astype("datetime64[D]").astype("datetime64[M]") - months[0]
        end = np.datetime64(last, "D").astype("datetime64[M]") - months[0]
        return "1mo", month.astype(np.int32), int(end.astype(int)) + 1
    return "1d", (on - first).astype(np.int32), last - first + 1


def _codes(known: pl.LazyFrame, name: str) -> tuple[Numbers, pl.Series]:
    """Return the number of each row's name, and the names in order."""
    column = known.select(pl.col(name).cast(pl.String)).collect().to_series()
    names = column.unique().sort()
    return column.cast(pl.Enum(names)).to_physical().to_numpy(), names


def _numbered(pair: Whole, size: int) -> tuple[Whole, npt.NDArray[np.int32]]:
    """Return the pairs that there are, ascending, and which one each row has."""
    if size > max(8 * len(pair), 1 << 24):
        there, row = np.unique(pair, return_inverse=True)
        return there, row.astype(np.int32)
    seen = np.zeros(size, np.bool_)
    seen[pair] = True
    return np.flatnonzero(seen), (np.cumsum(seen, dtype=np.int32) - 1)[pair]


def _numbers(known: pl.LazyFrame, column: pl.Expr) -> Numbers:
    """Return one column as numbers, what is missing as nan."""
    return known.select(column).collect().to_series().to_numpy()


def _share(known: pl.LazyFrame, names: list[str], count: int) -> Matrix:
    """Return the share of its day on which each row shows demand; unknown is whole."""
    share = pl.lit(1.0)
    if "in_stock_share" in names:
        given = pl.col("in_stock_share").cast(pl.Float32).fill_nan(None)
        share = pl.when(given < SCARCE_SHARE).then(0.0).otherwise(given.clip(0, 1))
    if "is_closed" in names:
        is_closed = pl.col("is_closed").cast(pl.Boolean).fill_null(value=False)
        share = pl.when(is_closed).then(0.0).otherwise(share)
    if not {"in_stock_share", "is_closed"} & set(names):
        return np.ones(1, np.float32)
    asked = known.select(share.fill_null(1.0).cast(pl.Float32)).collect().to_series()
    return asked.to_numpy() if len(asked) == count else np.ones(1, np.float32)


def _first_priced(known: pl.LazyFrame, names: list[str], cells: Cells) -> Whole:
    """Return the first day on which each series has a price, -1 where all have one.

    Where prices are missing for some days only, they tell from when an item was sold.
    """
    first = np.full(cells.series.height, -1, np.int64)
    if "unit_price" not in names:
        return first
    is_priced = _numbers(known, pl.col("unit_price").is_not_null())
    if is_priced.all():
        return first
    first[:] = cells.steps
    _earliest(cells.row, cells.day, is_priced, first)
    return first


def _groups(known: pl.LazyFrame, cells: Cells) -> pl.Series:
    """Return the product group of each series: ``category``, else the finest attribute.

    The finest of which groups still have ``GROUP_ITEMS`` items on average; where there
    is none, all items are one group.
    """
    attributes = [
        name
        for name, kind in known.collect_schema().items()
        if name not in KNOWN and (kind == pl.String or kind.is_integer())
    ]
    wanted = ["category"] if "category" in attributes else attributes
    count = cells.series["sku"].n_unique()
    finest, size = pl.repeat(NO_GROUP, cells.series.height, eager=True), 1
    for name in wanted:
        told = _attribute(known, name, cells)
        groups = told.n_unique()
        if name == "category" or size < groups <= count / GROUP_ITEMS:
            finest, size = told, groups
    return finest.alias("category")


def _attribute(known: pl.LazyFrame, name: str, cells: Cells) -> pl.Series:
    """Return one attribute of each series, as its first row says it."""
    column = known.select(pl.col(name).cast(pl.String)).collect().to_series()
    first = np.full(cells.series.height, len(column), np.int64)
    _first_rows(cells.row, first)
    return column.gather(first).fill_null(NO_GROUP)


@numba.njit(cache=True)
def _first_rows(row: Numbers, first: Whole) -> None:
    """Put the first row of each series into ``first``."""
    for at in range(len(row)):
        first[row[at]] = min(first[row[at]], at)


def _silent_days(demand: Matrix, places: Whole) -> Flags:
    """Return the closed days of each place, as far as sales tell."""
    sold = np.zeros((int(places.max(initial=-1)) + 1, demand.shape[1]))
    _count_sold(demand, places, sold)
    return silent(sold)


@numba.njit(cache=True)
def _lay(
    row: Numbers,
    day: Numbers,
    sold: Matrix,
    share: Matrix,
    demand: Matrix,
    weights: Matrix,
) -> None:
    """Put each row of a file into its cell; a share of one element is that of all."""
    for at in range(len(row)):
        units = sold[at]
        seen = share[at if len(share) > 1 else 0]
        if units > 0.0:
            demand[row[at], day[at]] += units
        if np.isnan(units):
            seen = np.float32(0.0)
        weights[row[at], day[at]] = min(weights[row[at], day[at]], seen)


@numba.njit(cache=True)
def _earliest(row: Numbers, day: Numbers, is_priced: Flags, first: Whole) -> None:
    """Put the earliest day with a price into ``first``."""
    for at in range(len(row)):
        if is_priced[at] and day[at] < first[row[at]]:
            first[row[at]] = day[at]


@numba.njit(cache=True)
def _begin(
    demand: Matrix, weights: Matrix, priced: Whole, first: Whole, is_whole: Flags
) -> None:
    """Hide what was before a series began; tell whether its units are whole."""
    for row in range(len(demand)):
        begin = 0
        while begin < demand.shape[1] and not demand[row, begin] > 0.0:
            begin += 1
        if priced[row] >= 0:
            begin = min(begin, priced[row])
        weights[row, :begin] = 0.0
        first[row] = min(begin, demand.shape[1] - 1)
        is_whole[row] = True
        for day in range(begin, demand.shape[1]):
            if demand[row, day] != np.floor(demand[row, day]):
                is_whole[row] = False
                break


@numba.njit(cache=True)
def _count_sold(demand: Matrix, places: Whole, sold: npt.NDArray[np.float64]) -> None:
    """Count the items sold at each place on each day."""
    for row in range(len(demand)):
        for day in range(demand.shape[1]):
            if demand[row, day] > 0.0:
                sold[places[row], day] += 1.0


@numba.njit(cache=True)
def _close(weights: Matrix, closed: Flags, places: Whole) -> None:
    """Hide the closed days of each place."""
    for row in range(len(weights)):
        for day in range(weights.shape[1]):
            if closed[places[row], day]:
                weights[row, day] = 0.0
