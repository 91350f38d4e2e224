"""The last complete business day of each channel.

A feed that was cut off in the middle of a day makes that day look like a bad one. Such
a day is held back: later days are unknown, never zero.
"""

import datetime as dt

import polars as pl

from models import tables
from models.company import Company
from models.staging.known import Staged, known
from models.staging.versions import UNBOUNDED, Horizon

DEFAULT_CHANNEL = "shop"
WEEKS = 8
USUAL_LINES = 20
"""Below that many lines on a usual day, a quiet day proves nothing."""
IMPROBABLE_SHARE = 0.35
TAIL_SHARE = 0.1
TAIL_HISTORY_DAYS = 14
FEW_ALIKE = 4
MISSED_LINES = 7
"""Missing more than that many lines is no quiet spell: exp(-7) is under one in 1000."""
MOST_HELD_DAYS = 7
MISDATED_DAYS = 90
MISDATED_SHARE = 0.01


def channel_days(
    order_lines: pl.LazyFrame, channels: pl.DataFrame, company: Company
) -> pl.DataFrame:
    """Count the lines of each channel by day and minute of the day."""
    local = _local_time(channels, company)
    return (
        order_lines.select(
            pl.col("channel").fill_null(DEFAULT_CHANNEL),
            local.dt.date().alias("on"),
            (local.dt.hour().cast(pl.Int16) * 60 + local.dt.minute()).alias("minute"),
        )
        .group_by("channel", "on", "minute")
        .agg(pl.len().cast(pl.Int64).alias("lines"))
        .collect()
        .sort("channel", "on", "minute")
    )


def _local_time(channels: pl.DataFrame, company: Company) -> pl.Expr:
    """Return when an order was placed, on the clock of its channel."""
    local = _on_clock(company.time_zone)
    own = channels.filter(pl.col("time_zone").is_not_null())
    for channel, zone in own.select("channel", "time_zone").iter_rows():
        is_own = pl.col("channel") == channel
        local = pl.when(is_own).then(_on_clock(zone)).otherwise(local)
    return local


def _on_clock(zone: str) -> pl.Expr:
    """Return the wall clock time of an order in ``zone``."""
    return pl.col("placed_at").dt.convert_time_zone(zone).dt.replace_time_zone(None)


def watermarks(staged: Staged, company: Company, scope: pl.DataFrame) -> pl.DataFrame:
    """Return the watermarks of a run: of all that was read, or of what was known then.

    Where the day was taken from the data, the days that were held back for it are told.
    """
    horizon = Horizon.of(scope)
    if horizon.is_default:
        return newest(staged, company)
    return newest(staged, company, horizon)


def newest(
    staged: Staged, company: Company, horizon: Horizon = UNBOUNDED
) -> pl.DataFrame:
    """Return the watermarks of all orders, or totals, that are known at ``horizon``."""
    channels = known(staged, "channels", horizon).collect()
    days = channel_days(known(staged, "order_lines", horizon), channels, company)
    periods = known(staged, "sales_history", horizon).collect()
    return marks(days, periods, None if horizon is UNBOUNDED else horizon.as_of)


def marks(
    channel_days: pl.DataFrame,
    sales_history: pl.DataFrame | None = None,
    as_of: dt.date | None = None,
) -> pl.DataFrame:
    """Return the last complete business day of each channel.

    A channel that is silent at the end runs with the others, unless too many lines are
    missing for a quiet spell: then its own feed has stopped. ``as_of`` bounds all days.
    """
    own = [
        _own_mark(days)
        for _, days in channel_days.group_by("channel", maintain_order=True)
    ]
    found = pl.DataFrame(own, schema=_schema(), orient="row")
    if found.is_empty() and sales_history is not None and sales_history.height:
        found = _periods(sales_history)
    return _bounded(_with_the_feed(found, channel_days), as_of).sort("channel")


def _schema() -> dict[str, pl.DataType]:
    """Return the columns of the table with their types."""
    columns = tables.TABLES["watermarks"].columns()
    return {name: columns[name].dtype for name in tables.column_names("watermarks")}


def _own_mark(days: pl.DataFrame) -> tuple[object, ...]:
    """Return the watermark of one channel, judged by its own days alone."""
    volume = _without_misdated(
        days.group_by("on").agg(pl.col("lines").sum()).sort("on")
    )
    days = days.join(volume, on="on", how="semi")
    first, last = volume["on"][0], volume["on"][-1]
    complete, reason = last, None
    if _breaks_off(days, last):
        complete, reason = last - dt.timedelta(days=1), "the last day breaks off early"
    while (last - complete).days < MOST_HELD_DAYS and _is_improbable(volume, complete):
        reason = reason or "few orders for such a day"
        complete -= dt.timedelta(days=1)
    complete = max(complete, first)
    return days["channel"][0], first, last, complete, (last - complete).days, reason


def _without_misdated(volume: pl.DataFrame) -> pl.DataFrame:
    """Return the days without a few at the end that stand far after all others."""
    gap = pl.col("on").diff().dt.total_days() > MISDATED_DAYS
    stretch = gap.fill_null(value=False).cum_sum()
    is_end = stretch == stretch.max()
    share = pl.col("lines").filter(is_end).sum() / pl.col("lines").sum()
    return volume.filter(~is_end | (share >= MISDATED_SHARE))


def _breaks_off(days: pl.DataFrame, last: dt.date) -> bool:
    """Return whether the last day ends as early as none of its kind, and too early.

    Too early is when more than a tenth of a usual day comes after its last stamp. Days
    of its kind are those of the same weekday, or all while these are few.
    """
    start = last - dt.timedelta(weeks=WEEKS)
    recent = days.filter(pl.col("on").is_between(start, last, closed="left"))
    if recent["on"].n_unique() < TAIL_HISTORY_DAYS or recent["minute"].n_unique() == 1:
        return False
    alike = recent.filter(pl.col("on").dt.weekday() == last.isoweekday())
    alike = alike if alike["on"].n_unique() >= FEW_ALIKE else recent
    end = days.filter(pl.col("on") == last).select(pl.col("minute").max()).item()
    earliest = alike.group_by("on").agg(pl.col("minute").max())["minute"].min()
    later = alike.select(pl.col("lines").filter(pl.col("minute") > end).sum()).item()
    total = alike.select(pl.col("lines").sum()).item()
    return bool(end < earliest and later > TAIL_SHARE * total)


def _is_improbable(volume: pl.DataFrame, on: dt.date) -> bool:
    """Return whether ``on`` has far fewer lines than the same weekday usually has."""
    weeks = [on - dt.timedelta(weeks=week) for week in range(1, WEEKS + 1)]
    known = [day for day in weeks if day >= volume["on"][0]]
    counts = dict(volume.iter_rows())
    usual = pl.Series([counts.get(day, 0) for day in known], dtype=pl.Int64).median()
    if not isinstance(usual, float) or usual < USUAL_LINES:
        return False
    return bool(counts.get(on, 0) < IMPROBABLE_SHARE * usual)


def _periods(sales_history: pl.DataFrame) -> pl.DataFrame:
    """Return the watermark of totals: the end of the last period."""
    return sales_history.select(
        pl.lit(DEFAULT_CHANNEL).alias("channel"),
        pl.col("starts_on").min().alias("first_on"),
        pl.col("ends_on").max().alias("last_on"),
        pl.col("ends_on").max().alias("complete_on"),
        pl.lit(0, pl.Int64).alias("held_days"),
        pl.lit(None, pl.String).alias("reason"),
    )


def _with_the_feed(marks: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """Let channels that are merely quiet run with the newest one."""
    if marks.is_empty():
        return marks
    feed = marks["complete_on"].max()
    missed = _missed(marks, days)
    is_silent = pl.col("last_on") < pl.lit(feed)
    is_stale = is_silent & (pl.col("missed").fill_null(0) > MISSED_LINES)
    silence = (pl.lit(feed) - pl.col("last_on")).dt.total_days()
    said = pl.format("no orders for {} days: the feed has stopped", silence)
    return (
        marks.join(missed, on="channel", how="left")
        .with_columns(
            complete_on=pl.when(is_silent & ~is_stale)
            .then(pl.lit(feed))
            .otherwise("complete_on"),
            held_days=pl.when(is_silent & ~is_stale).then(0).otherwise("held_days"),
            reason=pl.when(is_stale).then(said).when(~is_silent).then("reason"),
        )
        .select(marks.columns)
    )


def _missed(marks: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """Count the lines that a silent channel would usually have had by now."""
    feed = marks["complete_on"].max()
    ends = marks.select("channel", "last_on")
    start = pl.max_horizontal("first_on", pl.col("last_on") - pl.duration(weeks=WEEKS))
    usual = (
        days.join(
            marks.select("channel", "last_on", start.alias("start")), on="channel"
        )
        .filter(pl.col("on") > pl.col("start") - pl.duration(days=1))
        .group_by("channel", pl.col("on").dt.weekday().alias("weekday"))
        .agg(
            pl.col("lines").sum()
            / (
                (pl.col("last_on").first() - pl.col("start").first()).dt.total_days()
                / 7
            )
            .ceil()
            .clip(1)
        )
    )
    silent = (
        ends.filter(pl.col("last_on") < pl.lit(feed))
        .with_columns(
            on=pl.date_ranges(pl.col("last_on") + pl.duration(days=1), pl.lit(feed))
        )
        .explode("on")
        .with_columns(weekday=pl.col("on").dt.weekday())
    )
    return (
        silent.join(usual, on=["channel", "weekday"])
        .group_by("channel")
        .agg(pl.col("lines").sum().alias("missed"))
    )


def _bounded(marks: pl.DataFrame, as_of: dt.date | None) -> pl.DataFrame:
    """Let nothing be complete after the last day that is known."""
    if as_of is None:
        return marks
    return marks.filter(pl.col("first_on") <= as_of).with_columns(
        last_on=pl.min_horizontal("last_on", pl.lit(as_of)),
        complete_on=pl.min_horizontal("complete_on", pl.lit(as_of)),
    )
