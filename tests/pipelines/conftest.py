"""Runs that several tests read from, each made once."""

import datetime as dt
import json

import pytest

from pipelines.deciding.store import Store
from pipelines.publishing import Snapshot
from pipelines.workspace import Workspace
from tests.factories import frame
from tests.pipelines import documented, drops, three_files
from tests.pipelines.shops import Row, plan, row_of


@pytest.fixture(scope="session")
def danish_shop(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return the workspace of three Danish files."""
    return three_files.make(tmp_path_factory.mktemp("danish") / "shop")


@pytest.fixture(scope="session")
def danish(danish_shop: Workspace) -> Snapshot:
    """Run three Danish files."""
    return plan(danish_shop)


@pytest.fixture(scope="session")
def documented_shop(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return the workspace with every document."""
    return documented.make(tmp_path_factory.mktemp("documented") / "shop")


@pytest.fixture(scope="session")
def documented_plan(documented_shop: Workspace) -> Snapshot:
    """Run the shop with every document."""
    return plan(documented_shop)


@pytest.fixture(scope="session")
def decided_plan(documented_shop: Workspace, documented_plan: Snapshot) -> Snapshot:
    """Run the same shop two days later, after a planner has decided."""
    long_ago = documented_plan.as_of - dt.timedelta(days=6)
    week_old = {"decided_at": f"{long_ago}T10:00", "run": f"{long_ago}-1"}
    ahead = documented_plan.as_of + dt.timedelta(days=20)
    decisions = [
        decision(documented_plan, "steady", "approve", decided_qty=24),
        decision(documented_plan, "imported", "approve", decided_qty=24),
        decision(documented_plan, "far", "approve", decided_qty=24) | week_old,
        decision(documented_plan, "rejected", "reject", decided_qty=0),
        decision(documented_plan, "held", "reject", decided_qty=0),
        decision(documented_plan, "draft", "reject", holds_until=ahead),
        decision(documented_plan, "cut", "change", decided_qty=9),
    ]
    store = Store(documented_shop.decisions_url)
    store.append(frame("decisions", *decisions))
    documented.two_days_later(documented_shop)
    return plan(documented_shop)


def decision(snapshot: Snapshot, sku: str, action: str, **more: object) -> Row:
    """Return a planner's decision on the suggestion of an item, the day after."""
    line = row_of(snapshot, "suggestions", sku=sku)
    taken = (
        *("suggestion_id", "supplier_id", "location_id", "sku", "suggested_qty"),
        *("arrive_on", "stockout_risk_rate"),
    )
    tomorrow = snapshot.as_of + dt.timedelta(days=1)
    return {
        **{name: line[name] for name in taken},
        "decision_id": f"{sku}-{action}",
        "decided_at": f"{tomorrow}T10:00",
        "author": "planner",
        "run": snapshot.run,
        "action": action,
        **more,
    }


@pytest.fixture(scope="session")
def dropped_shop(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return the workspace of dated drops."""
    return drops.make(tmp_path_factory.mktemp("dropped") / "shop")


@pytest.fixture(scope="session")
def then(dropped_shop: Workspace) -> Snapshot:
    """Run the drops of a day as of that day."""
    return plan(dropped_shop, drops.DAY)


@pytest.fixture(scope="session")
def then_again(dropped_shop: Workspace, then: Snapshot) -> Snapshot:
    """Run as of that day once more, when the drops of the next day are there."""
    assert then.as_of == drops.DAY
    drops.drop_tomorrow(dropped_shop)
    Store(dropped_shop.decisions_url).append(frame("decisions", *_decided_later()))
    return plan(dropped_shop, drops.DAY)


def _decided_later() -> list[Row]:
    """Return what a planner set about the plan of the next day."""
    made = {
        "decided_at": f"{drops.TOMORROW}T10:00",
        "author": "planner",
        "run": f"{drops.TOMORROW}-1",
        "suggestion_id": "",
        "action": "set_parameter",
    }
    cycle = {"scope": "company", "key": "", "parameter": "order_cycle_days"}
    return [{**made, "decision_id": "d1", "after": json.dumps({**cycle, "value": 60})}]


@pytest.fixture(scope="session")
def next_day(dropped_shop: Workspace, then_again: Snapshot) -> Snapshot:
    """Run with all drops, as of the day that the data themselves name."""
    assert then_again.as_of == drops.DAY
    return plan(dropped_shop)
