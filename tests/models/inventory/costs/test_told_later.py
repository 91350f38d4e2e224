"""Rates, measures and prices that are told after the goods have come."""

import datetime as dt
from typing import Any

import polars as pl

from tests.models.inventory.costs.bought import (
    AT,
    DAY,
    LATER,
    ORDERED,
    RECEIVED,
    Row,
    costs_of,
    rateless,
    shop,
)

RECEIPT = RECEIVED | {"unit_cost": 2, "supplier_id": "s"}
SUPPLIERS = [{"supplier_id": "s", "currency": "EUR"}]
EUR: Row = {"currency": "EUR", "on": DAY, "rate": 7}
BEFORE = EUR | {"on": "2026-03-01", "rate": 6}
APRIL = "2026-04-07T10:00"
MAY = "2026-05-07T10:00"
FIRST = dt.datetime.fromisoformat(AT).replace(tzinfo=dt.UTC)
THEN = dt.datetime.fromisoformat(APRIL).replace(tzinfo=dt.UTC)
AGAIN = dt.datetime.fromisoformat(MAY).replace(tzinfo=dt.UTC)


def told(kind: str, **given: list[Row]) -> list[tuple[Any, ...]]:
    made = costs_of(shop(None, **given)).filter(pl.col("kind") == kind)
    named = made.with_columns(pl.col("amount").cast(pl.Float64))
    return named.select("amount", "recorded_at", "superseded_at", "told_by").rows()


def expected(*rates: Row) -> list[tuple[Any, ...]]:
    return told(
        "expected",
        receipt_lines=[RECEIPT],
        suppliers=SUPPLIERS,
        exchange_rate_versions=[
            rate | {"version": number} for number, rate in enumerate(rates)
        ],
    )


RATE = f"exchange_rates:EUR:{DAY}"


def test_a_rate_that_comes_late_makes_the_cost_known_from_then_on() -> None:
    late = EUR | {"known_from": APRIL}
    assert expected(late) == [(140, THEN, None, RATE)]


def test_a_rate_that_comes_late_replaces_that_of_an_earlier_day() -> None:
    assert expected(BEFORE, EUR | {"known_from": APRIL}) == [
        (120, FIRST, THEN, None),
        (140, THEN, None, RATE),
    ]


def test_a_rate_that_was_known_in_time_is_no_news() -> None:
    early = {"known_from": "2026-03-02T09:00"}
    assert expected(EUR | early, BEFORE) == [(140, FIRST, None, None)]


def test_a_corrected_rate_changes_the_cost_each_time() -> None:
    second = EUR | {"rate": 8, "known_from": APRIL}
    third = EUR | {"rate": 9, "known_from": MAY}
    assert expected(EUR, second, third) == [
        (140, FIRST, THEN, None),
        (160, THEN, AGAIN, RATE),
        (180, AGAIN, None, RATE),
    ]


def test_a_rate_that_is_told_again_changes_nothing() -> None:
    again = EUR | {"known_from": APRIL}
    assert expected(EUR | {"known_until": APRIL}, again) == [(140, FIRST, None, None)]


def test_a_rate_that_is_taken_back_leaves_that_of_an_earlier_day() -> None:
    gone = EUR | {"known_until": APRIL}
    assert expected(gone, BEFORE) == [
        (140, FIRST, THEN, None),
        (120, THEN, None, "exchange_rates:EUR:2026-03-01"),
    ]


def test_a_rate_that_is_taken_back_may_leave_the_cost_unknown() -> None:
    gone = EUR | {"known_until": APRIL}
    assert expected(gone) == [(140, FIRST, THEN, None)]
    assert rateless(
        receipt_lines=[RECEIPT], suppliers=SUPPLIERS, exchange_rate_versions=[gone]
    ) == [("expected", "r:1", "EUR", dt.date.fromisoformat(DAY))]


INVOICE: Row = {
    "invoice_id": "i",
    "line_no": 1,
    "supplier_id": "s",
    "po_id": "p",
    "po_line_no": 1,
    "qty": 10,
    "amount": 30,
    "invoiced_on": "2026-03-05",
    "recorded_at": "2026-03-05T10:00",
}


def test_an_invoice_differs_by_another_amount_when_either_rate_is_corrected() -> None:
    rates = [
        EUR | {"version": 0},
        EUR | {"version": 1, "rate": 8, "known_from": APRIL},
        EUR | {"version": 0, "on": "2026-03-05"},
        EUR | {"version": 1, "on": "2026-03-05", "rate": 9, "known_from": MAY},
    ]
    made = told(
        "invoice",
        receipt_lines=[RECEIPT | {"po_id": "p", "po_line_no": 1}],
        supplier_invoice_lines=[INVOICE],
        suppliers=SUPPLIERS,
        exchange_rate_versions=rates,
    )
    assert [(row[0], row[3]) for row in made] == [
        (210 - 140, None),
        (210 - 160, RATE),
        (270 - 160, "exchange_rates:EUR:2026-03-05"),
    ]


def test_an_invoice_is_all_that_is_known_until_the_product_tells_a_cost() -> None:
    versions = [
        {"sku": "a", "version": 0},
        {"sku": "a", "version": 1, "unit_cost": 2, "known_from": APRIL},
    ]
    given = {
        "receipt_lines": [RECEIVED | {"po_id": "p", "po_line_no": 1}],
        "supplier_invoice_lines": [INVOICE],
        "products": [{"sku": "a", "unit_cost": 2}],
        "item_cost_versions": versions,
    }
    assert [row[:1] for row in told("invoice", **given)] == [(30,), (10,)]
    assert told("expected", **given) == [(20, THEN, None, None)]


HEAVY: Row = {"sku": "a", "weight_kg": 1}
CHARGE: Row = {
    "charge_id": "c",
    "receipt_id": "r",
    "kind": "freight",
    "amount": 100,
    "allocate_by": "weight",
}
LINES = [
    RECEIVED | {"line_no": 1, "unit_cost": 9},
    RECEIVED | {"line_no": 2, "unit_cost": 1, "sku": "b"},
]


def freight(*versions: Row, now: float | None) -> list[tuple[Any, ...]]:
    return told(
        "freight",
        receipt_lines=LINES,
        landed_costs=[CHARGE],
        products=[HEAVY, {"sku": "b", "weight_kg": now}],
        item_cost_versions=[
            {"sku": "b", "version": number} | row for number, row in enumerate(versions)
        ],
    )


def test_a_weight_that_comes_late_spreads_the_charge_anew() -> None:
    made = freight({}, {"weight_kg": 4, "known_from": APRIL}, now=4)
    assert made == [
        (90, FIRST, THEN, None),
        (20, THEN, None, "products:b"),
        (10, FIRST, THEN, None),
        (80, THEN, None, "products:b"),
    ]


def test_a_corrected_weight_spreads_the_charge_anew() -> None:
    light = {"weight_kg": 4, "known_until": APRIL}
    made = freight(light, {"weight_kg": 9, "known_from": APRIL}, now=9)
    assert [row[0] for row in made] == [20, 10, 80, 90]


def test_a_weight_that_a_later_file_leaves_out_still_counts() -> None:
    made = freight({"weight_kg": 4}, {"known_from": APRIL}, now=None)
    assert [row[0] for row in made] == [20, 80]


STORE: Row = {"location_id": "store", "handling_cost": 3}
TRANSFER: Row = {
    "transfer_id": "t",
    "line_no": 1,
    "sku": "a",
    "from_location_id": "main",
    "to_location_id": "store",
    "qty": 4,
    "shipped_at": AT,
    "received_at": LATER,
    "received_qty": 4,
}


def handled(*versions: Row) -> list[tuple[Any, ...]]:
    return told(
        "handling",
        transfer_lines=[TRANSFER | {"recorded_at": LATER}],
        locations=[STORE],
        handling_cost_versions=[
            {"location_id": "store", "version": number} | row
            for number, row in enumerate(versions)
        ],
    )


def test_what_handling_costs_later_is_no_news_of_goods_that_came_before() -> None:
    made = handled({"handling_cost": 2}, {"handling_cost": 3, "known_from": APRIL})
    assert [(row[0], row[2:]) for row in made] == [(8, (None, None))]


def test_handling_that_is_told_for_the_first_time_counts_from_then_on() -> None:
    made = handled({}, {"handling_cost": 3, "known_from": APRIL})
    assert made == [(12, THEN, None, "locations:store")]


OFFER: Row = {"supplier_id": "s", "sku": "a", "valid_from": "2026-01-01"}


def offered(*versions: Row, **given: list[Row]) -> list[tuple[Any, ...]]:
    told_anew = [OFFER | {"version": n} | row for n, row in enumerate(versions)]
    stands = {name: versions[-1][name] for name in ("unit_cost", "priority")}
    return told(
        "expected",
        receipt_lines=[RECEIVED],
        supplier_items=[OFFER | stands],
        supplier_price_versions=told_anew,
        **given,
    )


def test_what_a_supplier_asks_later_is_no_news_of_goods_that_came_before() -> None:
    before = {"unit_cost": 3, "priority": 1}
    later = {"unit_cost": 4, "priority": 1, "known_from": APRIL}
    assert offered(before, later) == [(30, FIRST, None, None)]
    gone = before | {"known_until": APRIL}
    assert offered(gone, later) == [(30, FIRST, None, None)]


def test_a_price_that_is_told_for_the_first_time_counts_from_then_on() -> None:
    price = {"unit_cost": 4, "priority": 1, "known_from": APRIL}
    assert offered(price) == [(40, THEN, None, None)]
    again = {"unit_cost": 5, "priority": 1, "known_from": MAY}
    assert offered(price, again) == [(40, THEN, None, None)]


def test_a_price_that_comes_late_leaves_the_cost_that_the_product_says() -> None:
    price = {"unit_cost": 4, "priority": 1, "known_from": APRIL}
    assert offered(price, products=[{"sku": "a", "unit_cost": 2}]) == [
        (20, FIRST, None, None)
    ]
    later = [{"sku": "a", "version": 0, "unit_cost": 2, "known_from": MAY}]
    products = {"products": [{"sku": "a", "unit_cost": 2}], "item_cost_versions": later}
    assert offered(price, **products) == [(40, THEN, None, None)]
    sooner = [{"sku": "a", "version": 0, "unit_cost": 2, "known_from": "2026-04-01"}]
    ((amount, *_),) = offered(price, **(products | {"item_cost_versions": sooner}))
    assert amount == 20


def test_a_late_price_in_euros_waits_for_both_price_and_rate() -> None:
    price = {"unit_cost": 4, "priority": 1, "currency": "EUR", "known_from": APRIL}
    rates = [EUR | {"version": 0}, EUR | {"version": 1, "rate": 8, "known_from": MAY}]
    assert offered(price, exchange_rate_versions=rates) == [
        (280, THEN, AGAIN, None),
        (320, AGAIN, None, RATE),
    ]


def test_a_price_of_an_order_that_is_changed_stands_beside_what_it_was() -> None:
    line = {"po_id": "p", "line_no": 1}
    order: Row = line | {"supplier_id": "s", "sku": "a", "ordered_qty": 10}
    order |= {"ordered_at": "2026-02-20T10:00", "unit_cost": 4}
    made = told(
        "expected",
        receipt_lines=[RECEIVED | {"po_id": "p", "po_line_no": 1}],
        purchase_order_lines=[order],
        order_price_versions=[
            line | {"version": 0, "unit_cost": 3, "known_from": "2026-02-20T10:00"},
            line | {"version": 1, "unit_cost": 4, "known_from": APRIL},
        ],
    )
    assert made == [(30, FIRST, THEN, None), (40, THEN, None, None)]


def test_a_look_is_the_first_until_an_earlier_one_is_booked() -> None:
    look: Row = {"sku": "a", "on_hand_qty": 10, "kind": "opening", "unit_cost": 2}
    seen = look | {"counted_at": AT, "recorded_at": AT}
    earlier = look | {"counted_at": "2026-03-01T10:00", "recorded_at": APRIL}
    last = look | {"counted_at": "2026-02-01T10:00", "recorded_at": MAY}
    assert told("expected", stock_levels=[seen, earlier | {"unit_cost": 3}, last]) == [
        (20, AGAIN, None, None),
        (30, THEN, AGAIN, None),
        (20, FIRST, THEN, None),
    ]


def test_an_order_that_comes_after_its_goods_counts_from_then_on() -> None:
    order = ORDERED | {"unit_cost": 4}
    version = {"po_id": "p", "line_no": 1, "version": 0, "unit_cost": 4}
    ordered = {
        "receipt_lines": [RECEIVED | {"po_id": "p", "po_line_no": 1}],
        "purchase_order_lines": [order],
        "order_price_versions": [version | {"known_from": APRIL}],
    }
    assert told("expected", **ordered) == [(40, THEN, None, None)]
    own = {"products": [{"sku": "a", "unit_cost": 3}]}
    assert told("expected", **ordered, **own) == [
        (40, THEN, None, None),
        (30, FIRST, THEN, None),
    ]
    in_time = ordered | {"order_price_versions": [version | {"known_from": AT}]}
    assert told("expected", **in_time, **own) == [(40, FIRST, None, None)]


def test_an_invoice_of_an_order_that_comes_late_is_counted_once() -> None:
    version = {"po_id": "p", "line_no": 1, "version": 0, "unit_cost": 4}
    line = {"invoice_id": "i", "line_no": 1, "supplier_id": "s", "po_id": "p"}
    line |= {"po_line_no": 1, "qty": 10, "amount": 50, "invoiced_on": "2026-03-05"}
    found = costs_of(
        shop(
            None,
            receipt_lines=[RECEIVED | {"po_id": "p", "po_line_no": 1}],
            purchase_order_lines=[ORDERED | {"unit_cost": 4}],
            order_price_versions=[version | {"known_from": APRIL}],
            products=[{"sku": "a", "unit_cost": 3}],
            supplier_invoice_lines=[line],
        )
    )
    stands = found.filter(pl.col("superseded_at").is_null())
    assert stands["amount"].sum() == 50
    invoiced = found.filter(pl.col("kind") == "invoice").sort("recorded_at")
    assert invoiced["amount"].to_list() == [20, 10]


def test_an_order_that_gets_another_currency_costs_that_from_then_on() -> None:
    version = {"po_id": "p", "line_no": 1, "unit_cost": 4}
    made = told(
        "expected",
        receipt_lines=[RECEIVED | {"po_id": "p", "po_line_no": 1}],
        purchase_order_lines=[ORDERED | {"unit_cost": 4, "currency": "EUR"}],
        order_price_versions=[
            version | {"version": 0, "known_from": "2026-02-20T10:00"},
            version | {"version": 1, "known_from": APRIL, "currency": "EUR"},
        ],
        exchange_rate_versions=[EUR | {"version": 0}],
    )
    assert made == [(40, FIRST, THEN, None), (280, THEN, None, None)]


def changed(**versions: dict[str, object]) -> list[Row]:
    """Return an order line as it was at first, and as it is since April."""
    line = {"po_id": "p", "line_no": 1}
    first, then = versions["first"], versions["then"]
    return [
        line | {"version": 0, "known_from": "2026-02-20T10:00"} | first,
        line | {"version": 1, "known_from": APRIL} | then,
    ]


def test_an_order_that_gets_another_supplier_costs_in_its_currency_from_then_on() -> (
    None
):
    theirs = {"supplier_id": "s", "unit_cost": 4}
    made = told(
        "expected",
        receipt_lines=[RECEIVED | {"po_id": "p", "po_line_no": 1}],
        purchase_order_lines=[ORDERED | theirs],
        order_price_versions=changed(first=theirs | {"supplier_id": "t"}, then=theirs),
        suppliers=SUPPLIERS,
        exchange_rate_versions=[EUR | {"version": 0}],
    )
    assert made == [(40, FIRST, THEN, None), (280, THEN, None, None)]


def test_another_currency_of_the_order_counts_for_what_the_receipt_says() -> None:
    made = told(
        "expected",
        receipt_lines=[RECEIVED | {"po_id": "p", "po_line_no": 1, "unit_cost": 2}],
        purchase_order_lines=[ORDERED | {"currency": "EUR"}],
        order_price_versions=changed(first={}, then={"currency": "EUR"}),
        exchange_rate_versions=[EUR | {"version": 0}],
    )
    assert made == [(20, FIRST, THEN, None), (140, THEN, None, "po:p:1")]


def test_another_supplier_of_the_order_asks_another_price() -> None:
    offer = {"sku": "a", "valid_from": "2026-01-01", "priority": 1}
    made = told(
        "expected",
        receipt_lines=[RECEIVED | {"po_id": "p", "po_line_no": 1}],
        purchase_order_lines=[ORDERED],
        order_price_versions=changed(
            first={"supplier_id": "t"}, then={"supplier_id": "s"}
        ),
        supplier_items=[
            offer | {"supplier_id": "s", "unit_cost": 3},
            offer | {"supplier_id": "t", "unit_cost": 2},
        ],
    )
    assert made == [
        (30, THEN, None, "po:p:1"),
        (20, FIRST, THEN, None),
    ]
