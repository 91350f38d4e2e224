"""Buying at today's price what tomorrow costs more.

A unit bought before a price rise and used a time t later saves v₂ − v₁ and costs v₁·r·t
to hold, so what is used within (v₂ − v₁)/(v₁·r) is worth buying ahead: demand times
that, beyond the usual order (Silver, Pyke & Thomas, *Inventory and Production
Management in Supply Chains*, 4th ed., ch. 4, the one-time opportunity to buy before a
price rise; its factor v₂/v₁ on the usual order is taken as one).
"""

import datetime as dt

import polars as pl

from models.tables.columns import QTY

OFFER = ["supplier_id", "sku"]
DAYS_A_YEAR = 365


def next_prices(supplier_items: pl.DataFrame, as_of: dt.date) -> pl.DataFrame:
    """Return the next price of each offer that is known already, and from when."""
    return (
        supplier_items.filter(pl.col("gone_at").is_null(), pl.col("valid_from") > as_of)
        .sort(*OFFER, "valid_from")
        .unique(OFFER, keep="first", maintain_order=True)
        .select(
            *OFFER,
            next_price_on="valid_from",
            next_unit_cost="unit_cost",
            next_currency=pl.coalesce("currency", pl.lit(None, pl.String)),
        )
    )


def last_at_this_price() -> pl.Expr:
    """Tell whether the next chance to order is the last one before a price rise."""
    same_money = pl.col("next_currency").is_null() | (
        pl.col("next_currency") == pl.col("currency")
    )
    return (
        (pl.col("order_on") < pl.col("next_price_on"))
        & (pl.col("next_order_on") >= pl.col("next_price_on"))
        & (pl.col("next_unit_cost") > pl.col("unit_cost"))
        & (pl.col("unit_cost") > 0)
        & same_money
    ).fill_null(value=False)


def with_bought_ahead(lines: pl.DataFrame) -> pl.DataFrame:
    """Add what is bought ahead of a price rise, in whole packs: ``ahead_qty``.

    The position is raised to what the usual order reaches and the demand of the days
    for which the rise pays, within ``room_qty`` (cover, shelf life, maximum). What is
    not due by itself is bought ahead only where that saves more than an order costs.
    """
    pack = pl.col("order_pack_qty").cast(pl.Float64).clip(0.001)
    ordered = pl.col("suggested_qty").cast(pl.Float64)
    usual = pl.max_horizontal(
        pl.col("order_up_to_qty").cast(pl.Float64),
        pl.col("standing_qty").cast(pl.Float64) + ordered,
    )
    level = usual + pl.col("daily_mean_qty") * _worth_days()
    wanted = pl.min_horizontal(
        level - pl.col("standing_qty").cast(pl.Float64), "room_qty"
    )
    packs = ((wanted - ordered) / pack + 1e-9).floor().clip(0)
    reaches = ordered + packs * pack >= pl.col("min_order_qty").cast(pl.Float64)
    is_worth = (ordered > 0) | (_saving(wanted) > pl.col("order_cost"))
    pays = last_at_this_price() & (pl.col("part") == 1) & reaches & is_worth
    ahead = pl.when(pays).then(packs * pack).otherwise(0.0).cast(QTY)
    return lines.with_columns(ahead_qty=ahead.fill_null(0).cast(QTY)).with_columns(
        (pl.col("suggested_qty") + pl.col("ahead_qty")).cast(QTY).alias("suggested_qty")
    )


def _worth_days() -> pl.Expr:
    """Return for how many days' use a price rise is worth buying ahead."""
    now, then = (
        pl.col(name).cast(pl.Float64) for name in ("unit_cost", "next_unit_cost")
    )
    holding = pl.col("holding_rate").clip(1e-6)
    return ((then - now) / (now * holding) * DAYS_A_YEAR).clip(0, 3650)


def _saving(wanted: pl.Expr) -> pl.Expr:
    """Return what buying ``wanted`` before the rise saves, company currency.

    They are used after what is there; half of them wait longer than the middle one.
    """
    rise = pl.col("next_unit_cost").cast(pl.Float64) / pl.col("unit_cost").cast(
        pl.Float64
    )
    landed = pl.col("landed_cost_amount").cast(pl.Float64)
    middle = pl.col("standing_qty").cast(pl.Float64) + wanted / 2
    wait = middle / pl.col("daily_mean_qty").clip(1e-9) / DAYS_A_YEAR
    return wanted * landed * (rise - 1 - pl.col("holding_rate") * wait)
