"""Large tables worked through block by block, so that memory stays small.

Item-locations are independent of each other, so a table is cut at item boundaries into
blocks of neighbouring items; each is read, worked on and handed on before the next.
"""

from collections.abc import Callable, Iterator

import polars as pl
from polars.io.plugins import register_io_source

BLOCK_ROWS = 2_000_000
ONE_A_ROW = pl.len()


def blockwise(
    rows: pl.LazyFrame,
    make: Callable[[pl.DataFrame], pl.DataFrame],
    block_rows: int = BLOCK_ROWS,
    weight: pl.Expr = ONE_A_ROW,
    by: str = "sku",
) -> pl.LazyFrame:
    """Return what ``make`` makes of ``rows``, computed for a block of items at a time.

    ``make`` gets every row of its items and returns them in the order to keep; blocks
    follow one another by the column ``by``. ``weight`` says how much an item's rows
    weigh.
    """
    schema = make(rows.head(0).collect()).schema
    bounds = _bounds(rows, block_rows, weight, by)

    def made(
        with_columns: list[str] | None,
        predicate: pl.Expr | None,
        n_rows: int | None,
        _batch_size: int | None,
    ) -> Iterator[pl.DataFrame]:
        left = n_rows
        for first, last in bounds.iter_rows():
            is_in_block = pl.col(by).is_between(pl.lit(first), pl.lit(last))
            block = make(rows.filter(is_in_block).collect())
            block = block if predicate is None else block.filter(predicate)
            block = block if with_columns is None else block.select(with_columns)
            yield block if left is None else block.head(left)
            left = None if left is None else left - min(left, block.height)
            if left == 0:
                return

    return register_io_source(made, schema=schema, is_pure=True)


def _bounds(
    rows: pl.LazyFrame, block_rows: int, weight: pl.Expr, by: str
) -> pl.DataFrame:
    """Return the first and last item of each block."""
    return (
        rows.group_by(by)
        .agg(weight=weight)
        .sort(by)
        .with_columns(block=pl.col("weight").cum_sum() // block_rows)
        .group_by("block", maintain_order=True)
        .agg(first=pl.col(by).first(), last=pl.col(by).last())
        .select("first", "last")
        .collect()
    )
