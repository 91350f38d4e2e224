"""The tables of a published plan, complete: what is absent is empty."""

from collections.abc import Mapping

import polars as pl

from models import tables as contracts

Tables = Mapping[str, pl.DataFrame | pl.LazyFrame]


def scan(tables: Tables, name: str) -> pl.LazyFrame:
    """Return a lazy ``name``; a table that is absent has its columns and no rows."""
    table = tables.get(name)
    if table is None:
        return contracts.TABLES[name].create_empty().lazy()
    return table.lazy()


def frame(tables: Tables, name: str) -> pl.DataFrame:
    """Return the whole of ``name``."""
    return scan(tables, name).collect()
