"""Forecasts of plain sales: sane for whatever a file may hold, and never ahead."""

import datetime as dt
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from models.forecasting.alone import Asked, Said, forecast_sales

AS_OF = dt.date(2026, 3, 31)
LEVELS = ("q0.05", "q0.1", "q0.5", "q0.95", "q0.99")


def sold(
    units: Sequence[float | None],
    *,
    sku: str = "a",
    place: str = "x",
    until: dt.date = AS_OF,
    step: int = 1,
    **columns: Any,
) -> pl.DataFrame:
    count = len(units)
    on = [until - dt.timedelta(days=step * (count - 1 - at)) for at in range(count)]
    given = {"sku": sku, "location_id": place, "on": on, "sold_qty": list(units)}
    return pl.DataFrame(given | columns, strict=False).with_columns(
        pl.col("sold_qty").cast(pl.Float64)
    )


def said(sales: pl.DataFrame, as_of: dt.date = AS_OF, **asked: Any) -> Said:
    return forecast_sales(sales.lazy(), as_of, Asked(**asked))


def many(rate: float, days: int, items: int = 30, seed: int = 0) -> pl.DataFrame:
    draw = np.random.default_rng(seed)
    return pl.concat(
        sold(draw.poisson(rate, days).tolist(), sku=f"s{at:02}") for at in range(items)
    )


def over(found: Said, days: int) -> pl.DataFrame:
    return found.lead_time_demand.filter(pl.col("days") == days)


def test_poisson_demand_is_found_with_its_quantiles() -> None:
    found = said(many(2.0, 400), horizon=14, lead_time_days=20, review_days=8)
    assert found.forecasts.height == 30 * 14
    assert found.forecasts["on"].min() == AS_OF + dt.timedelta(days=1)
    assert found.forecasts["mean"].mean() == pytest.approx(2.0, rel=0.08)
    sums = over(found, 28)
    assert over(found, 0).drop("days").equals(sums.drop("days"))
    assert sums["q0.5"].median() == pytest.approx(56, abs=4)
    assert sums["q0.95"].median() == pytest.approx(71, abs=7)  # Poisson: 69


def test_what_came_later_changes_nothing() -> None:
    sales = many(1.0, 200)
    past = AS_OF - dt.timedelta(days=40)
    planted = sales.with_columns(
        sold_qty=pl.when(pl.col("on") > past).then(999.0).otherwise("sold_qty")
    )
    cut = sales.filter(pl.col("on") <= past)
    for other in (planted, cut):
        assert_frame_equal(
            said(other, past).lead_time_demand, said(sales, past).lead_time_demand
        )


def test_the_order_of_rows_changes_nothing() -> None:
    sales = many(1.0, 150, items=8)
    mixed = sales.sample(fraction=1.0, shuffle=True, seed=1)
    assert_frame_equal(said(mixed).forecasts, said(sales).forecasts)


CASES = {
    "all zeros": sold([0] * 60),
    "one sale": sold([0] * 30 + [3] + [0] * 30),
    "one observation": sold([4]),
    "a constant": sold([5] * 90),
    "negative": sold([2, -3, 1] * 30),
    "nan": sold([1, math.nan, 2, None] * 20),
    "shorter than a season": sold([1, 2, 3]),
    "gaps": sold([1, 2] * 40).gather_every(3),
    "twice a day": pl.concat([sold([1] * 50), sold([1] * 50)]),
    "huge": sold([1e7] * 50),
    "fractions": sold([0.25, 0.5] * 40),
    "ended long ago": sold([3] * 50, until=AS_OF - dt.timedelta(days=300)),
    "weeks": sold([7] * 60, step=7),
}


@pytest.mark.parametrize("case", CASES)
def test_whatever_a_file_holds_the_answer_is_sane(case: str) -> None:
    found = said(CASES[case], horizon=28)
    for table in (found.forecasts, found.lead_time_demand):
        numbers = table.select("mean", *LEVELS).to_numpy()
        assert np.isfinite(numbers).all()
        assert (numbers >= 0).all()
        assert (np.diff(numbers[:, 1:]) >= 0).all()
    assert found.basis["reason"].str.len_chars().min()


def test_levels_of_simple_cases() -> None:
    def mean(case: str) -> float:
        return float(np.mean(said(CASES[case], horizon=7).forecasts["mean"].to_numpy()))

    assert mean("all zeros") == 0
    assert mean("a constant") == pytest.approx(5.0, rel=1e-3)
    assert mean("twice a day") == pytest.approx(2.0, rel=1e-3)
    assert mean("fractions") == pytest.approx(0.375, rel=0.1)
    assert 0 < mean("one sale") < 0.2
    assert mean("negative") == pytest.approx(1.0, rel=0.2)


def test_weeks_are_forecast_as_weeks() -> None:
    found = said(CASES["weeks"], horizon=28)
    assert found.forecasts["on"].to_list() == [
        AS_OF + dt.timedelta(days=7 * week) for week in (1, 2, 3, 4)
    ]
    assert found.forecasts["mean"].to_list() == pytest.approx([7.0] * 4)
    assert over(found, 28)["mean"].item() == pytest.approx(28.0)
    assert over(found, 10)["mean"].item() == pytest.approx(10.0)


def test_months_are_forecast_as_months() -> None:
    months = pl.date_range(dt.date(2022, 1, 1), dt.date(2026, 3, 1), "1mo", eager=True)
    sales = pl.DataFrame(
        {"sku": "a", "location_id": "x", "on": months, "sold_qty": 30.0}
    )
    found = said(sales, horizon=60)
    assert found.forecasts["on"].to_list() == [dt.date(2026, 4, 1), dt.date(2026, 5, 1)]
    assert found.forecasts["mean"].to_list() == pytest.approx([30.0] * 2, rel=0.01)


def test_a_closed_day_is_not_a_day_without_demand() -> None:
    sales = many(3.0, 120)
    holiday = AS_OF - dt.timedelta(days=2)
    shut = sales.with_columns(
        sold_qty=pl.when(pl.col("on") == holiday).then(0.0).otherwise("sold_qty")
    )
    without = sales.filter(pl.col("on") != holiday)
    stated = without.with_columns(is_closed=pl.lit(value=False))
    closed = pl.concat(
        [
            stated,
            shut.filter(pl.col("on") == holiday).with_columns(
                is_closed=pl.lit(value=True)
            ),
        ]
    )
    assert_frame_equal(said(shut).forecasts, said(closed).forecasts)


def test_a_stock_out_is_not_a_day_without_demand() -> None:
    shares = [1.0] * 100 + [0.0] * 20
    units = [4.0] * 100 + [0.0] * 20
    blind = said(sold(units), horizon=7).forecasts["mean"].mean()
    seeing = said(sold(units, in_stock_share=shares), horizon=7).forecasts["mean"]
    assert seeing.mean() == pytest.approx(4.0, rel=0.01)
    assert isinstance(blind, float)
    assert blind < 2


def test_prices_tell_from_when_an_item_was_sold() -> None:
    units = [0.0] * 60 + [2.0, 0.0] * 20
    not_yet = sold(units, unit_price=[None] * 60 + [9.5] * 40)
    always = sold(units, unit_price=[9.5] * 100)
    since = said(not_yet).basis["demand_days"].item()
    assert since == 40
    assert said(always).basis["demand_days"].item() == 40  # from its first sale


def test_an_attribute_pools_the_week() -> None:
    week = [1.0, 1, 1, 1, 1, 6, 0]
    busy = pl.concat(
        sold((week * 30)[:200], sku=f"w{at}", family="busy") for at in range(25)
    )
    flat = pl.concat(sold([1.0] * 200, sku=f"f{at}", family="flat") for at in range(25))
    found = said(pl.concat([busy, flat]), horizon=7).forecasts
    by_item = found.group_by("sku").agg(pl.col("mean").max()).sort("sku")["mean"]
    assert float(by_item[0]) < 1.6  # f0 is hardly moved by the busy weekend
    assert float(by_item[-1]) > 4


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.one_of(st.none(), st.just(math.nan), st.floats(-10, 1e6)),
        min_size=1,
        max_size=80,
    ),
    st.integers(0, 40),
)
def test_no_series_is_an_exception(units: list[float | None], lead: int) -> None:
    found = said(sold(units), lead_time_days=lead, review_days=0)
    numbers = found.lead_time_demand.select("mean", *LEVELS).to_numpy()
    assert np.isfinite(numbers).all()
    assert (np.diff(numbers[:, 1:]) >= 0).all()


def test_plans_after_the_last_day_are_no_sales() -> None:
    sales = many(2.0, 150, items=6).with_columns(unit_price=pl.lit(10.0))
    plans = sales.filter(pl.col("on") > AS_OF - dt.timedelta(days=20)).with_columns(
        pl.col("on") + pl.duration(days=20),
        sold_qty=pl.lit(None, pl.Float64),
        unit_price=pl.lit(5.0),
    )
    assert_frame_equal(said(pl.concat([sales, plans])).forecasts, said(sales).forecasts)


def test_the_baseline_is_free_of_events_and_planned_ones_count() -> None:
    days = 300
    on = [AS_OF - dt.timedelta(days=days - 1 - at) for at in range(days)]
    event = ["sale" if at % 25 == 7 else None for at in range(days)]
    draw = np.random.default_rng(3)
    sales = pl.concat(
        sold(
            [float(draw.poisson(12 if name else 4)) for name in event],
            sku=f"s{at:02}",
            event=event,
        )
        for at in range(25)
    )
    assert sales["on"].max() == on[-1]
    plans = sales.group_by("sku", "location_id", maintain_order=True).agg(
        on=pl.lit(AS_OF + dt.timedelta(days=3)),
        sold_qty=pl.lit(None, pl.Float64),
        event=pl.lit("sale"),
    )
    found = said(pl.concat([sales, plans.select(sales.columns)]), horizon=7).forecasts
    by_day = found.group_by("on", maintain_order=True).agg(pl.col("mean").mean())
    ordinary = by_day["mean"].gather([0, 1, 3, 4, 5, 6])
    assert ordinary.to_list() == pytest.approx([4.0] * 6, rel=0.15)
    assert by_day["mean"][2] == pytest.approx(12.0, rel=0.2)
    blind = said(sales.drop("event"), horizon=7).forecasts["mean"].mean()
    assert isinstance(blind, float)
    assert blind > 4.2


def test_a_first_sale_says_less_than_one_in_the_middle() -> None:
    """Items that sell once in fifty days are known only from a sale on."""
    rng = np.random.default_rng(8)
    sold = (rng.random((400, 300)) < 0.02).astype(float)
    row, day = np.nonzero(sold)
    sales = pl.DataFrame(
        {
            "sku": [f"s{at}" for at in row],
            "location_id": ["main"] * len(row),
            "on": [AS_OF - dt.timedelta(days=299 - int(at)) for at in day],
            "sold_qty": sold[row, day],
        }
    )
    found = forecast_sales(sales.lazy(), AS_OF, Asked())
    assert found.basis["daily_mean"].mean() == pytest.approx(0.02, rel=0.12)


@pytest.mark.parametrize(("step", "count"), [(7, 12), (30, 9)])
def test_a_few_weeks_or_months_are_history_enough(step: int, count: int) -> None:
    """Rows of weeks and months are counted as such, not as days."""
    first = dt.date(2026, 1, 1)
    on = [
        first + dt.timedelta(days=7 * at) if step == 7 else dt.date(2026, at + 1, 1)
        for at in range(count)
    ]
    demand = [10.0, 12.0, 9.0, 11.0] * 3
    sales = pl.DataFrame(
        {
            "sku": ["a"] * count,
            "location_id": ["main"] * count,
            "on": on,
            "sold_qty": demand[:count],
        }
    )
    last_on = on[-1] + dt.timedelta(days=step - 1)
    found = forecast_sales(sales.lazy(), last_on, Asked())
    assert found.basis["basis"].to_list() == ["own_history"]
    assert found.basis["daily_mean"][0] == pytest.approx(10.5, rel=0.1)
