"""The share of its usual demand that each place can meet on the days to come."""

import datetime as dt

import numpy as np
import numpy.typing as npt
import polars as pl

from models.forecasting.panel import BASELINE_STREAMS

Floats = npt.NDArray[np.float64]

SHARE_DAYS = 365
"""Days from which it is learned which channel sells how much from a place."""


def open_share(
    spans: pl.DataFrame,
    channel_shares: pl.DataFrame,
    places: pl.DataFrame,
    start: dt.date,
    days: int,
) -> Floats:
    """Return the share of each of ``places`` that is open on each day from ``start``.

    A closed store sells nothing. Where a channel rests, what it usually sells from a
    place is missing there. A warehouse that rests ships later.
    """
    last = start + dt.timedelta(days=days - 1)
    closed = (
        spans.filter(pl.col("ends_on") >= start, pl.col("starts_on") <= last)
        .select(
            "party_id",
            on=pl.date_ranges(
                pl.max_horizontal("starts_on", pl.lit(start)),
                pl.min_horizontal("ends_on", pl.lit(last)),
            ),
        )
        .explode("on", empty_as_null=False)
        .unique()
    )
    own = places.filter("is_store").select(
        "location_id", channel="location_id", share_rate=pl.lit(1.0)
    )
    missing = (
        pl.concat([own, channel_shares.select(own.columns)])
        .join(closed, left_on="channel", right_on="party_id")
        .group_by("location_id", "on")
        .agg(pl.col("share_rate").sum().clip(0, 1))
        .join(places.with_row_index("place"), on="location_id")
    )
    result = np.ones((places.height, days))
    day = (missing["on"] - start).dt.total_days().to_numpy()
    result[missing["place"].to_numpy(), day] -= missing["share_rate"].to_numpy()
    return result


def channel_shares(order_status: pl.LazyFrame, as_of: dt.date) -> pl.DataFrame:
    """Return the share of each channel in last year's demand of each place."""
    units = pl.col("demand_qty").sum().cast(pl.Float64)
    return (
        order_status.filter(
            pl.col("placed_on") > as_of - dt.timedelta(days=SHARE_DAYS),
            pl.col("stream").is_in(BASELINE_STREAMS),
            pl.col("demand_qty") > 0,
        )
        .group_by("location_id", "channel")
        .agg(units=units)
        .collect(engine="streaming")
        .sort("location_id", "channel")
        .select(
            "location_id",
            "channel",
            share_rate=pl.col("units") / pl.col("units").sum().over("location_id"),
        )
    )
