"""Business days in the time zones of places and channels."""

from collections.abc import Iterable

import polars as pl


def zone_names(*tables: pl.DataFrame, default: str) -> list[str]:
    """Return the time zones that occur in ``tables``, the default among them."""
    named = {
        zone for table in tables for zone in table.get_column("time_zone").drop_nulls()
    }
    return sorted(named | {default})


def local_day(at: pl.Expr, zone: pl.Expr, zones: Iterable[str]) -> pl.Expr:
    """Return the day of instant ``at`` on the calendars of each row's ``zone``.

    ``zones`` lists the time zones that may occur; another one gives no day.

    >>> import datetime as dt
    >>> late = dt.datetime(2026, 1, 1, 23, 30, tzinfo=dt.UTC)
    >>> rows = pl.DataFrame({"at": [late, late], "zone": ["UTC", "Europe/Paris"]})
    >>> day = local_day(pl.col("at"), pl.col("zone"), ["Europe/Paris", "UTC"])
    >>> [str(on) for on in rows.select(day).to_series()]
    ['2026-01-01', '2026-01-02']
    """
    return pl.coalesce(
        *(
            pl.when(zone == name).then(at.dt.convert_time_zone(name).dt.date())
            for name in zones
        )
    )
