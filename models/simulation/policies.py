"""The policies that are compared, as levels."""

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.special import ndtri

from models.simulation.ground import NOBODY, Floats, Ground, Levels, Singles, Whole
from models.simulation.kernel import WEEK_DAYS
from models.simulation.past import MOST_LEVELS, PLACE, Past

RECOMMENDED, REALLY, TEXTBOOK, MIN_MAX, FORESIGHT = (
    *("recommended", "as_it_was", "z_sigma_root_l", "min_max", "foresight"),
)  # fmt: skip
LOWEST, HIGHEST = 0.5, 0.9999


def recommended(plans: pl.DataFrame, past: Past) -> Levels:
    """Return the levels that were planned, week by week."""
    return planned(plans, past, "")


def candidate(plans: pl.DataFrame, past: Past, number: int) -> Levels:
    """Return the levels that a candidate would have given, week by week."""
    return planned(plans, past, f"_{number}")


def planned(plans: pl.DataFrame, past: Past, suffix: str) -> Levels:
    """Return the levels in the columns that end in ``suffix``."""
    return _levels(plans, past, pl.col(f"point{suffix}"), pl.col(f"up_to{suffix}"))


def _levels(plans: pl.DataFrame, past: Past, point: pl.Expr, up_to: pl.Expr) -> Levels:
    """Return levels that are told week by week."""
    low, high, daily = (
        _by_week(plans, past, value.cast(pl.Float64)).astype(np.float32)
        for value in (point, up_to, pl.col("daily"))
    )
    return Levels(low, high, daily, _weekly(past))


def textbook(plans: pl.DataFrame, past: Past) -> Levels:
    """Return mean · P + z · sd · √P, and the days an order lasts on top.

    P is lead time and review together, z the normal score of the service target, mean
    and sd those of the last eight weeks (Silver, Pyke & Thomas, 4th ed., §6.7).
    """
    rate = pl.col("service_target_rate").clip(LOWEST, HIGHEST)
    mean = _echelon(_by_week(plans, past, pl.col("mean")), past)
    variance = _echelon(_by_week(plans, past, pl.col("sd") ** 2), past)
    days = _by_week(plans, past, pl.col("protection_days").cast(pl.Float64))
    cycle = _by_week(plans, past, pl.col("cycle_days").cast(pl.Float64))
    z = ndtri(np.clip(_by_week(plans, past, rate), LOWEST, HIGHEST))
    point = np.ceil(mean * days + z * np.sqrt(variance * days))
    up_to = np.ceil(point + mean * cycle)
    return Levels(
        point.astype(np.float32),
        up_to.astype(np.float32),
        mean.astype(np.float32),
        _weekly(past),
    )


def min_max(plans: pl.DataFrame, past: Past) -> Levels:
    """Return planners' own minimum and maximum; else the first plan's, never changed.

    So levels live in a back office: set once and left.
    """
    first = (
        plans.filter(pl.col("up_to") > 0)
        .sort("made_on")
        .unique(PLACE, keep="first", maintain_order=True)
        .select(*PLACE, set_on="made_on", low="point", high="up_to")
    )
    known = plans.join(first, on=PLACE, how="left").with_columns(
        pl.when(pl.col("made_on") >= pl.col("set_on")).then(name).alias(name)
        for name in ("low", "high")
    )
    low = pl.coalesce("min_qty", pl.min_horizontal("low", "max_qty"))
    high = pl.max_horizontal(pl.coalesce("max_qty", "high"), low)
    return _levels(known, past, low, high)


def foresight(past: Past) -> Levels:
    """Return what will be asked for until the next order can be there, to the unit.

    Nobody can know it: it shows how far any forecast could go. Levels change daily;
    beyond the last day customers come as they did on average.
    """
    ground = past.ground
    asked = ground.demand + ground.patient
    wanted = _echelon(asked + np.maximum(-ground.other, 0.0), past)
    running = np.vstack([np.zeros(ground.places), np.cumsum(wanted, axis=0)])
    a_day = running[-1] / max(ground.days, 1)
    until = _next_arrival(ground) + _below(ground, past)
    inside = np.minimum(until, ground.days)
    ahead = np.take_along_axis(running, inside, axis=0) + (until - inside) * a_day
    level = (ahead - running[:-1]).astype(np.float32)
    daily = np.broadcast_to(a_day.astype(np.float32), level.shape)
    return Levels(level, level, daily, np.arange(ground.days, dtype=np.int64))


def without_minimums(ground: Ground) -> Ground:
    """Return the ground with suppliers that take an order of any size."""
    return ground._replace(least_amount=np.zeros(len(ground.least_amount)))


def _next_arrival(ground: Ground) -> Whole:
    """Return the day on which an order of the next chance comes in, by day."""
    days, places = ground.days, ground.places
    comes = np.empty((days, places), np.int64)
    next_one = np.full(places, days, np.int64)
    for day in range(days - 1, -1, -1):
        comes[day] = np.maximum(next_one, day + 1)
        next_one = np.where(ground.chance[day], ground.arrival[day], next_one)
    return comes


def _below(ground: Ground, past: Past) -> Whole:
    """Return the longest wait of a place for goods from the one that replenishes it.

    That is the days to its next chance to ask for them, and those on the way.
    """
    wait = pl.col("lead_days") + pl.col("review_days") - 1
    lead = past.cells.select(wait.fill_null(0)).to_series().to_numpy().astype(np.int64)
    longest = np.zeros(ground.places, np.int64)
    child = np.flatnonzero(ground.terms.parent != NOBODY)
    np.maximum.at(longest, ground.terms.parent[child], lead[child])
    return longest


def _weekly(past: Past) -> Whole:
    """Return the plan that holds on each day."""
    return np.arange(past.span.days, dtype=np.int64) // WEEK_DAYS


def _by_week(plans: pl.DataFrame, past: Past, value: pl.Expr) -> Floats:
    """Return a value by week and item-location, 0 where nothing was planned."""
    rows = plans.select(*PLACE, "made_on", value.alias("value")).join(
        past.cells.select(*PLACE, "cell"), on=PLACE
    )
    before = past.span.origins[0]
    week = (rows["made_on"] - before).dt.total_days().to_numpy() // WEEK_DAYS
    laid = np.zeros((past.span.weeks, past.cells.height))
    values = rows["value"].cast(pl.Float64).fill_null(0.0).to_numpy()
    laid[week, rows["cell"].to_numpy()] = values
    return laid


def _echelon(values: npt.NDArray[np.floating] | Singles, past: Past) -> Floats:
    """Add to each place what those have that it replenishes."""
    parent = past.ground.terms.parent
    total = values.astype(np.float64)
    above = parent.copy()
    for _ in range(MOST_LEVELS):
        reached = np.flatnonzero(above != NOBODY)
        np.add.at(total.T, above[reached], values.T[reached].astype(np.float64))
        above[reached] = parent[above[reached]]
    return total
