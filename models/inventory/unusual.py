"""Losses that stand out: every cell against what the others lose, false alarms held.

A cell is what one place lost of a category in a month for one reason. Its losses are
held against those of all other cells of the reason, never against its own:

* Expected are the units that it would lose at the rate of its category, drawn to that
  of the company where the category's other cells lost little.
* Losses come in lumps (a pallet, a box): with s units in a lump, weighted by size, the
  losses of a cell vary by s × expected. Beyond that the rates of cells differ, by a
  dispersion d estimated by moments: variance = s × expected + d × expected².
* The chance to lose as much is that of the negative binomial of this mean and variance.
  Chances are made normal deviates, compared with how much those of the other cells
  spread, and read off Student's t of few degrees of freedom: mean, lumps and dispersion
  are themselves only estimates.
* Unusual are the cells that Benjamini and Hochberg (1995, J. R. Stat. Soc. B 57,
  289-300) reject over all cells at a false discovery rate of 5 %.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

FALSE_DISCOVERIES = 0.05
CATEGORY_UNITS = 20.0
"""The other cells of a category, as if so many units more had been lost as usual."""

DISPERSION, DISPERSION_CELLS = 1.0, 20.0
"""The dispersion, as if so many cells more had shown this one."""

FEWEST_CELLS = 10
"""With fewer others there is nothing to compare with."""

CELLS_PER_DEGREE, MOST_DEGREES = 5, 20
SMALLEST = 1e-300


@dataclass(frozen=True)
class Cells:
    """What cells of one reason lost of what they handled.

    ``squares`` adds up the square of every single loss of the cell; ``category``
    numbers the categories from 0.
    """

    lost: Floats
    handled: Floats
    squares: Floats
    category: Whole


def with_chances(cells: pl.DataFrame) -> pl.DataFrame:
    """Add ``expected_qty``, ``p_value`` and ``is_unusual`` to cells of every reason."""
    rows = cells.with_row_index("row").filter(pl.col("handled_qty") > 0)
    expected, chances = np.full(cells.height, np.nan), np.full(cells.height, np.nan)
    for _, part in rows.group_by("reason"):
        of_reason = Cells(
            part["lost_qty"].cast(pl.Float64).to_numpy(),
            part["handled_qty"].to_numpy(),
            part["squares"].to_numpy(),
            part["category"].rank("dense").cast(pl.Int64).to_numpy() - 1,
        )
        if part.height > FEWEST_CELLS:
            at = part["row"].to_numpy()
            expected[at] = expected_losses(of_reason)
            chances[at] = chances_of(of_reason)
    return cells.with_columns(
        expected_qty=pl.Series(expected).fill_nan(None),
        p_value=pl.Series(chances).fill_nan(None),
        is_unusual=pl.Series(discoveries(chances)),
    )


def expected_losses(cells: Cells) -> Floats:
    """Return the units each cell would lose at the rate of the others."""
    return _rates(cells)[0] * cells.handled


def chances_of(cells: Cells) -> Floats:
    """Return the chance of each cell to lose as much as it did, or more."""
    from scipy import special  # noqa: PLC0415  # slow to import

    lump, dispersion = _spread(cells)
    mean = expected_losses(cells)
    variance = lump * mean + dispersion * mean**2
    beyond = np.maximum(variance - mean, 1e-9 * mean)
    size, share = mean**2 / beyond, beyond / (beyond + mean)

    def at_least(units: Floats) -> Floats:
        some = np.maximum(units, SMALLEST)
        chance = np.where(units > 0, special.betainc(some, size, share), 1.0)
        return np.asarray(np.maximum(chance, SMALLEST))

    middle = (at_least(cells.lost) + at_least(cells.lost + 1)) / 2
    centre, scale = _others(-special.ndtri(np.minimum(middle, 1 - 1e-12)))
    deviate = -special.ndtri(np.minimum(at_least(cells.lost), 1 - 1e-12))
    degrees = np.clip(len(mean) // CELLS_PER_DEGREE, 1, MOST_DEGREES)
    chance = special.stdtr(degrees, -(deviate - centre) / scale)
    return np.asarray(np.where(cells.lost > 0, chance, 1.0))


def discoveries(chances: Floats, rate: float = FALSE_DISCOVERIES) -> Flags:
    """Say which chances are too small for a false discovery ``rate``, nan for none.

    Reject those up to the largest k-th smallest of m with a chance of rate × k / m.

    >>> discoveries(np.array([0.5, 0.001, 0.02, 0.04, np.nan])).tolist()
    [False, True, True, False, False]
    """
    known = np.sort(chances[~np.isnan(chances)])
    limits = rate * np.arange(1, len(known) + 1) / max(len(known), 1)
    kept = known[known <= limits]
    return (
        np.asarray(chances <= kept[-1]) if len(kept) else np.zeros(len(chances), bool)
    )


def _rates(cells: Cells) -> tuple[Floats, Floats]:
    """Return the losses per unit handled of each cell's category, and of all others."""
    lost, handled = cells.lost, cells.handled
    everywhere = (lost.sum() - lost + 1) / (handled.sum() - handled)
    lost_alike = np.bincount(cells.category, lost)[cells.category] - lost
    handled_alike = np.bincount(cells.category, handled)[cells.category] - handled
    rate = (lost_alike + CATEGORY_UNITS) / (handled_alike + CATEGORY_UNITS / everywhere)
    return rate, everywhere


def _spread(cells: Cells) -> tuple[Floats, Floats]:
    """Return the size of lumps and the dispersion of rates among each cell's others.

    The dispersion is the mean of ((lost − expected)² / expected − lump), weighted by
    what is expected: with sums by category, no cell need be compared with any other.
    """
    lost, handled = cells.lost, cells.handled
    own_rate, everywhere = _rates(cells)
    lump = (cells.squares.sum() - cells.squares) / np.maximum(lost.sum() - lost, 1e-12)
    lump = np.maximum(lump, 1.0)
    beyond, weight = np.zeros(len(lost)), np.zeros(len(lost))
    for category in range(int(cells.category.max(initial=-1)) + 1):
        is_own = cells.category == category
        ratio, units, base = (
            of_cell[is_own].sum() - np.where(is_own, of_cell, 0)
            for of_cell in (lost**2 / handled, lost, handled)
        )
        whole_rate = (lost[is_own].sum() + CATEGORY_UNITS) / (
            handled[is_own].sum() + CATEGORY_UNITS / everywhere
        )
        rate = np.where(is_own, own_rate, whole_rate)
        beyond += (
            ratio / rate - 2 * units + rate * base - lump * (is_own.sum() - is_own)
        )
        weight += rate * base
    more = DISPERSION_CELLS * weight / (len(lost) - 1)
    return lump, np.maximum(beyond + more * DISPERSION, 0) / (weight + more)


def _others(deviates: Floats) -> tuple[Floats, Floats]:
    """Return mean and spread of each cell's others, at least those of a good model."""
    others = len(deviates) - 1
    mean = (deviates.sum() - deviates) / others
    square = ((deviates**2).sum() - deviates**2) / others - mean**2
    variance = np.maximum(square * others / (others - 1), 1.0) * (1 + 1 / others)
    return np.maximum(mean, 0), np.sqrt(variance)
