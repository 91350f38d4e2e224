"""Persons behind keyed hashes: the same person stays the same, nobody can tell who.

SipHash-2-4 (Aumasson and Bernstein, 2012) under a key made from the workspace's own;
without that key the hash of a guessed name cannot be computed.
"""

# ruff: noqa: ANN401, PLR2004 - kernels: numba knows the types

import hashlib
from typing import Any

import numba
import numpy as np
import polars as pl
import pyarrow as pa

from models.staging.records import cells

WIDTH = 20
"""Hexadecimal digits of a pseudonym: 80 bits."""


def pseudonyms(text: pl.Series, key: bytes) -> pl.Series:
    """Replace each name or number of a person by a keyed hash of it.

    >>> one, two, none = pseudonyms(pl.Series(["anna", "anna", None]), b"salt")
    >>> (one == two, len(one), none)
    (True, 20, None)
    """
    digest = hashlib.blake2b(key, digest_size=32, person=b"backstock person").digest()
    keys = np.frombuffer(digest, dtype=np.uint64)
    given = cells(text)
    digits = np.zeros(WIDTH * len(text) + 1, dtype=np.uint8)
    _pseudonyms(given.data, given.starts, given.lengths, keys, digits)
    offsets = np.arange(len(text) + 1, dtype=np.int64) * WIDTH
    array = pa.LargeStringArray.from_buffers(
        len(text), pa.py_buffer(offsets), pa.py_buffer(digits)
    )
    hashed = pl.Series(pl.from_arrow(array), dtype=pl.String)
    if not text.null_count():
        return hashed
    return pl.select(pl.when(text.is_not_null()).then(hashed)).to_series()


@numba.njit(cache=True, nogil=True)
def siphash(data: Any, start: int, length: int, key0: Any, key1: Any) -> Any:
    """Return SipHash-2-4 of some bytes under a key of 128 bits."""
    v0 = key0 ^ np.uint64(0x736F6D6570736575)
    v1 = key1 ^ np.uint64(0x646F72616E646F6D)
    v2 = key0 ^ np.uint64(0x6C7967656E657261)
    v3 = key1 ^ np.uint64(0x7465646279746573)
    words = (length >> 3) + 1
    for step in range(2 * words + 4):
        is_first, word = step & 1 == 0 and step <= 2 * words, np.uint64(0)
        at = (step >> 1) * 8
        if step < 2 * words:
            for byte in range(at, min(at + 8, length)):
                shift = np.uint64(8 * (byte - at))
                word |= np.uint64(data[start + byte]) << shift
            if at + 8 > length:
                word |= np.uint64(length & 255) << np.uint64(56)
        if is_first and step < 2 * words:
            v3 ^= word
        elif is_first:
            v2 ^= np.uint64(255)
        v0 += v1
        v1 = ((v1 << np.uint64(13)) | (v1 >> np.uint64(51))) ^ v0
        v0 = (v0 << np.uint64(32)) | (v0 >> np.uint64(32))
        v2 += v3
        v3 = ((v3 << np.uint64(16)) | (v3 >> np.uint64(48))) ^ v2
        v0 += v3
        v3 = ((v3 << np.uint64(21)) | (v3 >> np.uint64(43))) ^ v0
        v2 += v1
        v1 = ((v1 << np.uint64(17)) | (v1 >> np.uint64(47))) ^ v2
        v2 = (v2 << np.uint64(32)) | (v2 >> np.uint64(32))
        if step & 1 == 1 and step < 2 * words:
            v0 ^= word
    return v0 ^ v1 ^ v2 ^ v3


@numba.njit(cache=True, nogil=True)
def _pseudonyms(data: Any, starts: Any, lengths: Any, keys: Any, digits: Any) -> None:
    """Write the hexadecimal digits of each hash."""
    for row in range(len(starts)):
        start: Any = np.int64(starts[row])
        length: Any = np.int64(lengths[row])
        for half in range(2):
            word = siphash(data, start, length, keys[2 * half], keys[2 * half + 1])
            first = row * 20 + half * 10
            for at in range(first, first + 10):
                digit = np.int64(word & np.uint64(15))
                word >>= np.uint64(4)
                digits[at] = digit + (48 if digit < 10 else 87)
