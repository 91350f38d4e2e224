import datetime as dt
from decimal import Decimal
from random import Random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.models.inventory.costs.bought import (
    DAY,
    LATER,
    ORDERED,
    RECEIVED,
    Row,
    amounts,
    costs_of,
    rateless,
    shop,
)

OF_ORDER = RECEIVED | {"line_no": 1, "po_id": "p", "po_line_no": 1, "unit_cost": 2}
SECOND = OF_ORDER | {
    "receipt_id": "s",
    "received_at": LATER,
    "recorded_at": LATER,
}
INVOICE: Row = {
    "invoice_id": "i",
    "line_no": 1,
    "supplier_id": "s",
    "po_id": "p",
    "po_line_no": 1,
    "qty": 10,
    "amount": 25,
    "invoiced_on": "2026-03-05",
}
ORDERS = [ORDERED | {"unit_cost": 2, "ordered_qty": 20}]


def costs(receipts: list[Row], invoices: list[Row], **given: list[Row]) -> list[float]:
    """Return what each receipt costs in all, in order of its name."""
    tables = {"purchase_order_lines": ORDERS} | given
    tables |= {"receipt_lines": receipts, "supplier_invoice_lines": invoices}
    added: dict[str, float] = {}
    for (document, _), amount in amounts(None, **tables).items():
        added[document] = round(added.get(document, 0) + amount, 4)
    return [added[document] for document in sorted(added)]


def test_an_invoice_tells_the_difference_from_what_was_expected() -> None:
    known = shop(
        receipt_lines=[OF_ORDER],
        purchase_order_lines=ORDERS,
        supplier_invoice_lines=[INVOICE | {"recorded_at": "2026-03-06T08:00"}],
    )
    fact = costs_of(known).filter(pl.col("kind") == "invoice").row(0, named=True)
    assert (fact["move_id"], fact["document"]) == ("receipt:r:1", "i:1")
    assert fact["amount"] == Decimal(5)
    assert fact["recorded_at"] == dt.datetime(2026, 3, 6, 8, tzinfo=dt.UTC)


def test_what_was_known_before_the_invoice_is_the_expected_cost() -> None:
    known = shop(
        receipt_lines=[OF_ORDER],
        purchase_order_lines=ORDERS,
        supplier_invoice_lines=[INVOICE | {"recorded_at": "2026-03-06T08:00"}],
    )
    then = dt.datetime(2026, 3, 4, tzinfo=dt.UTC)
    by_then = costs_of(known).filter(pl.col("recorded_at") <= then)
    assert by_then["amount"].sum() == Decimal(20)


def test_an_invoice_of_the_same_amount_is_no_news() -> None:
    made = amounts(
        receipt_lines=[OF_ORDER], supplier_invoice_lines=[INVOICE | {"amount": 20}]
    )
    assert made == {("r:1", "expected"): 20}


@pytest.mark.parametrize(
    "names",
    [
        {"po_line_no": 1},
        {"po_line_no": None, "sku": "a"},
        {"po_line_no": 9, "sku": "a"},
    ],
)
@pytest.mark.parametrize("orders", [ORDERS, []])
def test_an_order_line_is_named_by_number_or_else_by_item(
    names: Row, orders: list[Row]
) -> None:
    assert costs([OF_ORDER], [INVOICE | names], purchase_order_lines=orders) == [25]


def test_without_orders_and_numbers_the_item_is_enough() -> None:
    receipt = OF_ORDER | {"po_line_no": None}
    invoice = INVOICE | {"po_line_no": None, "sku": "a"}
    assert costs([receipt], [invoice], purchase_order_lines=[]) == [25]


@pytest.mark.parametrize(
    "names", [{"po_id": None}, {"po_id": "else"}, {"po_line_no": 9, "sku": "z"}]
)
def test_an_invoice_of_something_else_changes_nothing(names: Row) -> None:
    assert costs([OF_ORDER], [INVOICE | names]) == [20]


def test_an_invoice_covers_receipts_in_the_order_they_came() -> None:
    assert costs([SECOND, OF_ORDER], [INVOICE]) == [25, 20]
    assert costs([SECOND, OF_ORDER], [INVOICE | {"qty": 15, "amount": 45}]) == [30, 25]


def test_what_is_booked_late_leaves_alone_what_was_covered_before() -> None:
    late = OF_ORDER | {"receipt_id": "late", "recorded_at": "2026-03-09T08:00"}
    assert costs([late, SECOND], [INVOICE]) == [20, 25]
    late_bill = INVOICE | {"invoice_id": "j", "invoiced_on": DAY, "amount": 31}
    bills = [
        INVOICE | {"recorded_at": "2026-03-05T08:00"},
        late_bill | {"recorded_at": "2026-03-09T08:00"},
    ]
    assert costs([OF_ORDER, SECOND], bills) == [25, 31]


def test_the_next_invoice_covers_the_next_quantity() -> None:
    first = INVOICE | {"qty": 4, "amount": 12}
    second = INVOICE | {"invoice_id": "j", "qty": 16, "amount": 16}
    assert costs([OF_ORDER, SECOND], [second, first]) == [18, 10]


def test_what_is_invoiced_beyond_what_came_waits_for_it() -> None:
    whole = INVOICE | {"qty": 20, "amount": 50}
    assert costs([OF_ORDER], [whole]) == [25]
    assert costs([OF_ORDER, SECOND], [whole]) == [25, 25]


def test_goods_that_were_refused_are_not_paid_for_in_the_cost() -> None:
    assert costs([OF_ORDER | {"rejected_qty": 2}], [INVOICE]) == [20]


@pytest.mark.parametrize("qty", [None, 0])
def test_an_invoice_without_a_quantity_covers_the_whole_line(qty: int | None) -> None:
    invoice = INVOICE | {"qty": qty, "amount": 50}
    assert costs([OF_ORDER], [invoice]) == [25]
    assert costs([OF_ORDER, SECOND], [invoice]) == [25, 25]
    more = SECOND | {"received_qty": 40}
    assert costs([OF_ORDER, more], [invoice]) == [10, 40]


def test_an_invoice_without_a_quantity_covers_what_earlier_ones_left() -> None:
    rest = INVOICE | {"invoice_id": "j", "qty": None, "amount": 30}
    assert costs([OF_ORDER, SECOND], [INVOICE, rest]) == [25, 30]


def test_when_nothing_is_left_it_changes_the_price_of_what_is_covered() -> None:
    whole = INVOICE | {"qty": 20, "amount": 50}
    extra = INVOICE | {"invoice_id": "j", "qty": None, "amount": 4}
    assert costs([OF_ORDER, SECOND], [whole, extra]) == [27, 27]
    discount = extra | {"amount": -4}
    assert costs([OF_ORDER, SECOND], [whole, discount]) == [23, 23]


def test_a_credit_gives_back_what_was_covered_last() -> None:
    whole = INVOICE | {"qty": 20, "amount": 60}
    credit = INVOICE | {"invoice_id": "j", "qty": 5, "amount": -15}
    assert costs([OF_ORDER, SECOND], [whole, credit]) == [30, 25]
    again = INVOICE | {"invoice_id": "k", "qty": 5, "amount": 20}
    assert costs([OF_ORDER, SECOND], [whole, credit, again]) == [30, 35]


def test_an_invoice_is_converted_at_the_rate_of_its_own_day() -> None:
    rates = [
        {"currency": "EUR", "on": day, "rate": rate}
        for day, rate in ((DAY, 7), ("2026-03-05", 8))
    ]
    made = costs(
        [OF_ORDER],
        [INVOICE],
        suppliers=[{"supplier_id": "s", "currency": "EUR"}],
        exchange_rate_versions=rates,
    )
    assert made == [200]


def test_an_invoice_without_a_rate_is_said_and_makes_no_fact() -> None:
    invoice = INVOICE | {"currency": "USD"}
    assert costs([OF_ORDER], [invoice]) == [20]
    assert rateless(receipt_lines=[OF_ORDER], supplier_invoice_lines=[invoice]) == [
        ("invoice", "i:1", "USD", dt.date(2026, 3, 5))
    ]


def test_what_nobody_expected_to_cost_anything_costs_what_is_invoiced() -> None:
    unpriced = OF_ORDER | {"unit_cost": None}
    orders = {"purchase_order_lines": [ORDERED]}
    assert costs([unpriced], [INVOICE], **orders) == [25]
    assert costs([unpriced], [INVOICE | {"amount": 0}], **orders) == [0]


def test_goods_of_another_owner_are_not_invoiced_into_stock() -> None:
    owned = [{"sku": "a", "owner": "maker"}]
    assert costs([OF_ORDER], [INVOICE], products=owned) == [0]


def test_inferred_receipts_are_covered_too() -> None:
    closed = ORDERED | {"status": "closed", "expected_on": DAY, "unit_cost": 2}
    assert costs([], [INVOICE], purchase_order_lines=[closed]) == [25]


quantities = st.lists(st.integers(1, 50), min_size=1, max_size=5)


@given(quantities, quantities, st.integers(0, 10**6), st.randoms())
def test_once_all_is_invoiced_receipts_cost_what_was_paid(
    came: list[int], billed: list[int], cents: int, random: Random
) -> None:
    missing = sum(came) - sum(billed)
    billed = [*billed, missing] if missing > 0 else billed
    receipts = [
        OF_ORDER | {"receipt_id": f"r{number}", "received_qty": qty}
        for number, qty in enumerate(came)
    ]
    invoices = [
        INVOICE
        | {"invoice_id": f"{number}", "qty": qty, "amount": Decimal(cents) / 100}
        for number, qty in enumerate(billed)
    ]
    made = costs(receipts, invoices)
    random.shuffle(receipts)
    random.shuffle(invoices)
    assert made == costs(receipts, invoices)
    if missing >= 0:
        assert round(sum(made) * 100) == cents * len(billed)
