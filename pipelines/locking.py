"""One run at a time in a workspace."""

import datetime as dt
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from pipelines.workspace import Workspace


class Busy(RuntimeError):  # noqa: N818  # a fault has a name
    """Another run holds the workspace."""

    def __init__(self, holder: str) -> None:
        """Name the ``holder``: its process and since when."""
        super().__init__(
            f"another run ({holder}) holds the workspace: wait until it is done, "
            "then run again"
        )


@contextmanager
def held(workspace: Workspace) -> Iterator[None]:
    """Hold ``workspace`` alone, or raise ``Busy``.

    The operating system drops the lock with the process that holds it, so nothing is
    left to clean up after a killed run.
    """
    with workspace.lock_file.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise Busy(file.read().strip() or "just starting") from None
        file.seek(0)
        file.truncate()
        started = dt.datetime.now().astimezone().isoformat(" ", "seconds")
        file.write(f"pid {os.getpid()}, since {started}")
        file.flush()
        yield
