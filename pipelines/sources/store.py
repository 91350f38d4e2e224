"""The sources of a workspace, as assets are given them."""

import json
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from models.staging.versions import Mode
from pipelines.settings import Settings
from pipelines.sources.formats import Formats
from pipelines.sources.load import load
from pipelines.sources.staged import StagedFiles
from pipelines.workspace import Workspace


@dataclass(frozen=True)
class InboxStore:
    """The sources of one workspace, as assets are given them."""

    workspace: Workspace
    settings: Settings
    reread: tuple[str, ...] = ()

    @property
    def staged(self) -> StagedFiles:
        """What is staged."""
        return StagedFiles.of(self.workspace)

    @cached_property
    def _files(self) -> pl.DataFrame:
        """Every file read, as of the last load."""
        return self.staged.files()

    def load(self) -> None:
        """Read what is new; raise without changing anything if a file is at fault."""
        self.__dict__.pop("_files", None)
        load(self.workspace, self.settings, self.reread)

    def files(self) -> pl.DataFrame:
        """Return every file read."""
        return self._files

    def rejects(self) -> pl.DataFrame:
        """Return every row refused."""
        return self.staged.rejects()

    def unread(self) -> dict[str, str]:
        """Return the files that were left alone, and why."""
        return self.staged.registry.unread()

    def notes(self) -> list[tuple[str, str, str, str]]:
        """Return how cells were read: table, column, in English, in Danish."""
        formats = self.staged.registry.formats()
        return [
            (table, *note)
            for table, kept in sorted(formats.items())
            for note in Formats.from_json(kept).notes
        ]

    def words(self) -> list[tuple[str, str, str, int]]:
        """Return words that were left out: table, column, word, how often."""
        live = self.staged.registry.files().filter(pl.col("replaced_by").is_null())
        return [
            (table, *one)
            for table, words in live.select("table", "words").iter_rows()
            for one in json.loads(words)
        ]

    def rows(self, table: str) -> pl.LazyFrame:
        """Return every row kept of ``table``."""
        return self.staged.rows(table, self._files)

    def mode(self, table: str) -> Mode:
        """Return whether a file of ``table`` holds changes or everything."""
        return self.settings.source(table).mode

    def service_skus(self) -> tuple[str, ...]:
        """Return the items that settings say are no goods."""
        return self.settings.services.skus
