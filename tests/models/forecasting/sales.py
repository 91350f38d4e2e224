"""Histories of daily demand for tests."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl

from models import tables
from tests.factories import frame

AS_OF = dt.date(2026, 3, 31)


def history(  # noqa: PLR0913 - one per column that tests vary
    demand: Sequence[float],
    *,
    sku: str = "a",
    location: str = "main",
    share: Sequence[float | None] | None = None,
    is_closed: Sequence[bool] | None = None,
    until: dt.date = AS_OF,
) -> pl.DataFrame:
    """Return ``demand_daily`` of one item whose last day is ``until``."""
    count = len(demand)
    days = [until - dt.timedelta(days=count - 1 - day) for day in range(count)]
    contract = tables.TABLES["demand_daily"]
    columns: dict[str, list[Any]] = {
        "sku": [sku] * count,
        "location_id": [location] * count,
        "on": days,
        "stream": ["retail"] * count,
        "demanded_qty": list(demand),
        "sold_qty": list(demand),
        "lost_qty": [0] * count,
        "in_stock_share": [None] * count if share is None else list(share),
        "unit_price": [None] * count,
        "event": [None] * count,
        "discount_rate": [None] * count,
        "is_closed": [False] * count if is_closed is None else list(is_closed),
    }
    return pl.DataFrame(
        {
            name: pl.Series(name, values).cast(contract.columns()[name].dtype)
            for name, values in columns.items()
        }
    ).select(tables.column_names("demand_daily"))


def poisson(rate: float, days: int, seed: int = 0) -> list[float]:
    """Return Poisson demand."""
    drawn = np.random.default_rng(seed).poisson(rate, days)
    return [float(units) for units in drawn]


def several(*histories: pl.DataFrame) -> pl.LazyFrame:
    """Return histories together, in the order of the table's key."""
    key = tables.TABLES["demand_daily"].primary_key()
    return pl.concat(histories).sort(key).lazy()


def no_exceptions() -> pl.DataFrame:
    """Return that no sale was exceptional."""
    return frame("exceptional_sales")


def no_uplifts() -> pl.DataFrame:
    """Return that no event or price moves demand."""
    return frame("demand_uplifts")


def products_of(demand: pl.LazyFrame, category: str | None = "shoes") -> pl.DataFrame:
    """Return the products of a history, all of one category."""
    skus = demand.select(pl.col("sku").unique().sort()).collect()["sku"]
    return frame("products", *({"sku": sku, "category": category} for sku in skus))
