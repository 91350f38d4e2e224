"""Where a row comes from: which rows of which tables tell of the same thing."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

import polars as pl

IDENTITY = (
    *("sku", "location_id", "supplier_id", "channel", "order_id", "po_id"),
    *("receipt_id", "transfer_id", "shipment_id", "suggestion_id", "move_id"),
)
"""Columns that name the same thing wherever they stand."""
LINES = {
    "order_id": "order_line_no",
    "po_id": "po_line_no",
    "receipt_id": "receipt_line_no",
}
"""For each number of a document: the column of its line where another is the key."""
DOCUMENTS: Mapping[str, tuple[str, str]] = {
    "shipment": ("shipment_lines", "shipment_id"),
    "receipt": ("receipt_lines", "receipt_id"),
    "return": ("return_lines", "return_id"),
    "inspected": ("return_lines", "return_id"),
    "purchase_return": ("purchase_return_lines", "return_id"),
    "transfer_in": ("transfer_lines", "transfer_id"),
    "transfer_out": ("transfer_lines", "transfer_id"),
    "transfer_loss": ("transfer_lines", "transfer_id"),
    "adjustment": ("stock_adjustments", "adjustment_id"),
    "kit_build": ("stock_adjustments", "adjustment_id"),
    "kit_consume": ("stock_adjustments", "adjustment_id"),
    "revaluation": ("stock_revaluations", "revaluation_id"),
}
"""For each kind of move: the table of its document, and the column of its number."""
SECOND = "%Y-%m-%dT%H:%M:%S"


def same(rows: pl.LazyFrame, values: Mapping[str, str]) -> pl.LazyFrame:
    """Return the rows whose columns have ``values``, written as an address holds them.

    Raises:
        LookupError: there is no such column.
        ValueError: a value is none of its column's type.

    """
    schema = rows.collect_schema()
    if unknown := values.keys() - set(schema):
        message = f"no column {', '.join(sorted(unknown))}"
        raise LookupError(message)
    return rows.filter(_is(name, schema[name], text) for name, text in values.items())


def _is(name: str, dtype: pl.DataType, value: str) -> pl.Expr:
    """Return whether a column has a written value."""
    column = pl.col(name)
    if dtype.is_numeric():
        return column.cast(pl.Float64) == float(value)
    if dtype == pl.Date:
        return column == dt.date.fromisoformat(value)
    if dtype == pl.Datetime:
        return column.dt.to_string(SECOND) == value[:19]
    return column.cast(pl.String) == value


def written(value: object) -> str:
    """Return a value as an address holds it.

    >>> written(dt.date(2026, 7, 1)), written("S-1"), written(None)
    ('2026-07-01', 'S-1', '')
    """
    if isinstance(value, dt.datetime):
        return value.strftime(SECOND)
    return "" if value is None else str(value)


def own(row: Mapping[str, Any], key: Collection[str]) -> dict[str, str]:
    """Return what tells a row from all others of its table, as far as it is filled.

    >>> own({"order_id": "O1", "line_no": 2, "qty": 9}, ["order_id", "line_no"])
    {'order_id': 'O1', 'line_no': '2'}
    """
    return {name: written(row[name]) for name in key if written(row[name])}


def shared(row: Mapping[str, Any], columns: Mapping[str, Any]) -> dict[str, str]:
    """Return what ``row`` and a table with ``columns`` both name: columns and values.

    >>> shared({"sku": "a", "location_id": "", "qty": 2}, {"sku": 0, "qty": 0})
    {'sku': 'a'}
    """
    return {
        name: written(row[name])
        for name in IDENTITY
        if name in columns and row.get(name)
    }


def line(
    row: Mapping[str, Any],
    key: Collection[str],
    columns: Collection[str],
    other_key: Collection[str],
) -> dict[str, str]:
    """Return the line of a document that ``row`` and another table both name.

    ``key`` is that of the row's table, ``columns`` and ``other_key`` are the other's.

    >>> open_line = {"po_id": "P1", "line_no": 3}
    >>> line(open_line, open_line, ["po_id", "po_line_no", "line_no"], ["receipt_id"])
    {'po_line_no': '3'}
    """
    found = {}
    for number, apart in LINES.items():
        here = apart if apart in row else "line_no" if number in key else ""
        there = apart if apart in columns else "line_no" if number in other_key else ""
        if row.get(number) and row.get(here) and number in columns and there in columns:
            found[there] = written(row[here])
    return found


def document(row: Mapping[str, Any]) -> tuple[str, dict[str, str]] | None:
    """Return the source table and the columns that tell of the document of a move.

    >>> document({"kind": "receipt", "document": "R7:2"})
    ('receipt_lines', {'receipt_id': 'R7', 'line_no': '2'})
    """
    found = DOCUMENTS.get(str(row.get("kind")))
    if not found or not row.get("document"):
        return None
    table, column = found
    number, _, line = str(row["document"]).partition(":")
    return table, {column: number} | ({"line_no": line} if line.isdigit() else {})
