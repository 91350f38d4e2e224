import datetime as dt
from decimal import Decimal

from models.reports import money_of_orders
from tests.factories import frame


def test_payments_are_summed_by_day_and_kind() -> None:
    day, later = dt.date(2026, 2, 16), dt.date(2026, 3, 18)
    payments = [
        {"suggestion_id": "a", "kind": "balance", "due_on": later, "amount": 105},
        {"suggestion_id": "a", "kind": "freight", "due_on": day, "amount": 13.5},
        {"suggestion_id": "b", "kind": "freight", "due_on": day, "amount": 1.5},
        {"suggestion_id": "b", "kind": "duty", "due_on": day, "amount": 6},
    ]
    table = money_of_orders.cash_due(frame("cash_due", *payments))
    assert table.rows.select("due_on", "freight", "duty", "amount").rows() == [
        (day, Decimal(15), Decimal(6), Decimal(21)),
        (later, Decimal(0), Decimal(0), Decimal(105)),
    ]


def test_what_costs_most_is_left_out_first_and_says_why() -> None:
    rows = [
        {"supplier_id": "s", "sku": "a", "lost_margin_amount": 3, "sentence": "less"},
        {
            "supplier_id": "s",
            "sku": "b",
            "lost_margin_amount": 9,
            "sentence": "more",
            "sentence_da": "mere",
        },
    ]
    table = money_of_orders.left_out(
        frame("left_out", *rows), frame("products", {"sku": "b", "title": "Bowl"}), "da"
    )
    assert table.rows.select("sku", "title", "reason").row(0) == ("b", "Bowl", "mere")
