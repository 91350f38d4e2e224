"""Prices that fall with the quantity, and ordering more where that is cheaper in all.

The cost of a year is purchase + ordering + holding: D·T(Q)/Q + K·D/Q + i·T(Q)/2, where
T(Q) is what Q units cost (Snyder & Shen, *Fundamentals of Supply Chain Theory*, 2nd
ed., §3.4; Nahmias, *Production and Operations Analysis*, 6th ed., §4.7). It is the same
for discounts on all units and on further units only; just T(Q) differs.
"""

import polars as pl

from models.exact import from_scaled, to_scaled
from models.tables.columns import MONEY, QTY

OFFER = ["supplier_id", "sku"]
LINE = ["sku", "location_id", "part"]
DAYS_A_YEAR = 365
ALL = "all_units"
FLAT = 0.002
"""Near the cheapest quantity the cost of a year is flat: within this share of it the
quantity of the plan before is as good."""

BASES = {"unit_cost": "base_cost", "unit_cost_amount": "base_cost_amount"}
"""Each cost of a line, and what it is without discounts."""


def tiers(supplier_price_breaks: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Return the price of each line from each quantity on, the usual one from 0 on.

    ``before_cost`` is what the units below ``min_qty`` cost: T(Q) = before_cost +
    (Q − min_qty) × tier_cost. Discounts of one offer are of the kind of its first.
    """
    offers = lines.select(*OFFER, tier_cost="base_cost").unique(OFFER)
    breaks = (
        supplier_price_breaks.filter(pl.col("gone_at").is_null())
        .select(*OFFER, "min_qty", "kind", tier_cost="unit_cost")
        .join(offers, on=OFFER, how="semi")
    )
    usual = offers.join(breaks, on=OFFER, how="semi").with_columns(
        min_qty=pl.lit(0, QTY), kind=pl.lit(None, pl.String)
    )
    both = pl.concat([usual.select(breaks.columns), breaks])
    prices = both.unique([*OFFER, "min_qty"], keep="last", maintain_order=True).sort(
        *OFFER, "min_qty"
    )
    start, cost = (pl.col(name).cast(pl.Float64) for name in ("min_qty", "tier_cost"))
    is_all = pl.col("kind").drop_nulls().first().over(OFFER) == ALL
    below = ((start - start.shift(1)) * cost.shift(1)).fill_null(0).cum_sum()
    return prices.select(
        *OFFER,
        "min_qty",
        "tier_cost",
        pl.when(is_all)
        .then(start * cost)
        .otherwise(below.over(OFFER))
        .alias("before_cost"),
    )


def with_prices_of_quantity(lines: pl.DataFrame, steps: pl.DataFrame) -> pl.DataFrame:
    """Set ``unit_cost`` and ``unit_cost_amount`` to the price of ``suggested_qty``.

    ``steps`` are its ``tiers``. Where a discount is on further units only, it is the
    price of an average unit. Lines without breaks have their base price.
    """
    reached = _reached(lines.select(*LINE, "supplier_id", qty="suggested_qty"), steps)
    unit = pl.col("total_cost") / pl.col("qty").cast(pl.Float64)
    known = reached.filter(pl.col("qty") > 0).select(*LINE, price=unit)
    ratio = pl.col("price") / pl.col("base_cost").cast(pl.Float64)
    return (
        lines.join(known, on=LINE, how="left", maintain_order="left")
        .with_columns(
            pl.coalesce(
                (pl.col(base).cast(pl.Float64) * ratio).round(4).cast(MONEY), base
            ).alias(name)
            for name, base in BASES.items()
        )
        .drop("price")
    )


def with_price_breaks(lines: pl.DataFrame, steps: pl.DataFrame) -> pl.DataFrame:
    """Raise ``suggested_qty`` to the quantity of least total cost: price_break_qty.

    Tried are the quantity as it is, the start of each cheaper price and the economic
    quantity at each price, in whole packs, and no more than ``room_qty`` (cover, shelf
    life, maximum). A line without expected demand or of a need that is split stays.
    What the plan before bought (``bought_qty``, may be empty) is tried too, and kept
    where it costs as good as the least. ``lines`` hold ``line_order_cost`` and
    ``holding_rate``.
    """
    fit = (pl.col("daily_mean_qty") > 0) & (pl.col("part") == 1)
    asked = lines.filter(fit, pl.col("suggested_qty") > 0).join(
        steps, on=OFFER, how="semi"
    )
    best = _cheapest(_costed(_tried(asked, steps), steps)).select(
        *LINE, best_qty=from_scaled("packed")
    )
    raised = lines.join(best, on=LINE, how="left", maintain_order="left").with_columns(
        pl.coalesce("best_qty", "suggested_qty").alias("best_qty")
    )
    return raised.with_columns(
        (pl.col("best_qty") - pl.col("suggested_qty"))
        .cast(QTY)
        .alias("price_break_qty"),
        pl.col("best_qty").alias("suggested_qty"),
    ).drop("best_qty")


def _tried(asked: pl.DataFrame, steps: pl.DataFrame) -> pl.DataFrame:
    """Return the quantities worth trying for each line, in whole packs (``packed``)."""
    rows = asked.join(steps, on=OFFER).with_columns(
        start=to_scaled("min_qty"),
        before=to_scaled("suggested_qty"),
        pack=to_scaled("order_pack_qty").clip(1),
    )
    up = (pl.col("start") + pl.col("pack") - 1) // pl.col("pack") * pl.col("pack")
    economic = (1000 * _economic_qty()).floor().cast(pl.Int64)
    down = economic // pl.col("pack") * pl.col("pack")
    old = pl.coalesce(to_scaled("bought_qty"), "before")
    choices = pl.concat_list("before", up, down, down + pl.col("pack"), old)
    room = (pl.col("room_qty") * 1000).floor().cast(pl.Int64)
    return (
        rows.with_columns(packed=choices, room=room)
        .explode("packed")
        .filter(
            pl.col("packed") >= pl.col("before"),
            (pl.col("packed") <= pl.col("room"))
            | (pl.col("packed") == pl.col("before")),
        )
        .unique([*LINE, "packed"], maintain_order=True)
        .drop("min_qty", "tier_cost", "before_cost")
    )


def _economic_qty() -> pl.Expr:
    """Return the economic quantity at one price: √(2·D·(K + what was dearer) / i·c)."""
    yearly = pl.col("daily_mean_qty") * DAYS_A_YEAR
    cost = pl.col("tier_cost").cast(pl.Float64)
    dearer = pl.col("before_cost") - pl.col("min_qty").cast(pl.Float64) * cost
    fixed = pl.col("line_order_cost") / _exchange() + dearer.clip(0)
    holding = (pl.col("holding_rate") * cost).clip(1e-9)
    return (2 * yearly * fixed / holding).sqrt().clip(0, 1e6)


def _exchange() -> pl.Expr:
    """Return what landed goods cost in company currency per unit of theirs."""
    landed, theirs = (
        pl.col(name).cast(pl.Float64) for name in ("landed_cost_amount", "base_cost")
    )
    return pl.when(theirs > 0).then(landed / theirs).otherwise(1.0)


def _costed(tried: pl.DataFrame, steps: pl.DataFrame) -> pl.DataFrame:
    """Add what each quantity costs in a year, company currency."""
    wanted = tried.with_columns(qty=from_scaled("packed"))
    qty = pl.col("qty").cast(pl.Float64)
    yearly = pl.col("daily_mean_qty") * DAYS_A_YEAR
    total = pl.col("total_cost") * _exchange()
    return _reached(wanted, steps).with_columns(
        year_cost=(total + pl.col("line_order_cost")) * yearly / qty
        + pl.col("holding_rate") * total / 2
    )


def _reached(wanted: pl.DataFrame, steps: pl.DataFrame) -> pl.DataFrame:
    """Add ``total_cost``, what ``qty`` units cost, to lines that have price breaks."""
    above = pl.col("qty").cast(pl.Float64) - pl.col("min_qty").cast(pl.Float64)
    return (
        wanted.sort("qty", *LINE)
        .join_asof(
            steps.sort("min_qty", *OFFER),
            left_on="qty",
            right_on="min_qty",
            by=OFFER,
            check_sortedness=False,
        )
        .drop_nulls("tier_cost")
        .with_columns(
            total_cost=pl.col("before_cost")
            + above * pl.col("tier_cost").cast(pl.Float64)
        )
    )


def _cheapest(costed: pl.DataFrame) -> pl.DataFrame:
    """Return the quantity of least cost of each line, of equal ones the smallest."""
    is_old = (pl.col("packed") == to_scaled("bought_qty")).fill_null(value=False)
    cost = pl.col("year_cost") * pl.when(is_old).then(1 - FLAT).otherwise(1.0)
    return costed.sort(*LINE, cost, "packed").unique(
        LINE, keep="first", maintain_order=True
    )
