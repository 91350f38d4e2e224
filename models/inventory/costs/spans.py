"""Since when and until when something was known as it is.

A row with ``since`` and ``until`` says what was known from one instant to another. An
empty ``since`` is the moment when the row itself was recorded, an empty ``until`` that
it still is what is known. ``told_by`` names what made it so, if not the document.
"""

import polars as pl

KEY = ("move_id", "kind", "document")


def overlapped(rows: pl.LazyFrame, other: str) -> pl.LazyFrame:
    """Return the spans in which two things were known, from ``recorded_at`` on.

    The other one's columns begin with ``other``. What was told last tells both.
    """
    recorded = pl.col("recorded_at")
    since, until = pl.col("since"), pl.col("until")
    theirs = pl.col(f"{other}_since")
    later = pl.when(theirs > recorded).then(theirs)
    is_theirs = (later > since) | (since.is_null() & later.is_not_null())
    told_by = pl.when(is_theirs.fill_null(value=False))
    is_left = until > pl.coalesce(since, recorded)
    return rows.with_columns(
        since=pl.max_horizontal(since, later),
        until=pl.min_horizontal(until, f"{other}_until"),
        told_by=told_by.then(f"{other}_told_by").otherwise("told_by"),
    ).filter(is_left.fill_null(value=True))


def merged(facts: pl.DataFrame) -> pl.DataFrame:
    """Return facts in order, those that follow one another and say the same as one."""
    in_order = facts.sort(*KEY, "recorded_at")
    if in_order["superseded_at"].null_count() == in_order.height:
        return in_order
    goes_on = pl.all_horizontal(
        *(pl.col(name) == pl.col(name).shift(1) for name in (*KEY, "amount")),
        pl.col("recorded_at") == pl.col("superseded_at").shift(1),
    ).fill_null(value=False)
    return (
        in_order.with_columns(run=(~goes_on).cum_sum())
        .group_by("run", maintain_order=True)
        .agg(
            pl.exclude("superseded_at").first(),
            pl.col("superseded_at").last(),
        )
        .drop("run")
        .select(facts.columns)
    )
