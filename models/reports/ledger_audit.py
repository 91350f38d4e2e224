"""The books of one item at one place, added up again in every way they can be."""

import polars as pl

from models.reports.item_stock import BUCKETS, bucket_in_words
from models.reports.report_table import ReportTable, report_table
from models.reports.texts import text

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "bucket": pl.String,
    "check": pl.String,
    "booked": pl.Decimal(18, 4),
    "added_up": pl.Decimal(18, 4),
}


def audit(
    ledger: pl.DataFrame,
    cost_layers: pl.DataFrame,
    stock_positions: pl.DataFrame,
    stock_daily: pl.DataFrame,
) -> pl.DataFrame:
    """Return every check of the books of an item: what they say beside what adds up.

    The tables hold the rows of one item at one place. Units and money are exact; a
    check whose two sides differ has a ``difference``. ``booked`` is empty where a cost
    is not known, and then nothing is claimed.
    """
    checks = [
        _of_bucket(bucket, ledger, cost_layers)
        for bucket in BUCKETS
        if bucket in ledger["bucket"]
    ]
    checks.append(_of_tables(ledger, stock_positions, stock_daily))
    difference = pl.col("added_up") - pl.col("booked")
    return pl.concat(checks).with_columns(
        difference=difference, is_kept=difference.fill_null(0) == 0
    )


def _of_bucket(
    bucket: str, ledger: pl.DataFrame, cost_layers: pl.DataFrame
) -> pl.DataFrame:
    """Return the checks of the moves of one stock, and of the layers they leave."""
    moves = ledger.filter(pl.col("bucket") == bucket).sort("sequence")
    layers = cost_layers.filter(pl.col("bucket") == bucket)
    spent = pl.col("cost_amount") + pl.col("adjustment_amount").fill_null(0)
    balance, value = pl.col("balance_qty"), pl.col("value_amount")
    broken_qty = (balance != balance.shift(fill_value=0) + pl.col("qty")).sum()
    broken_value = (value != value.shift(fill_value=0) + spent).sum()
    sides = moves.select(
        moves_qty=_exact(balance.last()),
        moves_qty_sum=_exact(pl.col("qty").sum()),
        broken_qty=_exact(broken_qty),
        value=_exact(value.last()),
        value_sum=_exact(spent.sum()),
        broken_value=_exact(broken_value),
    ).row(0, named=True)
    left = layers.select(
        qty=_exact(pl.col("remaining_qty").sum()),
        amount=_exact(pl.col("remaining_amount").sum()),
    ).row(0, named=True)
    rows = {
        "moves_qty": (sides["moves_qty"], sides["moves_qty_sum"]),
        "each_balance": (0, sides["broken_qty"]),
        "moves_value": (sides["value"], sides["value_sum"]),
        "each_value": (0, sides["broken_value"]),
        "layers_qty": (sides["moves_qty"], left["qty"]),
        "layers_value": (sides["value"], left["amount"]),
    }
    return _rows(bucket, rows)


def _of_tables(
    ledger: pl.DataFrame, stock_positions: pl.DataFrame, stock_daily: pl.DataFrame
) -> pl.DataFrame:
    """Return the checks of what other tables say of the stock on hand."""
    moves = ledger.filter(pl.col("bucket") == "on_hand").sort("sequence")
    balance = moves.select(_exact(pl.col("balance_qty").last())).item()
    closing = stock_daily.sort("on").select(_exact(pl.col("closing_qty").last())).item()
    planned = stock_positions.select(_exact(pl.col("ledger_qty").first())).item()
    return _rows(
        "on_hand",
        {"position_qty": (planned, balance), "last_day_qty": (closing, balance)},
    )


def _exact(value: pl.Expr) -> pl.Expr:
    """Return an exact number of four decimals."""
    return value.cast(pl.Decimal(18, 4))


def _rows(bucket: str, sides: dict[str, tuple[object, object]]) -> pl.DataFrame:
    """Return a row for each check."""
    return pl.DataFrame(
        [(bucket, check, *both) for check, both in sides.items()],
        schema=SCHEMA,
        orient="row",
    )


def shown(found: pl.DataFrame, language: str) -> ReportTable:
    """Show the checks, those that do not hold first."""
    words = {check: text(f"audit_{check}", language) for check in found["check"]}
    rows = found.sort("is_kept", maintain_order=True).with_columns(
        pl.col("check").replace(words), bucket_in_words(language)
    )
    return report_table(
        "ledger_audit",
        rows,
        bucket="text",
        check="text",
        booked="qty",
        added_up="qty",
        difference="qty",
    )
