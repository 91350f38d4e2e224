"""Goods that customers announced to send back: how many can be sold again, and when."""

import datetime as dt

import numpy as np
import numpy.typing as npt
import polars as pl

from models.tables.columns import QTY

PLACE = ["sku", "location_id"]
RETURN_DAYS = 30
"""Where no past shows how long returns take, one announced longer ago does not come."""

SETTLED_DAYS = 90
"""An announcement that old has come or never will: it shows how long returns take."""

ENOUGH = 20
"""Settled announcements from which the past counts."""

USUAL_WEIGHT = 10.0
"""The share that all items show counts like so many returned units of the item."""

ROUNDING = 1e-9
"""A sum this little below a whole unit is that unit: floats are not exact."""

Floats = npt.NDArray[np.float64]


def announced(return_lines: pl.LazyFrame, as_of: dt.date) -> pl.DataFrame:
    """Return what is announced and has not come, with the share to be sold again.

    Of what is said to be restocked that is all, of scrap nothing; of the rest the share
    of the item's past returns that went back to stock, leaning on that of all items.
    Lines carry ``announced_on`` and the lags (days to arrival) that the past shows.
    """
    lines = _lines(return_lines).filter(pl.col("announced_on") <= as_of)
    share = _shares(lines)
    usual = _usual_share(lines)
    sold_again = (
        pl.when(pl.col("disposition") == "restock")
        .then(1.0)
        .when(pl.col("disposition") == "scrap")
        .then(0.0)
        .otherwise(pl.col("share").fill_null(usual))
    )
    return (
        lines.filter(pl.col("received_on").is_null())
        .drop_nulls([*PLACE, "qty"])
        .join(share, on="sku", how="left")
        .select(*PLACE, "announced_on", (sold_again * pl.col("qty")).alias("units"))
        .filter(pl.col("units") > 0)
    )


def lags(return_lines: pl.LazyFrame, as_of: dt.date) -> Floats:
    """Return the days that settled announcements took, infinite where none came."""
    since = as_of - dt.timedelta(days=SETTLED_DAYS)
    settled = _lines(return_lines).filter(pl.col("announced_on") <= since)
    took = (pl.col("received_on") - pl.col("announced_on")).dt.total_days()
    days: Floats = np.sort(
        settled.select(took.cast(pl.Float64).fill_null(np.inf)).to_series().to_numpy()
    )
    return days


def expected_returns(
    announced: pl.DataFrame, lags: Floats, as_of: dt.date
) -> pl.DataFrame:
    """Sum what will be back by ``next_arrive_on``, in whole units, place by place.

    Each announcement counts with the chance that it arrives by then though it has not
    yet: (F(a + t) - F(a)) ÷ (1 - F(a)), F the share of past ones that came within so
    many days, a its age and t the days left. With too little past, one of the last 30
    days counts whole.
    """
    age = _days(announced, pl.lit(as_of) - pl.col("announced_on"))
    until = _days(announced, pl.col("next_arrive_on") - pl.col("announced_on"))
    if len(lags) < ENOUGH:
        chance = (age <= RETURN_DAYS).astype(np.float64)
    else:
        before, by = (
            np.searchsorted(lags, day, side="right") / len(lags)
            for day in (age, np.maximum(until, age))
        )
        chance = np.where(before < 1, (by - before) / np.maximum(1 - before, 1e-9), 0)
    likely = announced.with_columns(
        (pl.col("units") * pl.Series("chance", chance)).alias("units")
    )
    whole = (pl.col("units").sum() + ROUNDING).floor().cast(QTY)
    return likely.group_by(PLACE).agg(whole.alias("expected_returns_qty"))


def _days(announced: pl.DataFrame, span: pl.Expr) -> Floats:
    """Return a span of each announcement, in days."""
    days = announced.select(span.dt.total_days().cast(pl.Float64)).to_series()
    return days.to_numpy()


def _lines(return_lines: pl.LazyFrame) -> pl.DataFrame:
    """Return announced lines, each with its days."""
    return (
        return_lines.filter(
            pl.col("gone_at").is_null(), pl.col("announced_at").is_not_null()
        )
        .select(
            *PLACE,
            pl.col("qty").cast(pl.Float64),
            "disposition",
            pl.col("announced_at").dt.date().alias("announced_on"),
            pl.col("received_at").dt.date().alias("received_on"),
        )
        .collect()
    )


def _decided(lines: pl.DataFrame) -> pl.DataFrame:
    """Return past returns of which it is known what became of them."""
    return lines.filter(
        pl.col("received_on").is_not_null(),
        pl.col("disposition").is_in(["restock", "scrap"]),
    ).with_columns(
        pl.when(pl.col("disposition") == "restock")
        .then("qty")
        .otherwise(0.0)
        .alias("again")
    )


def _usual_share(lines: pl.DataFrame) -> float:
    """Return the share of all decided returns that went back to stock."""
    past = _decided(lines)
    returned = float(past["qty"].sum())
    return float(past["again"].sum()) / returned if returned else 0.0


def _shares(lines: pl.DataFrame) -> pl.DataFrame:
    """Return the share of each item's decided returns that went back to stock."""
    usual = _usual_share(lines)
    share = (pl.col("again").sum() + USUAL_WEIGHT * usual) / (
        pl.col("qty").sum() + USUAL_WEIGHT
    )
    return _decided(lines).group_by("sku").agg(share.alias("share"))
