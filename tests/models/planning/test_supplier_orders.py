import datetime as dt
from decimal import Decimal

import polars as pl
import pytest

from tests.models.planning.plans import (
    GRADE,
    LEVELS,
    PLACE,
    SOURCE,
    demand,
    stock,
    suggested_orders,
    suggestions,
)

SECOND = {**PLACE, "sku": "b"}
LINES = suggestions(
    pl.concat([demand(), demand(sku="b")]),
    reorder_points=[LEVELS, {**LEVELS, **SECOND}],
    supply_sources=[SOURCE, {**SOURCE, **SECOND, "unit_cost": 3}],
    stock_positions=[stock(5), stock(10, **SECOND)],
    readiness=[GRADE, {**GRADE, **SECOND}],
    products=[{"sku": "a", "unit_price": 12}, {"sku": "b", "unit_price": 4}],
)


def test_lines_of_one_supplier_place_and_day_are_one_order() -> None:
    row = suggested_orders(LINES).row(0, named=True)
    assert (row["lines"], row["units"]) == (2, 145)
    assert row["order_amount"] == 75 * 2 + 70 * 3
    assert row["amount"] == 145 * 2
    assert row["rank"] == 1


def test_what_an_order_lacks_of_a_minimum_is_shown_not_filled() -> None:
    terms = {"supplier_id": "s", "min_order_amount": 500, "min_order_qty": 100}
    row = suggested_orders(LINES, suppliers=[terms]).row(0, named=True)
    assert (row["short_amount"], row["short_qty"]) == (Decimal(140), Decimal(0))


def test_weight_volume_and_containers_come_from_the_items() -> None:
    row = suggested_orders(
        LINES,
        suppliers=[{"supplier_id": "s", "container_volume_m3": 29}],
        products=[{"sku": "a", "volume_m3": 0.1}, {"sku": "b", "volume_m3": 0.1}],
    ).row(0, named=True)
    assert row["volume_m3"] == pytest.approx(14.5)
    assert row["containers"] == pytest.approx(0.5)
    assert row["weight_kg"] is None


def test_the_last_payment_is_due_after_arrival() -> None:
    terms = {"supplier_id": "s", "payment_terms_days": 30}
    row = suggested_orders(LINES, suppliers=[terms]).row(0, named=True)
    assert row["cash_due_on"] == dt.date(2026, 2, 16) + dt.timedelta(days=30)


def test_no_suggestions_are_no_orders() -> None:
    assert suggested_orders(LINES.clear()).is_empty()
