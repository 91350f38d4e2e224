"""The clock of each time zone, day by day: also on days on which it is changed."""

import datetime as dt

import numpy as np
import numpy.typing as npt
import polars as pl

from models.inventory.days import AHEAD, CHANGE, LATER, START

Integers = npt.NDArray[np.int64]
DAY = 86_400_000_000
QUARTER = DAY // 96
"""Clocks are changed at a quarter of an hour, at most once a day."""


def clocks(names: list[str], base: int, days: int) -> Integers:
    """Return the days of each zone's clock from day ``base`` since 1970 on.

    There is one day more than ``days``, of which only the start counts.
    """
    return np.stack([_clock(name, base, days) for name in names])


def _clock(name: str, base: int, days: int) -> Integers:
    """Return the days of the clock of one zone."""
    starts = _starts(name, base, days)
    ends = np.append(starts[1:], starts[-1] + DAY)
    midnight = (base + np.arange(days + 1)) * DAY
    first, last = _offset(starts, name), _offset(np.maximum(ends - 1, starts), name)
    result = np.empty((days + 1, 4), np.int64)
    result[:, START] = starts
    result[:, AHEAD] = first - midnight
    result[:, CHANGE] = ends
    result[:, LATER] = last - midnight
    for day in np.flatnonzero(first != last):
        quarters = np.arange(starts[day], ends[day], QUARTER)
        is_later = _offset(quarters, name) == last[day]
        result[day, CHANGE] = quarters[is_later.argmax()]
    return result


def _starts(name: str, base: int, days: int) -> Integers:
    """Return the instant at which each day starts, in microseconds since 1970.

    Where a clock skips midnight, a day starts an hour later; one that it skips wholly
    starts with the next.
    """
    midnight = pl.int_range(base, base + days + 1, eager=True).cast(pl.Int32)
    on = midnight.cast(pl.Date).cast(pl.Datetime("us"))
    local, later = (
        clock.dt.replace_time_zone(name, ambiguous="earliest", non_existent="null")
        for clock in (on, on + dt.timedelta(hours=1))
    )
    starts = local.fill_null(later).fill_null(strategy="backward")
    return starts.dt.convert_time_zone("UTC").to_physical().to_numpy()


def _offset(instants: Integers, name: str) -> Integers:
    """Return by how much the clock of a zone is ahead of UTC at each instant."""
    utc = pl.Series(instants).cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
    local = utc.dt.convert_time_zone(name).dt.replace_time_zone(None)
    return local.to_physical().to_numpy() - instants
