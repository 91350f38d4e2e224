"""The last complete business day of each channel."""

import datetime as dt
from collections.abc import Iterable

import polars as pl

from models.company import Company
from models.staging import watermarks
from tests.factories import frame

END = dt.date(2026, 3, 29)
"""A Sunday."""


def days(
    channel: str = "web", *, lines: int = 40, until: dt.date = END, weeks: int = 10
) -> pl.DataFrame:
    """Return a channel that sells as much on every day, from nine to five."""
    on = [until - dt.timedelta(days=back) for back in range(weeks * 7)]
    rows = [
        (channel, day, minute, lines // 8)
        for day in on
        for minute in range(540, 1020, 60)
    ]
    return table(rows)


def table(rows: Iterable[tuple[str, dt.date, int, int]]) -> pl.DataFrame:
    names = {"channel": pl.String, "on": pl.Date, "minute": pl.Int16, "lines": pl.Int64}
    return pl.DataFrame(list(rows), schema=names, orient="row")


def complete(found: pl.DataFrame) -> dict[str, dt.date]:
    return dict(found.select("channel", "complete_on").iter_rows())


def test_a_usual_last_day_is_complete() -> None:
    found = watermarks.marks(days())
    assert complete(found) == {"web": END}
    assert found.select("held_days", "reason").row(0) == (0, None)


def test_a_day_that_breaks_off_early_is_held() -> None:
    early = (pl.col("on") < END) | (pl.col("minute") <= 840)
    found = watermarks.marks(days().filter(early))
    assert complete(found) == {"web": END - dt.timedelta(days=1)}
    assert found.select("held_days", "reason").row(0) == (
        1,
        "the last day breaks off early",
    )


def test_a_weekday_that_always_ends_early_is_complete() -> None:
    is_short = pl.col("on").dt.weekday() == END.isoweekday()
    found = watermarks.marks(days().filter(~is_short | (pl.col("minute") <= 700)))
    assert complete(found) == {"web": END}


def test_half_a_feed_is_held() -> None:
    is_last = pl.col("on") == END
    few = pl.when(is_last).then(1).otherwise("lines").alias("lines")
    found = watermarks.marks(days().with_columns(few))
    assert complete(found) == {"web": END - dt.timedelta(days=1)}
    assert found["reason"].item() == "few orders for such a day"


def test_a_quiet_day_of_a_small_channel_proves_nothing() -> None:
    is_last = pl.col("on") == END
    small = days(lines=8).filter(~is_last | (pl.col("minute") == 960))
    assert complete(watermarks.marks(small)) == {"web": END}


def test_three_rows_are_complete_on_their_last_day() -> None:
    rows = [("web", END - dt.timedelta(days=back), 600, 1) for back in (0, 3, 9)]
    assert complete(watermarks.marks(table(rows))) == {"web": END}


def test_a_quiet_channel_runs_with_the_feed() -> None:
    rare = table(
        [("fair", END - dt.timedelta(days=back), 600, 1) for back in (9, 30, 60)]
    )
    found = watermarks.marks(pl.concat([days(), rare]))
    assert complete(found) == {"fair": END, "web": END}


def test_a_channel_whose_feed_stopped_is_stale_at_its_last_day() -> None:
    until = END - dt.timedelta(days=5)
    found = watermarks.marks(pl.concat([days(), days("shop", until=until)]))
    assert complete(found) == {"shop": until, "web": END}
    told = found.filter(pl.col("channel") == "shop")["reason"].item()
    assert told == "no orders for 5 days: the feed has stopped"


def test_a_channel_closed_at_weekends_is_not_stale_on_sunday() -> None:
    weekdays = days("b2b").filter(pl.col("on").dt.weekday() <= 5)
    found = watermarks.marks(pl.concat([days(), weekdays]))
    assert complete(found) == {"b2b": END, "web": END}


def test_a_few_orders_dated_years_ahead_do_not_move_the_last_day() -> None:
    typo = table([("web", dt.date(2062, 3, 1), 600, 1)])
    assert complete(watermarks.marks(pl.concat([days(), typo]))) == {"web": END}


def test_nothing_is_complete_after_the_given_day() -> None:
    given = END - dt.timedelta(days=10)
    found = watermarks.marks(days(), as_of=given)
    assert complete(found) == {"web": given}


def test_totals_end_with_their_last_period() -> None:
    history = frame(
        "sales_history",
        {"sku": "a", "starts_on": "2026-02-01", "ends_on": "2026-02-28"},
    )
    found = watermarks.marks(table([]), history)
    assert complete(found) == {"shop": dt.date(2026, 2, 28)}


def test_a_day_is_that_of_the_channels_own_clock() -> None:
    lines = frame(
        "order_lines",
        {"order_id": "1", "channel": "dk", "placed_at": "2026-03-05T23:30"},
        {"order_id": "2", "channel": "us", "placed_at": "2026-03-06T01:30"},
    )
    zones = frame("channels", {"channel": "us", "time_zone": "America/New_York"})
    found = watermarks.channel_days(lines.lazy(), zones, Company())
    assert found.select("channel", "on", "minute").rows() == [
        ("dk", dt.date(2026, 3, 6), 30),
        ("us", dt.date(2026, 3, 5), 1230),
    ]
