"""Where tables are kept: small ones in DuckDB, large ones as Parquet under a view.

A table is replaced in one short transaction, or not at all. Files of large tables are
never changed, only followed by new ones, so that a published snapshot can share them.
"""

import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from models import tables
from models.tables import keeping
from pipelines.workspace import Workspace

Frame = pl.DataFrame | pl.LazyFrame

FILE_ROWS = 2_000_000
WAIT_SECONDS = 10.0
PAUSE_SECONDS = 0.1
SHOWN_RULES = 5
PARTS = "*.parquet"
MEMORY = "2GB"

BEGIN = """
begin;
create schema if not exists layout;
create table if not exists layout.shards (name text, folder text);
"""


class ContractBroken(ValueError):  # noqa: N818  # a fault has a name
    """Rows break the contract of their table; the old rows stand."""

    def __init__(self, table: str, faults: str) -> None:
        """Say which ``table`` and what its ``faults`` are."""
        super().__init__(
            f"{table} was not replaced, the last good rows stand: {faults}"
        )


class WarehouseBusy(RuntimeError):  # noqa: N818  # a fault has a name
    """Another program has the DuckDB file open."""


@dataclass(frozen=True)
class Warehouse:
    """The tables of one workspace; written by one process at a time."""

    root: Path
    large_table_rows: int = 250_000

    @classmethod
    def of(cls, workspace: Workspace) -> "Warehouse":
        """Return the warehouse of ``workspace``."""
        return cls(workspace.root, workspace.settings.large_table_rows)

    @contextmanager
    def kept_open(self) -> Iterator[None]:
        """Keep the DuckDB file open: to open and close it for each table is slow."""
        with self._opened() as db:
            db.execute(f"set memory_limit = '{MEMORY}'")
            yield

    def names(self) -> list[str]:
        """Return the tables that are there."""
        with self._opened() as db:
            return _names(db)

    def put_down(self, table: str, frame: pl.LazyFrame) -> Path:
        """Compute and write the rows of ``frame``; return the folder of their files."""
        folder = self.root / "warehouse" / table / uuid.uuid4().hex[:12]
        _shaped(table, frame).sink_parquet(
            pl.PartitionBy(
                folder,
                max_rows_per_file=FILE_ROWS,
                approximate_bytes_per_file=None,
                file_path_provider=lambda part: (
                    f"{part.index_in_partition:05d}.parquet"
                ),
            ),
            mkdir=True,
        )
        return folder

    def replace(self, table: str, rows: pl.DataFrame) -> Frame:
        """Let ``rows`` be the rows of ``table``; return what stands there now."""
        if rows.height > self.large_table_rows:
            return self.replace_by_files(table, self.put_down(table, rows.lazy()))
        return self._replace_by_rows(table, rows)

    def replace_by_files(self, table: str, folder: Path) -> Frame:
        """Let what was put down in ``folder`` be the rows of ``table``.

        Few rows move into DuckDB. Return what stands there now.
        """
        scan = pl.scan_parquet(folder / PARTS)
        rows: int = scan.select(pl.len()).collect().item()
        if rows <= self.large_table_rows:
            return self._replace_by_rows(table, scan.collect())
        _refuse_breaches(table, scan)
        place = folder.relative_to(self.root).as_posix()
        with self._replaced(table) as db:
            db.execute(f"create view \"{table}\" as from '{_quoted(place)}/{PARTS}'")
            db.execute("insert into layout.shards values (?, ?)", [table, place])
        self._remove_folders(table, keep=folder.name)
        return scan

    def read(self, table: str) -> Frame:
        """Return ``table``: a frame if it is small, a scan if it is large."""
        with self._opened() as db:
            if place := _place(db, table):
                return pl.scan_parquet(self.root / place / PARTS)
            try:
                rows: pl.DataFrame = db.sql(f'from "{table}"').pl()
            except duckdb.CatalogException as fault:
                message = f"{table} has never been made; run the whole job first"
                raise LookupError(message) from fault
        return _shaped(table, rows.lazy()).collect()

    def files(self, table: str) -> list[Path]:
        """Return the Parquet files of ``table``; none if it is small."""
        with self._opened() as db:
            place = _place(db, table)
        return sorted((self.root / place).glob(PARTS)) if place else []

    def _replace_by_rows(self, table: str, given: pl.DataFrame) -> Frame:
        """Keep ``given`` as a table in DuckDB."""
        rows = accepted(table, given)
        with self._replaced(table) as db:
            db.register("incoming", rows)
            db.execute(f'create table "{table}" as from incoming')
        self._remove_folders(table, keep=None)
        return rows

    @contextmanager
    def _replaced(self, table: str) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open a transaction in which ``table`` is gone and is to be made anew."""
        with self._opened() as db:
            db.execute(BEGIN)
            kind = "view" if _place(db, table) else "table"
            db.execute(f'drop {kind} if exists "{table}"')
            db.execute("delete from layout.shards where name = ?", [table])
            yield db
            db.execute(f"{_comments(table, _place(db, table))} commit")

    @contextmanager
    def _opened(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open the DuckDB file, briefly: it takes one process at a time."""
        db = _connected(self.root / "warehouse.duckdb")
        try:
            db.execute("set TimeZone = 'UTC'")
            db.execute(f"set file_search_path = '{_quoted(str(self.root))}'")
            yield db
        finally:
            db.close()

    def _remove_folders(self, table: str, keep: str | None) -> None:
        """Remove what no view points at; snapshots have their own links to it."""
        parent = self.root / "warehouse" / table
        for folder in parent.iterdir() if parent.is_dir() else ():
            if folder.name != keep:
                shutil.rmtree(folder)


def accepted(table: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Return ``rows`` in the shape of their contract, or raise ``ContractBroken``."""
    _refuse_breaches(table, rows)
    return _shaped(table, rows.lazy()).collect()


def _shaped(table: str, frame: pl.LazyFrame) -> pl.LazyFrame:
    """Return ``frame`` in the shape of its contract, if it has one."""
    if table not in tables.TABLES:
        return frame
    if words := keeping.misfit(table, frame):
        raise ContractBroken(table, words)
    return keeping.shaped(table, frame)


def _refuse_breaches(table: str, rows: Frame) -> None:
    """Raise ``ContractBroken`` if ``rows`` break the contract of ``table``."""
    if table not in tables.TABLES:
        return
    found = keeping.breaches(table, rows).head(SHOWN_RULES)
    if found.height:
        words = "; ".join(f"{rule} ({n} rows)" for rule, n in found.iter_rows())
        raise ContractBroken(table, f"rows break {words}")


def _connected(path: Path) -> duckdb.DuckDBPyConnection:
    """Connect to ``path``, waiting a little for another program to let go of it."""
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            return duckdb.connect(str(path))
        except duckdb.IOException as fault:
            if "lock" not in str(fault):
                raise
            if time.monotonic() > deadline:
                message = f"{path} is open in another program; close it and run again"
                raise WarehouseBusy(message) from fault
            time.sleep(PAUSE_SECONDS)


def _names(db: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the names of tables and views."""
    rows = db.execute(
        "select table_name from information_schema.tables "
        "where table_schema = 'main' order by table_name"
    ).fetchall()
    return [name for (name,) in rows]


def _place(db: duckdb.DuckDBPyConnection, table: str) -> str | None:
    """Return the folder of the files of ``table``, if it is kept as files."""
    try:
        found = db.execute(
            "select folder from layout.shards where name = ?", [table]
        ).fetchone()
    except duckdb.CatalogException:  # nothing was ever kept here
        return None
    return str(found[0]) if found else None


def _comments(table: str, place: str | None) -> str:
    """Return the SQL that stores what the contract says of ``table``."""
    if table not in tables.TABLES:
        return ""
    contract = tables.TABLES[table]
    words = {f'{"view" if place else "table"} "{table}"': contract.__doc__}
    for name, column in contract.columns().items():
        words[f'column "{table}"."{name}"'] = column.description
    return " ".join(
        f"comment on {what} is '{_quoted(said or '')}';" for what, said in words.items()
    )


def _quoted(text: str) -> str:
    """Return ``text`` as it stands inside an SQL string."""
    return text.replace("'", "''")
