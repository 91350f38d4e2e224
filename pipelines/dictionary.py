"""The data dictionary: what every table and column is, made from the contracts."""

import csv
import datetime as dt
import io
from dataclasses import astuple, dataclass, fields
from decimal import Decimal

import dataframely as dy
import polars as pl

from models import tables
from models.reports import browsing, formats
from models.reports.texts import text
from pipelines.workspace import WorkspaceFault

COLUMN_WIDTH = 24

KINDS: dict[type[pl.DataType], str] = {
    pl.String: "text",
    pl.Int64: "whole",
    pl.Float64: "number",
    pl.Boolean: "flag",
    pl.Date: "day",
    pl.Datetime: "instant",
}
"""What each type is called (``type_<name>`` is its word)."""
UNITS: dict[str, str] = {
    "stock units": "unit_of_stock",
    "money": "unit_of_money",
    "money per unit": "unit_of_price",
    "days": "unit_of_days",
}
"""The words of units; what is not among them is a sign, the same in every language."""


@dataclass(frozen=True)
class Entry:
    """One column of one table."""

    table: str
    room: str
    grain: str
    column: str
    type: str
    unit: str
    bounds: str
    required: str
    description: str


def dictionary(name: str | None, kind: str, language: str = "en") -> str:
    """Return the dictionary, or the part of table ``name``, as text, csv or md.

    Names and facts of columns stay as they are in files; what things mean is said in
    ``language``.
    """
    if name is not None and name not in tables.TABLES:
        message = f"no table {name}; there are {', '.join(tables.TABLES)}"
        raise WorkspaceFault(message)
    chosen = tables.TABLES if name is None else [name]
    entries = {table: entries_of(table, language) for table in chosen}
    if kind == "csv":
        return _as_csv([entry for some in entries.values() for entry in some])
    if kind == "md":
        return "\n\n".join(map(_as_markdown, entries.values()))
    if name is None:
        return _overview(entries)
    return _as_text(entries[name])


def entries_of(table: str, language: str = "en") -> list[Entry]:
    """Return what is said of each column of ``table``, in its order."""
    contract = tables.TABLES[table]
    columns = contract.columns()
    key = contract.primary_key()
    return [
        _entry(table, name, columns[name], language, is_key=name in key)
        for name in tables.column_names(table)
    ]


def _entry(
    table: str, name: str, column: dy.Column, language: str, *, is_key: bool
) -> Entry:
    """Describe one column."""
    metadata = column.metadata or {}
    facts = {
        "is_key": is_key,
        "is_required": bool(metadata.get("required")),
        "is_filled_in": not metadata.get("given", True),
    }
    unit = metadata.get("unit", "")
    return Entry(
        table=table,
        room=tables.room_of(table),
        grain=browsing.grain(tables.TABLES[table], language),
        column=name,
        type=_kind(column.dtype, language),
        unit=text(UNITS[unit], language) if unit in UNITS else unit,
        bounds=_bounds(column, language),
        required=" · ".join(text(one, language) for one, so in facts.items() if so),
        description=browsing.described(column, language),
    )


def _bounds(column: dy.Column, language: str) -> str:
    """Return the bounds of a column, as ``≥ 0, ≤ 1``."""
    signs = {"min": "≥", "min_exclusive": ">", "max": "≤", "max_exclusive": "<"}
    return ", ".join(
        f"{sign} {_bound(value, language)}"
        for name, sign in signs.items()
        if (value := getattr(column, name, None)) is not None
    )


def _kind(dtype: pl.DataType, language: str) -> str:
    """Return a type in words."""
    if isinstance(dtype, pl.Decimal):
        return text("type_decimal", language, n=dtype.scale)
    return text(f"type_{KINDS[dtype.base_type()]}", language)


def _bound(value: object, language: str) -> str:
    """Return a bound as it is best read: times as their day."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, int | float | Decimal):
        return f"{value:,}".translate(formats.SEPARATORS[language])
    return str(value)


def _overview(entries: dict[str, list[Entry]]) -> str:
    """Return one line per table, by room."""
    lines: list[str] = []
    for room, contracts in tables.ROOMS.items():
        lines.append(f"\n{room}" if lines else room)
        lines += [
            f"  {table:<{COLUMN_WIDTH}} {entries[table][0].grain.splitlines()[0]}"
            for table in contracts
        ]
    return "\n".join(lines)


def _as_text(entries: list[Entry]) -> str:
    """Return one table, two lines a column."""
    lines = [f"{entries[0].table} ({entries[0].room})", entries[0].grain, ""]
    for entry in entries:
        facts = (entry.type, entry.required, entry.unit, entry.bounds)
        lines.append(f"{entry.column:<{COLUMN_WIDTH}} {entry.description}")
        lines.append(" " * (COLUMN_WIDTH + 1) + " · ".join(filter(None, facts)))
    return "\n".join(lines)


def _as_markdown(entries: list[Entry]) -> str:
    """Return one table as a section."""
    shown = ("column", "type", "unit", "bounds", "required", "description")
    lines = [
        f"## {entries[0].table}",
        f"*{entries[0].room}.* {entries[0].grain}",
        "",
        f"| {' | '.join(shown)} |",
        f"|{'---|' * len(shown)}",
    ]
    lines += [
        f"| {' | '.join(getattr(entry, name).replace('|', '/') for name in shown)} |"
        for entry in entries
    ]
    return "\n".join(lines)


def _as_csv(entries: list[Entry]) -> str:
    """Return all columns as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(field.name for field in fields(Entry))
    writer.writerows(map(astuple, entries))
    return text.getvalue().rstrip("\n")
