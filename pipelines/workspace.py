"""The folder that holds everything a user owns, and what is where in it."""

import datetime as dt
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipelines.settings import FILE_NAME, Settings, read_settings

SCHEMA_VERSION = 2
"""Raised whenever an older workspace must be changed before it can be used."""

ROOT_ENTRIES = frozenset({FILE_NAME, "inbox", "templates"})


class WorkspaceFault(ValueError):  # noqa: N818  # a fault has a name
    """The folder is no workspace that can be used; the message says why."""


@dataclass(frozen=True)
class Workspace:
    """The places inside one workspace."""

    root: Path

    @cached_property
    def settings(self) -> Settings:
        """What the workspace is set to."""
        return read_settings(self.root)

    @property
    def settings_file(self) -> Path:
        """The settings."""
        return self.root / FILE_NAME

    @property
    def inbox(self) -> Path:
        """Files as users drop them; never written by a run."""
        return self.root / "inbox"

    @property
    def templates(self) -> Path:
        """Empty files with every column."""
        return self.root / "templates"

    @property
    def truth(self) -> Path:
        """What really happened in the example company; never read by a run."""
        return self.root / "truth"

    @property
    def staged(self) -> Path:
        """Rows kept from the files read so far."""
        return self.root / "staged"

    @property
    def database(self) -> Path:
        """The DuckDB file."""
        return self.root / "warehouse.duckdb"

    @property
    def shards(self) -> Path:
        """Parquet files of the large tables."""
        return self.root / "warehouse"

    @property
    def published(self) -> Path:
        """Whole snapshots, one folder per run."""
        return self.root / "published"

    @property
    def current(self) -> Path:
        """A link to the newest whole snapshot."""
        return self.published / "current"

    @property
    def vintages(self) -> Path:
        """Forecasts as they were made, one file per day they were made on."""
        return self.root / "vintages"

    @property
    def backtest(self) -> Path:
        """Plans as they would have been made on past days, and how they fared."""
        return self.root / "backtest"

    @property
    def outbox(self) -> Path:
        """Documents for people, one folder per run."""
        return self.root / "outbox"

    @property
    def sent_orders(self) -> Path:
        """Purchase orders as they were sent, one folder each."""
        return self.outbox / "orders"

    @property
    def reports(self) -> Path:
        """Pages that somebody asked for."""
        return self.root / "reports"

    @property
    def decisions_file(self) -> Path:
        """The decisions store, unless settings name a database."""
        return self.root / "decisions.sqlite"

    @property
    def own_decisions_url(self) -> str:
        """The decisions store inside the workspace."""
        return f"sqlite:///{self.decisions_file.absolute()}"

    @property
    def decisions_url(self) -> str:
        """Where planners' decisions are kept."""
        return self.settings.decisions or self.own_decisions_url

    @property
    def dagster_home(self) -> Path:
        """Run history, schedules, sensors."""
        return self.root / ".dagster"

    @property
    def lock_file(self) -> Path:
        """Held by the one run that is going on."""
        return self.root / ".lock"

    @property
    def sending_lock_file(self) -> Path:
        """Held by the one process that sends orders."""
        return self.root / ".sending.lock"

    @property
    def rules_stop_file(self) -> Path:
        """While it is there, nothing is approved or sent by rule."""
        return self.root / "rules-stopped"

    @property
    def schema_file(self) -> Path:
        """Which version of the layout this is."""
        return self.root / ".schema"

    @property
    def schema_version(self) -> int:
        """The version of the layout."""
        try:
            return int(self.schema_file.read_text())
        except FileNotFoundError:
            return SCHEMA_VERSION

    def new_run(self, as_of: dt.date) -> str:
        """Return the next free name for a run: ``<as_of>-<n>``."""
        taken = {
            int(name.rpartition("-")[2])
            for folder in (self.published, self.outbox)
            for name in _names(folder, f"{as_of}-")
        }
        return f"{as_of}-{max(taken, default=0) + 1}"


def open_workspace(root: Path) -> Workspace:
    """Return the workspace at ``root``, or say why it cannot be used."""
    workspace = Workspace(root.absolute())
    if not workspace.settings_file.is_file():
        message = (
            f"{root} is no workspace: it has no {FILE_NAME}; `backstock init` makes one"
        )
        raise WorkspaceFault(message)
    if workspace.schema_version > SCHEMA_VERSION:
        message = (
            f"{root} was written by a newer Backstock (layout "
            f"{workspace.schema_version}, this one knows {SCHEMA_VERSION}); "
            "upgrade Backstock first"
        )
        raise WorkspaceFault(message)
    read_settings(workspace.root)  # so that a wrong one is told before anything starts
    return workspace


def write_atomically(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` in one step: whole or not at all."""
    beside = path.with_name(f".tmp-{path.name}")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)  # noqa: PTH105  # the name says that it is atomic


def _names(folder: Path, prefix: str) -> list[str]:
    """Return the entries of ``folder`` that are ``prefix`` and a number."""
    if not folder.is_dir():
        return []
    return [
        path.name
        for path in folder.iterdir()
        if path.name.startswith(prefix) and path.name.removeprefix(prefix).isdigit()
    ]
