"""What was read so far: files, refused rows, formats; kept in the DuckDB file."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import polars as pl

from models import tables

TYPES = {
    pl.String: "varchar",
    pl.Int64: "bigint",
    pl.Boolean: "boolean",
    pl.Datetime: "timestamptz",
}
EXTRA = {"columns_seen": pl.String(), "words": pl.String()}
"""Beside what is published of a file: its columns, and words left out (as JSON)."""

REPLACED_AT = """
    update intake.files as gone set replaced_at = coalesce(
        (
            select max(heir.arrived_at) from intake.files as heir
            where (heir."table", heir.path) = (gone."table", gone.path)
            and heir.content_hash = gone.replaced_by
        ),
        arrived_at
    )
    where replaced_by is not null and replaced_at is null
"""
"""When the file came that took the place of each that was replaced."""


@dataclass(frozen=True)
class Change:
    """What one load changes, all at once or not at all."""

    files: pl.DataFrame
    rejects: pl.DataFrame
    formats: dict[str, str] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Registry:
    """The record of files read, in the DuckDB file at ``database``."""

    database: Path

    def files(self) -> pl.DataFrame:
        """Return every file ever read, with the columns it had."""
        return self._read("files", _schema("source_files") | EXTRA)

    def rejects(self) -> pl.DataFrame:
        """Return the refused rows of all files, with the number of their file."""
        schema = _schema("rejects") | {"file_no": pl.Int64()}
        return self._read("rejects", schema)

    def formats(self) -> dict[str, str]:
        """Return how the files of each table were found to be written."""
        return dict(self._read("formats", _pairs("table", "formats")).iter_rows())

    def unread(self) -> dict[str, str]:
        """Return the files that were left alone, and why."""
        return dict(self._read("unread", _pairs("path", "reason")).iter_rows())

    def commit(self, change: Change) -> None:
        """Let the record be as ``change`` says, in one transaction.

        ``files`` and ``formats`` replace what was recorded, ``rejects`` those of their
        files.
        """
        schemas = {
            "files": (change.files, _schema("source_files") | EXTRA),
            "rejects": (change.rejects, _schema("rejects") | {"file_no": pl.Int64()}),
            "formats": (_frame(change.formats, "table", "formats"), None),
            "unread": (_frame(change.unread, "path", "reason"), None),
        }
        with self._opened() as db:
            db.execute("begin")
            db.execute("create schema if not exists intake")
            for name, (rows, schema) in schemas.items():
                shaped = rows if schema is None else rows.select(list(schema))
                db.register("incoming", shaped)
                db.execute(f"create or replace table intake.{name} as from incoming")
                db.unregister("incoming")
            db.execute("commit")

    def add_replacements(self) -> None:
        """Add when files were replaced, and that nothing of them was carried on."""
        with self._opened() as db:
            if not _has(db, "files"):
                return
            db.execute("begin")
            for column in ("replaced_at timestamptz", "rows_carried bigint default 0"):
                db.execute(
                    f"alter table intake.files add column if not exists {column}"
                )
            db.execute(REPLACED_AT)
            db.execute("commit")

    def _read(self, name: str, schema: dict[str, pl.DataType]) -> pl.DataFrame:
        """Return a table of the record, empty if nothing was ever read."""
        if not self.database.exists():
            return pl.DataFrame(schema=schema)
        with self._opened() as db:
            found = _has(db, name)
            rows = db.sql(f"from intake.{name}").pl() if found else pl.DataFrame()
        shaped = rows if found else pl.DataFrame(schema=schema)
        return shaped.select(
            pl.col(column).cast(kind) for column, kind in schema.items()
        )

    @contextlib.contextmanager
    def _opened(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open the DuckDB file, briefly."""
        db = duckdb.connect(str(self.database))
        try:
            db.execute("set TimeZone = 'UTC'")
            yield db
        finally:
            db.close()


def _has(db: duckdb.DuckDBPyConnection, name: str) -> bool:
    """Return whether a table of the record exists."""
    return bool(
        db.sql(
            "select 1 from information_schema.tables"
            f" where table_schema = 'intake' and table_name = '{name}'"
        ).fetchall()
    )


def _schema(table: str) -> dict[str, pl.DataType]:
    """Return columns and types of ``table``, in their order."""
    columns = tables.TABLES[table].columns()
    return {name: columns[name].dtype for name in tables.column_names(table)}


def _pairs(key: str, value: str) -> dict[str, pl.DataType]:
    """Return the schema of two columns of text."""
    return {key: pl.String(), value: pl.String()}


def _frame(pairs: dict[str, str], key: str, value: str) -> pl.DataFrame:
    """Return pairs of text as a frame, in order."""
    schema = _pairs(key, value)
    return pl.DataFrame(sorted(pairs.items()), schema=schema, orient="row")
