"""The plan in a few numbers: what to order today, what it is worth, how fresh it is."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from models.reports import orders_to_place, stock_health
from models.reports.published import Tables, frame

ZERO = Decimal(0)
UNPLANNED = "D"
"""The grade that gets no order."""


@dataclass(frozen=True)
class Headline:
    """What to do today and what it is worth."""

    as_of: dt.date
    orders: int
    orders_due: int
    first_order_on: dt.date | None
    lines: int
    suppliers: int
    amount: Decimal
    lost_margin_per_day_amount: Decimal
    transfers: int
    known: int
    out: int
    low: int
    excess_amount: Decimal
    exceptions: int
    unplanned: int

    @property
    def plan_on(self) -> dt.date:
        """The first day of the plan."""
        return self.as_of + dt.timedelta(days=1)


@dataclass(frozen=True)
class Freshness:
    """How new what we know is."""

    complete_on: dt.date | None
    slowest_channel: str | None
    slowest_on: dt.date | None
    stock_seen_on: dt.date | None
    files: int
    newest_file_on: dt.date | None
    rows_read: int
    rows_rejected: int

    @property
    def is_uneven(self) -> bool:
        """Whether some channel is behind another."""
        return self.slowest_on != self.complete_on


def headline(tables: Tables, as_of: dt.date) -> Headline:
    """Return the numbers that stand first."""
    suggestions = frame(tables, "suggestions")
    positions = frame(tables, "stock_positions")
    orders = suggestions.select(orders_to_place.ORDER).unique()
    plan_on = as_of + dt.timedelta(days=1)
    points = frame(tables, "reorder_points")
    outlook = stock_health.outlook(positions, points, suggestions, as_of)
    excess = stock_health.excess(
        positions,
        points,
        frame(tables, "item_classes"),
        frame(tables, "supply_sources"),
        frame(tables, "products"),
    )
    return Headline(
        as_of=as_of,
        orders=orders.height,
        orders_due=orders.filter(pl.col("order_on") <= plan_on).height,
        first_order_on=_day(orders["order_on"].min()),
        lines=suggestions.height,
        suppliers=suggestions["supplier_id"].n_unique(),
        amount=_sum(suggestions["amount"]),
        lost_margin_per_day_amount=_sum(suggestions["lost_margin_per_day_amount"]),
        transfers=frame(tables, "suggested_transfers").height,
        known=outlook.height,
        out=stock_health.out(outlook).height,
        low=stock_health.running_out(outlook).height,
        excess_amount=_sum(excess["excess_amount"]),
        exceptions=frame(tables, "exceptions").height,
        unplanned=_unplanned(frame(tables, "readiness")),
    )


def freshness(tables: Tables) -> Freshness:
    """Return how new orders, stock and files are."""
    channels = frame(tables, "watermarks").sort("complete_on", "channel")
    positions = frame(tables, "stock_positions")
    files = frame(tables, "source_files").filter(pl.col("replaced_by").is_null())
    slowest = channels.head(1)
    return Freshness(
        complete_on=_day(channels["complete_on"].max()),
        slowest_channel=None if slowest.is_empty() else str(slowest["channel"][0]),
        slowest_on=_day(channels["complete_on"].min()),
        stock_seen_on=_day(positions["last_seen_at"].dt.date().max()),
        files=files.height,
        newest_file_on=_day(files["arrived_at"].dt.date().max()),
        rows_read=int(files["rows_read"].sum()),
        rows_rejected=int(files["rows_rejected"].sum()),
    )


def _unplanned(readiness: pl.DataFrame) -> int:
    """Return how many item-locations have too little data to be planned."""
    return readiness.filter(pl.col("grade") == UNPLANNED).height


def _sum(values: pl.Series) -> Decimal:
    """Return the exact sum of ``values``."""
    total = values.sum()
    return total if isinstance(total, Decimal) else ZERO


def _day(value: object) -> dt.date | None:
    """Return ``value`` where it is a date."""
    return value if isinstance(value, dt.date) else None
