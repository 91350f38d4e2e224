"""Sharing what is too little for all: in proportion to need, in whole units."""

from collections.abc import Sequence

import polars as pl

UNIT = 1000
"""Thousandths in one unit."""


def shared(claims: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Add what each claim gets of its ``pool`` (``given``), all in thousandths.

    Where ``pool`` is enough for every ``need`` of its group each gets its need; else
    whole units in proportion to need. What rounding leaves over goes unit by unit to
    the largest remainders (Hamilton's method).
    """
    asked = pl.col("need").sum().over(by)
    exact = pl.col("pool").cast(pl.Float64) * pl.col("need") / pl.col("asked")
    floor = (exact / UNIT + 1e-9).floor().cast(pl.Int64) * UNIT
    ranked = (
        claims.with_columns(asked.alias("asked"))
        .with_columns(floor.alias("floor"), (exact - floor).alias("remainder"))
        .sort(
            *by,
            "remainder",
            "location_id",
            descending=[*(False for _ in by), True, False],
        )
    )
    left = (pl.col("pool") - pl.col("floor").sum().over(by)) // UNIT
    turn = pl.int_range(pl.len()).over(by)
    dealt = pl.col("floor") + pl.when(turn < left).then(UNIT).otherwise(0)
    given = (
        pl.when(pl.col("pool") >= pl.col("asked"))
        .then("need")
        .otherwise(pl.min_horizontal(dealt, "need"))
    )
    return ranked.with_columns(given.alias("given")).drop("asked", "floor", "remainder")
