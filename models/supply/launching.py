"""Where items that are to be launched will be kept, before any stock shows it."""

import datetime as dt

import polars as pl

LAUNCH_DAYS = 91
"""A launch is planned so many days ahead, and as long after it without any record."""

PLACE = ["sku", "location_id"]


def places(
    known: pl.DataFrame,
    products: pl.DataFrame,
    forecast_overrides: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return the item-locations where something new is to be sold.

    It is expected wherever the item it resembles or succeeds is kept (``known``), and
    wherever a planner gave a number for days to come.
    """
    standing = products.filter(pl.col("gone_at").is_null())
    window = dt.timedelta(days=LAUNCH_DAYS)
    new = standing.filter(
        pl.col("launched_on").is_between(as_of - window, as_of + window)
    ).select("sku")
    donors = pl.concat(
        [
            standing.select("sku", donor="similar_sku"),
            standing.select(sku="successor_sku", donor="sku"),
        ]
    ).drop_nulls()
    like = (
        new.join(donors, on="sku")
        .join(known.rename({"sku": "donor"}), on="donor")
        .select(PLACE)
    )
    planned = forecast_overrides.filter(
        pl.col("gone_at").is_null(), pl.col("ends_on") > as_of, pl.col("qty") > 0
    )
    return pl.concat([like, planned.select(PLACE).drop_nulls()]).unique()
