"""Amounts and lots as the kernel has them: whole minor units, and numbers."""

import polars as pl

from models import exact
from models.inventory.costing.books import Integers
from models.tables.columns import MONEY_SCALE

AMOUNTS = ("cost_amount", "adjustment_amount", "value_amount")
"""What the ledger calls the fields of ``Posted``."""


def minor(amount: pl.Expr, minor_digits: int) -> pl.Expr:
    """Turn money into whole minor units."""
    return exact.to_scaled(amount, MONEY_SCALE) // 10 ** (MONEY_SCALE - minor_digits)


def money(minor_units: Integers, minor_digits: int) -> pl.Expr:
    """Turn minor units into money."""
    scaled = minor_units * 10 ** (MONEY_SCALE - minor_digits)
    return exact.from_scaled(pl.lit(pl.Series(scaled)), MONEY_SCALE)


def numbered(lot: str) -> pl.Expr:
    """Return numbers of lots; none is 0.

    >>> lots = pl.DataFrame({"lot": ["y", "", "x", "y"]})
    >>> lots.select(numbered("lot")).to_series().to_list()
    [3, 0, 2, 3]
    """
    return (
        pl.when(pl.col(lot) != "")
        .then(pl.col(lot).rank("dense"))
        .otherwise(0)
        .cast(pl.Int32)
    )
