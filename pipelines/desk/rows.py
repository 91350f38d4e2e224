"""One part of a long table: filtered, sorted and counted by DuckDB.

Values travel as parameters. Names of columns come from the table and nowhere else:
what is not among them is refused.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb
import polars as pl

from models.reports.report_table import NUMERIC
from pipelines.desk.listing import Rows

ANY = "_any"
"""Stands for every column of text."""
LARGEST_PART = 1_000
MEMORY = "400MB"
THREADS = 2


class UnknownColumnError(LookupError):
    """Somebody asked for a column that the table does not show."""


@dataclass(frozen=True)
class Asked:
    """Which rows a reader wants to see: ``first`` to ``last``, ``last`` left out."""

    first: int = 0
    last: int | None = None
    filters: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    order: Sequence[Mapping[str, str]] = ()


@dataclass(frozen=True)
class Part:
    """Some rows, and how many there are that pass the filters."""

    rows: pl.DataFrame
    total: int


@dataclass(frozen=True)
class Condition:
    """A piece of SQL and the values in it."""

    sql: str
    values: tuple[object, ...] = ()


def part(rows: Rows, asked: Asked) -> Part:
    """Return the rows that are asked for, in their order, and how many there are.

    Without a filter or an order they are cut out as they lie.
    """
    if not asked.filters and not asked.order:
        cut = _lying(rows).slice(max(asked.first, 0), _length(asked)).collect()
        return Part(cut, total(rows))
    where = _where(rows, asked.filters)
    order = _order(rows, asked.order)
    with duckdb.connect(config={"memory_limit": MEMORY, "threads": THREADS}) as given:
        source = _source(given, rows)
        counted = given.execute(
            f"SELECT count(*) FROM {source} WHERE {where.sql}", where.values
        ).fetchone()
        found = given.execute(
            f"SELECT * FROM {source} WHERE {where.sql} {order} LIMIT ? OFFSET ?",
            (*where.values, _length(asked), max(asked.first, 0)),
        ).pl()
    return Part(found, counted[0] if counted else 0)


def total(rows: Rows) -> int:
    """Count the rows."""
    if isinstance(rows.source, pl.DataFrame):
        return rows.source.height
    return int(_lying(rows).select(pl.len()).collect().item())


def _lying(rows: Rows) -> pl.LazyFrame:
    """Return the rows as they lie, not read yet."""
    if isinstance(rows.source, pl.DataFrame):
        return rows.source.lazy()
    return pl.scan_parquet(list(rows.source))


def asked_for(request: Mapping[str, Any]) -> Asked:
    """Return what a grid asks for."""
    first = int(request.get("startRow") or 0)
    last = int(request.get("endRow") or first)
    return Asked(
        first=first,
        last=min(last, first + LARGEST_PART),
        filters=request.get("filterModel") or {},
        order=request.get("sortModel") or (),
    )


def _length(asked: Asked) -> int | None:
    """Return how many rows are asked for at most; none: all."""
    return None if asked.last is None else max(asked.last - asked.first, 0)


def _source(connection: duckdb.DuckDBPyConnection, rows: Rows) -> str:
    """Name where the rows are."""
    if isinstance(rows.source, pl.DataFrame):
        connection.register("shown_rows", rows.source)
        return "shown_rows"
    files = [str(file) for file in rows.source]
    connection.read_parquet(files).create_view("shown_rows")
    return "shown_rows"


def _name(rows: Rows, column: str) -> str:
    """Return the name of a shown column, quoted."""
    if column not in rows.columns:
        message = f"no column {column!r}; shown are {', '.join(rows.columns)}"
        raise UnknownColumnError(message)
    return '"{}"'.format(column.replace('"', '""'))


def _order(rows: Rows, order: Sequence[Mapping[str, str]]) -> str:
    """Return in which order the rows come; without one they come as they lie."""
    parts = [
        f"{_name(rows, one['colId'])} {'DESC' if one.get('sort') == 'desc' else 'ASC'}"
        " NULLS LAST"
        for one in order
    ]
    return f"ORDER BY {', '.join(parts)}" if parts else ""


def _where(rows: Rows, filters: Mapping[str, Mapping[str, Any]]) -> Condition:
    """Return which rows pass every filter."""
    conditions = [
        _anywhere(rows, model) if column == ANY else _one(_name(rows, column), model)
        for column, model in filters.items()
    ]
    return _joined(conditions, "AND") if conditions else Condition("TRUE")


def _anywhere(rows: Rows, model: Mapping[str, Any]) -> Condition:
    """Return which rows pass a filter in some column of text."""
    texts = [name for name, kind in rows.columns.items() if kind not in NUMERIC]
    searched = [*texts, *(["title"] if _has_title(rows) else [])]
    conditions = [
        _one('"{}"'.format(name.replace('"', '""')), model) for name in searched
    ]
    return _joined(conditions, "OR") if conditions else Condition("TRUE")


def _has_title(rows: Rows) -> bool:
    """Tell whether items are shown with a title."""
    is_shown = "item" in rows.columns.values()
    return (
        is_shown
        and isinstance(rows.source, pl.DataFrame)
        and "title" in rows.source.columns
        and "title" not in rows.columns
    )


def _joined(conditions: Iterable[Condition], operator: str) -> Condition:
    """Join conditions; ``operator`` is one of two words, never a reader's."""
    given = list(conditions)
    sql = f" {operator} ".join(f"({one.sql})" for one in given)
    return Condition(sql, tuple(value for one in given for value in one.values))


def _one(name: str, model: Mapping[str, Any]) -> Condition:
    """Return which values of the column ``name`` pass a filter of the grid."""
    if parts := model.get("conditions"):
        operator = "OR" if model.get("operator") == "OR" else "AND"
        return _joined([_one(name, one) for one in parts], operator)
    match model.get("filterType"):
        case "number":
            return _compared(name, model, model.get("filter"), model.get("filterTo"))
        case "date":
            day, until = _day(model.get("dateFrom")), _day(model.get("dateTo"))
            return _compared(f"CAST({name} AS DATE)", model, day, until)
        case _:
            return _worded(name, str(model.get("type")), str(model.get("filter", "")))


COMPARED = {
    "equals": "=",
    "notEqual": "<>",
    "lessThan": "<",
    "lessThanOrEqual": "<=",
    "greaterThan": ">",
    "greaterThanOrEqual": ">=",
}


def _compared(
    name: str, model: Mapping[str, Any], value: object, until: object
) -> Condition:
    """Compare a number or a day."""
    kind = str(model.get("type"))
    if kind in BLANK:
        return Condition(BLANK[kind].format(name=name))
    if kind == "inRange":
        return Condition(f"{name} BETWEEN ? AND ?", (value, until))
    return Condition(f"{name} {COMPARED.get(kind, '=')} ?", (value,))


BLANK = {
    "blank": "{name} IS NULL OR CAST({name} AS VARCHAR) = ''",
    "notBlank": "{name} IS NOT NULL AND CAST({name} AS VARCHAR) <> ''",
}
WORDED = {
    "contains": "contains({name}, ?)",
    "notContains": "NOT contains({name}, ?)",
    "equals": "{name} = ?",
    "notEqual": "{name} <> ?",
    "startsWith": "starts_with({name}, ?)",
    "endsWith": "suffix({name}, ?)",
}


def _worded(name: str, kind: str, value: str) -> Condition:
    """Compare text, whatever its case."""
    if kind in BLANK:
        return Condition(BLANK[kind].format(name=name))
    lowered = f"lower(coalesce(CAST({name} AS VARCHAR), ''))"
    sql = WORDED.get(kind, WORDED["contains"])
    return Condition(sql.format(name=lowered), (value.lower(),))


def _day(value: object) -> dt.date | None:
    """Return the day that a grid means; it sends it with a time behind it."""
    return dt.date.fromisoformat(str(value)[:10]) if value else None
