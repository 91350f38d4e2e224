import datetime as dt

import polars as pl

from models import calendars
from tests.factories import frame

MONDAY = dt.date(2026, 7, 6)
SUMMER = frame(
    "calendars", {"party_id": "s1", "starts_on": "2026-07-13", "ends_on": "2026-07-26"}
)
NOBODY = frame("calendars")


def dates(*days: dt.date) -> pl.Series:
    return pl.Series(days, dtype=pl.Date)


def parties(*names: str | None) -> list[pl.Series]:
    return [pl.Series(names, dtype=pl.String)]


def test_without_closures_days_are_calendar_days() -> None:
    start, end = dates(MONDAY), dates(MONDAY + dt.timedelta(days=30))
    assert calendars.elapsed_days(NOBODY, start, end).to_list() == [30]
    assert calendars.arrival_days(NOBODY, start, pl.Series([30])).to_list() == [end[0]]


def test_a_closure_pauses_the_clock_of_its_own_party_only() -> None:
    start, days = dates(MONDAY, MONDAY, MONDAY), pl.Series([10, 10, 10])
    arrives = calendars.arrival_days(SUMMER, start, days, parties("s1", "s2", None))
    assert arrives.to_list() == [
        dt.date(2026, 7, 30),
        dt.date(2026, 7, 16),
        dt.date(2026, 7, 16),
    ]
    back = calendars.elapsed_days(SUMMER, start, arrives, parties("s1", "s2", None))
    assert back.to_list() == [10, 10, 10]


def test_the_closures_of_all_parties_count() -> None:
    both = pl.concat(
        [
            SUMMER,
            frame(
                "calendars",
                {"party_id": "w", "starts_on": "2026-07-27", "ends_on": "2026-07-27"},
            ),
        ]
    )
    arrives = calendars.arrival_days(
        both,
        dates(MONDAY),
        pl.Series([7]),
        [pl.Series(["s1"]), pl.Series(["w"])],
    )
    assert arrives.to_list() == [dt.date(2026, 7, 28)]


def test_the_next_chance_is_an_open_day_on_a_named_weekday() -> None:
    masks = pl.DataFrame({"weekdays": ["mon,thu", None, "Tue"]}).select(
        calendars.week_mask(pl.col("weekdays"))
    )
    earliest = dates(*[dt.date(2026, 7, 10)] * 3)
    chances = calendars.chance_days(
        SUMMER, earliest, masks.to_series(), parties("s1", "s1", "s2")
    )
    assert chances.to_list() == [
        dt.date(2026, 7, 27),
        dt.date(2026, 7, 10),
        dt.date(2026, 7, 14),
    ]


def test_the_last_chance_before_a_day_is_found_too() -> None:
    last = calendars.chance_days(
        SUMMER,
        dates(dt.date(2026, 7, 12)),
        pl.Series(["1001000"]),
        parties("s1"),
        latest=True,
    )
    assert last.to_list() == [dt.date(2026, 7, 9)]


def test_a_closure_is_announced_while_it_lasts_and_before() -> None:
    def found(as_of: dt.date) -> int:
        return calendars.closures(SUMMER, as_of, 14).height

    assert [found(dt.date(2026, 6, day)) for day in (28, 29)] == [0, 1]
    assert [found(dt.date(2026, 7, day)) for day in (25, 26)] == [1, 0]


def test_a_closure_that_vanished_from_its_file_is_none() -> None:
    gone = SUMMER.with_columns(gone_at=pl.lit(dt.datetime(2026, 7, 1, tzinfo=dt.UTC)))
    arrives = calendars.arrival_days(
        gone, dates(MONDAY), pl.Series([10]), parties("s1")
    )
    assert arrives.to_list() == [dt.date(2026, 7, 16)]


def test_no_rows_are_no_trouble() -> None:
    nothing = dates()
    empty = calendars.arrival_days(
        SUMMER, nothing, pl.Series([], dtype=pl.Int64), parties()
    )
    assert empty.to_list() == []
