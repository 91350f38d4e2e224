"""Virtual kits: sold under one number, taken from stock as their components."""

from collections.abc import Sequence

import polars as pl

from models import exact

DEEPEST = 5
"""Kits inside kits are opened this often, so that a recipe in a circle ends."""


def exploded(
    lines: pl.LazyFrame,
    kit_components: pl.DataFrame,
    qty_columns: Sequence[str],
    on: str,
) -> pl.LazyFrame:
    """Replace lines of virtual kits by lines of their components.

    The recipe is the one valid on the date in column ``on``; every column of
    ``qty_columns`` is multiplied by its quantity. Column ``kit_sku`` is added: the kit
    that was sold, empty for what is no kit. Stocked kits stay as they are.
    """
    recipes = kit_components.filter(pl.col("gone_at").is_null())
    opened = lines.with_columns(kit_sku=pl.lit(None, dtype=pl.String))
    for _ in range(_depth(recipes)):
        opened = _opened(opened, recipes, qty_columns, on)
    return opened


def _depth(recipes: pl.DataFrame) -> int:
    """Return how many times kits must be opened until no virtual kit is left."""
    depth = 0
    kits = recipes.filter("is_virtual").get_column("kit_sku").unique()
    while len(kits) and depth < DEEPEST:
        depth += 1
        inside = recipes.filter(pl.col("kit_sku").is_in(kits.implode()))
        kits = kits.filter(kits.is_in(inside.get_column("component_sku").implode()))
    return depth


def _opened(
    lines: pl.LazyFrame,
    recipes: pl.DataFrame,
    qty_columns: Sequence[str],
    on: str,
) -> pl.LazyFrame:
    """Open the kits among ``lines`` once."""
    is_kit = pl.col("sku").is_in(recipes.get_column("kit_sku").unique().implode())
    kits = lines.filter(is_kit)
    factor = pl.col("_factor").fill_null(1)
    is_opened = pl.col("_factor").is_not_null()
    opened = kits.join(_recipe_by_day(kits, recipes, on), on=["sku", on], how="left")
    components = opened.with_columns(
        pl.coalesce("kit_sku", pl.when(is_opened).then("sku")),
        pl.coalesce("_component", "sku").alias("sku"),
        *(exact.qty(pl.col(name) * factor).alias(name) for name in qty_columns),
    ).drop("_component", "_factor")
    return pl.concat([lines.filter(~is_kit), components])


def _recipe_by_day(kits: pl.LazyFrame, recipes: pl.DataFrame, on: str) -> pl.LazyFrame:
    """Return the components of each kit on each day it was sold."""
    key = ["kit_sku", "valid_from"]
    versions = recipes.lazy().select(key).unique().sort("valid_from")
    days = kits.select("sku", on).unique().drop_nulls().sort(on)
    return (
        days.join_asof(
            versions,
            left_on=on,
            right_on="valid_from",
            by_left="sku",
            by_right="kit_sku",
            check_sortedness=False,  # both are sorted just above
        )
        .join(
            recipes.lazy().filter("is_virtual"),
            left_on=["sku", "valid_from"],
            right_on=key,
        )
        .select("sku", on, _component="component_sku", _factor="qty")
    )
