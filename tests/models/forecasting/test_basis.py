import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import tables
from models.forecasting.basis import forecast_basis
from models.forecasting.profile import demand_profiles
from tests.factories import frame
from tests.models.forecasting.sales import (
    AS_OF,
    history,
    no_exceptions,
    no_uplifts,
    poisson,
    products_of,
    several,
)


def based(
    demand: pl.LazyFrame,
    products: pl.DataFrame | None = None,
    forecast_overrides: pl.DataFrame | None = None,
    exceptional_sales: pl.DataFrame | None = None,
) -> pl.DataFrame:
    usual = no_exceptions() if exceptional_sales is None else exceptional_sales
    known = products_of(demand) if products is None else products
    profiles = demand_profiles(demand, usual, no_uplifts(), known, AS_OF)
    said = frame("forecast_overrides")
    if forecast_overrides is not None:
        said = forecast_overrides
    found = forecast_basis(
        *(demand, usual, no_uplifts(), profiles, known, said),
        *(frame("decisions"), AS_OF),
    )
    tables.TABLES["forecast_basis"].validate(found)
    return found


def row(found: pl.DataFrame, sku: str) -> dict[str, Any]:
    return found.row(by_predicate=pl.col("sku") == sku, named=True)


def test_steady_demand_is_found() -> None:
    found = row(based(several(history(poisson(4, 300)))), "a")
    assert found["basis"] == "own_history"
    assert found["daily_mean"] == pytest.approx(4.0, rel=0.1)
    assert found["dispersion"] == pytest.approx(1.0, abs=0.3)
    assert found["is_whole"]


def test_masking_stock_outs_keeps_the_level() -> None:
    sold = poisson(4, 300)
    share = [0.0 if day % 10 < 4 else 1.0 for day in range(300)]
    seen = [units * here for units, here in zip(sold, share, strict=True)]
    found = row(based(several(history(seen, share=share))), "a")
    assert found["daily_mean"] == pytest.approx(4.0, rel=0.1)
    assert found["masked_days"] == 120


def test_no_sales_in_stock_is_no_demand() -> None:
    found = row(based(several(history([0.0] * 60, share=[1.0] * 60))), "a")
    assert (found["basis"], found["daily_mean"]) == ("own_history", 0.0)


def test_too_little_history_leans_on_the_category() -> None:
    peers = [history(poisson(2, 100, seed), sku=f"peer{seed}") for seed in range(6)]
    found = based(several(history([0.0, 1.0, 0.0], sku="new"), *peers))
    new = row(found, "new")
    assert new["basis"] == "class"
    assert new["method"] == "category_mean"
    assert 1.0 < new["daily_mean"] < 2.0
    assert new["level_error"] > row(found, "peer0")["level_error"]


def test_a_new_item_borrows_from_the_one_it_resembles_or_succeeds() -> None:
    demand = several(history(poisson(9, 100)), history([7.0] * 3, sku="b"))
    resembles = frame("products", {"sku": "a"}, {"sku": "b", "similar_sku": "a"})
    succeeds = frame("products", {"sku": "a", "successor_sku": "b"}, {"sku": "b"})
    for products in (resembles, succeeds):
        found = row(based(demand, products), "b")
        assert (found["basis"], found["method"]) == ("class", "similar_item")
        assert 7 < found["daily_mean"] < 9


def test_own_history_takes_over_from_an_unlike_model_as_fast_as_it_speaks() -> None:
    def level(days: int) -> float:
        slow = history([1.0, 0.0, 0.0, 0.0] * days, sku="b")
        wares = frame("products", {"sku": "a"}, {"sku": "b", "similar_sku": "a"})
        found = row(based(several(history(poisson(15, 100)), slow), wares), "b")
        assert found["basis"] == "class"
        return float(found["daily_mean"])

    assert level(1) < 2
    assert level(2) < 1


def test_launches_that_followed_their_models_let_the_next_one_be_believed() -> None:
    def expected(share: float) -> float:
        """Return what is said of a launch after others sold a share of their models."""
        histories: list[pl.DataFrame] = []
        wares: list[dict[str, Any]] = []
        for pair in range(8):
            rate = 2.0 + pair
            old, new = (f"{name}{pair}" for name in ("old", "new"))
            histories += [
                history(poisson(rate, 200, pair), sku=old),
                history(poisson(share * rate, 100, 50 + pair), sku=new),
            ]
            wares += [{"sku": old}, {"sku": new, "similar_sku": old}]
        wares.append({"sku": "next", "similar_sku": "old7", "launched_on": AS_OF})
        found = row(based(several(*histories), frame("products", *wares)), "next")
        assert found["method"] == "similar_item"
        return float(found["daily_mean"])

    assert expected(1.0) == pytest.approx(9, rel=0.25)
    assert expected(0.3) == pytest.approx(0.3 * 9, rel=0.25)


def test_nothing_to_lean_on_gives_no_number() -> None:
    found = row(based(several(history([3.0, 4.0]))), "a")
    assert (found["basis"], found["method"]) == ("none", "none")
    assert found["daily_mean"] == 0
    assert found["reason"].startswith("Only 2 days")
    assert found["reason_da"].startswith("Kun 2 dage")


def exceptional(on: dt.date, units: float, **told: Any) -> pl.DataFrame:
    """Return that a day was called exceptional, cut at five units."""
    call = {
        "sku": "a",
        "location_id": "main",
        "on": on,
        "stream": "retail",
        "demanded_qty": units,
        "usual_qty": 1,
        "most_qty": 5,
        "counted_qty": 5,
        "decision": "none",
    }
    return frame("exceptional_sales", call | told)


def test_an_exceptional_sale_is_left_out_until_it_passed_or_a_planner_says_so() -> None:
    sold = poisson(1, 300)
    sold[290] = 5000.0
    on = AS_OF - dt.timedelta(days=9)

    def level(**told: Any) -> float:
        calls = exceptional(on, 5000, **told)
        found = row(based(several(history(sold)), exceptional_sales=calls), "a")
        return float(found["daily_mean"])

    assert level() < 2
    assert level(decision="confirmed", counted_qty=1) < level() + 0.01
    assert level(decision="ordinary", counted_qty=5000) > 10
    assert level(passed_on=AS_OF, counted_qty=5000) > 10
    assert level(passed_on=AS_OF + dt.timedelta(days=1)) < 2


def test_what_happens_after_as_of_changes_nothing() -> None:
    known = [history(poisson(3, 200, seed), sku=f"sku{seed}") for seed in range(3)]
    future = [
        history(
            [900.0] * 20, sku=sku, share=[0.0] * 20, until=AS_OF + dt.timedelta(days=20)
        )
        for sku in ("sku0", "sku1", "planted")
    ]
    products = frame("products", *({"sku": f"sku{seed}"} for seed in range(3)))
    assert based(several(*known), products).equals(
        based(several(*known, *future), products)
    )


@given(
    st.lists(
        st.one_of(
            st.just(0.0),
            st.sampled_from([1.0, 2.0, 0.5, 9_999_999.0]),
            st.decimals(0, 1000, places=3, allow_nan=False).map(float),
        ),
        max_size=80,
    ),
    st.lists(st.sampled_from([None, 0.0, 0.05, 0.5, 1.0]), min_size=80, max_size=80),
)
def test_any_history_gives_a_valid_basis(
    demand: list[float], share: list[float | None]
) -> None:
    exact = [float(Decimal(str(units)).quantize(Decimal("0.001"))) for units in demand]
    found = based(several(history(exact, share=share[: len(exact)])))
    assert found.height == min(len(exact), 1)


def test_an_item_about_to_be_launched_is_expected_where_its_model_sells() -> None:
    demand = several(history(poisson(9, 100)), history(poisson(1, 60), sku="c"))
    launch = AS_OF + dt.timedelta(days=30)
    products = frame(
        "products",
        {"sku": "a"},
        {"sku": "new", "similar_sku": "a", "launched_on": launch},
        {"sku": "far", "similar_sku": "a", "launched_on": launch.replace(year=2027)},
    )
    found = based(demand, products)
    assert found["sku"].to_list() == ["a", "c", "new"]
    assert row(found, "new")["basis"] == "class"
    assert row(found, "new")["daily_mean"] == pytest.approx(9, rel=0.2)


def test_an_item_sells_from_its_launch_until_its_successor_is_sold() -> None:
    demand = several(history(poisson(4, 300)), history(poisson(4, 300), sku="c"))
    soon = AS_OF + dt.timedelta(days=20)
    long_ago = AS_OF - dt.timedelta(days=900)
    wares = frame(
        "products",
        {"sku": "a", "successor_sku": "b", "launched_on": long_ago},
        {"sku": "b", "launched_on": soon},
        {"sku": "c", "successor_sku": "a", "launched_on": AS_OF},
    )
    found = based(demand, wares)
    assert row(found, "a")["sells_until"] == soon - dt.timedelta(days=1)
    assert row(found, "b")["sells_from"] == soon
    assert row(found, "b")["method"] == "similar_item"
    assert row(found, "c")["sells_until"] is None
