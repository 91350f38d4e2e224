"""Columns that grow day by day, and things that fall due on a day."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Columns = dict[str, Array]

NEVER = -1
MINUTES = 24 * 60


class Journal:
    """A table written in instalments of equal columns."""

    def __init__(self, *names: str) -> None:
        """Start empty, with these columns."""
        self._parts: dict[str, list[Array]] = {name: [] for name in names}
        self.rows = 0

    def append(self, **columns: Array) -> Ints:
        """Add rows and return their numbers."""
        count = len(next(iter(columns.values())))
        for name, values in columns.items():
            self._parts[name].append(values)
        first = self.rows
        self.rows += count
        return np.arange(first, self.rows)

    def columns(self) -> Columns:
        """Return the whole columns and forget the parts."""
        whole = {name: joined(parts) for name, parts in self._parts.items()}
        self._parts = {name: [values] for name, values in whole.items()}
        return whole


def joined(parts: list[Array]) -> Array:
    """Return the parts of a column as one; no parts are no rows."""
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


class Agenda:
    """Rows that fall due on a day."""

    def __init__(self) -> None:
        """Start empty."""
        self._due: dict[int, list[Mapping[str, Array]]] = defaultdict(list)

    def push(self, due: Array, **columns: Array) -> None:
        """Note rows for the days in ``due``; those of no day are left out."""
        if not len(due):
            return
        order = np.argsort(due, kind="stable")
        days, starts = np.unique(due[order], return_index=True)
        for day, rows in zip(days, np.split(order, starts[1:]), strict=True):
            if day != NEVER:
                part = {name: values[rows] for name, values in columns.items()}
                self._due[int(day)].append(part)

    def pop(self, day: int) -> Columns | None:
        """Take the rows of ``day``; nothing if there are none."""
        parts = self._due.pop(day, None)
        if not parts:
            return None
        return {name: np.concatenate([p[name] for p in parts]) for name in parts[0]}
