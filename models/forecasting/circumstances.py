"""Prices and events around demand, as matrices: what the shop itself decides or knows.

They reach beyond the last day of demand as far as the plans that are given.
"""

import datetime as dt
from dataclasses import dataclass

import numba
import numpy as np
import numpy.typing as npt
import polars as pl

from models.forecasting.panel import Matrix, Panel

Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

KEY = ["sku", "location_id"]
FAR = 30
"""Days to an event beyond which it is far."""


@dataclass(frozen=True)
class Circumstances:
    """Prices by item-location and events by place, on each day of a panel and beyond.

    ``prices`` are logarithms; a day without one has the last before it, nan where there
    is none. ``events`` number the names of events from 1 (0: none), ``to_event`` and
    ``since_event`` count days up to ``FAR``. Where no plan says what is to come
    (``prices_are_planned``, ``events_are_planned``), it was not known in the past
    either: nothing is learned from prices and events after an origin.
    """

    prices: Matrix
    places: Whole
    events: Whole
    to_event: Whole
    since_event: Whole
    prices_are_planned: bool
    events_are_planned: bool

    def price(self, row: Whole, day: Whole, origin: Whole) -> Matrix:
        """Return prices of days as far as they were known at origins."""
        known = day if self.prices_are_planned else np.minimum(day, origin - 1)
        return np.asarray(self.prices[row, known])

    def of_events(self, row: Whole, day: Whole) -> tuple[Whole, Whole, Whole]:
        """Return event, days to the next and days since the last; 0, far, far if none.

        Without a plan of events there is nothing to learn from those that were.
        """
        if not self.events_are_planned:
            none, far = np.zeros_like(day), np.full_like(day, FAR)
            return none, far, far
        place = self.places[row]
        return (
            self.events[place, day],
            self.to_event[place, day],
            self.since_event[place, day],
        )


def circumstances(sales: pl.LazyFrame, known: Panel, ahead: int) -> Circumstances:
    """Return prices and events of the panel's days and of ``ahead`` days more.

    ``sales`` has ``sku``, ``location_id``, ``on`` and, where known, ``unit_price`` and
    ``event``. Rows after the panel's last day are plans; nothing but price and event is
    read from them.
    """
    names = sales.collect_schema().names()
    days = known.days + ahead
    last = known.first_on + dt.timedelta(days=days - 1)
    inside = sales.filter(pl.col("on").is_between(known.first_on, last))
    places = known.series["location_id"].rank("dense").cast(pl.Int64) - 1
    prices = np.full((known.series.height, days), np.nan, np.float32)
    if "unit_price" in names:
        cells = _priced(inside, known)
        prices[cells["row"].to_numpy(), cells["day"].to_numpy()] = cells["price"]
    prices_are_planned = bool((~np.isnan(prices[:, known.days :])).any())
    _carry(prices)
    events = np.zeros((places.n_unique(), days), np.int64)
    events_are_planned = "event" in names and _reaches_beyond(inside, known)
    if "event" in names:
        marks = _marks(inside, known)
        events[marks["place"].to_numpy(), marks["day"].to_numpy()] = marks["code"]
    return Circumstances(
        prices=prices,
        places=places.to_numpy(),
        events=events,
        to_event=_since(events[:, ::-1])[:, ::-1],
        since_event=_since(events),
        prices_are_planned=prices_are_planned,
        events_are_planned=events_are_planned,
    )


def _reaches_beyond(inside: pl.LazyFrame, known: Panel) -> bool:
    """Tell whether there are rows after the panel's last day."""
    beyond = _day(known).max() >= known.days
    return bool(inside.select(beyond.fill_null(value=False)).collect().item())


def _priced(inside: pl.LazyFrame, known: Panel) -> pl.DataFrame:
    """Return row, day and logarithm of each price that is above nothing."""
    rows = known.series.lazy().select(KEY).with_row_index("row")
    return (
        inside.filter(pl.col("unit_price") > 0)
        .select(
            *(pl.col(name).cast(pl.String) for name in KEY),
            day=_day(known),
            price=pl.col("unit_price").cast(pl.Float32).log(),
        )
        .join(rows, on=KEY)
        .select("row", "day", "price")
        .collect(engine="streaming")
    )


def _marks(inside: pl.LazyFrame, known: Panel) -> pl.DataFrame:
    """Return the number of each place's event on a day; the first name where many."""
    places = (
        known.series.lazy()
        .select("location_id", place=pl.col("location_id").rank("dense") - 1)
        .unique()
    )
    return (
        inside.filter(pl.col("event").is_not_null() & (pl.col("event") != ""))
        .group_by(pl.col("location_id").cast(pl.String), day=_day(known))
        .agg(pl.col("event").cast(pl.String).min())
        .join(places, on="location_id")
        .select("place", "day", code=pl.col("event").rank("dense").cast(pl.Int64))
        .collect(engine="streaming")
    )


def _day(known: Panel) -> pl.Expr:
    """Return the number of a row's day in the panel."""
    return (pl.col("on").cast(pl.Date) - known.first_on).dt.total_days()


@numba.njit(cache=True)
def _carry(prices: Matrix) -> None:
    """Let each price stand until the next."""
    for row in range(len(prices)):
        for day in range(1, prices.shape[1]):
            if np.isnan(prices[row, day]):
                prices[row, day] = prices[row, day - 1]


def _since(events: Whole) -> Whole:
    """Return the days since the last event, up to ``FAR``."""
    days = np.arange(events.shape[1])
    last = np.maximum.accumulate(np.where(events > 0, days, -FAR), axis=1)
    return np.asarray(np.minimum(days - last, FAR))
