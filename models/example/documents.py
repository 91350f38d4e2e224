"""Every source table of the example company."""

from collections.abc import Callable, Iterator

import polars as pl

from models import tables
from models.example import (
    delivery_documents,
    masters,
    sales_documents,
    steering_documents,
    stock_documents,
    supply_documents,
    terms,
)
from models.example.simulation import Story
from models.example.world import World

Master = Callable[[World], pl.DataFrame]
Document = Callable[[Story], Iterator[pl.DataFrame]]

MASTERS: tuple[Master, ...] = (
    masters.products,
    masters.sku_aliases,
    masters.locations,
    masters.bins,
    masters.channels,
    masters.channel_locations,
    masters.kit_components,
    masters.transfer_lanes,
    terms.suppliers,
    terms.supplier_items,
    terms.supplier_price_breaks,
    terms.calendars,
)
DOCUMENTS: tuple[Document, ...] = (
    sales_documents.order_lines,
    delivery_documents.shipment_lines,
    delivery_documents.return_lines,
    sales_documents.payments,
    steering_documents.sales_history,
    supply_documents.purchase_order_lines,
    supply_documents.receipt_lines,
    supply_documents.purchase_return_lines,
    supply_documents.landed_costs,
    supply_documents.supplier_invoice_lines,
    stock_documents.stock_levels,
    stock_documents.stock_holds,
    stock_documents.stock_adjustments,
    stock_documents.stock_revaluations,
    stock_documents.transfer_lines,
    stock_documents.closed_periods,
    steering_documents.exchange_rates,
    steering_documents.events,
    steering_documents.planning_parameters,
    steering_documents.forecast_overrides,
)


def documents(story: Story) -> Iterator[tuple[str, Iterator[pl.DataFrame]]]:
    """Yield every source table by name, in stretches that share their columns."""
    for master in MASTERS:
        name = master.__name__
        yield name, iter([aligned(name, master(story.world))])
    for document in DOCUMENTS:
        name = document.__name__
        yield name, (aligned(name, part) for part in document(story))


def aligned(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the columns of a table that a file may have, in order; some are empty."""
    names = [n for n in tables.column_names(table) if n not in tables.LINEAGE]
    given = [pl.col(n) if n in frame.columns else pl.lit(None).alias(n) for n in names]
    return frame.select(given)
