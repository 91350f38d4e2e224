"""What a contract demands of a row, as words for the one who has to mend it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import dataframely as dy
import numpy as np
import polars as pl
from dataframely._rule import Rule
from numpy.typing import NDArray

from models import tables

LIMITS = {
    "min": ("below", "before"),
    "max": ("above", "after"),
    "min_exclusive": ("not above", "not after"),
    "max_exclusive": ("not below", "not before"),
}
"""How to say that a number, or a time, is beyond a limit."""


@dataclass(frozen=True)
class Fault:
    """Rows that break one rule; ``column`` is empty where it is about the whole row."""

    rows: NDArray[np.intp]
    rule: str
    column: str = ""


def faults(mask: pl.Series, rule: str, column: str = "") -> Iterator[Fault]:
    """Yield the rows under ``mask``, if there are any."""
    if mask.any():
        yield Fault(mask.fill_null(value=False).arg_true().to_numpy(), rule, column)


def bounds(values: pl.Series, name: str, column: dy.Column) -> Iterator[Fault]:
    """Yield the values outside the bounds of their column."""
    if isinstance(column, dy.String):
        yield from _lengths(values, name, column)
        return
    extremes = pl.Series([values.min(), values.max()], dtype=values.dtype)
    for limit, words in LIMITS.items():
        bound = getattr(column, limit, None)
        if bound is None or not _beyond(extremes, limit, bound).any():
            continue
        rule = f"{name} is {_beyond_in_words(bound, words)}: correct the value"
        yield from faults(_beyond(values, limit, bound), rule, name)


def _beyond_in_words(bound: object, words: tuple[str, str]) -> str:
    """Say that a value is beyond ``bound``."""
    if isinstance(bound, dt.datetime):
        return f"{words[1]} {bound.date()}"
    return f"{words[1] if isinstance(bound, dt.date) else words[0]} {_written(bound)}"


def _written(bound: object) -> str:
    """Write a bound so that it can be read."""
    return f"{bound:,}" if isinstance(bound, int | float | Decimal) else str(bound)


def _beyond(values: pl.Series, limit: str, bound: object) -> pl.Series:
    """Mark the values beyond one bound."""
    edge = pl.Series([bound], dtype=values.dtype)
    if limit == "min":
        return values < edge
    if limit == "max":
        return values > edge
    return values <= edge if limit == "min_exclusive" else values >= edge


def _lengths(values: pl.Series, name: str, column: dy.String) -> Iterator[Fault]:
    """Yield the texts that are too long."""
    if column.max_length is None:
        return
    lengths = values.str.len_bytes()
    longest = lengths.max()
    if isinstance(longest, int) and longest > column.max_length:
        rule = f"{name} is longer than {column.max_length} bytes: shorten it"
        if name == "currency":
            rule = "currency is no code of three letters: write it like EUR"
        yield from faults(lengths > column.max_length, rule, name)


def _rules(table: str) -> dict[str, Rule]:
    """Return the rules of a contract over several columns."""
    contract = tables.SOURCES[table]
    return contract._schema_validation_rules()  # noqa: SLF001 - no public way exists


@cache
def _described(table: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the rules over several columns: their words and the columns they use."""
    contract = tables.SOURCES[table]
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for name, rule in _rules(table).items():
        factory = next(
            vars(base)[name] for base in contract.mro() if name in vars(base)
        )
        words = (getattr(factory, "validation_fn", factory).__doc__ or name).strip()
        roots = tuple(dict.fromkeys(rule.expr.meta.root_names()))
        found[name] = (words.rstrip("."), roots)
    return found


def breaches(frame: pl.DataFrame, table: str) -> Iterator[Fault]:
    """Yield the rows of a typed frame that break a rule over several columns."""
    rules = _rules(table)
    if not rules:
        return
    broken = frame.select(
        (~rule.expr).fill_null(value=False).alias(name) for name, rule in rules.items()
    )
    for name, (words, columns) in _described(table).items():
        rule = f"rule broken: {words} ({', '.join(columns)}): correct the row"
        yield from faults(broken[name], rule, columns[0] if columns else "")
