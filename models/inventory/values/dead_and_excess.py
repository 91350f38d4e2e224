"""Money in stock that does not move, or of which there is more than a year's worth."""

import datetime as dt

import polars as pl

from models import exact, tables
from models.company import Company
from models.inventory.alerts import ISSUES
from models.inventory.values.ages import aged_stock
from models.inventory.values.place_days import with_day
from models.inventory.values.shares import part

PLACE = ["sku", "location_id"]
KINDS = {"dead": "dead", "over": "excess"}
"""What it is called, by alert."""


def dead_and_excess(
    stock_alerts: pl.DataFrame,
    stock_valuation: pl.DataFrame,
    item_classes: pl.DataFrame,
    cost_layers: pl.LazyFrame,
    ledger: pl.LazyFrame,
    locations: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """Return what is dead or too much, by the rules of ``stock_alerts``, in money.

    All of dead stock counts as dead; of what else lasts too long only the surplus
    counts. The money is the surplus' share of what the stock on hand is worth.
    """
    here = stock_valuation.filter(
        pl.col("bucket") == "on_hand", pl.col("qty") > 0
    ).join(_alerts(stock_alerts), on=PLACE)
    issued = _last_issues(ledger, here, locations, company)
    aged = aged_stock(cost_layers, here, locations, company)
    return (
        here.join(item_classes.select(*PLACE, "daily_qty"), on=PLACE, how="left")
        .join(issued, on=PLACE, how="left")
        .join(_oldest(aged, as_of), on=PLACE, how="left")
        .with_columns(on_hand_qty="qty", cover_days=_cover())
        .with_columns(qty=pl.min_horizontal("surplus_qty", "on_hand_qty"))
        .with_columns(value_amount=_value())
        .select(tables.column_names("dead_and_excess"))
        .sort(PLACE)
    )


def _alerts(stock_alerts: pl.DataFrame) -> pl.DataFrame:
    """Return what is dead, else too much, and how many units of it."""
    return (
        stock_alerts.filter(pl.col("alert").is_in(KINDS))
        .with_columns(kind=pl.col("alert").replace_strict(KINDS))
        .sort(*PLACE, "kind")
        .unique(PLACE, keep="first", maintain_order=True)
        .select(*PLACE, "kind", surplus_qty="qty")
    )


def _last_issues(
    ledger: pl.LazyFrame,
    here: pl.DataFrame,
    locations: pl.DataFrame,
    company: Company,
) -> pl.DataFrame:
    """Return the last day on which something was taken, empty if never."""
    is_issue = pl.col("kind").is_in(ISSUES) & (pl.col("bucket") == "on_hand")
    issued = (
        ledger.filter(is_issue)
        .join(here.lazy().select(PLACE), on=PLACE, how="semi")
        .group_by(PLACE)
        .agg(last_issue_at=pl.col("occurred_at").max())
    )
    return (
        with_day(issued, "last_issue_at", locations, company)
        .select(*PLACE, last_issue_on="day")
        .collect(engine="streaming")
    )


def _oldest(aged: pl.DataFrame, as_of: dt.date) -> pl.DataFrame:
    """Return the age of the oldest goods."""
    age = (pl.lit(as_of) - pl.col("day").min()).dt.total_days()
    return aged.group_by(PLACE).agg(oldest_days=age.clip(0))


def _cover() -> pl.Expr:
    """Return the days that the stock on hand lasts."""
    daily = pl.col("daily_qty")
    return pl.when(daily > 0).then(pl.col("qty").cast(pl.Float64) / daily)


def _value() -> pl.Expr:
    """Return what the surplus is worth."""
    units, held = exact.to_scaled("qty"), exact.to_scaled("on_hand_qty")
    return part(pl.col("value_amount"), units, held)
