"""Sites: what each place holds, what comes and goes, what moves between them."""

from dataclasses import replace
from typing import get_args

import pytest

from models.reports import formats
from pipelines.desk.pages import sites
from pipelines.desk.view import Language, View
from tests.desk.words import codes, listed, words


@pytest.mark.parametrize("language", get_args(Language))
def test_the_page_is_in_words(language: Language, seen: View) -> None:
    told = replace(seen, language=language)
    assert not codes(sites.layout(told, {}))
    assert told.say("section_under_way") in words(sites.layout(told, {}))


def test_units_are_those_of_the_positions(seen: View) -> None:
    known = seen.frame("stock_positions").filter("is_stock_known")
    units = known["on_hand_qty"].sum()
    assert f"{formats.qty(units, 'en')} units" in words(sites.layout(seen, {}))


def test_a_transfer_belongs_to_both_its_places(seen: View) -> None:
    for place in ("central", "aarhus"):
        rows = listed(sites.UNDER_WAY, seen, location_id=place)
        assert rows["transfer_id"].to_list() == ["T1"]
    assert listed(sites.UNDER_WAY, seen, location_id="moon").is_empty()


def test_kits_to_build_are_listed_with_what_they_take(seen: View) -> None:
    rows = listed(sites.TO_BUILD, seen)
    assert rows.select("sku", "component_sku").rows() == [("K1", "C1")]
