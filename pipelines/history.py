"""The record of runs that Dagster keeps, written without waiting for the disk."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, event


@contextmanager
def quick_history(home: Path) -> Iterator[None]:
    """Let Dagster's SQLite files below ``home`` be written at once, not one by one.

    Dagster opens, commits and closes a file for each of a thousand events. One more
    connection that stays open spares the checkpoint at every close, and the log that
    SQLite writes ahead keeps the files whole without a flush at every commit.
    """
    kept: dict[str, sqlite3.Connection] = {}

    def ease(connection: sqlite3.Connection, _record: object) -> None:
        path: str = connection.execute("pragma database_list").fetchone()[2]
        if home not in Path(path).parents:
            return
        connection.execute("pragma synchronous = normal")
        if path not in kept:
            kept[path] = sqlite3.connect(path)
            kept[path].execute("pragma schema_version").fetchone()

    event.listen(Engine, "connect", ease)
    try:
        yield
    finally:
        event.remove(Engine, "connect", ease)
        for connection in kept.values():
            connection.close()
