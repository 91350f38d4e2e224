import datetime as dt
import json
from typing import Any

import polars as pl
import pytest

from models import parameters
from tests.factories import frame

AS_OF = dt.date(2026, 6, 1)
ITEMS = pl.DataFrame(
    {
        "sku": ["a"],
        "location_id": ["m"],
        "supplier_id": ["s"],
        "abc": ["A"],
        "category": ["shoes"],
    }
)
ROWS = {
    "sku_location": "a|m",
    "sku": "a",
    "supplier": "s",
    "location": "m",
    "class": "A",
    "category": "shoes",
    "company": "",
}


def value_of(
    *rows: dict[str, Any], decisions: tuple[dict[str, Any], ...] = ()
) -> tuple[Any, Any]:
    named = ({"parameter": "min_qty", **row} for row in rows)
    force = parameters.in_force(
        frame("planning_parameters", *named), frame("decisions", *decisions), AS_OF
    )
    found = parameters.resolved(ITEMS, force, ["min_qty"]).row(0, named=True)
    return found["min_qty"], found["min_qty_source"]


def test_nothing_said_and_no_default_is_nothing() -> None:
    assert value_of() == (None, None)


@pytest.mark.parametrize("winner", range(len(ROWS)))
def test_the_closest_level_wins(winner: int) -> None:
    levels = list(ROWS)[winner:]
    rows = [
        {"scope": level, "key": ROWS[level], "value": str(10 + number)}
        for number, level in enumerate(levels)
    ]
    assert value_of(*rows) == (10.0, f"parameter: {levels[0]}")


def test_a_value_holds_from_its_first_to_its_last_day() -> None:
    early = {"scope": "company", "value": "1", "valid_from": "2026-01-01"}
    late = {"scope": "company", "value": "2", "valid_from": "2026-06-01"}
    ended = {"scope": "sku", "key": "a", "value": "3", "valid_to": "2026-05-31"}
    future = {"scope": "sku", "key": "a", "value": "4", "valid_from": "2026-06-02"}
    assert value_of(early, late, ended, future) == (2.0, "parameter: company")


def test_numbers_may_have_a_decimal_comma() -> None:
    assert value_of({"scope": "company", "value": "1,5"})[0] == 1.5


@pytest.mark.parametrize("nonsense", ["many", "-1", ""])
def test_a_value_that_makes_no_sense_does_not_count_and_is_listed(
    nonsense: str,
) -> None:
    wrong = {"scope": "sku", "key": "a", "parameter": "min_qty", "value": nonsense}
    right = {"scope": "company", "value": "5"}
    assert value_of(wrong, right) == (5.0, "parameter: company")
    listed = parameters.misunderstood(frame("planning_parameters", wrong))
    assert listed["value"].to_list() == [nonsense]


def test_a_decision_sets_a_parameter_and_wins_over_the_file() -> None:
    said = {"scope": "company", "key": "", "parameter": "min_qty", "value": "9"}
    decision = {
        "decision_id": "1",
        "action": "set_parameter",
        "after": json.dumps(said),
    }
    file = {"scope": "company", "value": "5"}
    assert value_of(file, decisions=(decision,)) == (9.0, "parameter: company")


def test_defaults_are_typed_and_named() -> None:
    names = ["policy", "order_cycle_days", "do_not_order"]
    force = parameters.in_force(frame("planning_parameters"), frame("decisions"), AS_OF)
    found = parameters.resolved(ITEMS, force, names).row(0, named=True)
    assert [found[name] for name in names] == ["s_S", 7.0, False]
    assert {found[f"{name}_source"] for name in names} == {"default"}


def test_flags_are_read_in_danish_too() -> None:
    row = {"scope": "company", "parameter": "do_not_order", "value": "ja"}
    force = parameters.in_force(
        frame("planning_parameters", row), frame("decisions"), AS_OF
    )
    assert parameters.resolved(ITEMS, force, ["do_not_order"])["do_not_order"][0]


def test_a_level_whose_key_the_items_lack_is_passed_over() -> None:
    row = {"scope": "sku", "key": "a", "parameter": "min_qty", "value": "1"}
    force = parameters.in_force(
        frame("planning_parameters", row), frame("decisions"), AS_OF
    )
    bare = ITEMS.select("supplier_id")
    assert parameters.resolved(bare, force, ["min_qty"])["min_qty"].to_list() == [None]
