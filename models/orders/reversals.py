"""Lines with a negative quantity, matched to the lines they take back.

Shops write a cancellation or a return as one more line with a minus. Such a line names
no original, so the nearest earlier line it can belong to is looked for: first in the
order of the same number, then among the lines of the same customer, and for customers
nobody knows among lines equal in item, price and quantity.
"""

from typing import NamedTuple

import numba
import numpy as np
import numpy.typing as npt
import polars as pl

from models import exact

Integers = npt.NDArray[np.int64]
GROUP, TIME, TAKES_BACK = 0, 1, 2
MICROSECONDS_PER_DAY = 86_400_000_000
CANCELLED_WITHIN_DAYS = 1
"""A line taken back this soon was cancelled; later it was sold and came back."""


class Tier(NamedTuple):
    """What must agree between a reversal and its line, and how far back it may be."""

    keys: tuple[str, ...]
    eligible: pl.Expr
    days: int
    equal_only: bool


TIERS = (
    Tier(("channel", "stem", "sku"), pl.col("stem") != "", 366, equal_only=False),
    Tier(
        ("customer_id", "sku"),
        pl.col("customer_id").is_not_null(),
        366,
        equal_only=False,
    ),
    Tier(
        ("channel", "sku", "unit_price"),
        pl.col("customer_id").is_null(),
        31,
        equal_only=True,
    ),
)
"""Tried in this order."""


def reversals(order_lines: pl.LazyFrame) -> pl.DataFrame:
    """Match reversals to the lines they take back, nearest earlier line first.

    A line of equal quantity is preferred to a nearer one of another quantity; where no
    single line is large enough, the quantity is spread over the nearest ones. One row
    per pair; ``is_cancelled`` says that it happened within a day.
    """
    lines = _candidates(order_lines)
    left = lines.select(exact.to_scaled("units")).to_series().to_numpy().copy()
    return _named(lines, np.concatenate([_pairs(lines, left, tier) for tier in TIERS]))


def _candidates(order_lines: pl.LazyFrame) -> pl.DataFrame:
    """Return reversals and the lines they may belong to, in order of time."""
    taken_back = order_lines.filter(pl.col("ordered_qty") < 0).select("sku").collect()
    items = taken_back.get_column("sku").unique()
    return (
        order_lines.filter(pl.col("sku").is_in(items.implode()))
        .select(
            "order_id",
            "line_no",
            "channel",
            "customer_id",
            "sku",
            "unit_price",
            "placed_at",
            takes_back=pl.col("ordered_qty") < 0,
            units=pl.col("ordered_qty").abs() - pl.col("cancelled_qty").fill_null(0),
            stem=pl.col("order_id").str.replace_all(r"^\D+|\D+$", ""),
        )
        .filter(pl.col("units") > 0)
        .sort("placed_at", "takes_back", "order_id", "line_no")
        .collect()
    )


def _pairs(lines: pl.DataFrame, left: Integers, tier: Tier) -> Integers:
    """Return (line, reversal, units) of one tier and take them from ``left``."""
    facts = (
        lines.lazy()
        .with_row_index("row")
        .filter(tier.eligible & pl.Series(left > 0))
        .select(
            pl.struct(tier.keys).rank("dense").alias("group"),
            pl.col("placed_at").to_physical(),
            "takes_back",
            "row",
        )
        .filter(pl.col("takes_back").any().over("group"))
        .sort("group", "row")
        .select(pl.all().cast(pl.Int64))
        .collect()
        .to_numpy(order="c")
    )
    rows = facts[:, 3]
    left_here = left[rows]
    window = tier.days * MICROSECONDS_PER_DAY
    pairs = _matched(facts, left_here, window, tier.equal_only)
    left[rows] = left_here
    return np.column_stack([rows[pairs[:, 0]], rows[pairs[:, 1]], pairs[:, 2]])


@numba.njit(cache=True)
def _matched(
    facts: Integers,
    left: Integers,
    window: int,
    equal_only: bool,  # noqa: FBT001 - numba passes by position
) -> Integers:
    """Walk back from each reversal: one line that fits, else the nearest ones."""
    pairs = []
    for reversal in range(len(facts)):
        if not facts[reversal, TAKES_BACK]:
            continue
        oldest = facts[reversal, TIME] - window
        line = _fitting(facts, left, oldest, reversal, equal_only)
        if line < 0:
            line = -1 if equal_only else reversal - 1
        while left[reversal] > 0 and line >= 0:
            if (
                facts[line, GROUP] != facts[reversal, GROUP]
                or facts[line, TIME] < oldest
            ):
                break
            units = 0 if facts[line, TAKES_BACK] else min(left[line], left[reversal])
            if units > 0:
                left[line] -= units
                left[reversal] -= units
                pairs.append((line, reversal, units))
            line -= 1
    found = np.empty((len(pairs), 3), np.int64)
    for number, pair in enumerate(pairs):
        found[number] = pair
    return found


@numba.njit(cache=True)
def _fitting(
    facts: Integers,
    left: Integers,
    oldest: int,
    reversal: int,
    equal_only: bool,  # noqa: FBT001 - numba passes by position
) -> int:
    """Return the nearest equal line, else the nearest large enough, else minus one."""
    large_enough = -1
    line = reversal - 1
    while line >= 0:
        if facts[line, GROUP] != facts[reversal, GROUP] or facts[line, TIME] < oldest:
            break
        if not facts[line, TAKES_BACK]:
            if left[line] == left[reversal]:
                return line
            if left[line] > left[reversal] and large_enough < 0 and not equal_only:
                large_enough = line
        line -= 1
    return large_enough


def _named(lines: pl.DataFrame, pairs: Integers) -> pl.DataFrame:
    """Return matched row numbers as orders and lines."""
    line, reversal = lines[pairs[:, 0]], lines[pairs[:, 1]]
    reversed_at = reversal.get_column("placed_at")
    elapsed = reversed_at - line.get_column("placed_at")
    return (
        line.select("order_id", "line_no")
        .with_columns(
            reversal.get_column("order_id").alias("reversal_order_id"),
            reversal.get_column("line_no").alias("reversal_line_no"),
            reversed_at.alias("reversed_at"),
            elapsed.alias("elapsed"),
            pl.Series("units", pairs[:, 2]),
        )
        .select(
            pl.exclude("units", "elapsed"),
            qty=exact.from_scaled("units"),
            is_cancelled=pl.col("elapsed") <= pl.duration(days=CANCELLED_WITHIN_DAYS),
        )
        .sort("order_id", "line_no", "reversal_order_id", "reversal_line_no")
    )
