"""Minimums that several items share: those of one style, one colour, one mould."""

import numpy as np
import polars as pl

from models.planning.earnings import fill
from models.planning.filling import (
    ORDER,
    PLACE,
    Outlook,
    numbers,
    packs,
    stakes,
    whole,
    with_added,
)

GROUP = [*ORDER, "min_order_group"]
NO_BOUND = 1e6
"""Units of a line at most, so that a minimum that must be met is met."""


def with_group_minimums(lines: pl.DataFrame, outlook: Outlook) -> pl.DataFrame:
    """Raise each group that is ordered to its minimum: ``group_qty``.

    The units come from the items of the group that earn most, or lose least, whether
    they are due or not, as a minimum of one line raises that line. A group of which
    nothing is due is not ordered.
    """
    asked = _short_groups(lines)
    ordered = pl.col("suggested_qty").cast(pl.Float64)
    reached = pl.col("standing_qty").cast(pl.Float64) + ordered
    horizon = pl.col("protection_days") + pl.col("order_cycle_days")
    by_group = asked.unique("group_no", maintain_order=True)
    least = pl.max_horizontal(pl.col("order_pack_qty").cast(pl.Float64), 0.001)
    added = fill(
        stakes(asked, reached, outlook.quantiles(asked, horizon)),
        packs(asked, least, pl.lit(NO_BOUND)),
        whole(asked, pl.col("group_no")),
        np.ones((asked.height, 1)),
        numbers(by_group, pl.col("lacks_qty")).reshape(-1, 1),
        np.zeros(by_group.height, np.int64),
        -np.inf,
    )
    found = asked.with_columns(packs=pl.Series(added, dtype=pl.Int64))
    return with_added(lines, found, "group_qty")


def _short_groups(lines: pl.DataFrame) -> pl.DataFrame:
    """Return all items of the groups that are ordered below their minimum."""
    total = pl.col("suggested_qty").cast(pl.Float64).sum().over(GROUP)
    least = pl.col("group_minimum_qty").cast(pl.Float64).max().over(GROUP)
    return (
        lines.filter(pl.col("min_order_group").is_not_null())
        .with_columns(lacks_qty=least - total)
        .filter(total > 0, pl.col("lacks_qty") > 0)
        .sort(*GROUP, *PLACE)
        .with_columns(group_no=pl.struct(GROUP).rle_id().cast(pl.Int64))
    )
