"""Reads the new files of a load into a temporary folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipelines.settings import Settings
from pipelines.sources.carrying import Carrying, Remainder
from pipelines.sources.checking import Check, checks
from pipelines.sources.manner import manner, personal_key
from pipelines.sources.plan import Content, Plan, refuse_changed
from pipelines.sources.reading import (
    FileFault,
    FileReading,
    Formats,
    read_file,
    settle,
    unopened,
)
from pipelines.sources.staged import FILE_NO, StagedFiles, staged_rows

FIRST = (
    *("products", "sku_aliases", "locations", "channels", "suppliers"),
    "exchange_rates",
)
"""Tables that others refer to: read before them."""


@dataclass(frozen=True)
class Read:
    """A file that was read into the temporary folder."""

    content: Content
    out: Path
    reading: FileReading


class Reader:
    """Reads what a plan says is new."""

    def __init__(
        self, staged: StagedFiles, settings: Settings, folder: Path, plan: Plan
    ) -> None:
        """Start with nothing read."""
        self.staged = staged
        self.settings = settings
        self.folder = folder
        self.plan = plan
        self.done: list[Read] = []
        self.remainders: dict[int, Remainder] = {}
        self.formats = staged.registry.formats()
        self.personal_key = personal_key(staged.personal_key_file)

    def read_all(self) -> list[FileFault]:
        """Read every new file; return the faults of those that cannot be read."""
        by_table: dict[str, list[Content]] = {}
        for one in self.plan.new:
            by_table.setdefault(one.drop.table, []).append(one)
        order = sorted(by_table, key=lambda table: (table not in FIRST, table))
        return [
            fault for table in order for fault in self._read(table, by_table[table])
        ]

    def _read(self, table: str, contents: list[Content]) -> Iterator[FileFault]:
        """Read the new files of one table, yielding the faults of those that fail."""
        pinned = self.formats.get(table)
        paths = [(one.drop.path, one.drop.relative) for one in contents]
        how = manner(table, self.settings, self.personal_key)
        try:
            known = Formats.from_json(pinned) if pinned else None
            formats = settle(paths, table, how, known)
        except FileFault as fault:
            yield from unopened(paths, table, how) or [fault]
            return
        self.formats[table] = formats.to_json()
        rules = checks(table, self._rows, self.settings.company.currency)
        mode = self.settings.source(table).mode
        carrying = Carrying(self.staged, self.plan, table, mode)
        for one in contents:
            try:
                self.done.append(self._read_one(one, formats, rules, carrying))
            except FileFault as fault:
                yield fault
        self.remainders |= carrying.remainders(self.folder)

    def _read_one(
        self, one: Content, formats: Formats, rules: list[Check], carrying: Carrying
    ) -> Read:
        """Read one file, and make sure that it stood still."""
        table = one.drop.table
        out = self.folder / f"{FILE_NO}={len(self.done)}" / "rows.parquet"
        out.parent.mkdir()
        reading = read_file(
            one.drop.path,
            one.drop.relative,
            table,
            manner(table, self.settings, self.personal_key),
            formats,
            out,
            checks=rules,
            before=carrying.before(one),
        )
        refuse_changed(one)
        return Read(one, out, reading)

    def _rows(self, table: str) -> pl.LazyFrame | None:
        """Return the rows of ``table`` with those just read; None without any file."""
        kept = self.staged.live_places(table, replaced=set(self.plan.replaced))
        new = [one.out for one in self.done if one.content.drop.table == table]
        places = [*kept, *new]
        return staged_rows(table, places) if places else None
