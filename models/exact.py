"""Exact numbers for kernels: decimals as scaled 64-bit integers and back.

Inside a kernel a quantity is a whole number of thousandths and an amount of money a
whole number of ten-thousandths; no binary float ever holds one.
"""

from decimal import Decimal

import polars as pl

from models.tables.columns import MONEY_SCALE, PRECISION, QTY_SCALE


def to_scaled(value: pl.Expr | str, scale: int = QTY_SCALE) -> pl.Expr:
    """Turn decimals into whole numbers of ``10 ** -scale``.

    >>> frame = pl.DataFrame({"qty": [Decimal("1.25"), Decimal("-0.001")]})
    >>> frame.select(to_scaled("qty")).to_series().to_list()
    [1250, -1]
    """
    decimals = pl.col(value) if isinstance(value, str) else value
    return decimals.cast(pl.Decimal(PRECISION, scale)).to_physical().cast(pl.Int64)


def from_scaled(value: pl.Expr | str, scale: int = QTY_SCALE) -> pl.Expr:
    """Turn whole numbers of ``10 ** -scale`` back into decimals.

    >>> frame = pl.DataFrame({"qty": [1250, -1]})
    >>> frame.select(from_scaled("qty")).to_series().to_list()
    [Decimal('1.250'), Decimal('-0.001')]
    """
    whole = pl.col(value) if isinstance(value, str) else value
    unit = pl.lit(Decimal(1).scaleb(-scale))
    return (whole.cast(pl.Decimal(38, 0)) * unit).cast(pl.Decimal(PRECISION, scale))


def qty(value: pl.Expr) -> pl.Expr:
    """Round to a quantity in stock units, three decimals."""
    return value.cast(pl.Decimal(PRECISION, QTY_SCALE))


def money(value: pl.Expr) -> pl.Expr:
    """Round to an amount of money, four decimals."""
    return value.cast(pl.Decimal(PRECISION, MONEY_SCALE))


def no_units() -> pl.Expr:
    """Return the quantity zero."""
    return pl.lit(Decimal(0), dtype=pl.Decimal(PRECISION, QTY_SCALE))
