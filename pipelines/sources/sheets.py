"""The XML inside an XLSX workbook: sheets, rows, cells."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from posixpath import join, normpath
from typing import IO, Literal
from xml.etree.ElementTree import Element, ParseError, iterparse, parse
from zipfile import ZipFile

__all__ = ["Cell", "ParseError", "Row", "Sheet", "listed", "merged_rows", "rows"]

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
"""Built-in number formats that show dates or times (ECMA-376, 18.8.30)."""
EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001  # a spreadsheet knows no zone
EPOCH_1904 = dt.datetime(1904, 1, 1)  # noqa: DTZ001  # the same


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook, and where it lies."""

    name: str
    part: str
    is_hidden: bool
    counts_from_1904: bool


@dataclass(frozen=True)
class Cell:
    """A cell that is not empty."""

    kind: Literal["text", "number", "formula", "error"]
    text: str


@dataclass(frozen=True)
class Row:
    """A row that is not empty: its number and its cells by column, from 0."""

    number: int
    cells: dict[int, Cell]


def listed(book: ZipFile) -> list[Sheet]:
    """Return the sheets of a workbook in their order."""
    root = _tree(book, "xl/workbook.xml")
    links = _tree(book, "xl/_rels/workbook.xml.rels")
    parts = {link.get("Id", ""): link.get("Target", "") for link in links}
    old = any(
        _name(one) == "workbookPr" and one.get("date1904") in ("1", "true")
        for one in root
    )
    return [
        Sheet(
            one.get("name", ""),
            _part(parts[one.get(RELATION, "")]),
            one.get("state", "visible") != "visible",
            old,
        )
        for group in root
        if _name(group) == "sheets"
        for one in group
        if "worksheet" in parts[one.get(RELATION, "")]
    ]


def _part(target: str) -> str:
    """Return the path of a part inside the archive."""
    return (
        target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
    )


def _refuse_entities(part: IO[bytes]) -> None:
    """Refuse XML that declares entities: they may grow without end."""
    if b"<!DOCTYPE" in part.read(4096):
        message = "a part of the workbook declares entities"
        raise ParseError(message)
    part.seek(0)


def _tree(book: ZipFile, name: str) -> Element:
    """Read a small part as a whole."""
    with book.open(name) as part:
        _refuse_entities(part)
        return parse(part).getroot()  # noqa: S314 - entities were refused


def _elements(book: ZipFile, name: str, wanted: str) -> Iterator[Element]:
    """Yield the elements of one name, and forget each after its use."""
    with book.open(name) as part:
        _refuse_entities(part)
        for _, element in iterparse(part):  # noqa: S314 - entities were refused
            if _name(element) == wanted:
                yield element
                element.clear()


def _name(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def merged_rows(book: ZipFile, sheet: Sheet) -> set[int]:
    """Return the rows that merged cells touch."""
    pattern = re.compile(rb'<(?:\w+:)?mergeCell [^>]*ref="[A-Z]+(\d+):[A-Z]+(\d+)"')
    found: set[int] = set()
    rest = b""
    with book.open(sheet.part) as part:
        while piece := part.read(1 << 20):
            text = rest + piece
            for match in pattern.finditer(text):
                found.update((int(match[1]), int(match[2])))
            rest = text[-200:]
    return found


def rows(book: ZipFile, sheet: Sheet) -> Iterator[Row]:
    """Yield the rows of a sheet that hold anything."""
    shared = _shared(book)
    dated = _dated_styles(book)
    epoch = EPOCH_1904 if sheet.counts_from_1904 else EPOCH
    number = 0
    for element in _elements(book, sheet.part, "row"):
        number = int(element.get("r", number + 1))
        found: dict[int, Cell] = {}
        place = -1
        for one in element:
            place = _place(one.get("r"), place)
            cell = _cell(one, shared, dated, epoch)
            if cell is not None:
                found[place] = cell
        if found:
            yield Row(number, found)


def _place(reference: str | None, before: int) -> int:
    """Return the column of a cell such as BC12, from 0."""
    if not reference:
        return before + 1
    return _column(reference.rstrip("0123456789"))


@cache
def _column(letters: str) -> int:
    """Return the number of a column such as BC, from 0."""
    total = 0
    for letter in letters:
        total = total * 26 + ord(letter) - 64
    return total - 1


def _cell(  # noqa: PLR0911 - one return per kind of cell
    element: Element, shared: list[str], dated: set[int], epoch: dt.datetime
) -> Cell | None:
    """Return the value of a cell; None where it is empty."""
    kind = element.get("t", "n")
    parts = {_name(part): part for part in element}
    if kind == "inlineStr":
        text = _text(parts["is"]) if "is" in parts else ""
        return Cell("text", text) if text else None
    value = parts["v"].text if "v" in parts else None
    if value is None:
        is_text = kind == "str" and "v" in parts
        return Cell("formula", "=") if "f" in parts and not is_text else None
    if kind == "s":
        text = shared[int(value)]
        return Cell("text", text) if text else None
    if kind == "b":
        return Cell("text", "true" if value == "1" else "false")
    if kind == "e":
        return Cell("error", value)
    if kind in ("str", "d"):
        return Cell("text", value) if value else None
    if int(element.get("s", 0)) in dated:
        return Cell("text", _date(float(value), epoch))
    return Cell("number", value)


def _date(serial: float, epoch: dt.datetime) -> str:
    """Write a date that a spreadsheet keeps as days."""
    try:
        moment = epoch + dt.timedelta(milliseconds=round(serial * 86_400_000))
    except OverflowError:
        return str(serial)
    if serial < 1:
        return moment.time().isoformat()
    return str(moment.date()) if serial == int(serial) else str(moment)


def _text(element: Element) -> str:
    """Join the runs of a rich text, without its phonetic hints."""
    return "".join(
        run.text or ""
        for part in element
        for run in ([part] if _name(part) == "t" else list(part))
        if _name(part) != "rPh" and _name(run) == "t"
    )


def _shared(book: ZipFile) -> list[str]:
    """Return the texts that cells refer to by number."""
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    return [_text(one) for one in _elements(book, "xl/sharedStrings.xml", "si")]


def _dated_styles(book: ZipFile) -> set[int]:
    """Return the numbers of the cell styles that show dates."""
    if "xl/styles.xml" not in book.namelist():
        return set()
    root = _tree(book, "xl/styles.xml")
    groups = {_name(group): group for group in root}
    formats = {
        int(one.get("numFmtId", 0)): one.get("formatCode", "")
        for one in groups.get("numFmts", ())
    }
    return {
        at
        for at, style in enumerate(groups.get("cellXfs", ()))
        if _shows_date(int(style.get("numFmtId", 0)), formats)
    }


def _shows_date(number: int, formats: dict[int, str]) -> bool:
    """Tell whether a number format shows a date or a time."""
    if number not in formats:
        return number in DATE_FORMATS
    bare = re.sub(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', "", formats[number])
    return bare.lower() != "general" and re.search("[ymdhs]", bare.lower()) is not None
