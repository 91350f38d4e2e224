"""What a planner sees and does on Orders to place, in a browser."""

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.desk.browser.looking import Looking

LINES = ".orders-chosen"


@dataclass(frozen=True)
class AtOrders:
    """The page as it is open in front of a planner."""

    looking: Looking

    @property
    def bar(self) -> Locator:
        """What the chosen order comes to."""
        return self.looking.page.locator("#orders-bar")

    @property
    def panel(self) -> Locator:
        """The line that is open beside the others."""
        return self.looking.page.locator("#orders-panel")

    @property
    def told(self) -> Locator:
        """What the desk says was done."""
        return self.looking.page.locator("#told")

    def fact(self, name: str) -> Locator:
        """Return one of the totals of the chosen order."""
        named = self.looking.page.locator(".fact-name", has_text=name)
        return self.bar.locator(".fact").filter(has=named)

    def card(self, supplier: str) -> Locator:
        """Return the first order of a supplier in the list."""
        return self.looking.page.locator(".order-card", has_text=supplier).first

    def state(self, supplier: str) -> Locator:
        """Return how the order of a supplier stands."""
        return self.card(supplier).locator(".badge").first

    def tick(self, supplier: str) -> None:
        """Tick the order of a supplier."""
        rows = self.looking.page.locator(".orders-cards .ag-row", has_text=supplier)
        rows.first.locator("input[type=checkbox]").check()

    def cell(self, sku: str, column: str) -> Locator:
        """Return a cell of the line of an item."""
        page = self.looking.page
        named = page.locator(f"{LINES} [row-id]", has_text=re.compile(rf"{sku} ·"))
        number = named.first.get_attribute("row-id")
        return page.locator(f"{LINES} [row-id='{number}'] [col-id='{column}']")

    def choose(self, supplier: str) -> None:
        """Choose the order of a supplier."""
        self.card(supplier).click()
        expect(self.bar.locator("h2")).to_have_text(supplier)
        self.looking.rest()

    def write(self, sku: str, units: int) -> None:
        """Write another quantity over the one of a line."""
        cell = self.cell(sku, "quantity")
        cell.dblclick()
        cell.locator("input").fill(str(units))
        self.press("Enter")

    def say_why(self, reason: str) -> None:
        """Write a reason for what is done next."""
        self.looking.page.locator("#orders-reason").fill(reason)

    def look_at(self, sku: str) -> None:
        """Put the focus on a line, without opening it."""
        self.cell(sku, "quantity").click()

    def open(self, sku: str) -> None:
        """Open a line beside the others."""
        self.cell(sku, "sku").click()
        expect(self.panel.locator("#orders-opened")).to_be_visible()

    def press(self, key: str) -> None:
        """Press a key."""
        self.looking.page.keyboard.press(key)

    def upload(self, workbook: Path) -> None:
        """Hand a workbook in."""
        self.looking.page.set_input_files("#orders-upload input[type=file]", workbook)
