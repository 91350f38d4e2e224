"""How one column is to be read, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import dataframely as dy
import numpy as np
import polars as pl
from numpy.typing import NDArray

from models.staging.records import Cells
from models.staging.rules import Fault


@dataclass(frozen=True)
class Manner:
    """How the cells of one column are to be read."""

    name: str
    column: dy.Column
    table: str = ""
    decimal: str = ""
    dates: str = ""
    zone: str = "UTC"
    midnight_is_day: bool = True
    words: Mapping[str, str] = field(default_factory=dict)
    personal_key: bytes = b""

    @property
    def metadata(self) -> Mapping[str, object]:
        """Return what the contract says beside the type."""
        return self.column.metadata or {}


@dataclass(frozen=True)
class Typed:
    """A column in its type, its faults, and what was noticed on the way.

    ``unsettled`` is an example of cells whose notation nobody settled, ``contrary``
    counts those that make sense in the other one only, ``words`` those that were read
    as empty or left out as currency signs.
    """

    values: pl.Series
    faults: list[Fault]
    unsettled: str = ""
    contrary: int = 0
    contrary_example: str = ""
    has_midnight: bool = False
    has_time: bool = False
    words: Mapping[str, int] = field(default_factory=dict)


def rows_in(states: NDArray[np.uint8], state: int) -> NDArray[np.intp]:
    """Return the rows in one state."""
    return np.flatnonzero(states == state)


def emptied(values: pl.Series, states: NDArray[np.uint8]) -> pl.Series:
    """Empty every value whose cell could not be read, or was empty."""
    if not states.any():
        return values
    return pl.select(
        pl.when(pl.Series(states == 0)).then(values).alias(values.name)
    ).to_series()


def example_of(column: Cells, rows: NDArray[np.intp]) -> str:
    """Return the text of the first of some rows."""
    return str(column.take(rows[:1]).text()[0]) if len(rows) else ""
