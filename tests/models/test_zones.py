import datetime as dt

import polars as pl

from models import zones
from tests.factories import frame


def test_the_zones_in_use_are_listed_with_the_default() -> None:
    locations = frame(
        "locations",
        {"location_id": "a", "time_zone": "Asia/Tokyo"},
        {"location_id": "b"},
    )
    names = zones.zone_names(locations, default="Europe/Copenhagen")
    assert names == ["Asia/Tokyo", "Europe/Copenhagen"]


def test_an_instant_is_another_day_elsewhere() -> None:
    at = dt.datetime(2026, 3, 1, 16, tzinfo=dt.UTC)
    rows = pl.DataFrame({"at": [at, at], "zone": ["Asia/Tokyo", "UTC"]})
    day = zones.local_day(pl.col("at"), pl.col("zone"), ["Asia/Tokyo", "UTC"])
    assert rows.select(day).to_series().to_list() == [
        dt.date(2026, 3, 2),
        dt.date(2026, 3, 1),
    ]
