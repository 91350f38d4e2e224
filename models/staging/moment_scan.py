"""The scan that turns cells into days and times, and the shift between clocks."""

# ruff: noqa: ANN401, C901, PLR0911, PLR0912, PLR0915
# ruff: noqa: PLR1714, PLR2004, SIM109
# One loop over bytes: numba knows the types; calls and tuples would cost time.

from typing import Any

import numba
import numpy as np

from models.staging.record_scan import is_nothing
from models.staging.signs import (
    COLON,
    COMMA,
    DOT,
    LOWER,
    LOWER_A,
    LOWER_P,
    LOWER_Z,
    MINUS,
    NINE,
    PLUS,
    SLASH,
    SPACE,
    UPPER_C,
    UPPER_T,
    UPPER_U,
    UPPER_Z,
    ZERO,
)


@numba.njit(cache=True, nogil=True)
def shift(values: Any, changes: Any, offsets: Any, shifted: Any) -> None:
    """Add to each value the offset that holds between two changes."""
    at = 0
    last = len(changes)
    for row in range(len(values)):
        value = values[row]
        while at > 0 and value < changes[at - 1]:
            at -= 1
        while at < last and value >= changes[at]:
            at += 1
        shifted[row] = value + offsets[at]


@numba.njit(cache=True, nogil=True)
def _number(data: Any, at: int, end: int) -> Any:
    """Return the whole number that starts here, and where it ends."""
    value = 0
    start = at
    while at < end and at - start < 15 and ZERO <= data[at] <= NINE:
        value = value * 10 + (data[at] - ZERO)
        at += 1
    return value, at


@numba.njit(cache=True, nogil=True)
def _days_since_1970(year: int, month: int, day: int) -> Any:
    """Return days since 1970, or a huge number where there is no such day.

    Hinnant's days_from_civil; https://howardhinnant.github.io/date_algorithms.html
    """
    if month < 1 or month > 12 or day < 1 or year < 1 or year > 9999:
        return 1 << 40
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    longest = 31 - ((month == 4) | (month == 6) | (month == 9) | (month == 11))
    if month == 2:
        longest = 29 if leap else 28
    if day > longest:
        return 1 << 40
    shifted = year - (month <= 2)
    era = shifted // 400
    of_era = shifted - era * 400
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return (
        era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468
    )


@numba.njit(cache=True, nogil=True)
def _time(data: Any, at: int, end: int) -> Any:
    """Read time and zone: microseconds, minutes ahead, kind of clock, is valid.

    The kind is 0 without a time, 1 with one, 5 with one and its zone.
    """
    start = at
    while at < end and (data[at] == SPACE or data[at] == UPPER_T or data[at] == COMMA):
        at += 1
    if at == end:
        return 0, 0, 0, at == start or data[at - 1] == SPACE
    hour, after = _number(data, at, end)
    if after == at or after == end or (data[after] != COLON and data[after] != DOT):
        return 0, 0, 0, False
    minute, at = _number(data, after + 1, end)
    second = fraction = 0
    if at < end and (data[at] == COLON or data[at] == DOT):
        second, at = _number(data, at + 1, end)
        if at < end and (data[at] == DOT or data[at] == COMMA):
            first = at + 1
            fraction, at = _number(data, first, min(end, first + 6))
            for _ in range(6 - (at - first)):
                fraction *= 10
            while at < end and ZERO <= data[at] <= NINE:
                at += 1
    while at < end and data[at] == SPACE:
        at += 1
    letter = data[at] | LOWER if 2 <= end - at <= 4 else 0
    if letter == LOWER_A or letter == LOWER_P:
        if hour < 1 or hour > 12:
            return 0, 0, 0, False
        hour = hour % 12 + (12 if letter == LOWER_P else 0)
        at = end
    micros = ((hour * 60 + minute) * 60 + second) * 1_000_000 + fraction
    valid = hour < 24 and minute < 60 and second < 60
    if at == end:
        return micros, 0, 1, valid
    if data[at] == UPPER_Z or data[at] == LOWER_Z:
        return micros, 0, 5, valid and at + 1 == end
    if (
        end - at == 3
        and data[at] == UPPER_U
        and data[at + 1] == UPPER_T
        and data[at + 2] == UPPER_C
    ):
        return micros, 0, 5, valid
    if data[at] != PLUS and data[at] != MINUS:
        return 0, 0, 0, False
    sign = 1 if data[at] == PLUS else -1
    hours, after = _number(data, at + 1, end)
    minutes = 0
    if after - at == 5:
        hours, minutes = hours // 100, hours % 100
    elif after < end and data[after] == COLON:
        minutes, after = _number(data, after + 1, end)
    valid = valid and after == end and hours < 15 and minutes < 60
    return micros, sign * (hours * 60 + minutes), 5, valid


@numba.njit(cache=True, nogil=True)
def scan_moments(
    data: Any,
    starts: Any,
    lengths: Any,
    order: int,
    values: Any,
    ahead: Any,
    kinds: Any,
    states: Any,
) -> None:
    """Read every cell; see ``moments``."""
    none = 1 << 40
    for row in range(len(starts)):
        at: Any = np.int64(starts[row])
        end = at + lengths[row]
        if at == end or (end - at <= 4 and is_nothing(data, at, end - at)):
            states[row] = 1
            continue
        states[row] = 2
        first, after = _number(data, at, end)
        size = after - at
        packed = -1
        other = none
        if size == 8 or size == 14:
            if size == 14:
                clock = first % 1_000_000
                first //= 1_000_000
                packed = (clock // 10000 * 60 + clock // 100 % 100) * 60 + clock % 100
                if clock // 10000 > 23 or clock // 100 % 100 > 59 or clock % 100 > 59:
                    continue
            day = _days_since_1970(first // 10000, first // 100 % 100, first % 100)
        elif (
            0 < size <= 4
            and size != 3
            and after < end
            and MINUS <= data[after] <= SLASH
        ):
            separator = data[after]
            second, at = _number(data, after + 1, end)
            if at == after + 1 or at - after > 3 or at == end or data[at] != separator:
                continue
            third, after = _number(data, at + 1, end)
            width = after - at - 1
            if size == 4:
                day = _days_since_1970(first, second, third) if width <= 2 else none
            elif (width != 2 and width != 4) or order == 3:
                continue
            else:
                year = third + 2000 if width == 2 else third
                day = _days_since_1970(year, second, first)
                other = _days_since_1970(year, first, second)
                if order == 2:
                    day, other = other, day
                if order == 0 and (day != other or width == 2):
                    states[row] = 3 if day != none or other != none else 2
                    continue
        else:
            continue
        micros, minutes, clocked, valid = _time(data, after, end)
        if not valid or (packed >= 0 and clocked != 0):
            continue
        if day == none:
            states[row] = 4 if other != none else 2
            continue
        if packed >= 0:
            micros, clocked = packed * 1_000_000, 1
        if clocked != 0 and micros != 0:
            clocked += 1
        kinds[row] = clocked
        ahead[row] = minutes
        values[row] = day * 86_400_000_000 + micros
        states[row] = 0
