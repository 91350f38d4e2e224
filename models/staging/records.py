"""Records and cells of delimited text, found in one pass over the bytes.

A cell is a place in a block of UTF-8 bytes, not a copy: typing reads numbers and dates
from there, and text becomes a polars column that points into the same bytes.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

from models.staging.dialect import Dialect
from models.staging.record_scan import scan, views_of

WHOLE, TOO_FEW, TOO_MANY, NUL, BAD_QUOTE, NOT_TEXT = range(6)

FAULTS = {
    TOO_FEW: "has fewer fields than the header: complete the row, or quote line breaks",
    TOO_MANY: "has more fields than the header: quote text that holds the delimiter",
    NUL: "holds NUL bytes: export the file again as text",
    BAD_QUOTE: "opens a quote and never closes it: double the quotes inside the text",
    NOT_TEXT: "is not text in the file's encoding: name it with the setting encoding",
}


@dataclass(frozen=True)
class Cells:
    """One column of a block: where each cell starts and how long it is."""

    data: NDArray[np.uint8]
    starts: NDArray[np.int32]
    lengths: NDArray[np.int32]
    escaped: NDArray[np.uint8] | None = None
    quote: str = '"'

    def text(self) -> pl.Series:
        """Return the cells as text; empty ones and words for nothing are null."""
        size = len(self.starts)
        views = np.zeros((size, 4), dtype=np.uint32)
        valid = np.zeros((size + 7) // 8, dtype=np.uint8)
        views_of(self.data, self.starts, self.lengths, views, valid)
        array = pa.Array.from_buffers(
            pa.string_view(),
            size,
            [pa.py_buffer(valid), pa.py_buffer(views), pa.py_buffer(self.data)],
        )
        text = pl.Series(pl.from_arrow(array), dtype=pl.String)
        if self.escaped is None or not self.escaped.any():
            return text
        twice, once = self.quote * 2, self.quote
        plain = text.str.replace_all(twice, once, literal=True)
        return plain.zip_with(pl.Series(self.escaped.astype(bool)), text)

    def take(self, rows: NDArray[np.intp]) -> "Cells":
        """Return the cells of some rows."""
        escaped = None if self.escaped is None else self.escaped[rows]
        return Cells(
            self.data, self.starts[rows], self.lengths[rows], escaped, self.quote
        )


def cells(text: pl.Series) -> Cells:
    """Return a text column as cells; null is the empty cell."""
    array = text.cast(pl.String).fill_null("").rechunk().to_arrow()
    array = array.cast(pa.large_string())
    _, offsets, data = array.buffers()
    bounds = np.frombuffer(offsets, dtype=np.int64)[array.offset :][: len(text) + 1]
    body = np.frombuffer(data or b"\n", dtype=np.uint8)
    return Cells(body, bounds[:-1].astype(np.int32), np.diff(bounds).astype(np.int32))


@dataclass(frozen=True)
class Records:
    """The records of a block; ``rows`` are the positions of the whole ones."""

    data: NDArray[np.uint8]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    lines: NDArray[np.int64]
    states: NDArray[np.uint8]
    columns: dict[int, Cells]
    consumed: int
    lines_consumed: int

    @property
    def rows(self) -> NDArray[np.intp]:
        """Return the positions of the records that have all their fields."""
        return np.flatnonzero(self.states == WHOLE)

    def raw(self, position: int) -> str:
        """Return the text of one record as it came."""
        piece = self.data[self.starts[position] : self.ends[position]]
        return piece.tobytes().decode("utf-8", errors="replace").rstrip("\r\n")


def records(
    block: bytes,
    dialect: Dialect,
    *,
    width: int,
    wanted: list[int],
    final: bool,
    first_line: int = 1,
    max_bytes: int = 1_000_000,
) -> Records:
    """Find the records of ``block`` and the cells of its ``wanted`` columns.

    Records that are not whole keep their place and say why. What follows the last
    complete record is left for the next block, unless this one is ``final``.
    """
    data = np.frombuffer(block or b"\n", dtype=np.uint8)
    room = block.count(dialect.newline.encode()) + 1
    slots = np.full(width, -1, dtype=np.int32)
    slots[wanted] = np.arange(len(wanted), dtype=np.int32)
    places = np.zeros((2, len(wanted), room), dtype=np.int32)
    escaped = np.zeros((len(wanted), room), dtype=np.uint8)
    bounds = np.zeros((3, room), dtype=np.int32)
    states = np.zeros(room, dtype=np.uint8)
    marks = [ord(dialect.delimiter), ord(dialect.quote or "\0"), ord(dialect.newline)]
    found, whole, consumed, lines = scan(
        data,
        np.array([len(block), final, max_bytes, *marks], dtype=np.int64),
        slots,
        places,
        escaped,
        bounds,
        states,
    )
    return Records(
        data=data,
        starts=bounds[0, :found],
        ends=bounds[1, :found],
        lines=bounds[2, :found].astype(np.int64) + first_line,
        states=states[:found],
        columns={
            column: Cells(
                data,
                places[0, slot, :whole],
                places[1, slot, :whole],
                escaped[slot, :whole],
                dialect.quote,
            )
            for slot, column in enumerate(wanted)
        },
        consumed=consumed,
        lines_consumed=lines,
    )
