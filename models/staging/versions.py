"""Which files of a table count in which order, and when their rows were known.

Rows come as they were staged, from all files of a table, with ``_file_no`` (the file),
``_row`` (its ordinal there), ``_told_no`` (the file that first told of it) and ``_key``
(a hash of the key). Of a file that another replaced under the same path only those rows
are staged that the other does not hold as they were.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import polars as pl

from models import tables
from models.staging.arrivals import named_day
from models.tables.columns import LATEST

Mode = Literal["delta", "full"]

PLACE = ("_file_no", "_row")


@dataclass(frozen=True)
class Horizon:
    """How far knowledge reaches.

    What happened after ``cutoff_at`` is never known. Where the day was given, neither
    is what was recorded after it; where it was taken from the data, all that was read
    is.
    """

    as_of: dt.date
    cutoff_at: dt.datetime
    is_default: bool

    @classmethod
    def of(cls, scope: pl.DataFrame) -> "Horizon":
        """Return the horizon of the run."""
        row = scope.row(0, named=True)
        return cls(row["as_of"], row["cutoff_at"], row["is_default"])


UNBOUNDED = Horizon(
    LATEST, dt.datetime.combine(LATEST, dt.time.max, dt.UTC), is_default=True
)
"""Everything that was read is known."""


@dataclass(frozen=True)
class Source:
    """How the rows of one table are to be understood.

    ``home`` is the place of rows that name none.
    """

    table: str
    mode: Mode = "delta"
    home: str = "main"


def marked(table: str, mark: str) -> list[str]:
    """Return the columns of ``table`` that carry ``mark`` in their metadata.

    >>> marked("order_lines", "event")
    ['placed_at']
    """
    columns = tables.SOURCES[table].columns()
    return [
        name for name, column in columns.items() if (column.metadata or {}).get(mark)
    ]


def moments(table: str) -> list[str]:
    """Return the columns that say when a row happened: its event, else milestones."""
    return marked(table, "event") or marked(table, "milestone")


def files(
    source_files: pl.DataFrame, source: Source, horizon: Horizon | None = None
) -> pl.DataFrame:
    """Return the files of a table that count, in the order in which they count.

    In delta mode a file counts until another takes its path. In full mode all do, one
    after the other, and the rows of one are gone when the next does not hold them.
    """
    every = every_file(source_files, source, horizon)
    return every.filter(pl.col("_until").is_null())


def every_file(
    source_files: pl.DataFrame, source: Source, horizon: Horizon | None = None
) -> pl.DataFrame:
    """Return every file of a table in turn, with when it ceased to count.

    In delta mode ``_until`` is when another took its path: then its rows leave the
    table. In full mode ``_gone_at`` is when the next file came: then they are closed.
    """
    own = arrived(source_files.filter(pl.col("table") == source.table), horizon)
    return _in_turn(own.with_columns(_is_dated=_is_dated(own)), source.mode)


def arrived(source_files: pl.DataFrame, horizon: Horizon | None) -> pl.DataFrame:
    """Return the files that were there at the cutoff, as far as their names tell."""
    if horizon is None or horizon.is_default:
        return source_files
    is_later = _is_dated(source_files) & (
        source_files["arrived_at"] > horizon.cutoff_at
    )
    return source_files.filter(~is_later)


def _is_dated(source_files: pl.DataFrame) -> pl.Series:
    """Tell which files have a day in their name."""
    days = [named_day(path) for path in source_files["path"]]
    return pl.Series(days, dtype=pl.Date).is_not_null()


def _in_turn(own: pl.DataFrame, mode: Mode) -> pl.DataFrame:
    """Put files in turn: by arrival, or by name where only the clock knows it."""
    is_full = pl.lit(mode == "full")
    arrival = pl.when(pl.col("_is_dated") | is_full).then("arrived_at")
    return (
        own.sort(arrival, "path", "file_no", nulls_last=False)
        .with_row_index("_turn")
        .select(
            pl.col("file_no").cast(pl.UInt32).alias("_file_no"),
            pl.col("path").alias("source"),
            "_turn",
            pl.when(is_full).then(pl.col("arrived_at").shift(-1)).alias("_gone_at"),
            pl.when(~is_full).then("replaced_at").alias("_until"),
        )
    )


def dated(
    rows: pl.LazyFrame, files: pl.DataFrame, source_files: pl.DataFrame, table: str
) -> pl.LazyFrame:
    """Add to ``rows`` of ``files`` when we learned of them.

    ``_learned_at`` is what the file says; else, where the first load of the table told
    of the row, when it happened, and otherwise when the file that first told of it
    arrived. A file that repeats a row tells nothing.
    """
    happened = happened_at(table)
    on_arrival = pl.max_horizontal("_arrived_at", happened)
    learned = pl.when("_is_first").then(happened).otherwise(on_arrival)
    tellers = source_files.filter(pl.col("table") == table).select(
        pl.col("file_no").cast(pl.UInt32).alias("_told_no"),
        pl.col("arrived_at").alias("_arrived_at"),
        pl.col("is_first_load").alias("_is_first"),
    )
    counting = rows.join(
        files.lazy(), on="_file_no", how="inner", maintain_order="left"
    ).join(tellers.lazy(), on="_told_no", how="left", maintain_order="left")
    return counting.with_columns(_learned_at=pl.coalesce("recorded_at", learned))


def happened_at(table: str) -> pl.Expr:
    """Return when a row of ``table`` happened: its event, else its first milestone."""
    names = moments(table)
    columns = tables.SOURCES[table].columns()
    instants = [
        pl.col(name).cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
        if columns[name].dtype == pl.Date
        else pl.col(name)
        for name in names
    ]
    never = pl.lit(None, pl.Datetime("us", "UTC"))
    return pl.min_horizontal(*instants) if instants else never


def is_known(table: str, horizon: Horizon) -> pl.Expr:
    """Return whether a row had happened, and where the day was given, was recorded."""
    names = moments(table)
    if not names:
        return _is_recorded(horizon)
    reached = [~is_ahead(table, name, horizon) for name in names]
    silent = [pl.col(name).is_null() for name in names]
    happened = pl.any_horizontal(*reached) | pl.all_horizontal(*silent)
    return happened.fill_null(value=False) & _is_recorded(horizon)


def _is_recorded(horizon: Horizon) -> pl.Expr:
    """Return whether a row was recorded by the day that was given."""
    recorded = pl.col("recorded_at")
    is_so = recorded.is_null() | (recorded <= pl.lit(horizon.cutoff_at))
    return is_so | pl.lit(horizon.is_default)


def is_ahead(table: str, column: str, horizon: Horizon) -> pl.Expr:
    """Return whether the date or instant in ``column`` lies after the cutoff."""
    is_day = tables.SOURCES[table].columns()[column].dtype == pl.Date
    return pl.col(column) > pl.lit(horizon.as_of if is_day else horizon.cutoff_at)


def keyed(rows: pl.LazyFrame, source: Source) -> pl.LazyFrame:
    """Fill an empty place, and let keys that contain it follow."""
    contract = tables.SOURCES[source.table]
    place = contract.columns().get("location_id")
    if place is None or (place.metadata or {}).get("fill") != "location":
        return rows
    filled = rows.with_columns(pl.col("location_id").fill_null(source.home))
    if not place.primary_key or not _is_mixed(rows):
        return filled
    return filled.with_columns(pl.struct(contract.primary_key()).hash().alias("_key"))


def _is_mixed(rows: pl.LazyFrame) -> bool:
    """Return whether some rows name their place and others do not."""
    empty = pl.col("location_id").is_null()
    both = rows.select(empty.any().alias("any"), empty.all().alias("all")).collect()
    return bool(both["any"].item()) and not both["all"].item()


def by_cutoff(column: str, horizon: Horizon) -> pl.Expr:
    """Return the instants of ``column``, none after the cutoff."""
    cutoff = pl.lit(horizon.cutoff_at, pl.Datetime("us", "UTC"))
    instant = pl.col(column)
    return pl.when(instant.is_not_null()).then(pl.min_horizontal(instant, cutoff))
