"""A workspace in one file, and back."""

import contextlib
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pipelines.locking import held
from pipelines.publishing import UNFINISHED, NothingPublished, published
from pipelines.settings import FILE_NAME
from pipelines.workspace import SCHEMA_VERSION, Workspace, WorkspaceFault

LEFT_OUT = frozenset(
    {
        *(".dagster", ".lock", ".sending.lock", "inbox", "truth", "published"),
        *("outbox", "reports"),
    }
)
"""Not part of a backup as it stands: of snapshots only the current one is."""

BACKUPS = "backup-"


def back_up(workspace: Workspace, file: Path) -> None:
    """Write all of ``workspace`` but its inbox into ``file``, as of one moment."""
    with held(workspace):
        back_up_held(workspace, file)


def back_up_held(workspace: Workspace, file: Path) -> None:
    """Back up a workspace that this process already holds."""
    beside = file.with_name(f"{UNFINISHED}{file.name}")
    with tarfile.open(beside, "w:gz", compresslevel=1) as archive:
        for path in _parts(workspace):
            archive.add(path, path.relative_to(workspace.root))
        with _decisions(workspace) as copy:
            if copy:
                archive.add(copy, workspace.decisions_file.name)
    beside.replace(file)


def restore(file: Path, root: Path) -> Workspace:
    """Make the workspace that was backed up into ``file`` anew at ``root``."""
    if root.exists() and any(root.iterdir()):
        message = f"{root} is not empty; restore into a new folder"
        raise WorkspaceFault(message)
    root.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=root.parent) as folder:
        place = Path(folder) / "workspace"
        _extract(file, place)
        place.replace(root)
    workspace = Workspace(root.absolute())
    workspace.inbox.mkdir(exist_ok=True)
    return workspace


def _extract(file: Path, place: Path) -> None:
    """Unpack ``file``, if it is a backup that this Backstock can use."""
    try:
        with tarfile.open(file) as archive:
            archive.extractall(place, filter="data")
    except (tarfile.TarError, EOFError, OSError) as fault:
        message = f"{file} is no whole backup: {fault}"
        raise WorkspaceFault(message) from fault
    if not (place / FILE_NAME).is_file():
        message = f"{file} is no backup of a workspace: {FILE_NAME} is missing"
        raise WorkspaceFault(message)
    if Workspace(place).schema_version > SCHEMA_VERSION:
        message = f"{file} was written by a newer Backstock; upgrade Backstock first"
        raise WorkspaceFault(message)


def _parts(workspace: Workspace) -> Iterator[Path]:
    """Return the files and folders of a backup, current snapshot and papers last."""
    for path in sorted(workspace.root.iterdir()):
        is_own = path.name.startswith((BACKUPS, UNFINISHED, "decisions.sqlite"))
        if path.name not in LEFT_OUT and not is_own:
            yield path
    with contextlib.suppress(NothingPublished):
        snapshot = published(workspace)
        papers = workspace.outbox / snapshot.run
        yield from (path for path in (snapshot.folder, papers) if path.exists())
        yield workspace.current


@contextlib.contextmanager
def _decisions(workspace: Workspace) -> Iterator[Path | None]:
    """Copy the decisions as they are at this moment, while others may add to them."""
    if not workspace.decisions_file.exists():
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / workspace.decisions_file.name
        with (
            contextlib.closing(sqlite3.connect(workspace.decisions_file)) as source,
            contextlib.closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
        yield copy
