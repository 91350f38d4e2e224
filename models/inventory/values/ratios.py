"""The ratios of stock: textbook formulas on columns; what cannot be divided is empty.

Inventory turnover and the average days to sell inventory: Williams, Haka, Bettner and
Carcello, *Financial and Managerial Accounting*, chapter 8; gross margin return on
inventory: Lusch, Dunne and Carver, *Introduction to Retailing*, chapter 9; sell-through
with what was there at the start: calculatordoc.com/sell-through-rate-calculator.
"""

import polars as pl

DAYS_OF_A_YEAR = 365
LIMIT = 1e9
"""Beyond it a ratio only says that its divisor is next to nothing."""


def turns(cost: pl.Expr, average_value: pl.Expr) -> pl.Expr:
    """Return inventory turnover: cost of goods sold ÷ average inventory.

    >>> sold, held = pl.lit(304_657), pl.lit(33_160)
    >>> round(pl.select(turns(sold, held)).item(), 2)
    9.19
    """
    return _over(cost, average_value)


def inventory_days(cost: pl.Expr, average_value: pl.Expr, days: pl.Expr) -> pl.Expr:
    """Return average days to sell: average inventory ÷ cost of goods sold in a day.

    >>> sold, held = pl.lit(304_657), pl.lit(33_160)
    >>> round(pl.select(inventory_days(sold, held, pl.lit(365))).item(), 2)
    39.73
    """
    return _over(average_value.cast(pl.Float64) * days, cost)


def gmroi(margin: pl.Expr, average_value: pl.Expr) -> pl.Expr:
    """Return gross margin ÷ average inventory at cost.

    >>> pl.select(gmroi(pl.lit(200_000), pl.lit(50_000))).item()
    4.0
    """
    return _over(margin, average_value)


def sell_through(sold: pl.Expr, opening: pl.Expr, received: pl.Expr) -> pl.Expr:
    """Return units sold ÷ (units at the start + units received).

    >>> pl.select(sell_through(pl.lit(150), pl.lit(200), pl.lit(100))).item()
    0.5
    """
    return _over(sold, opening + received)


def of_a_year(amount: pl.Expr, days: pl.Expr) -> pl.Expr:
    """Return what an amount of some days would be in a year."""
    return amount.cast(pl.Float64) * DAYS_OF_A_YEAR / days


def _over(value: pl.Expr, divisor: pl.Expr) -> pl.Expr:
    """Divide; empty unless the divisor is above zero."""
    ratio = value.cast(pl.Float64) / divisor.cast(pl.Float64)
    return pl.when(divisor > 0).then(ratio.clip(-LIMIT, LIMIT))
