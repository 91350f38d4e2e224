"""Sparse days laid out densely: one row per item-location, day and stream.

Rows lie in flat arrays in the order of the table's key, so that nothing needs sorting.
"""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from models.demand.lines import STREAMS

Whole = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Grid:
    """The item-locations and the day numbers of their rows.

    ``items`` comes from ``extent.items``; ``item``, ``day`` (since 1970) and ``stream``
    have one element per row.
    """

    items: pl.DataFrame
    item: npt.NDArray[np.uint32]
    day: npt.NDArray[np.int32]
    stream: npt.NDArray[np.int8]

    @property
    def rows(self) -> int:
        """Return the number of rows."""
        return len(self.item)


def grid(items: pl.DataFrame) -> Grid:
    """Lay out the rows of ``items``."""
    rows = items["rows"].to_numpy()
    stride = items["stride"].to_numpy()
    offset = items["offset"].to_numpy()
    item = np.repeat(np.arange(items.height, dtype=np.uint32), rows)
    within = np.arange(len(item), dtype=np.int32) - offset.astype(np.int32)[item]
    first = items["first_on"].to_physical().to_numpy().astype(np.int32)
    codes = _stream_codes(items)
    first_stream = (np.cumsum(stride) - stride).astype(np.int32)
    step = stride.astype(np.int32)[item]
    return Grid(
        items=items,
        item=item,
        day=first[item] + within // step,
        stream=codes[first_stream[item] + within % step],
    )


def _stream_codes(items: pl.DataFrame) -> npt.NDArray[np.int8]:
    """Return the streams of every item-location, one after the other, as codes."""
    names = items["streams"].explode()
    codes = names.replace_strict(
        list(STREAMS), range(len(STREAMS)), return_dtype=pl.Int8
    )
    return codes.to_numpy()


def positions(items: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """Add to rows with sku, location_id, on and stream where they lie; drop others."""
    ranks = items.select("sku", "location_id", stream="streams").explode("stream")
    rank = pl.int_range(pl.len()).over("sku", "location_id")
    return (
        days.join(ranks.with_columns(rank=rank), on=["sku", "location_id", "stream"])
        .join(
            items.select(
                "sku", "location_id", "offset", "stride", "first_on", "complete_on"
            ),
            on=["sku", "location_id"],
        )
        .filter(pl.col("on").is_between("first_on", "complete_on"))
        .with_columns(
            at=pl.col("offset")
            + (pl.col("on") - pl.col("first_on")).dt.total_days() * pl.col("stride")
            + pl.col("rank")
        )
    )


def day_positions(items: pl.DataFrame, days: pl.LazyFrame) -> pl.LazyFrame:
    """Add to rows with sku, location_id and on where that day's first row lies."""
    return (
        days.join(
            items.lazy().select(
                "sku", "location_id", "offset", "stride", "first_on", "complete_on"
            ),
            on=["sku", "location_id"],
        )
        .filter(pl.col("on").is_between("first_on", "complete_on"))
        .with_columns(
            at=pl.col("offset")
            + (pl.col("on") - pl.col("first_on")).dt.total_days() * pl.col("stride")
        )
    )


def spread_over_streams(laid: Grid, by_day: Shares) -> Shares:
    """Copy the value at each day's first row to the day's other rows."""
    stride = laid.items["stride"].to_numpy()
    if (stride == 1).all():
        return by_day
    offset = laid.items["offset"].to_numpy()[laid.item]
    within = np.arange(laid.rows) - offset
    step = stride[laid.item]
    return np.asarray(by_day[offset + within // step * step])


def day_matrix(
    days: pl.DataFrame, places: pl.DataFrame, first_on: dt.date, count: int
) -> npt.NDArray[np.bool_]:
    """Return which days each place has in ``days``: places by days."""
    result = np.zeros((places.height, count), bool)
    inside = days.join(
        places.select("location_id").with_row_index("place"), on="location_id"
    ).with_columns(at=(pl.col("on") - first_on).dt.total_days())
    inside = inside.filter(pl.col("at").is_between(0, count - 1))
    result[inside["place"].to_numpy(), inside["at"].to_numpy()] = True
    return result


def place_numbers(laid: Grid, places: pl.DataFrame) -> Whole:
    """Return the row of ``places`` of each item-location."""
    numbers = laid.items.select("location_id").join(
        places.select("location_id").with_row_index("place"),
        on="location_id",
        how="left",
        maintain_order="left",
    )
    return numbers["place"].to_numpy().astype(np.int64)
