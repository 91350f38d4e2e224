"""The parameters that are tried on the past, class by class."""

import datetime as dt
from dataclasses import dataclass

import polars as pl

CLASSES = ("A", "B", "C")
RATES = (0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999)
CYCLES = (7, 21)


@dataclass(frozen=True)
class Candidate:
    """A level of demand to be met and the days an order should last."""

    rate: float
    cycle_days: int


CANDIDATES = tuple(Candidate(rate, cycle) for cycle in CYCLES for rate in RATES)
"""The fractile is what safety stock follows from; both are tried together."""


def parameters_of(candidate: Candidate, abc: str, valid_from: dt.date) -> pl.DataFrame:
    """Return the rows of ``planning_parameters`` that ask for a candidate."""
    values = {
        "service_target_kind": "cycle",
        "service_target_rate": f"{candidate.rate:g}",
        "order_cycle_days": str(candidate.cycle_days),
    }
    return pl.DataFrame(
        {
            "scope": "class",
            "key": abc,
            "parameter": list(values),
            "valid_from": valid_from,
            "value": list(values.values()),
        }
    )


def asked_for(
    planning_parameters: pl.DataFrame, candidate: Candidate, as_of: dt.date
) -> pl.DataFrame:
    """Return the parameters with a candidate asked for in every class.

    What is said of single items, suppliers and places still comes first.
    """
    rows = pl.concat(parameters_of(candidate, abc, as_of) for abc in CLASSES)
    key = ["scope", "key", "parameter"]
    others = planning_parameters.join(rows.select(key), on=key, how="anti")
    return pl.concat([others, rows], how="diagonal_relaxed").select(
        planning_parameters.columns
    )
