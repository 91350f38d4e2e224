"""The page of an item: found as one types, each section with what the tables hold."""

import dataclasses
import re

import pytest
from dash.development.base_component import Component

from models.reports import formats
from pipelines.desk.pages.item import picker
from pipelines.desk.pages.item.layout import layout
from pipelines.desk.pages.item.sections import SECTIONS, overview
from pipelines.desk.pages.item.subject import Item
from pipelines.desk.view import Language, View
from tests.desk.words import links, words


@pytest.fixture
def line(seen: View) -> dict[str, object]:
    """Return the suggestion worth most."""
    return seen.frame("suggestions").sort("rank").row(0, named=True)


def page(seen: View, line: dict[str, object], **asked: str) -> Component:
    """Return the page of the item of a suggestion."""
    return layout(seen, {"sku": str(line["sku"]), **asked})


def test_without_an_item_those_worth_most_are_offered(
    seen: View, line: dict[str, object]
) -> None:
    made = layout(seen, {})
    assert str(line["title"]) in words(made)
    assert f"/item?sku={line['sku']}&location={line['location_id']}" in links(made)


def test_the_head_says_what_the_tables_hold(
    seen: View, line: dict[str, object]
) -> None:
    said = words(page(seen, line))
    assert str(line["sku"]) in said
    assert formats.qty(line["suggested_qty"], "en") in said  # type: ignore[arg-type] # a quantity
    assert formats.rate(float(str(line["stockout_risk_rate"])), "en") in said


@pytest.mark.parametrize("name", list(SECTIONS))
@pytest.mark.parametrize("language", ["en", "da"])
def test_each_section_is_made_without_codes(
    seen: View, line: dict[str, object], name: str, language: Language
) -> None:
    reader = dataclasses.replace(seen, language=language)
    said = words(page(reader, line, tab=name))
    assert seen.say("desk_failed", why="").split(":")[0] not in said
    for code in ("own_history", "s_S", "on_hand", "moving_average", "fill_rate"):
        assert not re.search(rf"\b{code}\b", said)


def test_an_unknown_item_is_told(seen: View) -> None:
    said = words(layout(seen, {"sku": "<nothing>"}))
    assert "There is no item <nothing>" in said


def test_a_place_that_does_not_have_it_shows_all(
    seen: View, line: dict[str, object]
) -> None:
    assert words(page(seen, line, location="moon")) == words(page(seen, line))


def test_an_item_is_found_by_part_of_its_title(seen: View) -> None:
    product = seen.frame("products").row(0, named=True)
    made = picker.found(seen, product["title"][:6].upper())
    assert f"/item?sku={product['sku']}" in links(made)
    assert "No item has" in words(picker.found(seen, "zzzz"))
    assert picker.found(seen, " ") is None


def test_kits_to_put_together_are_shown_with_their_parts(seen: View) -> None:
    build = seen.frame("suggested_builds").row(0, named=True)
    for sku in (build["kit_sku"], build["component_sku"]):
        of = Item(seen, sku, "", (build["location_id"],))
        assert seen.say("table_builds") in words(overview(of, {}))
