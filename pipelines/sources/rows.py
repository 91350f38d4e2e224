"""The rows of one file: typed, checked, refused, written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow.parquet as pq
from numpy.typing import NDArray

from models import tables
from models.staging import rules
from models.staging.headers import readable
from models.staging.keys import Ordinals, row_hashes
from models.staging.manner import Manner, Typed
from models.staging.told_before import Repetition, ToldBefore
from models.staging.typed import filled, typed
from pipelines.sources import repeats
from pipelines.sources.formats import (
    Chunk,
    FileFault,
    FileReading,
    Formats,
    Source,
    SourceSettings,
    beyond,
)
from pipelines.sources.noticing import Noticed
from pipelines.sources.rejects import Rejects

Check = Callable[[pl.DataFrame], pl.DataFrame]
"""Typed rows in; out the refused ones: _row, column, rule, value."""

OLDEST = pl.CompatLevel.oldest()
"""Text that every reader of Parquet understands."""


class Rows:
    """Reads the rows of one file and counts what becomes of them."""

    def __init__(
        self,
        source: Source,
        settings: SourceSettings,
        formats: Formats,
        *,
        checks: Sequence[Check],
        timed: frozenset[str],
    ) -> None:
        """Prepare the reading; in ``timed`` columns midnight is a time like others."""
        self.source = source
        self.table = source.table
        self.checks = checks
        self.contract = tables.SOURCES[self.table].columns()
        self.key = tables.SOURCES[self.table].primary_key()
        self.columns = [n for n in readable(self.table) if n in source.headers.columns]
        self.manners = {
            name: self._manner(name, settings, formats, is_timed=name in timed)
            for name in self.columns
        }
        self.rejects = Rejects(self.table)
        self.noticed = Noticed(source.relative, self.manners)
        self.ordinals = Ordinals()
        self.hashes: list[NDArray[np.uint64]] = []
        self.repetition = Repetition(self.table, None)
        self.rows_read = 0
        self.max_rows = settings.max_rows

    def _manner(
        self, name: str, settings: SourceSettings, formats: Formats, *, is_timed: bool
    ) -> Manner:
        """Return how a column is to be read: by the settings, else as was settled."""
        settled = formats.choices.get(name, "")
        is_native = name in self.source.native
        return Manner(
            name,
            self.contract[name],
            self.table,
            decimal="." if is_native else settings.decimal or settled,
            dates="iso" if is_native else settings.dates or settled,
            zone=settings.time_zone,
            midnight_is_day=not is_timed,
            words=settings.values.get(name, {}),
            personal_key=settings.salt,
        )

    def read(
        self, chunks: Iterator[Chunk], out: Path, before: ToldBefore | None
    ) -> FileReading:
        """Read every chunk, then settle what only the whole file can tell.

        ``before`` are the rows of the files that this one takes the place of.
        """
        self.repetition = Repetition(self.table, before)
        self._write(chunks, out)
        if self.rows_read == 0:
            problem = "it has a header and no rows"
            remedy = "export it again; to say that there is nothing, remove the file"
            raise FileFault(self.source.relative, problem, remedy)
        self.noticed.refuse_contrary()
        duplicates, dropped = self._without_repeats(out)
        self.repetition.settle(dropped)
        rejects = self.rejects.frame()
        return FileReading(
            rows_read=self.rows_read,
            rows_kept=pq.read_metadata(out).num_rows,
            rows_rejected=rejects.height,
            rows_duplicate=duplicates,
            rejects=rejects,
            columns_seen=self.source.seen,
            columns_unknown=self.source.headers.unknown,
            dialect=self.source.described(),
            words=self.noticed.words(),
        )

    def _write(self, chunks: Iterator[Chunk], out: Path) -> None:
        """Write kept rows while the next ones are typed."""
        schema = self._empty().to_arrow(compat_level=OLDEST).schema
        with (
            pq.ParquetWriter(
                out,
                schema,
                compression="zstd",
                use_dictionary=self._repeating(),
                write_statistics=False,
            ) as file,
            ThreadPoolExecutor(1) as writer,
            ThreadPoolExecutor(2) as typists,
        ):
            pending: Future[None] | None = None
            for chunk in chunks:
                kept = self._kept(chunk, typists).to_arrow(compat_level=OLDEST)
                if pending is not None:
                    pending.result()
                pending = writer.submit(file.write_table, kept)
            if pending is not None:
                pending.result()

    def _repeating(self) -> list[str]:
        """Return the columns whose values repeat: text that is no document's number."""
        return [
            name
            for name in readable(self.table)
            if self.contract[name].dtype == pl.String and name != self.key[0]
        ]

    def _empty(self) -> pl.DataFrame:
        """Return a frame of kept rows without any."""
        own: dict[str, pl.DataType] = {
            name: self.contract[name].dtype for name in readable(self.table)
        }
        numbers = dict.fromkeys(("_row", "_told_no"), pl.UInt32())
        more = {"source_line": pl.Int64(), **numbers, "_key": pl.UInt64()}
        return pl.DataFrame(schema={**own, **more})

    def _kept(self, chunk: Chunk, typists: ThreadPoolExecutor) -> pl.DataFrame:
        """Type a chunk, refuse what breaks a rule, return the rest."""
        self._count(chunk)
        self.rejects.add_broken(chunk.broken)
        columns = typists.map(
            lambda name: typed(chunk.cells[name], self.manners[name]), self.columns
        )
        read = dict(zip(self.columns, columns, strict=True))
        for name, column in read.items():
            self.noticed.add(name, column)
        frame = self._frame(chunk, read)
        faults = [fault for column in read.values() for fault in column.faults]
        faults.extend(rules.breaches(frame, self.table))
        kept = _without(frame, self.rejects.add_faults(chunk, faults))
        for check in self.checks:
            kept = _without(kept, self._named(chunk, kept, check))
        self.hashes.append(row_hashes(kept, self.key))
        told = self.repetition.told_by(kept, self.hashes[-1])
        return kept.with_columns(
            _told_no=told, _key=pl.Series(self.hashes[-1], dtype=pl.UInt64)
        )

    def _count(self, chunk: Chunk) -> None:
        """Count the rows read; refuse a file with more than are allowed."""
        self.rows_read += len(chunk.rows) + len(chunk.broken)
        if self.rows_read > self.max_rows:
            problem = f"it has more than {self.max_rows:,} rows"
            remedy = beyond("split it", "rows")
            raise FileFault(self.source.relative, problem, remedy)

    def _frame(self, chunk: Chunk, read: Mapping[str, Typed]) -> pl.DataFrame:
        """Put typed columns side by side, absent ones filled."""
        size = len(chunk.rows)
        columns = {
            name: read[name].values if name in read else self._absent(name, size)
            for name in readable(self.table)
        }
        lines = {
            "source_line": pl.Series(chunk.lines, dtype=pl.Int64),
            "_row": pl.Series(chunk.rows, dtype=pl.UInt32),
        }
        return self._numbered(pl.DataFrame(columns | lines))

    def _absent(self, name: str, size: int) -> pl.Series:
        """Return a column that the file does not have."""
        column = self.contract[name]
        one = filled(pl.Series([None], dtype=column.dtype), column)
        return one.new_from_index(0, size)

    def _numbered(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Give lines of a document that have no number their ordinal in it."""
        names = [
            name
            for name in readable(self.table)
            if (self.contract[name].metadata or {}).get("fill") == "ordinal"
        ]
        if not names or not frame[names[0]].null_count():
            return frame
        ordinals = self.ordinals.of(row_hashes(frame, self.key[:1]))
        return frame.with_columns(
            pl.col(names[0]).fill_null(pl.Series(ordinals).cast(pl.Int64))
        )

    def _named(
        self, chunk: Chunk, kept: pl.DataFrame, check: Check
    ) -> NDArray[np.intp]:
        """Refuse the rows that a check names; return their positions among the kept."""
        named = check(kept)
        if named.is_empty():
            return np.zeros(0, dtype=np.intp)
        named = named.unique("_row", keep="first", maintain_order=True)
        rows = named["_row"].to_numpy()
        self.rejects.add(
            chunk,
            np.searchsorted(chunk.rows, rows),
            named["column"].to_list(),
            named["rule"].to_list(),
            named["value"].cast(pl.String),
        )
        return np.searchsorted(kept["_row"].to_numpy(), rows)

    def _without_repeats(self, out: Path) -> tuple[int, pl.Series]:
        """Take out what is said twice; refuse what a later line contradicts.

        Returns how many exact repeats there were, and the ordinals of all that went.
        """
        found = repeats.found(out, self.hashes, self.key)
        if found is None:
            return 0, pl.Series(dtype=pl.UInt32)
        rows = found.conflicts["_row"].to_list()
        self.rejects.add_lines(
            found.conflicts["source_line"].to_list(),
            found.conflicts["rule"].to_list(),
            repeats.raw_texts(self.source, self.columns, rows),
        )
        return found.duplicates, found.rows


def _without(frame: pl.DataFrame, rows: NDArray[np.intp]) -> pl.DataFrame:
    """Return the frame without the rows at some positions."""
    if not len(rows):
        return frame
    kept = np.ones(frame.height, dtype=bool)
    kept[rows] = False
    return frame.filter(pl.Series(kept))
