"""Days on which nobody could buy at a place."""

import datetime as dt

import numpy as np
import numpy.typing as npt
import polars as pl

from models.calendars import closing_spans

NEAREST_WEEKS = 4
USUAL_ITEMS = 10
CLOSED_SHARE = 0.02
"""Closed: where ten or more items usually sell on that weekday, a fiftieth of them."""

Days = npt.NDArray[np.bool_]


def stated_closures(
    calendars: pl.DataFrame,
    events: pl.DataFrame,
    channel_places: pl.DataFrame,
    locations: pl.DataFrame,
) -> pl.DataFrame:
    """Return the closed days that calendars and events state, place by place.

    A store is closed when it says so; any place when every channel it serves is. A
    warehouse that rests ships later: its web shop goes on selling.
    """
    days = (
        closing_spans(calendars, events)
        .with_columns(on=pl.date_ranges("starts_on", "ends_on"))
        .explode("on", empty_as_null=False)
        .select("party_id", "on")
        .unique()
    )
    stores = locations.filter(pl.col("kind") == "store")
    own = stores.select("location_id").join(
        days, left_on="location_id", right_on="party_id"
    )
    served = channel_places.with_columns(channels=pl.len().over("location_id"))
    by_channels = (
        served.join(days, left_on="channel", right_on="party_id")
        .group_by("location_id", "on", "channels")
        .len()
        .filter(pl.col("len") == pl.col("channels"))
        .select("location_id", "on")
    )
    return pl.concat([own, by_channels]).unique().sort("location_id", "on")


def silent_days(sparse: pl.DataFrame, complete: pl.DataFrame) -> pl.DataFrame:
    """Return days on which a place that usually sells a lot sold next to nothing.

    Usual is the median number of items sold on the same weekday of the four weeks
    before and after; a weekday that never sells is no closure.
    """
    sold = sparse.group_by("location_id", "on").agg(items=pl.col("sku").n_unique())
    found = [
        _silent(place, days.select("on", "items"), complete)
        for (place,), days in sorted(sold.group_by("location_id"))
    ]
    schema = {"location_id": pl.String, "on": pl.Date}
    return pl.concat([pl.DataFrame(schema=schema), *found])


def _silent(place: object, sold: pl.DataFrame, complete: pl.DataFrame) -> pl.DataFrame:
    """Return the silent days of one place."""
    first, last = sold["on"].min(), sold["on"].max()
    stated = complete.filter(pl.col("location_id") == place)["complete_on"]
    assert isinstance(first, dt.date)  # noqa: S101 - a group is never empty
    assert isinstance(last, dt.date)  # noqa: S101 - nor is its end
    last = stated.item() if stated.len() else last
    days = max((last - first).days + 1, 1)
    weeks = -(-days // 7)
    counts = np.full(weeks * 7, np.nan)
    counts[:days] = 0
    known = sold.filter(pl.col("on") <= last)
    counts[(known["on"] - first).dt.total_days().to_numpy()] = known["items"]
    by_week = counts.reshape(weeks, 7)
    usual = _usual(by_week)
    is_silent = (usual >= USUAL_ITEMS) & (by_week <= CLOSED_SHARE * usual)
    at = np.nonzero(is_silent.ravel())[0]
    return pl.DataFrame(
        {
            "location_id": [place] * len(at),
            "on": [first + dt.timedelta(days=int(day)) for day in at],
        },
        schema={"location_id": pl.String, "on": pl.Date},
    )


def _usual(by_week: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the median of the same weekday in the weeks around each."""
    padded = np.pad(
        by_week, ((NEAREST_WEEKS, NEAREST_WEEKS), (0, 0)), constant_values=np.nan
    )
    around = np.lib.stride_tricks.sliding_window_view(
        padded, 2 * NEAREST_WEEKS + 1, axis=0
    )
    filled = np.where(np.isnan(around), -1.0, around)
    known = (filled >= 0).sum(axis=2)
    ordered = np.sort(filled, axis=2)
    middle = around.shape[2] - known + known // 2
    at = np.minimum(middle, around.shape[2] - 1)[..., None]
    return np.asarray(np.take_along_axis(ordered, at, axis=2)[..., 0])
