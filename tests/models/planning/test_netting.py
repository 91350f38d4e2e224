"""What nets a need, clause by clause; nothing counts twice, nothing is wanted twice.

Reorder point 60, level 80, so that with five on the shelf 75 are needed. The next order
would arrive on 16 February, the one after it on the 17th; it is 1 February.
"""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from models.company import Company
from models.planning.matches import supply_matches
from models.planning.positions import MINUS, PLUS
from models.supply.open_supply import open_supply
from tests.factories import frame
from tests.models.planning.plans import (
    AS_OF,
    PLACE,
    Given,
    Rows,
    coming,
    parameter,
    stock,
    suggestions,
)

NEEDED = 75
COMING_BACK = {
    "return_id": "r",
    "line_no": 1,
    **PLACE,
    "qty": 4,
    "announced_at": "2026-01-30T10:00Z",
}
COMPANY = Company()
APPROVED = {
    "suggestion_id": "x",
    "decision_id": "d",
    "supplier_id": "s",
    **PLACE,
    "decided_qty": 20,
    "decided_on": "2026-01-31",
    "state": "approved",
}


def need(**given: Given) -> int:
    """Return what is needed, and check that the parts make up the position."""
    rows = {"stock_positions": [stock(5)], **given}
    row = suggestions(**rows).row(0, named=True)
    parts = sum(row[f"{name}_qty"] for name in PLUS) - sum(
        row[f"{name}_qty"] for name in MINUS
    )
    assert row["position_qty"] == parts
    assert row["need_qty"] == row["order_up_to_qty"] - parts
    return int(row["need_qty"])


@pytest.mark.parametrize(
    ("shelf", "needed"),
    [
        (stock(5), NEEDED),
        (stock(12), NEEDED - 7),
        (stock(5, reserved_qty=3), NEEDED + 3),
        (stock(5, held_qty=2), NEEDED + 2),
        (stock(0, backordered_qty=4), NEEDED + 5 + 4),
        (stock(5, in_transit_qty=6), NEEDED - 6),
        (stock(5, expiring_qty=5), NEEDED + 5),
    ],
    ids=[
        *("there", "on hand", "reserved", "held", "backordered", "in transit"),
        "expiring",
    ],
)
def test_what_is_there_nets_less_what_is_promised_held_owed_or_will_expire(
    shelf: dict[str, Any], needed: int
) -> None:
    assert need(stock_positions=[shelf]) == needed


@pytest.mark.parametrize(
    ("line", "counted"),
    [
        (coming(10, "2026-02-17"), 10),
        (coming(10, "2026-02-18"), 0),
        (coming(10, "2026-02-08", state="late"), 10),
        (coming(10, "2026-02-08", state="doubtful", is_counted=False), 0),
    ],
    ids=["in time", "far", "late", "doubtful"],
)
def test_an_open_order_nets_by_the_day_it_arrives(
    line: dict[str, Any], counted: int
) -> None:
    assert need(open_supply=[line]) == NEEDED - counted


@pytest.mark.parametrize(
    ("late_p95_days", "arrives_on", "counted"),
    [(21, dt.date(2026, 2, 9), 10), (60, dt.date(2026, 2, 22), 0)],
)
def test_a_late_order_is_pushed_out_by_observed_lateness(
    late_p95_days: float, arrives_on: dt.date, counted: int
) -> None:
    """It was due on 25 January; p95 ÷ ln 20 more days are expected."""
    lead_time = {
        "supplier_id": "s",
        "sku": "a",
        "medium": "road",
        "used_days": 14,
        "late_p95_days": late_p95_days,
    }
    line = {
        "po_id": "p1",
        "line_no": 1,
        "supplier_id": "s",
        **PLACE,
        "ordered_qty": 10,
        "ordered_at": "2026-01-11T10:00Z",
        "expected_on": "2026-01-25",
        "medium": "road",
        "status": "sent",
    }
    lines = open_supply(
        frame("purchase_order_lines", line),
        frame("receipt_lines").lazy(),
        frame("lead_times", lead_time),
        frame("calendars"),
        frame("planning_parameters"),
        frame("decisions"),
        as_of=AS_OF,
        company=COMPANY,
    )
    assert lines["arrive_on"].to_list() == [arrives_on]
    assert need(open_supply=lines.to_dicts()) == NEEDED - counted


@pytest.mark.parametrize(
    ("arrive_on", "counted"), [("2026-02-10", 20), ("2026-02-18", 0)]
)
def test_what_was_approved_nets_by_the_day_it_should_arrive(
    arrive_on: str, counted: int
) -> None:
    match = {**APPROVED, "arrive_on": arrive_on, "counted_qty": 20}
    assert need(supply_matches=[match]) == NEEDED - counted


def test_a_suggestion_nobody_approved_nets_nothing() -> None:
    before = {
        **PLACE,
        "made_on": AS_OF - dt.timedelta(days=1),
        "line_qty": NEEDED,
        "bought_qty": NEEDED,
        "position_qty": 5,
        "policy": "s_S",
        "service_target_kind": "cycle",
        "supplier_id": "s",
        "order_pack_qty": 1,
    }
    assert need(plan_before=[before]) == NEEDED


@pytest.mark.parametrize(
    "purchased",
    [
        [],
        [{"suggestion_id": "x", "ordered_qty": 20}],
        [{"ordered_qty": 18}],
    ],
    ids=["approved", "imported by its number", "imported and alike"],
)
def test_an_approved_order_counts_once_before_and_after_it_is_imported(
    purchased: Rows,
) -> None:
    decision = {
        "decision_id": "d",
        "suggestion_id": "x",
        "action": "approve",
        "decided_at": "2026-02-01T10:00Z",
        "supplier_id": "s",
        **PLACE,
        "suggested_qty": 20,
        "arrive_on": "2026-02-10",
        "run": "2026-01-31-1",
    }
    orders = frame(
        "purchase_order_lines",
        *(
            {
                "po_id": "p1",
                "line_no": 1,
                "supplier_id": "s",
                **PLACE,
                "ordered_at": "2026-02-01T11:00Z",
                "expected_on": "2026-02-10",
                "status": "sent",
                **line,
            }
            for line in purchased
        ),
    )
    matches = supply_matches(
        frame("decisions", decision),
        orders,
        frame("planning_parameters"),
        AS_OF,
        COMPANY,
    )
    lines = open_supply(
        orders,
        frame("receipt_lines").lazy(),
        frame("lead_times"),
        frame("calendars"),
        frame("planning_parameters"),
        frame("decisions"),
        as_of=AS_OF,
        company=COMPANY,
    )
    left = need(open_supply=lines.to_dicts(), supply_matches=matches.to_dicts())
    assert left == NEEDED - (purchased[0]["ordered_qty"] if purchased else 20)


@pytest.mark.parametrize(
    ("disposition", "counted"), [("restock", 4), ("scrap", 0), (None, 0)]
)
def test_expected_returns_net_what_can_be_sold_again(
    disposition: str | None, counted: int
) -> None:
    back = {**COMING_BACK, "disposition": disposition}
    assert need(return_lines=[back]) == NEEDED - counted


def test_a_return_that_has_come_is_in_the_stock_already() -> None:
    came = {
        **COMING_BACK,
        "disposition": "restock",
        "received_at": "2026-02-01T10:00Z",
    }
    assert need(return_lines=[came]) == NEEDED


def test_what_a_minimum_or_a_maximum_says_never_nets() -> None:
    at_most = parameter("max_order_qty", 10)
    assert need(planning_parameters=at_most) == NEEDED


@drawn(*(st.integers(0, 12) for _ in range(4)))
def test_every_unit_counts_once_wherever_it_is(
    there: int, moving: int, bought: int, approved: int
) -> None:
    """A unit that goes from approved to bought to the shelf moves no need."""
    match = {**APPROVED, "arrive_on": "2026-02-10", "counted_qty": approved}
    wanted = need(
        stock_positions=[stock(there, in_transit_qty=moving)],
        open_supply=[coming(bought, "2026-02-10")] if bought else [],
        supply_matches=[match] if approved else [],
    )
    assert wanted == 80 - there - moving - bought - approved
