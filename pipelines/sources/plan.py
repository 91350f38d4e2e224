"""Which files of the inbox are to be read, and which files they replace."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.staging.arrivals import named_day
from pipelines.sources.inbox import Drop
from pipelines.sources.reading import FileFault

CHUNK_BYTES = 1 << 20

Stamp = tuple[int, int]


@dataclass(frozen=True)
class Content:
    """A drop and the bytes it held when it was looked at."""

    drop: Drop
    content_hash: str
    stamp: Stamp

    @property
    def key(self) -> tuple[str, str]:
        """Table and path."""
        return self.drop.table, self.drop.relative


@dataclass(frozen=True)
class Known:
    """A file read before, as far as planning needs it."""

    table: str
    path: str
    content_hash: str
    file_no: int
    arrived_at: dt.datetime
    replaced_by: str | None


@dataclass(frozen=True)
class Plan:
    """What a load is to do.

    ``replaced`` says by number what takes the place of which file, ``repeats`` which
    files hold what another one holds.
    """

    new: tuple[Content, ...]
    replaced: dict[int, Content]
    repeats: dict[str, str]


def content(drop: Drop) -> Content:
    """Return ``drop`` with the hash of its bytes; refuse a file that keeps changing."""
    before = stamp(drop.path)
    digest = hashlib.sha256()
    with drop.path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            digest.update(chunk)
    found = Content(drop, digest.hexdigest(), before)
    refuse_changed(found)
    return found


def refuse_changed(content: Content) -> None:
    """Raise if the file is not what it was when it was looked at."""
    if not content.drop.path.exists() or stamp(content.drop.path) != content.stamp:
        raise FileFault(
            content.drop.relative,
            "it changed while it was being read",
            "run again when whoever writes it is done",
        )


def stamp(path: Path) -> Stamp:
    """Return size and time of last change."""
    stat = path.stat()
    return stat.st_size, stat.st_mtime_ns


def planned(
    contents: Sequence[Content], known: Sequence[Known], again: Sequence[str] = ()
) -> Plan:
    """Return which of ``contents`` are new, and what they replace.

    A file counts until another content takes its path. What counts is not read again,
    under whatever name it comes, unless ``again`` asks for it, or its name says that it
    is of a later day than a file that said something else.
    """
    draft = _Draft(contents, known, again)
    for one in sorted(contents, key=lambda each: (each.drop.arrived_at, each.key)):
        draft.consider(one)
    return draft.plan()


def asks_for(request: str, one: Content) -> bool:
    """Return whether ``request`` fits: ``table``, ``table:day`` or ``table:path``."""
    table, _, what = request.partition(":")
    if table != one.drop.table:
        return False
    day = named_day(one.drop.relative)
    names = {"", one.drop.relative, one.drop.path.name, str(day)}
    return what in names


class _Draft:
    """A plan in the making."""

    def __init__(
        self, contents: Sequence[Content], known: Sequence[Known], again: Sequence[str]
    ) -> None:
        """Start from what lies there ``now`` and what counted until now."""
        now = {one.key: one.content_hash for one in contents}
        self.again = again
        self.live = {(one.table, one.path): one for one in known if not one.replaced_by}
        self.held = {
            (one.table, one.content_hash): one.path
            for key, one in sorted(
                self.live.items(), key=lambda each: each[1].arrived_at
            )
            if now.get(key, one.content_hash) == one.content_hash
        }
        self.days = {
            (one.table, one.path): one.arrived_at for one in self.live.values()
        }
        self.new: list[Content] = []
        self.replaced: dict[int, Content] = {}
        self.repeats: dict[str, str] = {}

    def consider(self, one: Content) -> None:
        """Decide what becomes of one file."""
        is_asked_for = any(asks_for(request, one) for request in self.again)
        current = self.live.get(one.key)
        if current and current.content_hash == one.content_hash:
            self.new += [one] if is_asked_for else []
            return
        if current:
            self.replaced[current.file_no] = one
        bytes_of = (one.drop.table, one.content_hash)
        self.days[one.key] = one.drop.arrived_at
        if bytes_of in self.held and not self._is_said_again(one):
            self.repeats[one.drop.relative] = self.held[bytes_of]
            return
        self.held[bytes_of] = one.drop.relative
        self.new.append(one)

    def _is_said_again(self, one: Content) -> bool:
        """Tell whether a file returns on its day to what was said before another."""
        if named_day(one.drop.relative) is None:
            return False
        table, arrived_at = one.drop.table, one.drop.arrived_at
        before = self.days[table, self.held[table, one.content_hash]]
        return any(
            before < day < arrived_at
            for (other, path), day in self.days.items()
            if other == table and named_day(path) is not None
        )

    def plan(self) -> Plan:
        """Return the finished plan."""
        return Plan(tuple(self.new), self.replaced, self.repeats)
