import datetime as dt

import numpy as np
import polars as pl

from models.forecasting.panel import panel
from tests.models.forecasting.sales import (
    AS_OF,
    history,
    no_exceptions,
    products_of,
    several,
)


def test_days_count_by_how_long_demand_showed() -> None:
    shares = [None, 1.0, 0.4, 0.05, 0.0, None]
    demand = several(history([1.0] * 6, share=shares))
    found = panel(demand, no_exceptions(), products_of(demand), AS_OF)
    # unknown before stock was known: whole; after it: not stocked; nearly out: nothing
    np.testing.assert_allclose(found.weights[0], [1.0, 1.0, 0.4, 0.0, 0.0, 0.0])


def test_closed_days_say_nothing() -> None:
    demand = several(history([2.0, 0.0, 2.0], is_closed=[False, True, False]))
    assert panel(demand, no_exceptions(), products_of(demand), AS_OF).weights[
        0
    ].tolist() == [1, 0, 1]


def test_streams_of_a_day_are_one_demand_and_projects_are_none() -> None:
    retail = history([2.0, 3.0])
    demand = several(
        retail,
        retail.with_columns(stream=pl.lit("wholesale")),
        retail.with_columns(stream=pl.lit("project")),
    )
    assert panel(demand, no_exceptions(), products_of(demand), AS_OF).demand[
        0
    ].tolist() == [4, 6]


def test_series_of_different_ages_share_one_calendar() -> None:
    demand = several(history([1.0] * 3), history([1.0], sku="b"))
    found = panel(demand, no_exceptions(), products_of(demand), AS_OF)
    assert found.first_on == AS_OF - dt.timedelta(days=2)
    assert found.weights.tolist() == [[1, 1, 1], [0, 0, 1]]


def test_nothing_in_nothing_out() -> None:
    demand = several(history([]))
    assert panel(demand, no_exceptions(), products_of(demand), AS_OF).demand.shape == (
        0,
        1,
    )
