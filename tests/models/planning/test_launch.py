"""A launch, from the product file to the order that is there on its first day."""

import datetime as dt
from typing import Any

import polars as pl
import pytest

from models.forecasting.fit import WEEKDAYS
from models.forecasting.lead_time_demand import lead_time_demand
from tests.factories import frame
from tests.models.planning.plans import (
    AS_OF,
    BASIS,
    PLACE,
    SOURCE,
    Rows,
    readiness,
    reorder_points,
    suggestions,
)


def expected(launched_on: dt.date, overrides: Rows) -> pl.DataFrame:
    """Demand to come of an item that is like one that sells three a day."""
    like = {
        **BASIS,
        **dict.fromkeys(WEEKDAYS, 1.0),
        "basis": "class",
        "method": "similar_item",
        "dispersion": 1.5,
        "sells_from": launched_on,
    }
    return lead_time_demand(
        frame("forecast_basis", like),
        frame("forecast_calibration"),
        frame("demand_profiles"),
        frame("demand_uplifts"),
        frame("calendars"),
        frame("events"),
        frame("locations", {"location_id": "main"}),
        frame("order_status").lazy(),
        frame("forecast_overrides", *overrides),
        frame("decisions"),
        frame("supply_sources", SOURCE),
        AS_OF,
    )


def ordered(days_ahead: int, *overrides: dict[str, Any]) -> pl.DataFrame:
    """What is ordered of it, without any stock row, so many days before its launch."""
    launched_on = AS_OF + dt.timedelta(days=days_ahead)
    known = expected(launched_on, list(overrides))
    wares: Rows = [{"sku": "a", "unit_price": 12, "launched_on": launched_on}]
    basis: Rows = [{**BASIS, "basis": "class", "demand_days": 0}]
    grades = readiness(products=wares, forecast_basis=basis, stock_positions=[])
    levels = reorder_points(known, products=wares, forecast_basis=basis)
    return suggestions(
        known,
        products=wares,
        stock_positions=[],
        reorder_points=levels.to_dicts(),
        readiness=grades.to_dicts(),
    )


@pytest.mark.parametrize(("days_ahead", "lines"), [(60, 0), (30, 0), (12, 1), (1, 1)])
def test_a_launch_is_ordered_when_its_first_days_come_within_reach(
    days_ahead: int, lines: int
) -> None:
    """An order lasts 16 days to the next arrival and a cycle of 7 more.

    Demand is known as sums over 21 and 28 days: a launch between them counts in part.
    """
    assert ordered(days_ahead).height == lines


def test_a_factor_and_a_planned_quantity_change_what_is_ordered() -> None:
    span = {
        **PLACE,
        "starts_on": AS_OF + dt.timedelta(days=1),
        "ends_on": AS_OF + dt.timedelta(days=60),
    }
    plain, half, planned = (
        float(found["suggested_qty"].item())
        for found in (
            ordered(5),
            ordered(5, {**span, "factor": 0.5}),
            ordered(5, {**span, "qty": 600}),
        )
    )
    assert half < plain < planned
