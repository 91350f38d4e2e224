"""Days that were sold out: what could be sold all the same, and what was lost."""

import numpy as np
import numpy.typing as npt
import polars as pl

from models.demand import lines, lost
from models.demand.grid import Grid, place_numbers
from models.tables.columns import MAX_QTY

Floats = npt.NDArray[np.float64]
Shares = npt.NDArray[np.float32]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

SCARCE_SHARE = 0.1
"""Below it, what was asked for that day was asked for in spite of the stock-out."""
SELLS_ANYWAY_SHARE = 0.5
SELLS_ANYWAY_UNITS = 30
"""A place takes backorders when stock-out days bring half the demand they should."""
WEEK_EVIDENCE = 50.0


def shortage(
    laid: Grid,
    places: pl.DataFrame,
    demanded: Whole,
    share: Shares,
    closed: Flags,
) -> tuple[Shares, Whole]:
    """Return the share of the day each row could be sold, and what was lost.

    Lost is the expected demand of the part of the day that was sold out, less what was
    asked for all the same.
    """
    units = demanded / 1000
    place = place_numbers(laid, places)
    expected = _expected(laid, units, share, closed, place)
    is_out = (share < SCARCE_SHARE) & ~closed
    taking = _taking(places, place[laid.item], units, expected, is_out)
    open_share = taking[place[laid.item]]
    sellable = open_share + (1 - open_share) * share
    short = expected * (1 - sellable) - np.where(is_out, units, 0.0)
    is_baseline = laid.stream != lines.STREAMS.index("project")
    counts = is_baseline & ~closed & ~np.isnan(sellable)
    lost_units = np.where(counts, np.clip(short, 0.0, float(MAX_QTY)), 0.0)
    return sellable.astype(np.float32), np.rint(lost_units * 1000).astype(np.int64)


def _expected(
    laid: Grid,
    units: Floats,
    share: Shares,
    closed: Flags,
    place: Whole,
) -> Shares:
    """Return what each row would have had in stock, from days that were."""
    seen = np.where(np.isnan(share), 1.0, share)
    seen[closed | (share < SCARCE_SHARE)] = 0.0
    layout = lost.Layout(
        offset=laid.items["offset"].to_numpy(),
        days=laid.items["days"].to_numpy(),
        stride=laid.items["stride"].to_numpy(),
        place=place,
    )
    first = laid.items["first_on"].to_physical().cast(pl.Int64).to_numpy()
    week = _week(laid, units, seen, place)
    return lost.expected_units(units, seen.astype(np.float32), layout, first, week)


def _week(laid: Grid, units: Floats, seen: Floats, place: Whole) -> Floats:
    """Return the factor of each weekday (day number modulo 7) at each place."""
    count = int(place.max(initial=0)) + 1
    cell = place[laid.item] * 7 + laid.day % 7
    is_seen = seen > 0
    sold = np.bincount(cell, units * is_seen, minlength=count * 7).reshape(count, 7)
    days = np.bincount(cell, seen, minlength=count * 7).reshape(count, 7)
    rate = sold.sum(axis=1, keepdims=True) / np.maximum(days.sum(axis=1), 1.0)[:, None]
    factors = (sold + WEEK_EVIDENCE) / (days * rate + WEEK_EVIDENCE)
    return np.asarray(factors / factors.mean(axis=1, keepdims=True))


def _taking(
    places: pl.DataFrame,
    place: Whole,
    units: Floats,
    expected: Shares,
    is_out: Flags,
) -> Floats:
    """Return the share of demand at each place that a stock-out does not stop.

    What channels state counts; where customers plainly go on ordering, it is all.
    """
    count = places.height
    asked = np.bincount(place[is_out], units[is_out], minlength=count)
    due = np.bincount(place[is_out], expected[is_out], minlength=count)
    goes_on = (due >= SELLS_ANYWAY_UNITS) & (asked >= SELLS_ANYWAY_SHARE * due)
    return np.where(goes_on, 1.0, places["backorders"].to_numpy())
