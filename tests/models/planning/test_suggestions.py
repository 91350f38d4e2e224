import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from tests.models.planning.plans import (
    AS_OF,
    GRADE,
    LEVELS,
    PLACE,
    SOURCE,
    Given,
    coming,
    demand,
    parameter,
    stock,
    suggestions,
)


def only(**given_rows: Given) -> dict[str, Any]:
    table = suggestions(**given_rows)
    assert table.height == 1
    return table.row(0, named=True)


def levels(point: float, up_to: float, **more: object) -> list[dict[str, Any]]:
    return [{**LEVELS, "reorder_point_qty": point, "order_up_to_qty": up_to, **more}]


def test_at_the_reorder_point_it_orders_just_above_it_does_not() -> None:
    """Business Central: reorder point 100, stock 150; a sale of 49 and one of 50."""
    at = levels(100, 150)
    assert suggestions(reorder_points=at, stock_positions=[stock(101)]).is_empty()
    row = only(reorder_points=at, stock_positions=[stock(100)])
    assert row["suggested_qty"] == 50


def test_it_orders_up_to_the_maximum() -> None:
    """Thrive: reorder at 10, target 20, stock 5: order 15."""
    row = only(reorder_points=levels(10, 20), stock_positions=[stock(5)])
    assert row["suggested_qty"] == 15


def test_the_position_is_the_sum_of_its_parts() -> None:
    shelf = stock(
        20,
        reserved_qty=4,
        held_qty=3,
        backordered_qty=2,
        in_transit_qty=5,
        expiring_qty=1,
    )
    row = only(
        stock_positions=[shelf],
        open_supply=[coming(6, "2026-02-10")],
        supply_matches=[
            {
                **PLACE,
                "suggestion_id": "x",
                "supplier_id": "s",
                "state": "approved",
                "arrive_on": "2026-02-15",
                "decided_qty": 7,
                "counted_qty": 7,
            }
        ],
        return_lines=[
            {
                **PLACE,
                "return_id": "r",
                "qty": 8,
                "announced_at": "2026-01-30T10:00",
                "disposition": "restock",
            }
        ],
    )
    assert row["position_qty"] == 20 - 4 - 3 - 2 + 5 - 1 + 6 + 7 + 8
    assert row["need_qty"] == 80 - row["position_qty"]


def test_an_order_far_in_the_future_does_not_hide_a_need() -> None:
    near, far = coming(100, "2026-02-17"), coming(100, "2026-02-18")
    assert suggestions(open_supply=[near]).is_empty()
    row = only(open_supply=[far])
    assert (row["on_order_qty"], row["far_qty"]) == (0, 100)


def test_a_late_order_counts_and_is_shown_a_doubtful_one_is_only_shown() -> None:
    late = coming(10, "2026-02-08", state="late")
    doubtful = coming(100, "2026-02-08", state="doubtful", is_counted=False, po_id="p2")
    row = only(open_supply=[late, doubtful])
    assert (row["on_order_qty"], row["late_qty"]) == (10, 10)
    assert row["doubtful_qty"] == 100
    assert row["position_qty"] == 15


@pytest.mark.parametrize(
    ("most", "least", "pack", "changes"),
    [
        (None, 0, 1, (0, 0, 0)),
        (50, 0, 1, (-25, 0, 0)),
        (None, 100, 1, (0, 25, 0)),
        (None, 0, 12, (0, 0, 9)),
        (50, 60, 1, (-25, 10, 0)),
        (50, 0, 12, (-25, 0, -2)),
        (5, 0, 12, (-70, 0, 7)),
        (None, 100, 12, (0, 25, 8)),
        (80, 78, 12, (0, 3, 6)),
    ],
)
def test_cap_then_minimum_then_pack_each_in_its_column(
    most: int | None, least: int, pack: int, changes: tuple[int, ...]
) -> None:
    """A need of 75; only where a pack more passes the maximum is it rounded down."""
    terms = {"max_order_qty": most, "min_order_qty": least, "pack_qty": pack}
    row = only(supply_sources=[{**SOURCE, **terms}])
    assert (row["cap_qty"], row["minimum_qty"], row["pack_qty"]) == changes
    assert row["suggested_qty"] == 75 + sum(changes)


def test_a_planners_maximum_of_one_order_counts_before_the_suppliers() -> None:
    row = only(
        supply_sources=[{**SOURCE, "max_order_qty": 60}],
        planning_parameters=parameter("max_order_qty", 40),
    )
    assert row["suggested_qty"] == 40


def test_a_minimum_alone_never_causes_an_order() -> None:
    terms = {**SOURCE, "min_order_qty": 500}
    assert suggestions(supply_sources=[terms], stock_positions=[stock(61)]).is_empty()


def test_without_demand_nothing_is_ordered_unless_it_is_owed() -> None:
    none = levels(0, 0, daily_mean_qty=0.0)
    assert suggestions(reorder_points=none, stock_positions=[stock(0)]).is_empty()
    owed = only(reorder_points=none, stock_positions=[stock(0, backordered_qty=4)])
    assert owed["suggested_qty"] == 4


@pytest.mark.parametrize(
    "given_rows",
    [
        {"readiness": [{**GRADE, "grade": "D"}]},
        {"supply_sources": [{**SOURCE, "kind": "none", "supplier_id": None}]},
        {"supply_sources": [{**SOURCE, "kind": "location", "supplier_id": None}]},
        {"supply_sources": [{**SOURCE, "unit_cost_amount": None}]},
        {"reorder_points": levels(60, 80, policy="do_not_stock")},
    ],
)
def test_what_cannot_or_must_not_be_ordered_is_not(
    given_rows: Given,
) -> None:
    assert suggestions(**given_rows).is_empty()


def test_the_number_of_a_suggestion_stays_within_a_day_and_changes_with_it() -> None:
    first, again = only(), only()
    later = only(as_of=AS_OF + dt.timedelta(days=1))
    assert first["suggestion_id"] == again["suggestion_id"] != later["suggestion_id"]


def test_the_risk_is_that_demand_exceeds_the_position() -> None:
    even = only(reorder_points=levels(60, 80), stock_positions=[stock(48)])
    assert even["stockout_risk_rate"] == pytest.approx(0.46, abs=0.03)
    at_target = only(reorder_points=levels(70, 80), stock_positions=[stock(65)])
    assert at_target["stockout_risk_rate"] == pytest.approx(0.05, abs=0.02)
    owing = only(stock_positions=[stock(0, backordered_qty=3)])
    assert owing["stockout_risk_rate"] == 1


def test_the_most_expected_loss_ranks_first() -> None:
    dear = {**PLACE, "sku": "b"}
    table = suggestions(
        pl.concat([demand(), demand(sku="b")]),
        reorder_points=[LEVELS, {**LEVELS, **dear}],
        supply_sources=[SOURCE, {**SOURCE, **dear}],
        stock_positions=[stock(5), stock(5, **dear)],
        readiness=[GRADE, {**GRADE, **dear}],
        products=[{"sku": "a", "unit_price": 12}, {"sku": "b", "unit_price": 900}],
    )
    assert dict(zip(table["sku"], table["rank"], strict=True)) == {"a": 2, "b": 1}
    assert table.filter(sku="a")["lost_margin_per_day_amount"].to_list() == [
        Decimal(30)
    ]


def test_what_was_paid_stands_in_for_a_list_price() -> None:
    paid = {**PLACE, "abc": "B", "daily_qty": 3.0, "unit_price": 12}
    row = only(products=[{"sku": "a"}], item_classes=[paid])
    assert row["lost_margin_per_day_amount"] == Decimal(30)
    listed = only(products=[{"sku": "a", "unit_price": 13}], item_classes=[paid])
    assert listed["lost_margin_per_day_amount"] > Decimal(30)


def test_money_is_quantity_times_price_in_company_currency() -> None:
    foreign = {**SOURCE, "currency": "EUR", "unit_cost": 2, "unit_cost_amount": 15}
    row = only(supply_sources=[foreign])
    assert (row["unit_cost"], row["currency"]) == (2, "EUR")
    assert row["amount"] == row["suggested_qty"] * 15


def test_defaults_that_stand_in_are_named() -> None:
    assert only()["assumptions"] == (
        "default review period; default service target; default order cycle"
    )


def decision(action: str, **more: object) -> dict[str, Any]:
    return {
        "decision_id": "d1",
        "decided_at": "2026-01-31T09:00",
        "suggestion_id": "old",
        "action": action,
        "supplier_id": "s",
        **PLACE,
        "suggested_qty": 100,
        "stockout_risk_rate": 0.2,
        **more,
    }


LOW_RISK: Given = {"stock_positions": [stock(58)]}
"""A risk of about one in eight."""


def test_a_cut_or_a_rejection_does_not_come_back_tomorrow() -> None:
    for held in (
        decision("reject"),
        decision("change", decided_qty=60),
        decision("snooze", holds_until="2026-02-05"),
    ):
        assert suggestions(decisions=[held], **LOW_RISK).is_empty()


def test_a_hold_ends_with_its_day() -> None:
    ended = decision("reject", holds_until="2026-01-31")
    assert suggestions(decisions=[ended], **LOW_RISK).height == 1


def test_a_hold_ends_when_the_risk_has_doubled() -> None:
    assert suggestions(decisions=[decision("reject")]).height == 1
    certain = decision("reject", stockout_risk_rate=0.9)
    assert suggestions(decisions=[certain], **LOW_RISK).is_empty()


def test_a_hold_with_a_day_stands_until_then_whatever_the_risk() -> None:
    held = decision("reject", holds_until="2026-02-05")
    assert suggestions(decisions=[held]).is_empty()


def test_a_hold_ends_when_it_is_taken_back_or_the_change_was_no_cut() -> None:
    undone = [
        decision("reject"),
        decision("undo", decision_id="d2", decided_at="2026-01-31T10:00"),
    ]
    assert suggestions(decisions=undone, **LOW_RISK).height == 1
    raised = decision("change", decided_qty=120)
    assert suggestions(decisions=[raised], **LOW_RISK).height == 1


def test_a_warehouse_orders_for_the_places_it_replenishes() -> None:
    shop: Given = {"location_id": "shop"}
    given_rows: dict[str, Any] = {
        "locations": [
            {"location_id": "main"},
            {"location_id": "shop", "replenished_from": "main"},
        ],
        "supply_sources": [
            SOURCE,
            {**SOURCE, **shop, "kind": "location", "supplier_id": None},
        ],
        "reorder_points": [LEVELS, {**LEVELS, **shop}],
        "readiness": [GRADE, {**GRADE, **shop}],
    }
    both = pl.concat([demand(), demand(**shop)])
    row = only(
        lead_time_demand=both,
        stock_positions=[stock(5), stock(30, **shop)],
        **given_rows,
    )
    assert (row["location_id"], row["on_hand_qty"]) == ("main", 35)
    assert suggestions(
        both, stock_positions=[stock(5), stock(60, **shop)], **given_rows
    ).is_empty()


def test_more_supply_never_orders_more() -> None:
    """A hundred items that differ in what is coming only."""
    coming_of = {f"item-{qty:02d}": qty for qty in range(100)}
    known = demand().drop("sku").join(pl.DataFrame({"sku": [*coming_of]}), how="cross")
    ordered = suggestions(
        known.select(demand().columns),
        reorder_points=[{**LEVELS, "sku": sku} for sku in coming_of],
        supply_sources=[{**SOURCE, "sku": sku, "pack_qty": 12} for sku in coming_of],
        stock_positions=[stock(5, sku=sku) for sku in coming_of],
        readiness=[{**GRADE, "sku": sku} for sku in coming_of],
        products=[{"sku": sku} for sku in coming_of],
        open_supply=[
            coming(qty, "2026-02-10", po_id=sku, sku=sku)
            for sku, qty in coming_of.items()
        ],
    ).sort("sku")
    assert ordered.height == 56
    assert ordered["suggested_qty"].is_sorted(descending=True)


def test_the_order_of_rows_changes_nothing() -> None:
    others = [{**PLACE, "sku": sku} for sku in ("b", "c", "d")]
    rows: dict[str, Any] = {
        "supply_sources": [SOURCE, *({**SOURCE, **one} for one in others)],
        "stock_positions": [stock(5), *(stock(7, **one) for one in others)],
        "reorder_points": [LEVELS, *({**LEVELS, **one} for one in others)],
        "readiness": [GRADE, *({**GRADE, **one} for one in others)],
        "products": [{"sku": sku, "unit_price": 12} for sku in "abcd"],
    }
    all_demand = pl.concat([demand(), *(demand(sku=sku) for sku in "bcd")])
    forth = suggestions(all_demand, **rows)
    back = suggestions(
        all_demand.reverse(), **{name: table[::-1] for name, table in rows.items()}
    )
    assert forth.height == 4
    assert forth.equals(back)


def test_no_rows_at_all_are_no_trouble() -> None:
    nothing: dict[str, Any] = {
        name: []
        for name in (
            *("supply_sources", "stock_positions", "reorder_points", "readiness"),
            *("products", "supplier_items", "locations"),
        )
    }
    assert suggestions(demand().clear(), **nothing).is_empty()
