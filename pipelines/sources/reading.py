"""Files of the inbox read into typed tables; nothing is lost on the way.

``settle`` finds out how numbers and dates are written, ``read_file`` reads one file and
says what became of every row. Which files, and what is done with the rows, is not here.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from models import tables
from models.staging.headers import readable
from models.staging.notation import (
    Evidence,
    UnsettledNotation,
    evidence,
    is_settled,
    kind_of,
    settled,
)
from models.staging.told_before import ToldBefore
from pipelines.sources import csv_files, parquet_files, xlsx_files
from pipelines.sources.formats import (
    Chunk,
    FileFault,
    FileReading,
    Formats,
    Source,
    SourceSettings,
)
from pipelines.sources.noticing import Contradiction, setting_for
from pipelines.sources.rows import Check, Rows

__all__ = [
    "FileFault",
    "FileReading",
    "Formats",
    "SourceSettings",
    "read_file",
    "settle",
    "unopened",
]

BLOCK_BYTES = 32 << 20
HEAD_BYTES = 1 << 18
SHOWN = 3
"""Names of files in a message."""


def opened(path: Path, relative: str, table: str, settings: SourceSettings) -> Source:
    """Open a file of any kind that is read."""
    if path.name.lower().endswith(".parquet"):
        return parquet_files.opened(path, relative, table, settings)
    if path.name.lower().endswith(".xlsx"):
        return xlsx_files.opened(path, relative, table, settings)
    return csv_files.opened(path, relative, table, settings)


def settle(
    paths: Sequence[tuple[Path, str]],
    table: str,
    settings: SourceSettings,
    pinned: Formats | None = None,
) -> Formats:
    """Settle how the files of one table write numbers and dates.

    ``paths`` are pairs of a path and its name below the inbox. What is ``pinned``
    stays; what the settings say is not asked of the files. Only as much is read as it
    takes.
    """
    kept = pinned or Formats()
    columns = _undecided(table, settings, kept)
    sources = [opened(path, name, table, settings) for path, name in paths]
    found: dict[str, Evidence] = {}
    for source in sources:
        _survey(source, columns, found, HEAD_BYTES)
    if not is_settled(found):
        found = _whole(sources, found)
    try:
        notation = settled(found)
    except UnsettledNotation as fault:
        raise _unsettled(fault, table, [name for _, name in paths]) from fault
    return Formats({**notation.choices, **kept.choices}, (*kept.notes, *notation.notes))


def unopened(
    paths: Sequence[tuple[Path, str]], table: str, settings: SourceSettings
) -> list[FileFault]:
    """Return the faults of all files that cannot even be opened."""
    faults: list[FileFault] = []
    for path, name in paths:
        try:
            opened(path, name, table, settings)
        except FileFault as fault:
            faults.append(fault)
    return faults


def _undecided(table: str, settings: SourceSettings, kept: Formats) -> list[str]:
    """Return the columns whose notation the files have to tell."""
    contract = tables.SOURCES[table].columns()
    given = {"number": settings.decimal, "date": settings.dates}
    kinds = {name: kind_of(contract[name]) for name in readable(table)}
    return [
        name
        for name, kind in kinds.items()
        if kind is not None and not given[kind] and name not in kept.choices
    ]


def _whole(
    sources: Sequence[Source], heads: Mapping[str, Evidence]
) -> dict[str, Evidence]:
    """Read the files until each column that their heads leave open is settled."""
    left = [name for name, e in heads.items() if e.verdict in ("", "conflict")]
    found = {name: e for name, e in heads.items() if name not in left}
    for source in sources:
        _survey(source, left, found, BLOCK_BYTES, whole=True)
    return found


def _survey(
    source: Source,
    columns: Sequence[str],
    found: dict[str, Evidence],
    size: int,
    *,
    whole: bool = False,
) -> None:
    """Add what a file, or its head, says about the notation of some columns."""
    contract = tables.SOURCES[source.table].columns()
    present = source.headers.columns.keys() - source.native
    kinds = {
        n: kind for n in columns if n in present and (kind := kind_of(contract[n]))
    }
    for chunk in source.chunks(list(kinds), size) if kinds else ():
        for name, kind in kinds.items():
            said = evidence(chunk.cells[name].text(), kind)
            found[name] = found[name] + said if name in found else said
        if not whole:
            return


def _unsettled(fault: UnsettledNotation, table: str, names: Sequence[str]) -> FileFault:
    """Say which setting decides."""
    remedy = setting_for(table, fault.evidence.kind)
    shown = ", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")
    return FileFault(shown, str(fault), remedy)


def read_file(  # noqa: PLR0913, PLR0917 - the file, how to read it, where to
    path: Path,
    relative: str,
    table: str,
    settings: SourceSettings,
    formats: Formats,
    out: Path,
    checks: Sequence[Check] = (),
    before: ToldBefore | None = None,
) -> FileReading:
    """Read one file chunk by chunk into the Parquet file ``out``.

    It holds the kept rows: the columns of the contract in their types, ``source_line``,
    ``_row`` (ordinal in the file, from 1), ``_told_no`` (the first file that told of
    the row, of those that told ``before``; empty: this one) and ``_key`` (hash of the
    primary key). Each of ``checks`` gets typed rows and names those it refuses: _row,
    column, rule, value.
    """
    identity = _identity(path)
    source = opened(path, relative, table, settings)
    timed: frozenset[str] = frozenset()
    while True:
        try:
            rows = Rows(source, settings, formats, checks=checks, timed=timed)
            chunks = ahead(source.chunks(rows.columns, BLOCK_BYTES))
            reading = rows.read(chunks, out, before)
            break
        except Contradiction as times:
            timed |= {times.column}
    if _identity(path) != identity:
        problem = "it changed while it was being read"
        raise FileFault(relative, problem, "run again when it is written completely")
    return reading


def _identity(path: Path) -> tuple[int, int, int]:
    """Return what changes when a file does."""
    stat = path.stat()
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def ahead(chunks: Iterator[Chunk]) -> Iterator[Chunk]:
    """Prepare the next chunk while the last one is used."""
    with ThreadPoolExecutor(1) as pool:
        pending = pool.submit(next, chunks, None)
        while (chunk := pending.result()) is not None:
            pending = pool.submit(next, chunks, None)
            yield chunk
