"""The decisions store: what planners decided, kept for ever, added to only.

It is an SQLite file of the workspace, or a PostgreSQL database that the setting
``decisions`` names. One writer at a time is let in, so that whoever writes knows all
that was decided before and entries are numbered in the order in which they count.
"""

import contextlib
import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

import polars as pl
import sqlalchemy as sa

from pipelines.deciding.schema import CONTRACT, KEPT, NUMBER, POSTGRES, prepare

HEAVY = frozenset({"before", "after"})
"""Columns that are read only by those who look at one line."""
WAIT_SECONDS = 30
"""How long a writer waits for the one before it."""
DRIVER = "postgresql+psycopg"
MOST_ASKED = 5_000
"""Above so many lines it is quicker to read all."""


@dataclass(frozen=True)
class Store:
    """Decisions in a database; reading and adding is all it can do."""

    url: str

    def decisions(self) -> pl.DataFrame:
        """Return every decision, oldest first, as its contract says."""
        with self.reading() as connection:
            return _read(connection, list(CONTRACT.columns()))

    def entries(self, after: int = 0) -> pl.DataFrame:
        """Return what was entered after the entry number ``after``, oldest first.

        Beside the columns of the contract, without the lines as JSON, stands
        ``entry_no``.
        """
        with self.reading() as connection:
            return _entries(connection, KEPT.c[NUMBER] > after)

    def append(self, decisions: pl.DataFrame) -> int:
        """Add ``decisions``, all or none, and return how many there were."""
        with self.writing() as turn:
            return turn.append(decisions)

    @contextlib.contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Let the caller read."""
        with self._engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator["Turn"]:
        """Let the caller write alone; what it adds is kept whole or not at all."""
        with self._engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                alone = connection.execution_options(isolation_level="AUTOCOMMIT")
                with _sqlite_turn(alone):
                    yield Turn(alone)
            else:
                with connection.begin():
                    connection.execute(
                        sa.text(f"LOCK TABLE {KEPT.name} IN SHARE ROW EXCLUSIVE MODE")
                    )
                    yield Turn(connection)

    @cached_property
    def _engine(self) -> sa.Engine:
        """An engine that holds no connection, its table in place."""
        url = sa.make_url(self.url)
        if url.drivername == POSTGRES:
            url = url.set(drivername=DRIVER)
        waits = {"timeout": WAIT_SECONDS} if url.drivername == "sqlite" else {}
        engine = sa.create_engine(url, poolclass=sa.NullPool, connect_args=waits)
        prepare(engine)
        return engine


@dataclass(frozen=True)
class Turn:
    """A writer's turn: nobody else writes until it is over."""

    connection: sa.Connection

    def entries(self, about: Collection[str] | None = None) -> pl.DataFrame:
        """Return what was entered before, as ``Store.entries`` does.

        ``about`` narrows it down to these suggestions.
        """
        if about is None:
            return _entries(self.connection)
        if len(about) <= MOST_ASKED:
            return _entries(self.connection, KEPT.c.suggestion_id.in_(about))
        return _entries(self.connection).filter(
            pl.col("suggestion_id").is_in(list(about))
        )

    def suggestions_of(self, suppliers: Collection[str], as_of: dt.date) -> set[str]:
        """Return the suggestions of a plan that are decided to come from these."""
        query = sa.select(KEPT.c.suggestion_id).where(
            KEPT.c.supplier_id.in_(suppliers), KEPT.c.run.startswith(f"{as_of}-")
        )
        return set(self.connection.execute(query.distinct()).scalars())

    def of_no_line(self) -> pl.DataFrame:
        """Return the decisions about no line, whole and with their ``entry_no``."""
        columns = [NUMBER, *CONTRACT.columns()]
        return _read(self.connection, columns, KEPT.c.suggestion_id == "")

    def lines(self, decision_ids: list[str]) -> dict[str, str]:
        """Return the line as it was decided, as JSON, of each of these decisions."""
        query = sa.select(KEPT.c.decision_id, KEPT.c.after).where(
            KEPT.c.decision_id.in_(decision_ids)
        )
        return {row[0]: row[1] for row in self.connection.execute(query)}

    def now(self) -> dt.datetime:
        """Return the time, later than that of the entry before."""
        query = sa.select(KEPT.c.decided_at).order_by(KEPT.c[NUMBER].desc()).limit(1)
        newest = self.connection.execute(query).scalar()
        clock = dt.datetime.now(dt.UTC)
        return max(clock, newest + dt.timedelta(microseconds=1)) if newest else clock

    def append(self, decisions: pl.DataFrame) -> int:
        """Add ``decisions`` and return how many there were."""
        rows = CONTRACT.validate(decisions, cast=True).to_dicts()
        if rows:
            self.connection.execute(KEPT.insert(), rows)
        return len(rows)


def _entries(
    connection: sa.Connection, condition: sa.ColumnElement[bool] | None = None
) -> pl.DataFrame:
    """Return entries with their numbers, without their lines."""
    light = [name for name in CONTRACT.columns() if name not in HEAVY]
    return _read(connection, [NUMBER, *light], condition)


def _read(
    connection: sa.Connection,
    names: list[str],
    condition: sa.ColumnElement[bool] | None = None,
) -> pl.DataFrame:
    """Return the columns ``names`` of the entries, oldest first."""
    query = sa.select(*(KEPT.c[name] for name in names)).order_by(KEPT.c[NUMBER])
    chosen = query if condition is None else query.where(condition)
    rows = connection.execute(chosen).all()
    kinds = {name: column.dtype for name, column in CONTRACT.columns().items()}
    schema = {name: kinds.get(name, pl.Int64) for name in names}
    return pl.DataFrame([tuple(row) for row in rows], schema=schema, orient="row")


@contextlib.contextmanager
def _sqlite_turn(connection: sa.Connection) -> Iterator[None]:
    """Hold the one lock on writing that an SQLite file has."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.exec_driver_sql("ROLLBACK")
        raise
    connection.exec_driver_sql("COMMIT")
