"""Days on which nobody could buy at a place."""

import datetime as dt

import numpy as np
import polars as pl

from models.calendars import closing_spans
from models.closed_days import silent


def stated_closures(
    calendars: pl.DataFrame,
    events: pl.DataFrame,
    channel_places: pl.DataFrame,
    locations: pl.DataFrame,
) -> pl.DataFrame:
    """Return the closed days that calendars and events state, place by place.

    A store is closed when it says so; any place when every channel it serves is. A
    warehouse that rests ships later: its web shop goes on selling.
    """
    days = (
        closing_spans(calendars, events)
        .with_columns(on=pl.date_ranges("starts_on", "ends_on"))
        .explode("on", empty_as_null=False)
        .select("party_id", "on")
        .unique()
    )
    stores = locations.filter(pl.col("kind") == "store")
    own = stores.select("location_id").join(
        days, left_on="location_id", right_on="party_id"
    )
    served = channel_places.with_columns(channels=pl.len().over("location_id"))
    by_channels = (
        served.join(days, left_on="channel", right_on="party_id")
        .group_by("location_id", "on", "channels")
        .len()
        .filter(pl.col("len") == pl.col("channels"))
        .select("location_id", "on")
    )
    return pl.concat([own, by_channels]).unique().sort("location_id", "on")


def silent_days(sparse: pl.DataFrame, complete: pl.DataFrame) -> pl.DataFrame:
    """Return days on which a place that usually sells a lot sold next to nothing."""
    sold = sparse.group_by("location_id", "on").agg(items=pl.col("sku").n_unique())
    found = [
        _silent(place, days.select("on", "items"), complete)
        for (place,), days in sorted(sold.group_by("location_id"))
    ]
    schema = {"location_id": pl.String, "on": pl.Date}
    return pl.concat([pl.DataFrame(schema=schema), *found])


def _silent(place: object, sold: pl.DataFrame, complete: pl.DataFrame) -> pl.DataFrame:
    """Return the silent days of one place."""
    first, last = sold["on"].min(), sold["on"].max()
    stated = complete.filter(pl.col("location_id") == place)["complete_on"]
    assert isinstance(first, dt.date)  # noqa: S101 - a group is never empty
    assert isinstance(last, dt.date)  # noqa: S101 - nor is its end
    last = stated.item() if stated.len() else last
    counts = np.zeros((1, max((last - first).days + 1, 1)))
    known = sold.filter(pl.col("on") <= last)
    counts[0, (known["on"] - first).dt.total_days().to_numpy()] = known["items"]
    at = np.flatnonzero(silent(counts)[0])
    return pl.DataFrame(
        {
            "location_id": [place] * len(at),
            "on": [first + dt.timedelta(days=int(day)) for day in at],
        },
        schema={"location_id": pl.String, "on": pl.Date},
    )
