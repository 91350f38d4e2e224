"""Filling an order up to its supplier's minimum, or to a whole container.

When one item triggers, the others of its supplier may be bought with it. Each unit is
worth what it earns until the order after this one could arrive: that is the protection
interval and the days that the minimum lasts the whole line (Epicor Eclipse's order
cycle: the vendor's target over the demand of the line). Dead stock is never bought: a
unit must earn more than it costs to hold, and last no longer than ``room_qty`` allows.
"""

import numpy as np
import polars as pl

from models.planning.earnings import NO_LIMIT, Packs, Stakes, fill, spend
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
from models.planning.order_totals import (
    CONTAINER,
    MINIMUMS,
    containers,
    short,
    some,
    totals,
)
from models.planning.quantiles import Numbers
from models.tables.columns import QTY

UNIT_USES = {
    "order_amount": pl.col("unit_cost").cast(pl.Float64),
    "units": pl.lit(1.0),
    "weight_kg": pl.col("weight_kg"),
    "volume_m3": pl.col("volume_m3"),
}
"""What one unit adds to each total of an order."""
FULL_RATE = 0.9
"""A container is worth filling if it gets at least this full."""
ROUNDING = 1e-6


def with_top_up(
    lines: pl.DataFrame, suppliers: pl.DataFrame, outlook: Outlook
) -> pl.DataFrame:
    """Fill orders to their supplier's minimum, then to whole containers: top_up_qty.

    An order whose minimum cannot be reached with units that earn something stays as it
    is and is shown short. A container that has been begun is filled with units that
    earn something within ``top_up_days`` beyond their order-up-to level, if it gets at
    least nine tenths full.
    """
    filled = _to_minimum(lines, suppliers, outlook)
    loaded = _to_container(filled, suppliers, outlook)
    both = (pl.col("_minimum_qty") + pl.col("_container_qty")).cast(QTY)
    return loaded.with_columns(top_up_qty=both).drop("_minimum_qty", "_container_qty")


def _to_minimum(
    lines: pl.DataFrame, suppliers: pl.DataFrame, outlook: Outlook
) -> pl.DataFrame:
    """Fill the orders that are below a minimum."""
    orders = _short_orders(lines, suppliers)
    asked = _fillers(lines, orders).with_columns(line_days=_line_days())
    by_order = asked.unique("order_no", maintain_order=True)
    horizon = pl.max_horizontal(
        pl.min_horizontal(
            pl.col("protection_days") + pl.col("line_days"), "most_cover_days"
        ),
        "protection_days",
    )
    stake, pack = _bought(asked, outlook, horizon, pl.col("room_qty"))
    added = fill(
        stake,
        pack,
        whole(asked, pl.col("order_no")),
        _columns(asked, [UNIT_USES[total] for total in MINIMUMS.values()]),
        _columns(by_order, [pl.col(f"lacks_{total}") for total in MINIMUMS.values()]),
        whole(by_order, pl.col("measure")),
        0.0,
    )
    found = asked.with_columns(packs=pl.Series(added, dtype=pl.Int64))
    return with_added(lines, found, "_minimum_qty")


def _short_orders(lines: pl.DataFrame, suppliers: pl.DataFrame) -> pl.DataFrame:
    """Return the orders below a minimum: what they lack, and of what the most.

    ``measure`` numbers the minimum of which the largest share is lacking.
    """
    lacks = {total: f"lacks_{total}" for total in MINIMUMS.values()}
    shares = [
        (pl.col(lacks[total]) / some(minimum).cast(pl.Float64)).fill_null(0.0)
        for minimum, total in MINIMUMS.items()
    ]
    return (
        totals(lines)
        .join(suppliers.select("supplier_id", *MINIMUMS), on="supplier_id")
        .with_columns(
            short(minimum, total).cast(pl.Float64).alias(lacks[total])
            for minimum, total in MINIMUMS.items()
        )
        .filter(pl.max_horizontal(lacks.values()) > ROUNDING)
        .with_columns(measure=pl.concat_list(shares).list.arg_max().cast(pl.Int64))
        .select(
            *ORDER,
            *lacks.values(),
            *(pl.col(name).alias(f"least_{total}") for name, total in MINIMUMS.items()),
            "measure",
        )
    )


def _fillers(lines: pl.DataFrame, orders: pl.DataFrame) -> pl.DataFrame:
    """Return the lines that may fill ``orders``, numbered by order (``order_no``).

    Dead stock has no demand or no margin. Items that share a minimum fill only where
    their group is ordered.
    """
    group = [*ORDER, "min_order_group"]
    is_open = pl.col("min_order_group").is_null() | (
        pl.col("suggested_qty").sum().over(group) > 0
    )
    return (
        lines.filter(
            is_open,
            pl.col("policy") != "lot_for_lot",
            pl.col("daily_mean_qty") > 0,
            pl.col("margin_amount") > 0,
        )
        .join(orders, on=ORDER)
        .pipe(_numbered)
    )


def _line_days() -> pl.Expr:
    """Return how long the minimums that an order lacks last all its lines together."""
    lasts = []
    for total in MINIMUMS.values():
        use = (UNIT_USES[total] * pl.col("daily_mean_qty")).sum().over(ORDER)
        days = pl.col(f"least_{total}").cast(pl.Float64) / use.clip(ROUNDING)
        lasts.append(pl.when(pl.col(f"lacks_{total}") > 0).then(days))
    return pl.max_horizontal(lasts).clip(0, 3650)


def _numbered(lines: pl.DataFrame) -> pl.DataFrame:
    """Sort lines by order and number their orders from 0."""
    return lines.sort(*ORDER, *PLACE).with_columns(
        order_no=pl.struct(ORDER).rle_id().cast(pl.Int64)
    )


def _bought(
    asked: pl.DataFrame, outlook: Outlook, horizon: pl.Expr, room: pl.Expr
) -> tuple[Stakes, Packs]:
    """Return what further units of each line earn, and their portions to ``room``."""
    ordered = pl.col("suggested_qty").cast(pl.Float64)
    reached = pl.col("standing_qty").cast(pl.Float64) + ordered
    least = pl.when(ordered > 0).then(0.0).otherwise(pl.col("min_order_qty"))
    return (
        stakes(asked, reached, outlook.quantiles(asked, horizon)),
        packs(asked, least, (room - ordered).clip(0)),
    )


def _to_container(
    lines: pl.DataFrame, suppliers: pl.DataFrame, outlook: Outlook
) -> pl.DataFrame:
    """Fill the containers that orders have begun."""
    asked = _fillers_of_containers(lines, suppliers)
    by_order = asked.unique("order_no", maintain_order=True)
    level = pl.col("order_up_to_qty").cast(pl.Float64)
    beyond = level + pl.col("daily_mean_qty") * pl.col("top_up_days")
    room = pl.min_horizontal(
        "room_qty", beyond - pl.col("standing_qty").cast(pl.Float64)
    )
    horizon = pl.col("protection_days") + pl.col("top_up_days")
    stake, pack = _bought(asked, outlook, horizon, room)
    numbers_of = [
        pl.when(pl.col(limit) > 0)
        .then(pl.col("order_no") * len(CONTAINER) + kind)
        .otherwise(NO_LIMIT)
        for kind, limit in enumerate(CONTAINER)
    ]
    added, *_ = spend(
        stake,
        pack,
        _columns(asked, [UNIT_USES[total] for total in CONTAINER.values()]),
        _columns(asked, numbers_of).astype(int),
        _columns(
            by_order, [pl.col(f"left_{total}") for total in CONTAINER.values()]
        ).reshape(-1),
        0.0,
    )
    found = _worth_filling(asked.with_columns(packs=pl.Series(added, dtype=pl.Int64)))
    return with_added(lines, found, "_container_qty")


def _fillers_of_containers(
    lines: pl.DataFrame, suppliers: pl.DataFrame
) -> pl.DataFrame:
    """Return the lines that may fill a container, and what is left in it."""
    terms = suppliers.select("supplier_id", *CONTAINER)
    begun = (
        totals(lines).join(terms, on="supplier_id").with_columns(filled=containers())
    )
    whole_ones = pl.col("filled").ceil()
    orders = begun.filter(pl.col("filled") > 0).select(
        *ORDER,
        *CONTAINER,
        "filled",
        *(
            (some(limit) * whole_ones - pl.col(total).fill_null(0.0))
            .fill_null(0.0)
            .alias(f"left_{total}")
            for limit, total in CONTAINER.items()
        ),
    )
    uses = pl.any_horizontal(
        (pl.col(limit) > 0) & (UNIT_USES[total] > 0)
        for limit, total in CONTAINER.items()
    )
    return _fillers(lines, orders).filter(uses.fill_null(value=False)).pipe(_numbered)


def _worth_filling(found: pl.DataFrame) -> pl.DataFrame:
    """Return what is added to the containers that get full enough."""
    units = pl.col("packs") * pl.col("order_pack_qty").cast(pl.Float64)
    gained = pl.max_horizontal(
        pl.col("filled") + (units * UNIT_USES[total]).sum().over(ORDER) / some(limit)
        for limit, total in CONTAINER.items()
    )
    return found.filter(gained >= FULL_RATE * pl.col("filled").ceil())


def _columns(lines: pl.DataFrame, values: list[pl.Expr]) -> Numbers:
    """Return one column per value, a row per line."""
    return np.column_stack([numbers(lines, value) for value in values])
