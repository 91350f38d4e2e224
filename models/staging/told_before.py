"""What earlier files said row by row, so that a new file tells only what is new."""

# ruff: noqa: ANN401 - kernels: numba knows the types

from typing import Any

import numba
import numpy as np
import polars as pl
from numpy.typing import NDArray

from models.staging.headers import readable

UNSAID = -1


def statement(table: str) -> pl.Expr:
    """Return a hash of all that a row of ``table`` says; it holds in this process."""
    return pl.struct(readable(table)).hash()


class ToldBefore:
    """Rows of earlier files by what they say, and the files that first told of them.

    Two rows say the same if both their hashes are equal: that of the key, and that of
    everything.
    """

    def __init__(self, rows: pl.DataFrame) -> None:
        """Take in ``rows``: ``_key``, ``_said`` (see ``statement``), ``_told_no``."""
        self._keys = rows["_key"].to_numpy()
        self._said = rows["_said"].to_numpy()
        room = 1 << max(4, int(2 * rows.height).bit_length())
        self._slots = np.full(room, UNSAID, dtype=np.int32)
        self._first = np.zeros(rows.height, dtype=np.int32)
        self._told = rows["_told_no"].to_numpy().copy()
        _enter(self._keys, self._said, self._slots, self._first, self._told)
        self._is_said_again = np.zeros(rows.height, dtype=np.bool_)

    def find(
        self, keys: NDArray[np.uint64], said: NDArray[np.uint64]
    ) -> NDArray[np.int32]:
        """Return for each row the place of the earlier one that says the same, or -1.

        Where several do, it is always the same one of them.
        """
        places = np.full(len(keys), UNSAID, dtype=np.int32)
        _look_up(keys, said, self._keys, self._said, self._slots, places)
        return places

    def told_by(self, places: NDArray[np.int32]) -> pl.Series:
        """Return the first file that told of the rows at ``places``; null: none did."""
        if not len(self._told):
            return pl.repeat(None, len(places), dtype=pl.UInt32, eager=True)
        told = pl.Series(self._told[places], dtype=pl.UInt32)
        return told.zip_with(pl.Series(places != UNSAID), told.clear(len(told)))

    def say_again(self, places: NDArray[np.int32]) -> None:
        """Note that a new file holds the rows at ``places`` as they were."""
        self._is_said_again[places] = True

    def is_over(self) -> NDArray[np.bool_]:
        """Tell which of the earlier rows no new file holds as they were."""
        return ~self._is_said_again[self._first]


class Repetition:
    """The rows of one new file that only say again what was told before."""

    def __init__(self, table: str, before: ToldBefore | None) -> None:
        """Start a file of ``table``; ``before`` is None where it takes no place."""
        self._table = table
        self._before = before
        self._found: list[pl.DataFrame] = []

    def told_by(self, rows: pl.DataFrame, keys: NDArray[np.uint64]) -> pl.Series:
        """Return which file first told of each row; null: this one does."""
        if self._before is None:
            return pl.repeat(None, rows.height, dtype=pl.UInt32, eager=True)
        said = rows.select(statement(self._table)).to_series().to_numpy()
        places = self._before.find(keys, said)
        found = pl.DataFrame({"_row": rows["_row"], "place": places})
        self._found.append(found.filter(pl.col("place") != UNSAID))
        return self._before.told_by(places)

    def settle(self, dropped: pl.Series) -> None:
        """Note what is said again, but for the rows that were ``dropped`` after all."""
        if self._before is None:
            return
        for found in self._found:
            stay = found.filter(~pl.col("_row").is_in(dropped.implode()))
            self._before.say_again(stay["place"].to_numpy())


@numba.njit(cache=True, nogil=True)
def _enter(keys: Any, said: Any, slots: Any, first: Any, told: Any) -> None:
    """Put rows into slots; ``first`` is the first row that says the same."""
    mask = np.uint64(len(slots) - 1)
    for row in range(len(keys)):
        slot = said[row] & mask
        while slots[slot] >= 0:
            other = slots[slot]
            if said[other] == said[row] and keys[other] == keys[row]:
                break
            slot = (slot + np.uint64(1)) & mask
        if slots[slot] < 0:
            slots[slot] = row
        first[row] = slots[slot]
        told[first[row]] = min(told[first[row]], told[row])


@numba.njit(cache=True, nogil=True)
def _look_up(
    keys: Any, said: Any, known_keys: Any, known_said: Any, slots: Any, places: Any
) -> None:
    """Find rows in slots."""
    mask = np.uint64(len(slots) - 1)
    for row in range(len(keys)):
        slot = said[row] & mask
        while slots[slot] >= 0:
            at = slots[slot]
            if known_said[at] == said[row] and known_keys[at] == keys[row]:
                places[row] = at
                break
            slot = (slot + np.uint64(1)) & mask
