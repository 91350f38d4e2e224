"""Distributions of demand for whole arrays: quantiles and chances of being exceeded.

Whole-number demand is negative binomial (Poisson where the variance is no larger than
the mean); demand that can be split is gamma, with the cube-root approximation of Wilson
and Hilferty (1931), which whole-number demand of large volume uses too.
"""

import math
from collections.abc import Sequence
from statistics import NormalDist

import numba
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

WALK_LIMIT = 1_000
"""Beyond this many units (twenty standard deviations included) gamma is as good."""
SKEWED_WALK_LIMIT = 50_000
REACH_SD = 10.0
LEAST_MEAN = 1e-9


def normal_scores(levels: Sequence[float]) -> Floats:
    """Return the quantiles of the standard normal distribution.

    >>> [round(float(score), 3) for score in normal_scores([0.5, 0.95])]
    [0.0, 1.645]
    """
    return np.array([NormalDist().inv_cdf(level) for level in levels])


def quantiles(
    mean: npt.ArrayLike,
    variance: npt.ArrayLike,
    levels: Sequence[float],
    *,
    is_whole: npt.ArrayLike = True,
) -> Floats:
    """Return the quantiles at ascending ``levels``, one row per mean and variance.

    They never cross and are never negative; whole-number demand has whole quantiles.

    >>> quantiles([2.0, 0.0], [3.0, 0.0], [0.5, 0.95]).tolist()
    [[2.0, 5.0], [0.0, 0.0]]
    """
    scores = normal_scores(levels)[None, :]
    return quantiles_at(mean, variance, scores, 0, is_whole=is_whole)


def quantiles_at(
    mean: npt.ArrayLike,
    variance: npt.ArrayLike,
    scores: Floats,
    rule: npt.ArrayLike,
    *,
    is_whole: npt.ArrayLike = True,
) -> Floats:
    """Return quantiles where the levels differ from row to row.

    ``scores`` has the levels of each rule, ascending, as normal scores; ``rule`` is
    the row of ``scores`` that each mean and variance follows.

    >>> quantiles_at([2.0, 2.0], 3.0, np.array([[0.0], [1.645]]), [0, 1]).tolist()
    [[2.0], [5.0]]
    """
    means, variances, wholes, rules = _aligned(mean, variance, is_whole, rule)
    levels = np.vectorize(NormalDist().cdf, otypes=[float])(scores)
    return np.asarray(
        _quantiles(
            *(means, variances, levels, scores, rules.astype(np.int64), wholes > 0)
        )
    )


def chance_above(
    qty: npt.ArrayLike,
    mean: npt.ArrayLike,
    variance: npt.ArrayLike,
    *,
    is_whole: npt.ArrayLike = True,
) -> Floats:
    """Return the probability that demand is greater than ``qty``.

    >>> chance_above([0, 5], 2.0, 2.0).round(4).tolist()
    [0.8647, 0.0166]
    """
    values, means, variances, wholes = _aligned(qty, mean, variance, is_whole)
    return np.asarray(_chances_above(values, means, variances, wholes > 0))


def _aligned(*values: npt.ArrayLike) -> list[Floats]:
    """Return finite float arrays of one common length."""
    shape = np.broadcast_shapes(*(np.shape(value) for value in values), (1,))
    return [
        np.nan_to_num(np.broadcast_to(value, shape), posinf=0.0, neginf=0.0)
        .astype(float)
        .ravel()
        for value in values
    ]


def ranks(
    qty: npt.ArrayLike, mean: npt.ArrayLike, variance: npt.ArrayLike, phase: Floats
) -> Floats:
    """Return where whole ``qty`` stand in their distributions, from 0 to 1.

    Ties are spread by ``phase`` (0 to 1): P(D < qty) + phase · P(D = qty). Spread
    evenly, ranks are uniform exactly when the distributions are right (Czado, Gneiting
    and Held 2009, Biometrics 65, 1254-1261).

    >>> ranks([0], 2.0, 2.0, np.array([0.5])).round(4).tolist()
    [0.0677]
    """
    values, means, variances, phases = _aligned(qty, mean, variance, phase)
    return np.asarray(_ranks(values, means, variances, phases))


@numba.njit(cache=True)
def _walks(mean: float, sd: float) -> bool:
    """Tell whether counting up unit by unit is affordable and worth it."""
    reach = mean + REACH_SD * sd
    return reach < WALK_LIMIT or (mean < 2 * sd and reach < SKEWED_WALK_LIMIT)


@numba.njit(cache=True)
def _count_start(mean: float, variance: float) -> tuple[int, float, float, float]:
    """Return where to start counting, the chance there, and the recursion's terms.

    pmf(k + 1) = pmf(k) · (k · growth + rate) / (k + 1)
    """
    ratio = max(variance / mean, 1.0)
    start = max(int(mean - REACH_SD * math.sqrt(mean * ratio)), 0)
    if ratio < 1.0 + 1e-6:
        log_chance = start * math.log(mean) - mean - math.lgamma(start + 1.0)
        return start, math.exp(log_chance), 0.0, mean
    size = mean / (ratio - 1.0)
    log_chance = (
        math.lgamma(start + size)
        - math.lgamma(start + 1.0)
        - math.lgamma(size)
        - size * math.log(ratio)
        + start * math.log1p(-1.0 / ratio)
    )
    growth = 1.0 - 1.0 / ratio
    return start, math.exp(log_chance), growth, growth * size


@numba.njit(cache=True)
def _quantiles(
    means: Floats,
    variances: Floats,
    levels: Floats,
    scores: Floats,
    rules: npt.NDArray[np.int64],
    wholes: npt.NDArray[np.bool_],
) -> Floats:
    """Compute ``quantiles_at`` cell by cell."""
    result = np.zeros((len(means), levels.shape[1]))
    for cell in range(len(means)):
        mean, variance = means[cell], variances[cell]
        if mean < LEAST_MEAN:
            continue
        sd = math.sqrt(max(variance, mean if wholes[cell] else 1e-12))
        if wholes[cell] and _walks(mean, sd):
            _count_quantiles(mean, variance, sd, levels[rules[cell]], result[cell])
            continue
        shape = (mean / sd) ** 2
        for at in range(levels.shape[1]):
            score = scores[rules[cell], at] / (3.0 * math.sqrt(shape))
            root = 1.0 - 1.0 / (9.0 * shape) + score
            value = mean * max(root, 0.0) ** 3
            result[cell, at] = math.floor(value + 0.5) if wholes[cell] else value
    return result


@numba.njit(cache=True)
def _count_quantiles(
    mean: float, variance: float, sd: float, levels: Floats, row: Floats
) -> None:
    """Count up from the far left until every level is passed; write into ``row``."""
    count, chance, growth, rate = _count_start(mean, variance)
    most = mean + 60.0 * sd + 60.0
    below = chance
    for at in range(len(levels)):
        while below < levels[at] and count < most:
            chance *= (count * growth + rate) / (count + 1.0)
            count += 1
            below += chance
        row[at] = count


@numba.njit(cache=True)
def _chances_above(
    values: Floats, means: Floats, variances: Floats, wholes: npt.NDArray[np.bool_]
) -> Floats:
    """Compute ``chance_above`` cell by cell."""
    result = np.zeros(len(values))
    for cell in range(len(values)):
        value, mean, variance = values[cell], means[cell], variances[cell]
        if value < 0.0 or mean < LEAST_MEAN:
            result[cell] = 1.0 if value < 0.0 else 0.0
            continue
        sd = math.sqrt(max(variance, mean if wholes[cell] else 1e-12))
        if wholes[cell] and _walks(mean, sd):
            below, _ = _counted(value, mean, variance, sd)
            result[cell] = min(max(1.0 - below, 0.0), 1.0)
            continue
        step = 0.5 if wholes[cell] else 0.0
        result[cell] = _gamma_above(value + step, mean, sd)
    return result


@numba.njit(cache=True)
def _ranks(values: Floats, means: Floats, variances: Floats, phases: Floats) -> Floats:
    """Compute ``ranks`` cell by cell."""
    result = np.zeros(len(values))
    for cell in range(len(values)):
        value, mean, variance = values[cell], means[cell], variances[cell]
        if mean < LEAST_MEAN:
            result[cell] = phases[cell] if value < 1.0 else 1.0
            continue
        sd = math.sqrt(max(variance, mean))
        if _walks(mean, sd):
            below, chance = _counted(value, mean, variance, sd)
            rank = min(below, 1.0) - (1.0 - phases[cell]) * chance
        else:
            above = _gamma_above(value + 0.5, mean, sd)
            at_least = 1.0 if value < 1.0 else _gamma_above(value - 0.5, mean, sd)
            rank = 1.0 - at_least + phases[cell] * (at_least - above)
        result[cell] = min(max(rank, 0.0), 1.0)
    return result


@numba.njit(cache=True)
def _counted(
    value: float, mean: float, variance: float, sd: float
) -> tuple[float, float]:
    """Return the chances of at most ``value``, and of just that, by counting up."""
    count, chance, growth, rate = _count_start(mean, variance)
    if count > value:
        return 0.0, 0.0
    below, most = chance, mean + 60.0 * sd + 60.0
    while count + 1 <= value and count < most:
        chance *= (count * growth + rate) / (count + 1.0)
        count += 1
        below += chance
    return below, chance


@numba.njit(cache=True)
def _gamma_above(value: float, mean: float, sd: float) -> float:
    """Return the chance of more than ``value`` of a gamma distribution."""
    shape = (mean / sd) ** 2
    root = (value / mean) ** (1.0 / 3.0)
    score = 3.0 * math.sqrt(shape) * (root - 1.0 + 1.0 / (9.0 * shape))
    return float(0.5 * math.erfc(score / math.sqrt(2.0)))
