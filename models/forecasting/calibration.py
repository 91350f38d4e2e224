"""At which scores promises of quantiles were kept.

What the shape of the distribution misses is learned from the past: ranks of past sums
in what was promised for them tell at which score each promise was kept.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from models.distributions import normal_scores
from models.forecasting.blend import CLASSES
from models.forecasting.past_sums import Sums
from models.forecasting.windows import HORIZONS

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

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


def kept_scores(sums: Sums, noise: Floats, error: Floats, own: Floats) -> Floats:
    """Return for each class the normal scores at which promises were kept.

    The variance promised for a sum M is noise · M + error · own² · M²; ``error`` is the
    class's, ``noise`` and ``own`` the row's. Past sums are ranked in the distributions
    that were promised; the score read for a level is the one that as many past ranks
    stayed below. Few windows say little: they count beside ``USUAL_SCORES`` windows
    that are as promised.
    """
    promised = normal_scores(CALIBRATED)
    result = np.tile(promised, (CLASSES, 1))
    for volume in np.flatnonzero(sums.counts).tolist():
        of_class, count = sums.some(volume, MOST_RANKED), sums.counts[volume]
        row, mean = of_class.row, of_class.mean
        variance = noise[row] * mean + error[volume] * (own[row] * mean) ** 2
        kept = np.quantile(of_class.ranks(variance), CALIBRATED)
        kept = np.clip(kept, LEAST_RANK, 1 - LEAST_RANK)
        share = count / (count + USUAL_SCORES)
        result[volume] += share * (normal_scores(kept.tolist()) - promised)
    return np.asarray(result + MARGIN * np.maximum(promised, 0.0))
