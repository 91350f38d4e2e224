"""The kinds of column every contract is made of.

A kind fixes type, bounds and meaning in one place, so that the same quantity looks the
same in every table. What a file may look like (required, filled, who it refers to)
travels as column metadata; staging and the data dictionary read it from there.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

import dataframely as dy
import polars as pl

EARLIEST = dt.date(1990, 1, 1)
LATEST = dt.date(2100, 1, 1)
QTY_SCALE = 3
MONEY_SCALE = 4
PRECISION = 18
MAX_QTY = Decimal(10_000_000)
MAX_PRICE = Decimal(10_000_000)
MAX_AMOUNT = Decimal(900_000_000_000)
"""Above it, quantity × cost leaves 64 bits (3 + 4 decimals)."""

QTY = pl.Decimal(PRECISION, QTY_SCALE)
MONEY = pl.Decimal(PRECISION, MONEY_SCALE)
INSTANT = pl.Datetime("us", "UTC")

QUANTILES = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)
QUANTILE_COLUMNS = tuple(f"q{level}" for level in QUANTILES)


def _options(
    *, required: bool, key: bool, metadata: dict[str, object] | None
) -> dict[str, Any]:
    """Translate what a file must hold into dataframely's options."""
    filled = metadata is not None and "fill" in metadata
    return {
        "nullable": not (required or key or filled),
        "primary_key": key,
        "metadata": {"required": required, **(metadata or {})},
    }


def text(
    description: str,
    *,
    required: bool = False,
    key: bool = False,
    max_length: int = 400,
    **metadata: Any,
) -> dy.String:
    """Build a column of free text or of codes (case-sensitive, trimmed)."""
    options = _options(required=required, key=key, metadata=metadata)
    return dy.String(description=description, max_length=max_length, **options)


def choice(
    description: str,
    *values: str,
    required: bool = False,
    key: bool = False,
    **metadata: Any,
) -> dy.String:
    """Build a text column that holds one of ``values``.

    ``words`` in the metadata maps other spellings (lower case) to a value.
    """
    metadata = {"choices": values, **metadata}
    options = _options(required=required, key=key, metadata=metadata)
    return dy.String(
        description=f"{description} ({', '.join(values)})",
        regex=f"^({'|'.join(values)})$",
        **options,
    )


def qty(
    description: str,
    *,
    required: bool = False,
    key: bool = False,
    signed: bool = False,
    positive: bool = False,
    **metadata: Any,
) -> dy.Decimal:
    """Build an exact quantity in stock units, up to three decimals."""
    options = _options(
        required=required, key=key, metadata={"unit": "stock units", **metadata}
    )
    return dy.Decimal(
        PRECISION,
        QTY_SCALE,
        description=description,
        min=None if positive else -MAX_QTY if signed else Decimal(0),
        min_exclusive=Decimal(0) if positive else None,
        max=MAX_QTY,
        **options,
    )


def price(description: str, *, required: bool = False, **metadata: Any) -> dy.Decimal:
    """Build an exact amount of money per stock unit, four decimals, never negative."""
    options = _options(
        required=required, key=False, metadata={"unit": "money per unit", **metadata}
    )
    return dy.Decimal(
        PRECISION,
        MONEY_SCALE,
        description=description,
        min=Decimal(0),
        max=MAX_PRICE,
        **options,
    )


def amount(
    description: str, *, required: bool = False, signed: bool = True, **metadata: Any
) -> dy.Decimal:
    """Build an exact amount of money, four decimals."""
    options = _options(
        required=required, key=False, metadata={"unit": "money", **metadata}
    )
    return dy.Decimal(
        PRECISION,
        MONEY_SCALE,
        description=description,
        min=-MAX_AMOUNT if signed else Decimal(0),
        max=MAX_AMOUNT,
        **options,
    )


def number(
    description: str,
    *,
    required: bool = False,
    key: bool = False,
    low: float = 0,
    high: float = 1e9,
    **metadata: Any,
) -> dy.Float64:
    """Build a measured or estimated number within bounds."""
    options = _options(required=required, key=key, metadata=metadata)
    return dy.Float64(description=description, min=low, max=high, **options)


def rate(description: str, *, required: bool = False, **metadata: Any) -> dy.Float64:
    """Build a share between 0 and 1."""
    return number(description, required=required, high=1, **{"unit": "0…1", **metadata})


def whole(
    description: str,
    *,
    required: bool = False,
    key: bool = False,
    low: int = 0,
    high: int = 1_000_000_000,
    **metadata: Any,
) -> dy.Int64:
    """Build a whole number within bounds."""
    options = _options(required=required, key=key, metadata=metadata)
    return dy.Int64(description=description, min=low, max=high, **options)


def days(
    description: str, *, required: bool = False, key: bool = False, **metadata: Any
) -> dy.Int64:
    """Build a number of days, at most ten years."""
    return whole(
        description, required=required, key=key, high=3650, unit="days", **metadata
    )


def day(
    description: str, *, required: bool = False, key: bool = False, **metadata: Any
) -> dy.Date:
    """Build a business date in the location's time zone."""
    options = _options(required=required, key=key, metadata=metadata)
    return dy.Date(description=description, min=EARLIEST, max=LATEST, **options)


def instant(
    description: str, *, required: bool = False, key: bool = False, **metadata: Any
) -> dy.Datetime:
    """Build an instant in UTC.

    ``event=True`` says that the row happened then, ``milestone=True`` that a part of it
    did, of which the columns in ``tells`` know only from then on; a date without a time
    means the ``day_part`` (start, noon or end) of that day.
    """
    options = _options(required=required, key=key, metadata=metadata)
    return dy.Datetime(
        description=description,
        min=dt.datetime.combine(EARLIEST, dt.time(), dt.UTC),
        max=dt.datetime.combine(LATEST, dt.time(), dt.UTC),
        time_unit="us",
        time_zone="UTC",
        **options,
    )


def flag(description: str, *, required: bool = False, **metadata: Any) -> dy.Bool:
    """Build a yes or no."""
    options = _options(required=required, key=False, metadata=metadata)
    return dy.Bool(description=description, **options)


def quantile(level: float) -> dy.Float64:
    """Build the column of one forecast quantile, called ``q<level>``."""
    return dy.Float64(
        alias=f"q{level}",
        description=f"Demand that is not exceeded with probability {level}.",
        nullable=False,
        min=0,
        max=1e12,
        metadata={"unit": "stock units"},
    )
