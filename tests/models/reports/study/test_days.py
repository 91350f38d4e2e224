import datetime as dt

import numpy as np
import polars as pl
import pytest

from models.reports.study import days as study_days
from tests.factories import frame
from tests.models.reports.study.past_days import FIRST, PLACE, SKU, days, weekly


def test_streams_are_added_projects_left_out_and_the_future_is_not_known() -> None:
    day = {"sku": SKU, "location_id": PLACE, "on": FIRST}
    demand = frame(
        "demand_daily",
        day | {"stream": "retail", "demanded_qty": 2},
        day | {"stream": "wholesale", "demanded_qty": 5},
        day | {"stream": "project", "demanded_qty": 500},
        day | {"on": FIRST + dt.timedelta(days=1), "stream": "retail"},
    )
    found = study_days.days_of(demand.lazy(), SKU, PLACE, FIRST)
    assert found.select("on", "demanded", "weight").rows() == [(FIRST, 7.0, 1.0)]


def test_what_cannot_be_seen_has_no_weight() -> None:
    shares = [None, 1.0, 0.05, 0.6, None]
    found = days([1.0] * 5, shares, closed=[3])
    assert found["weight"].to_list() == [1.0, 1.0, 0.0, 0.0, 0.0]
    assert found["is_out"].to_list() == [False, False, True, False, True]


def test_a_stock_out_is_filled_with_its_weekday() -> None:
    demand = np.tile([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0], 10)
    shares: list[float | None] = [1.0] * 70
    for gone in range(35, 42):
        demand[gone], shares[gone] = 0.0, 0.0
    shares[50], demand[50] = 0.5, 1.0
    filled = study_days.filled(days(demand, shares))["filled"].to_list()
    assert filled[35:42] == pytest.approx([1, 2, 3, 4, 5, 6, 7])
    assert filled[50] == pytest.approx(1.0 + 0.5 * 2.0, rel=0.05)
    assert filled[:35] == demand[:35].tolist()


def test_a_weekday_that_is_always_closed_stays_empty() -> None:
    demand = np.tile([4.0] * 6 + [0.0], 10)
    sundays = range(6, 70, 7)
    filled = study_days.filled(days(demand, closed=[*sundays, 36]))["filled"]
    assert filled[6] == 0.0
    assert filled[36] == pytest.approx(4.0)


def test_a_long_stock_out_keeps_what_was_seen_last() -> None:
    demand = [9.0] * 60 + [3.0] * 100 + [0.0] * 100
    shares = [1.0] * 160 + [0.0] * 100
    filled = study_days.filled(days(demand, shares))["filled"]
    assert filled[-1] == pytest.approx(3.0)


def test_more_asked_for_on_a_sold_out_day_than_expected_counts() -> None:
    demand = [2.0] * 30 + [9.0] + [2.0] * 30
    shares = [1.0] * 30 + [0.0] + [1.0] * 30
    assert study_days.filled(days(demand, shares))["filled"][30] == 9.0


def test_one_day_far_from_all_others_stands_out_and_ordinary_ones_do_not() -> None:
    demand = weekly(140)
    assert days(demand)["is_exceptional"].sum() == 0
    demand[70] = 90.0
    odd = days(demand).filter("is_exceptional")
    assert odd["on"].to_list() == [FIRST + dt.timedelta(days=70)]


def test_days_that_stand_out_are_filled_in_the_steady_past() -> None:
    demand = weekly(140)
    demand[70] = 90.0
    filled = study_days.filled(study_days.steady(days(demand)))["filled"]
    assert filled[70] < 30.0
    assert filled.drop_nulls().len() == 140


def test_weeks_are_counted_back_from_the_last_day() -> None:
    series = study_days.series_of(days([1.0] * 17), 7)
    assert series.values.tolist() == [7.0, 7.0]
    assert series.on[-1] == FIRST + dt.timedelta(days=16)
    assert series.period is None


def test_sporadic_demand_is_added_up_to_weeks() -> None:
    assert study_days.step_days(days([1.0, 0.0, 0.0] * 20)) == 7
    assert study_days.step_days(days([1.0, 2.0, 3.0, 0.0] * 20)) == 7
    assert study_days.step_days(days([1.0, 2.0, 3.0, 4.0, 0.0] * 20)) == 1


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ([], "no_days"),
        ([0.0] * 50, "no_sale"),
        ([0.0] * 49 + [3.0], "one_sale"),
        ([4.0] * 50, "constant"),
        ([4.0, 3.0] * 5, "short"),
        ([4.0, 3.0] * 25, ""),
    ],
)
def test_what_is_lacking_is_named(values: list[float], missing: str) -> None:
    assert study_days.lack(np.array(values), 28) == missing


def test_no_days_have_no_marks() -> None:
    found = days([])
    assert found.is_empty()
    assert found["is_exceptional"].dtype == pl.Boolean
