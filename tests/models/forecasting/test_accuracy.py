import datetime as dt
from typing import Any

import polars as pl
import pytest

from models import tables
from models.forecasting.accuracy import forecast_accuracy
from tests.models.forecasting.sales import (
    AS_OF,
    history,
    no_exceptions,
    poisson,
    products_of,
    several,
)


def total(found: pl.DataFrame, method: str) -> dict[str, Any]:
    is_total = (pl.col("sku") == "") & (pl.col("method") == method)
    return found.row(by_predicate=is_total, named=True)


def judged(demand: pl.LazyFrame, as_of: dt.date = AS_OF) -> pl.DataFrame:
    found = forecast_accuracy(demand, no_exceptions(), products_of(demand), as_of)
    tables.TABLES["forecast_accuracy"].validate(found)
    return found


def test_ours_beats_the_simple_ones_on_steady_demand() -> None:
    demand = several(*(history(poisson(2, 300, n), sku=f"s{n}") for n in range(40)))
    found = judged(demand)
    ours = total(found, "backstock")
    assert ours["origins"] == 4
    assert 0.9 <= ours["coverage"] <= 1.0
    assert abs(ours["bias"]) < 0.1
    for method in ("naive", "seasonal_naive", "moving_average"):
        simple = total(found, method)
        assert ours["wape"] < simple["wape"]
        assert ours["pinball"] < simple["pinball"]
        assert ours["rmsse"] < simple["rmsse"]


def test_every_item_has_its_row_beside_the_total() -> None:
    found = judged(
        several(*(history(poisson(2, 200, n), sku=f"s{n}") for n in range(3)))
    )
    assert found.filter(method="backstock")["sku"].to_list() == ["", "s0", "s1", "s2"]
    assert found["horizon_days"].unique().to_list() == [28]


def test_a_short_past_is_not_judged() -> None:
    assert judged(several(history(poisson(2, 60)))).is_empty()
    assert judged(several(history([]))).is_empty()


def test_days_out_of_stock_are_not_judged() -> None:
    sold = [*poisson(4, 200), *[0.0] * 28]
    share = [*[1.0] * 200, *[0.0] * 28]
    found = judged(several(history(sold, share=share)))
    assert total(found, "backstock")["bias"] == pytest.approx(0.0, abs=0.15)
