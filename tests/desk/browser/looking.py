"""What a reader sees in a browser, and what goes wrong while looking."""

from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page

GRAVE = ("serious", "critical")
READY = """() => {
  const main = document.getElementById("main");
  const waiting = [
    ".skeleton", ".busy", "[data-dash-is-loading=true]", "._dash-loading",
    ".ag-loading", ".ag-overlay-loading-center",
  ];
  return main && main.children.length
    && !document.querySelector(waiting.join(", "))
    && document.getAnimations().every((one) => one.playState !== "running");
}"""
"""A page is shown when nothing stands in for it any more and nothing moves."""


@dataclass
class Looking:
    """One page of a browser, with all that it said and asked of others.

    ``left`` are the addresses of other machines that were asked for (and not reached),
    ``faults`` what the console or the page complained of.
    """

    page: Page
    left: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen to what goes wrong."""
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.faults.append(said.text)

    def choose(self, address: str, **choices: str) -> None:
        """Choose the language and the theme, as the desk keeps them."""
        self.page.context.add_cookies(
            [
                {"name": name, "value": value, "url": address}
                for name, value in choices.items()
            ]
        )

    def open(self, address: str) -> None:
        """Open a page and wait until it is shown."""
        self.page.goto(address)
        self.wait()

    def wait(self) -> None:
        """Wait until the page is shown and nothing is on its way."""
        self.until_shown()
        self.page.wait_for_load_state("networkidle")

    def until_shown(self) -> None:
        """Wait until the page can be used."""
        self.page.wait_for_function(READY, timeout=20_000)

    def barriers(self) -> list[str]:
        """Return what keeps people from using the page, with the elements at fault."""
        found: list[dict[str, Any]] = Axe().run(self.page).response["violations"]
        return [
            f"{one['id']} ({one['impact']}): {node['target']} {node['html'][:160]}"
            for one in found
            if one["impact"] in GRAVE
            for node in one["nodes"]
        ]
