"""The shape all action messages share."""

from collections.abc import Sequence

import polars as pl

from models.company import Company
from models.planning.wording import Figure, currency_word, whole
from models.tables.columns import MONEY, QTY

PLACE = ["sku", "location_id"]


def matters(
    rows: pl.DataFrame,
    kind: str,
    sentences: Sequence[pl.Expr],
    *,
    qty: str | None = None,
    document: pl.Expr | None = None,
) -> pl.DataFrame:
    """Turn rows into messages: what, where, how much, what it is worth, in words.

    ``rows`` hold ``sku``, ``location_id`` and, for the money, ``unit_cost_amount``.
    """
    units = pl.lit(0) if qty is None else pl.col(qty)
    paper = pl.lit("") if document is None else document
    return rows.select(
        pl.lit(kind).alias("kind"),
        *PLACE,
        paper.alias("document"),
        units.cast(QTY).alias("qty"),
        pl.lit(0).cast(MONEY).alias("amount") if qty is None else worth(qty),
        *sentences,
    )


def worth(qty: str) -> pl.Expr:
    """Return the money in a quantity, zero where its cost is unknown."""
    money = pl.col(qty).cast(pl.Float64) * pl.col("unit_cost_amount").cast(pl.Float64)
    return money.abs().fill_null(0).round(4).cast(MONEY).alias("amount")


def money_in(qty: str, company: Company) -> Figure:
    """Return what a quantity is worth, as a figure of a sentence."""
    word = currency_word(company.currency)
    return lambda language: pl.format(
        "{} {}", whole(worth(qty), language), pl.lit(word)
    )
