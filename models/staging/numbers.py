"""Numbers as people write them, read exactly.

``1.234,56``, ``1,234.56``, ``1 234,56``, ``1'234.56``, ``12,5-``, ``(3)``, ``1.2E3``:
which of point and comma is the decimal mark is settled beforehand (see notation).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.staging.number_scan import scan_numbers
from models.staging.records import Cells

OK, EMPTY, NOT_A_NUMBER, TOO_PRECISE, TOO_LARGE, UNSETTLED = range(6)
FLOATING = -1
"""As a scale: keep the digits and their exponent apart."""


@dataclass(frozen=True)
class Numbers:
    """Scaled integers, and what became of each cell."""

    values: NDArray[np.int64]
    places: NDArray[np.int32]
    states: NDArray[np.uint8]


def numbers(cells: Cells, decimal: str, scale: int) -> Numbers:
    """Read the cells as integers scaled by 10**scale.

    ``decimal`` is the decimal mark, or empty while it is not settled; a cell that needs
    it is then UNSETTLED. Digits that a binary float left behind its value (15 or more
    digits, off by less than a millionth of the last place) are not taken for precision.
    """
    size = len(cells.starts)
    values = np.zeros(size, dtype=np.int64)
    places = np.zeros(size if scale == FLOATING else 0, dtype=np.int32)
    states = np.zeros(size, dtype=np.uint8)
    mark = ord(decimal) if decimal else 0
    scan_numbers(
        cells.data, cells.starts, cells.lengths, mark, scale, values, places, states
    )
    return Numbers(values, places, states)


def floats(read: Numbers) -> NDArray[np.float64]:
    """Return the floating values of numbers read with the scale FLOATING."""
    power = np.power(10.0, np.abs(read.places).astype(np.float64))
    digits = read.values.astype(np.float64)
    return np.where(read.places >= 0, digits / power, digits * power)
