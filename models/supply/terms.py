"""Who sells each item to us, and on which terms."""

import datetime as dt

import polars as pl

from models import exchange
from models.company import Company
from models.supply.deliveries import NOT_ORDERED
from models.supply.lead_times import current_terms
from models.tables.columns import MONEY, QTY

OFFER = (
    *("sku", "supplier_id", "unit_cost", "currency", "unit_cost_amount"),
    *("min_order_qty", "pack_qty", "max_order_qty"),
)


def terms(
    supplier_items: pl.DataFrame,
    suppliers: pl.DataFrame,
    purchase_order_lines: pl.DataFrame,
    products: pl.DataFrame,
    exchange_rates: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """Choose the supplier of each item, with its terms of today.

    Priority 1 comes first and 0 never; then the lowest cost in company currency. An
    item that nobody offers is bought where it was bought last.
    """
    currencies = suppliers.filter(pl.col("gone_at").is_null()).select(
        "supplier_id", pl.col("currency").alias("supplier_currency")
    )
    offered = current_terms(supplier_items, as_of)
    bought = _bought_last(purchase_order_lines, products, as_of).join(
        offered.select("sku").unique(), on="sku", how="anti"
    )
    candidates = pl.concat([_offers(offered), bought], how="diagonal_relaxed")
    priced = candidates.join(currencies, on="supplier_id", how="inner").with_columns(
        pl.coalesce("currency", "supplier_currency", pl.lit(company.currency)).alias(
            "currency"
        )
    )
    return (
        in_company_currency(priced, exchange_rates, as_of, company)
        .sort("sku", "priority", "unit_cost_amount", "supplier_id", nulls_last=True)
        .unique("sku", keep="first", maintain_order=True)
        .select(OFFER)
    )


def in_company_currency(
    priced: pl.DataFrame, exchange_rates: pl.DataFrame, as_of: dt.date, company: Company
) -> pl.DataFrame:
    """Add ``unit_cost_amount``; empty where no rate of the last week is known."""
    rates = (
        exchange.rate_by_day(exchange_rates)
        .filter(pl.col("on") == as_of)
        .select("currency", "rate")
    )
    converted = (pl.col("unit_cost").cast(pl.Float64) * pl.col("rate")).round(4)
    return priced.join(rates, on="currency", how="left").with_columns(
        pl.when(pl.col("currency") == company.currency)
        .then(pl.col("unit_cost"))
        .otherwise(converted.cast(MONEY))
        .alias("unit_cost_amount")
    )


def _offers(offered: pl.DataFrame) -> pl.DataFrame:
    """Return what suppliers offer; whole purchase units are the least pack."""
    unit = pl.max_horizontal(pl.col("pack_qty").fill_null(0), "purchase_unit_qty")
    return offered.filter(pl.col("priority") > 0).select(
        *("sku", "supplier_id", "unit_cost", "currency", "priority", "max_order_qty"),
        pl.col("min_order_qty").fill_null(0).cast(QTY),
        unit.cast(QTY).alias("pack_qty"),
    )


def _bought_last(
    purchase_order_lines: pl.DataFrame, products: pl.DataFrame, as_of: dt.date
) -> pl.DataFrame:
    """Return the supplier and the cost of the last order of each item."""
    return (
        purchase_order_lines.filter(
            ~pl.col("status").is_in(NOT_ORDERED).fill_null(value=False),
            pl.col("ordered_at").dt.date() <= as_of,
        )
        .sort("ordered_at", "po_id", "line_no")
        .unique("sku", keep="last", maintain_order=True)
        .join(
            products.select("sku", pl.col("unit_cost").alias("own_cost")),
            on="sku",
            how="left",
        )
        .select(
            *("sku", "supplier_id", "currency"),
            pl.coalesce("unit_cost", "own_cost").alias("unit_cost"),
            pl.lit(1, pl.Int64).alias("priority"),
            pl.lit(None, QTY).alias("max_order_qty"),
            pl.lit(0).cast(QTY).alias("min_order_qty"),
            pl.lit(1).cast(QTY).alias("pack_qty"),
        )
    )
