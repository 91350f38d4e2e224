import datetime as dt

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from models import tables
from models.forecasting.basis import forecast_basis
from models.forecasting.fit import NEWS, held
from models.forecasting.profile import demand_profiles
from models.forecasting.windows import ORIGIN_STEP, anchor, origins_before
from tests.factories import frame

FIRST = dt.date(2025, 9, 1)
TUESDAY = dt.date(2026, 3, 10)


@given(st.integers(30, 900), st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)))
def test_what_is_learned_from_stays_the_same_for_a_fortnight(
    days: int, first_on: dt.date
) -> None:
    anchored = anchor(days, first_on)
    last_on = first_on + dt.timedelta(days=anchored - 1)
    assert last_on.isoweekday() == 7
    assert 0 <= days - anchored < ORIGIN_STEP
    assert origins_before(days, anchored)[-1] == days
    tomorrow = anchor(days + 1, first_on)
    assert tomorrow in {anchored, days + 1}


def test_a_history_without_such_a_sunday_ends_where_it_ends() -> None:
    assert anchor(1, TUESDAY) == 1
    assert origins_before(1, 1).tolist() == [1]


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=20))
def test_the_level_that_stands_is_never_far_from_the_one_that_is(
    path: list[float],
) -> None:
    standing = held(np.array([path]))[0]
    assert abs(standing - path[-1]) <= NEWS * standing
    assert standing in path


def levels(as_of: dt.date) -> pl.DataFrame:
    """Levels of 30 items that sell at random, at the same rate every day."""
    rng = np.random.default_rng(7)
    days = [FIRST + dt.timedelta(days=day) for day in range((TUESDAY - FIRST).days + 2)]
    rows = [
        {"sku": f"item-{item}", "location_id": "main", "on": on, "stream": "retail"}
        | {"demanded_qty": int(rng.poisson(1 + item / 2))}
        for item in range(30)
        for on in days
    ]
    demand = frame("demand_daily", *rows).filter(pl.col("on") <= as_of).lazy()
    products = frame("products", *({"sku": f"item-{item}"} for item in range(30)))
    usual, plain = frame("exceptional_sales"), frame("demand_uplifts")
    profiles = demand_profiles(demand, usual, plain, products, as_of)
    made = forecast_basis(
        *(demand, usual, plain, profiles, products, frame("forecast_overrides")),
        *(frame("decisions"), as_of),
    )
    return tables.TABLES["forecast_basis"].validate(made)


def test_one_ordinary_day_moves_few_levels() -> None:
    today, tomorrow = levels(TUESDAY), levels(TUESDAY + dt.timedelta(days=1))
    both = today.join(tomorrow, on=["sku", "location_id"])
    moved = (both["daily_mean_right"] / both["daily_mean"] - 1).abs() > 0.01
    assert both.height == 30
    assert moved.sum() <= 3
