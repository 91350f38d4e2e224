import datetime as dt

import numpy as np
import polars as pl
import pytest

from models.reports.study import rivals
from tests.models.reports.study.past_days import FIRST, days, weekly


def test_nothing_of_a_week_is_known_to_its_forecast() -> None:
    demand = weekly(120)
    before = rivals.foreseen(days(demand), 1)
    for week in (0, 2):
        start = 120 - 28 + 7 * week
        planted = demand.copy()
        planted[start:] = 500.0
        after = rivals.foreseen(days(planted), 1)
        assert after["ets"][: 7 * (week + 1)].to_list() == pytest.approx(
            before["ets"][: 7 * (week + 1)].to_list()
        )
    assert before["on"].to_list() == days(demand)["on"].to_list()[-28:]


def test_weeks_are_foreseen_as_weeks_and_spread_over_their_days() -> None:
    demand = np.tile([0.0, 0, 3, 0, 0, 1, 0], 30) + np.repeat(np.arange(30) % 3, 7)
    said = rivals.foreseen(days(demand), 7)
    assert said["ets"][:7].n_unique() == 1
    assert said.height == 28


@pytest.mark.parametrize("known", [5, 28, 40])
def test_too_short_a_past_foresees_nothing(known: int) -> None:
    assert rivals.foreseen(days(weekly(known)), 1).is_empty()


def beside(
    shares: list[float | None] | None = None, step_days: int = 1
) -> pl.DataFrame:
    past = days([4.0] * 56, shares)
    on = past["on"].to_list()[-28:]
    said = pl.DataFrame({"on": on, "ours": [4.0] * 28, "ets": [6.0] * 28})
    return rivals.side_by_side(past, said, step_days)


def test_errors_are_of_days_or_of_weeks() -> None:
    daily, weeks = rivals.scores(beside()), rivals.scores(beside(step_days=7))
    assert daily["rmse"].to_list() == [0.0, 2.0]
    assert weeks["rmse"].to_list() == [0.0, 14.0]
    assert weeks["foreseen_qty"].to_list() == [112.0, 168.0]
    assert weeks["asked_qty"].to_list() == [112.0, 112.0]


def test_only_what_could_be_seen_is_judged() -> None:
    found = beside([*[1.0] * 54, 0.5, 0.0])
    assert found.height == 27
    assert found["ours"][-1] == 2.0


def test_the_smaller_error_is_better_unless_they_are_alike() -> None:
    assert rivals.better(rivals.scores(beside())) == ("ours", 1.0)
    alike = pl.DataFrame({"method": ["ours", "ets"], "rmse": [1.0, 1.01]})
    assert rivals.better(alike)[0] == "neither"
    nothing = pl.DataFrame({"method": ["ours", "ets"], "rmse": [0.0, 0.0]})
    assert rivals.better(nothing) == ("neither", 0.0)


def test_steps_that_are_not_whole_are_left_out() -> None:
    on = [FIRST + dt.timedelta(days=number) for number in range(10)]
    rows = pl.DataFrame({"on": on, "ours": [1.0] * 6 + [None] + [1.0] * 3})
    found = rivals.by_step(rows, FIRST - dt.timedelta(days=1), 7)
    assert found.rows() == [(FIRST + dt.timedelta(days=6), None)]
