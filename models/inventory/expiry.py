"""What expires before it is used.

Goods leave first expired, first out: what is promised at once, the rest at the mean
daily demand. Units that expire by a day beyond what is used by then are lost; of all
days the largest such number counts, for what one day loses no later day uses.
"""

import datetime as dt

import polars as pl

from models import exact

PLACE = ["sku", "location_id"]
EXPIRING_DAYS = 30
"""Without demand, what expires within these days is not used any more."""

LEVELS_OF_PLACES = 3
"""A store, its hub, the hub's warehouse."""

UNIT = 1000


def daily_use(item_classes: pl.DataFrame, locations: pl.DataFrame) -> pl.DataFrame:
    """Return mean units a day that leave a place: what it sells, and those it serves.

    Goods of a place that replenishes others are used by all of them.
    """
    above = locations.filter(pl.col("gone_at").is_null()).select(
        "location_id", above_id="replenished_from"
    )
    reached = [item_classes.select(*PLACE, "daily_qty")]
    for _ in range(LEVELS_OF_PLACES):
        higher = reached[-1].join(above, on="location_id").drop_nulls("above_id")
        reached.append(higher.select("sku", "daily_qty", location_id="above_id"))
    return (
        pl.concat(reached, how="diagonal")
        .group_by(PLACE)
        .agg(pl.col("daily_qty").sort().sum())
    )


def free_lots(stock_lots: pl.DataFrame, stock_holds: pl.DataFrame) -> pl.DataFrame:
    """Return lots with what no hold names, and what holds without a lot take away.

    ``free_qty`` is what is left of a lot beside the holds that name it. Holds without a
    lot (``loose_qty``, of the place) hold what expires first, expired goods before all.
    """
    holds = stock_holds.filter(
        pl.col("released_at").is_null() & pl.col("gone_at").is_null()
    ).select(*PLACE, "qty", lot=pl.col("lot").fill_null(""))
    named = (
        holds.filter(pl.col("lot") != "")
        .group_by(*PLACE, "lot")
        .agg(named_qty=pl.col("qty").sum())
    )
    loose = (
        holds.filter(pl.col("lot") == "")
        .group_by(PLACE)
        .agg(loose_qty=pl.col("qty").sum())
    )
    free = pl.col("qty") - pl.col("named_qty").fill_null(0)
    return (
        stock_lots.join(named, on=[*PLACE, "lot"], how="left")
        .join(loose, on=PLACE, how="left")
        .with_columns(
            free_qty=exact.qty(pl.max_horizontal(free, exact.no_units())),
            loose_qty=exact.qty(pl.col("loose_qty").fill_null(0)),
        )
        .drop("named_qty")
        .sort(*PLACE, "take_no")
    )


def expired(free: pl.DataFrame) -> pl.DataFrame:
    """Return expired units of each item-location that no hold is about."""
    gone = pl.col("free_qty").filter("is_expired").sum() - pl.col("loose_qty").first()
    return free.group_by(PLACE).agg(expired_qty=exact.qty(gone.clip(0)))


def usable_lots(free: pl.DataFrame, available: pl.DataFrame) -> pl.DataFrame:
    """Return the lots that can be used, and how many of the first are spoken for.

    ``first_qty`` is what is free of all of them beyond what is available: reserved for
    open orders, or held without a lot.
    """
    spoken_for = pl.col("free_qty").sum().over(PLACE) - pl.col("available_qty")
    return (
        free.filter(~pl.col("is_expired"))
        .join(
            available.select(*PLACE, "available_qty"), on=PLACE, maintain_order="left"
        )
        .with_columns(first_qty=exact.qty(spoken_for.clip(0)))
        .drop("available_qty")
    )


def unused(usable: pl.DataFrame, use: pl.DataFrame, as_of: dt.date) -> pl.DataFrame:
    """Add to each lot what of it expires before it is used (``unused_qty``).

    Use is counted in whole units, begun ones too, so that whole units stay whole.
    """
    daily = pl.col("daily_qty").fill_null(0)
    days = (pl.col("expires_on") - pl.lit(as_of)).dt.total_days()
    used = exact.to_scaled("first_qty") + UNIT * (daily * days - 1e-9).ceil().clip(0)
    matters = (daily > 0) | (days <= EXPIRING_DAYS)
    so_far = exact.to_scaled("free_qty").cum_sum().over(PLACE)
    lost = pl.when(matters).then(so_far - used.cast(pl.Int64)).fill_null(0).clip(0)
    return (
        usable.join(use, on=PLACE, how="left", maintain_order="left")
        .sort(*PLACE, "take_no")
        .with_columns(lost=lost.cum_max().over(PLACE))
        .with_columns(
            unused_qty=exact.from_scaled(
                pl.col("lost") - pl.col("lost").shift(1, fill_value=0).over(PLACE)
            )
        )
        .drop("daily_qty", "lost")
    )
