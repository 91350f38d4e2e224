"""The days of the example: weekdays, seasons, and local minutes as instants."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from models.example.arrays import MINUTES, Array, Bools, Floats, Ints

MARGIN = 400
"""Days known to the calendar after the last one."""


@dataclass(frozen=True)
class Days:
    """Days from ``first`` on; a moment is the local minute since its midnight."""

    first: dt.date
    count: int
    time_zone: str

    @cached_property
    def all(self) -> list[dt.date]:
        """Every day, those of the margin included."""
        return [self.first + dt.timedelta(days=n) for n in range(self.count + MARGIN)]

    @cached_property
    def weekday(self) -> Ints:
        """Weekday of each day, Monday = 0."""
        return np.array([day.weekday() for day in self.all])

    @cached_property
    def angle(self) -> Floats:
        """Position of each day in the year, as an angle."""
        return np.array([2 * np.pi * d.timetuple().tm_yday / 365.25 for d in self.all])

    @cached_property
    def offset(self) -> Ints:
        """Minutes by which local noon is ahead of UTC."""
        zone = ZoneInfo(self.time_zone)
        noons = [dt.datetime.combine(day, dt.time(12), zone) for day in self.all]
        shifts = [noon.utcoffset() or dt.timedelta() for noon in noons]
        return np.array([int(shift.total_seconds()) // 60 for shift in shifts])

    def number(self, day: dt.date) -> int:
        """Return the number of ``day``; negative before the first."""
        return (day - self.first).days

    def known(self, minutes: Array) -> Bools:
        """Tell which moments lie within the days that were lived."""
        known: Bools = (minutes >= 0) & (minutes < self.count * MINUTES)
        return known

    def instants(self, minutes: Array) -> pl.Series:
        """Turn local minutes into instants; what is still to come is empty."""
        known = self.known(minutes)
        safe = np.where(known, minutes, 0).astype(np.int64)
        start = dt.datetime.combine(self.first, dt.time(), dt.UTC)
        epoch = int(start.timestamp()) // 60
        utc = (epoch + safe - self.offset[safe // MINUTES]) * 60_000_000
        stamps = pl.Series(utc).cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
        return masked(stamps, known)

    def dates(self, days: Array, *, lived: bool = False) -> pl.Series:
        """Turn day numbers into dates; none below zero, nor to come if ``lived``."""
        known = (days >= 0) & ((days < self.count) | (not lived))
        return masked(self.dates_from(np.where(known, days, 0)), known)

    def dates_from(self, days: Array) -> pl.Series:
        """Turn day numbers into dates, those before the first day too."""
        first = (self.first - dt.date(1970, 1, 1)).days
        return pl.Series((days + first).astype(np.int32)).cast(pl.Date)

    def workday(self, days: Ints) -> Ints:
        """Move weekend days to the Monday after."""
        weekday = self.weekday[np.minimum(days, len(self.weekday) - 1)]
        moved: Ints = days + np.where(weekday >= 5, 7 - weekday, 0)  # noqa: PLR2004 (Saturday)
        return moved


def masked(values: pl.Series, known: Bools) -> pl.Series:
    """Empty the values that are not ``known``."""
    if bool(known.all()):
        return values
    frame = pl.DataFrame({"value": values, "known": known})
    return frame.select(pl.when("known").then("value")).to_series()
