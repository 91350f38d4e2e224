"""One load: everything new in the inbox is read and committed, or nothing is."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl

from pipelines.settings import Settings
from pipelines.sources import inbox, recording
from pipelines.sources.inbox import Drop, Listing
from pipelines.sources.plan import Content, Plan, asks_for, content, planned
from pipelines.sources.reader import Read, Reader
from pipelines.sources.reading import FileFault
from pipelines.sources.recording import RefusedShare
from pipelines.sources.registry import Change
from pipelines.sources.staged import RECORD, StagedFiles
from pipelines.workspace import Workspace

TEMPORARY = ".tmp-"
NO_SPACE = "no space left"
CORRECT_OR_ALLOW = (
    "Correct the file and drop it again, or allow more with max_reject_rate in "
    "backstock.toml."
)


class FileFaults(ValueError):  # noqa: N818  # a fault has a name
    """Files cannot be read; nothing was changed."""

    def __init__(self, faults: Sequence[FileFault]) -> None:
        """Say what is wrong with each file, and what to do."""
        self.faults = tuple(faults)
        lines = [f"{one.path}: {one.problem}; {one.remedy}" for one in self.faults]
        super().__init__("\n".join([*lines, "Nothing was changed."]))


class TooManyRejects(ValueError):  # noqa: N818  # a fault has a name
    """A larger share of a file was refused than is allowed; nothing was changed."""

    def __init__(self, shares: Sequence[RefusedShare]) -> None:
        """Say which files, and which rules were broken most."""
        self.shares = tuple(shares)
        lines = [str(one) for one in self.shares]
        super().__init__("\n".join([*lines, CORRECT_OR_ALLOW, "Nothing was changed."]))


def load(workspace: Workspace, settings: Settings, reread: Sequence[str] = ()) -> None:
    """Read what is new in the inbox.

    All new files are read before anything is kept. A fault in one of them, or too many
    refused rows, leaves everything as it was.
    """
    staged = StagedFiles.of(workspace)
    _remove_leftovers(staged)
    listing = inbox.listing(workspace.inbox, settings.company.time_zone)
    contents, faults = _contents(listing.drops)
    faults += listing.faults or _missing(workspace, staged, listing)
    faults += _unfitting(contents, reread)
    plan = _plan(staged, contents, reread)
    with _full_disk_told(), _temporary(staged.folder) as folder:
        reader = Reader(staged, settings, folder, plan)
        faults += reader.read_all()
        if faults:
            raise FileFaults(faults)
        _refuse_too_many(reader.done, settings.max_reject_rate)
        _commit(staged, listing, plan, reader)


def _contents(drops: Sequence[Drop]) -> tuple[list[Content], list[FileFault]]:
    """Return the bytes of all drops, and the faults of those that cannot be opened."""
    contents: list[Content] = []
    faults: list[FileFault] = []
    for drop in drops:
        try:
            contents.append(content(drop))
        except FileFault as fault:
            faults.append(fault)
        except OSError as fault:
            problem = f"it cannot be opened ({fault.strerror})"
            remedy = "make it readable for whoever runs Backstock"
            faults.append(FileFault(drop.relative, problem, remedy))
    return contents, faults


def _missing(
    workspace: Workspace, staged: StagedFiles, listing: Listing
) -> list[FileFault]:
    """Return the fault of an inbox from which nothing can be planned."""
    known = {*staged.files()["table"], *(drop.table for drop in listing.drops)}
    if not known:
        return [inbox.nothing_to_read(workspace.inbox, listing)]
    if not known & set(inbox.DEMAND):
        return [inbox.no_demand(workspace.inbox)]
    return []


def _unfitting(contents: Sequence[Content], reread: Sequence[str]) -> list[FileFault]:
    """Return the fault of each request to read again that no file fits."""
    remedy = "ask for TABLE, TABLE:FILE or TABLE:DAY, as order_lines:2026-03-31"
    return [
        FileFault(f"--reread {request}", "no file in the inbox fits it", remedy)
        for request in reread
        if not any(asks_for(request, one) for one in contents)
    ]


def _plan(
    staged: StagedFiles, contents: Sequence[Content], reread: Sequence[str]
) -> Plan:
    """Return what is to be read, with what waits for a table that has grown."""
    known = recording.known(staged.registry.files())
    plan = planned(contents, known, reread)
    grown = {one.drop.table for one in plan.new}
    waiting = recording.waiting(staged.registry.rejects(), grown)
    return planned(contents, known, [*reread, *waiting]) if waiting else plan


def _refuse_too_many(done: Sequence[Read], limit: float) -> None:
    """Raise if more than the share ``limit`` of a file was refused."""
    shares = [RefusedShare.of(one, limit) for one in done]
    if too_many := [one for one in shares if one.is_too_large]:
        raise TooManyRejects(too_many)


def _commit(staged: StagedFiles, listing: Listing, plan: Plan, reader: Reader) -> None:
    """Keep what was read: first the rows, then in one step the record of them."""
    before = staged.registry.files()
    numbered = recording.numbered(before, reader.done)
    carried = {no: one.rows_carried for no, one in reader.remainders.items()}
    files = recording.files(before, plan, numbered, carried)
    outs = {number: one.out for number, one in numbered.items()}
    outs |= {no: one.out for no, one in reader.remainders.items() if one.out}
    for record in files.filter(pl.col("file_no").is_in(list(outs))).iter_rows(
        named=True
    ):
        place = staged.place(*(record[name] for name in RECORD))
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(outs[record["file_no"]], place)  # noqa: PTH105  # the name says that it is atomic
    rejects = recording.rejects(staged.registry.rejects(), files, numbered)
    unread = {one.relative: one.reason for one in listing.unread}
    unread |= {
        path: f"it holds the same as {other}: counted once"
        for path, other in plan.repeats.items()
    }
    staged.registry.commit(Change(files, rejects, reader.formats, unread))


def _remove_leftovers(staged: StagedFiles) -> None:
    """Remove what a load that was killed has left behind."""
    if not staged.folder.is_dir():
        return
    kept = {*staged.places(staged.files()), staged.personal_key_file}
    for path in sorted(staged.folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
        elif path.is_file() and path not in kept:
            path.unlink()


@contextmanager
def _temporary(folder: Path) -> Iterator[Path]:
    """Make a folder beside what is staged, and remove it in any case."""
    folder.mkdir(parents=True, exist_ok=True)
    path = Path(tempfile.mkdtemp(prefix=TEMPORARY, dir=folder))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _full_disk_told() -> Iterator[None]:
    """Say in plain words that the disk is full."""
    try:
        yield
    except (OSError, pl.exceptions.PolarsError, duckdb.Error) as fault:
        number = getattr(fault, "errno", None)
        if number != errno.ENOSPC and NO_SPACE not in str(fault).lower():
            raise
        problem = "the disk is full"
        remedy = "make room and run again"
        raise FileFaults([FileFault("workspace", problem, remedy)]) from fault
