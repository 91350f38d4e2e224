"""How one item stands at one place, or at all.

The tables that are given hold the rows of the item at the places shown.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from models.reports.report_table import ReportTable, report_table

ZERO = Decimal(0)


@dataclass(frozen=True)
class Standing:
    """How an item stands, over all places shown.

    ``on_order_qty`` holds what was approved or sent here (``approved_qty``) beside what
    was imported as bought. ``days_left`` is how many days the available stock lasts at
    the expected demand; none where nothing is expected. ``risk_rate`` is the highest of
    its suggestions.
    """

    is_known: bool
    on_hand_qty: Decimal
    available_qty: Decimal
    position_qty: Decimal
    on_order_qty: Decimal
    approved_qty: Decimal
    reorder_point_qty: Decimal
    order_up_to_qty: Decimal
    daily_mean_qty: float
    next_arrival_on: dt.date | None
    suggested_qty: Decimal
    suggested_amount: Decimal
    risk_rate: float | None
    value_amount: Decimal

    @property
    def days_left(self) -> float | None:
        """How long the available stock lasts."""
        if self.daily_mean_qty <= 0:
            return None
        return float(max(self.available_qty, ZERO)) / self.daily_mean_qty


def standing(
    stock_positions: pl.DataFrame,
    planning_positions: pl.DataFrame,
    reorder_points: pl.DataFrame,
    suggestions: pl.DataFrame,
    stock_valuation: pl.DataFrame,
) -> Standing:
    """Return how the item stands; what is not known counts as nothing."""
    positions, planned = stock_positions, planning_positions
    arrivals = positions["next_arrival_on"].drop_nulls().to_list()
    risks = suggestions["stockout_risk_rate"].drop_nulls().to_list()
    return Standing(
        is_known=bool(positions["is_stock_known"].any()),
        on_hand_qty=_sum(positions["on_hand_qty"]),
        available_qty=_sum(positions["available_qty"]),
        position_qty=_sum(planned["position_qty"]),
        on_order_qty=_sum(positions["on_order_qty"]) + _sum(planned["approved_qty"]),
        approved_qty=_sum(planned["approved_qty"]),
        reorder_point_qty=_sum(reorder_points["reorder_point_qty"]),
        order_up_to_qty=_sum(reorder_points["order_up_to_qty"]),
        daily_mean_qty=float(reorder_points["daily_mean_qty"].sum()),
        next_arrival_on=min(arrivals, default=None),
        suggested_qty=_sum(suggestions["suggested_qty"]),
        suggested_amount=_sum(suggestions["amount"]),
        risk_rate=max(risks, default=None),
        value_amount=_sum(stock_valuation["value_amount"]),
    )


def _sum(values: pl.Series) -> Decimal:
    """Return the exact sum of ``values``."""
    total = values.sum()
    return total if isinstance(total, Decimal) else ZERO


def places(
    stock_positions: pl.DataFrame, reorder_points: pl.DataFrame, location_ids: list[str]
) -> ReportTable:
    """Show how the item stands at each place."""
    key = ["sku", "location_id"]
    levels = reorder_points.select(
        *key, "daily_mean_qty", "reorder_point_qty", "order_up_to_qty"
    )
    rows = stock_positions.filter(pl.col("location_id").is_in(location_ids)).join(
        levels, on=key, how="left"
    )
    return report_table(
        "item_places",
        rows.sort("on_hand_qty", "location_id", descending=[True, False]),
        location_id="text",
        on_hand_qty="qty",
        available_qty="qty",
        on_order_qty="qty",
        position_qty="qty",
        daily_mean_qty="number",
        reorder_point_qty="qty",
        order_up_to_qty="qty",
    )
