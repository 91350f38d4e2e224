"""What an explanation is made of: sections of lines, each with its value and source."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from models.company import Company
from models.reports import formats
from models.reports.texts import TEXTS, text

Row = Mapping[str, Any]
LABEL_WIDTH = 46
VALUE_WIDTH = 14


@dataclass(frozen=True)
class Line:
    """One figure: what it is, how much, and where it comes from."""

    label: str
    value: str = ""
    source: str = ""

    def __str__(self) -> str:
        """Return it as one line of text, values below each other."""
        return f"  {self.label:<{LABEL_WIDTH}}{self.value:>{VALUE_WIDTH}}" + (
            f"   {self.source}" if self.source else ""
        )


@dataclass(frozen=True)
class Section:
    """A step of the chain with its lines."""

    title: str
    lines: Sequence[Line]

    def text(self) -> Iterator[str]:
        """Yield its lines of text, an empty one first."""
        yield ""
        yield self.title
        yield from (str(line).rstrip() for line in self.lines)


@dataclass(frozen=True)
class Subject:
    """What is published of one item at one place, and of the places that it serves.

    ``tables`` hold the rows of the item; ``here`` is the place, ``served`` are it and
    those below it.
    """

    sku: str
    here: str
    served: Sequence[str]
    as_of: dt.date
    company: Company
    tables: Mapping[str, pl.DataFrame]

    @property
    def language(self) -> str:
        """The language of the reader."""
        return self.company.language

    def rows(self, table: str, *, anywhere: bool = False) -> pl.DataFrame:
        """Return the rows of the item at the places served."""
        rows = self.tables[table]
        if anywhere or "location_id" not in rows.columns:
            return rows
        return rows.filter(pl.col("location_id").is_in(list(self.served)))

    def row(self, table: str) -> Row:
        """Return the row of the item at the place itself, empty where there is none."""
        rows = self.tables[table].filter(pl.col("location_id") == self.here)
        return next(rows.iter_rows(named=True), {})

    def say(self, key: str, **values: object) -> str:
        """Return a text of explanations."""
        return text(f"explain_{key}", self.language, **values)

    def source(self, said: object) -> str:
        """Return where a figure comes from, in words where there are any."""
        first, _, rest = str(said or "").partition(": ")
        if first == "parameter" and rest:
            level = text(f"scope_{rest}", self.language, place=self.here)
            return self.say("set_for", level=level)
        if first == "economic order quantity":
            return self.say("economic_quantity", cost=self.source(rest))
        known = f"explain_source_{first}"
        word = text(known, self.language) if known in TEXTS else first
        return f"{word}: {self.source(rest)}" if rest else word

    def name_of(self, party: str) -> str:
        """Return the name of a supplier, with its number; a place as it is called."""
        rows = self.tables["suppliers"].filter(pl.col("supplier_id") == party)
        names = rows["name"].drop_nulls().to_list()
        return f"{names[0]} ({party})" if names else party

    def qty(self, value: object) -> str:
        """Write a quantity."""
        return formats.qty(value, self.language)  # type: ignore[arg-type] # a quantity by its contract

    def number(self, value: object, decimals: int = 1) -> str:
        """Write a number, and nothing where there is none."""
        return "–" if value is None else formats.number(value, self.language, decimals)  # type: ignore[arg-type] # a number by its contract

    def day(self, value: dt.date | None) -> str:
        """Write a date."""
        return formats.date(value, self.language).replace(formats.SPACE, " ")


def signed(shown: str) -> str:
    """Write a part of a sum with its sign.

    >>> signed("12"), signed("-3"), signed("0")
    ('+ 12', '- 3', '0')
    """
    bare = shown.removeprefix("-").removeprefix("−")
    if bare != shown:
        return f"- {bare}"
    return shown if shown == "0" else f"+ {shown}"


def file_and_line(row: Row) -> str:
    """Return where a row was read, empty where nobody wrote it."""
    if not row.get("source"):
        return ""
    return f"{row['source']}:{row['source_line']}"
