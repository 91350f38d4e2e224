"""The decisions store: what planners decided, kept for ever, added to only."""

import datetime as dt
import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

from models import tables
from models.company import Company
from models.reports import planners_decisions
from pipelines import returned_workbooks

TABLE = "decisions"
CONTRACT = tables.TABLES[TABLE]
APPEND_ONLY = "decisions are never changed or deleted; add one that undoes it"


class Exact(TypeDecorator[Decimal]):
    """An exact decimal, kept as text: SQLite has no decimals."""

    impl = sa.String(24)
    cache_ok = True

    def process_bind_param(
        self, value: Decimal | None, dialect: sa.Dialect
    ) -> str | None:
        """Write the decimal as text."""
        del dialect
        return None if value is None else str(value)

    def process_result_value(
        self, value: str | None, dialect: sa.Dialect
    ) -> Decimal | None:
        """Read the decimal from text."""
        del dialect
        return None if value is None else Decimal(value)


class Instant(TypeDecorator[dt.datetime]):
    """An instant, kept in UTC: SQLite has no time zones."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: dt.datetime | None, dialect: sa.Dialect
    ) -> dt.datetime | None:
        """Write the instant in UTC."""
        del dialect
        return None if value is None else value.astimezone(dt.UTC)

    def process_result_value(
        self, value: dt.datetime | None, dialect: sa.Dialect
    ) -> dt.datetime | None:
        """Read the instant as UTC."""
        del dialect
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=dt.UTC)


def _type(kind: pl.DataType) -> sa.types.TypeEngine[Any]:
    """Return the type that keeps values of ``kind`` exactly."""
    if isinstance(kind, pl.Decimal):
        return Exact()
    if isinstance(kind, pl.Datetime):
        return Instant()
    plain: dict[Any, sa.types.TypeEngine[Any]] = {
        pl.Date: sa.Date(),
        pl.Float64: sa.Float(),
    }
    return plain.get(kind, sa.Text())


KEPT = sa.Table(
    TABLE,
    sa.MetaData(),
    sa.Column("entry_no", sa.Integer, primary_key=True, autoincrement=True),
    *(
        sa.Column(
            name,
            _type(column.dtype),
            nullable=column.nullable,
            unique=name == "decision_id",
        )
        for name, column in CONTRACT.columns().items()
    ),
)
for verb in ("UPDATE", "DELETE"):
    trigger = sa.DDL(  # type: ignore[no-untyped-call] # SQLAlchemy leaves it untyped
        f"CREATE TRIGGER {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END"
    )
    sa.event.listen(KEPT, "after_create", trigger.execute_if(dialect="sqlite"))


@dataclass(frozen=True)
class Store:
    """Decisions in a database; reading and adding is all it can do."""

    url: str

    def decisions(self) -> pl.DataFrame:
        """Return every decision, oldest first."""
        engine = self._engine()
        columns = [KEPT.c[name] for name in CONTRACT.columns()]
        with engine.connect() as connection:
            query = sa.select(*columns).order_by(KEPT.c.entry_no)
            rows = connection.execute(query).all()
        schema = {name: column.dtype for name, column in CONTRACT.columns().items()}
        return pl.DataFrame([tuple(row) for row in rows], schema=schema, orient="row")

    def append(self, decisions: pl.DataFrame) -> int:
        """Add ``decisions``, all or none, and return how many there were."""
        rows = CONTRACT.validate(decisions, cast=True).to_dicts()
        if rows:
            with self._engine().begin() as connection:
                connection.execute(KEPT.insert(), rows)
        return len(rows)

    def _engine(self) -> sa.Engine:
        """Return an engine that holds no connection, its table in place."""
        engine = sa.create_engine(self.url, poolclass=sa.NullPool)
        KEPT.metadata.create_all(engine)
        return engine


@dataclass(frozen=True)
class Outcome:
    """What came of approving: decisions by action, and lines that added none."""

    recorded: dict[str, int]
    repeated: int
    undecided: int


def approve(  # noqa: PLR0913  # who decides what about which run, each by name
    store: Store,
    run: str,
    suggestions: pl.DataFrame,
    *,
    company: Company,
    as_of: dt.date,
    author: str,
    workbook: Path | None = None,
    suppliers: Collection[str] = (),
    suggestion_ids: Collection[str] = (),
    reason: str | None = None,
) -> Outcome:
    """Record what a planner decided about the suggestions of ``run``.

    Without a ``workbook`` every line is approved as it stands; with one, its edited
    quantities and decisions count. ``suppliers`` and ``suggestion_ids`` narrow it
    down. A decision that stands already is not recorded again.
    """
    chosen = narrowed(suggestions, suppliers, suggestion_ids)
    if workbook is None:
        made = planners_decisions.approved(chosen, reason)
    else:
        lines = returned_workbooks.read(workbook, run, suggestions, company.language)
        made = planners_decisions.decided(lines, chosen, as_of, reason)
        chosen = _of_same_suppliers(chosen, made)
    entries = planners_decisions.entries(
        made, chosen, author=author, run=run, decided_at=dt.datetime.now(dt.UTC)
    )
    try:
        added = _add(store, entries)
    except sa.exc.IntegrityError:  # somebody recorded the same at the same moment
        added = _add(store, entries)
    counts = added.group_by("action").len().sort("action")
    return Outcome(
        recorded=dict(counts.iter_rows()),
        repeated=entries.height - added.height,
        undecided=chosen.height - entries.height,
    )


def narrowed(
    suggestions: pl.DataFrame,
    suppliers: Collection[str],
    suggestion_ids: Collection[str],
) -> pl.DataFrame:
    """Return the suggestions of ``suppliers`` and ``suggestion_ids``; empty: all."""
    for column, wanted in (
        ("supplier_id", suppliers),
        ("suggestion_id", suggestion_ids),
    ):
        if unknown := sorted(set(wanted) - set(suggestions[column])):
            message = f"no suggestion has {column} {', '.join(unknown)}"
            raise returned_workbooks.WorkbookFault(message)
        if wanted:
            suggestions = suggestions.filter(pl.col(column).is_in(list(wanted)))
    return suggestions


def _of_same_suppliers(suggestions: pl.DataFrame, made: pl.DataFrame) -> pl.DataFrame:
    """Return the suggestions of the suppliers that something was decided about."""
    about = suggestions.join(made, on="suggestion_id", how="semi")
    return suggestions.join(about, on="supplier_id", how="semi", maintain_order="left")


def _add(store: Store, entries: pl.DataFrame) -> pl.DataFrame:
    """Add the entries that say something new, and return them."""
    kept = store.decisions()
    fresh = planners_decisions.news(entries, kept)
    numbers = kept.group_by("suggestion_id").len("earlier")
    counted = fresh.join(numbers, on="suggestion_id", how="left", maintain_order="left")
    identified = fresh.with_columns(
        pl.Series(
            "decision_id", [_identity(row) for row in counted.to_dicts()], pl.String
        )
    )
    store.append(identified)
    return identified


def _identity(entry: dict[str, Any]) -> str:
    """Return the same id for the same decision at the same point of the story."""
    parts = ("run", "suggestion_id", "action", "decided_qty", "holds_until", "reason")
    told = "\x1f".join(str(entry[part]) for part in (*parts, "earlier"))
    return hashlib.sha256(told.encode()).hexdigest()[:32]
