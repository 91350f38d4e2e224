"""Rows that refer to something that is not there.

A reference is checked only where the table it leads to has a file. What is refused
comes as one row each: _row, column, rule and value.
"""

import polars as pl

from models import tables
from models.exchange import RATE_LASTS_DAYS
from models.staging.masters import KEYS
from models.staging.versions import marked

UNKNOWN = "unknown {column}: add it to {table}"
OR_ALIAS = ", or to sku_aliases"
NO_RATE = "no exchange rate for {} on {} or the 7 days before: add it to exchange_rates"
RATES = "exchange_rates"


def references(table: str) -> dict[str, str]:
    """Return the tables that ``table`` refers to, by the column that does.

    >>> references("receipt_lines")["sku"]
    'products'
    """
    columns = tables.SOURCES[table].columns().items()
    targets = {name: (kind.metadata or {}).get("references") for name, kind in columns}
    return {name: str(to).partition(".")[0] for name, to in targets.items() if to}


def unknown(
    frame: pl.DataFrame, column: str, target: str, known: pl.Series
) -> pl.DataFrame:
    """Return the rows whose ``column`` names nothing in the table ``target``."""
    also = OR_ALIAS if target == "products" else ""
    rule = UNKNOWN.format(column=column, table=target) + also
    is_unknown = pl.col(column).is_not_null() & ~pl.col(column).is_in(known.implode())
    return refused(frame.filter(is_unknown), column, pl.lit(rule))


def rateless(
    frame: pl.DataFrame, event: str, home: str, rates: pl.DataFrame
) -> pl.DataFrame:
    """Return the rows in a currency without a rate on their day or shortly before."""
    foreign = frame.filter(pl.col("currency") != home).select(
        "_row", "currency", pl.col(event).cast(pl.Date).alias("on")
    )
    days = foreign.select("currency", "on").unique().sort("on", "currency")
    rated = days.join_asof(
        rates.select("currency", "on", found=pl.col("on")).sort("on", "currency"),
        on="on",
        by="currency",
        tolerance=f"{RATE_LASTS_DAYS}d",
        check_sortedness=False,
    )
    lacking = rated.filter(pl.col("found").is_null())
    rows = foreign.join(lacking, on=["currency", "on"], how="semi").sort("_row")
    return refused(rows, "currency", pl.format(NO_RATE, "currency", "on"))


def refused(rows: pl.DataFrame, column: str, rule: pl.Expr) -> pl.DataFrame:
    """Return ``rows`` as refused for what stands in ``column``."""
    return rows.select(
        "_row",
        pl.lit(column).alias("column"),
        rule.alias("rule"),
        pl.col(column).alias("value"),
    )


def awaited(table: str, column: str, rule: str) -> str | None:
    """Return the table that a refused row waits for, if it may be read once it grows.

    >>> awaited("order_lines", "sku", "unknown sku: add it to products")
    'products'
    >>> awaited("order_lines", "sku", "sku is empty: every row needs one") is None
    True
    """
    if rule.startswith("unknown "):
        return references(table).get(column)
    return RATES if rule.startswith("no exchange rate") else None


def known_names(
    target: str, rows: pl.LazyFrame, aliases: pl.LazyFrame | None
) -> pl.Series:
    """Return all names by which the rows of ``target`` can be referred to."""
    names = [rows.select(pl.col(KEYS[target]).alias("name"))]
    if target == "products" and aliases is not None:
        names.append(aliases.select(pl.col("alias").alias("name")))
    return pl.concat(names).drop_nulls().unique().sort("name").collect()["name"]


def event_of(table: str) -> str | None:
    """Return the column that says when a row of ``table`` happened."""
    return next(iter(marked(table, "event")), None)


def has_currency(table: str) -> bool:
    """Return whether rows of ``table`` say their currency."""
    return "currency" in tables.SOURCES[table].columns()
