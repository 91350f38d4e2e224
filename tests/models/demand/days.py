"""Order lines, stock and marks for tests of daily demand."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import polars as pl

from models import tables
from models.demand.daily import demand_daily
from tests.factories import frame

FIRST = dt.date(2026, 1, 1)


def day(number: int) -> dt.date:
    """Return day ``number`` of the test's calendar, from 0."""
    return FIRST + dt.timedelta(days=number)


def line(number: int, qty: float = 1, **columns: object) -> dict[str, Any]:
    """Return an order line placed on day ``number``, shipped in full."""
    return {
        "channel": "web",
        "location_id": "main",
        "stream": "retail",
        "sku": "a",
        "placed_on": day(number),
        "demand_qty": qty,
        "shipped_qty": qty,
        "state": "shipped",
        **columns,
    }


def stock(shares: Sequence[float | None], **columns: object) -> list[dict[str, Any]]:
    """Return days of stock from day 0 on."""
    return [
        {
            "sku": "a",
            "location_id": "main",
            "on": day(number),
            "in_stock_share": share,
            **columns,
        }
        for number, share in enumerate(shares)
    ]


def demand(
    lines: Sequence[dict[str, Any]] = (),
    stock_days: Sequence[dict[str, Any]] = (),
    *,
    until: int = 9,
    as_of: int | None = None,
    **others: Sequence[dict[str, Any]],
) -> pl.DataFrame:
    """Return daily demand known to day ``until``; other tables by their name."""
    marks = [
        {"channel": channel, "complete_on": day(until)}
        for channel in sorted({one["channel"] for one in lines} or {"web"})
    ]
    given: dict[str, Any] = {
        "locations": [{"location_id": "main"}],
        "channels": [{"channel": "web"}],
        "watermarks": marks,
        "products": [{"sku": "a"}, {"sku": "b"}],
        **others,
    }

    def of(table: str) -> pl.DataFrame:
        return frame(table, *given.get(table, ()))

    found = demand_daily(
        frame(
            "order_status",
            *({"order_id": str(n), **one} for n, one in enumerate(lines)),
        ).lazy(),
        of("sales_history"),
        frame("stock_daily", *stock_days).lazy(),
        of("kit_components"),
        of("calendars"),
        of("events"),
        of("locations"),
        of("channels"),
        of("watermarks"),
        of("products"),
        day(until if as_of is None else as_of),
    ).collect()
    tables.TABLES["demand_daily"].validate(found)
    key = tables.TABLES["demand_daily"].primary_key()
    assert found.equals(found.sort(key))
    return found


def units(
    found: pl.DataFrame, column: str = "demanded_qty", sku: str = "a"
) -> list[float]:
    """Return one column of one item, day after day, as numbers."""
    chosen = found.filter(pl.col("sku") == sku).sort("on")
    return [float(value) for value in chosen[column]]
