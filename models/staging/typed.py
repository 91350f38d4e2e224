"""Text cells of one column turned into the type of its contract.

A cell that cannot be turned is a fault with its rule in words, never a silent null:
null is what was empty.
"""

from dataclasses import replace

import dataframely as dy
import polars as pl

from models.staging.manner import Manner, Typed
from models.staging.measures import measures
from models.staging.records import Cells
from models.staging.rules import bounds, faults
from models.staging.times import times
from models.staging.words import flags, texts

__all__ = ["Manner", "Typed", "filled", "typed"]


def typed(column: Cells, manner: Manner) -> Typed:
    """Turn the cells of a column into its type; fill what may be filled."""
    dtype = manner.column.dtype
    if isinstance(dtype, pl.Datetime | pl.Date):
        read = times(column, manner)
    elif isinstance(dtype, pl.Boolean):
        read = flags(column, manner)
    elif dtype.is_numeric():
        read = measures(column, manner)
    else:
        read = texts(column, manner)
    return _checked(read, manner)


def filled(values: pl.Series, column: dy.Column) -> pl.Series:
    """Put the contract's fill where a column is empty, but no ordinals or places."""
    fill = (column.metadata or {}).get("fill")
    if fill is None or fill in ("location", "ordinal") or not values.null_count():
        return values
    return values.fill_null(pl.lit(fill, dtype=column.dtype))


def _checked(read: Typed, manner: Manner) -> Typed:
    """Fill the column and add the faults of bounds and empty cells."""
    values = filled(read.values, manner.column)
    found = [*read.faults, *bounds(values, manner.name, manner.column)]
    if values.null_count() and not manner.column.nullable:
        empty = values.is_null().to_numpy().copy()
        for fault in read.faults:
            empty[fault.rows] = False
        if "fill" not in manner.metadata:
            rule = f"{manner.name} is empty: every row needs one"
            found.extend(faults(pl.Series(empty), rule, manner.name))
    return replace(read, values=values, faults=found)
