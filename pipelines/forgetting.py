"""Removing what is left of a person, whose name was hashed when it was read."""

import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import polars as pl

from models import tables
from models.staging.pseudonyms import pseudonyms
from pipelines.locking import held
from pipelines.publishing import (
    UNFINISHED,
    NothingPublished,
    published,
    remove_all_but_current,
)
from pipelines.run import run
from pipelines.sources.manner import personal_key
from pipelines.sources.registry import Change
from pipelines.sources.staged import RECORD, StagedFiles
from pipelines.workspace import Workspace

WITHHELD = "(withheld: it named a person who is to be forgotten)"


@dataclass(frozen=True)
class Forgotten:
    """What was removed, and where the person still stands in the user's own files."""

    rows: int
    refused: int
    files: tuple[str, ...]


def forget(workspace: Workspace, person: str) -> Forgotten:
    """Remove ``person`` from all that is kept in ``workspace``.

    Rows stay, as the stock and demand they stand for are real, under a name that leads
    to nobody. A published plan is made again from them, and the ones before go.
    """
    with held(workspace):
        staged = StagedFiles.of(workspace)
        key = personal_key(staged.personal_key_file)
        hashed = pseudonyms(pl.Series([person.strip()]), key).item()
        nobody = secrets.token_hex(len(hashed) // 2)
        changed = dict(_renamed(staged, hashed, nobody))
        refused = _withhold(staged, person.strip())
    with suppress(NothingPublished):
        run(workspace, published(workspace).as_of)
        remove_all_but_current(workspace)
    return Forgotten(sum(changed.values()), refused, tuple(sorted(changed)))


def personal_columns(table: str) -> list[str]:
    """Return the columns of ``table`` that hold names or numbers of people."""
    columns = tables.SOURCES[table].columns()
    return [
        name
        for name in tables.column_names(table)
        if (columns[name].metadata or {}).get("personal")
    ]


def _renamed(
    staged: StagedFiles, hashed: str, nobody: str
) -> Iterator[tuple[str, int]]:
    """Rename a person in all staged rows; yield files it stood in, and in how many."""
    for file in staged.files().iter_rows(named=True):
        place = staged.place(*(file[name] for name in RECORD))
        if columns := personal_columns(file["table"]) if place.exists() else []:
            rows = _rename_in(place, columns, hashed, nobody)
            if rows:
                yield file["path"], rows


def _rename_in(place: Path, columns: list[str], hashed: str, nobody: str) -> int:
    """Rename a person in one staged file; return in how many rows."""
    known = [name for name in columns if name in pl.read_parquet_schema(place)]
    is_person = reduce(
        lambda one, other: one | other,
        (pl.col(name).eq_missing(hashed) for name in known),
        pl.lit(value=False),
    )
    rows: int = (
        pl.scan_parquet(place).filter(is_person).select(pl.len()).collect().item()
    )
    if rows:
        beside = place.with_name(f"{UNFINISHED}{place.name}")
        pl.scan_parquet(place).with_columns(
            pl.when(pl.col(name).eq_missing(hashed))
            .then(pl.lit(nobody))
            .when(~is_person)
            .then(pl.col(name))
            .alias(name)
            for name in known
        ).sink_parquet(beside)
        beside.replace(place)
    return rows


def _withhold(staged: StagedFiles, person: str) -> int:
    """Withhold the text of refused rows that name ``person``; return how many."""
    registry = staged.registry
    rejects = registry.rejects()
    names = pl.col("raw_text").str.contains(person, literal=True)
    count = rejects.filter(names).height
    if count:
        withheld = rejects.with_columns(
            raw_text=pl.when(names).then(pl.lit(WITHHELD)).otherwise("raw_text"),
            value=pl.when(~names).then("value"),
        )
        registry.commit(
            Change(registry.files(), withheld, registry.formats(), registry.unread())
        )
    return count
