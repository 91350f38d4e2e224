"""Stable hashes of keys, and how often each was seen.

The same values give the same hash on every machine and in every version, so that files
read today can be compared with those of last year.
"""

# ruff: noqa: ANN401 - kernels: numba knows the types

from collections.abc import Sequence
from typing import Any

import numba
import numpy as np
import polars as pl
from numpy.typing import NDArray

from models.staging.records import cells

SEED = 0x9E3779B97F4A7C15
OTHER_SEED = 0xD1B54A32D192ED03
"""Under it, two rows with the same hash have another one unless they are equal."""


def row_hashes(
    frame: pl.DataFrame, names: Sequence[str], seed: int = SEED
) -> NDArray[np.uint64]:
    """Return one hash per row over some columns; null and the empty text are equal."""
    hashes = np.full(frame.height, seed, dtype=np.uint64)
    for name in names:
        column = frame[name]
        if column.null_count() == frame.height:
            _hash_whole(np.zeros(frame.height, dtype=np.int64), hashes)
        elif column.dtype == pl.String:
            text = cells(column)
            _hash_bytes(text.data, text.starts, text.lengths, hashes)
        else:
            _hash_whole(_whole(column), hashes)
    return hashes


def _whole(column: pl.Series) -> NDArray[np.int64]:
    """Return a column as integers: what it is stored as."""
    if isinstance(column.dtype, pl.Decimal):
        scaled = column.cast(pl.Decimal(38, column.dtype.scale))
        column = (scaled * 10**column.dtype.scale).cast(pl.Int64)
    if column.dtype == pl.Float64:
        return column.fill_null(0).to_numpy().view(np.int64)
    return column.to_physical().cast(pl.Int64).fill_null(0).to_numpy()


class Ordinals:
    """Counts how often each hash was seen, across the chunks of a file."""

    def __init__(self) -> None:
        """Start with nothing seen."""
        self._hashes = np.zeros(1 << 12, dtype=np.uint64)
        self._counts = np.zeros(1 << 12, dtype=np.int32)
        self._used = 0

    def of(self, hashes: NDArray[np.uint64]) -> NDArray[np.int32]:
        """Return 1 for a hash seen first, 2 for its next occurrence, and so on."""
        needed = 2 * (self._used + len(hashes))
        if needed > len(self._hashes):
            self._grow(1 << int(needed - 1).bit_length())
        ordinals = np.zeros(len(hashes), dtype=np.int32)
        ones = np.ones(len(hashes), dtype=np.int32)
        self._used += _count(hashes, ones, self._hashes, self._counts, ordinals)
        return ordinals

    def _grow(self, room: int) -> None:
        """Move what was counted to more room."""
        kept = self._counts > 0
        hashes, counts = self._hashes[kept], self._counts[kept]
        self._hashes = np.zeros(room, dtype=np.uint64)
        self._counts = np.zeros(room, dtype=np.int32)
        unused = np.zeros(len(hashes), dtype=np.int32)
        _count(hashes, counts, self._hashes, self._counts, unused)


@numba.njit(cache=True, nogil=True)
def _mixed(value: Any) -> Any:
    """Spread the bits of a 64-bit value (the finaliser of SplitMix64)."""
    value ^= value >> np.uint64(30)
    value *= np.uint64(0xBF58476D1CE4E5B9)
    value ^= value >> np.uint64(27)
    value *= np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


@numba.njit(cache=True, nogil=True)
def _hash_whole(values: Any, hashes: Any) -> None:
    """Mix integers into the hashes of their rows."""
    for row in range(len(values)):
        hashes[row] = _mixed(hashes[row] * np.uint64(31) + np.uint64(values[row]))


@numba.njit(cache=True, nogil=True)
def _hash_bytes(data: Any, starts: Any, lengths: Any, hashes: Any) -> None:
    """Mix texts into the hashes of their rows, eight bytes at a time."""
    for row in range(len(starts)):
        at, end = starts[row], starts[row] + lengths[row]
        total = _mixed(hashes[row] * np.uint64(31) + np.uint64(lengths[row]))
        while at < end:
            word = np.uint64(0)
            for byte in range(min(8, end - at)):
                word |= np.uint64(data[at + byte]) << np.uint64(8 * byte)
            total = _mixed(total ^ word)
            at += 8
        hashes[row] = total


@numba.njit(cache=True, nogil=True)
def _count(hashes: Any, steps: Any, seen: Any, counts: Any, ordinals: Any) -> Any:
    """Add steps to the count of each hash; returns how many are new."""
    mask = np.uint64(len(seen) - 1)
    new = 0
    for row in range(len(hashes)):
        slot = hashes[row] & mask
        while counts[slot] != 0 and seen[slot] != hashes[row]:
            slot = (slot + np.uint64(1)) & mask
        if counts[slot] == 0:
            seen[slot] = hashes[row]
            new += 1
        counts[slot] += steps[row]
        ordinals[row] = counts[slot]
    return new
