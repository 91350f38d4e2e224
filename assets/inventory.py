"""Assets of the room inventory: moves, ledger, positions, what to look at."""

import datetime as dt

import polars as pl

from assets.tables import table
from models.company import Company
from models.inventory import alerts, daily, positions, reconciliation
from models.inventory import ledger as ledgers
from models.inventory.moves import every_move


@table()
def stock_moves(
    stock_levels: pl.LazyFrame,
    receipt_lines: pl.LazyFrame,
    purchase_order_lines: pl.LazyFrame,
    purchase_return_lines: pl.LazyFrame,
    shipment_lines: pl.LazyFrame,
    order_status: pl.LazyFrame,
    return_lines: pl.LazyFrame,
    transfer_lines: pl.LazyFrame,
    stock_adjustments: pl.LazyFrame,
    kit_components: pl.DataFrame,
    products: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.LazyFrame:
    """Every change of stock, from every document."""
    return every_move.stock_moves(
        stock_levels,
        receipt_lines,
        purchase_order_lines,
        purchase_return_lines,
        shipment_lines,
        order_status,
        return_lines,
        transfer_lines,
        stock_adjustments,
        kit_components,
        products,
        as_of,
        company,
    )


@table(checks=[ledgers.balances_match])
def ledger(stock_moves: pl.LazyFrame) -> pl.LazyFrame:
    """Every move with the balance after it."""
    return ledgers.ledger(stock_moves)


@table(checks=[positions.positions_add_up])
def stock_positions(
    ledger: pl.LazyFrame,
    order_status: pl.LazyFrame,
    stock_holds: pl.DataFrame,
    open_supply: pl.DataFrame,
    products: pl.DataFrame,
    kit_components: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """Where stock stands: there, promised, held, on the way, owed."""
    return positions.stock_positions(
        ledger,
        order_status,
        stock_holds,
        open_supply,
        products,
        kit_components,
        as_of,
        company,
    )


@table()
def stock_daily(
    ledger: pl.LazyFrame, locations: pl.DataFrame, as_of: dt.date, company: Company
) -> pl.LazyFrame:
    """Stock of every item-location on every day, and how long it was in stock."""
    return daily.stock_daily(ledger, locations, as_of, company)


@table()
def stock_reconciliation(ledger: pl.LazyFrame, products: pl.DataFrame) -> pl.DataFrame:
    """The shop's own on-hand beside ours, gap by gap."""
    return reconciliation.stock_reconciliation(ledger, products)


@table()
def shrinkage(
    stock_reconciliation: pl.DataFrame,
    products: pl.DataFrame,
    locations: pl.DataFrame,
    company: Company,
) -> pl.DataFrame:
    """What counts lost and found, by place, month and category."""
    return reconciliation.shrinkage(stock_reconciliation, products, locations, company)


@table()
def stock_alerts(
    stock_positions: pl.DataFrame,
    ledger: pl.LazyFrame,
    item_classes: pl.DataFrame,
    supply_sources: pl.DataFrame,
    products: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """What is out, low, too much, dead, negative or unknown."""
    return alerts.stock_alerts(
        stock_positions, ledger, item_classes, supply_sources, products, as_of
    )
