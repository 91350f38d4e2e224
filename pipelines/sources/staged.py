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
    "_told_no": pl.UInt32(),
    "_key": pl.UInt64(),
}
RECORD = ("table", "content_hash", "file_no", "rows_carried")
"""What of the record of a file tells where its rows are."""
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

    def place(
        self, table: str, content_hash: str, file_no: int, rows_carried: int = 0
    ) -> Path:
        """Return where the rows of one file are kept.

        Where another file carries some of them on, the others are kept apart.
        """
        name = (
            f"{content_hash}.over.parquet"
            if rows_carried
            else f"{content_hash}.parquet"
        )
        return self.folder / table / f"{FILE_NO}={file_no}" / name

    def places(self, files: pl.DataFrame) -> list[Path]:
        """Return where the rows of ``files`` are kept, of those that have any."""
        some = files.filter(pl.col("rows_carried") < pl.col("rows_kept"))
        records = some.sort("file_no").select(RECORD).iter_rows()
        return [self.place(*record) for record in records]

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
        own = files.filter(pl.col("table") == table)
        return staged_rows(table, self.places(own))

    def live_places(self, table: str, replaced: Collection[int]) -> list[Path]:
        """Return where the rows of ``table`` that count are, without ``replaced``."""
        own = self.files().filter(
            pl.col("table") == table,
            pl.col("replaced_by").is_null(),
            ~pl.col("file_no").is_in(list(replaced)),
        )
        return self.places(own)


def staged_rows(table: str, places: Sequence[Path]) -> pl.LazyFrame:
    """Return the rows in ``places``, with the numbers of their files.

    That is ``_file_no``, and ``_told_no``: the file that first told of the row.
    """
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
    ).select(
        pl.coalesce(name, FILE_NO) if name == "_told_no" else name for name in schema
    )


def staged_schema(table: str) -> dict[str, pl.DataType]:
    """Return the columns that a file of ``table`` can give, with their types."""
    columns = tables.SOURCES[table].columns()
    return {
        name: columns[name].dtype
        for name in tables.column_names(table)
        if name not in FILLED
    }
