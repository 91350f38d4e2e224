"""Other names of items, translated to the items they stand for.

An alias may stand for several units: one listing of a three-pack is three units. Its
quantities are multiplied, and its prices per unit divided, by them.
"""

import polars as pl

from models import tables

UNTOUCHED = ("products", "sku_aliases")
SKU = "products.sku"
MEASURED = ("sku", "component_sku")
"""Columns whose item the quantities of the row are counted in."""
QUANTITY = "stock units"
PRICE = "money per unit"


def translated(
    rows: pl.LazyFrame, table: str, sku_aliases: pl.DataFrame
) -> pl.LazyFrame:
    """Return ``rows`` with every alias replaced by its item, in stock units.

    An alias holds for the table or the channel that it names, or for all where it names
    none. Hashed keys that contain an item follow.
    """
    names = sku_columns(table)
    if table in UNTOUCHED or sku_aliases.is_empty() or not names:
        return rows
    for name in names:
        rows = _replaced(rows, table, name, sku_aliases)
    key = tables.SOURCES[table].primary_key()
    if not set(key) & set(names):
        return rows
    return rows.with_columns(pl.struct(key).hash().alias("_key"))


def sku_columns(table: str) -> list[str]:
    """Return the columns of ``table`` that name items.

    >>> sku_columns("kit_components")
    ['kit_sku', 'component_sku']
    """
    columns = tables.SOURCES[table].columns().items()
    return [n for n, kind in columns if (kind.metadata or {}).get("references") == SKU]


def _replaced(
    rows: pl.LazyFrame, table: str, name: str, sku_aliases: pl.DataFrame
) -> pl.LazyFrame:
    """Replace the aliases in one column, and scale what is counted in them."""
    units = pl.col("_units")
    measures = table if name in MEASURED else ""
    columns = tables.SOURCES[table].columns()
    scaled = {
        **{n: pl.col(n) * units for n in _measures(measures, QUANTITY)},
        **{n: pl.col(n) / units for n in _measures(measures, PRICE)},
    }
    return (
        _looked_up(rows, table, name, sku_aliases)
        .with_columns(
            pl.when(units.is_not_null())
            .then(expr.cast(columns[n].dtype))
            .otherwise(n)
            .alias(n)
            for n, expr in scaled.items()
        )
        .with_columns(pl.coalesce("_item", name).alias(name))
        .drop("_item", "_units")
    )


def _looked_up(
    rows: pl.LazyFrame, table: str, name: str, sku_aliases: pl.DataFrame
) -> pl.LazyFrame:
    """Add item and units of the alias in ``name``: of its channel, table, or any."""
    meaning = sku_aliases.select(
        "alias",
        "alias_source",
        pl.col("sku").alias("_item"),
        pl.col("qty").alias("_units"),
    ).sort("alias", "alias_source")
    is_general = pl.col("alias_source").is_in(["", table])
    general = (
        meaning.filter(is_general).unique("alias", keep="last").drop("alias_source")
    )
    found = rows.join(
        general.lazy(),
        left_on=name,
        right_on="alias",
        how="left",
        maintain_order="left",
    )
    own = meaning.filter(~is_general)
    if "channel" not in tables.SOURCES[table].columns() or own.is_empty():
        return found
    return found.join(
        own.lazy(),
        left_on=[name, "channel"],
        right_on=["alias", "alias_source"],
        how="left",
        suffix="_here",
        maintain_order="left",
    ).select(
        pl.exclude("_item", "_units", "_item_here", "_units_here"),
        pl.coalesce("_item_here", "_item").alias("_item"),
        pl.coalesce("_units_here", "_units").alias("_units"),
    )


def _measures(table: str, unit: str) -> list[str]:
    """Return the columns of ``table`` in ``unit``."""
    columns = tables.SOURCES[table].columns().items() if table else ()
    return [n for n, kind in columns if (kind.metadata or {}).get("unit") == unit]
