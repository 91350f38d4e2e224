"""Exponential smoothing in state space form: which, how sure, and what it leaves."""

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from statsmodels.stats.diagnostic import acorr_ljungbox
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

from models.reports.study.autocorrelation import SCORE_95
from models.reports.study.days import WEEK, Floats, Series

LEAST_STEPS = {1: 28, WEEK: 12}
MOST_STEPS = 730
"""Two years of days: what is older says little and takes long."""
BOX_LAGS = {1: (7, 14, 28), WEEK: (4, 8, 13)}
STEPS_PER_LAG = 5
SMOOTHING = ("smoothing_level", "smoothing_trend", "smoothing_seasonal")
FREE = (*SMOOTHING, "damping_trend")
"""Parameters that say how it learns; the others say only where it started."""


@dataclass(frozen=True)
class Form:
    """Whether there is a damped trend and a weekly season beside the level."""

    has_trend: bool
    has_season: bool

    @property
    def name(self) -> str:
        """Return its name in the notation of Hyndman and others (2008).

        >>> Form(has_trend=True, has_season=False).name
        'ETS(A,Ad,N)'
        """
        trend, season = "Ad" if self.has_trend else "N", "A" if self.has_season else "N"
        return f"ETS(A,{trend},{season})"


@dataclass(frozen=True)
class Smoothing:
    """A fitted model, the values it was fitted to, and how many forms were tried."""

    form: Form
    fit: Any
    values: Floats
    tried: int

    @property
    def residuals(self) -> Floats:
        """Return what it did not foresee, step by step."""
        return np.asarray(self.values - self.fit.fittedvalues, np.float64)

    @property
    def gain(self) -> float:
        """Return how much of a surprise the level takes in."""
        return float(self.fit.smoothing_level)

    @property
    def error_sd(self) -> float:
        """Return the standard deviation of its errors."""
        return float(np.sqrt(self.fit.scale))

    @property
    def error_limit(self) -> float:
        """Return what 19 of 20 errors stay within, were they normal."""
        return SCORE_95 * self.error_sd

    @property
    def components(self) -> dict[str, Floats]:
        """Return level, trend and season after each step, those it has."""
        found = {"level": self.fit.level}
        if self.form.has_trend:
            found["slope"] = self.fit.slope
        if self.form.has_season:
            found["season"] = self.fit.season
        return {name: np.asarray(part) for name, part in found.items()}

    def ahead(self, steps: int) -> Floats:
        """Return the expected demand of the next steps, never below nothing."""
        return np.asarray(np.maximum(self.fit.forecast(steps), 0.0))


def smoothing(series: Series) -> Smoothing | None:
    """Return the form of least AICc, or nothing if none can be fitted.

    Errors are additive: with days without demand no others are defined. The form is
    chosen as by Hyndman and others (2008), trends being damped.
    """
    values = series.values[-MOST_STEPS:]
    forms = [
        Form(has_trend, has_season)
        for has_season in ([False, True] if series.period else [False])
        for has_trend in (False, True)
    ]
    fits = {form: _fitted(values, form) for form in forms}
    usable = {form: fit for form, fit in fits.items() if fit is not None}
    if not usable:
        return None
    best = min(usable, key=lambda form: float(usable[form].aicc))
    return Smoothing(best, usable[best], values, len(forms))


def refitted(series: Series, form: Form) -> Smoothing | None:
    """Return the same form fitted to other values, or nothing if it cannot be."""
    values = series.values[-MOST_STEPS:]
    fit = _fitted(values, form)
    return None if fit is None else Smoothing(form, fit, values, 1)


def _fitted(values: Floats, form: Form) -> Any:  # noqa: ANN401  # untyped results
    """Return the fit by maximum likelihood, or nothing where there is none.

    A likelihood without bound is that of a series foreseen exactly.
    """
    model = ETSModel(
        values,
        error="add",
        trend="add" if form.has_trend else None,
        damped_trend=form.has_trend,
        seasonal="add" if form.has_season else None,
        seasonal_periods=WEEK if form.has_season else None,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what they warn of is looked at below
        try:
            fit = model.fit(disp=False)
        except (ValueError, np.linalg.LinAlgError):
            return None
    is_finite = bool(np.isfinite([fit.aicc, *fit.fittedvalues]).all())
    return fit if is_finite and fit.mle_retvals["converged"] else None


def parameters(model: Smoothing) -> pl.DataFrame:
    """Return what was estimated, with 95 % limits where the likelihood gives any.

    It gives none at the edge of what is allowed, nor for the start, where level and
    season can be traded for each other.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # roots of negative variances: no limits
        limits = np.asarray(model.fit.conf_int())
    names, estimates = model.fit.param_names, np.asarray(model.fit.params)
    known = np.array([name in FREE for name in names])[:, None]
    low, high = np.where(known, limits, np.nan).T
    return pl.DataFrame(
        {"parameter": names, "estimate": estimates, "low": low, "high": high}
    ).with_columns(pl.col("low", "high").fill_nan(None))


def measures(model: Smoothing) -> pl.DataFrame:
    """Return likelihood, information criteria and the size of the errors."""
    fit = model.fit
    return pl.DataFrame(
        {
            "measure": ["steps", "log_likelihood", "aic", "aicc", "bic", "error_sd"],
            "estimate": [
                float(len(model.values)),
                *(float(value) for value in (fit.llf, fit.aic, fit.aicc, fit.bic)),
                model.error_sd,
            ],
        }
    )


def ljung_box(model: Smoothing, step_days: int) -> pl.DataFrame:
    """Return the statistic and its p-value up to each lag (Ljung and Box 1978).

    Degrees of freedom are the lags less the parameters that say how the model learns;
    lags are at most a fifth of the steps.
    """
    used = sum(name in FREE for name in model.fit.param_names)
    most = len(model.values) // STEPS_PER_LAG
    lags = [lag for lag in BOX_LAGS[step_days] if used < lag <= most]
    if not lags:
        return pl.DataFrame(
            schema={"lag": pl.Int64, "box": pl.Float64, "p": pl.Float64}
        )
    table = acorr_ljungbox(model.residuals, lags=lags, model_df=used)
    return pl.DataFrame(
        {
            "lag": lags,
            "box": table["lb_stat"].to_numpy(),
            "p": table["lb_pvalue"].to_numpy(),
        }
    )
