"""A notebook opened by marimo in a browser that reaches no other machine."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from pipelines.workspace import Workspace

HOME = Path(__file__).parents[2]
NOTEBOOK = HOME / "notebooks" / "explore_demand.py"
FORMULAS = "mathjax"
"""The one thing that marimo looks for elsewhere; no notebook of ours has formulas."""


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def until_open(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("marimo did not open")


@pytest.fixture
def address(workspace: Workspace) -> Iterator[str]:
    """Return where marimo shows the notebook."""
    port = free_port()
    command = ["-m", "marimo", "run", "--headless", "-p", str(port), str(NOTEBOOK)]
    with subprocess.Popen(  # noqa: S603  # our own notebook
        [sys.executable, *command, "--", str(workspace.root)],
        env=os.environ | {"PYTHONPATH": str(HOME), "MARIMO_SKIP_UPDATE_CHECK": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as serving:
        until_open(port)
        yield f"http://127.0.0.1:{port}/"
        serving.terminate()
        serving.wait(timeout=20)


def test_figures_and_tables_are_there_without_any_other_machine(
    address: str, workspace: Workspace, chromium: Browser
) -> None:
    page = chromium.new_page()
    left: list[str] = []

    def pass_on(route: Route) -> None:
        if route.request.url.startswith((address, "data:", "blob:")):
            route.continue_()
        else:
            left.append(route.request.url)
            route.abort()

    page.route("**/*", pass_on)
    page.goto(address)
    page.locator(".js-plotly-plot").nth(7).wait_for(timeout=60_000)
    assert page.locator("marimo-table").count() == 6
    assert page.get_by_text(str(workspace.root)).count()
    assert [one for one in left if FORMULAS not in one] == []
    page.close()
