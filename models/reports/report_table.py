"""A table as a reader sees it: exact values, the kind of each column, a limit."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

import polars as pl

from models.reports import formats
from models.reports.texts import TEXTS, text

Kind = Literal[
    "item",
    "text",
    "sentence",
    "code",
    "grade",
    "date",
    "instant",
    "flag",
    "qty",
    "number",
    "whole",
    "days",
    "rate",
    "score",
    "telling",
    "money",
    "price",
]

LIMIT = 200
"""Rows shown; the files beside the report hold the rest."""
NUMERIC = (
    "qty",
    "number",
    "whole",
    "days",
    "rate",
    "score",
    "telling",
    "money",
    "price",
)


WRITERS: dict[Kind, Callable[[Any, str], str]] = {
    "qty": formats.qty,
    "telling": formats.telling,
    "rate": formats.rate,
    "date": formats.date,
    "instant": formats.instant,
    "flag": formats.flag,
}
"""How values of a kind are written; which values it has, its contract says."""


@dataclass(frozen=True)
class ReportTable:
    """Rows, most important first, and how many of them a printed page shows.

    ``columns`` gives the shown columns and their kinds; ``rows`` may carry more, as the
    title and the reason that stand inside the cell of an item.
    """

    name: str
    columns: dict[str, Kind]
    rows: pl.DataFrame
    limit: int = LIMIT

    @property
    def shown(self) -> pl.DataFrame:
        """The rows that a printed page shows."""
        return self.rows.head(self.limit)

    def without(self, *names: str) -> "ReportTable":
        """Return the table without the columns that its reader knows already."""
        left = {name: kind for name, kind in self.columns.items() if name not in names}
        return replace(self, columns=left)

    @property
    def total(self) -> int:
        """How many rows there are in all."""
        return self.rows.height


def report_table(
    name: str, frame: pl.DataFrame, limit: int = LIMIT, **columns: Kind
) -> ReportTable:
    """Show ``frame``, which is sorted by importance."""
    return ReportTable(name, columns, frame, limit)


def cell(value: object, kind: Kind, language: str) -> str:
    """Write one value for a reader of ``language``.

    >>> from decimal import Decimal
    >>> cell(0.5, "rate", "en"), cell(Decimal("1.500"), "qty", "da")
    ('50%', '1,5')
    """
    if value is None or value == "":
        return formats.MISSING
    match kind:
        case "qty" | "telling" | "rate" | "date" | "instant" | "flag":
            return WRITERS[kind](value, language)
        case "number" | "whole" | "days" | "money" | "price" | "score":
            decimals = {"number": 1, "price": 2, "score": 2}.get(kind, 0)
            return formats.number(value, language, decimals)  # type: ignore[arg-type] # by its kind
        case _:
            return str(value)


def titled(rows: pl.DataFrame, products: pl.DataFrame) -> pl.DataFrame:
    """Add the title of each item, where it has one."""
    titles = products.select("sku", "title").unique("sku", keep="first")
    return rows.join(titles, on="sku", how="left", maintain_order="left")


def in_language(language: str, name: str = "reason") -> pl.Expr:
    """Return the column of a sentence in ``language``, named like the English one."""
    return pl.col(f"{name}_da" if language == "da" else name).alias(name)


def kind_in_words(language: str, column: str = "kind") -> pl.Expr:
    """Return what a kind of exception or gap is called in ``language``."""
    words = {
        key.removeprefix("kind_"): text(key, language)
        for key in TEXTS
        if key.startswith("kind_")
    }
    return pl.col(column).replace(words).alias(column)
