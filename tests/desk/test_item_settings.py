"""What is set on the page of an item stands in the decisions store."""

import json
from typing import Any

import pytest

from pipelines.desk.pages.item.saying import answered
from pipelines.desk.pages.item.settings import settings
from pipelines.desk.pages.item.subject import Item, item
from pipelines.desk.standings import standings
from pipelines.desk.view import View
from tests.desk.words import words


@pytest.fixture
def of(seen: View) -> Item:
    """Return the item of the suggestion worth most, at its place."""
    line = seen.frame("suggestions").sort("rank").row(0, named=True)
    return item(seen, line["sku"], line["location_id"])


def form(of: Item, **filled: Any) -> dict[str, Any]:
    """Return the fields of the settings as a planner filled them."""
    seen = standings(of.view).store.entries()["entry_no"].max() or 0
    empty = dict.fromkeys(("why", "first", "last", "qty", "factor", "expect_why"))
    return {
        **empty,
        "at": {"sku": of.sku, "location": of.place, "seen": seen},
        "names": [{"setting": "min_qty"}, {"setting": "safety_qty"}],
        "values": [None, None],
        "scope": "sku_location",
        **filled,
    }


def said(of: Item) -> list[dict[str, Any]]:
    """Return what the store holds of the item."""
    rows = standings(of.view).store.decisions().filter(suggestion_id="")
    key = f"{of.sku}|{of.place}"
    found = [json.loads(row or "{}") for row in rows["after"].to_list()]
    return [one for one in found if one.get("key") == key or "starts_on" in one]


def test_a_value_that_was_typed_holds_and_can_be_taken_back(of: Item) -> None:
    filled = form(of, values=["7", None])
    shown = words(answered(of.view, "setting-save", filled))
    assert "Saved." in shown
    assert said(of)[-1]["value"] == "7"
    assert "Take back" in words(settings(of))

    again = words(answered(of.view, "setting-save", filled))
    assert "Nothing was changed." in again

    unset = {"unset": "min_qty", "scope": "sku_location"}
    back = words(answered(of.view, unset, form(of)))
    assert "Taken back." in back
    assert "Take back" not in words(settings(of))


def test_a_value_that_cannot_be_is_told_and_not_kept(of: Item) -> None:
    before = len(said(of))
    shown = words(answered(of.view, "setting-save", form(of, values=[None, "-3"])))
    assert "Not saved: Own safety stock cannot be that." in shown
    assert len(said(of)) == before


def test_a_planners_own_number_is_kept(of: Item) -> None:
    days = {"first": "2026-11-23", "last": "2026-12-06"}
    shown = words(answered(of.view, "expect-save", form(of, **days, factor="1.5")))
    assert "Saved." in shown
    assert said(of)[-1]["factor"] == 1.5
    both = form(of, **days, factor=2, qty=3)
    assert "Not saved: units and times together" in words(
        answered(of.view, "expect-save", both)
    )
    wrong = form(of, first="2026-12-06", last="2026-11-23", qty=3)
    assert "the last day" in words(answered(of.view, "expect-save", wrong))
