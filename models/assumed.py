"""How rooms tell what they had to assume: one sentence in two languages and a count."""

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from models import tables


class Assumed(NamedTuple):
    """One assumption in both languages; ``{n}`` is how much rests on it."""

    subject: str
    assumption: str
    en: str
    da: str


def assumptions(counts: Mapping[Assumed, int]) -> pl.DataFrame:
    """Return the rows of ``assumptions`` for all that something rests on.

    >>> told = Assumed("stock", "none seen", "{n} items", "{n} varer")
    >>> assumptions({told: 3})["sentence_da"].to_list()
    ['3 varer']
    >>> assumptions({told: 0}).height
    0
    """
    rows = [
        {
            "subject": told.subject,
            "assumption": told.assumption,
            "detail": "",
            "sentence": told.en.format(n=count),
            "sentence_da": told.da.format(n=count),
            "affected": count,
        }
        for told, count in counts.items()
        if count
    ]
    columns = tables.TABLES["assumptions"].columns()
    names = tables.column_names("assumptions")
    schema = {name: columns[name].dtype for name in names}
    return pl.DataFrame(rows, schema=schema).sort("subject", "assumption")


def count(rows: pl.LazyFrame) -> int:
    """Return how many rows there are."""
    return int(rows.select(pl.len()).collect(engine="streaming").item())
