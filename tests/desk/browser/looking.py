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
  const isWhole = (one) => !one || (getComputedStyle(one).opacity === "1"
    && isWhole(one.parentElement));
  const isSeen = (one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return top < innerHeight && bottom > 0;
  };
  return main && main.querySelector("h1, .empty") && isWhole(main)
    && ![...document.querySelectorAll(".ag-delay-render")].some(isSeen)
    && !document.querySelector(".listing:not(:has(.ag-header))")
    && !document.querySelector(waiting.join(", "))
    && document.getAnimations().every((one) => one.playState !== "running");
}"""
"""A page is shown when nothing stands in for what is seen of it, and nothing moves."""
BELOW = """() => {
  const below = document.querySelector(".ag-delay-render");
  (below || document.body).scrollIntoView();
  return below !== null;
}"""
"""Tables are drawn when they are seen: go to the next one, or back to the top."""

AT_REST = """() => new Promise((rest) => {
  let waiting;
  const again = () => { clearTimeout(waiting); waiting = setTimeout(done, 250); };
  const seen = new MutationObserver(again);
  const done = () => { seen.disconnect(); rest(); };
  seen.observe(document, { subtree: true, childList: true, attributes: true });
  again();
})"""
"""A page is at rest when nothing of it has changed for a quarter of a second."""


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
        """Look the page through, until all of it is shown and nothing is on its way."""
        self.rest()
        while self.page.evaluate(BELOW):
            self.rest()

    def rest(self) -> None:
        """Wait until nothing is on its way and nothing moves."""
        self.until_shown()
        self.page.wait_for_load_state("networkidle")
        self.page.evaluate(AT_REST)

    def until_shown(self) -> None:
        """Wait until the page can be used."""
        self.page.wait_for_function(READY, timeout=60_000)

    def barriers(self) -> list[str]:
        """Return what keeps people from using the page, with the elements at fault."""
        found: list[dict[str, Any]] = Axe().run(self.page).response["violations"]
        return [
            f"{one['id']} ({one['impact']}): {node['target']} {node['html'][:160]}"
            for one in found
            if one["impact"] in GRAVE
            for node in one["nodes"]
        ]
