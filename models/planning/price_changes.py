"""Prices that rose since an item was last bought."""

import datetime as dt

import polars as pl

from models import parameters
from models.company import Company
from models.planning.matters import PLACE, matters, money_in
from models.planning.wording import day, name_of, of, percent, quantity, told
from models.tables.columns import MONEY, QTY

DAYS_A_YEAR = 365
NOT_BOUGHT = ("draft", "cancelled")


def risen(
    supply_sources: pl.DataFrame,
    purchase_order_lines: pl.DataFrame,
    reorder_points: pl.DataFrame,
    costs: pl.DataFrame,
    force: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """List what costs more today than when it was last bought of the same supplier.

    Both prices are in the supplier's currency, so that a rate is no rise. The money is
    the difference on what is expected to sell in a year; the quantity is that year's. A
    rise of less than ``dampener_price_rate`` (2 %) is left alone.
    """
    terms = supply_sources.filter(pl.col("kind") == "supplier").select(
        *(*PLACE, "supplier_id", "currency", "unit_cost"),
        rate=pl.col("unit_cost_amount").cast(pl.Float64)
        / pl.col("unit_cost").cast(pl.Float64),
    )
    year = (pl.col("daily_mean_qty") * DAYS_A_YEAR).round()
    known = (
        terms.join(
            _last_paid(purchase_order_lines, as_of, company),
            on=["supplier_id", "sku"],
        )
        .filter(pl.col("paid_in").is_null() | (pl.col("paid_in") == pl.col("currency")))
        .join(reorder_points.select(*PLACE, year.cast(QTY).alias("year_qty")), on=PLACE)
        .join(costs.drop("unit_cost_amount"), on=PLACE, how="left")
    )
    damped = parameters.resolved(known, force, ["dampener_price_rate"])
    more = (pl.col("unit_cost") - pl.col("paid_cost")).cast(pl.Float64)
    rise = more / pl.col("paid_cost").cast(pl.Float64)
    dearer = damped.with_columns(
        rise.alias("rise_rate"),
        (more * pl.col("rate")).alias("unit_cost_amount"),
    ).filter(
        pl.col("paid_cost") > 0,
        pl.col("rise_rate") >= pl.col("dampener_price_rate"),
        pl.col("year_qty") > 0,
    )
    sentences = told(
        "The price of {} went up by {}, from {} to {} {} since {}: {} a year. "
        "Negotiate, find another supplier, or raise the sales price.",
        "Prisen hos {} er steget med {}, fra {} til {} {} siden {}: {} om året. "
        "Forhandl, find en anden leverandør, eller hæv salgsprisen.",
        name_of("supplier_id"),
        of(percent, "rise_rate"),
        of(quantity, "paid_cost"),
        of(quantity, "unit_cost"),
        name_of("currency"),
        of(day, "paid_on"),
        money_in("year_qty", company),
    )
    paper = pl.col("po_id")
    return matters(dearer, "price_up", sentences, qty="year_qty", document=paper)


def _last_paid(
    purchase_order_lines: pl.DataFrame, as_of: dt.date, company: Company
) -> pl.DataFrame:
    """Return what each item was last ordered at from each supplier, and when."""
    on = pl.col("ordered_at").dt.convert_time_zone(company.time_zone).dt.date()
    bought = ~pl.col("status").is_in(NOT_BOUGHT).fill_null(value=False)
    return (
        purchase_order_lines.filter(bought)
        .select(
            *("supplier_id", "sku", "po_id", "line_no"),
            on.alias("paid_on"),
            pl.col("unit_cost").cast(MONEY).alias("paid_cost"),
            pl.col("currency").alias("paid_in"),
        )
        .drop_nulls("paid_cost")
        .filter(pl.col("paid_on") <= as_of)
        .sort("supplier_id", "sku", "paid_on", "po_id", "line_no")
        .unique(["supplier_id", "sku"], keep="last", maintain_order=True)
        .drop("line_no")
    )
