import datetime as dt
from typing import Any

import polars as pl

from models.forecasting.vintages import forecast_vintage
from tests.factories import frame
from tests.models.forecasting.sales import AS_OF


def day(ahead: int, baseline: float, mean: float, sku: str = "a") -> dict[str, Any]:
    on = AS_OF + dt.timedelta(days=ahead)
    place = {"sku": sku, "location_id": "main"}
    units = {"ordinary": baseline / 2, "baseline": baseline, "mean": mean}
    return {**place, "on": on, **units}


def vintage(*rows: dict[str, Any]) -> pl.DataFrame:
    return forecast_vintage(frame("forecasts", *rows).lazy(), AS_OF).collect()


def test_the_seven_days_after_the_last_known_are_the_first_week() -> None:
    days = [day(ahead, ahead, ahead * (2 if ahead == 8 else 1)) for ahead in range(92)]
    made = vintage(*days)
    assert made["week"].to_list() == list(range(1, 14))
    assert made["made_on"].unique().to_list() == [AS_OF]
    assert made["ordinary_qty"].to_list()[:2] == [14, 38.5]
    assert made["baseline_qty"].to_list()[:2] == [28, 77]
    assert made["said_qty"].to_list()[:2] == [28, 85]


def test_half_a_week_is_no_week_and_days_beyond_thirteen_are_left_out() -> None:
    made = vintage(*(day(ahead, 1, 1) for ahead in (*range(1, 14), *range(92, 99))))
    assert made["week"].to_list() == [1]


def test_where_planners_said_nothing_both_are_the_same_to_the_last_bit() -> None:
    days = [day(ahead, 0.1 * ahead, 0.1 * ahead, "b") for ahead in range(91, 0, -1)]
    made = vintage(*days)
    assert made["baseline_qty"].equals(made["said_qty"], check_names=False)
    assert made.equals(vintage(*reversed(days)))
