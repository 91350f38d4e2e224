"""Demand until the next order arrives, and until the one after it does."""

import numpy as np
import polars as pl

from models.planning import network
from models.planning.projection import Demand, scenarios
from models.planning.quantiles import Numbers, known_quantiles
from models.tables.columns import QUANTILE_COLUMNS

PLACE = ["sku", "location_id"]
LONG_WINDOW = 0.25


def window_demand(
    items: pl.DataFrame,
    demand: pl.DataFrame,
    supply_sources: pl.DataFrame,
    pairs: pl.DataFrame,
) -> Demand:
    """Return the scenarios of each of ``items``, in their order.

    The window opens when an order of the next chance arrives and closes with the
    arrival of the order after it. Both arrivals are as uncertain as the protection
    interval is, beyond what demand over a sure interval is. Whole items are wanted in
    whole units where the window is long enough for them to tell its two ends apart.
    What a place keeps from those it replenishes (``kept_days``) counts as far as it
    outlasts what they hold.
    """
    open_days = (pl.col("next_arrive_on") - pl.col("arrive_on")).dt.total_days()
    until = network.protection_demand(demand, supply_sources, pairs)

    def over(extra: pl.Expr) -> pl.DataFrame:
        days = supply_sources.select(*PLACE, extra.cast(pl.Int64).alias("extra_days"))
        return network.fixed_demand(demand, supply_sources, pairs, days)

    sure = over(pl.lit(0))
    before = over(-open_days.clip(1)).pipe(_as_uncertain, until, sure)
    between = over(pl.col("review_days") - pl.col("protection_days"))
    wanted = [_of(items, sums) for sums in (before, until, between)]
    opens, closes, chance = (scenarios(known_quantiles(each)) for each in wanted)
    mean_before, mean_until = (
        np.ascontiguousarray(each["mean"].fill_null(0).to_numpy(), dtype=np.float64)
        for each in wanted[:2]
    )
    coarse = ~items["is_divisible"].fill_null(value=False).to_numpy()
    coarse &= mean_until - mean_before > LONG_WINDOW * mean_until
    opens, closes = _whole(opens, coarse), _whole(closes, coarse)
    own = items["own_daily_mean"].fill_null(0).to_numpy()
    every = np.maximum(items["daily_mean"].to_numpy(), 1e-9)
    share = np.clip(1 - own / every, 0, 1)
    withheld = items["kept_days"].to_numpy() - _held_days(items, supply_sources, pairs)
    kept = np.maximum(withheld, 0.0) * own
    return Demand(opens, closes, chance, mean_before, mean_until, share, kept)


def _held_days(
    items: pl.DataFrame, supply_sources: pl.DataFrame, pairs: pl.DataFrame
) -> Numbers:
    """Return for how many days the places that each one replenishes hold stock.

    When a place stops giving away, they live on what they hold, which is planned to
    last for their lead time and review period; meanwhile its own customers take what it
    keeps. Where places differ, the one with the least counts.
    """
    held = supply_sources.select(
        "sku",
        pl.col("location_id").alias("served_id"),
        (pl.col("lead_time_days") + pl.col("review_days")).alias("held_days"),
    )
    least = (
        pairs.filter(pl.col("location_id") != pl.col("served_id"))
        .join(held, on="served_id")
        .group_by(PLACE)
        .agg(pl.col("held_days").min())
    )
    found = items.select(PLACE).join(
        least, on=PLACE, how="left", maintain_order="left"
    )["held_days"]
    days: Numbers = found.fill_null(0).cast(pl.Float64).to_numpy()
    return days


def _of(items: pl.DataFrame, sums: pl.DataFrame) -> pl.DataFrame:
    """Return the sums of each item-location."""
    return items.select(PLACE).join(sums, on=PLACE, how="left", maintain_order="left")


def _whole(demand: Numbers, is_whole: Numbers) -> Numbers:
    """Round the demand of items that sell in whole units."""
    return np.where(is_whole[:, None], np.rint(demand), demand)


def _as_uncertain(
    before: pl.DataFrame, until: pl.DataFrame, sure: pl.DataFrame
) -> pl.DataFrame:
    """Widen demand until the window opens by what a random lead time adds."""
    variances = (
        before.join(until.select(*PLACE, until_sd="sd"), on=PLACE, how="left")
        .join(sure.select(*PLACE, sure_sd="sd"), on=PLACE, how="left")
        .sort(PLACE)
    )
    added = (pl.col("until_sd").pow(2) - pl.col("sure_sd").pow(2)).clip(0).fill_null(0)
    wider = ((pl.col("sd").pow(2) + added) / pl.col("sd").pow(2)).sqrt()
    growth = pl.when(pl.col("sd") > 0).then(wider).otherwise(1.0)
    beyond = [pl.col(name) - pl.col("mean") for name in QUANTILE_COLUMNS]
    return variances.with_columns(
        (pl.col("mean") + each * growth).clip(0).alias(name)
        for name, each in zip(QUANTILE_COLUMNS, beyond, strict=True)
    )
