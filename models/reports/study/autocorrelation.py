"""How much demand resembles itself some steps earlier."""

from dataclasses import dataclass

import numpy as np
from statsmodels.tsa.stattools import acf, pacf

from models.reports.study.days import WEEK, Floats, Series

LEAST_STEPS = 20
MOST_LAGS = {1: 35, WEEK: 26}
"""By how many days a step has: five weeks of days, half a year of weeks."""
SCORE_95 = 1.959964


@dataclass(frozen=True)
class Autocorrelation:
    """Correlations from lag 1 on; white noise is inside ±``band`` 19 times in 20."""

    plain: Floats
    partial: Floats
    band: float


def autocorrelation(series: Series) -> Autocorrelation:
    """Return autocorrelation and partial autocorrelation (Durbin and Levinson).

    The band is ±1.96 / √n, that of white noise (Box and Jenkins 1970).
    """
    count = len(series.values)
    lags = min(MOST_LAGS[series.step_days], count // 3)
    return Autocorrelation(
        acf(series.values, nlags=lags)[1:],
        pacf(series.values, nlags=lags, method="ldb")[1:],
        SCORE_95 / float(np.sqrt(count)),
    )


def outside(correlations: Floats, band: float) -> list[int]:
    """Return the lags outside the band, the strongest first.

    >>> outside(np.array([0.1, -0.5, 0.3]), 0.2)
    [2, 3]
    """
    strongest = np.argsort(-np.abs(correlations), kind="stable")
    return [int(at) + 1 for at in strongest if abs(correlations[at]) > band]
