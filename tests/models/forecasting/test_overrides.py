import datetime as dt
import json
from typing import Any

import numpy as np
import polars as pl
import pytest

from models.forecasting.overrides import overridden, overrides
from tests.factories import frame
from tests.models.forecasting.sales import AS_OF, history, poisson, several
from tests.models.forecasting.test_basis import based, row
from tests.models.forecasting.test_lead_time_demand import basis, days_ahead, over, sums

PLACE = {"sku": "a", "location_id": "main"}


def day(number: int) -> dt.date:
    return AS_OF + dt.timedelta(days=number)


def said(first: int, last: int, **number: float) -> dict[str, Any]:
    return {**PLACE, "starts_on": day(first), "ends_on": day(last), **number}


def decided(number: int, first: int, last: int, **what: float) -> dict[str, Any]:
    after = {"starts_on": str(day(first)), "ends_on": str(day(last)), **what}
    return {
        **PLACE,
        "decision_id": str(number),
        "decided_at": f"2026-03-0{number}T10:00",
        "action": "override_forecast",
        "after": json.dumps(after),
    }


def daily(baseline: list[float], *rows: dict[str, Any], **given: Any) -> list[float]:
    decisions = frame("decisions", *given.get("decisions", []))
    known = overrides(frame("forecast_overrides", *rows), decisions, AS_OF)
    items = pl.DataFrame([PLACE])
    made: list[float] = overridden(
        np.array([baseline], float), items, known, day(1)
    ).tolist()[0]
    return made


def test_a_factor_multiplies_the_days_of_its_span() -> None:
    assert daily([2, 4, 6, 8], said(2, 3, factor=0.5)) == [2, 2, 3, 8]


def test_a_quantity_takes_the_shape_of_the_forecast() -> None:
    assert daily([2, 4, 6, 8], said(2, 3, qty=50)) == [2, 20, 30, 8]


def test_where_nothing_is_expected_every_day_gets_the_same() -> None:
    assert daily([0, 0, 0, 0], said(1, 4, qty=20)) == [5, 5, 5, 5]


def test_of_a_span_that_runs_only_the_days_ahead_count() -> None:
    assert daily([1, 1, 1, 1], said(-1, 2, qty=40)) == [10, 10, 1, 1]
    assert daily([1, 1], said(1, 4, qty=40)) == [10, 10]


@pytest.mark.parametrize(
    "row",
    [
        said(-5, 0, qty=40),
        said(1, 4, qty=40) | {"sku": "b"},
        said(1, 4, qty=40) | {"gone_at": "2026-03-01T10:00"},
        said(60, 70, qty=40),
    ],
)
def test_what_is_over_elsewhere_or_gone_changes_nothing(row: dict[str, Any]) -> None:
    assert daily([1, 1, 1, 1], row) == [1, 1, 1, 1]


def test_what_was_decided_last_stands() -> None:
    decisions = [decided(2, 1, 2, factor=2), decided(1, 1, 2, qty=30)]
    assert daily([1, 1, 1], said(1, 3, qty=90), decisions=decisions) == [30, 30, 30]


def test_a_decision_that_says_nothing_is_none() -> None:
    assert daily([1, 1], decisions=[decided(1, 1, 2)]) == [1, 1]


def test_the_sums_follow_and_the_level_does_not() -> None:
    found = sums(basis(), forecast_overrides=[said(1, 10, factor=3)])
    assert over(found, 10)["mean"] == pytest.approx(60)
    assert over(found, 14)["mean"] == pytest.approx(68)
    demand = several(history(poisson(4, 300)))
    plain = row(based(demand), "a")
    told = row(
        based(
            demand, forecast_overrides=frame("forecast_overrides", said(1, 9, qty=99))
        ),
        "a",
    )
    assert told["daily_mean"] == plain["daily_mean"]
    assert told["reason"].endswith("counts 2026-04-01 to 2026-04-09.")
    assert told["reason_da"].endswith("gælder 2026-04-01 til 2026-04-09.")


def test_the_baseline_of_each_day_stands_beside_what_planners_said() -> None:
    plain = days_ahead(basis())
    told = days_ahead(
        basis(),
        forecast_overrides=[said(2, 3, factor=3)],
        decisions=[decided(1, 5, 5, qty=9)],
    )
    assert told["mean"].head(6).to_list() == [2, 6, 6, 2, 9, 2]
    assert told["baseline"].equals(plain["mean"])
    assert plain["baseline"].equals(plain["mean"])
    assert plain["ordinary"].equals(plain["mean"])


def test_days_without_their_events_stand_beside_the_baseline() -> None:
    lift = {"kind": "event", "name": "fair", "category": "", "factor": 1.5}
    fair = {"event_id": "f", "kind": "fair", "starts_on": day(2), "ends_on": day(3)}
    told = days_ahead(
        basis(),
        events=[fair],
        demand_uplifts=[lift],
        forecast_overrides=[said(3, 4, factor=2)],
    ).head(4)
    assert told["ordinary"].to_list() == [2, 2, 2, 2]
    assert told["baseline"].to_list() == [2, 3, 3, 2]
    assert told["mean"].to_list() == [2, 3, 6, 4]


def test_a_planners_units_are_a_basis_where_there_is_no_other() -> None:
    demand = several(history(poisson(4, 300)))
    products = frame("products", {"sku": "a"}, {"sku": "new"})
    new = said(1, 9, qty=99) | {"sku": "new"}
    found = based(demand, products, frame("forecast_overrides", new))
    made = row(found, "new")
    assert (made["basis"], made["daily_mean"]) == ("planner", 0)
    known = found.filter(pl.col("sku") == "new")
    made_of = sums(known, forecast_overrides=[new])
    assert over(made_of, 9)["mean"] == pytest.approx(99)
    factor = new | {"qty": None, "factor": 2}
    with_factor = based(demand, products, frame("forecast_overrides", factor))
    assert with_factor.filter(pl.col("sku") == "new").is_empty()
