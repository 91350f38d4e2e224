"""How wrong forecasts of each item-location were, beside those of its class.

Some items are steadier than others that sell as much. A row's past sums tell: their
squared errors over the variance that its class promises, none counted for more than
``MOST_MISSED`` times it, and pulled to 1 as if ``USUAL_SUMS`` sums more had been as
promised (an average of own and class by credibility: Buehlmann 1967). The noise of
single days stays as it is; what is left is the row's own error of the level.
"""

import numpy as np
import numpy.typing as npt

from models.forecasting.past_sums import Sums

Floats = npt.NDArray[np.float64]

USUAL_SUMS = 12.0
MOST_MISSED = 5.0
MOST = 5.0
"""A row's squared error is so many times that of its class at most."""
LEAST = 1e-6
"""Units squared: what is promised to be surer than this is promised to be sure."""


def own_errors(sums: Sums, noise: Floats, error: Floats) -> Floats:
    """Return the factor of each row on the errors of its class; 1 where nothing tells.

    The variance promised for a sum M is noise · M + error · M²; ``error`` is the
    class's, ``noise`` the row's.
    """
    of_days = noise[sums.row] * sums.mean
    of_level = error[sums.classes] * sums.mean**2
    promised = np.maximum(of_days + of_level, LEAST)
    missed = np.minimum((sums.units - sums.mean) ** 2 / promised, MOST_MISSED)
    usual = (missed.sum() + USUAL_SUMS) / (len(missed) + USUAL_SUMS)

    def total(values: Floats) -> Floats:
        found = np.bincount(sums.row, values, minlength=len(noise))
        return np.asarray(found, np.float64)

    count = total(np.ones(len(missed)))
    ratio = (total(missed) / usual + USUAL_SUMS) / (count + USUAL_SUMS)
    days, level = total(of_days), total(of_level)
    left = ratio * (days + level) - days
    square = np.divide(left, level, out=np.ones_like(level), where=level > 0)
    return np.asarray(np.sqrt(square.clip(0.0, MOST)))
