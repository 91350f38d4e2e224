"""Events of the day, item-location by item-location."""

import datetime as dt

import numpy as np
import numpy.typing as npt
import polars as pl

from models.demand.grid import Grid, day_positions, spread_over_streams
from models.event_days import touched_days

Codes = npt.NDArray[np.float32]

PREORDER = "preorder"
LONGEST_PREORDER = dt.timedelta(days=365)


def event_kinds(events: pl.DataFrame) -> list[str]:
    """Return the kinds of events, one code each in this order, from 1."""
    standing = events.filter(pl.col("gone_at").is_null())
    return sorted({PREORDER, *standing["kind"].to_list()})


def event_marks(
    laid: Grid,
    events: pl.DataFrame,
    channel_places: pl.DataFrame,
    products: pl.DataFrame,
) -> tuple[Codes, Codes]:
    """Return the code of each row's event, 0 where there is none, and its discount.

    The narrowest event names the day: of an item before a category before all. Days
    before an item's launch that no event names are those of preorders.
    """
    kinds = event_kinds(events)
    codes, discounts = (np.full(laid.rows, value, np.float32) for value in (0, np.nan))
    touched = pl.concat(
        [
            touched_days(events, channel_places, _known(laid.items, products)),
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
    discounts[placed["at"].to_numpy()] = placed["discount_rate"].to_numpy()
    return spread_over_streams(laid, codes), spread_over_streams(laid, discounts)


def _known(items: pl.DataFrame, products: pl.DataFrame) -> pl.DataFrame:
    """Return the item-locations with the category of each."""
    categories = products.select("sku", "category").unique(
        "sku", keep="first", maintain_order=True
    )
    return items.select("sku", "location_id").join(categories, on="sku", how="left")


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
            discount_rate=pl.lit(None, pl.Float64),
            width=pl.lit(3, pl.Int32),
            starts_on=pl.max_horizontal("first_on", earliest),
            ends_on=pl.min_horizontal("complete_on", last),
        )
        .with_columns(on=pl.date_ranges("starts_on", "ends_on"))
        .explode("on", empty_as_null=False)
    )
