"""A real desk in a process of its own, and a real browser that looks at it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Route

from pipelines.workspace import Workspace
from tests.desk.browser import opening
from tests.desk.browser.looking import Looking


@pytest.fixture(scope="session")
def desk(workspace: Workspace) -> Iterator[str]:
    """Return the address of a desk that ``backstock serve`` opened."""
    with opening.served(workspace.root) as served:
        yield served.address
        assert "Traceback" not in served.said, served.said


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
