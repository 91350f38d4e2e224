"""Opening a real desk in a process of its own, and a real browser."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

HOME = Path(__file__).parents[3]
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"),
    *("--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
SERVE = "from pipelines.cli import main; main()"


class NoBrowserError(LookupError):
    """This machine has no Chromium."""


@dataclass(frozen=True)
class Served:
    """A desk that answers: where, and by which process."""

    address: str
    process_id: int


@contextmanager
def served(root: Path) -> Iterator[Served]:
    """Let ``backstock serve`` open the workspace at ``root`` on a free port."""
    command = [sys.executable, "-c", SERVE, "serve", str(root), "--port", "0"]
    with open_server(command) as opened:
        yield opened


@contextmanager
def open_server(command: list[str]) -> Iterator[Served]:
    """Start a server that prints its address, and stop it afterwards."""
    with subprocess.Popen(  # noqa: S603  # our own command
        command,
        env=os.environ | {"PYTHONPATH": str(HOME)},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as serving:
        said = serving.stdout.readline() if serving.stdout else ""
        opened = re.search(r"http://[^\s/]+", said)
        try:
            if opened is None:
                message = f"the server did not open: {said}"
                raise RuntimeError(message)
            yield Served(opened.group(), serving.pid)
        finally:
            serving.terminate()
            serving.wait(timeout=20)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open the browser of this machine."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        message = f"no browser here: none of {', '.join(NAMES)}"
        raise NoBrowserError(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        browser.close()
