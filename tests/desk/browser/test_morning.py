"""A planner's morning on the real desk: understand, decide, send, see it counted."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from pipelines.publishing import published
from pipelines.workspace import Workspace
from tests.desk.browser import morning_shop, opening
from tests.desk.browser.at_orders import AtOrders
from tests.desk.browser.looking import Looking
from tests.desk.workbooks import edited
from tests.pipelines.shops import plan, rows_of

NORD, SYD, VEST = morning_shop.SUPPLIERS.values()


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a shop that was planned for last night."""
    made = morning_shop.make(tmp_path_factory.mktemp("morning") / "shop")
    plan(made)
    return made


@pytest.fixture
def looking(chromium: Browser, shop: Workspace) -> Iterator[Looking]:
    """Return Anna, at the desk of the shop."""
    with opening.served(shop.root) as served:
        context = chromium.new_context(
            base_url=served.address, viewport={"width": 1440, "height": 900}
        )
        anna = Looking(context.new_page())
        anna.choose(served.address, planner="Anna")
        yield anna
        context.close()
        assert anna.faults == []
        assert "Traceback" not in served.said, served.said


def test_a_morning_from_the_first_sentence_to_the_next_plan(
    shop: Workspace, looking: Looking
) -> None:
    page, at = looking.page, AtOrders(looking)
    understand(looking)
    open_a_line(at)
    edit(at)
    decide_line_by_line(at)
    approve(at)
    send(page, at, shop)

    morning_shop.next_day(shop)
    opening.run_again(shop.root)
    later = published(shop)
    looking.open("/orders")
    expect(at.card(VEST)).to_have_count(1)
    suggested = {row["sku"] for row in rows_of(later, "suggestions")}
    assert suggested.isdisjoint({"CUP", "TRAY", "JUG", "VASE", "LAMP"})
    assert suggested.isdisjoint({"PLATE", "BOWL"})
    look_at_what_was_sent(looking)
    hand_in_a_workbook(shop, looking, at)


def understand(looking: Looking) -> None:
    """Read what the day is about, and go to the order that is worth most."""
    looking.open("/")
    page = looking.page
    expect(page.locator("main h1")).to_have_text("Place 3 orders with 3 suppliers")
    page.locator("main table a").first.click()
    looking.wait()
    expect(page.locator("#orders-bar h2")).to_have_text(NORD)


def open_a_line(at: AtOrders) -> None:
    """See why a line is suggested, how it adds up, and what stock will do."""
    at.open("CUP")
    expect(at.panel.locator("h2")).to_have_text("Cup, blue")
    for heading in ("How the number comes about", "What counts as here"):
        expect(at.panel.get_by_role("heading", name=heading)).to_be_visible()
    chart = at.panel.locator(".js-plotly-plot .scatterlayer .trace")
    expect(chart.nth(1)).to_be_attached()
    at.press("Escape")
    expect(at.panel).to_be_hidden()


def edit(at: AtOrders) -> None:
    """Change a quantity in place: totals, minimum and budget follow."""
    before = at.fact("Amount").inner_text()
    at.write("CUP", 20)
    expect(at.fact("Minimum")).to_contain_text("short by")
    expect(at.fact("Amount")).not_to_have_text(before)
    expect(at.told).to_contain_text("1 changed")
    at.write("CUP", 190)
    expect(at.fact("Minimum")).to_contain_text("met")
    expect(at.cell("CUP", "state")).to_have_text("Changed")
    expect(at.fact("Amount")).to_contain_text("DKK 18,200")
    expect(at.fact("Budget left")).to_contain_text("DKK 65,200")


def decide_line_by_line(at: AtOrders) -> None:
    """Turn one line down and say why, put one off, and buy one elsewhere."""
    at.look_at("PLATE")
    at.say_why("too many left")
    at.look_at("PLATE")
    at.press("x")
    expect(at.cell("PLATE", "state")).to_have_text("Rejected")
    at.look_at("BOWL")
    at.press("s")
    expect(at.cell("BOWL", "state")).to_have_text("Snoozed")
    at.open("JUG")
    at.panel.get_by_role("button", name="Move").click()
    expect(at.told).to_contain_text("1 moved")
    at.press("Escape")
    at.choose(SYD)
    expect(at.cell("JUG", "state")).to_have_text("Changed")


def approve(at: AtOrders) -> None:
    """Approve two orders with one key each."""
    at.choose(NORD)
    at.press("a")
    expect(at.state(NORD)).to_have_text("Approved")
    at.choose(SYD)
    at.press("a")
    expect(at.state(SYD)).to_have_text("Approved")


def send(page: Page, at: AtOrders, shop: Workspace) -> None:
    """Send them, and find their papers in the outbox."""
    page.get_by_role("button", name="Send approved").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(NORD)
    dialog.get_by_role("button", name="Send 2 orders").click()
    expect(dialog).to_contain_text("2 sent")
    expect(dialog).to_contain_text("PO-00001")
    folders = sorted(path.name for path in shop.sent_orders.iterdir())
    assert folders == ["PO-00001-NORD", "PO-00002-SYD"]
    with page.expect_popup() as paper:
        dialog.get_by_role("link", name="Print").last.click()
    expect(paper.value.locator("body")).to_contain_text("Cup, blue")
    paper.value.close()
    page.keyboard.press("Escape")
    for supplier in (NORD, SYD):
        expect(at.state(supplier)).to_have_text("Sent")


def look_at_what_was_sent(looking: Looking) -> None:
    """See that it counts as stock to come, and that nothing more is wanted."""
    page = looking.page
    looking.open("/item?sku=CUP&location=main&tab=why")
    position = page.locator(".fact", has_text="Position")
    expect(position.locator(".fact-value")).to_have_text("190")
    coming = page.locator(".fact", has_text="Coming")
    expect(coming).to_contain_text("190 approved or sent")
    expect(page.locator(".fact", has_text="To order")).to_contain_text("enough for now")
    expect(page.locator("main tr", has_text="approved or sent")).to_contain_text("190")


def hand_in_a_workbook(shop: Workspace, looking: Looking, at: AtOrders) -> None:
    """Edit the workbook of a supplier and drop it on the page."""
    looking.open("/orders")
    at.choose(VEST)
    book = edited(next(shop.outbox.glob("2026-02-27-*/VEST.xlsx")), "MAT", quantity=120)
    at.upload(book)
    dialog = looking.page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 changed")
    at.press("Escape")
    expect(at.cell("MAT", "quantity")).to_have_text("120")
    expect(at.cell("MAT", "state")).to_have_text("Changed")
