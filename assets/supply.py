"""Where goods come from and how long they take."""

import datetime as dt

import polars as pl

from assets.tables import table
from models.company import Company
from models.supply import lead_times as times
from models.supply import open_supply as opened
from models.supply import sources


@table()
def lead_times(
    purchase_order_lines: pl.DataFrame,
    receipt_lines: pl.LazyFrame,
    supplier_items: pl.DataFrame,
    suppliers: pl.DataFrame,
    products: pl.DataFrame,
    calendars: pl.DataFrame,
    planning_parameters: pl.DataFrame,
    decisions: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """How long each supplier takes, as declared, as observed and as used."""
    return times.lead_times(**locals())


@table()
def open_supply(
    purchase_order_lines: pl.DataFrame,
    receipt_lines: pl.LazyFrame,
    lead_times: pl.DataFrame,
    calendars: pl.DataFrame,
    planning_parameters: pl.DataFrame,
    decisions: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """Purchase order lines still to come, when, and whether they count."""
    return opened.open_supply(**locals())


@table()
def supply_sources(
    stock_positions: pl.DataFrame,
    item_classes: pl.DataFrame,
    open_supply: pl.DataFrame,
    lead_times: pl.DataFrame,
    products: pl.DataFrame,
    locations: pl.DataFrame,
    suppliers: pl.DataFrame,
    supplier_items: pl.DataFrame,
    purchase_order_lines: pl.DataFrame,
    transfer_lanes: pl.DataFrame,
    calendars: pl.DataFrame,
    exchange_rates: pl.DataFrame,
    planning_parameters: pl.DataFrame,
    decisions: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """From whom each item-location is served, how long it takes, how often."""
    return sources.supply_sources(**locals())
