"""What planners and managers should look at."""

import datetime as dt

import polars as pl

from models import exact, tables
from models.ownership import own_costs

DEAD_AFTER_DAYS = 180
"""Stock from which nothing was taken for longer is dead."""

OVER_AFTER_DAYS = 365
"""Stock that lasts longer than this at the mean rate of demand is too much."""

ISSUES = ("shipment", "kit_consume", "transfer_out")


def stock_alerts(
    stock_positions: pl.DataFrame,
    stock_lots: pl.DataFrame,
    ledger: pl.LazyFrame,
    item_classes: pl.DataFrame,
    supply_sources: pl.DataFrame,
    products: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return item-locations at which somebody should look, and why.

    Out: known stock of none although there is demand. Low: less is available and coming
    than is wanted until a supplier can deliver, what expires before left out. Over:
    more than a year's demand. Dead: nothing taken for 180 days. Negative: the ledger is
    below zero. Expired: on hand after its last day of use. Expiring: available, and
    expires before it is used. Unknown: wanted, but nobody ever looked at the stock.
    """
    place = ["sku", "location_id"]
    rows = (
        stock_positions.join(_last_moves(ledger), on=place, how="left")
        .join(_expiry_days(stock_lots), on=place, how="left")
        .join(item_classes.select(*place, "daily_qty"), on=place, how="left")
        .join(supply_sources.select(*place, "lead_time_days"), on=place, how="left")
        .join(own_costs(products), on="sku", how="left")
        .with_columns(daily=pl.col("daily_qty").fill_null(0))
    )
    found = [
        rows.filter(holds).select(
            *place,
            alert=pl.lit(alert),
            qty=exact.qty(units),
            amount=_amount(units),
            since_on=since,
        )
        for alert, (holds, units, since) in _alerts(as_of).items()
    ]
    return (
        pl.concat(found)
        .select(tables.column_names("stock_alerts"))
        .sort("sku", "location_id", "alert")
    )


def _alerts(as_of: dt.date) -> dict[str, tuple[pl.Expr, pl.Expr, pl.Expr]]:
    """Return, by alert, when it holds, the units concerned and since when."""
    known, daily = pl.col("is_stock_known"), pl.col("daily")
    has_stock, is_wanted = pl.col("on_hand_qty") > 0, daily > 0
    coming = (pl.col("position_qty") - pl.col("expiring_qty")).cast(pl.Float64)
    until_delivery = daily * pl.col("lead_time_days")
    is_idle = pl.col("last_issue_on") < as_of - dt.timedelta(days=DEAD_AFTER_DAYS)
    surplus = (pl.col("on_hand_qty").cast(pl.Float64) - OVER_AFTER_DAYS * daily).round(
        3
    )
    units, never = pl.col("on_hand_qty"), pl.lit(None, dtype=pl.Date)
    issued = pl.col("last_issue_on")
    is_owed = pl.col("backordered_qty") > 0
    return {
        "out": (
            known & ~has_stock & (is_wanted | is_owed),
            units,
            pl.col("last_move_on"),
        ),
        "low": (known & has_stock & (coming < until_delivery), units, never),
        "over": (known & is_wanted & (surplus > 0), surplus, never),
        "dead": (known & has_stock & is_idle, units, issued),
        "negative": (known & (pl.col("ledger_qty") < 0), pl.col("ledger_qty"), never),
        **{alert: _of_expiry(alert) for alert in ("expired", "expiring")},
        "unknown": (~known & (is_wanted | is_owed), exact.no_units(), never),
    }


def _of_expiry(alert: str) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """Return when units expired or will, how many, and the first of their days."""
    units = pl.col(f"{alert}_qty")
    return units > 0, units, pl.col(f"{alert}_on")


def _expiry_days(stock_lots: pl.DataFrame) -> pl.DataFrame:
    """Return the expired units, and the first days on which lots expired or will."""
    is_expired, is_expiring = pl.col("is_expired"), pl.col("is_expiring")
    return stock_lots.group_by("sku", "location_id").agg(
        expired_qty=pl.col("qty").filter(is_expired).sum(),
        expired_on=pl.col("expires_on").filter(is_expired).min(),
        expiring_on=pl.col("expires_on").filter(is_expiring).min(),
    )


def _last_moves(ledger: pl.LazyFrame) -> pl.DataFrame:
    """Return the last day on which anything moved and on which something was taken."""
    day = pl.col("occurred_at").dt.date()
    has_moved = pl.col("qty") != 0
    is_issue = pl.col("kind").is_in(ISSUES)
    return (
        ledger.filter(pl.col("bucket") == "on_hand")
        .group_by("sku", "location_id")
        .agg(
            last_move_on=day.filter(has_moved).max(),
            last_issue_on=pl.coalesce(day.filter(is_issue).max(), day.min()),
        )
        .collect()
    )


def _amount(units: pl.Expr) -> pl.Expr:
    """Return units in money at the item's cost."""
    cost = pl.col("unit_cost").cast(pl.Float64)
    return exact.money((units.cast(pl.Float64) * cost).round(4))
