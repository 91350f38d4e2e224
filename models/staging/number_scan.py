"""The scan that turns cells into scaled integers."""

# ruff: noqa: ANN401, C901, FBT001, PLR0911, PLR0912, PLR0915
# ruff: noqa: PLR1714, PLR2004, SIM109
# One loop over bytes: numba knows the types; calls and tuples would cost time.

from typing import Any

import numba
import numpy as np

from models.staging.record_scan import is_nothing
from models.staging.signs import (
    APOSTROPHE,
    CLOSE,
    COMMA,
    DOT,
    LEAD_2,
    LEAD_3,
    LOWER_E,
    MATHEMATICAL,
    MINUS,
    NINE,
    NO_BREAK_SPACE,
    OPEN,
    PLUS,
    PUNCTUATION,
    SPACE,
    TRUE_MINUS,
    UPPER_E,
    ZERO,
)

POWERS = 10 ** np.arange(19, dtype=np.int64)


@numba.njit(cache=True, nogil=True)
def _separator(data: Any, at: int, end: int) -> Any:
    """Return which sign separates groups here, and its length in bytes."""
    byte = data[at]
    if byte == DOT or byte == COMMA or byte == APOSTROPHE or byte == SPACE:
        return int(byte), 1
    if byte == LEAD_2 and at + 1 < end and data[at + 1] == NO_BREAK_SPACE:
        return 1, 2
    if byte == LEAD_3 and at + 2 < end and data[at + 1] == PUNCTUATION:
        return int(data[at + 2]), 3
    return 0, 1


@numba.njit(cache=True, nogil=True)
def _exponent(data: Any, at: int, end: int) -> Any:
    """Return the exponent after an E, or 1000 where there is none."""
    negative = at < end and data[at] == MINUS
    if at < end and (data[at] == MINUS or data[at] == PLUS):
        at += 1
    if at >= end or end - at > 3:
        return 1000
    total = 0
    while at < end:
        if data[at] < ZERO or data[at] > NINE:
            return 1000
        total = total * 10 + (data[at] - ZERO)
        at += 1
    return -total if negative else total


@numba.njit(cache=True, nogil=True)
def _scaled(digits: int, places: int, scale: int, significant: int, lost: bool) -> Any:
    """Bring digits with ``places`` decimals to ``scale`` decimals."""
    if digits == 0 and not lost:
        return 0, 0
    if places <= scale:
        if scale - places > 18:
            return 0, 4
        power = POWERS[scale - places]
        if digits > 999_999_999_999_999_999 // power:
            return 0, 4
        return digits * power, 0
    if places - scale > 18:
        return 0, 3 if significant < 15 else 0
    power = POWERS[places - scale]
    value, rest = digits // power, digits % power
    if rest == 0 and not lost:
        return value, 0
    is_above = rest > power // 2
    gap = power - rest if is_above else rest
    if significant >= 15 and gap < power / 1e6:
        return value + is_above, 0
    return 0, 3


@numba.njit(cache=True, nogil=True)
def scan_numbers(
    data: Any,
    starts: Any,
    lengths: Any,
    mark: int,
    scale: int,
    values: Any,
    places: Any,
    states: Any,
) -> None:
    """Read every cell; see ``numbers``."""
    for row in range(len(starts)):
        at: Any = np.int64(starts[row])
        end = at + lengths[row]
        if at == end or (end - at <= 4 and is_nothing(data, at, end - at)):
            states[row] = 1
            continue
        negative = False
        if data[at] == MINUS or data[at] == PLUS:
            negative = data[at] == MINUS
            at += 1
        elif end - at > 3 and data[at] == LEAD_3 and data[at + 1] == MATHEMATICAL:
            negative = data[at + 2] == TRUE_MINUS
            at += 3
        elif data[at] == OPEN and data[end - 1] == CLOSE and end - at > 2:
            negative = True
            at, end = at + 1, end - 1
        elif data[end - 1] == MINUS and end - at > 1:
            end -= 1
            negative = (
                data[end - 1] != COMMA and data[end - 1] != DOT
            )  # 99,- is a price
        while at < end and data[at] == SPACE:
            at += 1
        while at < end and data[end - 1] == SPACE:
            end -= 1
        digits = significant = seen = since = decimals = group = state = 0
        point = lost = False
        while at < end:
            byte = data[at]
            if ZERO <= byte <= NINE:
                seen += 1
                since += 1
                if digits < 100_000_000_000_000_000:
                    digits = digits * 10 + (byte - ZERO)
                    decimals += 1 if point else 0
                    significant += 1 if digits > 0 else 0
                elif point:
                    lost = lost or byte != ZERO
                    significant += 1
                else:
                    state = 4
                at += 1
                continue
            if mark == 0 and (byte == COMMA or byte == DOT):
                state = 5
                break
            if byte == mark and not point:
                if group != 0 and since != 3:
                    state = 2
                    break
                point = True
                at += 1
                continue
            if seen > 0 and (byte == UPPER_E or byte == LOWER_E):
                power = _exponent(data, at + 1, end)
                if power == 1000 or (group != 0 and not point and since != 3):
                    state = 2
                decimals -= power
                since = 3
                break
            sign, width = _separator(data, at, end)
            first = group == 0 and 0 < since <= 3
            if sign == 0 or point or not (first or (group == sign and since == 3)):
                state = 2
                break
            group = sign
            since = 0
            at += width
        if state == 0 and (seen == 0 or (group != 0 and not point and since != 3)):
            state = 2
        if state == 0 and scale < 0:
            values[row] = -digits if negative else digits
            places[row] = decimals
        elif state == 0:
            value, state = _scaled(digits, decimals, scale, significant, lost)
            values[row] = -value if negative else value
        states[row] = state
