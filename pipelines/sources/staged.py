"""The rows of every file read so far, and the record of how they were read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from models import tables
from pipelines.sources.registry import Registry
from pipelines.workspace import Workspace

FILE_NO = "_file_no"
PLACE: dict[str, pl.DataType] = {
    FILE_NO: pl.UInt32(),
    "_row": pl.UInt32(),
    "_key": pl.UInt64(),
}
FILLED = ("source", "gone_at")
"""Lineage that is worked out from the file a row lies in."""


@dataclass(frozen=True)
class StagedFiles:
    """What is staged in a workspace: immutable Parquet, one file per file read."""

    folder: Path
    registry: Registry

    @classmethod
    def of(cls, workspace: Workspace) -> "StagedFiles":
        """Return what is staged in ``workspace``."""
        return cls(workspace.staged, Registry(workspace.database))

    @property
    def personal_key_file(self) -> Path:
        """Where the key is kept that persons are hashed with."""
        return self.folder / ".personal-key"

    def place(self, table: str, content_hash: str, file_no: int) -> Path:
        """Return where the rows of one file are kept."""
        return self.folder / table / f"{FILE_NO}={file_no}" / f"{content_hash}.parquet"

    def files(self) -> pl.DataFrame:
        """Return every file read, as published."""
        return self.registry.files().select(tables.column_names("source_files"))

    def rejects(self) -> pl.DataFrame:
        """Return the refused rows of the files that count."""
        live = self.files().filter(pl.col("replaced_by").is_null())
        return (
            self.registry.rejects()
            .join(live, on="file_no", how="semi")
            .select(tables.column_names("rejects"))
            .sort(tables.TABLES["rejects"].primary_key())
        )

    def rows(self, table: str, files: pl.DataFrame) -> pl.LazyFrame:
        """Return every row kept of ``table``, from all of ``files``."""
        own = files.filter(pl.col("table") == table).sort("file_no")
        names = own.select("table", "content_hash", "file_no").iter_rows()
        return staged_rows(table, [self.place(*name) for name in names])

    def live_places(self, table: str, replaced: Collection[int]) -> list[Path]:
        """Return where the rows of ``table`` that count are, without ``replaced``."""
        own = self.files().filter(
            pl.col("table") == table,
            pl.col("replaced_by").is_null(),
            ~pl.col("file_no").is_in(list(replaced)),
        )
        names = own.sort("file_no").select("table", "content_hash", "file_no")
        return [self.place(*name) for name in names.iter_rows()]


def staged_rows(table: str, places: Sequence[Path]) -> pl.LazyFrame:
    """Return the rows in ``places``, with the number of their file."""
    schema = staged_schema(table) | PLACE
    if not places:
        return pl.LazyFrame(schema=schema)
    return pl.scan_parquet(
        list(places),
        schema={name: kind for name, kind in schema.items() if name != FILE_NO},
        hive_partitioning=True,
        hive_schema={FILE_NO: PLACE[FILE_NO]},
        missing_columns="insert",
        extra_columns="ignore",
    ).select(list(schema))


def staged_schema(table: str) -> dict[str, pl.DataType]:
    """Return the columns that a file of ``table`` can give, with their types."""
    columns = tables.SOURCES[table].columns()
    return {
        name: columns[name].dtype
        for name in tables.column_names(table)
        if name not in FILLED
    }
