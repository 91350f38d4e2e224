"""What was inferred because the data do not say it, told by every room."""

import polars as pl

from assets.ports import SourceStore
from assets.tables import table
from models.company import Company
from models.demand.assumptions import demand_assumptions
from models.forecasting.assumptions import forecast_assumptions
from models.inventory.assumptions import cost_assumptions, stock_assumptions
from models.orders.assumptions import order_assumptions
from models.planning.assumptions import planning_assumptions
from models.staging import assumptions as staged
from models.staging.versions import Horizon, arrived


@table()
def assumptions(
    scope: pl.DataFrame,
    source_files: pl.DataFrame,
    watermarks: pl.DataFrame,
    products: pl.DataFrame,
    locations: pl.DataFrame,
    channels: pl.DataFrame,
    suppliers: pl.DataFrame,
    order_lines: pl.LazyFrame,
    order_status: pl.LazyFrame,
    shipment_lines: pl.LazyFrame,
    return_lines: pl.LazyFrame,
    stock_moves: pl.LazyFrame,
    stock_positions: pl.DataFrame,
    receipt_lines: pl.LazyFrame,
    purchase_order_lines: pl.LazyFrame,
    supplier_invoice_lines: pl.LazyFrame,
    order_price_versions: pl.DataFrame,
    item_cost_versions: pl.DataFrame,
    landed_costs: pl.DataFrame,
    exchange_rate_versions: pl.DataFrame,
    demand_daily: pl.LazyFrame,
    calendars: pl.DataFrame,
    forecast_basis: pl.DataFrame,
    supply_sources: pl.DataFrame,
    supplier_items: pl.DataFrame,
    supplier_price_versions: pl.DataFrame,
    open_supply: pl.DataFrame,
    item_classes: pl.DataFrame,
    reorder_points: pl.DataFrame,
    source_store: SourceStore,
    company: Company,
) -> pl.DataFrame:
    """What was inferred because the files do not say it."""
    files = arrived(source_files, Horizon.of(scope))
    return staged.together(
        [
            staged.history_assumed(files),
            staged.columns_unknown(files),
            staged.columns_missing(files),
            staged.files_left_alone(source_store.unread()),
            staged.notations(source_store.notes()),
            staged.words_left_out(source_store.words()),
            staged.days_held(watermarks),
            staged.services_detected(products),
            staged.skus_that_differ_by_case(products),
            staged.one_place(locations),
            staged.derived("products", products),
            staged.derived("locations", locations),
            staged.derived("channels", channels),
            staged.derived("suppliers", suppliers),
            order_assumptions(order_lines, order_status, shipment_lines),
            stock_assumptions(stock_positions, stock_moves, return_lines, company),
            cost_assumptions(
                *(stock_moves, receipt_lines, purchase_order_lines),
                order_price_versions,
                supplier_items,
                supplier_price_versions,
                suppliers,
                supplier_invoice_lines,
                *(landed_costs, products, item_cost_versions, exchange_rate_versions),
                company,
            ),
            demand_assumptions(demand_daily, calendars),
            forecast_assumptions(forecast_basis),
            planning_assumptions(
                *(supply_sources, reorder_points, open_supply, item_classes),
                *(supplier_items, products),
            ),
        ]
    )
