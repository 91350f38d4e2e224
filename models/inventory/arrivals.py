"""When orders come: each hour of the day by the share of orders that it brings."""

import datetime as dt

import numpy as np
import numpy.typing as npt
import polars as pl

from models import zones
from models.company import Company

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

HOURS = 24
DAY_MINUTES = HOURS * 60
WHOLE = 1_000_000
"""Weights are whole numbers, about so many a day, so that sums of them are exact."""

UNIFORM_LINES = 240.0
"""The company's hours, as if so many lines more had come, evenly over the day."""

COMPANY_LINES = 240.0
"""A place's hours, as if so many lines more had come, at the company's hours."""

NO_CLOCK = (0, 12 * 60)
"""Minutes that stand for a day without a time: staging takes noon, files midnight."""

COMMON = 0.25
"""A minute of the day that holds more of a channel's lines is no time but a filler."""


LAST = dt.timedelta(days=365)
"""Hours are those of the orders of so long."""


def arrival_weights(
    order_status: pl.LazyFrame,
    locations: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> Integers:
    """Return how much of a day's orders each hour of the place's clock brings.

    Told by the lines of the year before ``as_of``: a row per place of ``locations`` and
    one more, the company's, for places it does not name. A place with few lines has the
    company's hours, a company with few lines the same for all: n lines of its own count
    n / (n + 240) (Dirichlet-multinomial).
    """
    places = locations.select("location_id").with_row_index("place")
    lines = _lines(order_status, locations, as_of, company)
    place = pl.col("place").fill_null(places.height).cast(pl.Int64)
    cells = lines.join(
        places, on="location_id", how="left", maintain_order="left"
    ).select("lines", cell=place * HOURS + pl.col("hour"))
    size = (places.height + 1) * HOURS
    counts = np.bincount(cells["cell"].to_numpy(), cells["lines"].to_numpy(), size)
    by_place = counts.astype(np.float64).reshape(-1, HOURS)
    everywhere = _shrunk(by_place.sum(axis=0), np.full(HOURS, 1 / HOURS), UNIFORM_LINES)
    by_place[-1] = 0
    weights = _shrunk(by_place, everywhere, COMPANY_LINES)
    return np.maximum(np.rint(weights * WHOLE), 1).astype(np.int64)


def _shrunk(lines: Floats, expected: Floats, evidence: float) -> Floats:
    """Return the shares of ``lines``, as if ``evidence`` more had come as expected."""
    total = lines.sum(axis=-1, keepdims=True) + evidence
    return np.asarray((lines + evidence * expected) / total)


def _lines(
    order_status: pl.LazyFrame,
    locations: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """Return lines of demand by place and hour of its clock, those without one out."""
    names = zones.zone_names(locations, default=company.time_zone)
    zone = pl.coalesce("time_zone", pl.lit(company.time_zone))
    at = pl.col("placed_at")
    counted = (
        order_status.filter(
            pl.col("demand_qty") > 0,
            pl.col("placed_on").is_between(as_of - LAST, as_of, closed="right"),
        )
        .join(
            locations.lazy().select("location_id", "time_zone"),
            on="location_id",
            how="left",
        )
        .group_by(
            "location_id",
            "channel",
            hour=_local_hour(at, zone, names),
            minute=_minute(at.dt.convert_time_zone(company.time_zone)),
        )
        .len("lines")
        .collect(engine="streaming")
    )
    return (
        counted.join(_timed(counted), on=["channel", "minute"])
        .group_by("location_id", "hour")
        .agg((pl.col("lines") * pl.col("timed")).sort().sum())
        .sort("location_id", "hour")
    )


def _local_hour(at: pl.Expr, zone: pl.Expr, names: list[str]) -> pl.Expr:
    """Return the hour of instant ``at`` on the clock of each row's ``zone``."""
    return pl.coalesce(
        *(
            pl.when(zone == name).then(at.dt.convert_time_zone(name).dt.hour())
            for name in names
        )
    ).cast(pl.Int64)


def _minute(local: pl.Expr) -> pl.Expr:
    """Return the minute of the day."""
    return local.dt.hour().cast(pl.Int64) * 60 + local.dt.minute()


def _timed(counted: pl.DataFrame) -> pl.DataFrame:
    """Return which share of a channel's lines at each minute of the day has a time.

    None where a minute holds what no minute can. Noon and midnight are what dates
    without a time become: of these no more count than of the same minute an hour before
    or after, so that of lines with times hardly any go, and of bare dates all.
    """
    key = ["channel", "minute"]
    lines = counted.group_by(key).agg(pl.col("lines").sum())
    around = pl.concat(
        lines.select("channel", (pl.col("minute") + step) % DAY_MINUTES, beside="lines")
        for step in (60, DAY_MINUTES - 60)
    )
    most = around.group_by(key).agg(pl.col("beside").max())
    is_filler = pl.col("lines") > COMMON * pl.col("lines").sum().over("channel")
    plausible = (pl.col("beside").fill_null(0) / pl.col("lines")).clip(0, 1)
    return lines.join(most, on=key, how="left").select(
        *key,
        timed=pl.when(is_filler)
        .then(0.0)
        .when(pl.col("minute").is_in(NO_CLOCK))
        .then(plausible)
        .otherwise(1.0),
    )
