"""Stock of one item at one place in the weeks to come, with and without an order."""

import datetime as dt

import numpy as np
import polars as pl

from models.planning.network import demand_through
from models.planning.quantiles import (
    Numbers,
    at_level,
    exceedance,
    known_quantiles,
)
from models.tables.columns import QUANTILE_COLUMNS

BAND = (0.1, 0.5, 0.9)
"""Levels of demand that are drawn: nine times of ten it is below the last."""
LEVEL_NAMES = ("high", "middle", "low")
"""Stock left at each of these levels of demand."""


def line_outlook(
    lead_time_demand: pl.DataFrame,
    served: pl.DataFrame,
    supply: pl.DataFrame,
    order: pl.DataFrame,
    *,
    start_qty: float,
    as_of: dt.date,
    days: int,
) -> pl.DataFrame:
    """Return a row for each of the next ``days`` days of one item at one place.

    ``lead_time_demand`` has sums of demand by place, ``served`` the places that the
    one plans for (``location_id``, ``served_id``), ``supply`` and ``order`` what
    arrives (``on``, ``qty``): what is coming anyway, and what would be ordered.
    ``start_qty`` is what is free of promises at the end of ``as_of``.

    Columns: on, supply_qty and order_qty (arrived by then, from the start); stock left
    if demand until then is low, middling or high (its 10 %, 50 % and 90 % quantiles),
    never below zero, without the order (``without_high``, …) and with it
    (``with_high``, …); ``risk_without`` and ``risk_with``, the chance that demand until
    then is more than there was to sell.
    """
    known = _sums(lead_time_demand, served, days)
    on = [as_of + dt.timedelta(days=day) for day in range(1, known.shape[0] + 1)]
    comes, ordered = _arrived(supply, on), _arrived(order, on)
    bare = start_qty + comes
    levels = {
        name: at_level(known, np.full(len(on), level))
        for name, level in zip(LEVEL_NAMES, BAND, strict=True)
    }
    return pl.DataFrame(
        {
            "on": on,
            "supply_qty": comes,
            "order_qty": ordered,
            **{
                f"{which}_{name}": np.maximum(there - used, 0.0)
                for which, there in (("without", bare), ("with", bare + ordered))
                for name, used in levels.items()
            },
            "risk_without": exceedance(known, bare),
            "risk_with": exceedance(known, bare + ordered),
        }
    )


def _sums(lead_time_demand: pl.DataFrame, served: pl.DataFrame, days: int) -> Numbers:
    """Return the quantiles of demand until the end of each day, a row per day.

    Sums over numbers of days that are published are as published, linear between.
    """
    spans = lead_time_demand.filter(pl.col("days") > 0)["days"].unique().sort()
    place = served.select("location_id").unique()
    sku = lead_time_demand.select("sku").head(1)
    knots = [0, *spans.to_list()]
    none = np.zeros((1, len(QUANTILE_COLUMNS)))
    at_knots = [
        known_quantiles(
            demand_through(
                lead_time_demand,
                served,
                place.join(sku, how="cross").with_columns(days=pl.lit(knot)),
            )
        )
        for knot in knots[1:]
    ]
    table = np.concatenate([none, *at_knots])
    reached = np.arange(1, days + 1)
    columns = [np.interp(reached, knots, column) for column in table.T]
    return np.stack(columns, axis=1)


def _arrived(what: pl.DataFrame, on: list[dt.date]) -> Numbers:
    """Return the units arrived by the end of each day."""
    days = what["on"].to_list()
    qty = what["qty"].cast(pl.Float64).to_list()
    return np.array(
        [
            sum(units for day, units in zip(days, qty, strict=True) if day <= one)
            for one in on
        ],
        np.float64,
    )


def runs_out_on(outlook: pl.DataFrame, which: str = "without") -> dt.date | None:
    """Return the first day on which running out is more likely than not.

    ``which`` says without the order or with it; empty: no such day within reach.
    """
    likely = outlook.filter(pl.col(f"risk_{which}") > 0.5)  # noqa: PLR2004  # half
    return next(iter(likely["on"]), None)
