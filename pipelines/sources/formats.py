"""What the reading of a source is told, settles and reports."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from models.staging.headers import Headers
from models.staging.records import Cells

MAX_FILE_BYTES = 8 << 30
MAX_LINE_BYTES = 1_000_000
MAX_COLUMNS = 1_000
MAX_ROWS = 500_000_000


class FileFault(Exception):  # noqa: N818  # a fault has a name, and rows have them too
    """A file that cannot be read as it is, and what to do about it."""

    def __init__(self, path: str, problem: str, remedy: str) -> None:
        """Keep the parts that a summary shows apart."""
        self.path = path if path.isprintable() else repr(path)
        super().__init__(f"{self.path}: {problem}: {remedy}")
        self.problem = problem
        self.remedy = remedy


def beyond(remedy: str, limit: str) -> str:
    """Say what to do about a file above a limit, and which setting moves it."""
    return f"{remedy}, or raise {limit} under [limits] in backstock.toml"


@dataclass(frozen=True)
class SourceSettings:
    """How the files of one table are read; what is left out is detected."""

    delimiter: str | None = None
    encoding: str | None = None
    quote: str | None = None
    decimal: Literal[".", ","] | None = None
    dates: Literal["day-first", "month-first", "iso"] | None = None
    sheet: str | None = None
    aliases: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    time_zone: str = "UTC"
    max_file_bytes: int = MAX_FILE_BYTES
    max_line_bytes: int = MAX_LINE_BYTES
    max_columns: int = MAX_COLUMNS
    max_rows: int = MAX_ROWS
    personal_key: bytes | str = b""

    @property
    def salt(self) -> bytes:
        """Return the key that persons are hashed with."""
        key = self.personal_key
        return key.encode() if isinstance(key, str) else key


@dataclass(frozen=True)
class Formats:
    """Notation that was settled by column: . or , and day-first, month-first or iso.

    ``notes`` are assumptions: a column, and on what its notation rests, in English and
    Danish.
    """

    choices: Mapping[str, str] = field(default_factory=dict)
    notes: Sequence[tuple[str, str, str]] = ()

    def to_json(self) -> str:
        """Return the formats as text to keep."""
        return json.dumps(
            {"choices": dict(sorted(self.choices.items())), "notes": list(self.notes)},
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return what ``to_json`` wrote."""
        kept = json.loads(text)
        return cls(kept["choices"], tuple(tuple(note) for note in kept["notes"]))


@dataclass(frozen=True)
class Broken:
    """A record that could not be cut into fields."""

    row: int
    line: int
    rule: str
    raw_text: str


@dataclass(frozen=True)
class Chunk:
    """Some records of a file: the cells of its known columns, side by side.

    ``rows`` are ordinals in the file from 1, broken records included; ``raw`` gives
    records as they came, by position in the chunk.
    """

    cells: Mapping[str, Cells]
    rows: NDArray[np.uint32]
    lines: NDArray[np.int64]
    raw: Callable[[Sequence[int]], list[str]]
    broken: Sequence[Broken] = ()


class Source(Protocol):
    """A file that was opened: its header is read, its records come in chunks.

    Columns in ``native`` hold values that need no notation to be settled.
    """

    table: str
    relative: str
    headers: Headers
    seen: list[str]
    native: frozenset[str]

    def chunks(self, columns: Sequence[str], size: int) -> Iterator[Chunk]:
        """Yield records with cells of ``columns``, about ``size`` bytes at a time."""

    def described(self) -> str:
        """Say in words how the file is written."""


@dataclass(frozen=True)
class FileReading:
    """What became of the rows of one file.

    ``rejects`` has the columns of its contract except ``source`` and ``content_hash``.
    ``words`` are values without a meaning that were left empty, and currency signs that
    were left out: column, word, how often.
    """

    rows_read: int
    rows_kept: int
    rows_rejected: int
    rows_duplicate: int
    rejects: pl.DataFrame
    columns_seen: list[str]
    columns_unknown: list[str]
    dialect: str
    words: list[tuple[str, str, int]] = field(default_factory=list)
