"""A real desk in a process of its own, and a real browser that looks at it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, sync_playwright

from pipelines.workspace import Workspace
from tests.desk.browser.looking import Looking

HOME = Path(__file__).parents[3]
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"),
    *("--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
SERVE = "from pipelines.cli import main; main()"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return the browser of this machine."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip(f"no browser here: none of {', '.join(NAMES)}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def desk(workspace: Workspace) -> Iterator[str]:
    """Return the address of a desk that ``backstock serve`` opened."""
    with subprocess.Popen(  # noqa: S603  # our own command
        [sys.executable, "-c", SERVE, "serve", str(workspace.root), "--port", "0"],
        env=os.environ | {"PYTHONPATH": str(HOME)},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as serving:
        if serving.stdout is None:
            pytest.fail("the desk says nothing")
        said = serving.stdout.readline()
        opened = re.search(r"http://\S+", said)
        if opened is None:
            pytest.fail(f"the desk did not open: {said}")
        yield opened.group()
        serving.terminate()
        serving.wait(timeout=20)


@pytest.fixture
def looking(chromium: Browser, desk: str) -> Iterator[Looking]:
    """Return a reader with a fresh browser who lets nothing leave this machine."""
    context: BrowserContext = chromium.new_context(
        base_url=desk, viewport={"width": 1280, "height": 900}
    )
    looking = Looking(context.new_page())

    def pass_on(route: Route) -> None:
        if route.request.url.startswith(desk):
            route.continue_()
        else:
            looking.left.append(route.request.url)
            route.abort()

    context.route("**/*", pass_on)
    yield looking
    context.close()
