"""Where an order line would normally be served, and on which business day it fell."""

import polars as pl

from models import zones
from models.company import Company

ONLY_LOCATION = "main"
ONLY_CHANNEL = "shop"


def placed(
    order_lines: pl.LazyFrame,
    channels: pl.DataFrame,
    channel_locations: pl.DataFrame,
    locations: pl.DataFrame,
    company: Company,
) -> pl.LazyFrame:
    """Fill channel and location of order lines and add their business day.

    The location is the line's own, else the first of its channel, else the only one
    there is, else ``main``: where demand belongs, whoever ships it in the end.
    """
    names = zones.zone_names(channels, locations, default=company.time_zone)
    fallback = _only(locations, "location_id", ONLY_LOCATION)
    zone = pl.coalesce("channel_zone", "location_zone", pl.lit(company.time_zone))
    return (
        order_lines.with_columns(
            pl.col("channel").fill_null(_only(channels, "channel", ONLY_CHANNEL))
        )
        .join(_first_places(channel_locations), on="channel", how="left")
        .with_columns(pl.coalesce("location_id", "first_place", pl.lit(fallback)))
        .join(_zones(channels, "channel"), on="channel", how="left")
        .join(_zones(locations, "location_id"), on="location_id", how="left")
        .with_columns(placed_on=zones.local_day(pl.col("placed_at"), zone, names))
        .drop("first_place", "channel_zone", "location_zone")
    )


def _only(table: pl.DataFrame, column: str, default: str) -> str:
    """Return the only value there is, else ``default``."""
    values = table.filter(pl.col("gone_at").is_null()).get_column(column).unique()
    return str(values.item()) if len(values) == 1 else default


def _first_places(channel_locations: pl.DataFrame) -> pl.LazyFrame:
    """Return the first location of each channel."""
    return (
        channel_locations.lazy()
        .filter(pl.col("gone_at").is_null())
        .sort("channel", "priority", "location_id")
        .group_by("channel", maintain_order=True)
        .agg(first_place=pl.col("location_id").first())
    )


def _zones(table: pl.DataFrame, key: str) -> pl.LazyFrame:
    """Return the time zone of each channel or location."""
    column = f"{key.removesuffix('_id')}_zone"
    return table.lazy().select(key, pl.col("time_zone").alias(column))
