"""The days of one item at one place, and the series that models are fitted to."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from models.distributions import chance_above
from models.reports.forecast_quality import SOLD_OUT_BELOW

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

BASELINE_STREAMS = ("retail", "wholesale")
"""One-off projects are no habit of customers."""
SCARCE_SHARE = 0.1
"""A day that was sold out nearly all of the time says nothing about demand."""
WEEK = 7
WEEKS_AROUND = 8
"""A day that says nothing is expected to be like its weekday so many weeks around."""
LEAST_SEEN = 4.0
"""With fewer of them to be seen, the nearest day with as many stands in."""
DAYS_AROUND = 28
LEAST_AROUND = 14
EXCEPTIONAL_CHANCE = 0.001
SPORADIC_INTERVAL = 1.32
"""With more days between sales there are too many empty ones to model days."""


@dataclass(frozen=True)
class Series:
    """What a model is fitted to: sums of ``step_days`` days, by their last day."""

    on: list[dt.date]
    values: Floats
    step_days: int

    @property
    def period(self) -> int | None:
        """Return after how many steps the week comes round; nothing within weeks."""
        return WEEK if self.step_days == 1 else None


def days_of(
    demand_daily: pl.LazyFrame, sku: str, location_id: str, as_of: dt.date
) -> pl.DataFrame:
    """Return demand of each day known at ``as_of``, streams added up, oldest first.

    ``weight`` is the share of the day on which demand could be seen: nothing when
    closed or sold out, and all of it where stock was never known.
    """
    share = pl.col("in_stock_share")
    return (
        demand_daily.filter(
            pl.col("sku") == sku,
            pl.col("location_id") == location_id,
            pl.col("on") <= as_of,
            pl.col("stream").is_in(BASELINE_STREAMS),
        )
        .group_by("on")
        .agg(
            pl.col("demanded_qty").sum().cast(pl.Float64).alias("demanded"),
            share.max(),
            pl.col("event").drop_nulls().first(),
            pl.col("is_closed").any(),
        )
        .sort("on")
        .with_columns(is_known=share.is_not_null().cum_sum() > 0)
        .with_columns(weight=_weight(share))
        .select("on", "demanded", "weight", "event", "is_closed")
        .collect()
    )


def _weight(share: pl.Expr) -> pl.Expr:
    """Return the share of the day on which demand could be seen.

    Once stock is known, a day without a share is one on which it was not stocked.
    """
    is_out = (share < SCARCE_SHARE) | (share.is_null() & pl.col("is_known"))
    return (
        pl.when(pl.col("is_closed") | is_out).then(0.0).otherwise(share.fill_null(1.0))
    )


def filled(days: pl.DataFrame) -> pl.DataFrame:
    """Add ``filled``: demand as it would have been, had every day been a whole one.

    On a day wholly sold out, more may have been asked for than was expected.
    """
    demanded, weight = days["demanded"].to_numpy(), days["weight"].to_numpy()
    expected = _expected(days)
    whole = demanded + (1.0 - weight) * expected
    values = np.where(weight > 0, whole, np.maximum(demanded, expected))
    return days.with_columns(filled=pl.Series(values, dtype=pl.Float64))


def _expected(days: pl.DataFrame) -> Floats:
    """Return what each day would have shown by the days that could be seen.

    It is like the same weekday in the eight weeks on either side, as far as ``days``
    reach; where four of these could not be seen, as the last before or the first after
    was. A weekday that is always closed shows nothing.
    """
    demanded, weight = days["demanded"].to_numpy(), days["weight"].to_numpy()
    shown = np.where(weight > 0, demanded, 0.0)
    units, seen = _same_weekday(shown), _same_weekday(weight)
    rate = np.where(seen >= LEAST_SEEN, units / np.maximum(seen, LEAST_SEEN), np.nan)
    overall = pl.lit(shown.sum() / max(weight.sum(), 1.0))
    near = pl.col("rate").fill_nan(None)
    expected = days.with_columns(rate=rate).select(
        pl.coalesce(
            near.forward_fill().over(pl.col("on").dt.weekday()),
            near.backward_fill().over(pl.col("on").dt.weekday()),
            pl.when(~pl.col("is_closed")).then(overall),
            0.0,
        )
    )
    return expected.to_series().to_numpy()


def _same_weekday(values: Floats) -> Floats:
    """Return the sum over the same weekday in the weeks around each day."""
    reach = WEEK * WEEKS_AROUND
    padded = np.pad(values, reach)
    shifts = range(0, 2 * reach + 1, WEEK)
    return np.asarray(sum(padded[shift : shift + len(values)] for shift in shifts))


def marked(days: pl.DataFrame) -> pl.DataFrame:
    """Add which days were sold out for more than half, had an event, or stand out.

    A day stands out by demand that fewer than one day in a thousand would show.
    The chance is that of a negative binomial day (gamma where demand is not whole) with
    the mean and variance of the four weeks on either side, the day itself left out.
    """
    demanded, seen = days["demanded"].to_numpy(), days["weight"].to_numpy() > 0
    count, mean, variance = _around(demanded, seen)
    is_whole = bool((demanded == np.rint(demanded)).all())
    step = 1.0 if is_whole else 0.0
    as_high = chance_above(demanded - step, mean, variance, is_whole=is_whole)
    as_low = 1.0 - chance_above(demanded, mean, variance, is_whole=is_whole)
    is_rare = np.minimum(as_high, as_low) < EXCEPTIONAL_CHANCE
    judged = seen & (count >= LEAST_AROUND) & (mean > 0)
    return days.with_columns(
        is_out=~pl.col("is_closed") & (pl.col("weight") < SOLD_OUT_BELOW),
        is_event=pl.col("event").is_not_null(),
        is_exceptional=pl.Series(is_rare & judged, dtype=pl.Boolean),
    )


def _around(demanded: Floats, seen: Flags) -> tuple[Floats, Floats, Floats]:
    """Return count, mean and variance of the seen days around each day."""
    shown = np.where(seen, demanded, 0.0)
    sums = [_window(part) - part for part in (seen.astype(float), shown, shown**2)]
    count = np.maximum(sums[0], 2.0)
    mean = sums[1] / count
    variance = (sums[2] - count * mean**2) / (count - 1.0)
    return sums[0], mean, np.maximum(variance, 0.0)


def _window(values: Floats) -> Floats:
    """Return the sum over the days around each day, itself included."""
    total = np.concatenate([[0.0], np.cumsum(values)])
    at = np.arange(len(values))
    high = np.minimum(at + DAYS_AROUND + 1, len(values))
    return np.asarray(total[high] - total[np.maximum(at - DAYS_AROUND, 0)])


def steady(days: pl.DataFrame) -> pl.DataFrame:
    """Return the days as if those that stand out had not been seen."""
    is_odd = pl.col("is_exceptional")
    return days.with_columns(
        pl.when(is_odd).then(0.0).otherwise(name).alias(name)
        for name in ("demanded", "weight")
    )


def series_of(days: pl.DataFrame, step_days: int) -> Series:
    """Return sums of so many days, counted back from the last; a first part is cut."""
    first = days.height % step_days
    values = filled(days)["filled"].to_numpy()[first:].reshape(-1, step_days)
    on = days["on"].to_list()[first + step_days - 1 :: step_days]
    return Series(on, values.sum(axis=1), step_days)


def step_days(days: pl.DataFrame) -> int:
    """Return over how many days demand is added up: seven where it is sporadic.

    It is where, on days that could be seen, more than 1.32 pass from one with demand to
    the next (Syntetos, Boylan and Croston 2005).
    """
    seen = days.filter(pl.col("weight") > 0)["demanded"]
    return WEEK if len(seen) > SPORADIC_INTERVAL * int((seen > 0).sum()) else 1


def lack(values: Floats, least: int) -> str:
    """Return what ``values`` lack to be studied, empty when nothing.

    >>> lack(np.array([0.0, 3.0, 0.0]), 2), lack(np.array([1.0, 3.0]), 4)
    ('one_sale', 'short')
    """
    sold = int((values > 0).sum())
    if not len(values):
        return "no_days"
    if not sold:
        return "no_sale"
    if sold == 1:
        return "one_sale"
    if len(values) < least:
        return "short"
    return "constant" if np.ptp(values) == 0 else ""
