"""Costs that could not be settled, and whether charges were spread whole."""

import polars as pl

from models.company import Company
from models.inventory.costs.amounts import as_money
from models.inventory.costs.charges import charged
from models.inventory.costs.expected import each_once, expected, priced
from models.inventory.costs.invoices import covered_receipts
from models.inventory.costs.orders import order_lines
from models.inventory.costs.received import received, standing
from models.inventory.moves.superseded import every_version

CHARGES = ("freight", "duty", "insurance", "other")
MISSING = ["kind", "document", "currency", "on"]
STANDS = pl.col("until").is_null()


def costs_without_rate(
    stock_moves: pl.LazyFrame,
    receipt_lines: pl.LazyFrame,
    purchase_order_lines: pl.LazyFrame,
    order_price_versions: pl.DataFrame,
    supplier_items: pl.DataFrame,
    supplier_price_versions: pl.DataFrame,
    suppliers: pl.DataFrame,
    supplier_invoice_lines: pl.LazyFrame,
    landed_costs: pl.DataFrame,
    products: pl.DataFrame,
    item_cost_versions: pl.DataFrame,
    exchange_rate_versions: pl.DataFrame,
    company: Company,
) -> pl.LazyFrame:
    """Return the documents whose cost no exchange rate converts: no fact is made.

    Kind of fact, document, currency, and the day for which a rate is missing.
    """
    came = received(
        *(standing(stock_moves), standing(receipt_lines), purchase_order_lines),
        *(products, company),
    )
    orders = order_lines(purchase_order_lines, receipt_lines)
    every_price = priced(
        came,
        *(orders, order_price_versions, supplier_items, supplier_price_versions),
        *(suppliers, products, item_cost_versions),
        company,
    )
    worth = expected(every_price, exchange_rate_versions, company)
    goods = each_once(every_price)
    invoices = covered_receipts(
        *(goods, worth, orders, standing(supplier_invoice_lines), suppliers),
        *(exchange_rate_versions, company),
    )
    charges = standing(landed_costs.lazy())
    is_ours = pl.col("is_ours") & pl.col("unit_cost").is_not_null()
    costs = [
        worth.lazy().filter(is_ours).with_columns(kind=pl.lit("expected")),
        invoices.with_columns(kind=pl.lit("invoice")),
        charged(goods.lazy(), charges, exchange_rate_versions, company),
    ]
    is_lacking = pl.col("rate").is_null() & STANDS
    lacking = [rows.filter(is_lacking).select(MISSING) for rows in costs]
    return pl.concat(lacking).unique().sort(MISSING)


def charges_without_receipt(
    landed_costs: pl.DataFrame,
    stock_moves: pl.LazyFrame,
    receipt_lines: pl.LazyFrame,
    purchase_order_lines: pl.LazyFrame,
    products: pl.DataFrame,
    company: Company,
) -> pl.LazyFrame:
    """Return charges whose receipt brought nothing that could bear them.

    It is not known, all of it was refused, or the goods belong to another.
    """
    came = received(
        *(standing(stock_moves), standing(receipt_lines), purchase_order_lines),
        *(products, company),
    )
    return (
        landed_costs.lazy()
        .join(came.filter("is_ours"), on="receipt_id", how="anti")
        .select("charge_id", "receipt_id", "kind", "amount", "currency")
        .sort("charge_id", "receipt_id")
    )


def charges_are_spread_whole(
    move_costs: pl.LazyFrame,
    landed_costs: pl.DataFrame,
    stock_moves: pl.LazyFrame,
    superseded_moves: pl.DataFrame,
    receipt_lines: pl.LazyFrame,
    superseded_receipt_lines: pl.DataFrame,
    purchase_order_lines: pl.LazyFrame,
    products: pl.DataFrame,
    exchange_rate_versions: pl.DataFrame,
    company: Company,
) -> pl.LazyFrame:
    """Return charges whose facts do not add up to what was charged."""
    moves = every_version(stock_moves, superseded_moves)
    lines = every_version(receipt_lines, superseded_receipt_lines)
    came = received(moves, lines, purchase_order_lines, products, company)
    stands = came.filter(pl.col("superseded_at").is_null() & pl.col("is_ours"))
    key = ["kind", "document"]
    charges = standing(landed_costs.lazy())
    owed = (
        charged(came, charges, exchange_rate_versions, company)
        .filter(STANDS)
        .join(stands, on="receipt_id", how="semi")
        .select(*key, charged_amount=as_money(pl.col("amount"), company))
    )
    said = (
        move_costs.filter(
            pl.col("kind").is_in(CHARGES) & pl.col("superseded_at").is_null()
        )
        .group_by(key)
        .agg(spread_amount=pl.col("amount").sum())
    )
    gap = pl.col("charged_amount").fill_null(0) != pl.col("spread_amount").fill_null(0)
    return owed.join(said, on=key, how="full", coalesce=True).filter(gap).sort(key)
