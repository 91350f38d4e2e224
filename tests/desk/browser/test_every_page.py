"""Every page of the desk in a browser: alone, without a fault, open to everybody."""

import pytest

from pipelines.desk.pages import PAGES
from tests.desk.browser.looking import Looking
from tests.models.reports.plans import item

LIKES = {"light": "en", "dark": "da"}
"""The language that a reader of each theme has: each is seen in both."""
SKU, PLACE = item(8)["sku"], item(8)["location_id"]
BEHIND = {
    "item": [f"/item?sku={SKU}&location={PLACE}"],
    "orders": ["/orders?view=learned"],
    "data": ["/data?table=suggestions", "/data?table=order_lines"],
}
"""Addresses that show what their page alone does not."""
ADDRESSES = [
    address for page in PAGES for address in (page.path, *BEHIND.get(page.name, ()))
]


@pytest.mark.parametrize("theme", LIKES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_asks_nobody_complains_of_nothing_and_shuts_nobody_out(
    address: str, theme: str, looking: Looking, desk: str
) -> None:
    looking.choose(desk, theme=theme, language=LIKES[theme])
    looking.open(address)
    assert looking.page.locator("html").get_attribute("lang") == LIKES[theme]
    assert looking.page.locator("html").get_attribute("data-theme") == theme
    assert looking.left == []
    assert looking.faults == []
    assert looking.barriers() == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_fits_a_tablet(address: str, looking: Looking) -> None:
    looking.page.set_viewport_size({"width": 820, "height": 1180})
    looking.open(address)
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert looking.page.evaluate(wide) == 0


def test_every_page_can_be_gone_to_from_the_first(looking: Looking) -> None:
    looking.open("/")
    for page in PAGES:
        looking.page.locator(f"nav a[href='{page.path}']").click()
        looking.wait()
        assert looking.page.locator("main h1").count() == 1, page.name
    assert looking.faults == []


def test_a_page_that_is_not_there_says_so(looking: Looking) -> None:
    looking.open("/nowhere")
    assert "/nowhere" in looking.page.locator("main").inner_text()
    assert looking.faults == []
