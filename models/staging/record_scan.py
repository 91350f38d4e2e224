"""The scan that finds records and cells in bytes, and the views that make them text."""

# ruff: noqa: ANN401, C901, PLR0912, PLR0915
# ruff: noqa: PLR1714, PLR2004, SIM109
# One loop over bytes: numba knows the types; calls and tuples would cost time.

from typing import Any

import numba
import numpy as np

from models.staging.signs import (
    CR,
    HASH,
    LEAD_2,
    LF,
    LOWER,
    LOWER_A,
    LOWER_L,
    LOWER_N,
    LOWER_U,
    NO_BREAK_SPACE,
    SLASH,
    SPACE,
    TAB,
)


@numba.njit(cache=True, nogil=True)
def _is_blank(data: Any, at: int) -> Any:
    """Tell whether the byte is white space at the edge of a cell."""
    byte = data[at]
    return byte == SPACE or byte == TAB or byte == CR or byte == LF


@numba.njit(cache=True, nogil=True)
def _trimmed(data: Any, start: int, end: int) -> Any:
    """Return the bounds of a cell without white space around it."""
    while start < end:
        if _is_blank(data, start):
            start += 1
        elif (
            end - start > 1
            and data[start] == LEAD_2
            and data[start + 1] == NO_BREAK_SPACE
        ):
            start += 2
        else:
            break
    while end > start:
        if _is_blank(data, end - 1):
            end -= 1
        elif (
            end - start > 1
            and data[end - 2] == LEAD_2
            and data[end - 1] == NO_BREAK_SPACE
        ):
            end -= 2
        else:
            break
    return start, end


@numba.njit(cache=True, nogil=True)
def scan(
    data: Any,
    options: Any,
    slots: Any,
    places: Any,
    escaped: Any,
    bounds: Any,
    states: Any,
) -> Any:
    """Fill in the bounds of records and cells; a state machine over the bytes.

    Returns the records found, how many are whole, and bytes and lines consumed. A quote
    that does not close costs its own physical line only: the scan resumes at the next.
    """
    size, final, limit = options[0], options[1] != 0, options[2]
    delimiter, quote, eol = options[3], options[4], options[5]
    width = len(slots)
    pos = line = found = whole = 0
    while pos < size:
        begin, first_line, resume = pos, line, -1
        field = 0
        nul = bad = quoted = False
        while True:
            start = pos
            while pos < size and data[pos] == SPACE and delimiter != 32:
                pos += 1
            doubled = 0
            if quote != 0 and pos < size and data[pos] == quote:
                quoted = True
                pos += 1
                start = pos
                while pos < size:
                    byte = data[pos]
                    if byte == quote:
                        if pos + 1 < size and data[pos + 1] == quote:
                            doubled = 1
                            pos += 2
                            continue
                        break
                    if byte == eol:
                        line += 1
                        if resume < 0:
                            resume = pos + 1
                    elif byte == 0:
                        nul = True
                    pos += 1
                end = pos
                if pos + 2 >= size and not final and size - begin <= limit:
                    return found, whole, begin, first_line
                if pos >= size:
                    bad = True
                    break
                pos += 1
                while pos < size and (data[pos] == SPACE or data[pos] == CR):
                    if data[pos] == eol:
                        break
                    pos += 1
                if pos < size and data[pos] != delimiter and data[pos] != eol:
                    bad = True
                    break
            else:
                while pos < size:
                    byte = data[pos]
                    if byte == delimiter or byte == eol:
                        break
                    if byte == 0:
                        nul = True
                    pos += 1
                end = pos
            if field < width and slots[field] >= 0:
                slot = slots[field]
                start, end = _trimmed(data, start, end)
                places[0, slot, whole] = start
                places[1, slot, whole] = end - start
                escaped[slot, whole] = doubled
            elif field == 0:
                start, end = _trimmed(data, start, end)
            field += 1
            if pos < size and data[pos] == delimiter:
                pos += 1
                if pos < size or not final:
                    continue
                field += 1
                if field <= width and slots[field - 1] >= 0:
                    places[1, slots[field - 1], whole] = 0
            break
        if bad:
            line = first_line
            pos = resume - 1 if resume >= 0 else pos
            while pos < size and data[pos] != eol:
                pos += 1
        if pos >= size and not final:
            return found, whole, begin, first_line
        stop = pos
        pos += 1
        line += 1
        if field == 1 and start == end and not quoted and not bad:
            continue
        bounds[0, found], bounds[1, found], bounds[2, found] = begin, stop, first_line
        state = 0
        if bad:
            state = 4
        elif nul:
            state = 3
        elif field < width:
            state = 1
        elif field > width:
            state = 2
        else:
            whole += 1
        states[found] = state
        found += 1
    return found, whole, min(pos, size), line


@numba.njit(cache=True, nogil=True)
def views_of(data: Any, starts: Any, lengths: Any, views: Any, valid: Any) -> None:
    """Write Arrow string views; empty cells, NULL, N/A and NaN are left null."""
    for row in range(len(starts)):
        start: Any = np.int64(starts[row])
        length: Any = np.int64(lengths[row])
        if length == 0:
            continue
        if length <= 4 and is_nothing(data, start, length):
            continue
        valid[row >> 3] |= 1 << (row & 7)
        views[row, 0] = length
        if length > 12:
            views[row, 3] = start
            length = 4
        for at in range(length):
            byte = np.uint32(data[start + at])
            views[row, 1 + (at >> 2)] |= byte << np.uint32(8 * (at & 3))


@numba.njit(cache=True, nogil=True)
def is_nothing(data: Any, start: int, length: int) -> Any:
    """Tell whether a short cell is NULL, N/A, NaN or #N/A in any case."""
    if length == 4 and data[start] == HASH:
        start, length = start + 1, 3
    first = data[start] | LOWER
    if first != LOWER_N:
        return False
    if length == 4:
        return (
            (data[start + 1] | LOWER) == LOWER_U
            and (data[start + 2] | LOWER) == LOWER_L
            and (data[start + 3] | LOWER) == LOWER_L
        )
    if length == 3:
        middle, last = data[start + 1] | LOWER, data[start + 2] | LOWER
        return (data[start + 1] == SLASH or middle == LOWER_A) and (
            last == LOWER_A if data[start + 1] == SLASH else last == LOWER_N
        )
    return False
