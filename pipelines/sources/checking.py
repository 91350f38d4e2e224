"""Checks of a file against other tables, where these have files."""

from collections.abc import Callable
from functools import partial

import polars as pl

from models.staging import references

Check = Callable[[pl.DataFrame], pl.DataFrame]
Rows = Callable[[str], pl.LazyFrame | None]


def checks(table: str, rows: Rows, currency: str) -> list[Check]:
    """Return the checks of references and currencies that ``table`` must pass."""
    found: list[Check] = []
    for column, target in references.references(table).items():
        listed = rows(target)
        if listed is not None:
            known = references.known_names(target, listed, rows("sku_aliases"))
            found.append(
                partial(references.unknown, column=column, target=target, known=known)
            )
    event = references.event_of(table)
    if event and table != references.RATES and references.has_currency(table):
        rates = rows(references.RATES)
        found.append(
            partial(
                references.rateless, event=event, home=currency, rates=_dated(rates)
            )
        )
    return found


def _dated(rates: pl.LazyFrame | None) -> pl.DataFrame:
    """Return the days for which a currency has a rate."""
    if rates is None:
        return pl.DataFrame(schema={"currency": pl.String, "on": pl.Date})
    return rates.select("currency", "on").unique().collect()
