"""Closures and weekdays: which days count, and when the next chance is.

Closed days pause every clock: they are neither days of a lead time nor chances to
order. Counting and stepping over open days is NumPy's business-day arithmetic with the
closures as its holidays and every weekday as a working day unless weekdays are named.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERY_DAY = "1111111"

Days: TypeAlias = npt.NDArray[np.datetime64]
Answer: TypeAlias = Callable[[np.busdaycalendar, npt.NDArray[Any]], npt.NDArray[Any]]


def closing_spans(calendars: pl.DataFrame, events: pl.DataFrame) -> pl.DataFrame:
    """Return when whole places and channels rest, by calendars and by events."""
    is_closing = pl.col("kind").str.to_lowercase().str.contains("clos|lukke")
    by_event = events.filter(
        pl.col("gone_at").is_null(),
        is_closing,
        pl.col("sku").is_null() & pl.col("category").is_null(),
        pl.col("location_id").is_not_null() | pl.col("channel").is_not_null(),
    ).select(
        pl.coalesce("location_id", "channel").alias("party_id"), "starts_on", "ends_on"
    )
    by_calendar = calendars.filter(pl.col("gone_at").is_null())
    return pl.concat([by_calendar.select(by_event.columns), by_event])


def week_mask(weekdays: pl.Expr) -> pl.Expr:
    """Return the days named in ``mon,thu`` as NumPy writes them: ``1001000``.

    Nothing, or nothing that is understood, means every day.
    """
    named = weekdays.fill_null("").str.to_lowercase()
    mask = pl.concat_str(
        *(named.str.contains(day, literal=True).cast(pl.Int8) for day in WEEKDAYS)
    )
    return pl.when(mask == "0000000").then(pl.lit(EVERY_DAY)).otherwise(mask)


def elapsed_days(
    calendars: pl.DataFrame,
    start: pl.Series,
    end: pl.Series,
    parties: Sequence[pl.Series] = (),
) -> pl.Series:
    """Count the days from ``start`` to ``end`` on which no party is closed."""
    begins, ends = _days(start), _days(end)
    return pl.Series(
        _answered(
            calendars,
            parties,
            pl.Series([EVERY_DAY]).new_from_index(0, len(start)),
            np.zeros(len(start), dtype=np.int64),
            lambda calendar, rows: np.busday_count(
                begins[rows], ends[rows], busdaycal=calendar
            ),
        )
    )


def arrival_days(
    calendars: pl.DataFrame,
    start: pl.Series,
    days: pl.Series,
    parties: Sequence[pl.Series] = (),
) -> pl.Series:
    """Return the day ``days`` open days after ``start``.

    A closed start counts from the next open day.
    """
    begins, steps = _days(start), days.to_numpy().astype(np.int64)
    arrives = _answered(
        calendars,
        parties,
        pl.Series([EVERY_DAY]).new_from_index(0, len(start)),
        begins.copy(),
        lambda calendar, rows: np.busday_offset(
            begins[rows], steps[rows], roll="forward", busdaycal=calendar
        ),
    )
    return pl.Series(arrives).cast(pl.Date)


def chance_days(
    calendars: pl.DataFrame,
    earliest: pl.Series,
    week_masks: pl.Series,
    parties: Sequence[pl.Series] = (),
    *,
    latest: bool = False,
) -> pl.Series:
    """Return the first open day at or after ``earliest`` that is on the week mask.

    With ``latest`` it is the last one at or before it.
    """
    days = _days(earliest)
    chances = _answered(
        calendars,
        parties,
        week_masks,
        days.copy(),
        lambda calendar, rows: np.busday_offset(
            days[rows], 0, roll="backward" if latest else "forward", busdaycal=calendar
        ),
    )
    return pl.Series(chances).cast(pl.Date)


def closures(calendars: pl.DataFrame, as_of: dt.date, within_days: int) -> pl.DataFrame:
    """Return each party's closure that lasts, or the next that starts that soon."""
    soon = pl.col("starts_on") <= as_of + dt.timedelta(days=within_days)
    return (
        calendars.filter(pl.col("gone_at").is_null(), soon, pl.col("ends_on") > as_of)
        .sort("party_id", "starts_on", "ends_on")
        .unique("party_id", keep="first", maintain_order=True)
        .select("party_id", "starts_on", "ends_on", "kind")
    )


def _days(dates: pl.Series) -> Days:
    """Return dates as NumPy days."""
    days: Days = dates.cast(pl.Date).to_numpy().astype("datetime64[D]")
    return days


def _closed_days(calendars: pl.DataFrame) -> dict[str, Days]:
    """Return the closed days of each party that has any."""
    spans = calendars.filter(pl.col("gone_at").is_null()).select(
        "party_id", on=pl.date_ranges("starts_on", "ends_on")
    )
    by_party = spans.explode("on").group_by("party_id").agg("on")
    return {party: _days(pl.Series(on)) for party, on in by_party.iter_rows()}


def _answered(
    calendars: pl.DataFrame,
    parties: Sequence[pl.Series],
    week_masks: pl.Series,
    out: npt.NDArray[Any],
    answer: Answer,
) -> npt.NDArray[Any]:
    """Fill ``out`` calendar by calendar; rows that share closures are one call."""
    closed = _closed_days(calendars)
    known = pl.Series(sorted(closed), dtype=pl.String).implode()
    names = [f"party_{ordinal}" for ordinal in range(len(parties))]
    columns = [party.alias(name) for party, name in zip(parties, names, strict=True)]
    rows = pl.DataFrame([week_masks.alias("mask"), *columns]).with_columns(
        pl.when(pl.col(name).is_in(known)).then(pl.col(name)) for name in names
    )
    groups = rows.with_row_index().group_by("mask", *names).agg("index")
    for mask, *who, index in groups.iter_rows():
        holidays = [closed[party] for party in who if party is not None]
        calendar = np.busdaycalendar(
            mask, np.concatenate([np.array([], dtype="datetime64[D]"), *holidays])
        )
        chosen = np.asarray(index)
        out[chosen] = answer(calendar, chosen)
    return out
