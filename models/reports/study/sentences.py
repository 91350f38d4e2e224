"""What each figure of a study says, in one sentence computed from the data."""

import datetime as dt
from collections.abc import Sequence

import numpy as np
import polars as pl

from models.reports import formats
from models.reports.sentences import number_of
from models.reports.study import rivals
from models.reports.study.autocorrelation import Autocorrelation, outside
from models.reports.study.days import WEEK, Floats
from models.reports.study.decomposition import SHUFFLES, Decomposition
from models.reports.study.smoothing import Smoothing
from models.reports.texts import text

SIGNIFICANT = 0.05
LEAST_P = 0.001
"""Nobody reads a smaller chance more closely."""
CHANCE = 0.05
"""Share of lags, or of residuals, that is outside a band of 95 % by chance."""
NEAR_LAGS = 3
STILL, SLOW = 0.02, 0.2
"""Gains: a level hardly moves below the one, follows slowly below the other."""


def correlation(value: float, language: str) -> str:
    """Write a correlation or a strength."""
    return formats.number(value, language, 2)


def past(days: pl.DataFrame, language: str) -> str:
    """Say how often it was asked for, what hindered that, and what stands out."""
    counts = {
        "days": days.height,
        "sold": days.filter(pl.col("demanded") > 0).height,
        "out": int(days["is_out"].sum()),
        "closed": int(days["is_closed"].sum()),
        "events": int(days["is_event"].sum()),
    }
    words = {name: number_of("days", n, language) for name, n in counts.items()}
    units = formats.qty(float(days["demanded"].sum()), language)
    odd = _odd(days, language)
    return text("study_says_past", language, units=units, odd=odd, **words)


def _odd(days: pl.DataFrame, language: str) -> str:
    """Say which days stand out."""
    odd = days.filter("is_exceptional").sort("demanded", descending=True)
    if odd.is_empty():
        return text("study_says_no_odd", language)
    most = odd.row(0, named=True)
    return text(
        "study_says_odd",
        language,
        odd=number_of("study_odd", odd.height, language),
        day=formats.date(most["on"], language),
        qty=formats.qty(most["demanded"], language),
    )


def filled(days: pl.DataFrame, language: str) -> str:
    """Say how many days could not be seen and how they were filled."""
    unseen = days.filter(pl.col("weight") < 1).height
    if not unseen:
        return text("study_not_filled", language)
    return text("study_filled", language, days=number_of("days", unseen, language))


def parts(on: Sequence[dt.date], found: Decomposition, language: str) -> str:
    """Say how strong the parts are, where the trend went, and which weekday is best."""
    strengths = ", ".join(
        text(
            "study_says_strength",
            language,
            part=text(f"study_{name}", language).lower(),
            value=correlation(part.strength, language),
            word=text(f"study_strength_{part.word}", language),
        )
        for name, part in found.parts.items()
    )
    trend = found.parts["trend"].values
    says = text(
        "study_says_parts",
        language,
        strengths=strengths,
        first=formats.telling(trend[0], language),
        last=formats.telling(trend[-1], language),
        week=_week(on, found, language),
    )
    return f"{says} {text('study_chance', language, shuffles=SHUFFLES)}"


def _week(on: Sequence[dt.date], found: Decomposition, language: str) -> str:
    """Say which weekday is best and which poorest, unless the week is chance."""
    week = found.parts["week"]
    if week.word == "none":
        return ""
    weekday = np.array([day.weekday() for day in on])
    means = [float(week.values[weekday == number].mean()) for number in range(WEEK)]
    best, worst = int(np.argmax(means)), int(np.argmin(means))
    return text(
        "study_says_week",
        language,
        best=text(f"weekday_{best}", language),
        worst=text(f"weekday_{worst}", language),
        high=_signed(means[best], language),
        low=_signed(means[worst], language),
    )


def _signed(value: float, language: str) -> str:
    """Write a difference with its sign."""
    return f"{'+' if value > 0 else ''}{formats.telling(value, language)}"


def echo(found: Autocorrelation, step_days: int, language: str) -> str:
    """Say whether demand repeats itself, and after how long."""
    lags = outside(found.plain, found.band)
    if not lags:
        return text("study_says_echo_none", language)
    value = float(found.plain[lags[0] - 1])
    chance = CHANCE * len(found.plain)
    return text(
        "study_says_echo",
        language,
        outside=formats.number(len(lags), language),
        lags=formats.number(len(found.plain), language),
        chance=formats.number(chance, language, 1),
        lag=lags[0],
        value=correlation(value, language),
        meaning=text(f"study_echo_{_meaning(lags[0], value, step_days)}", language),
        partial=_partial(found, language),
    )


def _meaning(lag: int, value: float, step_days: int) -> str:
    """Return what the strongest lag tells."""
    if value < 0:
        return "negative"
    if step_days == 1 and lag % WEEK == 0:
        return "week"
    return "near" if lag <= NEAR_LAGS else "far"


def _partial(found: Autocorrelation, language: str) -> str:
    """Say which lag tells something that shorter ones do not."""
    lags = outside(found.partial, found.band)
    if not lags:
        return text("study_says_partial_none", language)
    value = correlation(float(found.partial[lags[0] - 1]), language)
    return text("study_says_partial", language, lag=lags[0], value=value)


def model(found: Smoothing, step_days: int, language: str) -> str:
    """Say what kind of level, trend and week the model saw."""
    pace = "still" if found.gain < STILL else "slow" if found.gain < SLOW else "fast"
    slope = "damped" if found.form.has_trend else "none"
    return text(
        "study_says_model",
        language,
        name=found.form.name,
        tried=found.tried,
        level=text(f"study_level_{pace}", language),
        gain=formats.telling(found.gain, language),
        slope=text(f"study_slope_{slope}", language),
        season=_season(found, language),
        now=formats.telling(float(found.components["level"][-1]), language),
        step=text(f"study_step_{step_days}", language),
    )


def _season(found: Smoothing, language: str) -> str:
    """Say by how much the last week swings."""
    if not found.form.has_season:
        return text("study_season_none", language)
    swing = formats.telling(float(np.ptp(found.components["season"][-WEEK:])), language)
    return text("study_season_week", language, range=swing)


def left(on: Sequence[dt.date], residuals: Floats, limit: float, language: str) -> str:
    """Say how many residuals are larger than they should be, and the largest."""
    largest = int(np.argmax(np.abs(residuals)))
    return text(
        "study_says_left",
        language,
        outside=formats.number(int((np.abs(residuals) > limit).sum()), language),
        count=formats.number(len(residuals), language),
        chance=formats.number(CHANCE * len(residuals), language),
        qty=formats.telling(float(residuals[largest]), language),
        day=formats.date(on[largest], language),
        mean=formats.telling(float(residuals.mean()), language),
    )


def box(test: pl.DataFrame, language: str) -> str:
    """Say what the Ljung-Box test means for this item.

    With several lags tested, the smallest p-value must be below 0.05 over their number
    (Bonferroni).
    """
    worst = test.sort("p").row(0, named=True)
    limit = SIGNIFICANT / test.height
    return text(
        f"study_says_box_{'pattern' if worst['p'] < limit else 'noise'}",
        language,
        p=formats.number(max(worst["p"], LEAST_P), language, 3),
        lag=worst["lag"],
        limit=formats.number(limit, language, 3),
    )


def verdict(scores: pl.DataFrame, step_days: int, language: str) -> str:
    """Say which of the two would have been better, and by how much."""
    best, share = rivals.better(scores)
    errors = dict(scores.select("method", "rmse").iter_rows())
    return text(
        f"study_says_{best}",
        language,
        share=formats.rate(share, language),
        step=text(f"study_step_{step_days}", language),
        **{
            method: formats.telling(error, language) for method, error in errors.items()
        },
    )
