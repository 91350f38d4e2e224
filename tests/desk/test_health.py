"""Inventory health: the numbers of its tables, narrowed as the address says."""

from dataclasses import replace
from typing import get_args

import pytest

from models.reports import formats
from pipelines.desk.pages import health
from pipelines.desk.pages.health import losses, movement
from pipelines.desk.pages.health.stock import Stock
from pipelines.desk.view import Language, View
from tests.desk.words import codes, listed, words


@pytest.mark.parametrize("language", get_args(Language))
def test_the_page_is_in_words(language: Language, seen: View) -> None:
    told = replace(seen, language=language)
    assert not codes(health.layout(told, {}))
    assert told.say("health_classes") in words(health.layout(told, {}))


def test_the_value_is_that_of_the_table(seen: View) -> None:
    value = seen.frame("stock_valuation")["value_amount"].sum()
    assert formats.money(value, "DKK", "en") in words(health.layout(seen, {}))


def test_a_place_narrows_every_number(seen: View) -> None:
    valuation = seen.frame("stock_valuation")
    place = valuation["location_id"][0]
    here = Stock(seen, {"location_id": place})
    rest = [
        Stock(seen, {"location_id": other})
        for other in valuation["location_id"].unique()
        if other != place
    ]
    parts = [one.worth.value_amount or 0 for one in (here, *rest)]
    assert sum(parts) == Stock(seen, {}).worth.value_amount
    turning = listed(movement.TURNING, seen, location_id=place)
    assert set(turning["location_id"]) <= {place}


def test_what_is_not_there_narrows_nothing(seen: View) -> None:
    page = words(health.layout(seen, {"category": "nowhere", "months": "nine"}))
    assert page == words(health.layout(seen, {}))


def test_losses_go_back_as_far_as_is_asked(seen: View) -> None:
    every = listed(losses.LOSSES, seen, days="3650")
    assert every.height == seen.frame("shrinkage").height
