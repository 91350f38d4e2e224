"""The day of an instant at the place where something happened."""

import polars as pl

from models import zones
from models.company import Company


def with_day(
    rows: pl.LazyFrame, at: str, locations: pl.DataFrame, company: Company
) -> pl.LazyFrame:
    """Add the ``day`` of the instant ``at``, on the calendar of each row's place."""
    names = zones.zone_names(locations, default=company.time_zone)
    zone = pl.coalesce("time_zone", pl.lit(company.time_zone))
    places = locations.lazy().select("location_id", "time_zone")
    return (
        rows.join(places, on="location_id", how="left")
        .with_columns(day=zones.local_day(pl.col(at), zone, names))
        .drop("time_zone")
    )
