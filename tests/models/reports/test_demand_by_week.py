"""Demand by week and by weekday."""

import datetime as dt

import polars as pl

from models.reports import demand_by_week
from tests.factories import frame

MONDAY = dt.date(2026, 6, 1)
DAY = dt.timedelta(days=1)


def demand(days: int) -> pl.LazyFrame:
    """Return two asked for on every day, one of them lost; nothing on Sundays."""
    rows = [
        {
            "sku": "CUP",
            "location_id": "main",
            "on": MONDAY + number * DAY,
            "stream": "retail",
            "demanded_qty": 0 if number % 7 == 6 else 2,
            "sold_qty": 0 if number % 7 == 6 else 1,
            "lost_qty": 1,
        }
        for number in range(days)
    ]
    return frame("demand_daily", *rows).lazy()


def test_a_week_that_is_not_over_is_not_shown() -> None:
    weeks = demand_by_week.weekly(demand(18), MONDAY + 17 * DAY, "stream")
    assert weeks["week"].to_list() == [MONDAY, MONDAY + 7 * DAY]
    assert weeks["demanded_qty"].to_list() == [12.0, 12.0]
    assert weeks["lost_qty"].to_list() == [7.0, 7.0]


def test_a_week_is_whole_on_its_last_day() -> None:
    assert demand_by_week.weekly(demand(14), MONDAY + 13 * DAY, "stream").height == 2


def test_weekdays_are_means_of_the_weeks_asked_for() -> None:
    means = demand_by_week.weekdays(demand(28), MONDAY + 27 * DAY, weeks=2)
    assert means["weekday"].to_list() == [1, 2, 3, 4, 5, 6, 7]
    assert means["mean_qty"].to_list() == [2.0] * 6 + [0.0]


def test_figures_name_what_they_show_in_the_language_of_the_reader() -> None:
    weeks = demand_by_week.weekly(demand(14), MONDAY + 13 * DAY, "stream")
    drawn = demand_by_week.weekly_chart(weeks, "da")
    assert [trace.name for trace in drawn.data] == [
        "Tabt, fordi lageret var tomt",
        "Behov",
    ]
    means = demand_by_week.weekdays(demand(14), MONDAY + 13 * DAY, weeks=2)
    days = demand_by_week.weekdays_chart(means, "da").layout.yaxis.ticktext
    assert days[0] == "mandag"
