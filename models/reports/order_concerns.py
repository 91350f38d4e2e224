"""What a planner should look at in an order before approving it."""

import polars as pl

from models.reports.order_book import MINIMUMS, ORDER
from models.reports.report_table import kind_in_words
from models.reports.sentences import number_of
from models.reports.texts import text

LOOKED_AT = (
    *("minimum_too_long", "overstock", "discontinued_stock", "negative_stock"),
    *("unknown_stock", "unreliable_data"),
)
"""Exceptions of an item that put a quantity of it in question."""
STILL = ("open", "waiting")
THIN = "C"
"""The grade of lines that rest on little."""


def with_concerns(
    orders: pl.DataFrame, rows: pl.DataFrame, exceptions: pl.DataFrame, language: str
) -> pl.DataFrame:
    """Add to each order what to look at, in words: ``concerns``; none: all is well.

    ``orders`` and ``rows`` are those of ``order_book``. An order is looked at where it
    misses a minimum (``is_short``), where lines still to decide rest on little data,
    or where there is an exception of their item at their place.
    """
    still = rows.filter(pl.col("state_code").is_in(STILL))
    found = pl.concat(
        [_thin(still, language), _exceptional(still, exceptions, language)]
    )
    said = found.group_by(ORDER, maintain_order=True).agg(concern=pl.col("concern"))
    short = pl.any_horizontal(
        pl.col(f"short_{name}").cast(pl.Float64).fill_null(0) > 0 for name in MINIMUMS
    )
    missed = pl.coalesce("advice", pl.lit(text("concern_short", language)))
    return (
        orders.join(said, on=ORDER, how="left", maintain_order="left")
        .with_columns(is_short=short)
        .with_columns(
            concerns=pl.concat_list(
                pl.when("is_short").then(pl.concat_list(missed)).otherwise(NOTHING),
                pl.col("concern").fill_null(NOTHING),
            )
        )
        .drop("concern")
    )


NOTHING = pl.lit([], pl.List(pl.String))


def _thin(still: pl.DataFrame, language: str) -> pl.DataFrame:
    """Return the orders with lines that rest on little data, in words."""
    return _counted(
        still.filter(pl.col("grade") == THIN).select(*ORDER, "suggestion_id"),
        pl.lit(text("concern_thin", language)),
        language,
    )


def _exceptional(
    still: pl.DataFrame, exceptions: pl.DataFrame, language: str
) -> pl.DataFrame:
    """Return the orders with lines of items that need a person, in words, by kind."""
    kinds = exceptions.filter(pl.col("kind").is_in(LOOKED_AT)).select(
        "kind", "sku", "location_id"
    )
    lines = still.select(*ORDER, "suggestion_id", "sku").join(
        kinds.unique(), on=["sku", "location_id"], maintain_order="left"
    )
    return _counted(
        lines.with_columns(kind_in_words(language)), pl.col("kind"), language
    )


def _counted(lines: pl.DataFrame, what: pl.Expr, language: str) -> pl.DataFrame:
    """Return order and ``concern``: what it is, and of how many lines."""
    counts = lines.group_by(*ORDER, what.alias("what"), maintain_order=True).agg(
        n=pl.col("suggestion_id").n_unique()
    )
    words = [
        f"{what}: {number_of('lines', n, language)}."
        for what, n in counts.select("what", "n").iter_rows()
    ]
    return counts.select(*ORDER, concern=pl.Series(words, dtype=pl.String))
