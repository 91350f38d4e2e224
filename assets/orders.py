"""Assets of the room orders: how far every order is."""

import datetime as dt

import polars as pl

from assets.tables import table
from models.company import Company
from models.orders import status


@table(checks=[status.every_line_has_a_status])
def order_status(
    order_lines: pl.LazyFrame,
    shipment_lines: pl.LazyFrame,
    return_lines: pl.LazyFrame,
    products: pl.DataFrame,
    channels: pl.DataFrame,
    channel_locations: pl.DataFrame,
    locations: pl.DataFrame,
    exchange_rates: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.LazyFrame:
    """How far every order line is, and what of it was demand."""
    return status.order_status(
        order_lines,
        shipment_lines,
        return_lines,
        products,
        channels,
        channel_locations,
        locations,
        exchange_rates,
        as_of,
        company,
    )
