"""Delimited text files: CSV, TSV and the like, packed with gzip or not."""

import gzip
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from models.staging import records as r
from models.staging.dialect import Dialect, dialect, encoding, header
from models.staging.headers import HeaderFault, Headers, headers, meanings, plain
from pipelines.sources.decoding import Decoder
from pipelines.sources.formats import Broken, Chunk, FileFault, SourceSettings, beyond
from pipelines.sources.kinds import other_kind

HEAD_BYTES = 1 << 18
READ_BYTES = 1 << 20
GZIP_MAGIC = b"\x1f\x8b"


@dataclass
class Text:
    """A file as a stream of UTF-8 bytes, whatever its encoding."""

    path: Path
    relative: str
    settings: SourceSettings
    invalid: bool = False
    """Set once bytes came that are not text in the encoding."""

    def blocks(self, size: int) -> Iterator[bytes]:
        """Yield blocks of about ``size`` bytes; no mark at the start."""
        with self._opened() as file:
            first = self._read(file, min(size, HEAD_BYTES))
            name, skip = encoding(first)
            self.encoding = self._encoding(name)
            decoder = Decoder(self.encoding)
            block, total = first[skip:], len(first)
            while True:
                more = self._read(file, size)
                total += len(more)
                if total > self.settings.max_file_bytes:
                    limit = f"it holds more than {self.settings.max_file_bytes:,} bytes"
                    remedy = beyond("split it", "file_bytes")
                    raise FileFault(self.relative, limit, remedy)
                text = decoder.text(block, final=not more)
                self.encoding, self.invalid = decoder.name, decoder.invalid
                if text:
                    yield text
                if not more:
                    return
                block = more

    def _encoding(self, found: str) -> str:
        """Return the encoding of the settings, else what was found."""
        given = self.settings.encoding or found
        if given != "utf-16" or found.startswith(given):
            return found if given == "utf-16" else given
        problem = "it is not UTF-16, as backstock.toml says"
        raise FileFault(
            self.relative, problem, "correct encoding there, or leave it out"
        )

    @contextmanager
    def _opened(self) -> Iterator[BinaryIO | gzip.GzipFile]:
        """Open the file, unpacking it where it is packed."""
        with self.path.open("rb") as plain_file:
            packed = plain_file.read(2) == GZIP_MAGIC
            plain_file.seek(0)
            if not packed:
                yield plain_file
                return
            with gzip.GzipFile(fileobj=plain_file) as unpacked:
                yield unpacked

    def _read(self, file: BinaryIO | gzip.GzipFile, size: int) -> bytes:
        """Read up to ``size`` bytes; a packed file that breaks off is a fault."""
        pieces: list[bytes] = []
        try:
            while size > 0 and (piece := file.read(size)):
                pieces.append(piece)
                size -= len(piece)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            problem = "the gzip file is cut off or damaged"
            raise FileFault(self.relative, problem, "copy it again, whole") from error
        return b"".join(pieces)


@dataclass
class CsvSource:
    """A delimited text file whose header was read."""

    relative: str
    text: Text
    table: str
    dialect: Dialect
    seen: list[str]
    headers: Headers
    native: frozenset[str] = frozenset()

    def described(self) -> str:
        """Say in words how the file is written."""
        return replace(self.dialect, encoding=self.text.encoding).described()

    def chunks(self, columns: Sequence[str], size: int) -> Iterator[Chunk]:
        """Yield the records behind the header, about ``size`` bytes at a time."""
        places = {name: self.headers.columns[name] for name in columns}
        row, line, skip = 1, 1, self.dialect.preamble + 1
        for found in self._records(list(places.values()), size):
            if found.consumed == 0:
                continue
            yield self._chunk(found, places, row, line, skip)
            row += len(found.states) - skip
            line += found.lines_consumed
            skip = 0

    def _records(self, wanted: list[int], size: int) -> Iterator[r.Records]:
        """Cut block after block; what is not complete goes before the next."""
        rest = b""
        blocks = self.text.blocks(size)
        block = next(blocks, None)
        while block is not None:
            following = next(blocks, None)
            found = r.records(
                rest + block,
                self.dialect,
                width=len(self.seen),
                wanted=wanted,
                final=following is None,
                max_bytes=self.text.settings.max_line_bytes,
            )
            rest = found.data[found.consumed :].tobytes() if following else b""
            self._refuse_long(found, rest)
            yield found
            block = following

    def _refuse_long(self, found: r.Records, rest: bytes) -> None:
        """Refuse a file with a line over the limit."""
        limit = self.text.settings.max_line_bytes
        longest = int((found.ends - found.starts).max()) if len(found.ends) else 0
        if max(longest, len(rest)) > limit:
            problem = f"a line is longer than {limit:,} bytes"
            remedy = beyond("check its line ends and quotes", "line_bytes")
            raise FileFault(self.text.relative, problem, remedy)

    def _chunk(
        self,
        found: r.Records,
        places: dict[str, int],
        row: int,
        line: int,
        skip: int,
    ) -> Chunk:
        """Return the records of a block that have all their fields, and the others."""
        states = found.states.copy()
        if self.text.invalid:
            for at in np.flatnonzero(states == r.WHOLE):
                raw = found.data[found.starts[at] : found.ends[at]].tobytes()
                states[at] = r.WHOLE if _is_utf8(raw) else r.NOT_TEXT
        whole = np.flatnonzero(found.states == r.WHOLE)
        kept = (states[whole] == r.WHOLE) & (whole >= skip)
        kept &= ~self._is_bare(found, whole)
        ordinals = np.arange(len(states), dtype=np.int64) + row - skip
        lines = found.lines + line - 1
        at = whole[kept]
        cells = {name: found.columns[place] for name, place in places.items()}
        if not kept.all():
            positions = np.flatnonzero(kept)
            cells = {name: column.take(positions) for name, column in cells.items()}
        wrong = np.flatnonzero(states != r.WHOLE)
        return Chunk(
            cells=cells,
            rows=ordinals[at].astype(np.uint32),
            lines=lines[at],
            raw=lambda positions: [found.raw(int(at[p])) for p in positions],
            broken=[
                Broken(
                    int(ordinals[w]),
                    int(lines[w]),
                    f"the row {r.FAULTS[int(states[w])]}",
                    found.raw(int(w)),
                )
                for w in wrong[wrong >= skip]
            ],
        )

    def _is_bare(self, found: r.Records, whole: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Mark records of delimiters alone, as spreadsheets leave below a table."""
        bare = np.full(len(whole), bool(found.columns))
        for column in found.columns.values():
            bare &= column.lengths == 0
            if not bare.any():
                return bare
        signs = f"{self.dialect.delimiter}{self.dialect.quote} \t\r\n"
        for at in np.flatnonzero(bare):
            bare[at] = not found.raw(int(whole[at])).strip(signs)
        return bare


def _is_utf8(raw: bytes) -> bool:
    """Tell whether bytes are text."""
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def opened(
    path: Path, relative: str, table: str, settings: SourceSettings
) -> CsvSource:
    """Read the head of a file: how it is written, and what its header means."""
    text = Text(path, relative, settings)
    head = next(text.blocks(HEAD_BYTES), b"")
    if not head.strip(b"\r\n \t"):
        problem = "the file is empty"
        remedy = "export it again; to say that there is nothing, remove the file"
        raise FileFault(relative, problem, remedy)
    if not head.strip(b"\0"):
        problem = "the file holds nothing but NUL bytes"
        raise FileFault(relative, problem, "export it again")
    if kind := other_kind(head):
        problem = f"it is {kind}, not a table as text"
        raise FileFault(relative, problem, "export it again as CSV, or as .xlsx")
    return _with_header(text, table, head)


def _with_header(text: Text, table: str, head: bytes) -> CsvSource:
    """Find out how the head is written and match its header with the contract."""
    settings = text.settings
    known = set(meanings(table, settings.aliases))
    written = dialect(
        head.decode(errors="replace"),
        lambda names: sum(plain(name) in known for name in names),
        delimiter=settings.delimiter,
        quote=settings.quote,
    )
    first = r.records(head, written, width=1, wanted=[0], final=True)
    if len(first.states) <= written.preamble:
        raise FileFault(text.relative, "the file is empty", "export it again")
    seen = header(first.raw(written.preamble), written)
    if len(seen) > settings.max_columns:
        problem = f"it has {len(seen):,} columns, more than {settings.max_columns:,}"
        remedy = beyond("check its delimiter", "columns")
        raise FileFault(text.relative, problem, remedy)
    try:
        matched = headers(seen, table, settings.aliases)
    except HeaderFault as fault:
        raise FileFault(text.relative, fault.problem, fault.remedy) from fault
    return CsvSource(text.relative, text, table, written, seen, matched)
