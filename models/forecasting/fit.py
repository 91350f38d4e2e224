"""One fit of every item-location: level, noise and error of the forecast."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from models.forecasting import blend, exposure, smoother, spread, windows
from models.forecasting.day_factors import daily_factors
from models.forecasting.panel import Matrix, Panel

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

WEEKDAYS = (
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
)
NEWS = 0.05


@dataclass(frozen=True)
class Fit:
    """What is known of each item-location, in the order of the panel's rows.

    ``trend`` is in units a day, damped; ``weekdays`` are seven factors from Monday on,
    beside those of the profile. ``units`` and ``exposure`` are what was seen in all;
    ``blend`` is the weight of each candidate, ``best`` the one of most.
    """

    level: Floats
    trend: Floats
    weekdays: Floats
    dispersion: Floats
    blend: Matrix
    best: Whole
    units: Floats
    exposure: Floats
    demand_days: Whole
    sold_days: Whole
    spread: spread.Spread


@dataclass(frozen=True)
class Blended:
    """The point forecast of each item-location, and what its errors are told by.

    ``level``, ``trend`` and ``weekdays`` are as in ``Fit``. ``judged`` is what the
    candidates said at the origins of the ``past``; ``classes`` are of volume.
    """

    level: Floats
    trend: Floats
    weekdays: Floats
    weights: Matrix
    classes: Whole
    judged: smoother.Smoothed
    past: windows.Windows


def fitted(known: Panel, demand_profiles: pl.DataFrame) -> Fit:
    """Fit every row of the panel; nothing here looks beyond its last day."""
    made = blended(known, demand_profiles)
    judged, past = made.judged, made.past
    is_seen = known.weights > 0
    sold_days = ((known.demand > 0) & is_seen).sum(axis=1)
    dispersion = spread.dispersions(
        judged.squares, judged.expected, sold_days, made.classes
    )
    return Fit(
        level=made.level,
        trend=made.trend,
        weekdays=made.weekdays,
        dispersion=dispersion,
        blend=made.weights,
        best=made.weights.argmax(axis=1),
        units=(known.counted * is_seen).sum(axis=1, dtype=np.float64),
        exposure=past.seen[:, -1].astype(np.float64),
        demand_days=is_seen.sum(axis=1),
        sold_days=sold_days,
        spread=spread.spread(judged, made.weights, dispersion, past),
    )


def blended(known: Panel, demand_profiles: pl.DataFrame) -> Blended:
    """Choose and mix the candidates of every row of the panel."""
    factors, factor_rows = daily_factors(
        demand_profiles, known.series, known.dates, known.step
    )
    shape = (known.weights, factors, factor_rows)
    is_daily = known.step == "1d"
    anchored = windows.anchor(known.days, known.first_on) if is_daily else known.days
    demand = known.counted
    own = exposure.own_weekdays(demand, *shape, anchored if is_daily else 0)
    exposed = exposure.exposures(*shape, own)
    past = windows.windows(known.demand, exposed, anchored)
    asked = np.union1d(past.origins, np.arange(anchored, known.days + 1))
    made = smoother.smoothed(demand, exposed, known.pools, asked)
    judged = made.at(np.searchsorted(asked, past.origins))
    recent = made.at(np.arange(np.searchsorted(asked, anchored), len(asked)))
    classes = blend.volume_classes(_first_known(recent.levels.mean(axis=2)))
    weights = blend.blend_weights(judged, past, classes)
    levels, trends = recent.mixed(weights)
    return Blended(
        level=held(levels.astype(np.float64)),
        trend=trends[:, -1].astype(np.float64),
        weekdays=np.roll(own, known.first_on.weekday(), axis=1),
        weights=weights,
        classes=classes,
        judged=judged,
        past=past,
    )


def held(levels: Floats) -> Floats:
    """Return the level that stands after a row's days: it follows from 5 % on.

    Orders should not move because of yesterday's noise, and a level within 5 % of the
    one that stands is no news beside errors of forecasts that are several times larger.

    >>> held(np.array([[10.0, 10.4, 9.6], [10.0, 10.6, 10.2]])).tolist()
    [10.0, 10.6]
    """
    standing = levels[:, 0].copy()
    for level in levels.T:
        is_news = np.abs(level - standing) > NEWS * standing
        standing = np.where(is_news, level, standing)
    return standing


def _first_known(levels: Matrix) -> Matrix:
    """Return each row's first level that is not nothing, else nothing."""
    first = (levels > 0).argmax(axis=1)
    return np.asarray(np.take_along_axis(levels, first[:, None], axis=1)[:, 0])
