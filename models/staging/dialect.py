"""How a delimited text file is written: encoding, delimiter, quote, line end.

Detection looks at the head of the file only; settings override each part of it.
"""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass

BOMS = {
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
}
DELIMITERS = (",", ";", "\t", "|")
ANY_TEXT = "utf-8 or windows-1252"
"""No mark at the start: UTF-8 until bytes prove it to be Windows-1252."""


@dataclass(frozen=True)
class Dialect:
    """What it takes to cut a file into records and fields."""

    delimiter: str = ","
    quote: str = '"'
    newline: str = "\n"
    encoding: str = "utf-8"
    preamble: int = 0
    """Lines before the header."""

    def described(self) -> str:
        """Say in words how the file is written."""
        names = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
        ends = "CR" if self.newline == "\r" else "LF"
        delimiter = names.get(self.delimiter, repr(self.delimiter))
        return f"{self.encoding}, {delimiter}, quote {self.quote or 'none'}, {ends}"


def encoding(head: bytes) -> tuple[str, int]:
    r"""Return the encoding that the first bytes show, and how many of them mark it.

    >>> encoding(b"\xef\xbb\xbfsku")
    ('utf-8', 3)
    >>> encoding("sku".encode("utf-16-le"))
    ('utf-16-le', 0)
    """
    for mark, name in BOMS.items():
        if head.startswith(mark):
            return name, len(mark)
    even, odd = head[0:4096:2], head[1:4096:2]
    if odd and odd.count(0) > len(odd) // 2 > even.count(0) * 2:
        return "utf-16-le", 0
    if even and even.count(0) > len(even) // 2 > odd.count(0) * 2:
        return "utf-16-be", 0
    return ANY_TEXT, 0


def dialect(
    head: str,
    known: Callable[[list[str]], int],
    *,
    delimiter: str | None = None,
    quote: str | None = None,
) -> Dialect:
    """Return how ``head`` is written, given how many header names are ``known``.

    The delimiter is the one that makes most of the header known; among equals the one
    that makes most fields.
    """
    newline = _newline(head)
    hint = re.match(r'"?sep=(.)"?\r?[\n\r]', head, flags=re.IGNORECASE)
    body = head[hint.end() :] if hint else head
    given = delimiter or (hint[1] if hint else None)
    mark = _quote(body, given) if quote is None else quote
    first = body.lstrip("\r\n").split(newline, 1)[0]

    def score(candidate: str) -> tuple[int, int]:
        names = header(first, Dialect(candidate, mark))
        return known(names), len(names)

    best = given or max(DELIMITERS, key=score)
    return Dialect(best, mark, newline, preamble=1 if hint else 0)


def header(line: str, written: Dialect) -> list[str]:
    """Cut one line into its fields.

    >>> header('sku;"unit price"', Dialect(";"))
    ['sku', 'unit price']
    """
    rows = csv.reader(
        [line.strip("\r\n")],
        delimiter=written.delimiter,
        quotechar=written.quote or None,
        quoting=csv.QUOTE_MINIMAL if written.quote else csv.QUOTE_NONE,
        skipinitialspace=True,
    )
    return [name.strip() for name in next(rows, [])]


def _newline(head: str) -> str:
    """Return what ends a line: LF (also after CR), or a bare CR."""
    plain = re.sub(r'"[^"]*"', "", head)
    first = re.search(r"[\r\n]", plain)
    is_bare = first is not None and first[0] == "\r"
    is_bare = (
        is_bare and plain[first.end() : first.end() + 1] != "\n" if first else False
    )
    return "\r" if is_bare else "\n"


def _quote(head: str, delimiter: str | None) -> str:
    """Return the quote: double, or single where only single ones enclose fields."""
    edge = "[" + re.escape(delimiter or "".join(DELIMITERS)) + r"\r\n]"
    if re.search(rf'(^|{edge})"', head):
        return '"'
    enclosed = re.findall(rf"(?:^|{edge})'(?:[^'\r\n]|'')*'(?={edge}|$)", head)
    return "'" if len(enclosed) > 1 else '"'
