"""What changed since the plan before: parts that add up, and a cause for each change.

One item sells three a day; its level is 80, of which 75 were wanted yesterday.
"""

import datetime as dt
from typing import Any

import polars as pl
import pytest

from models import tables
from models.company import Company
from models.planning.planning_positions import planning_positions
from models.planning.stability import BEFORE, suggestion_changes
from tests.factories import frame
from tests.models.planning.plans import (
    AS_OF,
    LEVELS,
    PLACE,
    SOURCE,
    Given,
    coming,
    demand,
    stock,
    suggestions,
    tables_of,
)

YESTERDAY = AS_OF - dt.timedelta(days=1)
STANDING = (
    *("supply_sources", "stock_positions", "open_supply", "supply_matches"),
    *("kit_components", "suggested_builds", "locations"),
)


def plan(as_of: dt.date = AS_OF, **given: Given) -> dict[str, pl.DataFrame]:
    """The tables of one day that changes are told from."""
    standing = planning_positions(
        return_lines=frame("return_lines").lazy(),
        order_status=frame("order_status").lazy(),
        lead_time_demand=demand().with_columns(made_on=pl.lit(as_of)).lazy(),
        as_of=as_of,
        **tables_of(*STANDING, **given),
    )
    names = ("reorder_points", "supply_sources", "decisions", "locations")
    scope = frame("scope", {"as_of": as_of, "currency": "DKK", "time_zone": "UTC"})
    return {
        "scope": scope,
        "planning_positions": tables.TABLES["planning_positions"].validate(standing),
        "suggestions": suggestions(as_of=as_of, **given),
        **tables_of(*names, **given),
    }


def changes(
    before: dict[str, pl.DataFrame],
    now: dict[str, pl.DataFrame],
    *moves: tuple[str, int],
) -> pl.DataFrame:
    rows = [
        {
            **PLACE,
            "move_id": str(number),
            "kind": kind,
            "qty": qty,
            "bucket": "on_hand",
            "occurred_at": f"{AS_OF}T10:00",
        }
        for number, (kind, qty) in enumerate(moves)
    ]
    names = ("suggestions", "planning_positions", "reorder_points", "supply_sources")
    made = suggestion_changes(
        {name: before[name].lazy() for name in BEFORE},
        **{name: now[name] for name in (*names, "decisions", "locations")},
        stock_moves=frame("stock_moves", *rows).lazy(),
        as_of=AS_OF,
        company=Company(),
    )
    return tables.TABLES["suggestion_changes"].validate(made)


def one(
    before: dict[str, pl.DataFrame],
    now: dict[str, pl.DataFrame],
    *moves: tuple[str, int],
) -> dict[str, Any]:
    table = changes(before, now, *moves)
    assert table.height == 1
    return table.row(0, named=True)


def test_the_same_plan_has_not_changed() -> None:
    row = one(plan(YESTERDAY), plan())
    assert (row["before_qty"], row["suggested_qty"]) == (75, 75)
    assert (row["cause"], row["is_small"]) == ("unchanged", True)
    assert row["since_on"] == YESTERDAY


def test_what_customers_took_is_the_cause_of_a_larger_order() -> None:
    now = plan(stock_positions=[stock(2)])
    row = one(plan(YESTERDAY), now, ("shipment", -3))
    assert (row["change_qty"], row["demand_qty"], row["cause"]) == (3, 3, "demand")
    assert row["sentence"] == "From 75 to 78: customers took or ordered 3."
    assert row["sentence_da"] == "Fra 75 til 78: kunder tog eller bestilte 3."
    assert not row["is_small"]


def test_a_change_below_a_pack_is_small() -> None:
    packs = [{**SOURCE, "pack_qty": 10}]
    before = plan(YESTERDAY, supply_sources=packs)
    now = plan(supply_sources=packs, stock_positions=[stock(2)])
    row = one(before, now, ("shipment", -3))
    assert (row["demand_qty"], row["order_size_qty"]) == (3, -3)
    assert (row["is_small"], row["cause"]) == (True, "unchanged")


def test_stock_that_went_without_a_document_is_a_correction() -> None:
    row = one(plan(YESTERDAY), plan(stock_positions=[stock(0)]), ("count", -5))
    assert (row["correction_qty"], row["cause"]) == (5, "correction")


def test_what_arrives_as_expected_changes_nothing() -> None:
    before = plan(YESTERDAY, open_supply=[coming(20, "2026-02-10")])
    now = plan(stock_positions=[stock(25)])
    row = one(before, now, ("receipt", 20))
    assert (row["change_qty"], row["cause"]) == (0, "unchanged")


def test_an_order_that_is_placed_takes_its_part_away() -> None:
    now = plan(open_supply=[coming(20, "2026-02-10")])
    row = one(plan(YESTERDAY), now)
    assert (row["change_qty"], row["supply_qty"], row["cause"]) == (-20, -20, "ordered")


def test_an_order_that_will_be_too_late_is_asked_for_again() -> None:
    before = plan(YESTERDAY, open_supply=[coming(20, "2026-02-10")])
    now = plan(open_supply=[coming(20, "2026-04-10")])
    row = one(before, now)
    assert (row["change_qty"], row["cause"]) == (20, "supply_late")


@pytest.mark.parametrize(
    ("other", "cause"),
    [
        ({}, "forecast"),
        ({"lead_time_days": 21}, "lead_time"),
        ({"protection_days": 15}, "forecast"),  # a day has passed
        ({"protection_days": 20}, "calendar"),
        ({"service_target_rate": 0.99}, "parameter"),
        ({"policy_source": "parameter: sku"}, "parameter"),
    ],
)
def test_a_level_that_moves_says_what_moved_it(
    other: dict[str, Any], cause: str
) -> None:
    known = {**LEVELS, "protection_days": 16}
    levels = [{**known, "order_up_to_qty": 95, **other}]
    row = one(
        plan(YESTERDAY, reorder_points=[known]),
        plan(reorder_points=levels, supply_sources=[SOURCE]),
    )
    assert (row["change_qty"], row["level_qty"], row["cause"]) == (15, 15, cause)


def test_new_packs_are_terms() -> None:
    now = plan(supply_sources=[{**SOURCE, "pack_qty": 50}])
    row = one(plan(YESTERDAY), now)
    assert (row["change_qty"], row["order_size_qty"], row["cause"]) == (25, 25, "terms")


def test_what_becomes_due_names_what_made_it_due() -> None:
    before = plan(YESTERDAY, stock_positions=[stock(63)])
    row = one(before, plan(stock_positions=[stock(60)]), ("shipment", -3))
    assert (row["before_qty"], row["suggested_qty"]) == (0, 20)
    assert (row["demand_qty"], row["due_qty"], row["cause"]) == (3, 17, "demand")


def test_what_a_planner_rejected_is_gone_by_decision() -> None:
    said = {
        **PLACE,
        "decision_id": "d",
        "suggestion_id": "x",
        "action": "reject",
        "run": f"{YESTERDAY}-1",
        "decided_at": f"{YESTERDAY}T12:00",
        "suggested_qty": 75,
        "holds_until": "2026-03-01",
    }
    row = one(plan(YESTERDAY), plan(decisions=[said]))
    assert (row["suggested_qty"], row["cause"]) == (0, "decided")


def test_what_is_no_longer_trusted_is_gone_for_its_data() -> None:
    now = plan(readiness=[{**PLACE, "grade": "D"}])
    row = one(plan(YESTERDAY), now)
    assert (row["due_qty"], row["cause"]) == (-75, "data")


def test_without_a_plan_before_there_is_nothing_to_tell() -> None:
    now = plan()
    names = ("suggestions", "planning_positions", "reorder_points", "supply_sources")
    made = suggestion_changes(
        {},
        **{name: now[name] for name in (*names, "decisions", "locations")},
        stock_moves=frame("stock_moves").lazy(),
        as_of=AS_OF,
        company=Company(),
    )
    assert made.is_empty()
