"""Lines that draw on the same stock, one after another: the kernel of promising."""

import numba
import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
UNIT = 1000

LINE, SLOT, FACTOR = range(3)
"""Columns of the parts: the line, what it draws on (negative: nothing there), and how
much one kit takes, 0 where the line draws on the item's own stock."""


@numba.njit(cache=True)
def draws(wanted: Integers, parts: Integers, left: Integers) -> Integers:
    """Return what each line gets of ``left``, which shrinks from line to line.

    ``parts`` are sorted by line. A line without parts is not limited by any stock.
    """
    got = wanted.copy()
    row = 0
    for line in range(len(wanted)):
        first = row
        while row < len(parts) and parts[row, LINE] == line:
            row += 1
        if row > first:
            got[line] = _own(wanted[line], parts[first:row], left)
            rest = wanted[line] - got[line]
            got[line] += _kits(rest // UNIT, parts[first:row], left) * UNIT
    return got


@numba.njit(cache=True)
def _own(units: int, parts: Integers, left: Integers) -> int:
    """Draw on the item's own stock and return how much there was."""
    drawn = 0
    for part in parts:
        if part[FACTOR] == 0 and part[SLOT] >= 0:
            drawn = min(units, left[part[SLOT]])
            left[part[SLOT]] -= drawn
    return int(drawn)


@numba.njit(cache=True)
def _kits(kits: int, parts: Integers, left: Integers) -> int:
    """Draw on the components of whole kits and return how many there are."""
    is_kit = False
    for part in parts:
        if part[FACTOR] > 0:
            is_kit = True
            there = left[part[SLOT]] if part[SLOT] >= 0 else 0
            kits = min(kits, there // part[FACTOR])
    if not is_kit:
        return 0
    for part in parts:
        if part[FACTOR] > 0 and part[SLOT] >= 0:
            left[part[SLOT]] -= kits * part[FACTOR]
    return int(kits)
