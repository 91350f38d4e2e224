"""Losses that stand out: every cell against what the others lose, false alarms held.

A cell is what one place lost of a category in a month for one reason. Its losses are
held against those of the other cells of the reason: of those of other places, or, where
there are few places, of all but itself.

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

FEWEST_PLACES = 5
"""With fewer others a place is compared with its own other cells too."""

CELLS_PER_DEGREE, MOST_DEGREES = 5, 20
SMALLEST = 1e-300


@dataclass(frozen=True)
class Cells:
    """What cells of one reason lost of what they handled.

    ``squares`` adds up the square of every single loss of the cell. Categories are
    numbered from 0, and so is what is left out together: cells with the same number in
    ``own`` are not held against each other.
    """

    lost: Floats
    handled: Floats
    squares: Floats
    category: Whole
    own: Whole

    def others(self, values: Floats) -> Floats:
        """Return the sum of ``values`` over the cells that each is held against."""
        return np.asarray(values.sum() - np.bincount(self.own, values)[self.own])

    @property
    def count(self) -> Floats:
        """Return how many cells each is held against."""
        return self.others(np.ones(len(self.lost)))


def with_chances(cells: pl.DataFrame) -> pl.DataFrame:
    """Add ``expected_qty``, ``p_value`` and ``is_unusual`` to cells of every reason."""
    rows = cells.with_row_index("row").filter(pl.col("handled_qty") > 0)
    expected, chances = np.full(cells.height, np.nan), np.full(cells.height, np.nan)
    for _, part in rows.group_by("reason"):
        of_reason = _cells(part)
        is_known = of_reason.count >= FEWEST_CELLS
        if is_known.any():
            at = part["row"].to_numpy()[is_known]
            expected[at] = expected_losses(of_reason)[is_known]
            chances[at] = chances_of(of_reason)[is_known]
    return cells.with_columns(
        expected_qty=pl.Series(expected).fill_nan(None),
        p_value=pl.Series(chances).fill_nan(None),
        is_unusual=pl.Series(discoveries(chances)),
    )


def _cells(part: pl.DataFrame) -> Cells:
    """Return the cells of one reason; with enough places, a place's go together."""
    is_many = part["location_id"].n_unique() > FEWEST_PLACES
    own = part["location_id"] if is_many else part["row"]
    numbers = (
        names.rank("dense").cast(pl.Int64).to_numpy() - 1
        for names in (part["category"], own)
    )
    return Cells(
        part["lost_qty"].cast(pl.Float64).to_numpy(),
        part["handled_qty"].to_numpy(),
        part["squares"].to_numpy(),
        *numbers,
    )


def expected_losses(cells: Cells) -> Floats:
    """Return the units each cell would lose at the rate of the others."""
    rates = np.zeros(len(cells.lost))
    for category in range(int(cells.category.max(initial=-1)) + 1):
        is_in = cells.category == category
        rates[is_in] = _rate(cells, is_in)[is_in]
    return rates * cells.handled


def chances_of(cells: Cells) -> Floats:
    """Return the chance of each cell to lose as much as it did, or more."""
    from scipy import special  # noqa: PLC0415  # slow to import

    lump, dispersion = _spread(cells)
    mean = expected_losses(cells)
    variance = lump * mean + dispersion * mean**2
    beyond = np.maximum(variance - mean, 1e-9 * mean)
    size, share = mean**2 / beyond, beyond / (beyond + mean)

    def deviate(units: Floats, later: Floats) -> Floats:
        chance = (at_least(units) + at_least(later)) / 2
        return np.asarray(-special.ndtri(np.clip(chance, SMALLEST, 1 - 1e-12)))

    def at_least(units: Floats) -> Floats:
        chance = special.betainc(np.maximum(units, SMALLEST), size, share)
        return np.asarray(np.where(units > 0, chance, 1.0))

    centre, scale = _usual(cells, deviate(cells.lost, cells.lost + 1))
    beside = (deviate(cells.lost, cells.lost) - centre) / scale
    degrees = np.clip(cells.count // CELLS_PER_DEGREE, 1, MOST_DEGREES)
    return np.asarray(np.where(cells.lost > 0, special.stdtr(degrees, -beside), 1.0))


def discoveries(chances: Floats, rate: float = FALSE_DISCOVERIES) -> Flags:
    """Say which chances are too small for a false discovery ``rate``, nan for none.

    Reject those up to the largest k-th smallest of m with a chance of rate × k / m.

    >>> discoveries(np.array([0.5, 0.001, 0.02, 0.04, np.nan])).tolist()
    [False, True, True, False, False]
    """
    known = np.sort(chances[~np.isnan(chances)])
    limits = rate * np.arange(1, len(known) + 1) / max(len(known), 1)
    kept = known[known <= limits]
    largest = kept[-1] if len(kept) else -1.0
    return np.asarray(chances <= largest)


def _rate(cells: Cells, is_in: Flags) -> Floats:
    """Return the losses per unit handled of a category among each cell's others.

    A unit more counts as lost among all others, so that no rate is ever nothing.
    """
    everywhere = (cells.others(cells.lost) + 1) / np.maximum(
        cells.others(cells.handled), 1
    )
    lost = cells.others(cells.lost * is_in) + CATEGORY_UNITS
    return lost / (cells.others(cells.handled * is_in) + CATEGORY_UNITS / everywhere)


def _spread(cells: Cells) -> tuple[Floats, Floats]:
    """Return the size of lumps and the dispersion of rates among each cell's others.

    The dispersion is the mean of ((lost − expected)² / expected − lump) / expected,
    weighted by what is expected: with sums by category, no cell need be compared with
    any other.
    """
    lumps = cells.others(cells.squares) / np.maximum(cells.others(cells.lost), 1e-12)
    lump = np.maximum(lumps, 1.0)
    beyond, weight = np.zeros(len(lump)), np.zeros(len(lump))
    for category in range(int(cells.category.max(initial=-1)) + 1):
        is_in = cells.category == category
        rate = _rate(cells, is_in)
        square, lost, handled, count = (
            cells.others(values * is_in)
            for values in (
                cells.lost**2 / cells.handled,
                cells.lost,
                cells.handled,
                np.ones(len(lump)),
            )
        )
        beyond += square / rate - 2 * lost + rate * handled - lump * count
        weight += rate * handled
    more = DISPERSION_CELLS * weight / np.maximum(cells.count, 1)
    dispersion = np.maximum(beyond + more * DISPERSION, 0) / (weight + more)
    return lump, dispersion


def _usual(cells: Cells, deviates: Floats) -> tuple[Floats, Floats]:
    """Return mean and spread of each cell's others, at least those of a good model."""
    count = np.maximum(cells.count, 2)
    mean = cells.others(deviates) / count
    square = cells.others(deviates**2) / count - mean**2
    variance = np.maximum(square * count / (count - 1), 1.0) * (1 + 1 / count)
    return np.maximum(mean, 0), np.sqrt(variance)
