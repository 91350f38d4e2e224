"""How wrong forecasts turn out to be, learned from their own past.

The variance of the sum of the next L days is

    dispersion · M + (level_error² + level_drift² · L) · M²,      M the expected sum.

The first part is the noise of single days (negative binomial). The second is the
forecast's own error: it does not average out over the days, which is why safety stock
by z times sd times the root of L falls short. It is set so that past sums exceeded the
upper quantiles as often as these promise, volume class by volume class.

What the shape of the distribution still misses is learned too (``Calibration``): ranks
of past sums in what was promised for them tell at which score each promise was kept.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from models.distributions import normal_scores, ranks
from models.forecasting.blend import CLASSES, some, usable, volume_classes
from models.forecasting.panel import Matrix
from models.forecasting.smoother import Smoothed, reach
from models.forecasting.windows import HORIZONS, Windows

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

CALIBRATED = (
    *(0.005, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975),
    *(0.98, 0.99, 0.995),
)
"""Levels at which promises are compared with what came."""
USUAL_SCORES = 500.0
MOST_RANKED = 8_000
LEAST_RANK = 1e-4
MARGIN = 0.05
"""Upper quantiles are read this share further out: past forecasts knew the shape and
the mix that were learned from their own windows too, the next one will not."""

OWN_DAYS = 20.0
"""A class's dispersion counts like this many days with demand."""
USUAL_WINDOWS = 30.0
"""The usual error counts like this many windows of a class."""
MOST_WINDOWS = 2_000
PROMISES = np.array([0.8, 0.9, 0.95, 0.98])
GOLDEN = 0.6180339887
"""Its multiples spread ties evenly, the same way every time."""
HALVINGS = 11
LARGEST_ERROR = 3.0
USUAL_DISPERSION = 0.4
"""Of the logarithm of variance ÷ mean, where no series shows any."""
USUAL_ERROR = 0.25
USUAL_DRIFT = 0.02
DISPERSION_LIMITS = (1.0, 1e6)


@dataclass(frozen=True)
class Calibration:
    """The normal scores at which past promises were kept.

    ``scores`` are volume classes by ``HORIZONS`` by ``CALIBRATED``, ascending along the
    last; a forecast's quantile at a level is read where its distribution has the score.
    """

    scores: Floats

    @classmethod
    def as_promised(cls) -> "Calibration":
        """Return scores that leave distributions as they are."""
        promised = normal_scores(CALIBRATED)
        return cls(np.tile(promised, (CLASSES, len(HORIZONS), 1)))

    @classmethod
    def of(cls, forecast_calibration: pl.DataFrame) -> "Calibration":
        """Return what a table of that name says; as promised where it is silent."""
        scores = cls.as_promised().scores.copy()
        said = forecast_calibration.filter(
            pl.col("days").is_in(HORIZONS), pl.col("level").is_in(CALIBRATED)
        )
        place = tuple(
            said[name].replace_strict(keys, range(len(keys)), return_dtype=pl.Int64)
            for name, keys in (
                ("volume_class", range(CLASSES)),
                ("days", HORIZONS),
                ("level", CALIBRATED),
            )
        )
        scores[tuple(index.to_numpy() for index in place)] = said["score"].to_numpy()
        return cls(scores)

    def table(self) -> pl.DataFrame:
        """Return the table ``forecast_calibration``."""
        keys = (range(CLASSES), HORIZONS, CALIBRATED)
        rows = list(itertools.product(*keys))
        return pl.DataFrame(
            rows,
            schema={
                "volume_class": pl.Int64,
                "days": pl.Int64,
                "level": pl.Float64,
            },
            orient="row",
        ).with_columns(score=self.scores.ravel())

    def at(self, levels: Sequence[float], days: Whole) -> Floats:
        """Return scores: volume classes by ``days`` by ``levels``.

        Between known horizons they lie on a line in the logarithm of days; beyond the
        last, and beyond the outermost levels, what is known is taken to hold.
        """
        known = np.log(np.array(HORIZONS, float))
        asked = np.clip(np.log(np.maximum(days, 1)), known[0], known[-1])
        above = np.clip(np.searchsorted(known, asked), 1, len(known) - 1)
        share = (asked - known[above - 1]) / (known[above] - known[above - 1])
        shift = self.scores - normal_scores(CALIBRATED)
        between = (
            shift[:, above - 1] * (1 - share)[None, :, None]
            + shift[:, above] * share[None, :, None]
        )
        scores = normal_scores(levels)
        flat = between.reshape(-1, len(CALIBRATED))
        shifts = [np.interp(scores, normal_scores(CALIBRATED), row) for row in flat]
        found = np.reshape(shifts, (*between.shape[:2], len(levels))) + scores
        return np.asarray(np.maximum.accumulate(found, axis=2))


@dataclass(frozen=True)
class Spread:
    """Error of the level and its drift per day, by volume class, and promises kept."""

    level_error: Floats
    level_drift: Floats
    calibration: Calibration


def dispersions(
    squares: Floats, expected: Floats, sold_days: Whole, classes: Whole
) -> Floats:
    """Return daily variance ÷ mean, pulled towards the class's median (in logs)."""
    known = (expected > 0) & (squares > 0)
    ratio = np.divide(squares, expected, out=np.ones_like(squares), where=known)
    logs = np.log(np.clip(ratio, *DISPERSION_LIMITS))
    overall = float(np.median(logs[known])) if known.any() else USUAL_DISPERSION
    medians = np.full(CLASSES, overall)
    for volume in np.unique(classes[known]):
        inside = logs[known & (classes == volume)]
        share = len(inside) / (len(inside) + OWN_DAYS)
        medians[volume] = share * np.median(inside) + (1 - share) * overall
    own = np.where(known, sold_days, 0)
    pulled = (own * logs + OWN_DAYS * medians[classes]) / (own + OWN_DAYS)
    return np.asarray(np.exp(pulled))


def spread(
    judged: Smoothed, weights: Matrix, dispersion: Floats, past: Windows
) -> Spread:
    """Return what past sums say about the error of the level, class by class.

    The blended levels at each origin decide the class a past forecast belongs to, for
    it is today's class of a forecast that will be looked up.
    """
    levels, trends = judged.mixed(weights)
    is_judged = usable(past) & (levels > 0)[:, :, None]
    classes = volume_classes(levels).astype(np.int8)
    sums = [
        _sums(levels, trends, Drawn.of(is_judged[:, :, span], classes), span, past)
        for span in range(len(HORIZONS))
    ]
    return spread_of(sums, dispersion)


def spread_of(sums: Sequence["Sums"], dispersion: Floats) -> Spread:
    """Return the same from the past sums of each of ``HORIZONS``."""
    squares = np.full((CLASSES, len(HORIZONS)), np.nan)
    for span, of_span in enumerate(sums):
        if HORIZONS[span] > 1:
            squares[:, span] = _errors(of_span, dispersion)
    pairs = [_line(squares[volume]) for volume in range(CLASSES)]
    level_error = np.sqrt([start for start, _ in pairs])
    level_drift = np.sqrt([slope for _, slope in pairs])
    scores = [
        _scores(of_span, dispersion, level_error**2 + level_drift**2 * days)
        for of_span, days in zip(sums, HORIZONS, strict=True)
    ]
    return Spread(level_error, level_drift, Calibration(np.stack(scores, axis=1)))


@dataclass(frozen=True)
class Drawn:
    """Past forecasts of which at most ``MOST_RANKED`` of each class are looked at.

    ``counts`` says how many there are of each class.
    """

    row: Whole
    origin: Whole
    classes: Whole
    counts: Whole

    @classmethod
    def of(cls, is_judged: Flags, classes: npt.NDArray[np.integer]) -> "Drawn":
        """Draw from those that are judged, the same way every time.

        Both are item-locations by origins.
        """
        cells = np.flatnonzero(is_judged)
        of_cells = classes.ravel()[cells]
        counts = np.bincount(of_cells, minlength=CLASSES)
        drawn = [
            some(cells[of_cells == volume], MOST_RANKED)
            for volume in np.flatnonzero(counts)
        ]
        chosen = np.concatenate(drawn) if drawn else cells
        row, origin = np.unravel_index(chosen, is_judged.shape)
        return cls(row, origin, classes.ravel()[chosen].astype(np.int64), counts)


@dataclass(frozen=True)
class Sums:
    """Past sums of one horizon: whose, what was expected, what came, which class.

    They were ``drawn`` from ``counts`` of each class.
    """

    row: Whole
    mean: Floats
    units: Floats
    classes: Whole
    counts: Whole

    def some(self, volume: int, most: int) -> "Sums":
        """Return at most so many of one class, drawn the same way every time."""
        inside = some(np.flatnonzero(self.classes == volume), most)
        return Sums(
            *(self.row[inside], self.mean[inside], self.units[inside]),
            *(self.classes[inside], self.counts),
        )


def _sums(
    levels: Matrix, trends: Matrix, drawn: Drawn, span: int, past: Windows
) -> Sums:
    """Return the past sums of one horizon."""
    row, origin = drawn.row, drawn.origin
    moved = reach(np.arange(HORIZONS[span])).mean()
    level = levels[row, origin].astype(np.float64)
    mean = np.maximum(level + trends[row, origin] * moved, 0.0)
    return Sums(
        row=row,
        mean=mean * past.exposure[row, origin, span],
        units=past.units[row, origin, span].astype(np.float64),
        classes=drawn.classes,
        counts=drawn.counts,
    )


def _scores(sums: Sums, dispersion: Floats, error: Floats) -> Floats:
    """Return for each class the normal scores at which promises were kept.

    Past sums are ranked in the distributions that were promised; the score read for a
    level is the one that as many past ranks stayed below. Few windows say little: they
    count beside ``USUAL_SCORES`` windows that are as promised.
    """
    promised = normal_scores(CALIBRATED)
    result = np.tile(promised, (CLASSES, 1))
    for volume in np.flatnonzero(sums.counts).tolist():
        own, count = sums.some(volume, MOST_RANKED), sums.counts[volume]
        noise = dispersion[own.row] * own.mean + error[volume] * own.mean**2
        found = ranks(own.units, own.mean, noise, _phase(len(own.row)))
        kept = np.clip(np.quantile(found, CALIBRATED), LEAST_RANK, 1 - LEAST_RANK)
        share = count / (count + USUAL_SCORES)
        result[volume] += share * (normal_scores(kept.tolist()) - promised)
    return np.asarray(result + MARGIN * np.maximum(promised, 0.0))


def _phase(count: int) -> Floats:
    """Return numbers from 0 to 1 that are spread evenly."""
    return np.arange(count, dtype=np.float64) * GOLDEN % 1


def _errors(sums: Sums, dispersion: Floats) -> Floats:
    """Return the squared relative error that keeps the promises, per class."""
    result = np.full(CLASSES, np.nan)
    for volume in np.flatnonzero(sums.counts).tolist():
        own, count = sums.some(volume, MOST_WINDOWS), sums.counts[volume]
        error = _error(own.units, own.mean, dispersion[own.row] * own.mean)
        share = count / (count + USUAL_WINDOWS)
        result[volume] = share * error**2 + (1 - share) * USUAL_ERROR**2
    return result


def _error(units: Floats, mean: Floats, noise: Floats) -> float:
    """Find the relative error by halving: past sums exceed as often as promised."""
    phase = _phase(len(units))
    low, high = 0.0, LARGEST_ERROR
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        found = ranks(units, mean, noise + (middle * mean) ** 2, phase)
        beyond = (found[:, None] > PROMISES).mean(axis=0) / (1 - PROMISES)
        low, high = (middle, high) if beyond.mean() > 1 else (low, middle)
    return (low + high) / 2


def _line(squares: Floats) -> tuple[float, float]:
    """Fit start + slope · L, neither negative; the usual where nothing is known."""
    known = ~np.isnan(squares)
    if not known.any():
        return USUAL_ERROR**2, USUAL_DRIFT**2
    days = np.array(HORIZONS, float)[known]
    values = squares[known]
    if len(values) == 1:
        return float(values[0]), 0.0
    slope, start = np.polyfit(days, values, 1)
    if slope < 0:
        return float(values.mean()), 0.0
    if start < 0:
        return 0.0, float((days @ values) / (days @ days))
    return float(start), float(slope)
