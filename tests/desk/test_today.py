"""Today: its numbers are those of the tables, its words those of the reader."""

import dataclasses

import pytest

from models.deciding.edits import Edit
from models.deciding.limits import Limits
from models.reports import formats
from pipelines.deciding.desk import decide
from pipelines.desk import elements
from pipelines.desk.pages.today import cards, tables
from pipelines.desk.pages.today.layout import layout
from pipelines.desk.standings import standings
from pipelines.desk.view import View
from tests.desk.words import codes, links, words


def test_the_page_says_what_the_tables_hold(seen: View) -> None:
    said = words(layout(seen, {}))
    total = seen.frame("suggestions")["amount"].sum()
    assert formats.money(total, "DKK", "en") in said
    for order in tables.orders(seen).head(cards.ORDERS).iter_rows(named=True):
        assert order["supplier_name"] in said
        assert formats.number(order["amount"], "en") in said


def test_every_order_leads_to_its_lines(seen: View) -> None:
    leads = links(layout(seen, {}))
    for order in tables.orders(seen).head(cards.ORDERS).iter_rows(named=True):
        assert elements.order_link(order) in leads
    assert any("supplier=" in one and "order_on=" in one for one in leads)


def test_what_costs_most_until_goods_come_stands_first(seen: View) -> None:
    lost = tables.risks(seen).rows["lost_margin_amount"].drop_nulls().to_list()
    assert lost == sorted(lost, reverse=True)


@pytest.mark.parametrize("name", list(tables.LISTINGS))
def test_each_list_is_shown_whole_where_the_address_asks(seen: View, name: str) -> None:
    said = words(layout(seen, {"all": name}))
    assert seen.say(f"table_{name}") in said


def test_a_danish_reader_finds_no_english_and_nobody_finds_codes(seen: View) -> None:
    danish = dataclasses.replace(seen, language="da")
    said = words(layout(danish, {}))
    assert "Afgiv" in said
    for english in ("Orders to place", "Out now", "Decided", "Needs a person"):
        assert english not in said
    assert not codes(layout(danish, {}))


def test_what_is_decided_is_counted(seen: View) -> None:
    standing = standings(seen)
    line = seen.frame("suggestions")["suggestion_id"][0]
    decide(
        standing.store,
        standing.plan,
        [Edit("today-1", line, "approve")],
        author="Ann",
        limits=Limits(),
    )
    said = words(layout(seen, {}))
    assert "1 approved" in said
