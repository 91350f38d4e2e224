"""Stock: its moves, its ledger, where it stands, what to look at."""

import datetime as dt
import functools

import polars as pl

from assets.ports import SourceStore
from assets.sources import staged
from assets.tables import table
from models.company import Company
from models.inventory import (
    alerts,
    comparison,
    cost_layers,
    daily,
    kit_stock,
    lots,
    positions,
    promises,
    reconciliation,
)
from models.inventory import ledger as ledgers
from models.inventory.costing import versions as costing
from models.inventory.costs import move_costs as costs
from models.inventory.costs import unsettled
from models.inventory.moves import every_move, superseded
from models.inventory.values import ageing, turnover, valuation, value_daily
from models.inventory.values import cost_of_goods_sold as sold
from models.inventory.values import dead_and_excess as stuck
from models.staging import masters
from models.staging.history import history
from models.staging.known import replaced
from models.staging.versions import Horizon


@table()
def superseded_moves(
    scope: pl.DataFrame,
    source_files: pl.DataFrame,
    locations: pl.DataFrame,
    receipt_lines: pl.LazyFrame,
    shipment_lines: pl.LazyFrame,
    return_lines: pl.LazyFrame,
    order_status: pl.LazyFrame,
    kit_components: pl.DataFrame,
    products: pl.DataFrame,
    source_store: SourceStore,
    as_of: dt.date,
    company: Company,
) -> pl.LazyFrame:
    """Moves that documents told of before they were corrected."""
    older = functools.partial(
        replaced,
        staged(source_files, source_store),
        horizon=Horizon.of(scope),
        home=masters.home(locations),
    )
    return superseded.superseded_moves(
        *(older, receipt_lines, shipment_lines, return_lines, order_status),
        *(kit_components, products, as_of, company),
    )


@table()
def superseded_receipt_lines(
    scope: pl.DataFrame,
    source_files: pl.DataFrame,
    locations: pl.DataFrame,
    source_store: SourceStore,
) -> pl.LazyFrame:
    """Lines of receipts before they were corrected."""
    files = staged(source_files, source_store)
    home = masters.home(locations)
    older = replaced(files, "receipt_lines", Horizon.of(scope), home)
    return superseded.superseded_lines(older, "superseded_receipt_lines")


@table()
def superseded_invoice_lines(
    scope: pl.DataFrame, source_files: pl.DataFrame, source_store: SourceStore
) -> pl.LazyFrame:
    """Lines of invoices before they were corrected."""
    files = staged(source_files, source_store)
    older = replaced(files, "supplier_invoice_lines", Horizon.of(scope))
    return superseded.superseded_lines(older, "superseded_invoice_lines")


@table()
def superseded_landed_costs(
    scope: pl.DataFrame, source_files: pl.DataFrame, source_store: SourceStore
) -> pl.LazyFrame:
    """Charges before they were corrected."""
    files = staged(source_files, source_store)
    older = replaced(files, "landed_costs", Horizon.of(scope))
    return superseded.superseded_lines(older, "superseded_landed_costs")


@table()
def item_cost_versions(
    scope: pl.DataFrame, source_files: pl.DataFrame, source_store: SourceStore
) -> pl.DataFrame:
    """What items were known to cost and to measure, and when."""
    files = staged(source_files, source_store)
    return costing.item_cost_versions(history(files, "products", Horizon.of(scope)))


@table()
def handling_cost_versions(
    scope: pl.DataFrame, source_files: pl.DataFrame, source_store: SourceStore
) -> pl.DataFrame:
    """What handling was known to cost at places, and when."""
    places = history(staged(source_files, source_store), "locations", Horizon.of(scope))
    return costing.handling_cost_versions(places)


@table()
def order_price_versions(
    scope: pl.DataFrame, source_files: pl.DataFrame, source_store: SourceStore
) -> pl.DataFrame:
    """What order lines said that a unit costs, and since when."""
    lines = history(
        staged(source_files, source_store), "purchase_order_lines", Horizon.of(scope)
    )
    return costing.order_price_versions(lines)


@table()
def supplier_price_versions(
    scope: pl.DataFrame, source_files: pl.DataFrame, source_store: SourceStore
) -> pl.DataFrame:
    """What suppliers were known to ask, and when."""
    offers = history(
        staged(source_files, source_store), "supplier_items", Horizon.of(scope)
    )
    return costing.supplier_price_versions(offers)


@table()
def exchange_rate_versions(
    scope: pl.DataFrame,
    source_files: pl.DataFrame,
    source_store: SourceStore,
    company: Company,
) -> pl.DataFrame:
    """What exchange rates were told, and when."""
    rates = history(
        staged(source_files, source_store), "exchange_rates", Horizon.of(scope)
    )
    return costing.exchange_rate_versions(rates, company)


@table()
def costing_rule_versions(
    scope: pl.DataFrame, source_files: pl.DataFrame, source_store: SourceStore
) -> pl.DataFrame:
    """What was known of costing rules, and when."""
    files = staged(source_files, source_store)
    rules = history(files, "planning_parameters", Horizon.of(scope))
    return costing.costing_rule_versions(rules)


stock_moves = table(checks=[every_move.transit_nets])(every_move.stock_moves)
move_costs = table(checks=[unsettled.charges_are_spread_whole])(costs.move_costs)
ledger = table(checks=[ledgers.balances_match, ledgers.values_add_up])(ledgers.ledger)
layers = table()(cost_layers.cost_layers)
stock_lots = table(checks=[lots.lots_add_up])(lots.stock_lots)
stock_positions = table(checks=[positions.positions_add_up])(positions.stock_positions)
available_to_promise = table(checks=[promises.promises_add_up])(
    promises.available_to_promise
)
kit_availability = table()(kit_stock.kit_availability)
stock_daily = table()(daily.stock_daily)
stock_reconciliation = table()(reconciliation.stock_reconciliation)
stock_comparison = table()(comparison.stock_comparison)
shrinkage = table()(reconciliation.shrinkage)
stock_alerts = table()(alerts.stock_alerts)
stock_valuation = table(checks=[valuation.valuation_adds_up])(valuation.stock_valuation)
stock_value_daily = table()(value_daily.stock_value_daily)
cost_of_goods_sold = table(checks=[sold.roll_forward_adds_up])(sold.cost_of_goods_sold)
stock_turnover = table()(turnover.stock_turnover)
stock_ageing = table(checks=[ageing.ageing_adds_up, cost_layers.layers_match])(
    ageing.stock_ageing
)
dead_and_excess = table()(stuck.dead_and_excess)
