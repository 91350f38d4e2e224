"""The source tables of a business around real order lines."""

from collections.abc import Callable, Iterator

import numpy as np
import polars as pl

from models.example import (
    masters,
    steering_documents,
    stock_documents,
    supply_documents,
    terms,
)
from models.example.columns import money
from models.example.days import masked
from models.example.documents import aligned
from models.example.real_orders import Orders, catalogue, order_lines
from models.example.simulation import Story

Document = Callable[[Story], Iterator[pl.DataFrame]]

DOCUMENTS: tuple[Document, ...] = (
    supply_documents.purchase_order_lines,
    supply_documents.receipt_lines,
    supply_documents.purchase_return_lines,
    supply_documents.landed_costs,
    supply_documents.supplier_invoice_lines,
    stock_documents.stock_levels,
    stock_documents.stock_holds,
    stock_documents.stock_adjustments,
    stock_documents.stock_revaluations,
    stock_documents.closed_periods,
    steering_documents.exchange_rates,
)


def documents(
    taken: Orders, story: Story
) -> Iterator[tuple[str, Iterator[pl.DataFrame]]]:
    """Yield the source tables by name; the order lines just as they came."""
    world = story.world
    yield "order_lines", iter([order_lines(taken)])
    yield "products", iter([aligned("products", products(taken, story))])
    for master in (masters.locations, terms.suppliers, terms.supplier_items,
                   terms.supplier_price_breaks, terms.calendars):  # fmt: skip
        yield master.__name__, iter([aligned(master.__name__, master(world))])
    for document in DOCUMENTS:
        name = document.__name__
        yield name, (aligned(name, part) for part in document(story))


def products(taken: Orders, story: Story) -> pl.DataFrame:
    """Return what was ordered; fees and postage are services."""
    own = story.world.items
    ordered = catalogue(taken)
    rest = np.full(ordered.height - own.count, -1)
    number = np.concatenate([np.arange(own.count), rest])
    cost = money(np.append(own.cost, np.zeros(len(rest), np.int64)))
    service = pl.when("is_service").then(pl.lit("service")).otherwise(pl.lit("stocked"))
    return ordered.select(
        "sku",
        "title",
        masked(cost, number >= 0).alias("unit_cost"),
        pl.col("price").round(2).alias("unit_price"),
        pl.lit(pl.Series(np.round(0.05 + np.abs(number) * 37 % 400 / 100, 2))).alias(
            "weight_kg"
        ),
        pl.lit(
            pl.Series(np.round(0.0004 + np.abs(number) * 53 % 90 / 10_000, 4))
        ).alias("volume_m3"),
        service.alias("fulfilment"),
    )
