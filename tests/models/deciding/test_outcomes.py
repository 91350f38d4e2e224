import datetime as dt
import json
from typing import Any

import polars as pl
import pytest

from models.company import Company
from models.deciding.outcomes import decision_outcomes
from models.tables import TABLES
from tests.factories import frame

FIRST, LAST = dt.date(2026, 3, 10), dt.date(2026, 3, 14)
DAYS = [FIRST + dt.timedelta(days=n) for n in range(5)]
BEFORE = json.dumps(
    {
        "next_arrive_on": "2026-03-15",
        "amount": "1000.0000",
        "suggested_qty": "100.000",
        "supplier_id": "acme",
    }
)


def decided(action: str, qty: float, **more: object) -> dict[str, Any]:
    return {
        "decision_id": "d",
        "decided_at": "2026-03-01T10:00",
        "author": "ane",
        "run": "2026-02-28-1",
        "suggestion_id": "s",
        "action": action,
        "supplier_id": "acme",
        "location_id": "main",
        "sku": "CUP",
        "suggested_qty": 100,
        "decided_qty": qty,
        "arrive_on": FIRST,
        "before": BEFORE,
        **more,
    }


def outcomes(
    *decisions: dict[str, Any],
    stock: tuple[float | None, ...] = (80, 60, 40, 20, 10),
    lost: float = 0,
    as_of: dt.date = LAST,
) -> pl.DataFrame:
    place = {"sku": "CUP", "location_id": "main"}
    made = decision_outcomes(
        frame("decisions", *decisions),
        frame(
            "stock_daily",
            *(
                {**place, "on": on, "closing_qty": qty}
                for on, qty in zip(DAYS, stock, strict=True)
            ),
        ).lazy(),
        frame(
            "demand_daily",
            {**place, "on": DAYS[3], "stream": "retail", "lost_qty": lost},
            {**place, "on": DAYS[3], "stream": "wholesale", "lost_qty": lost},
        ).lazy(),
        frame("item_classes", {**place, "abc": "B"}),
        as_of,
        Company(),
    )
    return TABLES["decision_outcomes"].validate(made)


def one(*decisions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return outcomes(*decisions, **more).row(0, named=True)


@pytest.mark.parametrize(
    ("asked", "least", "lost", "expected"),
    [
        (("change", 130), 10, 0, ("more", 20, 10)),
        (("change", 130), 0, 0, ("more", 30, 0)),
        (("change", 130), 500, 0, ("more", 0, 30)),
        (("change", 60), 10, 0, ("less", 40, 0)),
        (("change", 60), 0, 15, ("less", 10, 30)),
        (("change", 60), 0, 90, ("less", 0, 40)),
        (("reject", 0), 5, 0, ("rejected", 100, 0)),
        (("snooze", 0), 0, 10, ("snoozed", 80, 20)),
        (("approve", 100), 0, 10, ("untouched", 0, 0)),
        (("move", 100), 0, 10, ("other", 0, 0)),
    ],
)
def test_a_change_is_laid_beside_what_then_happened(
    asked: tuple[str, float], least: float, lost: float, expected: tuple[Any, ...]
) -> None:
    made = one(decided(*asked), stock=(600, 550, 540, 530, least), lost=lost)
    assert (made["kind"], made["helped_qty"], made["hurt_qty"]) == expected
    assert made["helped_amount"] == 10 * expected[1]
    assert (made["state"], made["until_on"], made["abc"]) == ("judged", LAST, "B")


def test_what_is_ahead_or_of_unknown_stock_is_not_judged() -> None:
    before = LAST - dt.timedelta(days=1)
    ahead = one(decided("change", 130), as_of=before)
    assert (ahead["state"], ahead["hurt_qty"]) == ("ahead", None)
    unknown = one(decided("change", 130), stock=(None, 5, 5, 5, 5))
    assert (unknown["state"], unknown["helped_qty"]) == ("unknown", None)


def test_only_what_stands_counts_and_a_split_line_is_one_decision() -> None:
    part = {"edit_id": "e", "split_no": 2, "decision_id": "e/2"}
    rows = [
        decided("change", 60),
        decided("split", 70, decision_id="e", edit_id="e", split_no=1)
        | {"decided_at": "2026-03-01T11:00"},
        decided("split", 50) | part | {"decided_at": "2026-03-01T11:00"},
    ]
    made = outcomes(*rows)
    assert made.select("decision_id", "kind", "decided_qty").rows() == [
        ("e", "more", 120)
    ]
    undo = decided("undo", 0, decision_id="u", undoes="e", decided_qty=None) | {
        "decided_at": "2026-03-01T12:00"
    }
    assert outcomes(*rows, undo)["kind"].to_list() == ["less"]
    late = decided("reject", 0, decision_id="l", status="conflicting")
    assert outcomes(*rows, late).equals(made)


def test_who_proposed_a_change_made_it() -> None:
    made = one(decided("change", 130, author="bo", proposed_by="ane"))
    assert made["author"] == "ane"


def test_without_decisions_nothing_came_of_any() -> None:
    assert outcomes().is_empty()
