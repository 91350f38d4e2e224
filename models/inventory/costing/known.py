"""Costs and costing rules as they were known at an instant."""

import datetime as dt

import polars as pl

from models.inventory.costing.versions import RULE, TOLD
from models.tables.columns import INSTANT


def known_products(
    products: pl.DataFrame, item_cost_versions: pl.DataFrame, at: dt.datetime
) -> pl.DataFrame:
    """Return sku, category, unit_cost and owner of every item as known at an instant.

    Of an item that was not known yet nothing but its number is.
    """
    changed = pl.col("sku").is_in(item_cost_versions["sku"].unique().implode())
    now = products.select("sku", *TOLD)
    then = _standing(item_cost_versions, at, ["sku"]).select("sku", *TOLD)
    named = now.filter(changed).select("sku").join(then, on="sku", how="left")
    return pl.concat([now.filter(~changed), named.select(now.columns)])


def known_parameters(
    planning_parameters: pl.DataFrame,
    costing_rule_versions: pl.DataFrame,
    at: dt.datetime,
) -> pl.DataFrame:
    """Return the costing rules as they were known at an instant."""
    if costing_rule_versions.is_empty():
        return planning_parameters
    then = _standing(costing_rule_versions, at, [*RULE])
    return then.with_columns(gone_at=pl.lit(None, INSTANT))


def known_decisions(decisions: pl.DataFrame, at: dt.datetime) -> pl.DataFrame:
    """Return what planners had decided by an instant."""
    return decisions.filter(pl.col("decided_at") <= at)


def known_versions(versions: pl.DataFrame, at: dt.datetime) -> pl.DataFrame:
    """Return the versions that were known at an instant, as they were known."""
    was_known = (pl.col("known_from") <= at).fill_null(value=True)
    until = pl.col("known_until")
    return versions.filter(was_known).with_columns(
        known_until=pl.when(until <= at).then(until)
    )


def _standing(versions: pl.DataFrame, at: dt.datetime, key: list[str]) -> pl.DataFrame:
    """Return the version of each key that stood at an instant."""
    return (
        known_versions(versions, at)
        .filter(pl.col("known_until").is_null())
        .sort(*key, "version")
        .unique(key, keep="last", maintain_order=True)
    )
