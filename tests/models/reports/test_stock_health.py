import datetime as dt
from decimal import Decimal

import polars as pl

from models.reports import stock_health
from tests.factories import frame

AS_OF = dt.date(2026, 11, 22)


def position(sku: str, available: float, **other: object) -> dict[str, object]:
    return {
        "sku": sku,
        "location_id": "main",
        "is_stock_known": True,
        "on_hand_qty": max(available, 0),
        "available_qty": available,
    } | other


def point(sku: str, daily: float, level: int = 10, lead: int = 14) -> dict[str, object]:
    return {
        "sku": sku,
        "location_id": "main",
        "daily_mean_qty": daily,
        "lead_time_days": lead,
        "order_up_to_qty": level,
        "demand_basis": "history",
    }


def outlook(
    positions: list[dict[str, object]], points: list[dict[str, object]]
) -> pl.DataFrame:
    return stock_health.outlook(
        frame("stock_positions", *positions),
        frame("reorder_points", *points),
        frame("suggestions"),
        AS_OF,
    )


def test_out_is_what_sells_and_has_nothing_available() -> None:
    found = outlook(
        [
            position("gone", 0),
            position("owed", -2),
            position("here", 1),
            position("slow", 0),
        ],
        [point("gone", 1), point("owed", 2), point("here", 1), point("slow", 0)],
    )
    assert stock_health.out(found)["sku"].to_list() == ["owed", "gone"]


def test_stock_that_is_unknown_is_neither_in_nor_out() -> None:
    unknown = position("a", 0, is_stock_known=False)
    assert outlook([unknown], [point("a", 1)]).is_empty()


def test_running_out_is_measured_against_the_next_goods_that_could_come() -> None:
    soon = dt.date(2026, 11, 27)
    found = outlook(
        [
            position("short", 13),
            position("enough", 15),
            position("coming", 6, next_arrival_on=soon),
        ],
        [point("short", 1), point("enough", 1), point("coming", 1)],
    )
    assert stock_health.running_out(found)["sku"].to_list() == ["short"]


def test_excess_is_beyond_the_level_and_ninety_days() -> None:
    found = stock_health.excess(
        frame("stock_positions", position("a", 200), position("b", 200)),
        frame("reorder_points", point("a", 1), point("b", 1, level=150)),
        frame("item_classes"),
        frame("supply_sources"),
        frame("products", {"sku": "a", "unit_cost": "2.5"}),
    )
    rows = {row["sku"]: row for row in found.iter_rows(named=True)}
    assert rows["a"]["excess_qty"] == 110
    assert rows["a"]["excess_amount"] == Decimal(275)
    assert rows["b"]["excess_qty"] == 50
    assert rows["b"]["excess_amount"] is None


def test_all_stock_of_a_dead_item_is_excess() -> None:
    dead = {"sku": "a", "location_id": "main", "lifecycle": "dead"}
    found = stock_health.excess(
        frame("stock_positions", position("a", 7)),
        frame("reorder_points"),
        frame("item_classes", dead),
        frame("supply_sources"),
        frame("products"),
    )
    assert found["excess_qty"].to_list() == [7]
    assert found["cover_days"].to_list() == [None]


def test_excess_without_a_cost_of_its_own_is_worth_what_its_supplier_takes() -> None:
    source = {"sku": "a", "location_id": "main", "unit_cost_amount": 4}
    found = stock_health.excess(
        frame("stock_positions", position("a", 200)),
        frame("reorder_points", point("a", 1)),
        frame("item_classes"),
        frame("supply_sources", source),
        frame("products", {"sku": "a"}),
    )
    assert found["excess_amount"].to_list() == [Decimal(440)]


def test_nothing_is_too_much_of_what_too_little_is_known_of() -> None:
    found = stock_health.excess(
        frame("stock_positions", position("a", 200)),
        frame("reorder_points", point("a", 0) | {"demand_basis": "none"}),
        frame("item_classes"),
        frame("supply_sources"),
        frame("products"),
    )
    assert found.is_empty()


def test_stockout_share_leaves_out_what_is_unknown_and_what_is_to_come() -> None:
    days = frame(
        "stock_daily",
        {"sku": "a", "on": AS_OF, "in_stock_share": 0.0},
        {"sku": "b", "on": AS_OF, "in_stock_share": 1.0},
        {"sku": "c", "on": AS_OF, "in_stock_share": None},
        {"sku": "a", "on": AS_OF + dt.timedelta(days=1), "in_stock_share": 0.0},
    )
    found = stock_health.stockout_days(days.lazy(), AS_OF)
    assert found.rows() == [(AS_OF, 0.5)]
