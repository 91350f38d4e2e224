"""Forecasts kept as they were made, and what each step of them added."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from pipelines.publishing import Snapshot
from pipelines.vintages import Vintages
from pipelines.workspace import Workspace
from tests.pipelines.shops import Row, days, drop, plan, row_of, rows_of, shop, sold

DAY = dt.date(2026, 3, 1)
FIRST = DAY - dt.timedelta(days=14)
SECOND = DAY - dt.timedelta(days=7)
START = DAY - dt.timedelta(days=99)
PROMISED = 35
"""What a planner expects of the week after the first run; 14 come."""


def make(root: Path) -> Workspace:
    """Fill the inbox: two of the cup are sold a day, three of the plate."""
    workspace = shop(root)
    whole = days(START, DAY)
    orders = [*sold("cup", whole, 2), *sold("plate", whole, 3)]
    drop(workspace, "order_lines.csv", orders)
    drop(workspace, "forecast_overrides.csv", [override(FIRST, PROMISED)])
    return workspace


def override(after: dt.date, qty: float) -> Row:
    """Return what a planner says of the week after a day."""
    return {
        "sku": "cup",
        "location_id": "main",
        "starts_on": after + dt.timedelta(days=1),
        "ends_on": after + dt.timedelta(days=7),
        "qty": qty,
    }


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return the workspace of the shop."""
    return make(tmp_path_factory.mktemp("vintages") / "shop")


@pytest.fixture(scope="module")
def plans(workspace: Workspace) -> list[Snapshot]:
    """Run as of three days, one after the other."""
    return [plan(workspace, day) for day in (FIRST, SECOND, DAY)]


def kept(workspace: Workspace) -> dict[dt.date, pl.DataFrame]:
    """Return what every vintage holds."""
    made = Vintages(workspace.vintages).vintages()
    return {on: rows.collect() for on, rows in made.items()}


def test_every_run_is_kept_beside_the_others(
    workspace: Workspace, plans: list[Snapshot]
) -> None:
    made = kept(workspace)
    assert list(made) == [plan.as_of for plan in plans]
    weeks = made[FIRST].filter(sku="cup")
    assert weeks["said_qty"][0] == pytest.approx(PROMISED)
    assert weeks["baseline_qty"][0] == pytest.approx(14, rel=0.05)
    assert weeks["said_qty"][1:].equals(weeks["baseline_qty"][1:], check_names=False)


def test_the_steps_of_kept_forecasts_are_judged(plans: list[Snapshot]) -> None:
    last = plans[-1]
    near = {"weeks_ahead": "1", "segment": "all"}
    naive = row_of(last, "forecast_value_added", step="naive", **near)
    model = row_of(last, "forecast_value_added", step="model", **near)
    planner = row_of(last, "forecast_value_added", step="planner", **near)
    assert naive["item_weeks"] == model["item_weeks"] == 4
    assert naive["wape"] == pytest.approx(0)
    assert model["wape"] < 0.05
    assert planner["item_weeks"] == 1
    assert planner["wape"] == pytest.approx((PROMISED - 14) / 14)
    assert planner["value_added"] < -1
    assert len(rows_of(last, "forecast_value_added", weeks_ahead="5-13")) == 0


def test_a_plan_of_a_past_day_changes_no_forecast_and_sees_no_later_one(
    workspace: Workspace, plans: list[Snapshot]
) -> None:
    before = kept(workspace)
    again = plan(workspace, SECOND)
    for table in ("forecasts", "forecast_value_added"):
        assert again.read(table).equals(plans[1].read(table))
    after = kept(workspace)
    assert list(after) == list(before)
    assert all(after[day].equals(before[day]) for day in before)
