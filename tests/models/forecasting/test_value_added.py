import datetime as dt
from typing import Any

import polars as pl
import pytest

from models import tables
from models.forecasting.value_added import forecast_value_added, judged_on
from tests.factories import frame
from tests.models.forecasting.sales import (
    AS_OF,
    history,
    no_exceptions,
    products_of,
    several,
)

Said = tuple[float, ...]
"""Units of a week: with events, with planners' numbers; and, if others, without."""


def ago(weeks: int) -> dt.date:
    return AS_OF - dt.timedelta(weeks=weeks)


def vintage(made_on: dt.date, *weeks: Said, sku: str = "a") -> pl.DataFrame:
    return pl.DataFrame(
        {
            "made_on": [made_on] * len(weeks),
            "sku": [sku] * len(weeks),
            "location_id": ["main"] * len(weeks),
            "week": list(range(1, len(weeks) + 1)),
            "ordinary_qty": [(week * 2)[2] for week in weeks],
            "baseline_qty": [week[0] for week in weeks],
            "said_qty": [week[1] for week in weeks],
        },
        schema_overrides={
            "week": pl.Int8,
            "ordinary_qty": pl.Float32,
            "baseline_qty": pl.Float32,
            "said_qty": pl.Float32,
        },
    )


def added(
    vintages: dict[dt.date, pl.DataFrame],
    demand: pl.LazyFrame,
    *classes: dict[str, Any],
    as_of: dt.date = AS_OF,
) -> dict[tuple[str, str, str], dict[str, Any]]:
    found = forecast_value_added(
        {on: made.lazy() for on, made in vintages.items()},
        demand,
        no_exceptions(),
        products_of(demand),
        frame("item_classes", *classes),
        as_of,
    )
    tables.TABLES["forecast_value_added"].validate(found)
    return {
        (row["step"], row["weeks_ahead"], row["segment"]): row
        for row in found.to_dicts()
    }


def daily(*weeks: float) -> list[float]:
    """Return so many units on each day of each week."""
    return [units for units in weeks for _ in range(7)]


BEFORE = (1, 1, 1, 1)
"""Units a day in the four weeks before: a naive week is of 7."""


def test_each_step_is_judged_by_hand() -> None:
    demand = several(history(daily(*BEFORE, 2, 3)))
    found = added({ago(2): vintage(ago(2), (10, 12), (20, 20))}, demand)
    naive, model = found["naive", "1", "all"], found["model", "1", "all"]
    assert naive["wape"] == pytest.approx(7 / 14)
    assert naive["wape_before"] is None
    assert model["wape"] == pytest.approx(4 / 14)
    assert model["bias"] == pytest.approx(-4 / 14)
    assert model["value_added"] == pytest.approx(3 / 14)
    planner = found["planner", "1", "all"]
    assert planner["wape"] == pytest.approx(2 / 14)
    assert planner["wape_before"] == pytest.approx(4 / 14)
    assert planner["value_added"] == pytest.approx(2 / 14)
    assert found["model", "2-4", "all"]["wape"] == pytest.approx(1 / 21)
    assert ("planner", "2-4", "all") not in found, "nobody changed that week"


def test_only_what_a_planner_changed_counts_for_the_planner() -> None:
    demand = several(
        history(daily(*BEFORE, 2)), history(daily(*BEFORE, 100), sku="b", until=AS_OF)
    )
    made = pl.concat(
        [vintage(ago(1), (14, 7)), vintage(ago(1), (700, 700), sku="b")],
    )
    found = added({ago(1): made}, demand)
    assert found["model", "1", "all"]["item_weeks"] == 2
    planner = found["planner", "1", "all"]
    assert planner["item_weeks"] == 1
    assert planner["value_added"] == pytest.approx(-0.5), "it was right before"


def test_events_are_a_step_between_model_and_planner() -> None:
    demand = several(history(daily(*BEFORE, 2)), history(daily(*BEFORE, 1), sku="b"))
    made = pl.concat([vintage(ago(1), (21, 14, 7)), vintage(ago(1), (7, 7), sku="b")])
    found = added({ago(1): made}, demand)
    assert found["model", "1", "all"]["wape"] == pytest.approx(7 / 21)
    event, planner = found["event", "1", "all"], found["planner", "1", "all"]
    assert event["item_weeks"] == planner["item_weeks"] == 1
    assert event["wape_before"] == event["wape"] == pytest.approx(0.5)
    assert event["value_added"] == 0
    assert planner["value_added"] == pytest.approx(0.5)


def test_weeks_that_are_not_over_are_not_judged() -> None:
    demand = several(history(daily(*BEFORE, 2, 2)))
    made = {ago(2): vintage(ago(2), *[(14.0, 14.0)] * 13)}
    made[ago(0)] = vintage(ago(0), *[(1.0, 1.0)] * 13)
    found = added(made, demand)
    assert {ahead: row["item_weeks"] for (step, ahead, _), row in found.items()} == {
        "1": 1,
        "2-4": 1,
    }


def test_classes_stand_beside_all() -> None:
    demand = several(history(daily(*BEFORE, 2)), history(daily(*BEFORE, 3), sku="b"))
    made = pl.concat([vintage(ago(1), (14, 14)), vintage(ago(1), (7, 7), sku="b")])
    found = added(
        {ago(1): made}, demand, {"sku": "a", "location_id": "main", "abc": "A"}
    )
    assert found["model", "1", "A"]["wape"] == 0
    assert found["model", "1", "all"]["wape"] == pytest.approx(14 / 35)
    assert {segment for _, _, segment in found} == {"all", "A"}


def test_of_a_week_that_sold_out_only_what_could_be_seen_counts() -> None:
    demand = several(
        history(
            [*daily(*BEFORE), 2, 2, 2, 2, 0, 0, 0], share=[1.0] * 32 + [0.0, 0.0, 0.0]
        )
    )
    found = added({ago(1): vintage(ago(1), (14, 14))}, demand)
    assert found["model", "1", "all"]["wape"] == pytest.approx(0)
    assert found["naive", "1", "all"]["wape"] == pytest.approx(0.5)


def test_a_week_mostly_sold_out_is_not_judged() -> None:
    shares = [1.0] * 31 + [0.0] * 4
    demand = several(history([*daily(*BEFORE), 2, 2, 2, 0, 0, 0, 0], share=shares))
    assert added({ago(1): vintage(ago(1), (14, 14))}, demand) == {}


def test_a_closed_day_is_one_without_demand() -> None:
    week = [1.0] * 6 + [0.0]
    demand = several(history(week * 5, is_closed=([False] * 6 + [True]) * 5))
    found = added({ago(1): vintage(ago(1), (6, 6))}, demand)
    assert found["naive", "1", "all"]["wape"] == 0
    assert found["model", "1", "all"]["wape"] == 0


def test_a_new_item_is_judged_where_its_planner_knew_it() -> None:
    demand = several(history(daily(5)), history(daily(*BEFORE, 1), sku="old"))
    found = added({ago(1): vintage(ago(1), (0, 28))}, demand)
    assert {step for step, _, _ in found} == {"planner"}
    assert found["planner", "1", "all"]["wape"] == pytest.approx(7 / 35)


def test_the_future_changes_nothing() -> None:
    past = several(history(daily(*BEFORE, 2)))
    later = history(daily(99, 99), until=AS_OF + dt.timedelta(days=14))
    made = {ago(1): vintage(ago(1), *[(14.0, 15.0)] * 13)}
    after = {ago(-1): vintage(ago(-1), (3, 4)), ago(0): vintage(ago(0), (3, 4))}
    classes = {"sku": "a", "location_id": "main", "abc": "B"}
    planted = several(past.collect(), later)
    assert added(made | after, planted, classes) == added(made, past, classes)


def test_without_a_vintage_there_is_nothing_to_judge() -> None:
    demand = several(history(daily(*BEFORE)))
    assert added({}, demand) == {}
    assert added({AS_OF: vintage(AS_OF, (1, 1))}, demand) == {}
    long_before = {ago(6): vintage(ago(6), *[(1.0, 1.0)] * 13)}
    assert added(long_before, demand) == {}, "nothing is known of the days after"


def test_of_each_calendar_week_the_last_forecast_is_judged() -> None:
    tuesday = dt.date(2026, 3, 31)
    every_day = [tuesday - dt.timedelta(days=age) for age in range(200)]
    found = judged_on(every_day, tuesday)
    assert len(found) == 26
    assert found[-2:] == [dt.date(2026, 3, 22), dt.date(2026, 3, 24)]
    assert min(found) >= tuesday - dt.timedelta(days=182)
