"""Who sells each item to us, on which terms, and why this supplier."""

import datetime as dt

import polars as pl

from models import exchange
from models.company import Company
from models.supply.deliveries import NOT_ORDERED
from models.supply.lead_times import current_terms
from models.tables.columns import MONEY, QTY

OFFER = (
    *("sku", "supplier_id", "unit_cost", "currency", "unit_cost_amount"),
    *("landed_cost_amount", "min_order_qty", "pack_qty", "max_order_qty"),
    "supplier_reason",
)
CHOICE = ("priority", "landed_cost_amount", "used_days", "supplier_id")
"""What decides between suppliers, first things first."""


def terms(
    supplier_items: pl.DataFrame,
    suppliers: pl.DataFrame,
    purchase_order_lines: pl.DataFrame,
    products: pl.DataFrame,
    exchange_rates: pl.DataFrame,
    lead_times: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """Choose the supplier of each item, with its terms of today and the reason.

    Priority 1 comes first and 0 never; then the lowest landed cost in company currency,
    then the shortest lead time. An item that nobody offers is bought where it was
    bought last.
    """
    own = suppliers.filter(pl.col("gone_at").is_null()).select(
        "supplier_id",
        pl.col("currency").alias("supplier_currency"),
        pl.col("freight_rate").fill_null(0),
        pl.col("duty_rate").fill_null(0),
    )
    offered = current_terms(supplier_items, as_of)
    bought = _bought_last(purchase_order_lines, products, as_of).join(
        offered.select("sku").unique(), on="sku", how="anti"
    )
    candidates = pl.concat([_offers(offered), bought], how="diagonal_relaxed")
    priced = candidates.join(own, on="supplier_id", how="inner").with_columns(
        pl.coalesce("currency", "supplier_currency", pl.lit(company.currency)).alias(
            "currency"
        )
    )
    landed = in_company_currency(priced, exchange_rates, as_of, company).with_columns(
        _landed_cost()
    )
    timed = _with_lead_days(landed, usual_lead_times(lead_times))
    return _chosen(timed).select(OFFER)


def usual_lead_times(lead_times: pl.DataFrame) -> pl.DataFrame:
    """Return one lead time per supplier and item (empty sku: all of the supplier's).

    Of several ways of travel the one with most deliveries is the usual one.
    """
    return (
        lead_times.sort("observations", "medium", descending=[True, False])
        .unique(["supplier_id", "sku"], keep="first", maintain_order=True)
        .select("supplier_id", "sku", "used_days", "used_sd_days", "used_source")
    )


def _landed_cost() -> pl.Expr:
    """Return price, freight and duty of a unit, both shares of the goods' value."""
    shares = 1 + pl.col("freight_rate") + pl.col("duty_rate")
    cost = pl.col("unit_cost_amount").cast(pl.Float64) * shares
    return cost.round(4).cast(MONEY).alias("landed_cost_amount")


def _with_lead_days(offers: pl.DataFrame, usual: pl.DataFrame) -> pl.DataFrame:
    """Add the days each supplier takes for each item, else for all it sells."""
    days = usual.select("supplier_id", "sku", "used_days")
    whole = days.filter(pl.col("sku") == "").select("supplier_id", all_days="used_days")
    return (
        offers.join(days, on=["supplier_id", "sku"], how="left")
        .join(whole, on="supplier_id", how="left")
        .with_columns(pl.coalesce("used_days", "all_days"))
    )


def _chosen(offers: pl.DataFrame) -> pl.DataFrame:
    """Return the best offer of each item, with what set it apart from the next one."""
    rest = ("supplier_id", "priority", "landed_cost_amount", "used_days")
    ranked = offers.sort("sku", *CHOICE, nulls_last=True).with_columns(
        pl.col(name).shift(-1).over("sku").alias(f"next_{name}") for name in rest
    )
    best = ranked.unique("sku", keep="first", maintain_order=True)
    return best.with_columns(_reason().alias("supplier_reason"))


def _reason() -> pl.Expr:
    """Say why this supplier and not the next best."""
    no_rate = pl.col("next_landed_cost_amount").is_null()
    cheaper = pl.col("landed_cost_amount") < pl.col("next_landed_cost_amount")
    faster = pl.col("used_days") < pl.col("next_used_days")
    against = "next_supplier_id"
    return (
        pl.when("is_bought_last")
        .then(pl.lit("bought there last"))
        .when(pl.col(against).is_null())
        .then(pl.lit("only offer"))
        .when(pl.col("priority") < pl.col("next_priority"))
        .then(
            pl.format(
                "priority {} against {} of {}", "priority", "next_priority", against
            )
        )
        .when(pl.col("landed_cost_amount").is_null())
        .then(pl.format("first by name before {}: no exchange rate", against))
        .when(no_rate)
        .then(pl.format("no exchange rate for {}", against))
        .when(cheaper)
        .then(
            pl.format(
                "landed cost {} against {} of {}",
                "landed_cost_amount",
                "next_landed_cost_amount",
                against,
            )
        )
        .when(faster)
        .then(
            pl.format(
                "same landed cost, {} days against {} of {}",
                pl.col("used_days").round(1),
                pl.col("next_used_days").round(1),
                against,
            )
        )
        .otherwise(pl.format("same terms as {}", against))
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
        is_bought_last=pl.lit(value=False),
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
            is_bought_last=pl.lit(value=True),
        )
    )
