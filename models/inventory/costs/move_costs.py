"""What documents say that moves of stock cost."""

import polars as pl

from models import tables
from models.company import Company
from models.inventory.costs.amounts import as_money
from models.inventory.costs.charges import charged, spread
from models.inventory.costs.expected import expected
from models.inventory.costs.handling import handling
from models.inventory.costs.invoices import covered_receipts, invoice_differences
from models.inventory.costs.looks import first_looks
from models.inventory.costs.orders import order_lines
from models.inventory.costs.received import received
from models.inventory.moves.superseded import every_version


def move_costs(
    stock_moves: pl.LazyFrame,
    superseded_moves: pl.DataFrame,
    receipt_lines: pl.LazyFrame,
    purchase_order_lines: pl.LazyFrame,
    supplier_items: pl.DataFrame,
    suppliers: pl.DataFrame,
    supplier_invoice_lines: pl.LazyFrame,
    landed_costs: pl.DataFrame,
    locations: pl.DataFrame,
    products: pl.DataFrame,
    item_cost_versions: pl.DataFrame,
    exchange_rates: pl.DataFrame,
    company: Company,
) -> pl.LazyFrame:
    """Return every fact that documents tell of the cost of incoming moves.

    The cost of a move is the sum of its facts, in company currency and whole minor
    units; a move without any has no cost of its own. Superseded moves have the cost
    that was expected of them; invoices and charges belong to what stands.
    """
    moves = every_version(stock_moves, superseded_moves)
    came = received(moves, receipt_lines, purchase_order_lines, products, company)
    orders = order_lines(purchase_order_lines, receipt_lines)
    priced = expected(
        *(came, orders, supplier_items, suppliers, products, item_cost_versions),
        *(exchange_rates, company),
    )
    covered = covered_receipts(
        *(priced, orders, supplier_invoice_lines, suppliers, exchange_rates, company)
    )
    invoiced = invoice_differences(covered)
    charges = charged(priced.lazy(), landed_costs, exchange_rates, company)
    facts = [
        _facts_of(priced),
        first_looks(moves, products, item_cost_versions, company),
        invoiced.lazy(),
        spread(charges, priced, invoiced, products),
        handling(moves, locations, products, company),
    ]
    return (
        pl.concat(facts, how="diagonal")
        .filter(pl.col("amount").is_not_null())
        .with_columns(amount=as_money(pl.col("amount"), company))
        .select(tables.column_names("move_costs"))
        .sort("move_id", "kind", "document")
    )


def _facts_of(expected: pl.DataFrame) -> pl.LazyFrame:
    """Return the expected costs of receipts as facts."""
    return expected.lazy().select(
        *("move_id", "amount"),
        recorded_at=pl.max_horizontal("recorded_at", "told_at"),
        kind=pl.lit("expected"),
        document="said_by",
    )
