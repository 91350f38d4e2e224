"""Refused rows of a file, as they came."""

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from models.staging.rules import Fault
from pipelines.sources.formats import Broken, Chunk

COLUMNS = {
    "source_line": pl.Int64,
    "column": pl.String,
    "rule": pl.String,
    "value": pl.String,
    "raw_text": pl.String,
}
RAW_BYTES = 20_000
VALUE_BYTES = 2_000


class Rejects:
    """Collects what is refused."""

    def __init__(self, table: str) -> None:
        """Start with nothing refused."""
        self._table = table
        self._frames = [pl.DataFrame(schema=COLUMNS)]

    def frame(self) -> pl.DataFrame:
        """Return all refused rows by line."""
        found = pl.concat(self._frames).sort("source_line", maintain_order=True)
        return found.select(
            pl.lit(self._table).alias("table"),
            "source_line",
            "column",
            "rule",
            _cut("value", VALUE_BYTES),
            _cut("raw_text", RAW_BYTES),
        )

    def add_broken(self, broken: Sequence[Broken]) -> None:
        """Refuse records that could not be cut into fields."""
        if broken:
            rows = [(one.line, "", one.rule, None, one.raw_text) for one in broken]
            self._frames.append(pl.DataFrame(rows, schema=COLUMNS, orient="row"))

    def add_faults(self, chunk: Chunk, faults: Sequence[Fault]) -> NDArray[np.intp]:
        """Refuse the rows of faults, each for the first; return their positions."""
        first = np.full(len(chunk.rows) if faults else 0, len(faults), dtype=np.int64)
        for at, fault in reversed(list(enumerate(faults))):
            first[fault.rows] = at
        for at, fault in enumerate(faults):
            rows = np.flatnonzero(first == at)
            if len(rows):
                cells = chunk.cells.get(fault.column)
                values = cells.take(rows).text() if cells else [None] * len(rows)
                self.add(chunk, rows, [fault.column], [fault.rule], values)
        return np.flatnonzero(first < len(faults))

    def add(
        self,
        chunk: Chunk,
        rows: NDArray[np.intp],
        columns: Sequence[str],
        rules: Sequence[str],
        values: Sequence[str | None] | pl.Series,
    ) -> None:
        """Refuse rows of a chunk by their positions; one word may stand for all."""
        many = len(rows)
        named = {
            "source_line": chunk.lines[rows],
            "column": list(columns) * (many if len(columns) == 1 else 1),
            "rule": list(rules) * (many if len(rules) == 1 else 1),
            "value": values,
            "raw_text": chunk.raw(rows.tolist()),
        }
        self._frames.append(pl.DataFrame(named, schema=COLUMNS))

    def add_lines(
        self, lines: Sequence[int], rules: Sequence[str], raw: Sequence[str]
    ) -> None:
        """Refuse rows whose text was read again."""
        broken = zip(lines, rules, raw, strict=True)
        self.add_broken([Broken(0, line, rule, text) for line, rule, text in broken])


def _cut(name: str, size: int) -> pl.Expr:
    """Cut text that is longer than its column may be."""
    column = pl.col(name)
    is_long = column.str.len_bytes() > size
    return pl.when(is_long).then(column.str.head(size // 4)).otherwise(column)
