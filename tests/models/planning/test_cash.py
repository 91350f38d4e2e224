import datetime as dt
from decimal import Decimal

import pytest

from models.company import Company
from tests.models.planning.plans import cash_due, suggestions

TERMS = {
    "supplier_id": "s",
    "deposit_rate": 0.3,
    "payment_terms_days": 30,
    "freight_rate": 0.09,
    "duty_rate": 0.045,
}
LINES = suggestions()
"""75 units at 2.00, ordered on 2 February, here on the 16th."""


def test_deposit_balance_freight_and_duty_fall_due_each_on_its_day() -> None:
    payments = cash_due(LINES, suppliers=[TERMS])
    assert payments.select("kind", "due_on", "amount").rows() == [
        ("deposit", dt.date(2026, 2, 2), Decimal(45)),
        ("duty", dt.date(2026, 2, 16), Decimal("6.75")),
        ("freight", dt.date(2026, 2, 16), Decimal("13.5")),
        ("balance", dt.date(2026, 3, 18), Decimal(105)),
    ]


def test_without_terms_all_is_due_on_arrival() -> None:
    payments = cash_due(LINES, suppliers=[])
    assert payments.select("kind", "due_on", "amount").rows() == [
        ("balance", dt.date(2026, 2, 16), Decimal(150))
    ]


@pytest.mark.parametrize("currency", ["DKK", "JPY", "KWD"])
def test_deposit_and_balance_are_the_amount_to_the_smallest_coin(
    currency: str,
) -> None:
    terms = {**TERMS, "deposit_rate": 1 / 3}
    payments = cash_due(LINES, Company(currency=currency), suppliers=[terms])
    goods = payments.filter(payments["kind"].is_in(["deposit", "balance"]))
    assert goods["amount"].sum() == LINES["amount"].sum()
