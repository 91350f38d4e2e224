"""What lies in the inbox: drops of known tables, and what cannot be one."""

import datetime as dt
import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models import tables
from models.staging.arrivals import YEAR_FIRST, YEAR_LAST, end_of_day, named_day
from pipelines.sources.reading import FileFault

SUFFIXES = (".csv", ".tsv", ".txt", ".parquet", ".xlsx")
PACKED = ".gz"
SMALLEST = {
    "order_lines": "order_id, placed_at, sku, ordered_qty",
    "stock_levels": "sku, counted_at, on_hand_qty",
    "supplier_items": "supplier_id, sku, unit_cost",
}
"""The three files that are enough to begin with, and their required columns."""
DEMAND = ("order_lines", "sales_history")
HIDDEN = (".", "~$")
UNFINISHED = (".tmp", ".part", ".crdownload")


@dataclass(frozen=True)
class Drop:
    """One file of a table, as it lies in the inbox."""

    table: str
    path: Path
    relative: str
    arrived_at: dt.datetime


@dataclass(frozen=True)
class Unread:
    """A file that is left alone, and why."""

    relative: str
    reason: str


@dataclass(frozen=True)
class Listing:
    """Everything in the inbox, in the order of its names."""

    drops: tuple[Drop, ...]
    unread: tuple[Unread, ...]
    faults: tuple[FileFault, ...]


def listing(inbox: Path, time_zone: str) -> Listing:
    """Look through ``inbox`` without opening any file.

    A table is one file, a folder of them, or both. No link is followed.
    """
    drops: list[Drop] = []
    unread: list[Unread] = []
    faults: list[FileFault] = []
    for path in _entries(inbox):
        relative = path.relative_to(inbox).as_posix()
        if fault := _leads_out(inbox, path, relative):
            faults.append(fault)
            continue
        table = named_table(relative)
        if reason := _reason_to_leave(path, relative, table):
            unread.append(Unread(relative, reason))
        elif table:
            drops.append(Drop(table, path, relative, arrival(path, time_zone)))
    return Listing(tuple(drops), tuple(unread), tuple(faults))


def arrival(path: Path, time_zone: str) -> dt.datetime:
    """Return when a file arrived: the end of the day in its name, else its own time."""
    if day := named_day(path.name):
        return end_of_day(day, time_zone)
    return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)


def named_table(relative: str) -> str | None:
    """Return the table that a path below the inbox names, whatever case and spacing.

    >>> named_table("Order Lines/2026-03-05.csv"), named_table("stock-levels.csv.gz")
    ('order_lines', 'stock_levels')
    >>> named_table("order_lines_2026-03-05.csv")
    'order_lines'
    >>> named_table("orders.csv") is None
    True
    """
    first, _, rest = relative.partition("/")
    name = first if rest else _stem(first)
    undated = YEAR_LAST.sub("", YEAR_FIRST.sub("", name))
    names = (_plain(name), _plain(undated))
    return next((known for known in names if known in tables.SOURCES), None)


def nothing_to_read(inbox: Path, listing: Listing) -> FileFault:
    """Return the fault of an inbox without any file of a known table."""
    smallest = "; ".join(
        f"{name}.csv ({columns})" for name, columns in SMALLEST.items()
    )
    near = "".join(f" ({one.relative}: {one.reason})" for one in listing.unread[:3])
    return FileFault(
        inbox.name,
        f"there is no file of a known table{near}",
        f"begin with three: {smallest}. Templates with every column are in templates/",
    )


def no_demand(inbox: Path) -> FileFault:
    """Return the fault of an inbox that tells nothing of what was sold."""
    return FileFault(
        inbox.name,
        "there is neither order_lines nor sales_history: nothing to plan from",
        f"add order_lines.csv ({SMALLEST['order_lines']})",
    )


def _entries(inbox: Path) -> Iterator[Path]:
    """Yield files and odd things at the top and in its folders, by name."""
    for path in sorted(inbox.iterdir()) if inbox.is_dir() else ():
        if path.name.startswith(HIDDEN) or path.name.endswith(UNFINISHED):
            continue
        if path.is_symlink() or not path.is_dir():
            yield path
            continue
        inside = (one for one in sorted(path.iterdir()) if not _is_hidden(one))
        yield from inside


def _is_hidden(path: Path) -> bool:
    """Return whether a file is hidden, or still being written."""
    return path.name.startswith(HIDDEN) or path.name.endswith(UNFINISHED)


def _leads_out(inbox: Path, path: Path, relative: str) -> FileFault | None:
    """Return the fault of a link or a name that leads out of the inbox."""
    inside = path.resolve().is_relative_to(inbox.resolve())
    if path.is_symlink() or not inside:
        return FileFault(
            relative,
            "it is a link, and links may lead out of the workspace",
            "put the file itself into the inbox",
        )
    return None


def _reason_to_leave(path: Path, relative: str, table: str | None) -> str | None:
    """Return why a file is not read, if it is not."""
    if not path.is_file() and not path.is_dir():
        return "it is no ordinary file"
    if not path.is_file():
        return (
            "folders inside a table's folder are not read: put its files one level up"
        )
    if table is None:
        return _unknown_name(relative)
    if _suffix(path.name) not in SUFFIXES:
        return (
            f"only {', '.join(SUFFIXES)} are read, each also with {PACKED}: "
            "save it as one of them"
        )
    return None


def _unknown_name(relative: str) -> str:
    """Return that a name is no table, and the one that was perhaps meant."""
    first, _, rest = relative.partition("/")
    name = _plain(first if rest else _stem(first))
    near = _near(name)
    meant = f": did you mean {near}?" if near else "; `backstock tables` lists them"
    return f"{name} is the name of no table{meant}"


def _near(name: str) -> str | None:
    """Return the table that was perhaps meant: the most used of those that begin so.

    >>> _near("stock"), _near("orders"), _near("kunder")
    ('stock_levels', 'order_lines', None)
    """
    known = [*SMALLEST, *tables.SOURCES]
    stem = name.removesuffix("s")
    begun = [one for one in known if stem and one.startswith(stem)]
    near = difflib.get_close_matches(name, tables.SOURCES, n=1, cutoff=0.6)
    return next(iter([*begun, *near]), None)


def _suffix(name: str) -> str:
    """Return the lower-case suffix of a file, without that of gzip."""
    return Path(name.lower().removesuffix(PACKED)).suffix


def _stem(name: str) -> str:
    """Return the name of a file without its suffixes."""
    lower = name.lower().removesuffix(PACKED)
    return name[: len(lower) - len(_suffix(name))]


def _plain(name: str) -> str:
    """Return a name in the manner of table names."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name)
    return re.sub(r"[^a-z0-9]+", "_", spaced.lower()).strip("_")
