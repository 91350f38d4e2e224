"""Items whose costs flow into each other, because kits are put together of them."""

import polars as pl

KIT_WORK = ("kit_build", "kit_consume")


def families(stock_moves: pl.LazyFrame) -> pl.DataFrame:
    """Return the ``family`` of every item that was ever built into or out of a kit.

    Items on one document of kit work are of one family, named after the first of them;
    every other item is a family of its own.

    >>> moves = pl.LazyFrame(
    ...     {
    ...         "kind": ["kit_build", "kit_consume", "kit_consume", "kit_build"],
    ...         "document": ["1", "1", "2", "2"],
    ...         "sku": ["kit", "bolt", "bolt", "box"],
    ...     }
    ... )
    >>> families(moves).rows()
    [('bolt', 'bolt'), ('box', 'bolt'), ('kit', 'bolt')]
    """
    work = (
        stock_moves.filter(pl.col("kind").is_in(KIT_WORK))
        .select("document", "sku")
        .unique()
        .with_columns(family="sku")
        .collect()
    )
    while True:
        first = pl.col("family").min()
        next_work = work.with_columns(first.over("document")).with_columns(
            first.over("sku")
        )
        if next_work["family"].equals(work["family"]):
            return work.select("sku", "family").unique().sort("sku")
        work = next_work


def by_family(stock_moves: pl.LazyFrame) -> tuple[pl.LazyFrame, str]:
    """Return moves, and the column that keeps families together."""
    found = families(stock_moves)
    if found.is_empty():
        return stock_moves, "sku"
    named = stock_moves.join(found.lazy(), on="sku", how="left")
    return named.with_columns(pl.coalesce("family", "sku")), "family"
