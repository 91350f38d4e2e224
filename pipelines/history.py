"""The record of runs that Dagster keeps, written without waiting for the disk."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._serdes import ConfigurableClassData
from sqlalchemy import Connection, Engine, create_engine, event

BUSY_SECONDS = 30


class RunHistory(SqliteEventLogStorage):
    """Dagster's own event log, with one engine for each of its files.

    Dagster makes an engine, opens, commits and closes the file for each of a thousand
    events of a run. An engine that stays knows its statements and keeps its file open;
    the log that SQLite writes ahead keeps the file whole without a flush at every
    commit.
    """

    def __init__(
        self, base_dir: str, inst_data: ConfigurableClassData | None = None
    ) -> None:
        """Keep the files below ``base_dir``."""
        self._engines: dict[str, Engine] = {}
        super().__init__(base_dir, inst_data)

    @classmethod
    def from_config_value(
        cls, inst_data: ConfigurableClassData | None, config_value: Mapping[str, object]
    ) -> "RunHistory":
        """Make it from what ``dagster.yaml`` says."""
        return cls(str(config_value["base_dir"]), inst_data)

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        """Open a transaction on the file of ``shard``."""
        with self._db_lock:
            engine = self._engine(shard)
            with engine.connect() as connection, connection.begin():
                yield connection

    def _engine(self, shard: str) -> Engine:
        """Return the engine of ``shard``, its tables made."""
        if shard not in self._engines:
            engine = create_engine(
                self.conn_string_for_shard(shard),
                connect_args={"timeout": BUSY_SECONDS},
            )
            event.listen(engine, "connect", _spare_flushes)
            self._initdb(engine)
            self._engines[shard] = engine
        return self._engines[shard]

    def dispose(self) -> None:
        """Close every file."""
        super().dispose()
        for engine in self._engines.values():
            engine.dispose()


def _spare_flushes(connection: sqlite3.Connection, _record: object) -> None:
    """Let commits wait for no disk; a power cut may cost the last, nothing else."""
    connection.execute("pragma synchronous = normal")
