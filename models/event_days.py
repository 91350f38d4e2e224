"""Which item-locations an event touches on which days, and how closely."""

import polars as pl

PLACE = ["sku", "location_id"]


def touched_days(
    events: pl.DataFrame, channel_places: pl.DataFrame, known: pl.DataFrame
) -> pl.DataFrame:
    """Return the days of every item-location that an event touches.

    ``known`` are item-locations with their category, ``channel_places`` which channel
    sells from which place. ``width`` is 0 for an event of one item, 1 for a category, 2
    for everything; ``discount_rate`` is that of the event.
    """
    standing = events.filter(pl.col("gone_at").is_null()).with_row_index("event")
    spans = standing.select(
        *("event", "kind", "starts_on", "ends_on", "sku", "category", "discount_rate")
    ).join(_places(standing, channel_places, known), on="event")
    parts = (
        spans.drop("category").drop_nulls("sku").with_columns(width=0),
        spans.filter(pl.col("sku").is_null()).drop("sku").with_columns(width=1),
        spans.filter(pl.col("sku").is_null() & pl.col("category").is_null())
        .drop("sku", "category")
        .with_columns(width=2),
    )
    keys = (PLACE, ["category", "location_id"], ["location_id"])
    columns = [*PLACE, "kind", "discount_rate", "width", "starts_on", "ends_on"]
    return (
        pl.concat(
            part.join(known.select(*PLACE, "category"), on=key).select(columns)
            for part, key in zip(parts, keys, strict=True)
        )
        .with_columns(on=pl.date_ranges("starts_on", "ends_on"))
        .explode("on", empty_as_null=False)
    )


def _places(
    standing: pl.DataFrame, channel_places: pl.DataFrame, known: pl.DataFrame
) -> pl.DataFrame:
    """Return the places each event touches: its own, its channel's, or all."""
    every = known.select("location_id").unique()
    own = standing.filter(pl.col("location_id").is_not_null()).select(
        "event", "location_id"
    )
    rest = standing.filter(pl.col("location_id").is_null())
    by_channel = rest.filter(pl.col("channel").is_not_null()).join(
        channel_places.select("channel", place="location_id"), on="channel"
    )
    everywhere = rest.filter(pl.col("channel").is_null()).select("event")
    return pl.concat(
        [
            own,
            by_channel.select("event", location_id="place"),
            everywhere.join(every, how="cross"),
        ]
    ).unique()
