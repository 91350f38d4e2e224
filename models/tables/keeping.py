"""Whether rows keep the contract of their table."""

import polars as pl

from models import tables

BREACHES = {"rule": pl.String, "rows": pl.Int64}


def shaped(table: str, rows: pl.LazyFrame) -> pl.LazyFrame:
    """Return ``rows`` with the columns and types of their contract, in its order."""
    columns = tables.TABLES[table].columns()
    return rows.select(
        pl.col(name).cast(columns[name].dtype) for name in tables.column_names(table)
    )


def misfit(table: str, rows: pl.DataFrame | pl.LazyFrame) -> str:
    """Return which columns are missing or unknown; empty if none are."""
    names, found = set(tables.column_names(table)), set(rows.collect_schema())
    if names == found:
        return ""
    return f"columns missing {sorted(names - found)}, unknown {sorted(found - names)}"


def breaches(table: str, rows: pl.DataFrame | pl.LazyFrame) -> pl.DataFrame:
    """Return every rule of its contract that ``rows`` break, and how many rows do.

    Of a scan only its columns and its empty cells are looked at: what is too large to
    be held at once was held to its rules where it was read or made.

    >>> breaches("bins", tables.TABLES["bins"].create_empty()).height
    0
    >>> breaches("bins", pl.DataFrame({"bin": ["b"]}))["rule"][0][:15]
    'columns missing'
    """
    if words := misfit(table, rows):
        counts = {words: 1}
    elif isinstance(rows, pl.LazyFrame):
        counts = _gaps(table, rows)
    else:
        exact = shaped(table, rows.lazy()).collect()
        counts = tables.TABLES[table].filter(exact).failure.counts()
    worst = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return pl.DataFrame(worst, schema=BREACHES, orient="row")


def _gaps(table: str, rows: pl.LazyFrame) -> dict[str, int]:
    """Count the empty cells where the contract owes a value."""
    columns = tables.TABLES[table].columns()
    owed = [name for name, column in columns.items() if not column.nullable]
    gaps = rows.select(pl.col(owed).null_count()).collect().row(0, named=True)
    return {f"{name}|nullability": n for name, n in gaps.items() if n}
