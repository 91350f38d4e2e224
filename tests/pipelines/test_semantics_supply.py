"""What supply means: what counts, from when, once, and how long it takes."""

import datetime as dt

import pytest

from pipelines.publishing import Snapshot
from tests.pipelines.documented import PACK
from tests.pipelines.documented_days import DAY, LATER, before
from tests.pipelines.shops import row_of, rows_of

DAYS_TO_NEXT = 1 + 7 + 1
"""Days to the next chance but one, and on the way, with a supplier of seven days."""


def test_an_order_far_ahead_does_not_hide_a_need(documented_plan: Snapshot) -> None:
    line = row_of(documented_plan, "suggestions", sku="far")
    assert (line["on_order_qty"], line["far_qty"]) == (0, 1000)
    plain = row_of(documented_plan, "suggestions", sku="steady")
    assert line["suggested_qty"] == plain["suggested_qty"]


def test_a_late_order_is_flagged_counted_and_pushed_out(
    documented_plan: Snapshot,
) -> None:
    line = row_of(documented_plan, "open_supply", sku="late")
    assert (line["state"], line["days_late"], line["is_counted"]) == ("late", 5, True)
    assert line["arrive_on"] > DAY
    assert row_of(documented_plan, "exceptions", kind="late", sku="late")["qty"] == 40


def test_a_draft_is_no_supply(documented_plan: Snapshot) -> None:
    assert not rows_of(documented_plan, "open_supply", sku="draft")
    line = row_of(documented_plan, "suggestions", sku="draft")
    assert line["position_qty"] == 5


@pytest.mark.parametrize(("sku", "qty"), [("doubtful", 40), ("silent", 25)])
def test_an_old_remainder_is_doubtful_not_counted_and_asked_about(
    documented_plan: Snapshot, sku: str, qty: int
) -> None:
    line = row_of(documented_plan, "open_supply", sku=sku)
    assert (line["state"], line["is_counted"]) == ("doubtful", False)
    suggestion = row_of(documented_plan, "suggestions", sku=sku)
    assert (suggestion["doubtful_qty"], suggestion["position_qty"]) == (qty, 5)
    asked = row_of(documented_plan, "exceptions", kind="doubtful", sku=sku)
    assert asked["sentence"].startswith("Still coming?")


def test_an_undated_order_is_due_after_the_used_lead_time(
    documented_plan: Snapshot,
) -> None:
    line = row_of(documented_plan, "open_supply", sku="undated")
    assert line["due_source"] == "lead_time"
    assert line["due_on"] == before(4) + dt.timedelta(days=14)
    source = row_of(documented_plan, "supply_sources", sku="undated")
    assert source["lead_time_source"] == "default"


def test_the_rest_of_a_part_delivery_stays_on_order(documented_plan: Snapshot) -> None:
    line = row_of(documented_plan, "open_supply", sku="partial")
    assert (line["received_qty"], line["open_qty"]) == (15, 25)


def test_lead_time_is_observed_once_per_order_and_delivery(
    documented_plan: Snapshot,
) -> None:
    road = row_of(documented_plan, "lead_times", sku="observed", medium="road")
    # five orders, one of them in two deliveries
    assert road["observations"] == 6
    assert road["observed_days"] == 10
    assert (road["used_days"], road["used_source"]) == (10, "observed")
    assert road["declared_days"] == 30


def test_an_overdue_order_is_censored_and_not_left_out(
    documented_plan: Snapshot,
) -> None:
    road = row_of(documented_plan, "lead_times", sku="observed", medium="road")
    assert road["censored"] == 1


def test_sea_is_apart_from_road(documented_plan: Snapshot) -> None:
    sea = row_of(documented_plan, "lead_times", sku="observed", medium="sea")
    assert (sea["observed_days"], sea["used_days"]) == (40, 40)


def test_a_minimum_alone_never_causes_an_order(documented_plan: Snapshot) -> None:
    assert not rows_of(documented_plan, "suggestions", sku="ample")


def test_no_demand_no_order(documented_plan: Snapshot, danish: Snapshot) -> None:
    assert not rows_of(documented_plan, "suggestions", sku="unsold")
    assert not rows_of(danish, "suggestions", sku="uden salg")


def test_a_minimum_that_lasts_long_is_listed_with_days_and_cost(
    documented_plan: Snapshot,
) -> None:
    line = row_of(documented_plan, "suggestions", sku="minimum")
    assert line["suggested_qty"] == 1000
    assert line["need_qty"] + line["minimum_qty"] == 1000
    listed = row_of(documented_plan, "exceptions", kind="minimum_too_long")
    assert listed["sku"] == "minimum"
    assert f"{line['cover_days']:,.0f} days" in listed["sentence"]
    assert listed["amount"] == line["minimum_qty"] * 10
    for way_out in ("Skip it", "another supplier", "wait until"):
        assert way_out in listed["sentence"]


def test_a_closure_stretches_the_protection_interval(
    documented_plan: Snapshot,
) -> None:
    plain = row_of(documented_plan, "reorder_points", sku="steady")
    assert plain["protection_days"] == DAYS_TO_NEXT
    closed = row_of(documented_plan, "supply_sources", sku="before holiday")
    # one chance is left before the fortnight; the next is the day after it
    assert closed["order_on"] == DAY + dt.timedelta(days=1)
    assert closed["next_order_on"] == DAY + dt.timedelta(days=16)
    assert closed["protection_days"] >= 16 + 7 - 1
    levels = row_of(documented_plan, "reorder_points", sku="before holiday")
    assert levels["reorder_point_qty"] > plain["reorder_point_qty"] + 10


def test_a_closure_on_the_way_pauses_the_clock(documented_plan: Snapshot) -> None:
    closed = row_of(documented_plan, "supply_sources", sku="before closure")
    assert closed["arrive_on"] == DAY + dt.timedelta(days=1 + 20 + 15)


def test_the_last_order_before_a_closure_is_announced(
    documented_plan: Snapshot,
) -> None:
    listed = row_of(documented_plan, "exceptions", kind="closure", document="china")
    assert "Last order on 8 March" in listed["sentence"]
    assert listed["qty"] >= 15


def test_a_price_without_a_rate_is_not_ordered_and_said_by_currency_and_day(
    documented_plan: Snapshot,
) -> None:
    for sku, currency in (("euro", "EUR"), ("pound", "GBP")):
        assert not rows_of(documented_plan, "suggestions", sku=sku)
        listed = row_of(
            documented_plan,
            "exceptions",
            kind="unreliable_data",
            document=f"exchange_rates {currency}",
        )
        assert currency in listed["sentence"]
        assert str(DAY) in listed["sentence"]


def test_a_rate_of_the_last_week_holds(documented_plan: Snapshot) -> None:
    line = row_of(documented_plan, "suggestions", sku="dollar")
    assert line["currency"] == "USD"
    assert line["amount"] == line["suggested_qty"] * 10 * 7


def test_the_reorder_point_shown_is_the_one_that_triggered(
    documented_plan: Snapshot, danish: Snapshot
) -> None:
    for snapshot in (documented_plan, danish):
        levels = {
            row["sku"]: row["reorder_point_qty"]
            for row in rows_of(snapshot, "reorder_points", location_id="main")
        }
        for line in rows_of(snapshot, "suggestions", location_id="main"):
            assert line["reorder_point_qty"] == levels[line["sku"]]
            assert line["position_qty"] <= line["reorder_point_qty"]


def test_defaults_are_named(documented_plan: Snapshot) -> None:
    levels = row_of(documented_plan, "reorder_points", sku="undated")
    sources = ("service_target_source", "review_source", "order_cycle_source")
    assert all(levels[name].startswith("default") for name in sources)
    assert levels["lead_time_source"] == "default"
    line = row_of(documented_plan, "suggestions", sku="steady")
    assert "default service target" in line["assumptions"]


def test_grades_and_what_raises_them(documented_plan: Snapshot) -> None:
    grades = {
        row["sku"]: (row["grade"], row["raise_by"])
        for row in rows_of(documented_plan, "readiness", location_id="main")
    }
    assert grades["observed"] == ("A", "")
    assert grades["steady"][0] == "B"
    assert "receipts" in grades["steady"][1]
    assert grades["young"][0] == "C"
    assert "history" in grades["young"][1]
    assert grades["terms less"][0] == "D"
    assert "supplier_items" in grades["terms less"][1]
    assert grades["unsold"][0] == "D"


def test_grade_d_gets_no_order(documented_plan: Snapshot, danish: Snapshot) -> None:
    for snapshot in (documented_plan, danish):
        poor = {
            (row["sku"], row["location_id"])
            for row in rows_of(snapshot, "readiness", grade="D")
        }
        ordered = {
            (row["sku"], row["location_id"]) for row in rows_of(snapshot, "suggestions")
        }
        assert poor
        assert not poor & ordered


def test_a_suggestion_is_no_supply_until_it_is_approved(
    documented_plan: Snapshot, decided_plan: Snapshot
) -> None:
    first = row_of(documented_plan, "suggestions", sku="consigned")
    again = row_of(decided_plan, "suggestions", sku="consigned")
    assert again["approved_qty"] == 0
    assert again["suggested_qty"] >= first["suggested_qty"]


def test_an_approved_suggestion_counts_once(decided_plan: Snapshot) -> None:
    match = row_of(decided_plan, "supply_matches", sku="steady")
    assert (match["state"], match["counted_qty"]) == ("approved", 24)
    # three are there and 24 are coming: above the reorder point
    levels = row_of(decided_plan, "reorder_points", sku="steady")
    assert 3 < levels["reorder_point_qty"] < 3 + 24
    assert not rows_of(decided_plan, "suggestions", sku="steady")


def test_an_approval_that_nobody_sent_stops_counting_and_is_listed(
    decided_plan: Snapshot,
) -> None:
    match = row_of(decided_plan, "supply_matches", sku="far")
    assert (match["state"], match["counted_qty"]) == ("expired", 0)
    assert row_of(decided_plan, "suggestions", sku="far")["approved_qty"] == 0
    assert row_of(decided_plan, "exceptions", kind="unmatched", sku="far")


def test_an_imported_order_is_matched_and_counted_once(decided_plan: Snapshot) -> None:
    match = row_of(decided_plan, "supply_matches", sku="imported")
    assert (match["state"], match["counted_qty"]) == ("imported", 0)
    assert (match["po_id"], match["matched_by"]) == ("P-imported", "likeness")
    stand = row_of(decided_plan, "stock_positions", sku="imported")
    assert stand["on_order_qty"] == 20
    for line in rows_of(decided_plan, "suggestions", sku="imported"):
        assert line["approved_qty"] == 0
        assert line["on_order_qty"] == 20


def test_a_rejection_holds_until_its_day_whatever_the_risk(
    decided_plan: Snapshot,
) -> None:
    assert not rows_of(decided_plan, "suggestions", sku="draft")


def test_a_rejection_without_a_day_holds_until_the_risk_has_risen_enough(
    documented_plan: Snapshot, decided_plan: Snapshot
) -> None:
    # a third at first, and a little more two days later: it is not doubled
    before_risk = row_of(documented_plan, "suggestions", sku="held")
    assert before_risk["stockout_risk_rate"] < 0.5
    assert not rows_of(decided_plan, "suggestions", sku="held")
    # nine in ten at first, and half-way to certainty two days later
    first = row_of(documented_plan, "suggestions", sku="rejected")
    again = row_of(decided_plan, "suggestions", sku="rejected")
    certain = (1 + first["stockout_risk_rate"]) / 2
    assert again["stockout_risk_rate"] >= certain


def test_a_cut_does_not_bring_the_rest_back(decided_plan: Snapshot) -> None:
    match = row_of(decided_plan, "supply_matches", sku="cut")
    assert match["counted_qty"] == 9
    assert not rows_of(decided_plan, "suggestions", sku="cut")


def test_a_line_gone_from_a_full_file_is_closed(
    documented_plan: Snapshot, decided_plan: Snapshot
) -> None:
    assert row_of(documented_plan, "open_supply", sku="shipped")
    assert decided_plan.as_of == LATER
    gone = row_of(decided_plan, "purchase_order_lines", po_id="P-shipped")
    assert gone["gone_at"] is not None
    assert not rows_of(decided_plan, "open_supply", sku="shipped")
    assert row_of(decided_plan, "stock_positions", sku="shipped")["on_order_qty"] == 0


def test_ordinary_days_change_suggestions_by_less_than_a_pack(
    documented_plan: Snapshot, decided_plan: Snapshot
) -> None:
    decided = {row["sku"] for row in rows_of(decided_plan, "decisions")}
    first, second = (
        {
            line["sku"]: line["suggested_qty"]
            for line in rows_of(snapshot, "suggestions", supplier_id="near")
            if line["sku"] not in {*decided, "minimum", "helped"}
        }
        for snapshot in (documented_plan, decided_plan)
    )
    assert len(first) >= 5
    calm = [abs(second.get(sku, 0) - qty) < PACK for sku, qty in first.items()]
    assert sum(calm) >= 0.95 * len(calm)
