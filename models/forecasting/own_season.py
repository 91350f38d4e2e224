"""How an item's year differs from that of its category, where two years agree on it.

Three waves through the year are measured in each of the last years. What the years of
all items have in common tells how much items differ, what they do not is noise; each
item's waves are kept by the share that is not noise (empirical Bayes, Efron and Morris
1973), whose own agreement counts beside that of all.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Waves = npt.NDArray[np.complex128]

HALVES = 24
"""Halves of months in a year, from the first of January on."""
WAVES = np.arange(1, 4)
"""Once, twice and three times a year."""
LEAST_YEARS = 2
LEAST_UNITS = 24.0
"""A year of fewer expected units says nothing."""
USUAL_COUNTS = 3.0
"""What all items show counts like so many waves of the item's own."""
LEAST_SHAPE = 0.05
"""A smaller difference is not worth keeping."""


@dataclass(frozen=True)
class Years:
    """Waves of items in each of the last years, beside their category.

    ``waves`` are items by years by ``WAVES``, as shares of the item's own demand;
    ``units`` the expected units of each year.
    """

    waves: Waves
    units: Floats


def own_seasons(sold: Floats, expected: Floats) -> Floats:
    """Return logarithms of factors beside those of the category: items by ``HALVES``.

    ``sold`` are units of items by halves of months, the last year last, ``expected``
    what they would have been had each item moved as its category did. The first of the
    factors is that of the first half of a year. All are 0 before two whole years, and
    where little was sold.
    """
    result = np.zeros((len(sold), HALVES))
    count = sold.shape[1] // HALVES
    if count < LEAST_YEARS:
        return result
    recent = slice(sold.shape[1] - count * HALVES, None)
    years = _years(sold[:, recent], expected[:, recent])
    known = np.flatnonzero((years.units >= LEAST_UNITS).all(axis=1))
    if not len(known):
        return result
    waves = _kept(Years(years.waves[known], years.units[known]))
    angle = 2 * np.pi * np.outer(WAVES, np.arange(HALVES) + 0.5) / HALVES
    shapes = np.real(waves @ np.exp(1j * angle))
    shapes[np.abs(shapes).max(axis=1) < LEAST_SHAPE] = 0.0
    result[known] = shapes
    return result


def _years(sold: Floats, expected: Floats) -> Years:
    """Return the waves of each year, an item's own growth taken out."""
    shape = (len(sold), -1, HALVES)
    units, usual = sold.reshape(shape), expected.reshape(shape)
    many = units.shape[1]
    of_year = (units.sum(axis=2) + 1) / (usual.sum(axis=2) + 1)
    growth = np.log(of_year[:, -1] / of_year[:, 0]) / (many - 1)
    grown = np.exp(np.outer(growth, np.arange(many * HALVES) / HALVES))
    usual = _as_much(usual * grown.reshape(shape), units.sum(axis=2, keepdims=True))
    total = usual.sum(axis=2, keepdims=True)
    angle = 2 * np.pi * np.outer(np.arange(HALVES) + 0.5, WAVES) / HALVES
    sums = 2 * (units - usual) @ np.exp(-1j * angle)
    waves = np.divide(sums, total, out=np.zeros_like(sums), where=total > 0)
    return Years(waves, total[:, :, 0])


def _as_much(usual: Floats, units: Floats) -> Floats:
    """Return the same shape of each year with as many units."""
    total = usual.sum(axis=2, keepdims=True)
    level = np.divide(units, total, out=np.zeros_like(total), where=total > 0)
    return np.asarray(usual * level)


def _kept(years: Years) -> Waves:
    """Return the mean waves of items, each as far as it is more than noise."""
    first, second = years.waves[:, :-1], years.waves[:, 1:]
    agreed = np.real(first * np.conj(second)).mean(axis=1) / 2
    apart = (np.abs(first - second) ** 2).mean(axis=1) / 4
    thin = (2 / years.units).mean(axis=1)
    noise = _noise(apart.mean(axis=1), thin)[:, None]
    weight = 1 / noise[:, 0] ** 2
    of_all = np.maximum(np.average(agreed, axis=0, weights=weight), 0.0)
    own = agreed.sum(axis=1, keepdims=True)
    signal = (USUAL_COUNTS * of_all + own) / (USUAL_COUNTS + len(WAVES))
    signal = np.maximum(signal, 0.0)
    mean, many = years.waves.mean(axis=1), years.waves.shape[1]
    return np.asarray(mean * signal / (signal + noise / many))


def _noise(apart: Floats, thin: Floats) -> Floats:
    """Return the variance of one wave of one year: some for all, some for few units."""
    weight = 1 / thin
    table = np.column_stack([np.ones_like(thin), thin]) * weight[:, None]
    found, *_ = np.linalg.lstsq(table, apart * weight, rcond=None)
    wander, of_units = np.maximum(found, [0.0, 1.0])
    return np.asarray(wander + of_units * thin)
