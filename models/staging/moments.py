"""Dates and times as people write them.

``2026-04-03T10:00:00Z``, ``3.4.2026 14.30``, ``03/04/26 2:30 pm``, ``20260403``:
whether day or month comes first is settled beforehand (see notation).
"""

import datetime as dt
import zoneinfo
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from models.staging.moment_scan import scan_moments, shift
from models.staging.records import Cells

OK, EMPTY, NOT_A_DATE, UNSETTLED, CONTRARY = range(5)
NO_TIME, MIDNIGHT, IN_DAY = range(3)
ZONED = 4
ORDERS = {"": 0, "day-first": 1, "month-first": 2, "iso": 3}
DAY = 86_400_000_000
DAY_PARTS = {"start": 0, "noon": DAY // 2, "end": DAY - 1}


@dataclass(frozen=True)
class Moments:
    """Microseconds since 1970 on the wall clock, and what was found.

    ``kinds`` is NO_TIME, MIDNIGHT or IN_DAY, plus ZONED where ``ahead`` says by how
    many minutes the clock is ahead of UTC.
    """

    values: NDArray[np.int64]
    ahead: NDArray[np.int16]
    kinds: NDArray[np.uint8]
    states: NDArray[np.uint8]


def moments(cells: Cells, order: str) -> Moments:
    """Read the cells as dates with or without time.

    ``order`` is day-first, month-first, iso, or empty while it is not settled. A cell
    that makes sense in the other order only is CONTRARY.
    """
    size = len(cells.starts)
    read = Moments(
        np.zeros(size, dtype=np.int64),
        np.zeros(size, dtype=np.int16),
        np.zeros(size, dtype=np.uint8),
        np.zeros(size, dtype=np.uint8),
    )
    scan_moments(
        cells.data,
        cells.starts,
        cells.lengths,
        ORDERS[order],
        read.values,
        read.ahead,
        read.kinds,
        read.states,
    )
    return read


def instants(
    read: Moments, zone: str, part: str | None, *, midnight_is_day: bool
) -> NDArray[np.int64]:
    """Return microseconds in UTC; a day without a time means its ``part``.

    Times that a clock change repeats mean the earlier one, those it skips move forward.
    """
    time = read.kinds & 3
    is_day = (time == NO_TIME) | ((time == MIDNIGHT) & midnight_is_day)
    shift = DAY_PARTS[part or "start"]
    utc = to_utc(read.values + np.where(is_day, shift, 0), zone)
    is_zoned = ((read.kinds & ZONED) > 0) & ~is_day
    return np.where(is_zoned, _zoned(read), utc) if is_zoned.any() else utc


def days(read: Moments, zone: str) -> NDArray[np.int64]:
    """Return days since 1970; an instant with a zone means its day in ``zone``."""
    is_zoned = read.kinds == ZONED + IN_DAY
    if not is_zoned.any():
        return read.values // DAY
    return np.where(is_zoned, to_local(_zoned(read), zone), read.values) // DAY


def _zoned(read: Moments) -> NDArray[np.int64]:
    """Return microseconds in UTC of moments that name their zone."""
    return read.values - read.ahead.astype(np.int64) * 60_000_000


def to_utc(local: NDArray[np.int64], zone: str) -> NDArray[np.int64]:
    """Turn wall time into UTC."""
    changes, offsets = _offsets(zone)
    walls = changes + np.maximum(offsets[:-1], offsets[1:])
    shifted = np.empty_like(local)
    shift(local, walls, -offsets, shifted)
    return shifted


def to_local(utc: NDArray[np.int64], zone: str) -> NDArray[np.int64]:
    """Turn UTC into wall time."""
    changes, offsets = _offsets(zone)
    shifted = np.empty_like(utc)
    shift(utc, changes, offsets, shifted)
    return shifted


@lru_cache(maxsize=64)
def _offsets(zone: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return when a zone changes its clock (UTC), and the offsets between changes."""
    clock = zoneinfo.ZoneInfo(zone)
    epoch = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

    def offset(second: int) -> int:
        moment = (epoch + dt.timedelta(seconds=second)).astimezone(clock)
        return int((moment.utcoffset() or dt.timedelta()).total_seconds())

    week = 7 * 86_400
    ticks = range(20 * 365 * 86_400, 131 * 365 * 86_400, week)
    offsets = [offset(tick) for tick in ticks]
    changes: list[int] = []
    steps = [offsets[0]]
    for at in range(1, len(offsets)):
        if offsets[at] == offsets[at - 1]:
            continue
        low, high = ticks[at - 1], ticks[at]
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (
                (low, middle) if offset(middle) == offsets[at] else (middle, high)
            )
        changes.append(high)
        steps.append(offsets[at])
    micro = 1_000_000
    return (
        np.array(changes, dtype=np.int64) * micro,
        np.array(steps, dtype=np.int64) * micro,
    )
