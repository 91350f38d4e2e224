"""A model of the reader's choice beside the others: ARIMA of a given order."""

import warnings
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import polars as pl
from statsmodels.tsa.arima.model import ARIMA

from models.reports.study.days import WEEK, Floats, Series
from models.reports.study.rivals import JUDGED_DAYS, by_day, known_at, origins
from models.reports.study.smoothing import MOST_STEPS

METHOD = "arima"
LEAST_STEPS = 20
Order: TypeAlias = tuple[int, int, int]
"""Own past steps, differences, past surprises: (p, d, q) of Box and Jenkins."""


@dataclass(frozen=True)
class Arima:
    """A fitted model and the values it was fitted to."""

    order: Order
    fit: Any
    values: Floats

    @property
    def name(self) -> str:
        """Its name with its order."""
        return name(self.order)

    @property
    def aicc(self) -> float:
        """The information criterion of Akaike, corrected for few steps."""
        return float(self.fit.aicc)

    def ahead(self, steps: int) -> Floats:
        """Return the expected demand of the next steps, never below nothing."""
        return np.asarray(np.maximum(self.fit.forecast(steps), 0.0), np.float64)

    @property
    def parameters(self) -> pl.DataFrame:
        """What was estimated, with limits that hold 19 times in 20."""
        low, high = np.asarray(self.fit.conf_int()).T
        return pl.DataFrame(
            {
                "parameter": list(self.fit.param_names),
                "estimate": np.asarray(self.fit.params),
                "low": low,
                "high": high,
            }
        )


def name(order: Order) -> str:
    """Return the name of a model.

    >>> name((1, 0, 1))
    'ARIMA(1,0,1)'
    """
    return f"ARIMA{order}".replace(" ", "")


def arima(series: Series, order: Order) -> Arima | None:
    """Return the model by maximum likelihood (Box and Jenkins 1970), if there is one.

    A level stands in it where there are no differences. Nothing where the series has
    under 20 steps or the likelihood has no maximum.
    """
    values = series.values[-MOST_STEPS:]
    if len(values) < LEAST_STEPS or np.ptp(values) == 0:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what they warn of is looked at below
        try:
            fit = ARIMA(values, order=order).fit()
        except (ValueError, np.linalg.LinAlgError):
            return None
    return Arima(order, fit, values) if np.isfinite(fit.aicc) else None


def foreseen(days: pl.DataFrame, step_days: int, order: Order) -> pl.DataFrame:
    """Return what the model would have said of each of the last 28 days.

    Four times it is fitted to the days before and asked for the week that follows. No
    rows where it cannot be.
    """
    empty = pl.DataFrame(schema={"on": pl.Date, METHOD: pl.Float64})
    if days.height <= JUDGED_DAYS:
        return empty
    pasts = [
        known_at(days, start, step_days) for start in origins(days["on"].to_list()[-1])
    ]
    weeks = []
    for past in pasts:
        model = arima(past, order)
        if model is None:
            return empty
        ahead = model.ahead(WEEK // step_days).tolist()
        weeks.append(by_day(ahead, past.on[-1], step_days, METHOD))
    return pl.concat(weeks)
