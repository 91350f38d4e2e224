"""What documents say that moves of stock cost."""

import polars as pl

from models import tables
from models.company import Company
from models.inventory.costs.amounts import as_money
from models.inventory.costs.charges import charged, spread
from models.inventory.costs.expected import each_once, expected, priced
from models.inventory.costs.handling import handling
from models.inventory.costs.invoices import covered_receipts, invoice_differences
from models.inventory.costs.looks import first_looks
from models.inventory.costs.measures import measures
from models.inventory.costs.orders import order_lines
from models.inventory.costs.received import received
from models.inventory.costs.spans import merged
from models.inventory.moves.superseded import every_version


def move_costs(
    stock_moves: pl.LazyFrame,
    superseded_moves: pl.DataFrame,
    receipt_lines: pl.LazyFrame,
    superseded_receipt_lines: pl.DataFrame,
    purchase_order_lines: pl.LazyFrame,
    order_price_versions: pl.DataFrame,
    supplier_items: pl.DataFrame,
    supplier_price_versions: pl.DataFrame,
    suppliers: pl.DataFrame,
    supplier_invoice_lines: pl.LazyFrame,
    superseded_invoice_lines: pl.DataFrame,
    landed_costs: pl.DataFrame,
    superseded_landed_costs: pl.DataFrame,
    locations: pl.DataFrame,
    products: pl.DataFrame,
    item_cost_versions: pl.DataFrame,
    handling_cost_versions: pl.DataFrame,
    exchange_rate_versions: pl.DataFrame,
    company: Company,
) -> pl.LazyFrame:
    """Return every fact that was told of the cost of incoming moves.

    The cost of a move is the sum of its facts that stand, in company currency and whole
    minor units; a move without any has no cost of its own. A fact that something
    changed when it was told later stands beside what it was before, see ``spans``.
    """
    moves = every_version(stock_moves, superseded_moves)
    lines = every_version(receipt_lines, superseded_receipt_lines)
    came = received(moves, lines, purchase_order_lines, products, company)
    orders = order_lines(purchase_order_lines, lines)
    every_price = priced(
        came,
        *(orders, order_price_versions, supplier_items, supplier_price_versions),
        *(suppliers, products, item_cost_versions),
        company,
    )
    worth = expected(every_price, exchange_rate_versions, company)
    goods = each_once(every_price)
    invoices = every_version(supplier_invoice_lines, superseded_invoice_lines)
    rates = exchange_rate_versions
    invoiced = invoice_differences(
        covered_receipts(goods, worth, orders, invoices, suppliers, rates, company)
    )
    every_charge = every_version(landed_costs.lazy(), superseded_landed_costs)
    charges = charged(goods.lazy(), every_charge, rates, company)
    told = measures(products, item_cost_versions)
    facts = [
        _facts_of(worth),
        first_looks(moves, products, item_cost_versions, company),
        invoiced.lazy(),
        spread(charges, worth, invoiced, told),
        handling(moves, locations, handling_cost_versions, products, company),
    ]
    every = (
        pl.concat(facts, how="diagonal")
        .filter(pl.col("amount").is_not_null())
        .with_columns(amount=as_money(pl.col("amount"), company))
        .select(tables.column_names("move_costs"))
    )
    return merged(every.collect(engine="streaming")).lazy()


def _facts_of(expected: pl.DataFrame) -> pl.LazyFrame:
    """Return the expected costs of receipts as facts."""
    told_by = pl.col("told_by")
    return expected.lazy().select(
        *("move_id", "amount"),
        told_by=pl.when(told_by != pl.col("said_by")).then(told_by),
        recorded_at=pl.coalesce("since", "recorded_at"),
        superseded_at="until",
        kind=pl.lit("expected"),
        document="said_by",
    )
