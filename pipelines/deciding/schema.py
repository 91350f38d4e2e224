"""The tables of the decisions store, and what keeps each of them added to only."""

import sqlalchemy as sa

from models import tables
from pipelines.deciding.column_types import Instant, column_type

CONTRACT = tables.TABLES["decisions"]
APPEND_ONLY = "decisions are never changed or deleted; add one that undoes it"
NUMBER = "entry_no"
SQLITE, POSTGRES = "sqlite", "postgresql"
METADATA = sa.MetaData()
KEPT = sa.Table(
    "decisions",
    METADATA,
    sa.Column(NUMBER, sa.Integer, primary_key=True, autoincrement=True),
    *(
        sa.Column(
            name,
            column_type(column.dtype),
            nullable=column.nullable,
            unique=name == "decision_id",
            index=name == "suggestion_id",
        )
        for name, column in CONTRACT.columns().items()
    ),
)
SENDINGS = sa.Table(
    "sendings",
    METADATA,
    sa.Column("event_no", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("order_no", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("at", Instant(), nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("supplier_id", sa.Text, nullable=False),
    sa.Column("location_id", sa.Text, nullable=False),
    sa.Column("run", sa.Text, nullable=False),
    sa.Column("note", sa.Text),
    sa.UniqueConstraint("order_no", "state", "at"),
)
"""What happened to each purchase order, step by step."""

RULE_LOG = sa.Table(
    "rule_log",
    METADATA,
    sa.Column("event_no", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("at", Instant(), nullable=False),
    sa.Column("run", sa.Text, nullable=False),
    sa.Column("suggestion_id", sa.Text, nullable=False),
    sa.Column("supplier_id", sa.Text, nullable=False),
    sa.Column("sku", sa.Text, nullable=False),
    sa.Column("location_id", sa.Text, nullable=False),
    sa.Column("rule", sa.Text, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
)
"""What rules did with each line, and why."""


def _when_made(table: sa.Table, words: str, dialect: str) -> None:
    """Say ``words`` to a database of ``dialect`` once ``table`` is made."""
    ddl = sa.DDL(words)  # type: ignore[no-untyped-call] # SQLAlchemy leaves it untyped
    sa.event.listen(table, "after_create", ddl.execute_if(dialect=dialect))


def _keep(table: sa.Table) -> None:
    """Let the database refuse to change or delete what is in ``table``."""
    name = table.name
    for verb in ("UPDATE", "DELETE"):
        _when_made(
            table,
            f"CREATE TRIGGER {name}_no_{verb.lower()} BEFORE {verb} ON {name} "
            f"BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END",
            SQLITE,
        )
    _when_made(
        table,
        f"CREATE OR REPLACE FUNCTION {name}_append_only() RETURNS trigger "
        f"LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''{APPEND_ONLY}'' "
        "USING ERRCODE = ''integrity_constraint_violation''; END'",
        POSTGRES,
    )
    _when_made(
        table,
        f"CREATE TRIGGER {name}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {name} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}_append_only()",
        POSTGRES,
    )


_keep(KEPT)
_keep(SENDINGS)
_keep(RULE_LOG)


def prepare(engine: sa.Engine) -> None:
    """Make the tables, or add the columns that an older Backstock did not keep.

    Two that begin at the same moment may both try; the one that is too late finds it
    done.
    """
    try:
        _make(engine)
    except (sa.exc.OperationalError, sa.exc.ProgrammingError, sa.exc.IntegrityError):
        _make(engine)


def _make(engine: sa.Engine) -> None:
    """Make what is missing of the tables; columns that are added may be empty."""
    METADATA.create_all(engine)
    for index in KEPT.indexes:
        index.create(engine, checkfirst=True)
    there = {column["name"] for column in sa.inspect(engine).get_columns(KEPT.name)}
    missing = [column for column in KEPT.columns if column.name not in there]
    with engine.begin() as connection:
        for column in missing:
            kind = column.type.compile(engine.dialect)
            connection.execute(
                sa.text(f"ALTER TABLE {KEPT.name} ADD COLUMN {column.name} {kind}")
            )
