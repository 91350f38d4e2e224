import datetime as dt

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from models.supply import trends
from tests.models.supply.purchases import lead_times, order, receipt

START = dt.date(2025, 1, 1)


def seen(*days: float, item: str = "a", running: tuple[int, ...] = ()) -> pl.DataFrame:
    """One order a week, with the days each took; those in ``running`` still do."""
    return pl.DataFrame(
        {
            "sku": [item] * len(days),
            "po_id": [f"p{n:03d}" for n in range(len(days))],
            "ordered_on": [START + dt.timedelta(weeks=n) for n in range(len(days))],
            "days": [float(day) for day in days],
            "is_event": [n not in running for n in range(len(days))],
        }
    )


def test_the_score_is_kendalls_and_the_slope_is_theil_sens() -> None:
    days = [10.0, 11, 9, 13, 12, 15, 14, 18, 17, 16]
    row = trends.drifts(seen(*days), ["sku"]).row(0, named=True)
    slope = stats.theilslopes(days, np.arange(len(days)) * 7.0).slope
    tau = stats.kendalltau(np.arange(len(days)), days).statistic
    score, spread = tau * 45, np.sqrt(10 * 9 * 25 / 18)
    assert row["trend_days_a_year"] == pytest.approx(slope * 365)
    assert row["trend_chance_rate"] == pytest.approx(
        2 * stats.norm.sf((score - 1) / spread)
    )
    assert row["is_drifting"]


def test_the_recent_days_are_those_of_the_last_five_orders_that_came() -> None:
    table = trends.drifts(seen(9, 9, 9, 20, 21, 22, 23, 24, 2, running=(8,)), ["sku"])
    assert table["recent_days"].item() == 22.0


def test_seven_orders_are_too_few_to_tell() -> None:
    row = trends.drifts(seen(1, 2, 3, 4, 5, 6, 7), ["sku"]).row(0, named=True)
    assert row["trend_chance_rate"] is None
    assert not row["is_drifting"]


def test_several_deliveries_of_one_order_are_one_and_orders_of_a_day_no_trend() -> None:
    same_day = seen(*range(10)).with_columns(ordered_on=pl.lit(START))
    assert trends.drifts(same_day, ["sku"])["trend_chance_rate"].item() == 1.0
    split = pl.concat([seen(*range(10)), seen(*range(10))])
    once = trends.drifts(seen(*range(10)), ["sku"])
    assert trends.drifts(split, ["sku"]).equals(once)


def test_an_order_that_has_run_for_longer_than_all_before_it_counts() -> None:
    quiet = (10.0, 10, 10, 11, 11, 11, 12, 12)
    waiting = seen(*quiet, 40, 40, 40, running=(8, 9, 10))
    without = trends.drifts(seen(*quiet), ["sku"])["trend_chance_rate"].item()
    assert trends.drifts(waiting, ["sku"])["trend_chance_rate"].item() < without
    young = trends.drifts(seen(*quiet, 1, 1, 1, running=(8, 9, 10)), ["sku"])
    assert young["trend_days_a_year"].item() > 0


def test_of_a_thousand_steady_items_hardly_any_is_called_drifting() -> None:
    rng = np.random.default_rng(5)
    steady = [seen(*rng.gamma(9, 2, 20), item=f"i{n:04d}") for n in range(1000)]
    table = trends.drifts(pl.concat(steady), ["sku"])
    looks_so = (table["trend_chance_rate"] < 0.05).sum()
    assert 25 <= looks_so <= 65
    assert table["is_drifting"].sum() <= 1


def test_among_those_called_drifting_few_are_false_and_most_true_ones_are_found() -> (
    None
):
    rng = np.random.default_rng(6)
    steady = [seen(*rng.gamma(9, 2, 20), item=f"i{n:04d}") for n in range(400)]
    drift = np.arange(20) * 1.5
    true = [seen(*(rng.gamma(9, 2, 20) + drift), item=f"t{n:03d}") for n in range(100)]
    named = trends.drifts(pl.concat(steady + true), ["sku"]).filter("is_drifting")
    is_true = named["sku"].str.starts_with("t")
    assert (~is_true).sum() <= 0.1 * len(named)
    assert is_true.sum() >= 90


@settings(max_examples=20, deadline=None)
@given(
    days=st.lists(st.integers(1, 60), min_size=8, max_size=25),
    seed=st.integers(0, 9),
)
def test_a_mirrored_past_has_the_opposite_trend_and_order_of_rows_is_nothing(
    days: list[int], seed: int
) -> None:
    forth = trends.drifts(seen(*days), ["sku"]).row(0, named=True)
    back = trends.drifts(seen(*days[::-1]), ["sku"]).row(0, named=True)
    assert forth["trend_days_a_year"] == pytest.approx(-back["trend_days_a_year"])
    assert forth["trend_chance_rate"] == back["trend_chance_rate"]
    shuffled = seen(*days).sample(fraction=1, shuffle=True, seed=seed)
    assert trends.drifts(shuffled, ["sku"]).row(0, named=True) == forth


def test_a_drifting_lead_time_is_planned_with_what_came_last() -> None:
    days = (7, 7, 8, 7, 8, 9, 9, 10, 12, 14, 16, 18, 20, 21)
    first = dt.date(2025, 9, 1)
    placed = [first + dt.timedelta(weeks=n) for n in range(len(days))]
    table = lead_times(
        [order(n, on.isoformat()) for n, on in enumerate(placed)],
        [
            receipt(n, n, (on + dt.timedelta(days=took)).isoformat())
            for n, (on, took) in enumerate(zip(placed, days, strict=True))
        ],
        "2026-02-01",
    )
    row = table.row(by_predicate=pl.col("sku") == "a", named=True)
    assert row["is_drifting"]
    assert row["observed_days"] == 9.5
    assert (row["used_days"], row["recent_days"]) == (18.0, 18.0)


def test_only_the_last_thirty_orders_count() -> None:
    placed = [START + dt.timedelta(days=3 * n) for n in range(60)]
    table = lead_times(
        [order(n, on.isoformat()) for n, on in enumerate(placed)],
        [
            receipt(n, n, (on + dt.timedelta(days=40 if n < 30 else 5)).isoformat())
            for n, on in enumerate(placed)
        ],
        "2025-07-01",
    )
    row = table.row(by_predicate=pl.col("sku") == "a", named=True)
    assert (row["observations"], row["used_days"]) == (30, 5.0)
