import datetime as dt
import json
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from models.company import Company
from models.deciding.edits import Edit
from models.deciding.limits import Limits
from models.deciding.states import states
from models.planning.holds import holds
from models.planning.matches import supply_matches
from models.tables import TABLES
from tests.factories import frame
from tests.models.deciding.lines import AS_OF, SUGGESTIONS, Log, edit, units

NEXT_DAY = dt.date(2026, 11, 24)


def state(log: Log, suggestion: str = "a") -> dict[str, Any]:
    found = states(SUGGESTIONS, log.entries)
    return found.row(by_predicate=pl.col("suggestion_id") == suggestion, named=True)


def supply(log: Log, as_of: dt.date = NEXT_DAY) -> list[tuple[str, str, float, str]]:
    made = supply_matches(
        log.rows,
        frame("purchase_order_lines"),
        frame("planning_parameters"),
        as_of,
        Company(),
    )
    rows = TABLES["supply_matches"].validate(made)
    return [
        (name, supplier, float(qty), str(on))
        for name, supplier, qty, on in rows.select(
            "suggestion_id", "supplier_id", "counted_qty", "arrive_on"
        ).iter_rows()
    ]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (edit(1, "approve"), ("approved", 72, "2026-12-03", "acme")),
        (edit(1, "change", units(60)), ("changed", 60, "2026-12-03", "acme")),
        (edit(1, "change", units(72)), ("approved", 72, "2026-12-03", "acme")),
        (
            edit(1, "change", units(72, order_on=dt.date(2026, 11, 30))),
            ("changed", 72, "2026-12-10", "acme"),
        ),
        (
            edit(1, "change", units(72, arrive_on=dt.date(2026, 12, 24))),
            ("changed", 72, "2026-12-24", "acme"),
        ),
        (
            edit(1, "move", units(72, supplier_id="bolt")),
            ("changed", 72, "2026-11-27", "bolt"),
        ),
        (edit(1, "reject"), ("rejected", 0, "2026-12-03", "acme")),
        (edit(1, "snooze"), ("snoozed", 0, "2026-12-03", "acme")),
        (
            edit(1, "split", units(40), units(32, order_on=dt.date(2026, 12, 1))),
            ("changed", 72, "2026-12-03", "acme"),
        ),
    ],
)
def test_an_edit_makes_the_state_of_its_line(
    asked: Edit, expected: tuple[object, ...]
) -> None:
    log = Log()
    made = log.decide(asked)
    assert made.faults.is_empty()
    TABLES["decisions"].validate(made.rows)
    now = state(log)
    names = ("state", "decided_qty", "arrive_on", "supplier_id")
    assert (*(now[name] for name in names[:2]),) == expected[:2]
    assert (str(now["arrive_on"]), now["supplier_id"]) == expected[2:]
    assert state(log, "b")["state"] == "open"


def test_a_snooze_lasts_a_week_unless_it_says_otherwise() -> None:
    log = Log()
    log.decide(edit(1, "snooze"))
    assert state(log)["holds_until"] == dt.date(2026, 11, 30)
    log.decide(edit(2, "snooze", holds_until=dt.date(2026, 12, 24)))
    assert state(log)["holds_until"] == dt.date(2026, 12, 24)


def test_amounts_follow_the_quantity_and_the_supplier() -> None:
    log = Log()
    log.decide(edit(1, "change", units(36)))
    assert state(log)["amount"] == Decimal(3375)
    log.decide(edit(2, "move", units(36, supplier_id="bolt")))
    assert state(log)["amount"] == Decimal(3600)
    kept = json.loads(log.rows["after"][-1])
    assert (kept["supplier_sku"], kept["currency"]) == ("B-1", "DKK")
    assert json.loads(log.rows["before"][-1])["suggested_qty"] == "36.000"


def test_the_same_edit_sent_twice_is_one() -> None:
    log = Log()
    log.decide(edit(1, "change", units(60)))
    again = log.decide(edit(1, "change", units(60)))
    assert (again.repeated, again.rows.height) == (["e1"], 0)


def test_saying_what_stands_adds_nothing() -> None:
    log = Log()
    log.decide(edit(1, "change", units(60)))
    assert log.decide(edit(2, "change", units(60))).repeated == ["e2"]
    assert log.decide(edit(3, "approve")).repeated == ["e3"]
    assert log.decide(edit(4, "change", units(60)), author="bo").repeated == ["e4"]
    assert state(log)["decided_qty"] == 60


def test_nobody_writes_over_what_another_planner_decided_since() -> None:
    log = Log()
    log.decide(edit(1, "change", units(60)), author="anna")
    late = log.decide(
        edit(2, "change", units(50)),
        edit(3, "approve", suggestion_id="b"),
        author="bo",
    )
    told = late.conflicts.row(0, named=True)
    assert late.conflicts.height == 1
    assert (told["author"], told["entry_no"]) == ("anna", 1)
    assert (told["was_state"], told["was_decided_qty"]) == ("open", None)
    assert (told["now_state"], told["now_decided_qty"]) == ("changed", 60)
    assert state(log)["decided_qty"] == 60
    assert state(log, "b")["state"] == "approved"


def test_an_edit_that_came_too_late_is_kept_once_and_goes_through_next_time() -> None:
    log = Log()
    log.decide(edit(1, "change", units(60)), author="anna")
    for _ in range(2):
        log.decide(edit(2, "change", units(50)), author="bo")
    kept = log.rows.filter(pl.col("status") == "conflicting")
    assert kept.select("author", "decided_qty").rows() == [("bo", 50)]
    seen = state(log)["entry_no"]
    again = log.decide(edit(2, "change", units(50), seen_entry_no=seen), author="bo")
    assert again.conflicts.is_empty()
    assert (state(log)["decided_qty"], state(log)["author"]) == (50, "bo")


def test_ones_own_earlier_decision_and_an_overruled_one_are_no_conflict() -> None:
    log = Log()
    log.decide(edit(1, "change", units(60)))
    assert log.decide(edit(2, "change", units(50))).conflicts.is_empty()
    late = log.decide(edit(3, "reject"), author="bo", overrules=True)
    assert late.conflicts.is_empty()
    assert state(log)["state"] == "rejected"


def test_undo_restores_the_state_before_step_by_step() -> None:
    log = Log()
    log.decide(edit(1, "approve"))
    log.decide(edit(2, "split", units(40), units(32)))
    assert len(supply(log)) == 2
    log.decide(edit(3, "undo"))
    assert (state(log)["state"], state(log)["decided_qty"]) == ("approved", 72)
    assert [row[2] for row in supply(log)] == [72]
    log.decide(edit(4, "undo"))
    assert state(log)["state"] == "open"
    assert supply(log) == []
    assert log.decide(edit(5, "undo")).faults["rule"].to_list() == ["nothing_to_undo"]
    assert state(log)["author"] == "anna"


def test_the_parts_of_a_split_line_count_at_their_own_days_and_suppliers() -> None:
    log = Log()
    later = dt.date(2026, 12, 14)
    log.decide(
        edit(1, "split", units(40), units(32, order_on=later, supplier_id="bolt"))
    )
    assert supply(log) == [
        ("a", "acme", 40, "2026-12-03"),
        ("a/2", "bolt", 32, "2026-12-18"),
    ]
    assert holds(log.rows, NEXT_DAY, Company()).height == 1


def test_an_order_that_names_a_part_carries_that_part_out() -> None:
    log = Log()
    log.decide(edit(1, "split", units(40), units(32)))
    order = {
        "po_id": "P1",
        "line_no": 1,
        "supplier_id": "acme",
        "sku": "sku-a",
        "location_id": "main",
        "ordered_qty": 32,
        "ordered_at": "2026-11-24T10:00",
        "suggestion_id": "a/2",
    }
    made = supply_matches(
        log.rows,
        frame("purchase_order_lines", order),
        frame("planning_parameters"),
        NEXT_DAY,
        Company(),
    )
    told = dict(made.select("suggestion_id", "state").iter_rows())
    assert told == {"a": "approved", "a/2": "imported"}


def test_a_moved_line_counts_from_its_new_supplier() -> None:
    log = Log()
    log.decide(edit(1, "move", units(72, supplier_id="bolt")))
    assert supply(log) == [("a", "bolt", 72, "2026-11-27")]


def test_a_new_edit_replaces_all_parts_of_the_one_before() -> None:
    log = Log()
    log.decide(edit(1, "split", units(40), units(32)))
    log.decide(edit(2, "change", units(50)))
    assert supply(log) == [("a", "acme", 50, "2026-12-03")]
    log.decide(edit(3, "reject"))
    assert supply(log) == []


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        (edit(1, "approve", suggestion_id="x"), "unknown"),
        (edit(1, "change", units(0)), "qty"),
        (edit(1, "change", units(-5)), "qty"),
        (edit(1, "split", units(5)), "parts"),
        (edit(1, "change", units(5), units(5)), "one_part"),
        (edit(1, "move", units(5, supplier_id="nobody")), "no_offer"),
        (edit(1, "change", units(5, order_on=dt.date(2026, 11, 1))), "order_past"),
        (
            edit(
                1,
                "change",
                units(5, order_on=AS_OF, arrive_on=dt.date(2026, 11, 21)),
            ),
            "arrive_before",
        ),
        (edit(1, "snooze", holds_until=AS_OF), "holds_past"),
        (edit(1, "send"), "action"),
        (edit(1, "undo"), "nothing_to_undo"),
    ],
)
def test_a_fault_is_told_and_nothing_at_all_is_decided(asked: Edit, rule: str) -> None:
    log = Log()
    made = log.decide(asked, edit(9, "approve", suggestion_id="b"))
    assert rule in made.faults["rule"].to_list()
    assert log.rows.is_empty()


def test_two_edits_of_one_line_at_once_are_a_fault() -> None:
    made = Log().decide(edit(1, "approve"), edit(2, "reject"))
    assert set(made.faults["rule"]) == {"twice"}


def test_above_a_limit_a_second_person_approves() -> None:
    log, limits = Log(), Limits(second_above=5000)
    made = log.decide(edit(1, "split", units(40), units(32)), limits=limits)
    assert set(made.rows["status"]) == {"waiting"}
    assert state(log)["state"] == "waiting"
    assert supply(log) == []
    log.decide(edit(2, "approve"), limits=limits, author="anna")
    assert state(log)["state"] == "waiting"
    seen = state(log)["entry_no"]
    log.decide(edit(3, "approve", seen_entry_no=seen), limits=limits, author="bo")
    now = state(log)
    assert (now["state"], now["author"], now["proposed_by"]) == (
        "changed",
        "bo",
        "anna",
    )
    assert [row[2] for row in supply(log)] == [40, 32]


def test_the_limit_is_of_all_that_one_supplier_gets_of_the_plan() -> None:
    log, limits = Log(), Limits(others=10_000, persons={"boss": 50_000})
    log.decide(edit(1, "approve"), limits=limits)
    assert state(log)["state"] == "approved"
    log.decide(edit(2, "approve", suggestion_id="b"), limits=limits)
    assert state(log, "b")["state"] == "waiting"
    seen = state(log, "b")["entry_no"]
    again = edit(3, "approve", suggestion_id="b", seen_entry_no=seen)
    log.decide(again, limits=limits, author="bo")
    assert state(log, "b")["state"] == "waiting"
    again = edit(4, "approve", suggestion_id="b", seen_entry_no=seen + 1)
    log.decide(again, limits=limits, author="boss")
    assert state(log, "b")["state"] == "approved"


def test_changing_what_waits_is_a_proposal_of_ones_own() -> None:
    log, limits = Log(), Limits(second_above=100)
    log.decide(edit(1, "approve"), limits=limits, author="anna")
    log.decide(
        edit(2, "change", units(60), seen_entry_no=1), limits=limits, author="bo"
    )
    now = state(log)
    assert (now["state"], now["author"], now["decided_qty"]) == ("waiting", "bo", 60)
    log.decide(edit(3, "approve", seen_entry_no=2), limits=limits, author="anna")
    assert (state(log)["state"], state(log)["proposed_by"]) == ("changed", "bo")
