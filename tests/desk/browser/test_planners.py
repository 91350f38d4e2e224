"""Two planners at the desk at once, and several orders decided together."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from pipelines.workspace import Workspace
from tests.desk.browser import opening
from tests.desk.browser.at_orders import AtOrders
from tests.desk.browser.looking import Looking

FIRST, SECOND = "Wei Housewares Co.", "Tessuti Bellini S.r.l."


@pytest.fixture
def address(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """Return the address of a desk whose decisions are its own."""
    monkeypatch.setenv("BACKSTOCK_DECISIONS", f"sqlite:///{tmp_path / 'd.sqlite'}")
    with opening.served(workspace.root) as served:
        yield served.address
        assert "Traceback" not in served.said, served.said


@pytest.fixture
def anna(chromium: Browser, address: str) -> Iterator[AtOrders]:
    """Return Anna at the orders."""
    yield from planner(chromium, address, "Anna")


@pytest.fixture
def bo(chromium: Browser, address: str) -> Iterator[AtOrders]:
    """Return Bo at the orders."""
    yield from planner(chromium, address, "Bo")


def planner(chromium: Browser, address: str, name: str) -> Iterator[AtOrders]:
    """Return a planner in a browser of their own, at the orders."""
    context = chromium.new_context(
        base_url=address, viewport={"width": 1440, "height": 900}
    )
    looking = Looking(context.new_page())
    looking.choose(address, planner=name)
    looking.open("/orders")
    yield AtOrders(looking)
    assert looking.faults == []
    context.close()


def test_ticked_orders_are_decided_as_one_and_undone_as_one(anna: AtOrders) -> None:
    for supplier in (FIRST, SECOND):
        anna.tick(supplier)
    ticked = anna.looking.page.locator("#orders-ticked")
    expect(ticked).to_contain_text("2 orders")
    ticked.get_by_role("button", name="Approve").click()
    for supplier in (FIRST, SECOND):
        expect(anna.state(supplier)).to_have_text("Approved")
    expect(ticked).to_be_hidden()
    anna.press("u")
    for supplier in (FIRST, SECOND):
        expect(anna.state(supplier)).to_have_text("Open")


def test_orders_are_ticked_and_approved_by_keys_alone(anna: AtOrders) -> None:
    page = anna.looking.page
    anna.press("t")
    anna.press("n")
    anna.press("t")
    expect(page.locator("#orders-ticked")).to_contain_text("2 orders")
    anna.press("a")
    approved = page.locator(".order-card .badge", has_text="Approved")
    expect(approved).to_have_count(2)
    anna.press("g")
    expect(page.locator("#orders-ticked")).to_be_visible()
    anna.press("Escape")
    expect(page.locator("#orders-ticked")).to_be_hidden()


def test_what_another_planner_decides_appears_and_is_told(
    anna: AtOrders, bo: AtOrders
) -> None:
    bo.choose(FIRST)
    bo.press("a")
    expect(bo.state(FIRST)).to_have_text("Approved")
    expect(anna.told).to_contain_text("Bo approved")
    expect(anna.state(FIRST)).to_have_text("Approved")
    marked = anna.looking.page.locator(".orders-cards .is-news")
    expect(marked).to_have_count(1)


def test_a_part_of_a_split_line_is_edited_in_place(anna: AtOrders) -> None:
    anna.choose(FIRST)
    rows = anna.looking.page.locator(".orders-chosen [col-id='quantity'].is-editable")
    lines = rows.count()
    rows.first.click()
    anna.press("o")
    anna.panel.get_by_role("button", name="Split").click()
    expect(anna.told).to_contain_text("1 split")
    anna.press("Escape")
    expect(rows).to_have_count(lines + 1)
    second = rows.nth(1)
    second.dblclick()
    second.locator("input").fill("77")
    anna.press("Enter")
    expect(anna.told).to_contain_text("1 split")
    expect(second).to_have_text("77")
    expect(rows).to_have_count(lines + 1)
