"""What supplier orders come to while their lines are edited."""

import polars as pl

from models.planning.budget import SCOPES
from models.planning.order_totals import (
    CONTAINER,
    MINIMUMS,
    ORDER,
    containers,
    short,
    totals,
)
from models.tables.columns import MONEY, QTY


def edited_orders(
    lines: pl.DataFrame, suppliers: pl.DataFrame, products: pl.DataFrame
) -> pl.DataFrame:
    """Return a row per order with what its lines come to and what it lacks.

    ``lines`` are suggestions as edited: ``suggested_qty``, ``supplier_id``,
    ``order_on``, ``unit_cost``, ``currency`` and ``amount`` hold what is decided, and a
    quantity of 0 is left out. Totals are lines, units, order_amount (supplier
    currency), amount (company currency), weight_kg and volume_m3. Each minimum of the
    supplier stands beside them, with ``short_…``, 0 where it is reached, and
    ``is_reached``; ``containers`` is how many the order fills.
    """
    sizes = products.select("sku", "weight_kg", "volume_m3")
    sized = lines.join(sizes, on="sku", how="left")
    money = (
        lines.filter(pl.col("suggested_qty") > 0)
        .group_by(ORDER)
        .agg(pl.col("amount").sum().cast(MONEY), pl.col("arrive_on").max())
    )
    terms = suppliers.select(
        *("supplier_id", pl.col("name").alias("supplier_name")), *MINIMUMS, *CONTAINER
    )
    lacks = {
        minimum.replace("min_order", "short"): short(minimum, reached).cast(kind)
        for (minimum, reached), kind in zip(
            MINIMUMS.items(), (MONEY, QTY, pl.Float64(), pl.Float64()), strict=True
        )
    }
    return (
        totals(sized)
        .join(money, on=ORDER, how="left", maintain_order="left")
        .join(terms, on="supplier_id", how="left", maintain_order="left")
        .with_columns(**lacks, containers=containers())
        .with_columns(is_reached=pl.all_horizontal(pl.col(name) == 0 for name in lacks))
    )


def budget_left(
    lines: pl.DataFrame, products: pl.DataFrame, limits: pl.DataFrame
) -> pl.DataFrame:
    """Return each budget with what the edited ``lines`` leave of it.

    ``limits`` are those of ``models.planning.budget``: scope, key and what is ``left``
    before this plan. Columns: scope, key, left, spent_amount, left_amount (below zero:
    the plan asks for more).
    """
    sorts = products.select("sku", "category")
    scoped = lines.join(sorts, on="sku", how="left")
    money = pl.col("amount").cast(pl.Float64)
    keys = {scope: key for scope, key in SCOPES.items() if scope != "space"}
    spent = (
        pl.concat(
            scoped.select(scope=pl.lit(scope), key=key, amount=money)
            for scope, key in keys.items()
        )
        .group_by("scope", "key")
        .agg(spent_amount=pl.col("amount").sum())
    )
    return (
        limits.filter(pl.col("scope").is_in([*keys]))
        .join(spent, on=["scope", "key"], how="left", maintain_order="left")
        .with_columns(pl.col("spent_amount").fill_null(0.0))
        .with_columns(left_amount=pl.col("left") - pl.col("spent_amount"))
        .select("scope", "key", "left", "spent_amount", "left_amount")
    )
