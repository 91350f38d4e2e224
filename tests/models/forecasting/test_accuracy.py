import datetime as dt
from typing import Any

import polars as pl
import pytest

from models import tables
from models.forecasting.accuracy import past_forecasts_judged
from tests.factories import frame
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


def both(
    demand: pl.LazyFrame, as_of: dt.date = AS_OF
) -> tuple[pl.DataFrame, pl.DataFrame]:
    classes = demand.select("sku", "location_id").unique().collect().to_dicts()
    found = past_forecasts_judged(
        *(demand, no_exceptions(), products_of(demand)),
        *(frame("item_classes", *({**one, "abc": "A"} for one in classes)), as_of),
    )
    for name, rows in zip(
        ("forecast_accuracy", "forecast_segments"), found, strict=True
    ):
        tables.TABLES[name].validate(rows)
    return found


def judged(demand: pl.LazyFrame, as_of: dt.date = AS_OF) -> pl.DataFrame:
    return both(demand, as_of)[0]


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


def test_promises_are_set_beside_what_came_for_every_segment() -> None:
    demand = several(*(history(poisson(2, 300, n), sku=f"s{n}") for n in range(40)))
    _, segments = both(demand)
    ours = segments.filter(pl.col("method") == "backstock")
    assert set(ours["kind"]) == {"all", "abc", "pattern", "volume", "location"}
    in_all = ours.filter(pl.col("kind") == "all").sort("horizon_days")
    assert in_all["horizon_days"].to_list() == [7, 14, 28, 56, 91]
    assert in_all["sums"].to_list() == [160, 160, 160, 120, 40]
    by_class = ours.filter(pl.col("kind") == "abc").drop("kind", "segment")
    assert by_class.equals(in_all.drop("kind", "segment"))
    month = in_all.row(by_predicate=pl.col("horizon_days") == 28, named=True)
    assert month["covered_50"] == pytest.approx(0.5, abs=0.15)
    assert 0.9 <= month["covered_95"] <= 1.0
    assert month["covered_80"] <= month["covered_90"] <= month["covered_99"]


def test_what_comes_later_is_not_known_to_a_past_forecast() -> None:
    demand = several(*(history(poisson(2, 200, n), sku=f"s{n}") for n in range(5)))
    cut = AS_OF - dt.timedelta(days=1)
    planted = demand.with_columns(
        demanded_qty=pl.when(pl.col("on") > cut).then(10_000).otherwise("demanded_qty")
    )
    later = demand.filter(pl.col("on") <= cut)
    assert judged(planted, cut).equals(judged(later, cut))
