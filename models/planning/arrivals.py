"""What is there when each open order arrives: too little before it, or too much after.

Stock is followed from one arrival to the next with expected demand and lost sales. It
never goes below what is owed (the reflection of a storage process at its lower bound:
Asmussen, *Applied Probability and Queues*, 2nd ed., ch. IX), and what would lift it
above the most that is wanted is set aside as surplus: Business Central's overflow
level, the order-up-to level and the least that one order adds.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt
import polars as pl

from models.planning import network

PLACE = ["sku", "location_id"]
ORDER = ["arrive_on", "po_id", "line_no"]
Numbers = npt.NDArray[np.float64]

GIVEN = (
    *("stock", "wanted", "units", "ceiling", "level", "pack", "least", "damped"),
    "is_fixed",
)
FOUND = ("before", "lost", "surplus")


def arrivals(
    lines: pl.DataFrame, places: pl.DataFrame, demand: pl.DataFrame, as_of: dt.date
) -> pl.DataFrame:
    """Add to each open line what the stock will be when it comes, in stock units.

    ``lines`` hold ``open_qty``, ``arrive_on`` and ``is_fixed`` (nobody can change it
    any more). ``places`` hold for each item-location ``stock_qty`` (available and in
    transit, less what is owed and expires), ``daily_mean_qty``, ``order_up_to_qty``,
    ``spare_qty`` (what dated orders want beyond the forecast), ``pack_qty``,
    ``min_order_qty`` and ``dampener_qty``; ``demand`` the expected demand of each place
    by the number of days. Added are ``before_qty`` (there just before it comes),
    ``lost_qty`` (sales lost or owed since the arrival before) and ``surplus_qty`` (what
    of it lifts stock beyond the level, in whole packs, or all of it).
    """
    known = (
        lines.join(places, on=PLACE)
        .join(_until(lines, demand, as_of), on=[*PLACE, "arrive_on"], how="left")
        .sort(*PLACE, *ORDER)
    )
    days = (pl.col("arrive_on") - pl.lit(as_of)).dt.total_days()
    steady = pl.col("daily_mean_qty") * days
    number = pl.int_range(pl.len()).over(PLACE)
    counted = known.with_columns(
        pl.coalesce("mean", steady).alias("wanted_qty"), number.alias("number")
    )
    found = _walked(counted)
    return counted.drop("mean", "wanted_qty", "number").with_columns(
        pl.Series(f"{name}_qty", found[:, place]) for place, name in enumerate(FOUND)
    )


def _until(lines: pl.DataFrame, demand: pl.DataFrame, as_of: dt.date) -> pl.DataFrame:
    """Return expected demand of each place up to the arrival of each of its lines."""
    days = (pl.col("arrive_on") - pl.lit(as_of)).dt.total_days()
    wanted = lines.select(*PLACE, "arrive_on", days.alias("days")).unique()
    return network.demand_over(demand, wanted).select(*PLACE, "arrive_on", "mean")


def _walked(lines: pl.DataFrame) -> Numbers:
    """Walk through the arrivals of all places at once: the first of each, and on."""
    values = _given(lines)
    numbers = lines["number"].to_numpy()
    place = np.cumsum(numbers == 0) - 1
    stock = values[numbers == 0, GIVEN.index("stock")]
    wanted = np.zeros(len(stock))
    found = np.zeros((lines.height, len(FOUND)))
    for number in range(int(numbers.max(initial=-1)) + 1):
        rows = np.flatnonzero(numbers == number)
        here = place[rows]
        coming = _Coming.of(values[rows])
        step = _step(stock[here], coming, coming.wanted - wanted[here])
        found[rows] = step
        before, surplus = step[:, 0], step[:, 2]
        stock[here] = before + coming.units - surplus
        wanted[here] = coming.wanted
    return found


def _given(lines: pl.DataFrame) -> Numbers:
    """Return what the walk needs of each line, a column per name in ``GIVEN``."""
    level = pl.col("order_up_to_qty") + pl.col("spare_qty")
    least = pl.max_horizontal("min_order_qty", "pack_qty")
    parts = {
        "stock": pl.col("stock_qty"),
        "wanted": pl.col("wanted_qty"),
        "units": pl.col("open_qty"),
        "ceiling": level + least,
        "level": level,
        "pack": pl.col("pack_qty"),
        "least": pl.col("min_order_qty"),
        "damped": pl.col("dampener_qty"),
        "is_fixed": pl.col("is_fixed"),
    }
    values: Numbers = lines.select(
        part.cast(pl.Float64).alias(name) for name, part in parts.items()
    ).to_numpy()
    return values


@dataclass(frozen=True)
class _Coming:
    """What comes next at each place, and what limits it; see ``GIVEN``."""

    wanted: Numbers
    units: Numbers
    ceiling: Numbers
    level: Numbers
    pack: Numbers
    least: Numbers
    damped: Numbers
    is_fixed: Numbers

    @classmethod
    def of(cls, values: Numbers) -> Self:
        """Take the columns apart."""
        return cls(*(values[:, GIVEN.index(name)] for name in GIVEN[1:]))


def _step(stock: Numbers, coming: _Coming, wanted: Numbers) -> Numbers:
    """Return what is there before the next arrival, what is lost, what is too much."""
    plain = stock - wanted
    before = np.maximum(plain, np.minimum(stock, 0.0))
    surplus = _surplus(before, coming)
    return np.stack([before, before - plain, surplus], axis=1)


def _surplus(before: Numbers, coming: _Coming) -> Numbers:
    """Return what of an arrival is too much and can be taken back.

    Whole packs, never so many that less than the least order is left: then it is that
    or all of it. Fewer units than the dampener are left alone.
    """
    above = before + coming.units
    pack = np.maximum(coming.pack, 1e-3)
    packs = np.floor((above - coming.level) / pack + 1e-9) * pack
    kept = np.maximum(coming.units - packs, np.minimum(coming.least, coming.units))
    part = coming.units - kept
    is_all = before >= coming.level
    cut = np.where(is_all, coming.units, part)
    counts = (above > coming.ceiling) & (cut >= coming.damped) & (coming.is_fixed == 0)
    surplus: Numbers = np.where(counts, np.clip(cut, 0, None), 0.0)
    return surplus
