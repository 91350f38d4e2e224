"""What needs a decision today: ranked by money, said in words."""

import datetime as dt
from decimal import Decimal

import polars as pl
import pytest

from models.reports import (
    data_troubles,
    overview,
    stock_beside,
    stock_health,
    today,
)
from models.reports.formats import SPACE
from models.tables.suggestions import CAUSES_OF_CHANGE
from tests.factories import frame
from tests.models.reports.plans import plan
from tests.models.reports.plans_behind import AS_OF, DAY


def outlook() -> pl.DataFrame:
    """Return two items that sell 2 a day: one out, one lasting three days of ten."""
    here = {"location_id": "main"}
    positions = frame(
        "stock_positions",
        {**here, "sku": "out", "is_stock_known": True, "available_qty": 0},
        {**here, "sku": "low", "is_stock_known": True, "available_qty": 6},
    )
    points = frame(
        "reorder_points",
        *(
            {**here, "sku": sku, "daily_mean_qty": 2.0, "lead_time_days": 10.0}
            for sku in ("out", "low")
        ),
    )
    found = stock_health.outlook(positions, points, frame("suggestions"), AS_OF)
    prices = frame(
        "item_classes",
        {**here, "sku": "out", "unit_price": 15},
        {**here, "sku": "low", "unit_price": 110},
    )
    costs = frame(
        "supply_sources",
        *({**here, "sku": sku, "landed_cost_amount": 10} for sku in ("out", "low")),
    )
    return today.with_margin(found.drop("lost_margin_per_day_amount"), prices, costs)


def test_a_day_costs_demand_times_margin_and_the_days_until_goods_add_up() -> None:
    rows = today.risks(outlook(), frame("products"), AS_OF, "en").rows
    costs = rows.select(
        "sku", "lost_margin_per_day_amount", "lost_margin_amount", "runs_out_on"
    )
    assert costs.rows() == [
        ("low", Decimal(200), Decimal(1400), AS_OF + 4 * DAY),
        ("out", Decimal(10), Decimal(100), None),
    ]


def test_what_lasts_until_goods_come_is_no_risk() -> None:
    enough = outlook().with_columns(days_left=pl.lit(11.0), available_qty=pl.lit(22))
    assert not today.risks(enough, frame("products"), AS_OF, "en").total


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            {"is_out": True, "next_arrival_on": None, "suggested_qty": None},
            "Out now. Nothing is on its way.",
        ),
        (
            {"is_out": True, "next_arrival_on": AS_OF + DAY, "suggested_qty": 12},
            "Out now. Next goods 23 Nov 2026. Order 12.",
        ),
        (
            {
                "is_out": False,
                "runs_out_on": AS_OF + 2 * DAY,
                "next_arrival_on": AS_OF - DAY,
                "suggested_qty": 12,
            },
            "Runs out about 24 Nov 2026. Order 12.",
        ),
    ],
)
def test_a_risk_is_told_in_words(row: dict[str, object], said: str) -> None:
    assert today.risk_in_words(row, AS_OF, "en").replace(SPACE, " ") == said


def test_an_order_is_decided_when_all_its_lines_are() -> None:
    line = {"supplier_id": "s", "location_id": "main", "order_on": AS_OF + DAY}
    lines = frame(
        "suggestions",
        *({**line, "part": 1, "suggestion_id": name} for name in "ab"),
        {**line, "part": 2, "suggestion_id": "c"},
    )
    states = pl.DataFrame(
        {"suggestion_id": ["a", "b", "c"], "state": ["approved", "open", "sent"]}
    )
    found = today.standing_of_orders(lines, states).sort("part")
    assert found.select("part", "decided", "sent").rows() == [(1, 1, 0), (2, 1, 1)]


def test_changes_are_worth_their_units_at_cost_and_grouped_by_cause() -> None:
    common = {"location_id": "main", "since_on": AS_OF - DAY, "is_small": False}
    made = frame(
        "suggestion_changes",
        {**common, "sku": "a", "change_qty": -2, "cause": "demand"},
        {**common, "sku": "b", "change_qty": 5, "cause": "terms"},
        {**common, "sku": "c", "change_qty": 1, "cause": "terms", "is_small": True},
    )
    costs = frame(
        "supply_sources",
        {"sku": "a", "location_id": "main", "unit_cost_amount": 100},
        {"sku": "b", "location_id": "main", "unit_cost_amount": 10},
    )
    shown = today.changes(made, costs, frame("products"), "en").rows
    assert shown.select("sku", "change_amount").rows() == [
        ("a", Decimal(-200)),
        ("b", Decimal(50)),
    ]
    assert today.causes(shown).select("cause", "items").rows() == [
        ("Customers", 1),
        ("Supplier's terms", 1),
    ]


def test_every_cause_has_words() -> None:
    assert set(today.CAUSES) == set(CAUSES_OF_CHANGE)


AGREED = stock_beside.Agreement(3, 3, 0, Decimal(0))


def test_old_data_are_the_first_thing_said() -> None:
    head = overview.headline(plan(), AS_OF)
    fresh = overview.freshness(plan())
    late = data_troubles.troubles(fresh, head, AGREED, "en", AS_OF + 9 * DAY)
    assert late[0].is_grave
    assert "end 9 days ago" in late[0].words
    soon = data_troubles.troubles(fresh, head, AGREED, "en", AS_OF + DAY)
    assert "days ago" not in soon[0].words


def test_sound_data_have_no_trouble() -> None:
    head = overview.headline({}, AS_OF)
    fresh = overview.Freshness(AS_OF, None, AS_OF, AS_OF, 1, AS_OF, 5, 0)
    found = data_troubles.troubles(fresh, head, AGREED, "en", AS_OF + DAY)
    assert found == []
    old = overview.Freshness(
        AS_OF, None, AS_OF, AS_OF - dt.timedelta(days=9), 1, AS_OF, 5, 0
    )
    assert data_troubles.troubles(old, head, AGREED, "en", AS_OF)[0].is_grave
