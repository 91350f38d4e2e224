"""Any table as a reader browses it: what its columns hold, from its contract."""

import inspect
from collections.abc import Mapping
from types import MappingProxyType

import dataframely as dy
import polars as pl

from models.reports import meanings
from models.reports.report_table import Kind
from models.tables import columns as c

BY_UNIT: Mapping[object, Kind] = MappingProxyType(
    {"0…1": "rate", "money": "money", "money per unit": "price", "days": "days"}
)


def kinds(contract: type[dy.Schema]) -> dict[str, Kind]:
    """Return the kind of every column of a table, in its order.

    >>> from models import tables
    >>> kinds(tables.TABLES["suggestions"])["suggested_qty"]
    'qty'
    """
    return {name: kind(column) for name, column in contract.columns().items()}


def kind(column: dy.Column) -> Kind:
    """Return how the values of a column are shown."""
    unit = (column.metadata or {}).get("unit")
    if unit in BY_UNIT:
        return BY_UNIT[unit]
    dtype = column.dtype
    if dtype == c.QTY:
        return "qty"
    if dtype.is_float() or dtype.is_decimal():
        return "telling"
    if dtype.is_integer():
        return "whole"
    plain: dict[object, Kind] = {
        pl.Date: "date",
        pl.Datetime: "instant",
        pl.Boolean: "flag",
    }
    return next((kind for kind_of, kind in plain.items() if dtype == kind_of), "text")


def meaning(contract: type[dy.Schema], language: str) -> str:
    """Return what a table holds, in one sentence."""
    return grain(contract, language).partition("\n")[0]


def grain(contract: type[dy.Schema], language: str) -> str:
    """Return all that is said of a table as such."""
    first, *more = (inspect.getdoc(contract) or "").split("\n\n")
    return "\n\n".join(meanings.meaning(one, language) for one in (first, *more))


def described(column: dy.Column, language: str) -> str:
    """Return what a column holds; the values that it may have stand behind it."""
    choices = (column.metadata or {}).get("choices", ())
    values = f" ({', '.join(choices)})" if choices else ""
    said = (column.description or "").removesuffix(values)
    return meanings.meaning(said, language) + values
