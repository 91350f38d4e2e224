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
    poisson,
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


def test_one_year_gives_no_season() -> None:
    demand = several(history(poisson(5, 400)))
    found = demand_profiles(
        demand, no_exceptions(), no_uplifts(), products_of(demand), AS_OF
    )
    assert found.filter(cycle="month").is_empty()


@pytest.mark.parametrize("known", [730, 728])
def test_a_season_that_both_years_show_is_believed(known: int) -> None:
    """Also in 104 weeks, as shops export two years."""
    first = AS_OF - dt.timedelta(days=known - 1)
    days = [first + dt.timedelta(days=day) for day in range(known)]
    demand = several(
        history([30.0 if day.month == 12 else 10.0 for day in days]),
    )
    found = demand_profiles(
        demand, no_exceptions(), no_uplifts(), products_of(demand), AS_OF
    )
    year = factors(found, "month", "")
    assert len(year) == 12
    assert year[11] / year[5] == pytest.approx(3.0, rel=0.1)


def test_what_only_one_year_shows_is_noise() -> None:
    first = AS_OF - dt.timedelta(days=729)
    days = [first + dt.timedelta(days=day) for day in range(730)]
    odd = (days[400].year, days[400].month)
    demand = several(
        history([40.0 if (day.year, day.month) == odd else 10.0 for day in days]),
    )
    found = demand_profiles(
        demand, no_exceptions(), no_uplifts(), products_of(demand), AS_OF
    )
    assert max(factors(found, "month", "")) < 1.5
