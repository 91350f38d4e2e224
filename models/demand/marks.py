"""Events of the day, item-location by item-location."""

import datetime as dt

import numpy as np
import numpy.typing as npt
import polars as pl

from models.demand.grid import Grid, day_positions, spread_over_streams

Codes = npt.NDArray[np.float32]

PREORDER = "preorder"
LONGEST_PREORDER = dt.timedelta(days=365)


def event_kinds(events: pl.DataFrame) -> list[str]:
    """Return the kinds of events, one code each in this order, from 1."""
    standing = events.filter(pl.col("gone_at").is_null())
    return sorted({PREORDER, *standing["kind"].to_list()})


def event_codes(
    laid: Grid,
    events: pl.DataFrame,
    channel_places: pl.DataFrame,
    products: pl.DataFrame,
) -> Codes:
    """Return the code of each row's event, 0 where there is none.

    The narrowest event names the day: of an item before a category before all. Days
    before an item's launch that no event names are those of preorders.
    """
    kinds = event_kinds(events)
    codes = np.zeros(laid.rows, np.float32)
    touched = pl.concat(
        [
            _touched(laid.items, events, channel_places, products),
            _preorders(laid.items, products),
        ]
    ).with_columns(
        code=pl.col("kind").replace_strict(
            kinds, range(1, len(kinds) + 1), return_dtype=pl.Float32
        )
    )
    placed = (
        day_positions(laid.items, touched.lazy())
        .collect()
        .sort("width", "code", descending=True)
    )
    codes[placed["at"].to_numpy()] = placed["code"].to_numpy()
    return spread_over_streams(laid, codes)


def _touched(
    items: pl.DataFrame,
    events: pl.DataFrame,
    channel_places: pl.DataFrame,
    products: pl.DataFrame,
) -> pl.DataFrame:
    """Return the days of every item-location that an event touches, with its width.

    The width is 0 for an event of one item, 1 for a category, 2 for everything.
    """
    known = items.select("sku", "location_id").join(
        products.select("sku", "category").unique(
            "sku", keep="first", maintain_order=True
        ),
        on="sku",
        how="left",
    )
    standing = events.filter(pl.col("gone_at").is_null()).with_row_index("event")
    spans = standing.select(
        "event", "kind", "starts_on", "ends_on", "sku", "category"
    ).join(_places(standing, channel_places, known), on="event")
    parts = (
        spans.drop("category").drop_nulls("sku").with_columns(width=0),
        spans.filter(pl.col("sku").is_null()).drop("sku").with_columns(width=1),
        spans.filter(pl.col("sku").is_null() & pl.col("category").is_null())
        .drop("sku", "category")
        .with_columns(width=2),
    )
    keys = (["sku", "location_id"], ["category", "location_id"], ["location_id"])
    columns = ["sku", "location_id", "kind", "width", "starts_on", "ends_on"]
    return (
        pl.concat(
            part.join(known, on=key).select(columns)
            for part, key in zip(parts, keys, strict=True)
        )
        .with_columns(on=pl.date_ranges("starts_on", "ends_on"))
        .explode("on", empty_as_null=False)
    )


def _preorders(items: pl.DataFrame, products: pl.DataFrame) -> pl.DataFrame:
    """Return the days of item-locations before the launch of the item."""
    launches = products.filter(pl.col("gone_at").is_null()).select("sku", "launched_on")
    last = pl.col("launched_on").dt.offset_by("-1d")
    earliest = pl.col("launched_on") - LONGEST_PREORDER
    return (
        items.join(launches.drop_nulls(), on="sku")
        .filter(pl.col("first_on") < pl.col("launched_on"))
        .select(
            "sku",
            "location_id",
            kind=pl.lit(PREORDER),
            width=pl.lit(3, pl.Int32),
            starts_on=pl.max_horizontal("first_on", earliest),
            ends_on=pl.min_horizontal("complete_on", last),
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
