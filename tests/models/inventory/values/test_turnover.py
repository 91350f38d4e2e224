import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from models import tables
from models.inventory.values.turnover import pooled_turnover, stock_turnover
from tests.factories import frame
from tests.models.inventory.values.books import (
    AS_OF,
    COMPANY,
    Row,
    ledger,
    locations,
    move,
    sources,
)

DAY = dt.timedelta(days=1)
PLACE = {"sku": "a", "location_id": "main"}
SHIPPED = {"shipment_id": "s", "order_id": "o", "order_line_no": 1, "sku": "a"} | {
    "location_id": "main",
    "qty": 4,
    "shipped_at": "2026-03-30T12:00",
}
ORDERED = {"order_id": "o", "line_no": 1, "sku": "a", "location_id": "main"}
ASKED = ORDERED | {"ordered_qty": 4, "unit_price": 25, "tax_amount": 20}
TOLD = ORDERED | {
    "channel": "web",
    "state": "shipped",
    "unit_price": 25,
    "shipped_qty": 4,
    "placed_on": "2026-03-29",
    "placed_at": "2026-03-29T12:00",
}
TAXED = {"channel": "web", "prices_include_tax": True}
OPENING = move("opening", "2026-03-22", 10, 100)
SALE = move("shipment", "2026-03-30", -4, -40)


def days(*values: float | None, **other: Any) -> list[Row]:
    """Return daily stock up to the last day, the first look on its first."""
    first = AS_OF - (len(values) - 1) * DAY
    return [
        PLACE
        | {"on": first + number * DAY, "value_amount": value, "closing_qty": 10}
        | {"opening_qty": 10 if number else None}
        | other
        for number, value in enumerate(values)
    ]


def turned(*moves: Row, daily: list[Row] | None = None, **given: Any) -> dict[str, Any]:
    rows = everything(*moves, daily=daily, **given)
    return rows.row(0, named=True)


def everything(
    *moves: Row, daily: list[Row] | None = None, **given: Any
) -> pl.DataFrame:
    documents: dict[str, list[Row]] = {
        "shipment_lines": [SHIPPED],
        "order_status": [TOLD],
        "order_lines": [ASKED],
        "channels": [TAXED],
        "kit_components": [],
        "products": [{"sku": "a", "category": "cups"}],
        **given,
    }
    small = ("channels", "kit_components", "products")
    frames: dict[str, Any] = {
        name: frame(name, *rows) if name in small else frame(name, *rows).lazy()
        for name, rows in documents.items()
    }
    made = stock_turnover(
        ledger(*(moves or (OPENING, SALE))),
        frame("stock_daily", *(daily or days(*[100] * 8, 60, 60))).lazy(),
        **frames,
        supply_sources=sources(),
        locations=locations(),
        as_of=AS_OF,
        company=COMPANY,
    )
    return tables.TABLES["stock_turnover"].validate(made)


def test_a_year_is_worked_out_from_the_days_that_are_known() -> None:
    row = turned()
    assert (row["known_days"], row["since_on"]) == (10, dt.date(2026, 3, 22))
    assert row["average_value_amount"] == 92
    assert row["cost_of_goods_sold_amount"] == 40
    assert row["turns_per_year"] == pytest.approx(40 * 36.5 / 92)
    assert row["inventory_days"] == pytest.approx(92 / 4)


def test_margin_is_revenue_without_tax_less_cost() -> None:
    row = turned()
    assert row["revenue_amount"] == 80
    assert row["gross_margin_amount"] == 40
    assert row["gmroi"] == pytest.approx(40 * 36.5 / 92)


def test_sell_through_is_of_what_was_there_and_came() -> None:
    row = turned(
        OPENING,
        SALE,
        move("receipt", "2026-03-31", 6, 60),
        move("transfer_out", "2026-03-31", -2, -20),
    )
    assert (row["opening_qty"], row["received_qty"], row["sold_qty"]) == (10, 4, 4)
    assert row["sell_through"] == pytest.approx(4 / 14)


def test_opening_units_are_those_before_the_first_day_of_the_year() -> None:
    year = days(*[100] * 400, closing_qty=7, in_qty=2, out_qty=5)
    row = turned(OPENING, daily=year)
    assert (row["known_days"], row["opening_qty"]) == (365, 10)


def test_only_what_was_sold_within_the_days_counts() -> None:
    old = move("shipment", "2025-02-01", -1, -10)
    row = turned(move("opening", "2025-01-01", 11, 110), old, daily=days(*[100] * 450))
    assert (row["sold_qty"], row["cost_of_goods_sold_amount"]) == (0, 0)


def test_sales_before_the_first_look_are_neither_cost_nor_revenue() -> None:
    before = SHIPPED | {"line_no": 2, "shipped_at": "2026-03-01T12:00", "qty": 9}
    row = turned(
        move("shipment", "2026-03-01", -9, -90),
        OPENING,
        SALE,
        shipment_lines=[SHIPPED, before],
    )
    assert (row["sold_qty"], row["revenue_amount"]) == (4, 80)
    assert row["cost_of_goods_sold_amount"] == 40


def test_settled_shortages_belong_to_the_cost_of_goods_sold() -> None:
    late = move("receipt", "2026-03-31", 1, 12, adjustment_amount=-2)
    assert turned(OPENING, SALE, late)["cost_of_goods_sold_amount"] == 42


def test_what_came_back_earned_nothing() -> None:
    row = turned(order_status=[TOLD | {"returned_qty": 1}])
    assert row["revenue_amount"] == 60


@pytest.mark.parametrize(
    ("channel", "line", "expected"),
    [
        ({"prices_include_tax": True}, {"tax_amount": 20}, 80),
        ({"prices_include_tax": True}, {"tax_amount": None}, None),
        ({"prices_include_tax": False}, {"tax_amount": 20}, 100),
        ({"prices_include_tax": None}, {"tax_amount": 20}, None),
        ({"prices_include_tax": None}, {"tax_amount": None}, None),
        ({"prices_include_tax": None}, {"tax_amount": 0}, 100),
        ({"prices_include_tax": False}, {"discount_amount": 10}, 90),
    ],
)
def test_revenue_is_net_of_tax_and_discount_or_not_known(
    channel: Row, line: Row, expected: int | None
) -> None:
    row = turned(channels=[TAXED | channel], order_lines=[ASKED | line])
    assert row["revenue_amount"] == expected
    assert (row["gmroi"] is None) == (expected is None)


def test_foreign_prices_count_at_the_rate_of_their_order() -> None:
    row = turned(order_status=[TOLD | {"unit_price": 50}])
    assert row["revenue_amount"] == 160


def test_a_price_that_is_not_known_leaves_margin_empty_and_turns_known() -> None:
    row = turned(order_status=[TOLD | {"unit_price": None}])
    assert (row["revenue_amount"], row["gross_margin_amount"]) == (None, None)
    assert row["turns_per_year"] is not None


def test_a_shipment_of_another_item_than_ordered_has_no_price() -> None:
    assert turned(order_status=[TOLD | {"sku": "b"}])["revenue_amount"] is None


def test_revenue_is_where_the_goods_left_and_not_where_they_were_asked_for() -> None:
    there = [TOLD | {"location_id": "elsewhere"}]
    assert turned(order_status=there)["revenue_amount"] == 80


def test_parts_of_a_virtual_kit_have_no_price_of_their_own() -> None:
    kit = {"kit_sku": "k", "component_sku": "a", "qty": 4, "is_virtual": True}
    row = turned(
        shipment_lines=[SHIPPED | {"sku": "k", "qty": 1}],
        order_status=[TOLD | {"sku": "k"}],
        order_lines=[ASKED | {"sku": "k"}],
        kit_components=[kit | {"valid_from": "2020-01-01"}],
    )
    assert row["revenue_amount"] is None
    assert row["cost_of_goods_sold_amount"] == 40


def test_without_shipments_goods_left_when_they_were_ordered() -> None:
    assert turned(shipment_lines=[])["revenue_amount"] == 80


def test_what_was_not_sold_earned_nothing() -> None:
    row = turned(OPENING, shipment_lines=[], order_status=[], order_lines=[])
    assert (row["revenue_amount"], row["turns_per_year"]) == (0, 0)
    assert row["inventory_days"] is None


def test_days_without_a_value_are_left_out_of_the_average() -> None:
    assert turned(daily=days(None, 50, 100))["average_value_amount"] == 75


def test_stock_of_unknown_value_has_no_ratio_of_money() -> None:
    row = turned(
        move("opening", "2026-03-22", 10, None),
        move("shipment", "2026-03-30", -4, None),
        daily=days(*[None] * 10),
    )
    assert row["average_value_amount"] is None
    assert row["cost_of_goods_sold_amount"] is None
    assert (row["turns_per_year"], row["gmroi"]) == (None, None)
    assert row["sell_through"] == pytest.approx(0.4)


def test_consigned_goods_have_no_value_to_turn_and_no_margin() -> None:
    row = turned(
        move("opening", "2026-03-22", 10, 0),
        move("shipment", "2026-03-30", -4, 0),
        daily=days(*[0] * 10),
        products=[{"sku": "a", "owner": "maker"}],
    )
    assert (row["average_value_amount"], row["turns_per_year"]) == (0, None)
    assert (row["revenue_amount"], row["gross_margin_amount"]) == (80, None)


def test_a_pool_has_the_ratio_of_the_sums() -> None:
    made = pl.concat([everything(), everything()]).with_columns(
        average_value_amount=pl.Series([100, 300], dtype=pl.Decimal(18, 4))
    )
    (row,) = pooled_turnover(made, ["category"]).rows(named=True)
    assert (row["category"], row["items"]) == ("cups", 2)
    assert row["average_value_amount"] == Decimal(400)
    assert row["turns_per_year"] == pytest.approx(2 * 40 * 36.5 / 400)
    assert row["sell_through"] == pytest.approx(0.4)


def test_a_pool_leaves_out_and_counts_what_is_not_known() -> None:
    unknown = everything(order_status=[TOLD | {"unit_price": None}])
    made = pl.concat([everything(), unknown])
    (row,) = pooled_turnover(made, ["supplier_id"]).rows(named=True)
    assert row["unknown_items"] == 1
    assert row["gmroi"] == pytest.approx(40 * 36.5 / 92)


def test_a_pool_of_which_nothing_is_known_has_no_value() -> None:
    made = everything(move("opening", "2026-03-22", 10, None), daily=days(*[None] * 10))
    (row,) = pooled_turnover(made, ["location_id"]).rows(named=True)
    assert (row["average_value_amount"], row["turns_per_year"]) == (None, None)
    assert row["gmroi"] is None
