"""Suggestions that stand from one day to the next while they still do their work.

An order between the reorder point and the order-up-to level is as good as any other
there: the level differs from the point by what an order cycle sells, for economy, not
for service. A suggestion that lifts the position to between the two is left as it is,
so that planners do not meet other numbers each morning (nervousness: Blackburn, Kropp
& Millen 1986, Management Science 32, 413-429).
"""

import datetime as dt
from collections.abc import Mapping

import polars as pl

from models import tables
from models.tables.columns import QTY

PLACE = ["sku", "location_id"]
NEEDED = ("scope", "suggestions", "reorder_points", "supply_sources")
"""Tables of the plan before that today's lines are held against."""

LATER_STEPS = ("group", "price_break", "ahead", "top_up", "budget")
"""What fills an order; it is made anew each day."""

SAID = (
    *("policy", "service_target_kind", "service_target_rate", "order_cycle_days"),
    "supplier_id",
)
"""What a person or a supplier says: where it differs, so may the suggestion."""

COMPUTED = ("s_S", "order_up_to")
"""Policies whose levels are computed; what a planner sets is followed to the unit."""

LASTING_DAYS = 7
"""A plan older than this is no reason to leave anything as it was."""


def plan_before(before: Mapping[str, pl.LazyFrame], as_of: dt.date) -> pl.DataFrame:
    """Return what the last plan suggested of each item-location, and on which terms.

    Without what filled its orders (minimums of groups, price breaks, buying ahead,
    top-up, budgets). Needs that were split into several orders are left out, and so is
    a plan of more than a week ago.
    """
    empty = tables.TABLES["plan_before"].create_empty()
    if not before:
        return empty
    made_on: dt.date = before["scope"].collect()["as_of"].item()
    if made_on < as_of - dt.timedelta(days=LASTING_DAYS):
        return empty
    filled = pl.sum_horizontal(f"{step}_qty" for step in LATER_STEPS)
    lines = (
        before["suggestions"]
        .filter(pl.len().over(PLACE) == 1)
        .select(
            *(*PLACE, "position_qty"),
            (pl.col("suggested_qty") - filled).cast(QTY).alias("line_qty"),
        )
        .filter(pl.col("line_qty") > 0)
    )
    terms = before["supply_sources"].with_columns(
        pl.col("pack_qty").alias("order_pack_qty")
    )
    known = lines.join(before["reorder_points"], on=PLACE).join(terms, on=PLACE)
    return (
        known.with_columns(made_on=pl.lit(made_on))
        .select(tables.column_names("plan_before"))
        .sort(PLACE)
        .collect()
    )


def with_steady_quantity(due: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """Leave each line as it was while it still lifts the position to where it should.

    ``due`` holds sized lines with ``suggested_qty``, position, levels and terms. A line
    stands when the fresh quantity differs from it by no more than the order-up-to level
    does from the reorder point, or by a pack; when nothing came in meanwhile, and
    nothing stands in for buying; when its levels are computed, nobody changed a
    parameter or the terms, and it is within its minimum and maximum. ``steady_qty`` is
    what that changes.
    """
    said = [*SAID, "order_pack_qty"]
    old = before.select(
        *PLACE,
        "line_qty",
        pl.col("position_qty").alias("position_qty_before"),
        *(pl.col(name).alias(f"{name}_before") for name in said),
    )
    apart = (pl.col("line_qty") - pl.col("suggested_qty")).cast(pl.Float64)
    band = pl.max_horizontal(
        (pl.col("order_up_to_qty") - pl.col("reorder_point_qty")).cast(pl.Float64),
        pl.col("order_pack_qty").cast(pl.Float64),
    )
    most = pl.when(pl.col("max_order_qty") > 0).then("max_order_qty")
    stands = pl.all_horizontal(
        pl.col("policy").is_in(COMPUTED),
        apart.abs() <= band,
        pl.col("position_qty") <= pl.col("position_qty_before"),
        pl.len().over(PLACE) == 1,
        pl.col("instead_qty") == 0,
        pl.col("line_qty") >= pl.col("min_order_qty"),
        (pl.col("line_qty") <= most).fill_null(value=True),
        *(pl.col(name).eq_missing(pl.col(f"{name}_before")) for name in said),
    ).fill_null(value=False)
    steady = pl.when(stands).then(pl.col("line_qty") - pl.col("suggested_qty"))
    return (
        due.join(old, on=PLACE, how="left", maintain_order="left")
        .with_columns(steady.fill_null(0).cast(QTY).alias("steady_qty"))
        .with_columns((pl.col("suggested_qty") + pl.col("steady_qty")).cast(QTY))
        .drop("line_qty", "^.*_before$")
    )
