"""The record of a load: which files count now, what they held, what was refused."""

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from models.staging import references, versions
from models.staging.arrivals import named_day
from models.staging.refusals import broken_rules, in_words
from pipelines.sources.inbox import Drop
from pipelines.sources.plan import Known, Plan
from pipelines.sources.reader import Read

SHOWN_RULES = 3


@dataclass(frozen=True)
class RefusedShare:
    """How much of a file was refused, and why."""

    path: str
    table: str
    refused: int
    read: int
    limit: float
    rules: tuple[str, ...]

    @classmethod
    def of(cls, one: Read, limit: float) -> "RefusedShare":
        """Return the share of what was read in ``one``."""
        drop, reading = one.content.drop, one.reading
        counts = (reading.rows_rejected, reading.rows_read)
        return cls(drop.relative, drop.table, *counts, limit, _worst(reading.rejects))

    @property
    def is_too_large(self) -> bool:
        """Whether more was refused than is allowed."""
        return self.refused > self.limit * self.read

    def __str__(self) -> str:
        """Say how much was refused, and which rules were broken most."""
        share = f"{self.refused:,} of {self.read:,} rows refused"
        allowed = f"more than {self.limit:.0%} (max_reject_rate)"
        rules = "".join(f"\n  {rule}" for rule in self.rules)
        return f"{self.path}: {share}, {allowed}{rules}"


def known(files: pl.DataFrame) -> list[Known]:
    """Return the files read before, as planning needs them."""
    columns = (
        *("table", "path", "content_hash", "file_no", "arrived_at", "replaced_by"),
    )
    return [Known(*row) for row in files.select(columns).iter_rows()]


def waiting(rejects: pl.DataFrame, grown: Collection[str]) -> list[str]:
    """Return the files with refused rows that may be accepted now, to be read again."""
    rules = rejects.select("table", "source", "column", "rule").unique(
        maintain_order=True
    )
    found = {
        f"{table}:{source}"
        for table, source, column, rule in rules.iter_rows()
        if references.awaited(table, column, rule) in grown
    }
    return sorted(found)


def numbered(before: pl.DataFrame, done: Sequence[Read]) -> dict[int, Read]:
    """Give each file that was read its number: by arrival, after all others."""
    last = max(before["file_no"].to_list(), default=0)
    order = sorted(
        done, key=lambda one: (one.content.drop.arrived_at, one.content.drop.relative)
    )
    return dict(enumerate(order, start=last + 1))


def files(
    before: pl.DataFrame,
    plan: Plan,
    numbered: Mapping[int, Read],
    carried: Mapping[int, int],
) -> pl.DataFrame:
    """Return every file ever read, after this load.

    ``carried`` says by number how many rows of a replaced file were held again. A file
    that is read again takes the place of its own record.
    """
    rows = {row["file_no"]: row for row in before.to_dicts()}
    live = {_path(row): row for row in rows.values() if row["replaced_by"] is None}
    for number, heir in plan.replaced.items():
        row = rows[number]
        rows[number] = row | {
            "replaced_by": heir.content_hash,
            "replaced_at": _arrival(heir.drop, row),
            "rows_carried": carried.get(number, 0),
        }
    known_tables = {row["table"] for row in rows.values()}
    first = _earliest(one.content.drop for one in numbered.values())
    for number, one in numbered.items():
        drop = one.content.drop
        old = live.get((drop.table, drop.relative))
        is_new = not _was_known(drop.table, known_tables)
        is_first = is_new and (drop.table, drop.relative) in first
        seen = _columns_before(rows.values(), drop.table)
        arrived = _arrival(drop, old) if old else drop.arrived_at
        told = {"is_first_load": is_first, "arrived_at": arrived}
        if old and old["content_hash"] == one.content.content_hash:
            told = {name: old[name] for name in told}
            del rows[old["file_no"]]
        rows[number] = _row(number, one, seen) | told
    return pl.DataFrame(list(rows.values()), schema=before.schema).sort("file_no")


def _path(row: Mapping[str, object]) -> tuple[object, object]:
    """Return the table and the path of a file."""
    return row["table"], row["path"]


def _arrival(drop: Drop, before: Mapping[str, Any]) -> dt.datetime:
    """Return when a file arrived: not before the one whose path it takes."""
    earlier: dt.datetime = before["arrived_at"]
    return max(drop.arrived_at, earlier)


def _was_known(table: str, known_tables: Collection[str]) -> bool:
    """Return whether a file may tell what was not known all along.

    Rows of some tables tell when they happened: there the first files of the table are
    history. The others are history only where nothing at all had been read.
    """
    return table in known_tables if versions.moments(table) else bool(known_tables)


def _earliest(drops: Iterable[Drop]) -> set[tuple[str, str]]:
    """Return table and path of files that none came before, as far as names tell."""
    days = [(drop.table, drop.relative, named_day(drop.relative)) for drop in drops]
    first: dict[str, dt.date] = {}
    for table, _, day in days:
        if day is not None:
            first[table] = min(day, first.get(table, day))
    return {
        (table, path) for table, path, day in days if day in {None, first.get(table)}
    }


def rejects(
    before: pl.DataFrame, files: pl.DataFrame, numbered: Mapping[int, Read]
) -> pl.DataFrame:
    """Return every refused row of the files on record."""
    still = before.join(files, on="file_no", how="semi")
    new = [
        one.reading.rejects.with_columns(
            table=pl.lit(one.content.drop.table),
            source=pl.lit(one.content.drop.relative),
            content_hash=pl.lit(one.content.content_hash),
            file_no=pl.lit(number, pl.Int64),
        ).select(pl.col(name).cast(kind) for name, kind in before.schema.items())
        for number, one in numbered.items()
    ]
    return pl.concat([still, *new])


def _row(number: int, one: Read, before: list[str]) -> dict[str, object]:
    """Return the record of one file."""
    drop, reading = one.content.drop, one.reading
    missing = [name for name in before if name not in reading.columns_seen]
    return {
        "table": drop.table,
        "path": drop.relative,
        "content_hash": one.content.content_hash,
        "file_no": number,
        "bytes_read": one.content.stamp[0],
        "replaced_by": None,
        "replaced_at": None,
        "rows_read": reading.rows_read,
        "rows_kept": reading.rows_kept,
        "rows_rejected": reading.rows_rejected,
        "rows_duplicate": reading.rows_duplicate,
        "rows_carried": 0,
        "columns_unknown": ", ".join(reading.columns_unknown) or None,
        "columns_missing": ", ".join(missing) or None,
        "columns_seen": ", ".join(reading.columns_seen),
        "words": json.dumps(reading.words, ensure_ascii=False),
        "dialect": reading.dialect,
    }


def _columns_before(files: Collection[Mapping[str, object]], table: str) -> list[str]:
    """Return the columns of the last file of ``table``."""
    own = [row for row in files if row["table"] == table]
    last = max(own, key=lambda row: int(str(row["file_no"])), default=None)
    return str(last["columns_seen"]).split(", ") if last else []


def _worst(rejects: pl.DataFrame) -> tuple[str, ...]:
    """Return the rules broken most, each with an example."""
    named = rejects.with_columns(source=pl.lit(""))
    worst = broken_rules(named.lazy()).head(SHOWN_RULES)
    return tuple(in_words(one) for one in worst.to_dicts())
