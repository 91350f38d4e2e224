"""Snapshots: what readers see. Whole, never changed, switched in one step."""

import datetime as dt
import json
import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypedDict

import polars as pl

from models.forecasting.vintages import forecast_vintage
from pipelines.warehouse import PARTS, Warehouse
from pipelines.workspace import SCHEMA_VERSION, Workspace

MANIFEST = "manifest.json"
VINTAGE = "forecast_vintage.parquet"
"""What a snapshot forecasts, week by week; it is kept when the snapshot goes."""
UNFINISHED = ".tmp-"
KEPT_FOR = dt.timedelta(hours=1)


class NothingPublished(LookupError):  # noqa: N818  # a fault has a name
    """No run has finished in this workspace yet."""


class Manifest(TypedDict):
    """What a snapshot says of itself."""

    run: str
    as_of: str
    created_at: str
    schema_version: int
    row_counts: dict[str, int]


@dataclass(frozen=True)
class Snapshot:
    """One published run; open it once per request and read everything from it."""

    folder: Path

    @cached_property
    def manifest(self) -> Manifest:
        """Run, day and row counts."""
        manifest: Manifest = json.loads((self.folder / MANIFEST).read_text("utf-8"))
        return manifest

    @property
    def run(self) -> str:
        """The run that made it."""
        return self.manifest["run"]

    @property
    def as_of(self) -> dt.date:
        """The last day that it knows."""
        return dt.date.fromisoformat(self.manifest["as_of"])

    @property
    def created_at(self) -> dt.datetime:
        """When it was made."""
        return dt.datetime.fromisoformat(self.manifest["created_at"])

    @property
    def tables(self) -> list[str]:
        """The tables in it."""
        return sorted(self.manifest["row_counts"])

    def files(self, table: str) -> tuple[Path, ...]:
        """Return the files that ``table`` is in: one, or its parts in their order."""
        whole = self.folder / f"{table}.parquet"
        if not whole.exists() and table not in self.manifest["row_counts"]:
            message = f"no table {table}; there are {', '.join(self.tables)}"
            raise LookupError(message)
        return (
            (whole,)
            if whole.exists()
            else tuple(sorted(self.folder.glob(f"{table}/{PARTS}")))
        )

    def scan(self, table: str) -> pl.LazyFrame:
        """Return ``table``, lazily."""
        return pl.scan_parquet(list(self.files(table)))

    def read(self, table: str) -> pl.DataFrame:
        """Return ``table``."""
        return self.scan(table).collect()


def published(workspace: Workspace) -> Snapshot:
    """Return the newest snapshot: later switches do not change it under a reader."""
    try:
        return Snapshot(workspace.current.resolve(strict=True))
    except FileNotFoundError:
        message = (
            f"nothing is published in {workspace.root}; `backstock run` comes first"
        )
        raise NothingPublished(message) from None


def publish(
    workspace: Workspace,
    warehouse: Warehouse,
    as_of: dt.date,
    documents: Callable[[Snapshot, Path], None] | None = None,
) -> Snapshot:
    """Make every table of ``warehouse`` a snapshot and let it be the current one.

    ``documents`` writes the papers that belong to it as a folder of the given name.
    Until the switch at the end readers see the snapshot before. Its forecasts are kept
    as they were made, in place of those of an earlier run as of the same day.
    """
    heal(workspace)
    run = workspace.new_run(as_of)
    unfinished = workspace.published / f"{UNFINISHED}{run}"
    _write(unfinished, run, as_of, warehouse)
    snapshot = Snapshot(unfinished.rename(workspace.published / run))
    if documents:
        documents(snapshot, workspace.outbox / run)
        _sync_all(workspace.outbox / run)
    _switch(workspace, run)
    _keep_vintage(workspace)
    remove_old(workspace, dt.datetime.now(dt.UTC))
    return published(workspace)


def heal(workspace: Workspace) -> None:
    """Set right what killed runs left: unfinished folders, and whole ones never shown.

    Those are removed; forecasts that were shown and not kept yet are kept.
    """
    for parent in (workspace.published, workspace.outbox, workspace.vintages):
        parent.mkdir(exist_ok=True)
        for leftover in parent.glob(".*"):
            _remove(leftover)
    for snapshot in _never_shown(workspace):
        _remove(workspace.outbox / snapshot.folder.name)
        _remove(snapshot.folder)
    with suppress(NothingPublished):
        _keep_vintage(workspace)


def remove_old(workspace: Workspace, now: dt.datetime) -> None:
    """Remove snapshots beyond those kept by number and by age.

    The newest one of an earlier day than the current stays: plans are laid beside it.
    """
    current = published(workspace)
    others = [one for one in _snapshots(workspace) if one.folder != current.folder]
    before = plan_before(workspace, current.as_of)
    for old in others[workspace.settings.keep_snapshots - 1 :]:
        if now - old.created_at > KEPT_FOR and old != before:
            _remove(old.folder)


def plan_before(workspace: Workspace, as_of: dt.date) -> Snapshot | None:
    """Return the newest snapshot of the last day before ``as_of`` that has one."""
    earlier = [one for one in _snapshots(workspace) if one.as_of < as_of]
    return max(
        earlier, key=lambda one: (one.as_of, one.created_at, one.run), default=None
    )


def remove_all_but_current(workspace: Workspace) -> None:
    """Remove every snapshot that is not the current one."""
    current = workspace.current.resolve()
    for snapshot in _snapshots(workspace):
        if snapshot.folder != current:
            _remove(snapshot.folder)


def _write(folder: Path, run: str, as_of: dt.date, warehouse: Warehouse) -> None:
    """Write every table and the manifest into ``folder``, down to the disk."""
    folder.mkdir()
    counts = {table: _copied(warehouse, table, folder) for table in warehouse.names()}
    if "forecasts" in counts:
        forecasts = warehouse.read("forecasts").lazy()
        forecast_vintage(forecasts, as_of).sink_parquet(folder / VINTAGE)
    manifest: Manifest = {
        "run": run,
        "as_of": as_of.isoformat(),
        "created_at": dt.datetime.now(dt.UTC).isoformat(),
        "schema_version": SCHEMA_VERSION,
        "row_counts": counts,
    }
    text = json.dumps(manifest, indent=2) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    _sync_all(folder)


def _copied(warehouse: Warehouse, table: str, folder: Path) -> int:
    """Put ``table`` into ``folder``: written if small, linked if large."""
    rows = warehouse.read(table)
    if isinstance(rows, pl.DataFrame):
        rows.write_parquet(folder / f"{table}.parquet")
        return rows.height
    (folder / table).mkdir()
    for file in warehouse.files(table):
        _link(file, folder / table / file.name)
    count: int = rows.select(pl.len()).collect().item()
    return count


def _link(file: Path, name: Path) -> None:
    """Give ``file`` a second ``name``, or copy it where the disk knows no links."""
    try:
        name.hardlink_to(file)
    except OSError:
        shutil.copyfile(file, name)


def _switch(workspace: Workspace, run: str) -> None:
    """Let ``current`` point at ``run`` from one moment to the next."""
    beside = workspace.published / f"{UNFINISHED}current"
    beside.symlink_to(run)
    beside.replace(workspace.current)
    _sync(workspace.published)


def _keep_vintage(workspace: Workspace) -> None:
    """Let what the current snapshot forecasts be the vintage of its day."""
    snapshot = published(workspace)
    made = snapshot.folder / VINTAGE
    kept = workspace.vintages / f"{snapshot.as_of}.parquet"
    if not made.exists() or (kept.exists() and kept.samefile(made)):
        return
    beside = kept.with_name(f"{UNFINISHED}{kept.name}")
    _link(made, beside)
    beside.replace(kept)
    _sync(kept)
    _sync(workspace.vintages)


def _snapshots(workspace: Workspace) -> list[Snapshot]:
    """Return all whole snapshots, newest first."""
    folders = (path.parent for path in workspace.published.glob(f"*/{MANIFEST}"))
    whole = {Snapshot(folder.resolve()) for folder in folders}
    return sorted(whole, key=lambda one: (one.created_at, one.run), reverse=True)


def _never_shown(workspace: Workspace) -> Iterable[Snapshot]:
    """Return the snapshots made after the current one."""
    with suppress(NothingPublished):
        shown = published(workspace).created_at
        return [one for one in _snapshots(workspace) if one.created_at > shown]
    return _snapshots(workspace)


def _remove(path: Path) -> None:
    """Remove ``path`` if it is there; a kill half-way leaves an unfinished one."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.is_dir():
        beside = path.with_name(f"{UNFINISHED}{path.name}")
        shutil.rmtree(path if path.name.startswith(".") else path.rename(beside))


def _sync_all(folder: Path) -> None:
    """Write all of ``folder`` down to the disk."""
    for path in folder.rglob("*"):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    """Write a file or the entries of a folder down to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
