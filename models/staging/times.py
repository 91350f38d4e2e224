"""Columns of dates and instants."""

from collections.abc import Iterator

import numpy as np
import polars as pl
from numpy.typing import NDArray

from models.staging import moments as m
from models.staging.manner import Manner, Typed, emptied, example_of, rows_in
from models.staging.named_months import numbered
from models.staging.records import Cells, cells
from models.staging.rules import Fault


def times(column: Cells, manner: Manner) -> Typed:
    """Read dates and instants; what fails is tried once more with months by name."""
    read = m.moments(column, manner.dates)
    failed = rows_in(read.states, m.NOT_A_DATE)
    if len(failed):
        again = m.moments(cells(numbered(column.take(failed).text())), manner.dates)
        for name in ("values", "ahead", "kinds"):
            getattr(read, name)[failed] = getattr(again, name)
        read.states[failed] = again.states
    is_day = isinstance(manner.column.dtype, pl.Date)
    part = manner.metadata.get("day_part")
    whole = (
        m.days(read, manner.zone).astype(np.int32)
        if is_day
        else m.instants(
            read,
            manner.zone,
            str(part) if part else None,
            midnight_is_day=manner.midnight_is_day,
        )
    )
    kind = pl.Date() if is_day else pl.Datetime("us", "UTC")
    contrary = rows_in(read.states, m.CONTRARY)
    clock = read.kinds & 3
    return Typed(
        values=emptied(pl.Series(whole).cast(kind), read.states),
        faults=list(_date_faults(read.states, manner)),
        unsettled=example_of(column, rows_in(read.states, m.UNSETTLED)),
        contrary=len(contrary),
        contrary_example=example_of(column, contrary),
        has_midnight=bool((clock == m.MIDNIGHT).any()),
        has_time=bool((clock == m.IN_DAY).any()),
    )


def _date_faults(states: NDArray[np.uint8], manner: Manner) -> Iterator[Fault]:
    """Yield the cells that are no dates."""
    rows = np.flatnonzero((states == m.NOT_A_DATE) | (states == m.CONTRARY))
    if len(rows):
        example = {
            "day-first": "31.12.2026 14:30",
            "month-first": "12/31/2026 14:30",
        }.get(manner.dates, "2026-12-31 14:30")
        rule = f"{manner.name} is not a date: write it like {example}"
        yield Fault(rows, rule, manner.name)
