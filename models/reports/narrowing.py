"""Stock narrowed to a place, a category or a supplier, whatever table tells of it."""

from collections.abc import Mapping
from typing import TypeVar

import polars as pl

KEY = ("sku", "location_id")
Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)
Choice = Mapping[str, str]
"""What was chosen, by column: a place, a category, a supplier."""


def narrowed(rows: Frame, choice: Choice) -> Frame:
    """Return the rows of what was chosen, by those columns that the table has.

    >>> rows = pl.DataFrame({"location_id": ["a", "b"], "qty": [1, 2]})
    >>> narrowed(rows, {"location_id": "b", "category": "cups"})["qty"].to_list()
    [2]
    """
    columns = set(rows.collect_schema())
    chosen = [
        pl.col(name) == value for name, value in choice.items() if name in columns
    ]
    return rows.filter(*chosen) if chosen else rows


def item_locations(stock_turnover: pl.DataFrame, choice: Choice) -> pl.DataFrame:
    """Return the item-locations of what was chosen; their table knows all groups."""
    return narrowed(stock_turnover, choice).select(KEY)


def among(rows: Frame, items: pl.DataFrame, choice: Choice) -> Frame:
    """Return the rows of ``items``; all where nothing was chosen."""
    if not choice:
        return rows
    if isinstance(rows, pl.LazyFrame):
        return rows.join(items.lazy(), on=KEY, how="semi")
    return rows.join(items, on=KEY, how="semi", maintain_order="left")
