"""Numbers of the story as columns of documents."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl

from models.example.arrays import Array, Bools
from models.example.days import masked

CENT = Decimal("0.01")


def money(hundredths: Array) -> pl.Series:
    """Turn hundredths into exact amounts."""
    whole = pl.Series(hundredths.astype(np.int64)).to_frame("x")
    amount = pl.col("x").cast(pl.Decimal(38, 0)) * pl.lit(CENT)
    return whole.select(amount.cast(pl.Decimal(18, 2))).to_series()


def picked(values: Sequence[Any], index: Array) -> pl.Series:
    """Return the value at each position; a negative position gives an empty one."""
    series = pl.Series(values=list(values))
    safe = np.where(index < 0, 0, index).astype(np.int64)
    return masked(series.gather(pl.Series(safe)), index >= 0)


def numbered(prefix: str, number: Array, width: int = 6) -> pl.Series:
    """Return document numbers such as ``P000012``; negative numbers give empty ones."""
    text = pl.col("n").cast(pl.String).str.zfill(width)
    frame = pl.DataFrame({"n": np.maximum(number, 0)})
    codes = frame.select(pl.concat_str(pl.lit(prefix), text)).to_series()
    return masked(codes, number >= 0)


def whole(values: Array, known: Bools | None = None) -> pl.Series:
    """Return whole numbers, empty where not ``known``."""
    series = pl.Series(values.astype(np.int64))
    return series if known is None else masked(series, known)


def ordinals(groups: Array) -> Array:
    """Return the ordinal of each row in its group, from 1; ``groups`` are sorted."""
    row = np.arange(len(groups))
    starts = np.diff(groups, prepend=groups[:1] - 1) != 0
    return row - np.maximum.accumulate(np.where(starts, row, 0)) + 1
