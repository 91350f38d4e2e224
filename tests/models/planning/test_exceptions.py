from typing import Any

import pytest

from tests.models.planning.matters_of import everything, found, one
from tests.models.planning.plans import (
    GRADE,
    LEVELS,
    PLACE,
    SOURCE,
    coming,
    parameter,
    stock,
    suggestions,
)

LATE = coming(10, "2026-02-08", state="late", due_on="2026-01-28", days_late=4)
DOUBTFUL = coming(
    20,
    "2026-02-08",
    po_id="p2",
    state="doubtful",
    is_counted=False,
    due_on="2026-01-02",
    days_late=30,
)
EXPIRED = {
    **PLACE,
    "suggestion_id": "x",
    "supplier_id": "s",
    "decided_qty": 5,
    "state": "expired",
}


def test_when_all_is_well_nothing_needs_a_person() -> None:
    assert everything().is_empty()


def test_where_no_demand_can_be_told_nothing_is_too_much() -> None:
    unheard_of = {**LEVELS, "demand_basis": "none", "daily_mean_qty": 0}
    given = {"stock_positions": [stock(1000)], "reorder_points": [unheard_of]}
    assert found("overstock", **given).is_empty()


@pytest.mark.parametrize(
    ("kind", "given", "qty", "amount", "said"),
    [
        ("late", {"open_supply": [LATE]}, 10, 20, "4 days ago"),
        ("doubtful", {"open_supply": [DOUBTFUL]}, 20, 40, "Still coming?"),
        ("unmatched", {"supply_matches": [EXPIRED]}, 5, 10, "no purchase order"),
        (
            "negative_stock",
            {"stock_positions": [stock(0, ledger_qty=-3)]},
            -3,
            6,
            "booked late",
        ),
        (
            "unknown_stock",
            {"readiness": [{**GRADE, "grade": "D", "is_stock_known": False}]},
            3,
            6,
            "nothing is ordered",
        ),
        ("overstock", {"stock_positions": [stock(1000)]}, 380, 760, "half a year"),
        (
            "unreliable_data",
            {
                "supply_sources": [
                    {**SOURCE, "currency": "EUR", "unit_cost_amount": None}
                ]
            },
            1,
            0,
            "EUR",
        ),
        (
            "unreliable_data",
            {"planning_parameters": parameter("min_qty", "many")},
            0,
            0,
            "many",
        ),
    ],
)
def test_each_matter_says_what_it_is(
    kind: str, given: dict[str, Any], qty: int, amount: int, said: str
) -> None:
    row = one(kind, **given)
    assert (row["qty"], row["amount"]) == (qty, amount)
    assert said in row["sentence"]
    assert row["sentence"] != row["sentence_da"]


def test_a_minimum_that_lasts_too_long_is_never_silent() -> None:
    terms = {**SOURCE, "min_order_qty": 600}
    lines = suggestions(supply_sources=[terms])
    row = one("minimum_too_long", suggestions=lines, supply_sources=[terms])
    assert (row["qty"], row["amount"]) == (525, 1050)
    for said in ("202 days", "1,050 kr", "another supplier", "27 July"):
        assert said in row["sentence"]
    usual = suggestions(supply_sources=[{**SOURCE, "min_order_qty": 100}])
    assert found("minimum_too_long", suggestions=usual).is_empty()


def test_a_minimum_of_what_no_longer_sells_lasts_for_ever() -> None:
    terms = [{**SOURCE, "min_order_qty": 100}]
    none = [{**LEVELS, "reorder_point_qty": 0, "order_up_to_qty": 0}]
    none[0]["daily_mean_qty"] = 0.0
    owed = [stock(0, backordered_qty=4)]
    lines = suggestions(supply_sources=terms, reorder_points=none, stock_positions=owed)
    row = one("minimum_too_long", suggestions=lines, supply_sources=terms)
    assert (row["qty"], row["amount"]) == (96, 192)
    for said in ("leaves 96", "192 kr", "another supplier"):
        assert said in row["sentence"]


def test_a_minimum_beyond_the_shelf_life_is_too_long() -> None:
    terms = {**SOURCE, "min_order_qty": 100}
    wares = [{"sku": "a", "unit_price": 12, "shelf_life_days": 30}]
    lines = suggestions(supply_sources=[terms])
    row = one("minimum_too_long", suggestions=lines, products=wares)
    assert "35 days" in row["sentence"]


def test_a_closure_ahead_names_the_last_order_and_what_bridges_it() -> None:
    closed = {"party_id": "s", "starts_on": "2026-02-20", "ends_on": "2026-02-28"}
    source = {
        **SOURCE,
        "closure": "s: 2026-02-20 - 2026-02-28",
        "last_order_on": "2026-02-19",
    }
    row = one("closure", calendars=[closed], supply_sources=[source])
    assert row["qty"] == 3 * 10
    assert "19 February" in row["sentence"]
    assert row["document"] == "s"


def test_too_little_too_much_is_left_alone() -> None:
    assert found("overstock", stock_positions=[stock(625)])["qty"].to_list() == [5]
    packs = [{**SOURCE, "pack_qty": 6}]
    assert found(
        "overstock", stock_positions=[stock(625)], supply_sources=packs
    ).is_empty()


def test_what_is_left_of_a_discontinued_item_is_listed_once() -> None:
    ended = {**LEVELS, "policy": "do_not_stock", "order_up_to_qty": 0}
    given = {
        "stock_positions": [stock(400)],
        "reorder_points": [{**ended, "policy_source": "product: discontinued"}],
    }
    row = one("discontinued_stock", **given)
    assert (row["qty"], row["amount"]) == (400, 800)
    assert "800 kr" in row["sentence"]
    assert found("overstock", **given).is_empty()


def test_an_order_of_a_discontinued_item_is_cancelled() -> None:
    ended = {**LEVELS, "policy": "do_not_stock", "order_up_to_qty": 0}
    ended |= {"demand_basis": "none", "daily_mean_qty": 0, "reorder_point_qty": 0}
    row = one("cancel", reorder_points=[ended], open_supply=[coming(19, "2026-02-11")])
    assert row["qty"] == 19


BOUGHT = {
    "po_id": "p0",
    "supplier_id": "s",
    **PLACE,
    "ordered_qty": 10,
    "unit_cost": "1.60",
    "ordered_at": "2026-01-10T12:00",
}


def test_a_price_that_rose_says_what_that_costs_in_a_year() -> None:
    """Three a day, 0.40 kr each: 438 kr a year."""
    row = one("price_up", purchase_order_lines=[BOUGHT])
    assert (row["qty"], row["amount"], row["document"]) == (1095, 438, "p0")
    for said in ("25 %", "from 1.6 to 2 DKK", "10 January", "438 kr a year"):
        assert said in row["sentence"]
    assert "fra 1,6 til 2 DKK" in row["sentence_da"]


@pytest.mark.parametrize(
    "other",
    [
        {"unit_cost": "1.97"},
        {"currency": "EUR"},
        {"supplier_id": "t"},
        {"status": "draft"},
        {"unit_cost": "2.20"},
        {"ordered_at": "2026-02-10T12:00"},
    ],
)
def test_a_small_rise_and_other_prices_are_left_alone(other: dict[str, Any]) -> None:
    bought = {**BOUGHT, **other}
    assert found("price_up", purchase_order_lines=[bought]).is_empty()


def test_the_last_price_counts() -> None:
    later = {**BOUGHT, "po_id": "p1", "unit_cost": 2, "ordered_at": "2026-01-20T12:00"}
    assert found("price_up", purchase_order_lines=[later, BOUGHT]).is_empty()


DRIFT = {
    "supplier_id": "s",
    "sku": "",
    "medium": "sea",
    "observed_days": 20,
    "recent_days": 30,
    "trend_days_a_year": 12,
    "is_drifting": True,
}


def test_a_lead_time_that_drifts_says_what_it_keeps_on_the_way() -> None:
    """Ten days at three a day and 2 kr each."""
    row = one("lead_time_drift", lead_times=[DRIFT, {**DRIFT, "sku": "a"}])
    assert (row["sku"], row["document"]) == ("", "s sea")
    assert (row["qty"], row["amount"]) == (30, 60)
    assert "longer and longer: 30 days of late, 20 as a rule" in row["sentence"]
    faster = {**DRIFT, "sku": "a", "recent_days": 15, "trend_days_a_year": -9}
    row = one("lead_time_drift", lead_times=[faster])
    assert (row["sku"], row["qty"]) == ("a", 15)
    assert "shorter and shorter" in row["sentence"]
    steady = {**DRIFT, "is_drifting": False}
    assert found("lead_time_drift", lead_times=[steady]).is_empty()


def test_a_planners_own_levels_that_cost_money_are_flagged() -> None:
    own = {**LEVELS, "computed_point_qty": 30, "computed_up_to_qty": 40}
    row = one("costly_levels", reorder_points=[{**own, "own_levels_cost_amount": 90}])
    assert (row["qty"], row["amount"]) == (80, 90)
    assert "60 to 80, cost 90 kr more a year" in row["sentence"]
    assert "30 to 40" in row["sentence"]
    small = {**own, "own_levels_cost_amount": 19}
    assert found("costly_levels", reorder_points=[small]).is_empty()


def test_the_most_money_ranks_first() -> None:
    table = found("late", open_supply=[LATE, {**LATE, "po_id": "p9", "open_qty": 99}])
    assert table.sort("rank")["document"].to_list() == ["p9 line 1", "p1 line 1"]


@pytest.mark.parametrize(
    ("days_late", "english", "danish"),
    [
        (0, "was due 1 February, today;", "være kommet 1. februar, i dag;"),
        (1, "was due 1 February, a day ago;", "1. februar, for en dag siden;"),
        (12, "was due 1 February, 12 days ago;", "1. februar, for 12 dage siden;"),
    ],
)
def test_how_long_ago_an_order_was_due_is_said_in_plain_words(
    days_late: int, english: str, danish: str
) -> None:
    line = {**LATE, "due_on": "2026-02-01", "days_late": days_late}
    row = found("late", open_supply=[line]).row(0, named=True)
    assert english in row["sentence"]
    assert danish in row["sentence_da"]
