"""Refused rows summed up: which rules were broken, how often, and where first."""

import polars as pl

NUMBERS = r"\d+(?:[-.,:]\d+)*"
"""Lines and days that tell apart rules which are one to the reader."""
SHOWN = 60
"""Letters of a value that a message shows."""


def broken_rules(rejects: pl.LazyFrame) -> pl.DataFrame:
    """Return the rules of ``rejects`` with their rows and first row, worst first.

    Rules that differ by a number only, as a day or a line, are one.
    """
    alike = pl.col("rule").str.replace_all(NUMBERS, "#").alias("_alike")
    return (
        rejects.sort("source", "source_line")
        .group_by("table", "column", alike, maintain_order=True)
        .agg(
            pl.len().alias("rows"),
            pl.col("rule", "source", "source_line", "value", "raw_text").first(),
        )
        .sort("rows", "table", "column", "_alike", descending=[True] + [False] * 3)
        .drop("_alike")
        .collect()
    )


def in_words(broken: dict[str, object]) -> str:
    r"""Say a broken rule, how many rows broke it, and where the first one is.

    >>> in_words({
    ...     "rows": 2, "rule": "sku is empty", "source_line": 7,
    ...     "column": "sku", "value": None, "raw_text": "\t;1",
    ... })
    "2 rows: sku is empty; the first in line 7: '\\t;1'"
    """
    many = broken["rows"]
    rows = f"{many:,} row{'' if many == 1 else 's'}"
    where = "in" if many == 1 else "the first in"
    seen = broken["value"] or broken["raw_text"]
    shown = f": {str(seen)[:SHOWN]!r}" if seen else ""
    source = f"{broken['source']} " if broken.get("source") else ""
    return (
        f"{rows}: {broken['rule']}; {where} {source}line {broken['source_line']}{shown}"
    )
