"""Suppliers: what they declare and keep, what is open, what changes."""

from dataclasses import replace
from typing import get_args

import pytest

from pipelines.desk.pages import suppliers
from pipelines.desk.view import Language, View
from tests.desk.words import codes, listed, words


@pytest.mark.parametrize("language", get_args(Language))
def test_the_page_is_in_words(language: Language, seen: View) -> None:
    told = replace(seen, language=language)
    assert not codes(suppliers.layout(told, {}))
    assert told.say("section_calendar") in words(suppliers.layout(told, {}))


def test_open_lines_are_those_of_the_table(seen: View) -> None:
    lines = listed(suppliers.PURCHASES, seen)
    assert lines.height == seen.frame("open_supply").height > 0
    assert f"of {lines.height} open lines are late" in words(suppliers.layout(seen, {}))


def test_one_supplier_narrows_the_page(seen: View) -> None:
    lines = listed(suppliers.PURCHASES, seen, supplier_id="fjord")
    assert set(lines["supplier_id"]) == {"fjord"}
    page = words(suppliers.layout(seen, {"supplier_id": "fjord"}))
    assert f"of {lines.height} open lines are late" in page
