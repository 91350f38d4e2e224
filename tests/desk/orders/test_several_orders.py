"""Several orders decided at once, each by itself; and one part of a split line."""

from decimal import Decimal

import pytest

from models.reports.texts import TEXTS
from pipelines.desk.app import desk
from pipelines.desk.pages.orders import sending
from pipelines.desk.pages.orders.book import book
from pipelines.desk.pages.orders.deciding import answer
from pipelines.desk.pages.orders.telling import not_done
from pipelines.desk.view import View
from pipelines.workspace import Workspace
from tests.desk.orders.planners import decisions, seen_by, words


def names(seen: View) -> list[str]:
    """Return the names of all orders."""
    return book(seen).orders["order_name"].to_list()


def states(seen: View) -> dict[str, str]:
    """Return how each order stands."""
    rows = book(seen).orders.select("order_name", "state_code").iter_rows()
    return dict(rows)


def test_ticked_orders_are_approved_together_and_taken_back_as_one(ann: View) -> None:
    first, second, *others = names(ann)
    ask = {"id": "q", "action": "approve", "orders": [first, second], "seen": 0}
    told = answer(ann, ask)
    count = book(ann).orders.head(2)["all_lines"].sum()
    assert told["told"] == f"{count} approved"
    assert told["left"] == []
    assert len(told["lines"]) == count
    assert [states(ann)[name] for name in (first, second)] == ["approved"] * 2
    assert {states(ann)[name] for name in others} == {"open"}

    lines = [{"suggestion_id": one, "seen": told["seen"]} for one in told["lines"]]
    assert answer(ann, {"id": "u", "action": "undo", "lines": lines})["faults"] == []
    assert set(states(ann).values()) == {"open"}


def test_a_limit_holds_order_by_order_and_what_waits_is_told(
    ann: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = book(ann).orders.sort("amount")
    least, most = orders["order_name"][0], orders["order_name"][-1]
    between = float(orders["amount"][0] + orders["amount"][-1]) / 2
    monkeypatch.setenv("BACKSTOCK_APPROVALS__LIMIT", str(between))
    limited = desk(Workspace(ann.workspace.root))
    with limited.server.app_context():
        seen = seen_by(limited, "Ann")
        ask = {"id": "q", "action": "approve", "orders": [most, least], "seen": 0}
        told = answer(seen, ask)
        assert states(seen)[least] == "approved"
        assert states(seen)[most] == "waiting"
        [left] = told["left"]
        assert left["order"] == most
        assert "second person" in left["why"]
        shown = "".join(words(one) for one in not_done(seen, told, ask) if one)
        assert most in shown


def test_what_another_planner_decided_keeps_no_other_order_back(
    ann: View, bo: View
) -> None:
    first, second = names(ann)[:2]
    line = book(bo).lines.rows.filter(order_name=first).row(0, named=True)
    lines = [{"suggestion_id": line["suggestion_id"], "seen": 0}]
    answer(bo, {"id": "b", "action": "reject", "lines": lines})
    ask = {"id": "a", "action": "approve", "orders": [first, second], "seen": 0}
    told = answer(ann, ask)
    assert states(ann)[second] == "approved"
    assert [one["order"] for one in told["left"]] == [first]
    assert "1 line decided by somebody else" in told["left"][0]["why"]
    [conflict] = told["conflicts"]
    assert conflict["who"] == "Bo"


def test_an_order_that_is_decided_is_told_to_have_nothing_left(ann: View) -> None:
    first = names(ann)[0]
    ask = {"id": "1", "action": "approve", "orders": [first], "seen": 0}
    seen = answer(ann, ask)["seen"]
    again = answer(ann, {**ask, "id": "2", "seen": seen})
    assert [one["why"] for one in again["left"]] == [TEXTS["orders_left_nothing"][0]]


def test_rejecting_an_order_takes_approved_lines_with_it_and_undo_brings_them_back(
    ann: View,
) -> None:
    first = names(ann)[0]
    seen = answer(ann, {"id": "1", "action": "approve", "orders": [first], "seen": 0})
    ask = {"id": "2", "action": "reject", "orders": [first], "seen": seen["seen"]}
    seen = answer(ann, ask)
    assert states(ann)[first] == "left_out"
    answer(ann, {"id": "3", "action": "undo", "orders": [first], "seen": seen["seen"]})
    assert states(ann)[first] == "approved"


def test_only_the_orders_chosen_are_sent(ann: View) -> None:
    first, second = names(ann)[:2]
    ask = {"id": "1", "action": "approve", "orders": [first, second], "seen": 0}
    answer(ann, ask)
    assert TEXTS["orders_send_one"][0] in words(sending.preview(ann, [second]))
    assert "1 sent" in words(sending.done(ann, [second]))
    assert [states(ann)[name] for name in (first, second)] == ["approved", "sent"]


def split(seen: View) -> str:
    """Split the first line into 3 and 4, and return its suggestion."""
    row = book(seen).lines.rows.row(0, named=True)
    one = str(row["suggestion_id"])
    day = row["arrive_on"].isoformat()
    parts = [{"qty": 3, "arrive_on": day}, {"qty": 4, "arrive_on": day}]
    lines = [{"suggestion_id": one, "seen": 0}]
    answer(seen, {"id": "s", "action": "split", "lines": lines, "parts": parts})
    return one


@pytest.mark.parametrize(
    ("said", "left", "action"),
    [({"qty": 9}, [3, 9], "split"), ({"qty": 0}, [3], "change")],
)
def test_one_part_of_a_split_line_is_edited_by_itself(
    ann: View, said: dict[str, int], left: list[int], action: str
) -> None:
    one = split(ann)
    seen = book(ann).standing.entry_no
    line = {"suggestion_id": one, "seen": seen, "split_no": 2}
    told = answer(
        ann, {"id": "e", "action": "change", "lines": [line], "parts": [said]}
    )
    assert told["faults"] == []
    parts = book(ann).lines.rows.filter(suggestion_id=one)
    assert parts["quantity"].to_list() == [Decimal(units) for units in left]
    assert decisions(ann)["action"][-1] == action
