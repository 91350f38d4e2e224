"""What suggested orders cost by the day on which it is to be paid."""

import polars as pl

from models import tables
from models.company import Company
from models.currencies import minor_digits
from models.tables.columns import MONEY

RATES = ("deposit_rate", "freight_rate", "duty_rate")


def cash_due(
    suggestions: pl.DataFrame, suppliers: pl.DataFrame, company: Company
) -> pl.DataFrame:
    """Part the cost of each suggestion into payments, company currency.

    The deposit is due with the order, the balance the supplier's terms after arrival,
    freight and duty, both shares of the goods' value, on arrival. Deposit and balance
    are the amount of the suggestion; what is nothing is not listed.
    """
    terms = suppliers.select(
        "supplier_id",
        *(pl.col(rate).fill_null(0.0) for rate in RATES),
        pl.col("payment_terms_days").fill_null(0),
    )
    lines = suggestions.join(terms, on="supplier_id", how="left").with_columns(
        pl.col(*RATES).fill_null(0.0), pl.col("payment_terms_days").fill_null(0)
    )
    deposit = _share("deposit_rate", company)
    settled_on = pl.col("arrive_on") + pl.duration(days=pl.col("payment_terms_days"))
    payments = (
        ("deposit", deposit, pl.col("order_on")),
        ("balance", pl.col("amount") - deposit, settled_on),
        ("freight", _share("freight_rate", company), pl.col("arrive_on")),
        ("duty", _share("duty_rate", company), pl.col("arrive_on")),
    )
    return (
        pl.concat(
            lines.with_columns(
                kind=pl.lit(kind), due_on=due_on, amount=amount.cast(MONEY)
            ).select(tables.column_names("cash_due"))
            for kind, amount, due_on in payments
        )
        .filter(pl.col("amount") != 0)
        .sort("suggestion_id", "due_on", "kind")
    )


def _share(rate: str, company: Company) -> pl.Expr:
    """Return a share of the goods' value, in the smallest coin of the currency."""
    value = pl.col("amount").cast(pl.Float64) * pl.col(rate)
    return value.round(minor_digits(company.currency)).cast(MONEY)
