"""Demand: what customers wanted, and what kind of item each one is."""

import datetime as dt

import polars as pl

from assets.tables import table
from models.demand import classes, daily


@table()
def demand_daily(
    order_status: pl.LazyFrame,
    sales_history: pl.DataFrame,
    stock_daily: pl.LazyFrame,
    kit_components: pl.DataFrame,
    calendars: pl.DataFrame,
    events: pl.DataFrame,
    locations: pl.DataFrame,
    channels: pl.DataFrame,
    watermarks: pl.DataFrame,
    products: pl.DataFrame,
    as_of: dt.date,
) -> pl.LazyFrame:
    """Demand of every item, place, day and stream, stock-outs marked."""
    return daily.demand_daily(
        order_status,
        sales_history,
        stock_daily,
        kit_components,
        calendars,
        events,
        locations,
        channels,
        watermarks,
        products,
        as_of,
    )


@table()
def item_classes(
    demand_daily: pl.LazyFrame, products: pl.DataFrame, as_of: dt.date
) -> pl.DataFrame:
    """ABC, XYZ, shape of demand and age of each item-location."""
    return classes.item_classes(demand_daily, products, as_of)
