"""When an order would have come: as the real order nearest to it in time did."""

import datetime as dt

import numpy as np
import polars as pl

from models.simulation.ground import Days, Whole

ENOUGH = 3
"""Deliveries of an item from which its own lead times count; else its supplier's."""


def arrivals(
    deliveries: pl.DataFrame, cells: pl.DataFrame, first_on: dt.date, days: int
) -> Days:
    """Return the day on which an order of each day comes in, by day and item-location.

    It takes as long as the delivery whose order lies nearest: of the item, of its
    supplier, or, where nothing ever came and between places of ours, as planned.
    """
    seen = (
        deliveries.filter(pl.col("come_on") >= pl.col("ordered_on"))
        .select(
            *("supplier_id", "sku"),
            placed=(pl.col("ordered_on") - pl.lit(first_on)).dt.total_days(),
            took=(pl.col("come_on") - pl.col("ordered_on")).dt.total_days(),
        )
        .sort("supplier_id", "sku", "placed", "took")
    )
    of_item = {
        key: rows
        for key, rows in seen.partition_by(["supplier_id", "sku"], as_dict=True).items()
        if rows.height >= ENOUGH
    }
    of_supplier = {
        supplier: _nearest(rows.sort("placed", "took"), days)
        for (supplier,), rows in seen.partition_by("supplier_id", as_dict=True).items()
    }
    today = np.arange(days)
    took = np.empty((days, cells.height), np.int32)
    keys = cells.select("supplier_id", "sku", "lead_days").iter_rows()
    for cell, (supplier, sku, planned) in enumerate(keys):
        own = of_item.get((supplier, sku))
        if own is not None:
            took[:, cell] = _nearest(own, days)
        else:
            took[:, cell] = of_supplier.get(supplier, planned)
    return (took + today[:, None]).astype(np.int32)


def _nearest(rows: pl.DataFrame, days: int) -> Whole:
    """Return for each day how long the nearest order took; the earlier of two."""
    placed, took = rows["placed"].to_numpy(), rows["took"].to_numpy()
    today = np.arange(days)
    after = np.clip(np.searchsorted(placed, today), 0, len(placed) - 1)
    before = np.clip(after - 1, 0, None)
    is_before = today - placed[before] <= placed[after] - today
    nearest: Whole = np.where(is_before, took[before], took[after])
    return nearest
