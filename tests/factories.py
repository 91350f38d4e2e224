"""Small, readable frames for tests."""

import datetime as dt
from decimal import Decimal
from typing import Any

import dataframely as dy
import polars as pl

from models import tables


def frame(table: str, *rows: dict[str, Any]) -> pl.DataFrame:
    """Build ``table`` from partial rows; what is left out gets its fill or null.

    Text is parsed to the type of its column; instants without a zone are UTC.
    """
    columns = tables.TABLES[table].columns()
    names = tables.column_names(table)
    unknown = {name for row in rows for name in row} - set(names)
    if unknown:
        message = f"{table} has no column {sorted(unknown)}"
        raise KeyError(message)
    return pl.DataFrame(
        {
            name: pl.Series(
                name,
                [
                    _value(columns[name], name, row, ordinal)
                    for ordinal, row in enumerate(rows, start=1)
                ],
                dtype=columns[name].dtype,
            )
            for name in names
        }
    )


def _value(column: dy.Column, name: str, row: dict[str, Any], ordinal: int) -> object:
    """Return the typed value of one cell."""
    value = row.get(name, _fill(column, ordinal))
    if value is None:
        return None
    kind = column.dtype
    if isinstance(kind, pl.Decimal):
        return Decimal(str(value))
    if isinstance(kind, pl.Datetime) and isinstance(value, str):
        moment = dt.datetime.fromisoformat(value)
        return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    if kind == pl.Date and isinstance(value, str):
        return dt.date.fromisoformat(value)
    return float(str(value)) if kind == pl.Float64 else value


def _fill(column: dy.Column, ordinal: int) -> object:
    """Return what staging would fill in, or a neutral value where one is owed."""
    fill = (column.metadata or {}).get("fill")
    if fill is not None:
        return {"location": "main", "ordinal": ordinal}.get(fill, fill)
    if column.nullable:
        return None
    if isinstance(column.dtype, pl.Datetime):
        return dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    neutral: dict[Any, Any] = {
        pl.String: "",
        pl.Int64: 0,
        pl.Float64: 0.0,
        pl.Boolean: False,
        pl.Date: dt.date(2026, 1, 1),
    }
    return neutral.get(column.dtype, 0)
