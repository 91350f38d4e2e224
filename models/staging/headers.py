"""Which column of a contract each header of a file means."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models import tables

SHOWN, SHOWN_LETTERS = 60, 40
"""Headers, and letters of each, that a message shows."""


class HeaderFault(ValueError):  # noqa: N818 - a fault has a name
    """A header that cannot be read, with what to do about it."""

    def __init__(self, problem: str, remedy: str) -> None:
        """Keep what is wrong apart from what helps."""
        super().__init__(f"{problem}: {remedy}")
        self.problem = problem
        self.remedy = remedy


@dataclass(frozen=True)
class Headers:
    """The place of each known column in a file, and the headers nobody knows."""

    columns: dict[str, int]
    unknown: list[str]


def readable(table: str) -> list[str]:
    """Return the columns that a file of ``table`` may hold."""
    contract = tables.SOURCES[table].columns()
    return [
        name
        for name in tables.column_names(table)
        if (contract[name].metadata or {}).get("given", True)
    ]


def plain(name: str) -> str:
    """Return a header without case, spaces and punctuation.

    >>> plain(" Order-ID ") == plain("orderId") == plain("order_id")
    True
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in text if letter.isalnum())


def meanings(table: str, aliases: Mapping[str, str]) -> dict[str, str]:
    """Return the column that each plain header means; ``aliases`` come first."""
    contract = tables.SOURCES[table].columns()
    names = readable(table)
    listed = {
        plain(alias): name
        for name in names
        for alias in (contract[name].metadata or {}).get("aliases", ())
    }
    given = {plain(header): column for header, column in aliases.items()}
    return listed | {plain(name): name for name in names} | given


def headers(seen: Sequence[str], table: str, aliases: Mapping[str, str]) -> Headers:
    """Match the headers of a file with the columns of ``table``.

    Raises HeaderFault where two headers mean one column or a required one is missing.
    """
    wrong = sorted(set(aliases.values()) - set(readable(table)))
    if wrong:
        problem = f"backstock.toml maps a header to {wrong[0]}, which {table} has not"
        remedy = f"use one of {', '.join(readable(table))}"
        raise HeaderFault(problem, remedy)
    known = meanings(table, aliases)
    found: dict[str, int] = {}
    for place, name in enumerate(seen):
        column = known.get(plain(name)) if plain(name) else None
        if column is None:
            continue
        if column in found:
            problem = (
                f"the headers {seen[found[column]]!r} and {name!r} both mean {column}"
            )
            raise HeaderFault(problem, "remove or rename one of them")
        found[column] = place
    _require(found, table, seen)
    return Headers(found, _unknown(seen, set(found.values())))


def _require(found: dict[str, int], table: str, seen: Sequence[str]) -> None:
    """Refuse a file without a column that its table cannot do without."""
    contract = tables.SOURCES[table].columns()
    missing = [
        name
        for name in readable(table)
        if (contract[name].metadata or {}).get("required") and name not in found
    ]
    if missing:
        is_one = len(missing) == 1
        problem = (
            f"{'column' if is_one else 'the columns'} {', '.join(missing)} "
            f"{'is' if is_one else 'are'} missing; its headers are "
            f"{', '.join(repr(name[:SHOWN_LETTERS]) for name in seen[:SHOWN])}"
        )
        remedy = (
            f"rename the header, or map it in backstock.toml: "
            f'[sources.{table}.aliases] "your header" = "{missing[0]}"'
        )
        raise HeaderFault(problem, remedy)


def _unknown(seen: Sequence[str], used: set[int]) -> list[str]:
    """Name the headers that mean no column."""
    return [
        name or f"(column {place + 1})"
        for place, name in enumerate(seen)
        if place not in used
    ]
