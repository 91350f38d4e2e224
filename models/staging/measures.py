"""Columns of numbers: amounts, quantities, rates, counts."""

from collections.abc import Iterator

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

from models.staging import numbers as n
from models.staging.manner import Manner, Typed, emptied, example_of, rows_in
from models.staging.records import Cells, cells
from models.staging.rules import Fault

_SIGN = (
    r"(?i:kr\.?|dkk|sek|nok|isk|eur|usd|gbp|chf|fr\.?|pln|zł|czk|kč|huf|ft|ron|bgn|"
    r"cad|aud|nzd|jpy|cny|try)|[€$£¥]"
)
_SIGNED = rf"^([-+(]?)\s*(?:{_SIGN})?\s*(.*?)(?:[,.][-\u2013])?\s*(?:{_SIGN})?([-)]?)$"


def measures(column: Cells, manner: Manner) -> Typed:
    """Read numbers; what fails is tried once more without currency and per cent."""
    dtype = manner.column.dtype
    scale = dtype.scale if isinstance(dtype, pl.Decimal) else 0
    scale = n.FLOATING if isinstance(dtype, pl.Float64) else scale
    read = n.numbers(column, manner.decimal, scale)
    signs: dict[str, int] = {}
    failed = rows_in(read.states, n.NOT_A_NUMBER)
    if len(failed):
        signs = _reread(column, manner, read, failed, scale)
    contrary = _contrary_numbers(column, manner, read)
    unsettled = rows_in(read.states, n.UNSETTLED)
    return Typed(
        values=emptied(_in_type(read, dtype), read.states),
        faults=list(_number_faults(read.states, manner, scale)),
        unsettled=example_of(column, unsettled),
        contrary=len(contrary),
        contrary_example=example_of(column, contrary),
        words=signs,
    )


def _in_type(read: n.Numbers, dtype: pl.DataType) -> pl.Series:
    """Return scaled integers as decimals, whole numbers or floats."""
    if isinstance(dtype, pl.Decimal):
        unscaled = pl.Series(read.values).cast(pl.Decimal(18, 0))
        return _rescaled(unscaled, dtype)
    if isinstance(dtype, pl.Float64):
        return pl.Series(n.floats(read))
    return pl.Series(read.values)


def _rescaled(unscaled: pl.Series, dtype: pl.Decimal) -> pl.Series:
    """Move the decimal mark: the stored integer stays what it is."""
    array = unscaled.to_arrow()
    kind = pa.decimal128(dtype.precision or 38, dtype.scale)
    moved = pa.Array.from_buffers(kind, len(array), array.buffers())
    return pl.Series(pl.from_arrow(moved), dtype=dtype)


def _reread(
    column: Cells, manner: Manner, read: n.Numbers, failed: NDArray[np.intp], scale: int
) -> dict[str, int]:
    """Read failed cells again without currency signs; returns the signs seen."""
    text = column.take(failed).text().fill_null("")
    bare = text.str.replace(_SIGNED, "$1$2$3")
    is_share = manner.metadata.get("unit") == "0…1"
    percent = bare.str.ends_with("%")
    if is_share:
        bare = bare.str.strip_suffix("%").str.strip_chars_end()
    if scale in (0, 3):
        bare = text  # a quantity has no currency
    again = n.numbers(cells(bare), manner.decimal, scale)
    read.values[failed] = again.values
    read.states[failed] = np.where(
        again.states == n.EMPTY, n.NOT_A_NUMBER, again.states
    )
    if len(read.places):
        shift = np.where(percent.to_numpy() & is_share, 2, 0)
        read.places[failed] = again.places + shift
    mended = text.filter(pl.Series(again.states == 0))
    found = mended.str.extract(rf"({_SIGN})").drop_nulls().str.to_lowercase()
    return dict(found.value_counts().iter_rows())


def _contrary_numbers(
    column: Cells, manner: Manner, read: n.Numbers
) -> NDArray[np.intp]:
    """Return failed cells that are numbers under the other decimal mark."""
    failed = rows_in(read.states, n.NOT_A_NUMBER)
    if not len(failed) or not manner.decimal:
        return failed[:0]
    other = n.numbers(column.take(failed), "," if manner.decimal == "." else ".", 0)
    return failed[np.isin(other.states, (n.OK, n.TOO_PRECISE))]


def _number_faults(
    states: NDArray[np.uint8], manner: Manner, scale: int
) -> Iterator[Fault]:
    """Yield what is wrong with cells that are no numbers."""
    if not (states > n.EMPTY).any():
        return
    example = "1.234,56" if manner.decimal == "," else "1,234.56"
    precise = (
        "has digits after the decimal mark: give a whole number"
        if scale == 0
        else f"has more than {scale} decimals: round it"
    )
    words = {
        n.NOT_A_NUMBER: f"is not a number: write it like {example}",
        n.TOO_PRECISE: precise,
        n.TOO_LARGE: "is too large for a number here: correct the value",
    }
    for state, rule in words.items():
        rows = rows_in(states, state)
        if len(rows):
            yield Fault(rows, f"{manner.name} {rule}", manner.name)
