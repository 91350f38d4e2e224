import datetime as dt
from decimal import Decimal

import pytest

from models.company import Company
from tests.models.inventory.costs.bought import (
    AT,
    DAY,
    LATER,
    ORDERED,
    RECEIVED,
    Row,
    amounts,
    costs_of,
    facts,
    rateless,
    shop,
)

OF_ORDER = RECEIVED | {"po_id": "p", "po_line_no": 1}
EUR = {"currency": "EUR", "on": DAY, "rate": 7.46}
OFFER: Row = {"supplier_id": "s", "sku": "a", "unit_cost": 3, "priority": 2}


def only(known: list[tuple[str, str, float]]) -> float:
    ((_, kind, amount),) = known
    assert kind == "expected"
    return amount


def test_no_documents_tell_of_no_costs() -> None:
    assert not facts()


def test_a_receipt_is_expected_to_cost_what_it_says() -> None:
    assert facts(receipt_lines=[RECEIVED | {"unit_cost": "2.345"}]) == [
        ("receipt:r:1", "expected", 23.45)
    ]


def test_what_was_refused_costs_nothing() -> None:
    line = RECEIVED | {"unit_cost": 2, "rejected_qty": 3}
    assert only(facts(receipt_lines=[line])) == 14


def test_every_fact_says_which_document_told_it_and_when() -> None:
    known = shop(
        receipt_lines=[
            OF_ORDER | {"line_no": 1, "unit_cost": 1},
            OF_ORDER | {"line_no": 2},
            RECEIVED | {"line_no": 3, "supplier_id": "s"},
            RECEIVED | {"line_no": 4, "sku": "b"},
        ],
        purchase_order_lines=[ORDERED | {"unit_cost": 4}],
        supplier_items=[OFFER | {"valid_from": "2026-01-01"}],
        products=[{"sku": "a"}, {"sku": "b", "unit_cost": 5}],
    )
    made = costs_of(known).select("document", "amount", "recorded_at")
    came = dt.datetime.fromisoformat(AT).replace(tzinfo=dt.UTC)
    assert made.rows() == [
        ("r:1", Decimal(10), came),
        ("po:p:1", Decimal(40), came),
        ("supplier_items:s:a:2026-01-01", Decimal(30), came),
        ("products:b", Decimal(50), came),
    ]


def test_an_order_line_is_found_by_number_or_else_by_item() -> None:
    orders = [
        ORDERED | {"line_no": 1, "unit_cost": 4},
        ORDERED | {"line_no": 2, "unit_cost": 5},
        ORDERED | {"line_no": 3, "unit_cost": 6, "sku": "b"},
    ]
    by_number = RECEIVED | {"po_id": "p", "po_line_no": 2, "line_no": 1}
    by_item = RECEIVED | {"po_id": "p", "line_no": 2}
    no_such_line = RECEIVED | {"po_id": "p", "po_line_no": 9, "line_no": 3}
    made = facts(
        receipt_lines=[by_number, by_item, no_such_line], purchase_order_lines=orders
    )
    assert [amount for *_, amount in made] == [50, 40, 40]


def test_the_price_in_force_on_the_day_of_receipt_counts() -> None:
    offers = [
        OFFER | {"valid_from": day, "unit_cost": cost}
        for day, cost in (("2026-01-01", 3), (DAY, 4), ("2026-03-03", 5))
    ]
    line = RECEIVED | {"supplier_id": "s"}
    assert only(facts(receipt_lines=[line], supplier_items=offers)) == 40


def test_without_a_supplier_the_preferred_one_counts() -> None:
    never = OFFER | {"supplier_id": "never", "unit_cost": 1, "priority": 0}
    first = OFFER | {"supplier_id": "z", "unit_cost": 7, "priority": 1}
    gone = first | {"supplier_id": "x", "unit_cost": 9, "gone_at": "2026-02-01T00:00"}
    offers = [OFFER, never, first, gone]
    assert only(facts(receipt_lines=[RECEIVED], supplier_items=offers)) == 70
    other = RECEIVED | {"supplier_id": "who"}
    assert only(facts(receipt_lines=[other], supplier_items=offers)) == 70
    own = RECEIVED | {"supplier_id": "never"}
    assert only(facts(receipt_lines=[own], supplier_items=offers)) == 10


def test_a_cost_nobody_knows_is_no_fact() -> None:
    assert not facts(receipt_lines=[RECEIVED])


@pytest.mark.parametrize(
    ("order", "supplier", "expected"),
    [
        ({"currency": "EUR"}, {}, 149.2),
        ({}, {"currency": "EUR"}, 149.2),
        ({"currency": "DKK"}, {"currency": "EUR"}, 20),
        ({}, {}, 20),
    ],
)
def test_a_cost_is_in_the_currency_of_the_order_else_of_the_supplier(
    order: Row, supplier: Row, expected: float
) -> None:
    made = facts(
        receipt_lines=[OF_ORDER | {"unit_cost": 2}],
        purchase_order_lines=[ORDERED | {"unit_cost": 9} | order],
        suppliers=[{"supplier_id": "s"} | supplier],
        exchange_rate_versions=[EUR],
    )
    assert only(made) == expected


@pytest.mark.parametrize(
    ("offer", "seller", "expected"),
    [({"currency": "EUR"}, {}, 223.8), ({}, {"currency": "EUR"}, 223.8), ({}, {}, 30)],
)
def test_an_offer_is_in_its_own_currency_else_in_the_suppliers(
    offer: Row, seller: Row, expected: float
) -> None:
    made = facts(
        receipt_lines=[RECEIVED],
        supplier_items=[OFFER | offer],
        suppliers=[{"supplier_id": "s"} | seller],
        exchange_rate_versions=[EUR],
    )
    assert only(made) == expected


@pytest.mark.parametrize(
    ("rate_on", "holds"),
    [(DAY, True), ("2026-02-23", True), ("2026-02-22", False), ("2026-03-03", False)],
)
def test_a_rate_lasts_seven_days_and_without_one_there_is_no_fact(
    rate_on: str, *, holds: bool
) -> None:
    given = {
        "receipt_lines": [OF_ORDER | {"unit_cost": 2}],
        "purchase_order_lines": [ORDERED | {"currency": "EUR"}],
        "products": [{"sku": "a", "unit_cost": 99}],
        "exchange_rate_versions": [EUR | {"on": rate_on}],
    }
    day = dt.date.fromisoformat(DAY)
    if holds:
        assert only(facts(None, **given)) == 149.2
        assert not rateless(**given)
    else:
        assert not facts(None, **given)
        assert rateless(**given) == [("expected", "r:1", "EUR", day)]


def test_the_day_of_receipt_is_the_companys() -> None:
    line = OF_ORDER | {"unit_cost": 1, "received_at": "2026-03-02T23:30"}
    rates = [EUR | {"rate": 7}, EUR | {"on": "2026-03-03", "rate": 8}]
    made = facts(
        Company(time_zone="Europe/Copenhagen"),
        receipt_lines=[line],
        purchase_order_lines=[ORDERED | {"currency": "EUR"}],
        exchange_rate_versions=rates,
    )
    assert only(made) == 80


@pytest.mark.parametrize(
    ("unit_cost", "rate", "expected"),
    [
        ("0.5005", 7.46, "37.34"),
        ("1", 1000.0005, "10000.01"),
        ("0.0001", 4.5, "0"),
        ("0.0001", 5, "0.01"),
        ("1", 0.1005, "1.01"),
    ],
)
def test_conversion_is_exact_and_half_a_minor_unit_rounds_up(
    unit_cost: str, rate: float, expected: str
) -> None:
    made = facts(
        receipt_lines=[OF_ORDER | {"unit_cost": unit_cost}],
        purchase_order_lines=[ORDERED | {"currency": "EUR"}],
        exchange_rate_versions=[EUR | {"rate": rate}],
    )
    assert only(made) == float(expected)


@pytest.mark.parametrize(("currency", "cost"), [("JPY", 12), ("EUR", 12.35)])
def test_amounts_are_whole_minor_units_of_the_company(
    currency: str, cost: float
) -> None:
    company = Company(currency=currency, time_zone="UTC")
    made = facts(company, receipt_lines=[RECEIVED | {"unit_cost": "1.2345"}])
    assert only(made) == cost


def test_goods_of_another_owner_cost_nothing() -> None:
    products = [{"sku": "a", "owner": "maker", "unit_cost": 9}]
    made = facts(receipt_lines=[RECEIVED | {"unit_cost": 2}], products=products)
    assert only(made) == 0


def test_goods_at_the_dock_carry_their_cost_from_there() -> None:
    line = RECEIVED | {"available_at": LATER, "unit_cost": 2}
    direct = RECEIVED | {"line_no": 2, "unit_cost": 3}
    assert facts(receipt_lines=[line, direct]) == [
        ("receipt:r:1:dock", "expected", 20),
        ("receipt:r:2", "expected", 30),
    ]


def test_an_inferred_receipt_costs_what_its_order_says() -> None:
    closed = ORDERED | {"status": "closed", "expected_on": DAY, "currency": "EUR"}
    made = facts(
        purchase_order_lines=[closed | {"unit_cost": 2, "cancelled_qty": 4}],
        exchange_rate_versions=[EUR],
    )
    assert made == [("receipt:po:p:1", "expected", 89.52)]


SEEN: Row = {"sku": "a", "on_hand_qty": 4, "counted_at": AT}
COSTED = [{"sku": "a", "unit_cost": 5}]


@pytest.mark.parametrize("kind", ["opening", "snapshot", "count"])
def test_the_first_look_costs_what_is_said_else_what_the_product_does(
    kind: str,
) -> None:
    said = SEEN | {"kind": kind, "unit_cost": 3}
    assert only(facts(stock_levels=[said], products=COSTED)) == 12
    unsaid = SEEN | {"kind": kind}
    assert only(facts(stock_levels=[unsaid], products=COSTED)) == 20


def test_later_looks_tell_nothing_of_cost() -> None:
    later = SEEN | {"counted_at": LATER, "unit_cost": 9, "kind": "count"}
    made = facts(stock_levels=[SEEN, later], products=COSTED)
    assert only(made) == 20


def test_every_bin_of_the_first_look_counts() -> None:
    rows = [SEEN | {"bin": place} for place in "AB"]
    made = facts(stock_levels=rows, products=COSTED)
    assert [amount for *_, amount in made] == [20, 20]


def test_of_two_looks_at_one_instant_the_opening_is_first() -> None:
    opening = SEEN | {"kind": "opening", "bin": "A"}
    made = facts(stock_levels=[opening, SEEN | {"kind": "count"}], products=COSTED)
    assert [move.partition(":")[0] for move, *_ in made] == ["opening"]


def test_seeing_nothing_costs_nothing() -> None:
    assert not facts(stock_levels=[SEEN | {"on_hand_qty": 0}], products=COSTED)
    assert not facts(stock_levels=[SEEN | {"on_hand_qty": -2}], products=COSTED)


def test_first_seen_goods_of_another_owner_cost_nothing() -> None:
    owned = [{"sku": "a", "unit_cost": 5, "owner": "maker"}]
    assert only(facts(stock_levels=[SEEN | {"unit_cost": 3}], products=owned)) == 0


TRANSFER: Row = {
    "transfer_id": "t",
    "sku": "a",
    "qty": 5,
    "shipped_at": AT,
    "from_location_id": "main",
    "to_location_id": "store",
}
STORES: list[Row] = [
    {"location_id": "main", "handling_cost": 9},
    {"location_id": "store", "handling_cost": "0.333"},
]


def test_a_transfer_costs_the_handling_of_the_place_it_comes_to() -> None:
    came = TRANSFER | {"received_at": LATER, "received_qty": 4}
    made = facts(transfer_lines=[came], locations=STORES)
    assert made == [("transfer_in:t:1", "handling", 1.33)]


def test_no_handling_before_arrival_without_a_cost_or_of_goods_of_another() -> None:
    assert not facts(transfer_lines=[TRANSFER], locations=STORES)
    came = [TRANSFER | {"received_at": LATER}]
    assert not facts(transfer_lines=came, locations=[{"location_id": "store"}])
    owned = [{"sku": "a", "owner": "maker"}]
    assert not facts(transfer_lines=came, locations=STORES, products=owned)


def test_returns_issues_and_corrections_have_no_cost_of_their_own() -> None:
    assert not amounts(
        shipment_lines=[{"shipment_id": "x", "sku": "a", "qty": 2, "shipped_at": AT}],
        return_lines=[{"return_id": "y", "sku": "a", "qty": 1, "received_at": AT}],
        stock_adjustments=[
            {"adjustment_id": "z", "sku": "a", "qty": 1, "adjusted_at": AT}
        ],
        products=COSTED,
    )
