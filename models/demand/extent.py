"""From which day to which day the demand of each item-location is known."""

import datetime as dt

import polars as pl

STILL_FED_DAYS = 14
"""A channel whose last complete day is older than this beside the others' has ended."""


def complete_days(
    channel_places: pl.DataFrame,
    watermarks: pl.DataFrame,
    history: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return the last day on which each place's demand is wholly known.

    It is the earliest watermark among the channels that still feed the place, or the
    last day of its period totals where it takes no orders.
    """
    fed = channel_places.join(watermarks, on="channel").with_columns(
        newest=pl.col("complete_on").max().over("location_id")
    )
    by_orders = (
        fed.filter(
            pl.col("complete_on")
            >= pl.col("newest") - dt.timedelta(days=STILL_FED_DAYS)
        )
        .group_by("location_id")
        .agg(complete_on=pl.col("complete_on").min())
    )
    by_history = (
        history.join(by_orders, on="location_id", how="anti")
        .group_by("location_id")
        .agg(complete_on=pl.col("on").max())
    )
    return (
        pl.concat([by_orders, by_history])
        .with_columns(complete_on=pl.min_horizontal("complete_on", pl.lit(as_of)))
        .sort("location_id")
    )


def items(
    sparse: pl.DataFrame,
    stocked: pl.DataFrame,
    complete: pl.DataFrame,
    watermarks: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return each item-location with its first day, its days and its streams.

    It starts with its first stock or its first demand, whichever came first, and runs
    to the place's complete day however long ago it last sold. ``offset`` is where its
    rows start: day by day, and within the day stream by stream.
    """
    place = ["sku", "location_id"]
    newest = watermarks["complete_on"].max()
    usual = min(newest, as_of) if isinstance(newest, dt.date) else as_of
    demand = sparse.group_by(place).agg(
        first_on=pl.col("on").min(), streams=pl.col("stream").unique().sort()
    )
    return (
        demand.join(stocked, on=place, how="full", coalesce=True)
        .join(complete, on="location_id", how="left")
        .with_columns(
            pl.min_horizontal("first_on", "stocked_on").alias("first_on"),
            pl.col("streams").fill_null(["retail"]),
            pl.col("complete_on").fill_null(usual),
        )
        .with_columns(
            days=(pl.col("complete_on") - pl.col("first_on")).dt.total_days() + 1,
            stride=pl.col("streams").list.len().cast(pl.Int64),
        )
        .filter(pl.col("days") > 0)
        .sort(place)
        .with_columns(rows=pl.col("days") * pl.col("stride"))
        .with_columns(offset=pl.col("rows").cum_sum() - pl.col("rows"))
        .with_row_index("item")
    )
