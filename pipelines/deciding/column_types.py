"""How the database keeps what a column of a contract holds, exactly."""

import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl
import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator


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
        if value is None:
            return None
        return (
            value.astimezone(dt.UTC) if value.tzinfo else value.replace(tzinfo=dt.UTC)
        )


def column_type(kind: pl.DataType) -> sa.types.TypeEngine[Any]:
    """Return the type that keeps values of ``kind`` exactly."""
    if isinstance(kind, pl.Decimal):
        return Exact()
    if isinstance(kind, pl.Datetime):
        return Instant()
    plain: dict[Any, sa.types.TypeEngine[Any]] = {
        pl.Date: sa.Date(),
        pl.Float64: sa.Float(),
        pl.Int64: sa.BigInteger(),
    }
    return plain.get(kind, sa.Text())
