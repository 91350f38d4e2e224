"""Parquet files: typed already, but not by our contracts."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from models import tables
from models.staging.headers import HeaderFault, Headers, headers
from models.staging.records import cells
from pipelines.sources.formats import Chunk, FileFault, SourceSettings, beyond

ROW_BYTES = 100
"""About what one row takes, to turn the size of a chunk into rows."""
TEXT = (pl.String, pl.Categorical, pl.Enum)


@dataclass
class ParquetSource:
    """A Parquet file whose schema was read."""

    path: Path
    relative: str
    table: str
    seen: list[str]
    headers: Headers
    native: frozenset[str]

    def described(self) -> str:
        """Say what kind of file it is."""
        return "parquet"

    def chunks(self, columns: Sequence[str], size: int) -> Iterator[Chunk]:
        """Yield the rows in order; their numbers stand for lines."""
        row = 1
        with pq.ParquetFile(self.path) as file:
            try:
                for batch in file.iter_batches(max(1, size // ROW_BYTES)):
                    frame = pl.DataFrame(pl.from_arrow(pa.Table.from_batches([batch])))
                    yield self._chunk(frame, columns, row)
                    row += frame.height
            except (OSError, pa.ArrowException) as error:
                raise _damaged(self.relative) from error

    def _chunk(self, frame: pl.DataFrame, columns: Sequence[str], row: int) -> Chunk:
        """Return the rows of a frame as text that needs no notation."""
        ordinals = np.arange(row, row + frame.height, dtype=np.int64)
        contract = tables.SOURCES[self.table].columns()
        found = {
            name: cells(
                _text(
                    frame.to_series(self.headers.columns[name]),
                    is_text=contract[name].dtype == pl.String,
                ).str.strip_chars()
            )
            for name in columns
        }
        return Chunk(
            cells=found,
            rows=ordinals.astype(np.uint32),
            lines=ordinals,
            raw=lambda positions: [
                json.dumps(one, default=str, ensure_ascii=False)
                for one in frame[list(positions)].iter_rows(named=True)
            ],
        )


def _text(values: pl.Series, *, is_text: bool) -> pl.Series:
    """Write typed values as text that can be read in one way only."""
    kind = values.dtype
    if isinstance(kind, pl.Datetime):
        micros = values.dt.cast_time_unit("us")
        if kind.time_zone:
            return micros.dt.convert_time_zone("UTC").dt.strftime(
                "%Y-%m-%dT%H:%M:%S%.6fZ"
            )
        return micros.dt.strftime("%Y-%m-%d %H:%M:%S%.6f")
    if kind.is_float() and is_text:
        whole = values.cast(pl.Int64, strict=False)
        is_whole = (whole.cast(kind) == values).fill_null(value=False)
        return whole.cast(pl.String).zip_with(is_whole, values.cast(pl.String))
    return values.cast(pl.String)


def _damaged(relative: str) -> FileFault:
    """Say that a file is not what its name says."""
    return FileFault(relative, "it is no whole Parquet file", "export it again")


def opened(
    path: Path, relative: str, table: str, settings: SourceSettings
) -> ParquetSource:
    """Read the schema of a file and match its columns with the contract."""
    if path.stat().st_size == 0:
        raise FileFault(relative, "the file is empty", "export it again")
    if path.stat().st_size > settings.max_file_bytes:
        limit = f"it holds more than {settings.max_file_bytes:,} bytes"
        raise FileFault(relative, limit, beyond("split it", "file_bytes"))
    try:
        schema = pl.read_parquet_schema(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise _damaged(relative) from error
    seen = list(schema)
    if len(seen) > settings.max_columns:
        problem = f"it has {len(seen):,} columns, more than {settings.max_columns:,}"
        remedy = beyond("leave out what is not needed", "columns")
        raise FileFault(relative, problem, remedy)
    try:
        found = headers(seen, table, settings.aliases)
    except HeaderFault as fault:
        raise FileFault(relative, fault.problem, fault.remedy) from fault
    kinds = {name: schema[seen[place]] for name, place in found.columns.items()}
    _refuse_nested(kinds, relative)
    native = frozenset(name for name, kind in kinds.items() if kind not in TEXT)
    return ParquetSource(path, relative, table, seen, found, native)


def _refuse_nested(kinds: dict[str, pl.DataType], relative: str) -> None:
    """Refuse columns of a type that has no text."""
    for name, kind in kinds.items():
        if kind.is_nested() or kind in (pl.Binary, pl.Object, pl.Time, pl.Duration):
            problem = f"column {name} is of type {kind}"
            raise FileFault(relative, problem, "write it as text, number or date")
