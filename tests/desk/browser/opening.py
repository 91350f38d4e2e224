"""Opening a real desk in a process of its own."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

HOME = Path(__file__).parents[3]
COMMAND = "from pipelines.cli import main; main()"


@dataclass(frozen=True)
class Served:
    """A desk that answers: where, by which process, and what it writes meanwhile."""

    address: str
    process_id: int
    log: IO[str]

    @property
    def said(self) -> str:
        """Return what the server complained of so far."""
        self.log.seek(0)
        return self.log.read()


@contextmanager
def served(root: Path) -> Iterator[Served]:
    """Let ``backstock serve`` open the workspace at ``root`` on a free port."""
    with open_server(_command("serve", str(root), "--port", "0")) as opened:
        yield opened


def run_again(root: Path) -> None:
    """Let ``backstock run`` plan for the workspace at ``root`` while it is served."""
    subprocess.run(  # noqa: S603  # our own command
        _command("run", str(root)), env=_environment(), check=True, capture_output=True
    )


def _command(*arguments: str) -> list[str]:
    """Return the command line of ``backstock``."""
    return [sys.executable, "-c", COMMAND, *arguments]


def _environment() -> dict[str, str]:
    """Return an environment in which the command is the one of this repository."""
    return os.environ | {"PYTHONPATH": str(HOME)}


@contextmanager
def open_server(command: list[str]) -> Iterator[Served]:
    """Start a server that prints its address, and stop it afterwards."""
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as log,
        subprocess.Popen(  # noqa: S603  # our own command
            command,
            env=_environment(),
            stdout=subprocess.PIPE,
            stderr=log,
            encoding="utf-8",
        ) as serving,
    ):
        said = serving.stdout.readline() if serving.stdout else ""
        opened = re.search(r"http://[^\s/]+", said)
        try:
            if opened is None:
                message = f"the server did not open: {said}"
                raise RuntimeError(message)
            yield Served(opened.group(), serving.pid, log)
        finally:
            serving.terminate()
            serving.wait(timeout=20)
