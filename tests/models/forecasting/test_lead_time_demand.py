import datetime as dt
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import tables
from models.forecasting.fit import WEEKDAYS
from models.forecasting.forecasts import forecasts
from models.forecasting.lead_time_demand import SPANS, lead_time_demand
from models.tables.columns import QUANTILE_COLUMNS
from tests.factories import frame
from tests.models.forecasting.sales import AS_OF

MONDAY = dt.date(2026, 3, 30)
STORES = frame("locations", {"location_id": "main", "kind": "store"})


def basis(**columns: object) -> pl.DataFrame:
    row = {
        "sku": "a",
        "location_id": "main",
        "basis": "own_history",
        "daily_mean": 2.0,
        "dispersion": 1.5,
        **dict.fromkeys(WEEKDAYS, 1.0),
        "is_whole": True,
        **columns,
    }
    return frame("forecast_basis", row)


def sums(
    forecast_basis: pl.DataFrame,
    *sources: dict[str, Any],
    calendars: pl.DataFrame | None = None,
    profiles: pl.DataFrame | None = None,
    as_of: dt.date = AS_OF,
    **given: list[dict[str, Any]],
) -> pl.DataFrame:
    found = lead_time_demand(
        forecast_basis,
        frame("forecast_calibration"),
        frame("demand_profiles") if profiles is None else profiles,
        frame("demand_uplifts", *given.get("demand_uplifts", [])),
        frame("calendars") if calendars is None else calendars,
        frame("events", *given.get("events", [])),
        STORES,
        frame("order_status", *given.get("order_status", [])).lazy(),
        frame("forecast_overrides", *given.get("forecast_overrides", [])),
        frame("decisions", *given.get("decisions", [])),
        frame("supply_sources", *sources),
        as_of,
    )
    tables.TABLES["lead_time_demand"].validate(found)
    return found


def days_ahead(
    forecast_basis: pl.DataFrame,
    *sources: dict[str, Any],
    **given: list[dict[str, Any]],
) -> pl.DataFrame:
    found = forecasts(
        forecast_basis,
        frame("forecast_calibration"),
        frame("demand_profiles"),
        frame("demand_uplifts", *given.get("demand_uplifts", [])),
        frame("calendars"),
        frame("events", *given.get("events", [])),
        STORES,
        frame("order_status").lazy(),
        frame("forecast_overrides", *given.get("forecast_overrides", [])),
        frame("decisions", *given.get("decisions", [])),
        frame("supply_sources", *sources),
        AS_OF,
    ).collect()
    tables.TABLES["forecasts"].validate(found)
    return found


def over(found: pl.DataFrame, days: int) -> dict[str, Any]:
    return found.row(by_predicate=pl.col("days") == days, named=True)


def test_noise_averages_out_and_the_error_of_the_level_does_not() -> None:
    noise = sums(basis())
    error = sums(basis(dispersion=1.0, level_error=0.3))
    assert over(noise, 28)["sd"] == pytest.approx(np.sqrt(28 * 2 * 1.5))
    assert over(error, 28)["sd"] == pytest.approx(np.sqrt(56 + (0.3 * 56) ** 2))


def test_drift_makes_the_far_future_less_sure() -> None:
    found = sums(basis(dispersion=1.0, level_drift=0.05))
    assert over(found, 91)["sd"] ** 2 == pytest.approx(182 + 0.05**2 * 91 * 182**2)


def test_every_span_is_there_and_the_mean_is_the_sum_of_days() -> None:
    found = sums(basis())
    assert found["days"].to_list() == [0, *SPANS.tolist()]
    assert over(found, 21)["mean"] == pytest.approx(42.0)


def test_protection_is_that_of_the_source_else_fifteen_days() -> None:
    source = {"sku": "a", "location_id": "main", "kind": "supplier"}
    assert over(sums(basis()), 0)["mean"] == pytest.approx(30.0)
    assert over(sums(basis(), {**source, "protection_days": 40}), 0)["mean"] == 80
    assert over(sums(basis(), {**source, "protection_days": 400}), 0)["mean"] == 800
    assert over(sums(basis(), {**source, "kind": "none"}), 0)["mean"] == 30


def test_a_random_lead_time_adds_its_share() -> None:
    source = {
        "sku": "a",
        "location_id": "main",
        "kind": "supplier",
        "protection_days": 10,
        "lead_time_sd_days": 3.0,
    }
    found = sums(basis(), source)
    assert over(found, 0)["sd"] == pytest.approx(np.sqrt(30 + 2.0**2 * 3.0**2))
    assert over(found, 10)["sd"] == pytest.approx(np.sqrt(30))


def test_a_closed_store_sells_nothing() -> None:
    start = AS_OF + dt.timedelta(days=2)
    closure = frame(
        "calendars",
        {"party_id": "main", "starts_on": start, "ends_on": start},
        {"party_id": "elsewhere", "starts_on": start, "ends_on": start},
    )
    found = sums(basis(), calendars=closure)
    assert [over(found, days)["mean"] for days in (1, 2, 3)] == [2.0, 2.0, 4.0]


def sold(channel: str, units: int, **more: object) -> dict[str, Any]:
    line = {"order_id": f"{channel} {units}", "location_id": "main", "channel": channel}
    return line | {"placed_on": AS_OF, "demand_qty": units, "stream": "retail"} | more


def test_a_channel_that_rests_takes_its_share_away() -> None:
    start = AS_OF + dt.timedelta(days=2)
    rest = {"starts_on": start, "ends_on": start}
    orders = [
        sold("web", 30),
        sold("fair", 10),
        sold("fair", 99, stream="project"),
        sold("fair", 98, placed_on=AS_OF - dt.timedelta(days=400)),
    ]
    closed = frame("calendars", {"party_id": "fair", **rest})
    found = sums(basis(), calendars=closed, order_status=orders)
    assert [over(found, days)["mean"] for days in (1, 2, 3)] == [2.0, 3.5, 5.5]
    event = {"event_id": "e", "kind": "closure", "channel": "fair", **rest}
    assert over(sums(basis(), events=[event], order_status=orders), 3)["mean"] == 5.5


def test_the_week_shapes_the_days() -> None:
    week = frame(
        "demand_profiles",
        *(
            {
                "location_id": "main",
                "category": "",
                "cycle": "weekday",
                "position": day,
                "factor": 0.0 if day < 6 else 3.5,
            }
            for day in range(1, 8)
        ),
    )
    sunday = MONDAY - dt.timedelta(days=1)
    found = sums(basis(), profiles=week, as_of=sunday)
    assert [over(found, days)["mean"] for days in (5, 6, 7)] == [0, 7, 14]


def test_no_basis_no_number() -> None:
    assert sums(basis(basis="none", daily_mean=0.0)).is_empty()


def test_forecasts_reach_over_the_longest_protection() -> None:
    for protection, days in ((30, 91), (120, 120)):
        source = {"sku": "a", "location_id": "main", "protection_days": protection}
        found = days_ahead(basis(), source)
        assert found.height == days
        assert found["on"].min() == AS_OF + dt.timedelta(days=1)


@given(
    st.floats(0, 1e7),
    st.floats(1, 1e4),
    st.floats(0, 3),
    st.floats(0, 1),
    st.booleans(),
)
def test_quantiles_are_in_order_for_any_basis(
    mean: float,
    dispersion: float,
    error: float,
    drift: float,
    is_whole: bool,  # noqa: FBT001 - drawn
) -> None:
    found = sums(
        basis(
            daily_mean=mean,
            dispersion=dispersion,
            level_error=error,
            level_drift=drift,
            is_whole=is_whole,
        )
    )
    levels = found.select(QUANTILE_COLUMNS).to_numpy()
    assert (np.diff(levels, axis=1) >= 0).all()
    assert not is_whole or (levels == np.round(levels)).all()


def test_nothing_sells_before_its_launch_nor_once_its_successor_is_sold() -> None:
    tomorrow = AS_OF + dt.timedelta(days=1)
    ahead = basis(sells_from=tomorrow + dt.timedelta(days=4))
    assert over(sums(ahead), 4)["mean"] == 0
    assert over(sums(ahead), 14)["mean"] == pytest.approx(20)
    ending = basis(sells_until=tomorrow + dt.timedelta(days=4))
    assert over(sums(ending), 4)["mean"] == pytest.approx(8)
    assert over(sums(ending), 14)["mean"] == pytest.approx(10)


def test_a_planned_quantity_counts_before_the_launch_and_a_factor_after_it() -> None:
    ahead = basis(sells_from=AS_OF + dt.timedelta(days=5))
    span = {
        "sku": "a",
        "location_id": "main",
        "starts_on": AS_OF + dt.timedelta(days=1),
        "ends_on": AS_OF + dt.timedelta(days=14),
    }
    planned = sums(ahead, forecast_overrides=[{**span, "qty": 70}])
    assert over(planned, 14)["mean"] == pytest.approx(70)
    assert over(planned, 4)["mean"] == 0
    like_half = sums(ahead, forecast_overrides=[{**span, "factor": 0.5}])
    assert over(like_half, 14)["mean"] == pytest.approx(10)
