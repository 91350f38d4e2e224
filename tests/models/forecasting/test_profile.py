import datetime as dt

import numpy as np
import polars as pl
import pytest

from models import tables
from models.forecasting.profile import demand_profiles
from tests.models.forecasting.sales import (
    AS_OF,
    history,
    no_exceptions,
    no_uplifts,
    products_of,
    several,
)

WEEK = [0.5, 0.5, 0.5, 0.5, 1.0, 2.0, 2.0]


def factors(profiles: pl.DataFrame, cycle: str, location: str) -> list[float]:
    chosen = profiles.filter(cycle=cycle, location_id=location)
    return chosen.sort("position")["factor"].to_list()


def weekly(rate: float, days: int) -> list[float]:
    first = AS_OF - dt.timedelta(days=days - 1)
    return [rate * WEEK[(first.weekday() + day) % 7] for day in range(days)]


def test_busy_weekdays_are_found_and_average_one() -> None:
    demand = several(history(weekly(40, 364)))
    found = demand_profiles(
        demand, no_exceptions(), no_uplifts(), products_of(demand), AS_OF
    )
    tables.TABLES["demand_profiles"].validate(found)
    week = factors(found, "weekday", "main")
    assert np.mean(week) == pytest.approx(1.0)
    assert week[5] / week[0] == pytest.approx(4.0, rel=0.1)


def test_little_evidence_leans_on_the_place_and_the_rest_of_the_company() -> None:
    demand = several(
        history(weekly(40, 364)), history([1.0] * 14, sku="b", location="new")
    )
    found = demand_profiles(
        demand, no_exceptions(), no_uplifts(), products_of(demand), AS_OF
    )
    week = factors(found, "weekday", "new")
    assert week[5] > 2.5 * week[0]
