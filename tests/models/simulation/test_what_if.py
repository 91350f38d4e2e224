"""Changes that are asked about: what they may be, and what they change."""

import polars as pl
import pytest

from models.simulation.what_if import Change, lines, with_demand, with_minimums

BASIS = pl.DataFrame(
    {
        "sku": ["cup", "plate"],
        "location_id": ["main", "main"],
        "daily_mean": [2.0, 4.0],
        "daily_trend": [0.0, 1.0],
    }
)
ITEMS = pl.DataFrame(
    {
        "sku": ["cup", "plate"],
        "location_id": ["main", "main"],
        "supplier_id": ["maker", None],
        "abc": ["A", "B"],
        "category": [None, "Kitchen"],
    }
)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (Change("company", "", "service_target_rate", "0.99"), ""),
        (Change("class", "A", "holding_rate", "0.3"), ""),
        (Change("company", "x", "holding_rate", "0.3"), "only a company has none"),
        (Change("class", "", "holding_rate", "0.3"), "only a company has none"),
        (Change("shelf", "A", "holding_rate", "0.3"), "not shelf"),
        (Change("company", "", "service_target_rate", "99"), "from 0.5 to 0.9999"),
        (Change("company", "", "service_target_rate", "high"), "is a number"),
        (Change("company", "", "policy", "guess"), "is one of order_up_to"),
        (Change("company", "", "costing_method", "fifo"), "no parameter"),
        (Change("sku", "cup", "min_order_amount", "5"), "set for supplier, company"),
    ],
)
def test_a_fault_names_what_is_allowed(change: Change, told: str) -> None:
    assert told in change.fault
    assert bool(told) == bool(change.fault)


def test_the_narrowest_level_decides_on_demand() -> None:
    changes = [
        Change("sku_location", "cup|main", "demand_factor", "3"),
        Change("company", "", "demand_factor", "2"),
        Change("supplier", "maker", "demand_factor", "5"),
    ]
    changed = with_demand(BASIS, ITEMS, changes)
    assert changed["daily_mean"].to_list() == [6.0, 8.0]
    assert changed["daily_trend"].to_list() == [0.0, 2.0]


def test_a_minimum_is_changed_for_its_supplier_alone() -> None:
    suppliers = pl.DataFrame(
        {"supplier_id": ["a", "b"], "min_order_amount": [None, "7"]},
        schema={"supplier_id": pl.String, "min_order_amount": pl.Decimal(18, 4)},
    )
    change = Change("supplier", "a", "min_order_amount", "90")
    amounts = with_minimums(suppliers, [change])["min_order_amount"]
    assert [float(one) for one in amounts] == [90.0, 7.0]


def test_lines_of_either_plan_are_there_most_money_first() -> None:
    def plan(*rows: tuple[str, float]) -> pl.DataFrame:
        return pl.DataFrame(
            [
                {
                    "supplier_id": "maker",
                    "location_id": "main",
                    "sku": sku,
                    "title": sku.title(),
                    "suggested_qty": qty,
                    "amount": qty * 10,
                    "cover_days": 5.0,
                    "stockout_risk_rate": 0.5,
                    "lost_margin_per_day_amount": 8.0,
                }
                for sku, qty in rows
            ]
        )

    both = lines(plan(("cup", 5), ("plate", 2)), plan(("cup", 4), ("spoon", 9)))
    assert both.select("sku", "qty", "qty_after").rows() == [
        ("spoon", 0.0, 9.0),
        ("plate", 2.0, 0.0),
        ("cup", 5.0, 4.0),
    ]
    assert both["title"].to_list() == ["Spoon", "Plate", "Cup"]
