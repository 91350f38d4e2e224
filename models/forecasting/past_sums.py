"""Past sums of demand beside what was expected of them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.distributions import ranks
from models.forecasting.blend import CLASSES, some
from models.forecasting.damped import reach
from models.forecasting.panel import Matrix
from models.forecasting.windows import HORIZONS, Windows

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

MOST_DRAWN = 8_000
GOLDEN = 0.6180339887
"""Its multiples spread ties evenly, the same way every time."""


@dataclass(frozen=True)
class Drawn:
    """Past forecasts that are looked at.

    ``counts`` says how many there are of each class.
    """

    row: Whole
    origin: Whole
    classes: Whole
    counts: Whole

    @classmethod
    def of(
        cls,
        is_judged: Flags,
        classes: npt.NDArray[np.integer],
        most: int = MOST_DRAWN,
    ) -> "Drawn":
        """Draw ``most`` of each class from those that are judged, always the same.

        Both are item-locations by origins.
        """
        cells = np.flatnonzero(is_judged)
        of_cells = classes.ravel()[cells]
        counts = np.bincount(of_cells, minlength=CLASSES)
        drawn = [
            some(cells[of_cells == volume], most) for volume in np.flatnonzero(counts)
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

    def ranks(self, variance: Floats) -> Floats:
        """Return where what came stands in what was promised, from 0 to 1."""
        phase = np.arange(len(self.row), dtype=np.float64) * GOLDEN % 1
        return ranks(self.units, self.mean, variance, phase)


def past_sums(
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
