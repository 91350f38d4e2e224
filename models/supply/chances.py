"""Chances to order and arrivals, in the calendars of who sends and who receives."""

import datetime as dt
from collections.abc import Sequence

import polars as pl

from models import calendars as closing

AHEAD_DAYS = 56
"""A closure is announced so many days before it starts."""

LONGEST_DAYS = 3650


def with_chances(
    sources: pl.DataFrame, calendars: pl.DataFrame, as_of: dt.date
) -> pl.DataFrame:
    """Add the next two chances to order, their arrivals and the protection interval.

    ``sources`` holds ``sender_id``, ``location_id``, ``week_mask``, ``step_days``
    (the least between two chances) and ``lead_time_days``. Closures of either side are
    no chances and pause the clock: the interval ends with the first arrival after them.
    """
    parties = [sources["sender_id"], sources["location_id"]]
    masks, days = sources["week_mask"], sources["lead_time_days"].ceil()
    tomorrow = pl.Series([as_of + dt.timedelta(days=1)]).new_from_index(
        0, sources.height
    )
    first = closing.chance_days(calendars, tomorrow, masks, parties)
    later = sources.select(
        pl.lit(first) + pl.duration(days=pl.col("step_days"))
    ).to_series()
    second = closing.chance_days(calendars, later, masks, parties)
    arrives = closing.arrival_days(calendars, first, days, parties)
    arrives_next = closing.arrival_days(calendars, second, days, parties)
    return sources.with_columns(
        first.alias("order_on"),
        second.alias("next_order_on"),
        arrives.alias("arrive_on"),
        arrives_next.alias("next_arrive_on"),
        (pl.lit(arrives_next) - pl.lit(as_of))
        .dt.total_days()
        .clip(1, LONGEST_DAYS)
        .alias("protection_days"),
    )


def with_closures(
    sources: pl.DataFrame, calendars: pl.DataFrame, as_of: dt.date
) -> pl.DataFrame:
    """Add the closure that stretches the interval, and the last chance before it."""
    found = closing.closures(calendars, as_of, AHEAD_DAYS)
    named = found.select(
        "party_id",
        "starts_on",
        pl.format("{}: {} - {}", "party_id", "starts_on", "ends_on").alias("closure"),
    )
    known = sources.join(
        named, left_on="sender_id", right_on="party_id", how="left"
    ).join(
        named, left_on="location_id", right_on="party_id", how="left", suffix="_here"
    )
    closed = known.with_columns(
        pl.coalesce("closure", "closure_here").alias("closure"),
        pl.coalesce("starts_on", "starts_on_here").alias("starts_on"),
    )
    parties = [closed["sender_id"], closed["location_id"]]
    return _with_last_chance(closed, calendars, parties, as_of)


def _with_last_chance(
    closed: pl.DataFrame,
    calendars: pl.DataFrame,
    parties: Sequence[pl.Series],
    as_of: dt.date,
) -> pl.DataFrame:
    """Add the last chance to order before the closure, if one is left."""
    before = closed.select(
        pl.col("starts_on").fill_null(as_of) - pl.duration(days=1)
    ).to_series()
    last = closing.chance_days(
        calendars, before, closed["week_mask"], parties, latest=True
    )
    is_left = pl.col("starts_on").is_not_null() & (pl.lit(last) > as_of)
    return closed.with_columns(
        pl.when(is_left).then(pl.lit(last)).alias("last_order_on")
    )
