"""Category, owner and preferred supplier: what stock is looked at by."""

import polars as pl

NOBODY = "none"
"""The category of an item without one, the supplier of an item that nobody offers."""


def categories(products: pl.DataFrame) -> pl.LazyFrame:
    """Return the category of each item."""
    return (
        products.lazy()
        .select("sku", "category")
        .unique("sku", keep="first", maintain_order=True)
    )


def owners(products: pl.DataFrame) -> pl.LazyFrame:
    """Return whose goods each item is; empty: ours."""
    return (
        products.lazy()
        .select("sku", "owner")
        .unique("sku", keep="first", maintain_order=True)
    )


def with_groups(
    rows: pl.LazyFrame, products: pl.DataFrame, supply_sources: pl.DataFrame
) -> pl.LazyFrame:
    """Add ``category`` and ``supplier_id`` to rows of item-locations.

    A place that is replenished from another has the supplier that the item is bought
    from elsewhere.
    """
    bought = supply_sources.lazy().filter(pl.col("supplier_id").is_not_null())
    usual = bought.group_by("sku").agg(usual_id=pl.col("supplier_id").min())
    return (
        rows.join(categories(products), on="sku", how="left")
        .join(usual, on="sku", how="left")
        .join(
            bought.select("sku", "location_id", own_id="supplier_id"),
            on=["sku", "location_id"],
            how="left",
        )
        .with_columns(
            pl.col("category").fill_null(NOBODY),
            supplier_id=pl.coalesce("own_id", "usual_id", pl.lit(NOBODY)),
        )
        .drop("usual_id", "own_id")
    )
