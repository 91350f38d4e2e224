"""Every supplier of an item, with the terms of today: where a line may be moved to."""

import datetime as dt

import polars as pl

from models.company import Company
from models.supply.lead_times import current_terms
from models.supply.terms import in_company_currency, usual_lead_times
from models.tables.columns import QTY

DEFAULT_LEAD_DAYS = 14
"""Days until goods are here where nobody says."""


def offers(
    supplier_items: pl.DataFrame,
    suppliers: pl.DataFrame,
    lead_times: pl.DataFrame,
    exchange_rates: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """Return a row per supplier and item it offers on ``as_of``.

    Columns: supplier_id, sku, supplier_name, supplier_sku, unit_cost and currency,
    unit_cost_amount (company currency; empty without an exchange rate), min_order_qty,
    pack_qty, max_order_qty and lead_days (what planning uses, else 14). Suppliers that
    are never chosen automatically (priority 0) are among them: a person may.
    """
    own = suppliers.filter(pl.col("gone_at").is_null()).select(
        "supplier_id", supplier_name="name", supplier_currency="currency"
    )
    days = usual_lead_times(lead_times).select("supplier_id", "sku", "used_days")
    usual = days.filter(pl.col("sku") == "").select("supplier_id", all_days="used_days")
    pack = pl.max_horizontal(pl.col("pack_qty").fill_null(0), "purchase_unit_qty")
    offered = (
        current_terms(supplier_items, as_of)
        .join(own, on="supplier_id", how="left", maintain_order="left")
        .join(days, on=["supplier_id", "sku"], how="left", maintain_order="left")
        .join(usual, on="supplier_id", how="left", maintain_order="left")
        .with_columns(
            pl.coalesce(
                "currency", "supplier_currency", pl.lit(company.currency)
            ).alias("currency"),
            pl.col("min_order_qty").fill_null(0).cast(QTY),
            pack.cast(QTY).alias("pack_qty"),
            lead_days=pl.coalesce("used_days", "all_days", pl.lit(DEFAULT_LEAD_DAYS))
            .ceil()
            .cast(pl.Int64),
        )
    )
    return (
        in_company_currency(offered, exchange_rates, as_of, company)
        .select(
            *("supplier_id", "sku", "supplier_name", "supplier_sku", "unit_cost"),
            *("currency", "unit_cost_amount", "min_order_qty", "pack_qty"),
            *("max_order_qty", "lead_days"),
        )
        .sort("sku", "supplier_id")
    )
