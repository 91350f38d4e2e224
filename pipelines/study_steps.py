"""The steps of a study: figures, each with a sentence computed from the data.

What shows them, a written page or the desk, sets them its own way.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from models.reports import formats
from models.reports.report_table import ReportTable
from models.reports.study import charts, rivals, sentences, tables
from models.reports.study.autocorrelation import LEAST_STEPS as LEAST_ECHO
from models.reports.study.autocorrelation import autocorrelation
from models.reports.study.days import Floats, filled, lack, steady
from models.reports.study.decomposition import LEAST_DAYS, decomposed
from models.reports.study.smoothing import LEAST_STEPS, ljung_box
from models.reports.texts import text
from pipelines.study_subject import Subject

LIMIT_SD = 1.96


@dataclass(frozen=True)
class Drawn:
    """A figure and what it shows."""

    figure: go.Figure
    caption: str


@dataclass(frozen=True)
class Said:
    """The sentence that reads a figure or a table."""

    sentence: str


@dataclass(frozen=True)
class Beside:
    """Tables beside each other."""

    tables: Sequence[ReportTable]


@dataclass(frozen=True)
class Missing:
    """Why there is nothing to show."""

    words: str


Part = Drawn | Said | Beside | Missing


@dataclass(frozen=True)
class Step:
    """A step of the study under its name, its lead above its parts."""

    name: str
    lead: str
    parts: Sequence[Part]


def steps(subject: Subject, language: str) -> Iterator[Step]:
    """Yield every step of the study."""
    for make in (_past, _parts, _echo, _model, _left, _rivals):
        yield make(subject, language)


def _step(name: str, language: str, *parts: Part, **lead: str) -> Step:
    """Return a step with its lead."""
    return Step(name, text(f"section_{name}_lead", language, **lead), parts)


def _past(subject: Subject, language: str) -> Step:
    """Return what was asked for, and what was the matter with the days."""
    if subject.days.is_empty():
        return _step("study_past", language, _missing("no_days", language))
    chart = charts.demand_chart(subject.days, language)
    return _step(
        "study_past",
        language,
        Drawn(chart, text("study_chart_past", language)),
        Said(sentences.past(subject.days, language)),
    )


def _parts(subject: Subject, language: str) -> Step:
    """Return trend, week and year."""
    days = subject.days
    values = filled(days)["filled"].to_numpy()
    lead = sentences.filled(days, language)
    if days["is_exceptional"].any():
        lead = f"{lead} {text('study_steady', language)}"
    if missing := _lacking(values, LEAST_DAYS, 1, language):
        return _step("study_parts", language, missing, filled=lead)
    found = decomposed(filled(steady(days))["filled"].to_numpy())
    on = days["on"].to_list()
    chart = charts.decomposition_chart(on, values, found, language)
    return _step(
        "study_parts",
        language,
        Drawn(chart, text("study_chart_parts", language)),
        Said(sentences.parts(on, found, language)),
        filled=lead,
    )


def _echo(subject: Subject, language: str) -> Step:
    """Return how much demand resembles itself."""
    step = subject.step_days
    lead = text(f"study_echo_lead_{step}", language)
    if missing := _lacking(subject.series.values, LEAST_ECHO, step, language):
        return _step("study_echo", language, missing, lead=lead)
    found = autocorrelation(subject.series)
    chart = charts.autocorrelation_chart(found, language)
    return _step(
        "study_echo",
        language,
        Drawn(chart, text(f"study_chart_echo_{step}", language)),
        Said(sentences.echo(found, step, language)),
        lead=lead,
    )


def _model(subject: Subject, language: str) -> Step:
    """Return the textbook model: its state, its parameters and its fit."""
    step = subject.step_days
    lead = text(f"study_model_lead_{step}", language)
    lead = f"{lead} {sentences.filled(subject.days, language)}"
    model = subject.model
    if model is None:
        return _step("study_model", language, _no_model(subject, language), lead=lead)
    on, values = subject.series.on[-len(model.values) :], model.values
    chart = charts.components_chart(on, values, model.components, language)
    caption = text(f"study_chart_model_{step}", language, name=model.form.name)
    return _step(
        "study_model",
        language,
        Drawn(chart, caption),
        Said(sentences.model(model, step, language)),
        Beside((tables.parameters(model, language), tables.measures(model, language))),
        Said(text("study_says_parameters", language)),
        lead=lead,
    )


def _left(subject: Subject, language: str) -> Step:
    """Return what the model leaves, and whether a pattern is in it."""
    step, model = subject.step_days, subject.model
    if model is None:
        return _step("study_left", language, _no_model(subject, language))
    residuals, on = model.residuals, subject.series.on[-len(model.values) :]
    limit = LIMIT_SD * model.error_sd
    test = ljung_box(model, step)
    says: list[Part] = (
        [_missing("box", language)]
        if test.is_empty()
        else [Beside((tables.box(test),)), Said(sentences.box(test, language))]
    )
    chart = charts.residual_chart(on, residuals, limit, language)
    return _step(
        "study_left",
        language,
        Drawn(chart, text("study_chart_left", language)),
        Said(sentences.left(on, residuals, limit, language)),
        *says,
    )


def _rivals(subject: Subject, language: str) -> Step:
    """Return both forecasts, and which of them would have been better."""
    step, lead = subject.step_days, _basis(subject, language)
    if subject.days.is_empty():
        missing = _missing("no_days", language)
        return _step("study_rivals", language, missing, lead=lead)
    said = subject.said
    drawn: list[Part] = []
    if subject.coming.height or subject.model:
        chart = charts.rivals_chart(
            subject.recent,
            rivals.by_step(said, subject.last, step),
            subject.ahead,
            language,
        )
        drawn = [Drawn(chart, text(f"study_chart_rivals_{step}", language))]
    judged = _judged(subject, language)
    return _step("study_rivals", language, *drawn, *judged, lead=lead)


def _judged(subject: Subject, language: str) -> list[Part]:
    """Return which of the two would have been better, or why nobody can tell."""
    step, said = subject.step_days, subject.said
    for method, why in (("ets", "ets_past"), ("ours", "our_past")):
        if said.is_empty() or said[method].null_count():
            return [_missing(why, language)]
    beside = rivals.side_by_side(subject.days, said, step)
    if beside.is_empty():
        return [_missing("seen", language)]
    found = rivals.scores(beside)
    return [
        Said(sentences.verdict(found, step, language)),
        Beside((tables.scores(found, step, language),)),
        Said(text("study_how_judged", language)),
    ]


def _basis(subject: Subject, language: str) -> str:
    """Return on what the published forecast rests."""
    basis = subject.basis
    if not basis or basis["basis"] == "none":
        return text("study_no_forecast", language)
    return text(
        "study_rivals_lead",
        language,
        basis=text(f"study_basis_{basis['basis']}", language),
        reason=basis["reason_da" if language == "da" else "reason"],
        method=basis["method"],
        mean=formats.telling(basis["daily_mean"], language),
    )


def _no_model(subject: Subject, language: str) -> Missing:
    """Return why there is no model."""
    step = subject.step_days
    missing = _lacking(subject.series.values, LEAST_STEPS[step], step, language)
    return missing or _missing("model", language)


def _lacking(
    values: Floats, least: int, step_days: int, language: str
) -> Missing | None:
    """Return what is missing, in words; none when nothing is."""
    missing = lack(values, least)
    if not missing:
        return None
    key = f"short_{step_days}" if missing == "short" else missing
    known = formats.number(len(values), language)
    return _missing(key, language, known=known, least=formats.number(least, language))


def _missing(key: str, language: str, **values: str) -> Missing:
    """Return why there is nothing to show, in words."""
    return Missing(text(f"study_lack_{key}", language, **values))
