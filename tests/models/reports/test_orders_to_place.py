from decimal import Decimal

import polars as pl

from models.reports import orders_to_place
from tests.factories import frame
from tests.models.reports.plans import plan


def test_orders_are_the_sums_of_their_lines() -> None:
    tables = plan(40)
    suggestions = tables["suggestions"]
    orders = orders_to_place.orders(
        suggestions, tables["suggested_orders"], tables["suppliers"], "en"
    )
    assert orders["lines"].sum() == 40
    for column, line in (
        ("units", "suggested_qty"),
        ("amount", "amount"),
        ("lost_margin_per_day_amount", "lost_margin_per_day_amount"),
    ):
        assert orders[column].sum() == suggestions[line].sum()
    first = orders.row(0, named=True)
    of_first = suggestions.filter(
        *(pl.col(part) == first[part] for part in orders_to_place.ORDER)
    )
    assert first["amount"] == of_first["amount"].sum()
    assert first["rank"] == 1


def test_an_order_without_facts_is_shown_all_the_same() -> None:
    line = {"suggestion_id": "a", "supplier_id": "s", "amount": 12, "suggested_qty": 3}
    orders = orders_to_place.orders(
        frame("suggestions", line),
        frame("suggested_orders"),
        frame("suppliers"),
        "en",
    )
    assert orders["supplier_name"].to_list() == ["s"]
    assert orders["amount"].to_list() == [Decimal(12)]


def test_lines_hold_the_numbers_of_the_suggestions_worth_most() -> None:
    suggestions = plan(30)["suggestions"]
    table = orders_to_place.lines(suggestions, "en")
    by_rank = suggestions.sort("rank")
    assert table.total == 30
    for name in table.columns:
        assert table.rows[name].to_list() == by_rank[name].to_list()


def test_lines_give_their_reason_in_the_language_of_the_reader() -> None:
    suggestions = plan(3)["suggestions"].sort("rank")
    assert (
        orders_to_place.lines(suggestions, "da").rows["reason"].to_list()
        == suggestions["reason_da"].to_list()
    )


def test_only_the_lines_worth_most_are_shown_and_all_are_counted() -> None:
    table = orders_to_place.lines(plan(230)["suggestions"], "en")
    assert (table.shown.height, table.total) == (200, 230)
    assert table.shown["rank"].to_list() == list(range(1, 201))


def test_small_suppliers_are_one_bar() -> None:
    orders = pl.DataFrame(
        {
            "supplier_name": [f"s{number:02}" for number in range(20)],
            "amount": pl.Series([Decimal(100 - n) for n in range(20)]),
        }
    )
    bars = orders_to_place.amount_by_supplier(orders, "DKK", "en").data[0]
    assert sum(bars.x) == float(orders["amount"].sum())
    assert len(bars.x) == 13


def test_supplier_lines_carry_the_terms_of_their_item() -> None:
    line = {"suggestion_id": "a", "sku": "x", "location_id": "main", "pack_qty": 2}
    line |= {"suggested_qty": 12, "unit_cost": "2.5"}
    terms = {"sku": "x", "location_id": "main", "min_order_qty": 10, "pack_qty": 6}
    lines = orders_to_place.supplier_lines(
        frame("suggestions", line), frame("supply_sources", terms), "en"
    ).row(0, named=True)
    assert lines["pack_size_qty"] == 6
    assert lines["min_order_qty"] == 10
    assert lines["pack_change_qty"] == 2
    assert lines["line_amount"] == 30
