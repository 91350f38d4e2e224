"""How fast the desk is on a large workspace, beside targets and baselines.

``python tests/benchmarks/desk.py DIR [SECTION …]`` serves the workspace at DIR with
``backstock serve`` and looks at it with Chromium; `backstock demo DIR --size large`
makes one of 30,000 item-locations.

``pages``: seconds until the server answers, and until each page can be used, first in a
browser and a server that never showed it, then again. Baseline: an application of Dash
with nothing but a heading.

``tables``: milliseconds from a click to the rows, for an order, a filter and a search
of every table on a page. Baseline: polars reading, sorting and cutting the largest of
the tables that a planner works with.

``edit``: milliseconds from a changed quantity to the totals of its order; the change
itself is kept from the server, so that the workspace stays as it is. Baseline: two
repaints with nothing changed.

``morning``: a planner decides 30 supplier orders, one by one, with real keys; every
tenth has a quantity changed. The most keys and clicks of an order left as it was, the
minutes that it all takes with 15 seconds to read each order, and the orders that are
then decided at once because there is nothing to look at. What is decided is kept apart.
Baseline: 30 times the reading, with a desk that answers at once.

``crowd``: ten users who click about once a second for a minute, by repeating what a
browser asked; the 95th percentile of a click, and the most memory that the server took.
Baseline: one user alone.

Without a section all of them run. Exit code 1 if a figure misses its target, 2 if there
is no such workspace or no Chromium.
"""

import argparse
import os
import statistics
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
from playwright.sync_api import Browser

from models.reports.forecast_quality import most_important
from pipelines.desk.pages import PAGES
from pipelines.publishing import NothingPublished, Snapshot, published
from pipelines.workspace import WorkspaceFault, open_workspace
from tests import browsers
from tests.benchmarks.desk_crowd import clicked, recorded
from tests.benchmarks.desk_in_browser import CHANGE, EDIT, GRIDS, REPAINT
from tests.benchmarks.desk_morning import SHOWN, cleared, decisions_apart
from tests.desk.browser.looking import Looking
from tests.desk.browser.opening import Served, open_server, served

READY_SECONDS = 5.0
PAGE_SECONDS = 2.0
TABLE_MS = 300.0
EDIT_MS = 100.0
MORNING_MINUTES = 10.0
ACTIONS = 3
READING_SECONDS = 15.0
CLICK_SECONDS = 1.0
MEMORY_GIB = 1.0
USERS = 10
CROWD_SECONDS = 60.0
AGAIN = 3
EMPTY = """
import dash, waitress
from dash import html
app = dash.Dash(__name__)
app.layout = html.Main(html.H1("nothing"), id="main")
served = waitress.create_server(app.server, host="127.0.0.1", port=0)
print(f"http://127.0.0.1:{served.effective_port}", flush=True)
served.run()
"""


@dataclass
class Figures:
    """What was measured, beside its target and its baseline."""

    missed: list[str] = field(default_factory=list)

    def show(
        self, name: str, value: float, target: float, unit: str, baseline: str
    ) -> None:
        """Print one figure, and remember whether it missed its target."""
        is_met = value <= target
        if not is_met:
            self.missed.append(name)
        verdict = "" if is_met else "  MISSED"
        print(
            f"{name:<44}{value:>9.2f} {unit:<4} at most {target:g}; {baseline}{verdict}"
        )


def addresses(snapshot: Snapshot) -> list[str]:
    """Return the address of each page, and of what pages show when asked."""
    first = most_important(snapshot.read("suggestions"), snapshot.read("item_classes"))
    sku, place = first.row(0)[1:3]
    asked = {
        "item": f"?sku={sku}&location={place}",
        "data": "?table=suggestions",
    }
    return [page.path + asked.get(page.name, "") for page in PAGES]


def until_answer(address: str) -> None:
    """Wait until a server answers."""
    while True:
        try:
            with urllib.request.urlopen(address, timeout=30):  # noqa: S310  # our own
                return
        except OSError:
            time.sleep(0.02)


@contextmanager
def reader(browser: Browser, address: str) -> Iterator[Looking]:
    """Open a browser that remembers nothing."""
    context = browser.new_context(base_url=address)
    yield Looking(context.new_page())
    context.close()


def opened_seconds(browser: Browser, address: str, page: str) -> float:
    """Return how long a page takes in a browser that remembers nothing."""
    with reader(browser, address) as looking:
        start = time.perf_counter()
        looking.page.goto(page)
        looking.until_shown()
        return time.perf_counter() - start


def empty_seconds(browser: Browser) -> tuple[float, float]:
    """Return how long an empty application takes to answer, and its page to come."""
    start = time.perf_counter()
    with open_server([sys.executable, "-c", EMPTY]) as empty:
        until_answer(f"{empty.address}/")
        ready = time.perf_counter() - start
        took = [opened_seconds(browser, empty.address, "/") for _ in range(AGAIN)]
    return ready, statistics.median(took)


def pages(root: Path, browser: Browser, figures: Figures) -> None:
    """Time the server and every page."""
    bare_ready, bare_page = empty_seconds(browser)
    start = time.perf_counter()
    with served(root) as desk:
        until_answer(f"{desk.address}/alive")
        took = time.perf_counter() - start
        baseline = f"an empty application: {bare_ready:.2f}"
        figures.show("server ready", took, READY_SECONDS, "s", baseline)
        baseline = f"an empty page: {bare_page:.2f}"
        for page in addresses(published(open_workspace(root))):
            name = page.partition("?")[0]
            first = opened_seconds(browser, desk.address, page)
            again = statistics.median(
                opened_seconds(browser, desk.address, page) for _ in range(AGAIN)
            )
            figures.show(f"{name}, first time", first, PAGE_SECONDS, "s", baseline)
            figures.show(f"{name}, again", again, PAGE_SECONDS, "s", baseline)


def tables(root: Path, browser: Browser, figures: Figures) -> None:
    """Time orders, filters and searches of every table on a page."""
    snapshot = published(open_workspace(root))
    baseline = f"polars on suggestions: {polars_ms(snapshot):.0f}"
    with served(root) as desk, reader(browser, desk.address) as looking:
        for page in addresses(snapshot):
            looking.open(page)
            for number, grid in enumerate(looking.page.evaluate(GRIDS), 1):
                for change in ("order", "filter", "search"):
                    took = looking.page.evaluate(CHANGE, [grid, change])
                    name = f"{page.partition('?')[0]} table {number}, {change}"
                    figures.show(name, took, TABLE_MS, "ms", baseline)


def edit(root: Path, browser: Browser, figures: Figures) -> None:
    """Time the totals of a changed line."""
    with served(root) as desk, reader(browser, desk.address) as looking:
        looking.open("/orders")
        looking.page.wait_for_function(SHOWN)
        looking.page.route("**/_dash-update-component*", lambda route: route.abort())
        bare = statistics.median(looking.page.evaluate(REPAINT) for _ in range(AGAIN))
        took = statistics.median(looking.page.evaluate(EDIT) for _ in range(AGAIN))
        baseline = f"two repaints: {bare:.0f}"
        figures.show("an edit in the totals", took, EDIT_MS, "ms", baseline)


def morning(root: Path, browser: Browser, figures: Figures) -> None:
    """Let a planner clear a morning's orders."""
    with (
        decisions_apart(),
        served(root) as desk,
        reader(browser, desk.address) as looking,
    ):
        made = cleared(looking)
    orders = len(made.seconds)
    read = orders * READING_SECONDS / 60
    took = read + sum(made.seconds) / 60
    name = f"{orders} orders, {made.lines} lines, cleared in"
    figures.show(name, took, MORNING_MINUTES, "min", f"reading alone: {read:.1f}")
    most = max(made.actions)
    figures.show("actions of an unchanged order", most, ACTIONS, "", "none is least")
    slow = max(made.seconds)
    print(f"{'waited for the desk in all':<44}{sum(made.seconds):>9.2f} s")
    print(f"{'waited at most for one order':<44}{slow:>9.2f} s")
    words = f"{made.together} more in order, with two keys"
    print(f"{words:<44}{made.together_seconds:>9.2f} s")


def polars_ms(snapshot: Snapshot) -> float:
    """Return how long polars takes to read, sort and cut all suggestions."""
    took = []
    for _ in range(AGAIN):
        start = time.perf_counter()
        rows = snapshot.scan("suggestions").filter(pl.col("sku").str.contains("1"))
        rows.sort("amount", descending=True).head(100).collect()
        took.append(1000 * (time.perf_counter() - start))
    return statistics.median(took)


def crowd(root: Path, browser: Browser, figures: Figures) -> None:
    """Let ten users click for a minute."""
    with served(root) as desk:
        with reader(browser, desk.address) as looking:
            shown = addresses(published(open_workspace(root)))
            asked = [recorded(looking, page) for page in shown]
        alone = clicked(desk.address, asked, users=1, seconds=CROWD_SECONDS / 4)
        many = clicked(desk.address, asked, users=USERS, seconds=CROWD_SECONDS)
        name = f"{USERS} users, {len(many.seconds)} clicks, 95 of 100 within"
        baseline = f"one user alone: {alone.high:.2f}"
        figures.show(name, many.high, CLICK_SECONDS, "s", baseline)
        figures.show("answers that failed", many.failed, 0, "", "none is one too many")
        baseline = f"an empty application: {empty_gib():.2f}"
        figures.show("most memory", peak_gib(desk), MEMORY_GIB, "GiB", baseline)


def empty_gib() -> float:
    """Return the memory of an empty application that has answered once."""
    with open_server([sys.executable, "-c", EMPTY]) as empty:
        until_answer(f"{empty.address}/")
        return peak_gib(empty)


def peak_gib(server: Served) -> float:
    """Return the most memory that a server took so far."""
    status = Path(f"/proc/{server.process_id}/status").read_text("utf-8")
    (line,) = (one for one in status.splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) / 2**20


SECTIONS: dict[str, Callable[[Path, Browser, Figures], None]] = {
    "pages": pages,
    "tables": tables,
    "edit": edit,
    "morning": morning,
    "crowd": crowd,
}


def main() -> int:
    """Run the sections that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("workspace", type=Path)
    parser.add_argument("sections", nargs="*", choices=[[], *SECTIONS])
    asked = parser.parse_args()
    figures = Figures()
    try:
        known = published(open_workspace(asked.workspace)).manifest["row_counts"]
        print(f"{known['stock_positions']:,} item-locations, load", *os.getloadavg())
        with browsers.opened() as browser:
            for section in asked.sections or SECTIONS:
                SECTIONS[section](asked.workspace, browser, figures)
    except (WorkspaceFault, NothingPublished, browsers.NoBrowserError) as missing:
        print(missing, file=sys.stderr)
        return 2
    print(f"missed: {', '.join(figures.missed) or 'nothing'}")
    return 1 if figures.missed else 0


if __name__ == "__main__":
    sys.exit(main())
