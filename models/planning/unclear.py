"""Data that planning cannot trust: unclear stock, prices without rates, odd values."""

import datetime as dt

import polars as pl

from models import parameters
from models.planning.matters import PLACE, matters
from models.planning.wording import name_of, of, quantity, told
from models.tables.columns import MONEY, QTY


def negative_stock(stock_positions: pl.DataFrame, costs: pl.DataFrame) -> pl.DataFrame:
    """List balances below zero, which planning takes as nothing."""
    below = stock_positions.filter(pl.col("ledger_qty") < 0)
    sentences = told(
        "The balance is {}: usually a receipt booked late. Planned as none; book the "
        "receipt or count.",
        "Beholdningen er {}: som regel en modtagelse, der mangler at blive bogført. "
        "Planlagt som ingen; bogfør den, eller tæl op.",
        of(quantity, "ledger_qty"),
    )
    known = below.join(costs, on=PLACE, how="left")
    return matters(known, "negative_stock", sentences, qty="ledger_qty")


def unknown_stock(
    readiness: pl.DataFrame, reorder_points: pl.DataFrame, costs: pl.DataFrame
) -> pl.DataFrame:
    """List what sells though nobody knows what is there, so that nothing is ordered.

    The quantity is what is expected to sell in a day.
    """
    blind = (
        readiness.filter(~pl.col("is_stock_known"))
        .join(
            reorder_points.select(*PLACE, pl.col("daily_mean_qty").round(3).cast(QTY)),
            on=PLACE,
        )
        .join(costs, on=PLACE, how="left")
        .filter(pl.col("daily_mean_qty") > 0)
    )
    sentences = told(
        "It sells {} a day, but its stock is not known: nothing is ordered. Supply a "
        "stock row.",
        "Der sælges {} om dagen, men beholdningen er ukendt: intet bestilles. Giv en "
        "lagerrække.",
        of(quantity, "daily_mean_qty"),
    )
    return matters(blind, "unknown_stock", sentences, qty="daily_mean_qty")


def missing_rates(supply_sources: pl.DataFrame, as_of: dt.date) -> pl.DataFrame:
    """List currencies without an exchange rate of the week up to ``as_of``."""
    missing = (
        supply_sources.filter(
            pl.col("unit_cost").is_not_null(), pl.col("unit_cost_amount").is_null()
        )
        .group_by("currency")
        .agg(pl.len().cast(QTY).alias("items"))
        .sort("currency")
        .with_columns(day=pl.lit(as_of.isoformat()))
    )
    sentences = told(
        "No rate of {} on {} or the 7 days before: nothing is ordered of {} "
        "item-locations. Supply exchange_rates.",
        "Ingen kurs for {} den {} eller de 7 dage før: intet bestilles af {} varer pr. "
        "sted. Giv exchange_rates.",
        name_of("currency"),
        name_of("day"),
        of(quantity, "items"),
    )
    document = pl.format("exchange_rates {}", "currency")
    return matters(
        _about_nothing(missing),
        "unreliable_data",
        sentences,
        qty="items",
        document=document,
    )


def misread_parameters(planning_parameters: pl.DataFrame) -> pl.DataFrame:
    """List parameters whose value cannot be read and does not count."""
    wrong = parameters.misunderstood(planning_parameters).with_columns(
        pl.concat_str("scope", "key", "parameter", separator=" ").alias("name")
    )
    sentences = told(
        "The value {} of {} is not understood and not used.",
        "Værdien {} af {} forstås ikke og bruges ikke.",
        name_of("value"),
        name_of("name"),
    )
    document = pl.format("planning_parameters {}: {}", "name", "value")
    return matters(
        _about_nothing(wrong), "unreliable_data", sentences, document=document
    ).unique("document", keep="first", maintain_order=True)


def _about_nothing(rows: pl.DataFrame) -> pl.DataFrame:
    """Add an empty item and place, and no money."""
    return rows.with_columns(
        sku=pl.lit(""), location_id=pl.lit(""), unit_cost_amount=pl.lit(0).cast(MONEY)
    )
