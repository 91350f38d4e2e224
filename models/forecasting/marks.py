"""Days that are not like others: those of events, and those of another price."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

Numbers = npt.NDArray[np.int32]
Kinds = npt.NDArray[np.int16]
Prices = npt.NDArray[np.float32]

NO_EVENT = ""
LEAST_PRICE = 0.05
"""A discount of more than 95 % is no price."""


@dataclass(frozen=True)
class Marks:
    """Marked days by row and column of a panel's matrices, row by row.

    ``kind`` is the place in ``names`` of the day's event, 0 is none; ``log_price`` is
    the logarithm of its price beside the usual one.
    """

    row: Numbers
    day: Numbers
    kind: Kinds
    log_price: Prices
    names: tuple[str, ...]

    def until(self, days: int) -> "Marks":
        """Return the marks of the first so many days."""
        if not len(self.day) or int(self.day.max()) < days:
            return self
        held = self.day < days
        return Marks(
            *(self.row[held], self.day[held], self.kind[held], self.log_price[held]),
            self.names,
        )


NO_MARKS = Marks(
    *(np.zeros(0, np.int32), np.zeros(0, np.int32)),
    *(np.zeros(0, np.int16), np.zeros(0, np.float32)),
    (NO_EVENT,),
)


def marks_of(cells: pl.DataFrame) -> Marks:
    """Return marks from cells with row, day, event and discount_rate.

    Of several cells of one day the first counts.
    """
    once = cells.unique(["row", "day"], keep="first", maintain_order=True).sort(
        "row", "day"
    )
    names = (NO_EVENT, *once["event"].drop_nulls().unique().sort())
    kind = (
        once["event"]
        .fill_null(NO_EVENT)
        .replace_strict(names, range(len(names)), return_dtype=pl.Int16)
    )
    rest = (1 - once["discount_rate"].fill_null(0.0)).clip(LEAST_PRICE, 1.0)
    return Marks(
        once["row"].to_numpy().astype(np.int32),
        once["day"].to_numpy().astype(np.int32),
        kind.to_numpy(),
        rest.log().to_numpy().astype(np.float32),
        names,
    )
