"""Lead times that drift: a supplier that gets slower or faster, told from chance.

Of hundreds of items some look as if they drifted by chance alone; the test here keeps
the share of false alarms among those it names.
"""

from collections.abc import Sequence

import numba
import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.special import ndtr

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Starts = npt.NDArray[np.int64]

LAST = 30
"""Orders that a lead time and its trend rest on: older ones say little of today."""

LEAST = 8
"""Orders from which a trend is tested at all."""

RECENT = 5
"""Orders that make up the recent lead time."""

FALSE_ALARMS = 0.05
"""Share of false alarms among the lead times said to drift."""

DAYS_A_YEAR = 365


def latest(seen: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Return the deliveries and overdue orders of each group's last 30 orders."""
    age = pl.struct("ordered_on", "po_id").rank("dense", descending=True).over(by)
    return seen.filter(age <= LAST)


def drifts(seen: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Return recent days, trend and whether it is one, per group of ``by``.

    ``seen`` has a row per delivery or overdue order: ``po_id``, ``ordered_on``,
    ``days`` and ``is_event`` (false: still running). Several deliveries of one order
    count as one, their mean. ``trend_days_a_year`` is the median slope between orders
    (Sen 1968, J. Am. Stat. Assoc. 63, 1379-1389); ``trend_chance_rate`` the chance of
    such a trend where there is none (Mann 1945, Econometrica 13, 245-259; a pair of
    which one still runs counts where its order is certain, Gehan 1965, Biometrika 52).
    Drifting are those that Benjamini and Hochberg (1995, J. R. Stat. Soc. B 57,
    289-300) let pass: of these at most 5 % are expected to be chance.
    """
    orders = (
        seen.group_by(*by, "po_id", "ordered_on", "is_event")
        .agg(pl.col("days").mean().cast(pl.Float64))
        .sort(*by, "ordered_on", "po_id", "is_event")
    )
    sizes = orders.group_by(by, maintain_order=True).agg(
        pl.len().alias("orders"), _recent()
    )
    starts = np.concatenate([[0], np.cumsum(sizes["orders"].to_numpy())])
    scores, slopes = _trends(
        orders["ordered_on"].cast(pl.Int32).cast(pl.Float64).to_numpy(),
        orders["days"].to_numpy(),
        orders["is_event"].to_numpy(),
        starts.astype(np.int64),
    )
    tested = sizes.with_columns(
        pl.Series("trend_days_a_year", slopes * DAYS_A_YEAR),
        pl.Series("trend_chance_rate", _chances(scores, np.diff(starts))),
    ).with_columns(pl.col("trend_days_a_year", "trend_chance_rate").fill_nan(None))
    return tested.with_columns(is_drifting=_passes()).drop("orders")


def _recent() -> pl.Expr:
    """Return the median of the last five orders that have come."""
    came = pl.col("days").filter(pl.col("is_event"))
    return came.tail(RECENT).median().alias("recent_days")


def _chances(scores: Floats, orders: npt.NDArray[np.int64]) -> Floats:
    """Return the chance of a score as large where there is no trend, both ways.

    Its variance is n(n - 1)(2n + 5) ÷ 18; ties and running orders only make it less.
    """
    count = orders.astype(np.float64)
    spread = np.sqrt(count * (count - 1) * (2 * count + 5) / 18)
    with np.errstate(divide="ignore", invalid="ignore"):
        height = np.maximum(np.abs(scores) - 1, 0) / spread
    chance: Floats = np.where(orders >= LEAST, 2 * ndtr(-height), np.nan)
    return chance


def _passes() -> pl.Expr:
    """Say which chances are small enough together (Benjamini and Hochberg)."""
    chance = pl.col("trend_chance_rate")
    rank, tested = chance.rank("max"), chance.count()
    fits = chance <= FALSE_ALARMS * rank / tested
    limit = chance.filter(fits.fill_null(value=False)).max()
    return (chance <= limit).fill_null(value=False)


@numba.njit(cache=True)
def _trends(
    ordered: Floats, days: Floats, is_event: Flags, starts: Starts
) -> tuple[Floats, Floats]:
    """Return the Mann-Kendall score and the median slope of each group."""
    groups = len(starts) - 1
    scores, slopes = np.zeros(groups), np.full(groups, np.nan)
    for group in range(groups):
        first, end = starts[group], starts[group + 1]
        found = np.empty((end - first) * (end - first - 1) // 2)
        known = 0
        for later in range(first, end):
            for earlier in range(first, later):
                if ordered[later] == ordered[earlier]:
                    continue
                rise = days[later] - days[earlier]
                if is_event[later] and is_event[earlier]:
                    found[known] = rise / (ordered[later] - ordered[earlier])
                    known += 1
                if (rise > 0 and is_event[earlier]) or (rise < 0 and is_event[later]):
                    scores[group] += np.sign(rise)
        if known:
            slopes[group] = np.median(found[:known])
    return scores, slopes
