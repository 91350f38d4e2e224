"""A PostgreSQL server of our own, for as long as the tests last."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

USER = "nobody"
"""PostgreSQL refuses to run as root."""


def _program(name: str) -> str | None:
    """Return where a program of PostgreSQL is."""
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(places[-1]) if places else None)


@contextlib.contextmanager
def running() -> Iterator[str]:
    """Run a server that is reached through a socket only, and yield its address."""
    initdb, control = _program("initdb"), _program("pg_ctl")
    if not initdb or not control:
        pytest.skip("no PostgreSQL server is installed (initdb, pg_ctl)")
    is_root = os.geteuid() == 0
    as_user = {"user": USER, "group": "nogroup", "extra_groups": []} if is_root else {}
    # the path of a socket has to be short
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=os.sep + "tmp"))
    if is_root:
        shutil.chown(folder, USER)
    data = folder / "data"

    def run(*words: str) -> None:
        subprocess.run(words, check=True, capture_output=True, **as_user, cwd=folder)  # type: ignore[call-overload]  # noqa: S603  # our own words

    try:
        run(initdb, "-D", str(data), "-A", "trust", "-U", "desk", "--no-sync")
        options = f"-c listen_addresses='' -k {folder} -F"
        log = str(folder / "log")
        run(control, "-D", str(data), "-o", options, "-l", log, "-w", "start")
        try:
            yield f"postgresql://desk@/postgres?host={folder}"
        finally:
            run(control, "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
