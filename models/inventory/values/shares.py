"""Parts of amounts, exact: what is shared out adds up to the whole."""

import polars as pl

from models import exact
from models.tables.columns import MONEY_SCALE


def part(amount: pl.Expr, weight: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """Return ``amount × weight ÷ whole``, rounded down to four decimals.

    All of it where the weight is the whole; nothing known where the whole is zero.

    >>> from decimal import Decimal
    >>> frame = pl.DataFrame({"amount": [Decimal(10)], "weight": [1], "whole": [3]})
    >>> frame.select(part(*map(pl.col, frame.columns))).item()
    Decimal('3.3333')
    """
    scaled = exact.to_scaled(amount, MONEY_SCALE).cast(pl.Int128)
    product = scaled * weight.cast(pl.Int128)
    divisor = pl.when(whole != 0).then(whole.cast(pl.Int128))
    return exact.from_scaled((product // divisor).cast(pl.Int64), MONEY_SCALE)


def shared(
    amount: pl.Expr, weight: pl.Expr, within: list[str], order_by: str
) -> pl.Expr:
    """Return each row's share by weight of the amount that its group has as a whole.

    Each row gets the part up to and including itself less the part before it, so that
    the shares of a group add up to the amount.
    """
    upto = weight.cum_sum().over(within, order_by=order_by)
    whole = weight.sum().over(within)
    share = part(amount, upto, whole) - part(amount, upto - weight, whole)
    return exact.money(share)
