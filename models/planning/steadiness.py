"""Suggestions that stand from one day to the next while they still do their work.

An order between the reorder point and the order-up-to level is as good as any other
there: the level differs from the point by what an order cycle sells, for economy, not
for service. Levels themselves are estimates that move with each day's sales; near the
best level cost hardly changes with it. So a suggestion that lifts the position to
between the two, or misses them by no more than estimates do, is left as it is, and
planners do not meet other numbers each morning (nervousness: Blackburn, Kropp & Millen
1986, Management Science 32, 413-429).
"""

import datetime as dt
from collections.abc import Mapping

import polars as pl

from models import tables
from models.planning.said import SAID, as_said
from models.tables.columns import QTY

PLACE = ["sku", "location_id"]
NEEDED = ("scope", "suggestions", "reorder_points", "supply_sources")
"""Tables of the plan before that today's lines are held against."""

LATER_STEPS = ("group", "price_break", "ahead", "top_up", "budget")
"""What fills an order; it is made anew each day."""

TERMS = ("supplier_id", "order_pack_qty")
"""What a supplier says: where it differs, so may the suggestion."""

COMPUTED = ("s_S", "order_up_to")
"""Policies whose levels are computed; what a planner sets is followed to the unit."""

ERROR_SHARE = 0.15
"""By which share of the order-up-to level two days' estimates of it may differ and both
be as good."""

ROUNDED_QTY = 1
"""Points of estimates that hardly differ may be so far apart when rounded."""

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
            "price_break_qty",
        )
        .filter(pl.col("line_qty") > 0)
    )
    terms = before["supply_sources"].with_columns(
        pl.col("pack_qty").alias("order_pack_qty")
    )
    levels = before["reorder_points"].with_columns(as_said())
    known = lines.join(levels, on=PLACE).join(terms, on=PLACE)
    return (
        known.with_columns(
            made_on=pl.lit(made_on),
            bought_qty=(pl.col("line_qty") + pl.col("price_break_qty")).cast(QTY),
        )
        .select(tables.column_names("plan_before"))
        .sort(PLACE)
        .collect()
    )


def with_line_before(lines: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """Add the line of the plan before, where it may stand, and whether it lasts.

    ``lines`` hold position, levels and terms. A line may stand (``line_qty``, else
    empty; ``bought_qty`` with what a price break added) when less than half of it came
    in meanwhile and nothing stands in for buying, when its levels are computed, nobody
    changed a parameter or the terms, and it is within its minimum and maximum. It lasts
    (``lasts``) where it is no longer due by itself, but above its reorder point by no
    more than half of what estimates of it differ by.
    """
    names = [*SAID, *TERMS]
    old = before.select(
        *PLACE,
        *("line_qty", "bought_qty"),
        pl.col("position_qty").alias("position_qty_before"),
        *(pl.col(name).alias(f"{name}_before") for name in names),
    )
    now = lines.with_columns(
        each.alias(f"{name}_now") for name, each in zip(SAID, as_said(), strict=True)
    )
    most = pl.when(pl.col("max_order_qty") > 0).then("max_order_qty")
    may = pl.all_horizontal(
        pl.col("policy").is_in(COMPUTED),
        2 * (pl.col("position_qty") - pl.col("position_qty_before"))
        < pl.col("line_qty"),
        pl.col("instead_qty") == 0,
        pl.col("line_qty") >= pl.col("min_order_qty"),
        (pl.col("line_qty") <= most).fill_null(value=True),
        *(pl.col(f"{name}_now").eq_missing(pl.col(f"{name}_before")) for name in SAID),
        *(pl.col(name).eq_missing(pl.col(f"{name}_before")) for name in TERMS),
    ).fill_null(value=False)
    above = (pl.col("position_qty") - pl.col("reorder_point_qty")).cast(pl.Float64)
    hardly = pl.max_horizontal(_error() / 2, ROUNDED_QTY)
    lasts = ~pl.col("is_due") & may & (above <= hardly) & _is_as_good("need_qty")
    return (
        now.join(old, on=PLACE, how="left", maintain_order="left")
        .with_columns(
            *(
                pl.when(may).then(name).alias(name)
                for name in ("line_qty", "bought_qty")
            ),
            lasts.fill_null(value=False).alias("lasts"),
        )
        .drop("^.*_before$", "^.*_now$")
    )


def with_steady_quantity(lines: pl.DataFrame) -> pl.DataFrame:
    """Leave each line as it was while it still lifts the position to where it should.

    ``lines`` hold sized lines with ``suggested_qty`` and what ``with_line_before``
    adds. A line stands when the fresh quantity differs from it by no more than the
    order-up-to level does from the reorder point, or by a pack, or by what two
    estimates of the level may differ by. ``steady_qty`` is what that changes.
    """
    is_one = pl.len().over(PLACE) == 1
    stands = pl.col("is_due") & is_one & _is_as_good("suggested_qty")
    kept = pl.when(stands | pl.col("lasts")).then(
        pl.col("line_qty") - pl.col("suggested_qty")
    )
    return lines.with_columns(
        kept.fill_null(0).cast(QTY).alias("steady_qty")
    ).with_columns((pl.col("suggested_qty") + pl.col("steady_qty")).cast(QTY))


def _error() -> pl.Expr:
    """Return by how much two estimates of a level may differ, in units."""
    return ERROR_SHARE * pl.col("order_up_to_qty").cast(pl.Float64)


def _is_as_good(fresh: str) -> pl.Expr:
    """Tell whether the line before is as good as the ``fresh`` quantity.

    Of what is needed it may be a pack more or less as well.
    """
    line, pack = pl.col("line_qty"), pl.col("order_pack_qty").cast(pl.Float64)
    cycle = (pl.col("order_up_to_qty") - pl.col("reorder_point_qty")).cast(pl.Float64)
    apart = pl.min_horizontal(
        (line - pl.col(fresh)).cast(pl.Float64).abs(),
        (line - pl.col("need_qty")).cast(pl.Float64).abs() - pack,
    )
    band = pl.max_horizontal(cycle, pack, _error())
    return (line.is_not_null() & (apart <= band)).fill_null(value=False)
