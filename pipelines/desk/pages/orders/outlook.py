"""What stock of a line was, and what it will be with and without the order."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import polars as pl

from models.planning.line_outlook import line_outlook, runs_out_on
from models.planning.network import served_places
from pipelines.desk.view import View

PAST_DAYS = 90
LEAST_DAYS = 28
BEYOND_DAYS = 21
"""Shown past the day on which the order after this one could be here."""
MOST_DAYS = 182


@dataclass(frozen=True)
class Outlook:
    """Stock until now (on, closing_qty), days ahead, and open orders (on, qty).

    ``is_out`` says that nothing is free now; ``runs_out_on`` is the first day on which
    running out without the order is more likely than not.
    """

    past: pl.DataFrame
    days: pl.DataFrame
    supply: pl.DataFrame
    is_out: bool
    runs_out_on: dt.date | None


def outlook(view: View, row: dict[str, Any]) -> Outlook:
    """Return what stock of the line ``row`` of the book was and will be."""
    as_of, sku, place = view.snapshot.as_of, row["sku"], row["location_id"]
    item = pl.col("sku") == sku
    here = item & (pl.col("location_id") == place)
    past = (
        view.scan("stock_daily")
        .filter(here, pl.col("on") > as_of - dt.timedelta(days=PAST_DAYS))
        .select("on", "closing_qty")
        .sort("on")
        .collect()
    )
    supply = (
        view.scan("open_supply")
        .filter(here, pl.col("is_counted"))
        .group_by(on="arrive_on")
        .agg(qty=pl.col("open_qty").sum())
        .sort("on")
        .collect()
    )
    sums = (
        view.scan("lead_time_demand").filter(item, pl.col("made_on") == as_of).collect()
    )
    served = served_places(view.frame("locations")).filter(
        pl.col("location_id") == place
    )
    order = pl.DataFrame({"on": [row["arrive_on"]], "qty": [row["quantity"]]})
    days = line_outlook(
        sums,
        served,
        supply,
        order,
        start_qty=_free(row),
        as_of=as_of,
        days=_reach(row, as_of),
    )
    return Outlook(past, days, supply, _free(row) <= 0, runs_out_on(days))


def _free(row: dict[str, Any]) -> float:
    """Return what is there and free of promises, with what is under way to it."""
    there = ("on_hand_qty", "in_transit_qty", "approved_qty", "expected_returns_qty")
    gone = ("reserved_qty", "held_qty", "backordered_qty", "expiring_qty")
    return float(sum(row[name] for name in there) - sum(row[name] for name in gone))


def _reach(row: dict[str, Any], as_of: dt.date) -> int:
    """Return how many days ahead are shown."""
    until = max(row["next_arrive_on"], row["arrive_on"])
    days = (until - as_of).days + BEYOND_DAYS
    return min(max(days, LEAST_DAYS), MOST_DAYS)
