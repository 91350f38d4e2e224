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
WHOLE = 1_000_000
"""Weights are whole numbers, about so many a day, so that sums of them are exact."""

UNIFORM_LINES = 240.0
"""The company's hours, as if so many lines more had come, evenly over the day."""

COMPANY_LINES = 240.0
"""A place's hours, as if so many lines more had come, at the company's hours."""

NO_CLOCK = (0, HOURS // 2)
"""Hours that stand for a day without a time: staging takes noon, files midnight."""


def arrival_weights(
    order_status: pl.LazyFrame,
    locations: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> Integers:
    """Return how much of a day's orders each hour of the place's clock brings.

    A row per place of ``locations`` and one more, the company's, for places it does not
    name. A place with few lines has the company's hours, a company with few lines the
    same for all: n lines of its own count n / (n + 240) (Dirichlet-multinomial).
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
    """Return lines of demand by place and hour of its clock, those without one out.

    Exactly noon and midnight are what dates without a time become. No more of them
    count than lines on the full hour before or after: of orders that have a time as
    many as others, of bare dates none.
    """
    names = zones.zone_names(locations, default=company.time_zone)
    zone = pl.coalesce("time_zone", pl.lit(company.time_zone))
    counted = (
        order_status.filter(pl.col("demand_qty") > 0, pl.col("placed_on") <= as_of)
        .join(
            locations.lazy().select("location_id", "time_zone"),
            on="location_id",
            how="left",
        )
        .group_by(
            "location_id",
            "channel",
            hour=_local_hour(pl.col("placed_at"), zone, names),
            full_hour=_full_hour(pl.col("placed_at"), company.time_zone),
        )
        .len("lines")
        .collect(engine="streaming")
    )
    return (
        counted.join(_timed(counted), on=["channel", "full_hour"], how="left")
        .with_columns(pl.col("lines") * pl.col("timed").fill_null(1.0))
        .sort("location_id", "channel", "hour", "full_hour")
    )


def _local_hour(at: pl.Expr, zone: pl.Expr, names: list[str]) -> pl.Expr:
    """Return the hour of instant ``at`` on the clock of each row's ``zone``."""
    return pl.coalesce(
        *(
            pl.when(zone == name).then(at.dt.convert_time_zone(name).dt.hour())
            for name in names
        )
    ).cast(pl.Int64)


def _full_hour(at: pl.Expr, time_zone: str) -> pl.Expr:
    """Return the hour where ``at`` is exactly a full one on the company's clock."""
    local = at.dt.convert_time_zone(time_zone)
    hour = local.dt.hour().cast(pl.Int64)
    return pl.when(local.dt.truncate("1h") == local).then(hour)


def _timed(counted: pl.DataFrame) -> pl.DataFrame:
    """Return which share of the lines at noon and midnight sharp have a time."""
    sharp = (
        counted.drop_nulls("full_hour").group_by("channel", "full_hour").agg("lines")
    )
    sharp = sharp.with_columns(pl.col("lines").list.sum())
    around = pl.concat(
        sharp.select("channel", (pl.col("full_hour") + step) % HOURS, around="lines")
        for step in (1, HOURS - 1)
    )
    most = around.group_by("channel", "full_hour").agg(pl.col("around").max())
    share = (pl.col("around").fill_null(0) / pl.col("lines")).clip(0, 1)
    return (
        sharp.filter(pl.col("full_hour").is_in(NO_CLOCK))
        .join(most, on=["channel", "full_hour"], how="left")
        .select("channel", "full_hour", timed=share)
    )
