"""Shares of amounts in whole minor units: the only place where anything is rounded."""

import numba
import numpy as np

SAFE = 9.0e18
"""Below it, a product of two numbers fits into 64 bits."""


@numba.njit(cache=True, error_model="numpy")
def _difference(size: int, part: int, quotient: int, whole: int) -> int:
    """Return ``size · part - quotient · whole``, a small number, modulo 2⁶⁴."""
    product = np.uint64(size) * np.uint64(part)
    return np.int64(product - np.uint64(quotient) * np.uint64(whole))  # type: ignore[return-value]  # to numba, a number


@numba.njit(cache=True, error_model="numpy")
def share(amount: int, part: int, whole: int) -> int:
    """Return ``amount · part / whole``, half a unit rounded away from zero.

    ``part`` is not negative, ``whole`` is positive. Exact as long as the result fits
    into 53 bits, however large the product: the quotient is estimated in floats, and
    its remainder, small as it is, is right modulo 2⁶⁴.
    """
    size = abs(amount)
    if np.float64(size) * np.float64(part) < SAFE:
        product = size * part
        quotient = product // whole
        rest = product - quotient * whole
    else:
        quotient = int(np.float64(size) * np.float64(part) / np.float64(whole))
        rest = _difference(size, part, quotient, whole)
        while rest < 0:
            quotient -= 1
            rest += whole
        while rest >= whole:
            quotient += 1
            rest -= whole
    if rest >= whole - rest:
        quotient += 1
    return -quotient if amount < 0 else quotient
