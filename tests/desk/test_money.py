"""Money: what is earned, what falls due, how the value came about."""

from dataclasses import replace
from typing import get_args

import pytest

from models.reports import formats
from pipelines.desk.pages import money
from pipelines.desk.view import Language, View
from tests.desk.words import codes, listed, words


@pytest.mark.parametrize("language", get_args(Language))
def test_the_page_is_in_words(language: Language, seen: View) -> None:
    told = replace(seen, language=language)
    assert not codes(money.layout(told, {}))
    assert told.say("section_months") in words(money.layout(told, {}))


def test_the_sums_are_those_of_the_tables(seen: View) -> None:
    page = words(money.layout(seen, {}))
    for table, column in (
        ("cash_due", "amount"),
        ("stock_turnover", "revenue_amount"),
        ("stock_valuation", "value_amount"),
    ):
        assert formats.money(seen.frame(table)[column].sum(), "DKK", "en") in page


def test_every_payment_is_listed_soonest_first(seen: View) -> None:
    paid = listed(money.PAYMENTS, seen)
    assert paid.height == seen.frame("cash_due").height
    assert paid["due_on"].is_sorted()
    assert set(paid["payment"]) == {"Balance", "Freight"}
