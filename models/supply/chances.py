"""Chances to order and arrivals, in the calendars of who sends and who receives."""

import datetime as dt

import polars as pl

from models import calendars as closing

AHEAD_DAYS = 56
"""A closure is announced so many days before goods that are to precede it leave."""

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
    """Add the closure that stretches the interval, and the last chances before it.

    ``last_order_on`` is the last chance before it starts, and ``order_before_on`` the
    last one whose goods are there by then: those of the chance after it wait until the
    closure is over. From ``bridge_from_on`` to ``bridge_until_on``, their arrivals,
    stock must last. A closure is announced 56 days before goods must be on their way.
    """
    lead = pl.col("lead_time_days").ceil().cast(pl.Int64)
    longest = int(sources.select(lead.max().fill_null(0)).item())
    found = closing.closures(calendars, as_of, AHEAD_DAYS + longest)
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
    starts = pl.coalesce("starts_on", "starts_on_here")
    is_near = starts <= as_of + pl.duration(days=lead + AHEAD_DAYS)
    closed = known.with_columns(
        pl.when(is_near).then(pl.coalesce("closure", "closure_here")).alias("closure"),
        pl.when(is_near).then(starts).alias("starts_on"),
    )
    return _with_last_chances(closed, calendars, as_of)


def _with_last_chances(
    closed: pl.DataFrame, calendars: pl.DataFrame, as_of: dt.date
) -> pl.DataFrame:
    """Add the last chances before the closure, if any are left, and what they span."""
    parties = [closed["sender_id"], closed["location_id"]]
    masks, days = closed["week_mask"], closed["lead_time_days"].ceil()
    daily = pl.Series([closing.EVERY_DAY]).new_from_index(0, closed.height)
    before = closed.select(
        pl.col("starts_on").fill_null(as_of) - pl.duration(days=1)
    ).to_series()
    last = closing.chance_days(calendars, before, masks, parties, latest=True)
    open_before = closing.chance_days(calendars, before, daily, parties, latest=True)
    sent = closing.arrival_days(calendars, open_before, -days, parties)
    timely = closing.chance_days(calendars, sent, masks, parties, latest=True)
    later = closed.select(
        pl.lit(timely) + pl.duration(days=pl.col("step_days"))
    ).to_series()
    following = closing.chance_days(calendars, later, masks, parties)
    is_ahead = pl.col("starts_on").is_not_null()
    spans = {
        "order_before_on": timely,
        "bridge_from_on": closing.arrival_days(calendars, timely, days, parties),
        "bridge_until_on": closing.arrival_days(calendars, following, days, parties),
    }
    return closed.with_columns(
        pl.when(is_ahead & (pl.lit(last) > as_of))
        .then(pl.lit(last))
        .alias("last_order_on"),
        *(
            pl.when(is_ahead & (pl.lit(timely) > as_of)).then(pl.lit(day)).alias(name)
            for name, day in spans.items()
        ),
    )
