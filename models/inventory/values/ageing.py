"""Stock by age."""

import datetime as dt
from collections.abc import Sequence

import polars as pl

from models import exact, tables
from models.company import Company
from models.inventory.values.ages import POOL, aged_stock
from models.inventory.values.shares import shared
from models.tables.inventory import BEYOND_DAYS

PLACE = ["sku", "location_id"]
LIMITS = (30, 60, 90, 180, 365)
"""Oldest age of each bucket, in days."""


def stock_ageing(
    cost_layers: pl.LazyFrame,
    stock_valuation: pl.DataFrame,
    locations: pl.DataFrame,
    as_of: dt.date,
    company: Company,
    limits: Sequence[int] = LIMITS,
) -> pl.DataFrame:
    """Return units and value of each item-location by the age of the goods.

    Goods that came on the last day are no days old. The value of the stock is shared by
    what its parts cost, and so adds up to it.
    """
    parts = aged_stock(cost_layers, stock_valuation, locations, company)
    return (
        parts.with_columns(bucket_days=_bucket(as_of, limits))
        .group_by(*POOL, "bucket_days", "value_amount")
        .agg(pl.col("units", "weight").sum())
        .with_columns(value_amount=_value())
        .group_by(*PLACE, "bucket_days")
        .agg(
            qty=exact.from_scaled(pl.col("units").sum()),
            value_amount=_known_sum("value_amount"),
        )
        .select(tables.column_names("stock_ageing"))
        .sort(*PLACE, "bucket_days")
    )


def _bucket(as_of: dt.date, limits: Sequence[int]) -> pl.Expr:
    """Return the first limit that the age does not exceed."""
    age = (pl.lit(as_of) - pl.col("day")).dt.total_days()
    bucket = pl.lit(BEYOND_DAYS, dtype=pl.Int64)
    for limit in sorted(limits, reverse=True):
        bucket = pl.when(age <= limit).then(limit).otherwise(bucket)
    return bucket


def _value() -> pl.Expr:
    """Return each part's share of its pool's value; by units where nothing has cost."""
    costs = pl.col("weight").sum().over(POOL) != 0
    weight = pl.when(costs).then("weight").otherwise("units")
    return shared(pl.col("value_amount"), weight, POOL, "bucket_days")


def _known_sum(name: str) -> pl.Expr:
    """Return a sum of money; empty where a part is not known."""
    is_whole = pl.col(name).is_not_null().all()
    return pl.when(is_whole).then(exact.money(pl.col(name).sum()))


def ageing_adds_up(
    stock_ageing: pl.DataFrame, stock_valuation: pl.DataFrame
) -> pl.DataFrame:
    """Return item-locations whose ages are not all of the stock that is there."""
    there = stock_valuation.filter(pl.col("qty") > 0)
    sums = [exact.qty(pl.col("qty").sum()), _known_sum("value_amount")]
    aged = stock_ageing.group_by(PLACE).agg(sums)
    worth = there.group_by(PLACE).agg(sums)
    adds_up = pl.all_horizontal(
        pl.col(name).eq_missing(pl.col(f"{name}_aged"))
        for name in ("qty", "value_amount")
    )
    return (
        worth.join(aged, on=PLACE, how="full", coalesce=True, suffix="_aged")
        .filter(~adds_up)
        .sort(PLACE)
    )
