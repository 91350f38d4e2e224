"""What one request sees: one snapshot, in one language, for one planner."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from getpass import getuser
from typing import Literal, cast
from urllib.parse import unquote

import flask
import polars as pl

from models.company import Company
from models.reports import published
from models.reports.texts import LANGUAGES, text
from pipelines.desk.shelf import Shelf, Thing
from pipelines.publishing import Snapshot
from pipelines.publishing import published as newest
from pipelines.workspace import Workspace

Language = Literal["en", "da"]
Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
LONGEST_NAME = 80
EXTENSION = "backstock"
"""Where the application keeps its desk among the extensions of Flask."""


@dataclass(frozen=True)
class Desk:
    """The workspace that is shown, and what was computed from it so far."""

    workspace: Workspace
    shelf: Shelf


@dataclass(frozen=True)
class Tables(Mapping[str, pl.LazyFrame]):
    """The tables of a snapshot, as models read them."""

    snapshot: Snapshot

    def __getitem__(self, name: str) -> pl.LazyFrame:
        """Return a table, lazily."""
        if name not in self.snapshot.manifest["row_counts"]:
            raise KeyError(name)
        return self.snapshot.scan(name)

    def __iter__(self) -> Iterator[str]:
        """Go through the names of the tables."""
        return iter(self.snapshot.tables)

    def __len__(self) -> int:
        """Count the tables."""
        return len(self.snapshot.tables)


@dataclass(frozen=True)
class View:
    """One snapshot as one planner sees it; made once per request."""

    desk: Desk
    snapshot: Snapshot
    language: Language
    theme: Theme
    planner: str

    @property
    def workspace(self) -> Workspace:
        """The workspace that is shown."""
        return self.desk.workspace

    @property
    def company(self) -> Company:
        """The company, in the language of the reader."""
        return replace(self.workspace.settings.as_company, language=self.language)

    @property
    def tables(self) -> Tables:
        """The published tables, lazily."""
        return Tables(self.snapshot)

    def frame(self, name: str) -> pl.DataFrame:
        """Return a whole table; one that is absent has its columns and no rows."""
        return self.remember(
            ("table", name), lambda: published.frame(self.tables, name), spoken=False
        )

    def scan(self, name: str) -> pl.LazyFrame:
        """Return a table lazily; one that is absent has its columns and no rows."""
        return published.scan(self.tables, name)

    def say(self, key: str, **values: object) -> str:
        """Return a text in the language of the reader."""
        return text(key, self.language, **values)

    def remember(
        self, key: tuple[str, ...], make: Callable[[], Thing], *, spoken: bool = True
    ) -> Thing:
        """Return what ``make`` makes of this snapshot, made once for all readers.

        ``spoken`` says that it depends on the language.
        """
        language = self.language if spoken else ""
        return self.desk.shelf.get((self.snapshot.run, language, *key), make)


def desk_of_app() -> Desk:
    """Return the desk that the running application shows."""
    return cast("Desk", flask.current_app.extensions[EXTENSION])


def view() -> View:
    """Return what the present request sees; the newest snapshot, opened once for it."""
    if "view" not in flask.g:
        desk = desk_of_app()
        spoken = desk.workspace.settings.company.language
        flask.g.view = View(
            desk=desk,
            snapshot=newest(desk.workspace),
            language=cast("Language", chosen("language", LANGUAGES, spoken)),
            theme=cast("Theme", chosen("theme", THEMES, THEMES[0])),
            planner=planner(),
        )
    return cast("View", flask.g.view)


def chosen(cookie: str, allowed: tuple[str, ...], otherwise: str) -> str:
    """Return what the reader chose, if it is one of what is allowed."""
    value = flask.request.cookies.get(cookie, otherwise)
    return value if value in allowed else otherwise


def planner() -> str:
    """Return who decides: the name the planner gave, else the user of this machine."""
    given = unquote(flask.request.cookies.get("planner", "")).strip()
    return given[:LONGEST_NAME] or _user()


def _user() -> str:
    """Return the name of the user of this machine, or a word for nobody."""
    try:
        return getuser()
    except (KeyError, OSError):  # no such user: in a container, for instance
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "planner"
