"""The hours of orders: from their times, pooled where there are few."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import numpy as np
import polars as pl
import pytest

from models.company import Company
from models.inventory.arrivals import (
    COMPANY_LINES,
    HOURS,
    UNIFORM_LINES,
    WHOLE,
    arrival_weights,
)
from tests.factories import frame

UTC = Company(time_zone="UTC")
AS_OF = dt.date(2026, 1, 31)
Row = dict[str, Any]


def lines(times: Iterable[str], **columns: object) -> list[Row]:
    """Return a line of demand for each time of 5 January."""
    return [
        {
            "order_id": str(number),
            "location_id": "main",
            "channel": "web",
            "placed_on": "2026-01-05",
            "demand_qty": 1,
            "placed_at": f"2026-01-05T{time}",
            **columns,
        }
        for number, time in enumerate(times)
    ]


def weights(*orders: Row, company: Company = UTC, **places: str) -> np.ndarray:
    """Return the share of each hour, place by place; ``places`` gives time zones."""
    named = [
        {"location_id": place, "time_zone": zone or None}
        for place, zone in (places or {"main": ""}).items()
    ]
    return (
        arrival_weights(
            frame("order_status", *orders).lazy(),
            frame("locations", *named),
            AS_OF,
            company,
        )
        / WHOLE
    )


def at(hour: int, count: int) -> list[str]:
    return [f"{hour:02}:{number % 60:02}:{number % 59:02}" for number in range(count)]


UNIFORM = np.full(HOURS, 1 / HOURS)


def test_without_orders_every_hour_is_the_same() -> None:
    assert weights() == pytest.approx(np.tile(UNIFORM, (2, 1)), abs=1e-6)


def test_hours_of_a_day_sum_to_one() -> None:
    shares = weights(*lines(at(9, 50) + at(21, 900)), main="", other="Asia/Tokyo")
    assert shares.sum(axis=1) == pytest.approx(np.ones(3), abs=1e-4)


def test_few_orders_are_drawn_to_all_hours_alike() -> None:
    count = int(UNIFORM_LINES)
    *_, company = weights(*lines(at(20, count)))
    assert company[20] == pytest.approx(0.5 + 0.5 / HOURS, abs=1e-5)
    assert company[3] == pytest.approx(0.5 / HOURS, abs=1e-5)


def test_a_place_with_few_orders_has_the_hours_of_the_company() -> None:
    busy = lines(at(20, 50_000), location_id="busy")
    few = lines(at(9, int(COMPANY_LINES)), location_id="few")
    own, rare, never, company = weights(*busy, *few, busy="", few="", never="")
    assert own[20] > 0.99
    assert rare[9] == pytest.approx(0.5 + 0.5 * company[9], abs=1e-5)
    assert never == pytest.approx(company, abs=2e-6)


@pytest.mark.parametrize(
    "times",
    [
        ["12:00:00"],
        ["00:00:00"],
        ["10:30:00"],
        ["22:00:00", "23:00:00"],  # midnight in a zone that changes its clock
    ],
)
def test_dates_without_a_time_say_nothing(times: list[str]) -> None:
    assert weights(*lines(times * 900)) == pytest.approx(
        np.tile(UNIFORM, (2, 1)), abs=1e-6
    )


def test_dates_of_one_channel_leave_the_times_of_another() -> None:
    dated = lines(["12:00:00"] * 900, channel="till")
    place, _ = weights(*dated, *lines(at(20, 300)))
    alone, _ = weights(*lines(at(20, 300)))
    assert place == pytest.approx(alone, abs=1e-6)


def test_a_file_of_dates_before_one_of_times_changes_nothing() -> None:
    times = at(11, 600) + at(12, 600) + at(13, 600)
    alone, _ = weights(*lines(times))
    few, _ = weights(*lines(times), *lines(["12:00:00"] * 400))
    assert few == pytest.approx(alone, abs=1e-6)
    many, _ = weights(*lines(times), *lines(["12:00:00"] * 900))
    assert many == pytest.approx(alone, abs=5e-3)


def test_times_rounded_to_hours_keep_noon() -> None:
    hours = [f"{hour:02}:00:00" for hour in (10, 11, 12, 13, 14) for _ in range(1000)]
    place, _ = weights(*lines(hours))
    assert place[12] == pytest.approx(place[11], abs=1e-6)
    assert place[12] > 0.15


def test_noon_of_the_company_is_another_hour_elsewhere() -> None:
    company = Company(time_zone="Europe/Copenhagen")
    dated = lines(["11:00:00"] * 900, location_id="tokyo")  # noon in Copenhagen
    assert weights(*dated, company=company, tokyo="Asia/Tokyo") == pytest.approx(
        np.tile(UNIFORM, (2, 1)), abs=1e-6
    )


def test_the_hour_is_that_of_the_place() -> None:
    tokyo, _ = weights(*lines(at(11, 5000), location_id="t"), t="Asia/Tokyo")
    assert tokyo.argmax() == 20


def test_what_is_no_demand_or_not_of_the_last_year_does_not_count() -> None:
    reversal = lines(at(3, 5000), demand_qty=0)
    later = lines(at(3, 5000), placed_on="2026-02-01")
    older = lines(at(3, 5000), placed_on="2025-01-31")
    assert weights(*reversal, *later, *older) == pytest.approx(
        np.tile(UNIFORM, (2, 1)), abs=1e-6
    )


def test_orders_of_an_unnamed_place_are_the_companys() -> None:
    main, company = weights(*lines(at(20, 50_000), location_id="unnamed"))
    assert company[20] > 0.99
    assert main == pytest.approx(company, abs=2e-6)


def test_the_order_of_lines_changes_nothing() -> None:
    rows = lines(at(9, 30) + at(12, 7) + at(21, 90) + ["12:00:00"] * 13)
    backwards = pl.DataFrame({"n": range(len(rows))})["n"].reverse().to_list()
    assert np.array_equal(weights(*rows), weights(*(rows[n] for n in backwards)))
