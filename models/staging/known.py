"""A source table as it was known at a cutoff, whole, with its lineage."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from models import tables
from models.staging import versions
from models.staging.aliases import translated
from models.staging.timeline import timeline
from models.staging.versions import UNBOUNDED, Horizon, Mode, Source

ALIASES = "sku_aliases"


@dataclass(frozen=True)
class Staged:
    """What was staged: the files, and for each table its rows and what a file holds."""

    files: pl.DataFrame
    rows: Callable[[str], pl.LazyFrame]
    mode: Callable[[str], Mode]


def known(
    staged: Staged,
    table: str,
    horizon: Horizon = UNBOUNDED,
    home: str = "main",
    *,
    is_unique: bool = False,
) -> pl.LazyFrame:
    """Return ``table`` as known at the cutoff: one row per key, the latest version.

    What had not happened is not there, milestones still to come are empty, and no place
    is: ``home`` stands there. Rows that a newer full file no longer held carry
    ``gone_at``. Where it ``is_unique``, no row is, or was, another version of one.
    """
    source = Source(table, staged.mode(table), home)
    current = candidates(staged, source, horizon)
    if not is_unique:
        current = _standing(current, every_version(staged, source, horizon), source)
    columns = (*_milestones(table, horizon), *_lineage(horizon))
    return current.with_columns(columns).select(tables.column_names(table))


def _standing(
    current: pl.LazyFrame, every: pl.LazyFrame, source: Source
) -> pl.LazyFrame:
    """Return the rows of ``current`` that stand, with since when they do."""
    line, place = timeline(every, source), list(versions.PLACE)
    since = pl.when("_stands").then("_stood_from").otherwise("_known_from")
    return (
        current.join(line.over.lazy(), on=place, how="anti", maintain_order="left")
        .join(line.standing.lazy(), on=place, how="left", maintain_order="left")
        .with_columns(_known_from=since)
    )


def replaced(
    staged: Staged, table: str, horizon: Horizon = UNBOUNDED, home: str = "main"
) -> pl.LazyFrame:
    """Return the versions of rows of ``table`` that later ones replaced by the cutoff.

    They are as they were known, with ``recorded_at`` and ``superseded_at``: when we
    learned of them, and when we learned better or a newer file no longer held them.
    """
    source = Source(table, staged.mode(table), home)
    every = every_version(staged, source, horizon)
    spans = timeline(every, source).spans.filter(pl.col("_stood_until").is_not_null())
    columns = (*_milestones(table, horizon), *_lineage(horizon))
    return (
        every.join(spans.lazy(), on=list(versions.PLACE), maintain_order="left")
        .with_columns(_known_from="_stood_from", superseded_at="_stood_until")
        .with_columns(columns)
        .select(*tables.column_names(table), "superseded_at")
    )


def candidates(staged: Staged, source: Source, horizon: Horizon) -> pl.LazyFrame:
    """Return every version that counts at the cutoff, with what tells them apart."""
    return versions.keyed(happened(staged, source, horizon), source)


def every_version(staged: Staged, source: Source, horizon: Horizon) -> pl.LazyFrame:
    """Return every version known by the cutoff, also those of replaced files."""
    files = versions.every_file(staged.files, source, horizon)
    return versions.keyed(_happened(staged, source, horizon, files), source)


def happened(staged: Staged, source: Source, horizon: Horizon) -> pl.LazyFrame:
    """Return every version that counts at the cutoff, with the items aliases mean."""
    files = versions.files(staged.files, source, horizon)
    return _happened(staged, source, horizon, files)


def _happened(
    staged: Staged, source: Source, horizon: Horizon, files: pl.DataFrame
) -> pl.LazyFrame:
    """Return what ``files`` tell of by the cutoff, with since when it was known.

    When a file arrived is at latest the cutoff: the clock of the machine it was copied
    to may be years later.
    """
    table = source.table
    dated = versions.dated(staged.rows(table), files, staged.files, table)
    learned = versions.by_cutoff("_learned_at", horizon)
    current = dated.filter(versions.is_known(table, horizon)).with_columns(
        versions.by_cutoff("_until", horizon),
        _known_from=pl.coalesce("recorded_at", learned),
    )
    if table == ALIASES or ALIASES not in staged.files["table"]:
        return current
    aliases = known(staged, ALIASES, horizon).filter(pl.col("gone_at").is_null())
    return translated(current, table, aliases.collect())


def documents(staged: Staged, horizon: Horizon = UNBOUNDED) -> dict[str, pl.LazyFrame]:
    """Return the rows known at the cutoff of every table that has files, by table."""
    names = staged.files["table"].unique().sort().to_list()
    sources = [Source(name, staged.mode(name)) for name in names]
    return {source.table: happened(staged, source, horizon) for source in sources}


def _milestones(table: str, horizon: Horizon) -> list[pl.Expr]:
    """Empty what had not been reached, and the columns that tell of it."""
    columns = tables.SOURCES[table].columns()
    to_come: dict[str, list[pl.Expr]] = {}
    for name in versions.marked(table, "milestone"):
        is_later = versions.is_ahead(table, name, horizon).fill_null(value=False)
        for told in (name, *(columns[name].metadata or {}).get("tells", ())):
            to_come.setdefault(told, []).append(is_later)
    return [
        pl.when(~pl.any_horizontal(later)).then(name).alias(name)
        for name, later in to_come.items()
    ]


def _lineage(horizon: Horizon) -> list[pl.Expr]:
    """Say when we learned of a row, and when it was gone."""
    return [
        pl.col("_known_from").alias("recorded_at"),
        versions.by_cutoff("_gone_at", horizon).alias("gone_at"),
    ]
