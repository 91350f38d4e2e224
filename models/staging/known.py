"""A source table as it was known at a cutoff, whole, with its lineage."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from models import tables
from models.staging import versions
from models.staging.aliases import translated
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
    ``gone_at``. Where it ``is_unique``, no row is another version of one.
    """
    source = Source(table, staged.mode(table), home)
    current = candidates(staged, source, horizon)
    if not is_unique:
        older = versions.superseded(current, source)
        place = list(versions.PLACE)
        current = current.join(
            older.lazy(), on=place, how="anti", maintain_order="left"
        )
    columns = (*_milestones(table, horizon), *_lineage(horizon))
    return current.with_columns(columns).select(tables.column_names(table))


def replaced(
    staged: Staged, table: str, horizon: Horizon = UNBOUNDED, home: str = "main"
) -> pl.LazyFrame:
    """Return the versions of rows of ``table`` that later ones replaced by the cutoff.

    They are as they were known, with ``superseded_at``: when we learned better.
    """
    source = Source(table, staged.mode(table), home)
    every = candidates(staged, source, horizon)
    older = versions.superseded(every, source)
    columns = (*_milestones(table, horizon), *_lineage(horizon))
    return (
        every.join(older.lazy(), on=list(versions.PLACE), maintain_order="left")
        .with_columns(columns)
        .select(*tables.column_names(table), "superseded_at")
    )


def candidates(staged: Staged, source: Source, horizon: Horizon) -> pl.LazyFrame:
    """Return every version known at the cutoff, with what tells versions apart."""
    return versions.keyed(happened(staged, source, horizon), source)


def happened(staged: Staged, source: Source, horizon: Horizon) -> pl.LazyFrame:
    """Return every version known at the cutoff, with the items that aliases mean."""
    table = source.table
    files = versions.files(staged.files, source, horizon)
    dated = versions.dated(staged.rows(table), files, table)
    current = dated.filter(versions.is_known(table, horizon))
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
    """Say where a row came from, when we learned of it, and whether it is gone.

    When a file arrived is at latest the cutoff: the clock of the machine it was copied
    to may be years later.
    """
    cutoff = pl.lit(horizon.cutoff_at, pl.Datetime("us", "UTC"))
    learned, gone = pl.col("_learned_at"), pl.col("_gone_at")
    arrived = pl.when(learned.is_not_null()).then(pl.min_horizontal(learned, cutoff))
    return [
        pl.coalesce("recorded_at", arrived).alias("recorded_at"),
        pl.when(gone.is_not_null())
        .then(pl.min_horizontal(gone, cutoff))
        .alias("gone_at"),
    ]
