"""Customer orders: what is owed, and what will serve it."""

from dataclasses import replace
from typing import get_args

import polars as pl
import pytest

from pipelines.desk.pages import open_orders
from pipelines.desk.view import Language, View
from tests.desk.words import codes, listed, words


@pytest.mark.parametrize("language", get_args(Language))
def test_the_page_is_in_words(language: Language, seen: View) -> None:
    told = replace(seen, language=language)
    assert not codes(open_orders.layout(told, {}))
    assert told.say("section_service") in words(open_orders.layout(told, {}))


def test_every_open_line_is_there_once(seen: View) -> None:
    owed = seen.frame("order_status").filter(pl.col("open_qty") > 0)
    rows = listed(open_orders.LINES, seen)
    assert sorted(rows["order_id"]) == sorted(owed["order_id"])
    assert f"{owed.height} lines worth" in words(open_orders.layout(seen, {}))


def test_a_place_that_owes_nothing_says_so(seen: View) -> None:
    owing = set(listed(open_orders.LINES, seen)["location_id"])
    for place in set(seen.frame("locations")["location_id"]) - owing:
        page = words(open_orders.layout(seen, {"location_id": place}))
        assert "No customer waits" in page
