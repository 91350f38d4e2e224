"""How decisions did: the numbers of their table, in words."""

from dataclasses import replace
from typing import get_args

import pytest

from models.reports import formats
from pipelines.desk.pages.orders import PAGE, learned
from pipelines.desk.view import Language, View
from tests.desk.words import codes, links, listed, words


@pytest.mark.parametrize("language", get_args(Language))
def test_the_view_is_in_words(language: Language, seen: View) -> None:
    told = replace(seen, language=language)
    page = PAGE.layout(told, {"view": "learned"})
    assert not codes(page)
    assert told.say("learned_title") in words(page)
    assert "/orders" in links(page)


def test_it_says_how_much_was_left_as_it_was_and_what_changes_won(seen: View) -> None:
    page = words(PAGE.layout(seen, {"view": "learned"}))
    assert "25%" in page
    assert "of 4 decided lines" in page
    assert formats.money(850, "DKK", "en") in page
    assert formats.money(300, "DKK", "en") in page


def test_changes_are_listed_with_their_items_what_mattered_most_first(
    seen: View,
) -> None:
    rows = listed(learned.CHANGES, seen)
    assert rows["helped_qty"].to_list() == [50, 30, 5]
    assert rows["title"].null_count() == 0


def test_the_orders_lead_there(seen: View) -> None:
    assert learned.ADDRESS in links(PAGE.layout(seen, {}))
