"""Workbooks: one sheet of an XLSX file as a table.

The values that the spreadsheet program stored count; formulas are not computed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import numpy as np
import polars as pl

from models import tables
from models.staging.headers import HeaderFault, Headers, headers, plain
from models.staging.records import cells
from pipelines.sources import sheets
from pipelines.sources.formats import Broken, Chunk, FileFault, SourceSettings, beyond
from pipelines.sources.sheets import Cell, Row, Sheet

ROW_BYTES = 400
"""About what one row takes, to turn the size of a chunk into rows."""
EXACT_DIGITS = 15
"""Longer numbers carry what a binary float left behind."""


@dataclass
class XlsxSource:
    """A sheet whose header row was read."""

    path: Path
    relative: str
    table: str
    sheet: Sheet
    header_row: int
    seen: list[str]
    headers: Headers
    native: frozenset[str] = frozenset()

    def described(self) -> str:
        """Say what kind of file it is."""
        return f"xlsx, sheet {self.sheet.name!r}"

    def chunks(self, columns: Sequence[str], size: int) -> Iterator[Chunk]:
        """Yield the rows below the header; empty ones are none."""
        ordinal, batch = 1, []
        with ZipFile(self.path) as book:
            for row in sheets.rows(book, self.sheet):
                if row.number <= self.header_row:
                    continue
                batch.append(row)
                if len(batch) >= max(1, size // ROW_BYTES):
                    yield self._chunk(batch, columns, ordinal)
                    ordinal, batch = ordinal + len(batch), []
        if batch:
            yield self._chunk(batch, columns, ordinal)

    def _chunk(self, batch: list[Row], columns: Sequence[str], first: int) -> Chunk:
        """Put the cells of some rows under their columns."""
        self._report_stray(batch)
        known = set(self.headers.columns.values())
        faults = [_fault(row, known) for row in batch]
        kept = [at for at, rule in enumerate(faults) if not rule]
        contract = tables.SOURCES[self.table].columns()
        found = {}
        for name in columns:
            place, kind = self.headers.columns[name], contract[name].dtype
            is_text = kind == pl.String
            texts = [_text(batch[at].cells.get(place), is_text=is_text) for at in kept]
            found[name] = cells(pl.Series(texts, dtype=pl.String).str.strip_chars())
        return Chunk(
            cells=found,
            rows=np.array([first + at for at in kept], dtype=np.uint32),
            lines=np.array([batch[at].number for at in kept], dtype=np.int64),
            raw=lambda positions: [self._raw(batch[kept[at]]) for at in positions],
            broken=[
                Broken(first + at, batch[at].number, rule, self._raw(batch[at]))
                for at, rule in enumerate(faults)
                if rule
            ],
        )

    def _raw(self, row: Row) -> str:
        """Write a row as one line."""
        width = max([len(self.seen), *(place + 1 for place in row.cells)])
        return "\t".join(
            _text(row.cells.get(at), is_text=True) or "" for at in range(width)
        )

    def _report_stray(self, batch: list[Row]) -> None:
        """Report values in columns that have no header."""
        stray = {at for row in batch for at in row.cells if at >= len(self.seen)}
        names = [f"(column {at + 1})" for at in sorted(stray)]
        unknown = self.headers.unknown
        unknown.extend(name for name in names if name not in unknown)


def _fault(row: Row, known: set[int]) -> str:
    """Return what is wrong with a row, if its cells hold no values."""
    for place, cell in row.cells.items():
        if place in known and cell.kind == "formula":
            return "a formula has no value: open the workbook, save it, drop it again"
        if place in known and cell.kind == "error" and cell.text != "#N/A":
            return f"a cell holds the error {cell.text}: correct its formula"
    return ""


def _text(cell: Cell | None, *, is_text: bool) -> str | None:
    """Write a cell as text; numbers so that no notation has to be settled."""
    if cell is None:
        return None
    if cell.kind != "number":
        return cell.text
    number = repr(float(cell.text)) if len(cell.text) > EXACT_DIGITS else cell.text
    mantissa, _, exponent = number.lower().partition("e")
    whole, _, decimals = mantissa.partition(".")
    decimals = decimals.rstrip("0")
    if not decimals and not exponent:
        return whole
    if is_text:
        return number
    return f"{whole}{decimals}E{int(exponent or 0) - len(decimals)}"


def opened(
    path: Path, relative: str, table: str, settings: SourceSettings
) -> XlsxSource:
    """Choose the sheet and match its header row with the contract."""
    if path.stat().st_size == 0:
        raise FileFault(relative, "the file is empty", "export it again")
    try:
        with ZipFile(path) as book:
            if (
                sum(part.file_size for part in book.infolist())
                > settings.max_file_bytes
            ):
                limit = f"it unpacks to more than {settings.max_file_bytes:,} bytes"
                raise FileFault(relative, limit, beyond("split it", "file_bytes"))
            return _opened(book, path, relative, table, settings)
    except (BadZipFile, KeyError, sheets.ParseError) as error:
        problem = "it is no XLSX workbook, or a locked or damaged one"
        raise FileFault(relative, problem, "save it again without password") from error


def _opened(
    book: ZipFile, path: Path, relative: str, table: str, settings: SourceSettings
) -> XlsxSource:
    """Read the header row of the sheet that holds the table."""
    sheet = _chosen(sheets.listed(book), relative, table, settings)
    first = next(sheets.rows(book, sheet), None)
    if first is None:
        raise FileFault(relative, f"sheet {sheet.name!r} is empty", "export it again")
    if first.number in sheets.merged_rows(book, sheet):
        problem = f"row {first.number} of sheet {sheet.name!r} has merged cells"
        remedy = "give every column its own header in the first row"
        raise FileFault(relative, problem, remedy)
    width = max(first.cells) + 1
    if width > settings.max_columns:
        problem = f"it has {width:,} columns, more than {settings.max_columns:,}"
        remedy = beyond("leave out what is not needed", "columns")
        raise FileFault(relative, problem, remedy)
    seen = [_text(first.cells.get(at), is_text=True) or "" for at in range(width)]
    try:
        found = headers(seen, table, settings.aliases)
    except HeaderFault as fault:
        raise FileFault(relative, fault.problem, fault.remedy) from fault
    return XlsxSource(path, relative, table, sheet, first.number, seen, found)


def _chosen(
    found: list[Sheet], relative: str, table: str, settings: SourceSettings
) -> Sheet:
    """Return the sheet of the setting, else of the table's name, else the only one."""
    wanted = settings.sheet or table
    named = [sheet for sheet in found if plain(sheet.name) == plain(wanted)]
    visible = [sheet for sheet in found if not sheet.is_hidden]
    if named:
        return named[0]
    if len(visible) == 1 and not settings.sheet:
        return visible[0]
    if not found:
        raise FileFault(relative, "it holds no sheet", "save it again as .xlsx")
    names = ", ".join(repr(sheet.name) for sheet in found)
    remedy = f'name the one to read in backstock.toml: [sources.{table}] sheet = "…"'
    problem = (
        f"it has no sheet {wanted!r}, only {names}"
        if settings.sheet
        else f"it has several sheets, {names}, and none is named {table}"
    )
    raise FileFault(relative, problem, remedy)
