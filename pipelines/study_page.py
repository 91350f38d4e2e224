"""The page of a study: figures, each with a sentence computed from the data."""

import html

import polars as pl

from models.company import Company
from models.reports import formats
from models.reports.study import charts, rivals, sentences, tables
from models.reports.study.autocorrelation import LEAST_STEPS as LEAST_ECHO
from models.reports.study.autocorrelation import autocorrelation
from models.reports.study.days import Floats, filled, lack, steady
from models.reports.study.decomposition import LEAST_DAYS, decomposed
from models.reports.study.smoothing import LEAST_STEPS, ljung_box
from models.reports.texts import text
from pipelines import pages
from pipelines.printing import Printer
from pipelines.study_subject import Subject


def page(subject: Subject, company: Company) -> str:
    """Return the whole page."""
    printer = Printer(company)
    sections = {
        "study_past": _past(printer, subject),
        "study_parts": _parts(printer, subject),
        "study_echo": _echo(printer, subject),
        "study_model": _model(printer, subject),
        "study_left": _left(printer, subject),
        "study_rivals": _rivals(printer, subject),
    }
    title = html.escape(f"{text('study_title', company.language)}: {subject.title}")
    head = _head(printer, subject)
    return pages.page(printer, title, subject.as_of, sections, head)


def _head(printer: Printer, subject: Subject) -> str:
    """Return what is studied, and its numbers."""
    of = printer.say(
        "study_of",
        sku=subject.sku,
        place=subject.location_id,
        day=printer.day(subject.as_of),
    )
    return (
        f'<section id="today"><h1>{html.escape(subject.title)}</h1>'
        f'<p class="due">{of}</p><dl class="facts">{_facts(printer, subject)}</dl>'
        "</section>"
    )


def _facts(printer: Printer, subject: Subject) -> str:
    """Return the numbers at the top."""
    days, language = subject.days, printer.company.language
    seen = float(days["weight"].sum())
    shown = float(days.filter(pl.col("weight") > 0)["demanded"].sum())
    known = subject.item_class
    pattern = text(f"pattern_{known.get('pattern', 'none')}", language)
    soon = subject.coming.head(rivals.JUDGED_DAYS)["mean"].sum()
    mean = formats.number(shown / seen if seen else None, language, 2)
    coming = formats.number(soon if subject.coming.height else None, language, 1)
    sold = days.filter(pl.col("demanded") > 0).height
    facts = {
        "mean": (mean, {}),
        "sold": (printer.number(sold), {"days": printer.number(days.height)}),
        "out": (
            printer.number(days["is_out"].sum()),
            {"closed": printer.number(days["is_closed"].sum())},
        ),
        "pattern": (pattern, {"abc": known.get("abc", formats.MISSING)}),
        "coming": (coming, {}),
    }
    return "".join(
        printer.fact(f"study_{name}", value, **notes)
        for name, (value, notes) in facts.items()
    )


def _past(printer: Printer, subject: Subject) -> str:
    """Return what was asked for, and what was the matter with the days."""
    language = printer.company.language
    if subject.days.is_empty():
        return printer.section("study_past", printer.empty("study_lack_no_days"))
    chart = charts.demand_chart(subject.days, language)
    return printer.section(
        "study_past",
        printer.figure(chart, text("study_chart_past", language)),
        _reading(sentences.past(subject.days, language)),
    )


def _parts(printer: Printer, subject: Subject) -> str:
    """Return trend, week and year."""
    days, language = subject.days, printer.company.language
    values = filled(days)["filled"].to_numpy()
    lead = sentences.filled(days, language)
    if days["is_exceptional"].any():
        lead = f"{lead} {text('study_steady', language)}"
    if missing := _lacking(printer, values, LEAST_DAYS, 1):
        return printer.section("study_parts", missing, filled=lead)
    found = decomposed(filled(steady(days))["filled"].to_numpy())
    on = days["on"].to_list()
    chart = charts.decomposition_chart(on, values, found, language)
    return printer.section(
        "study_parts",
        printer.figure(chart, text("study_chart_parts", language)),
        _reading(sentences.parts(on, found, language)),
        filled=lead,
    )


def _echo(printer: Printer, subject: Subject) -> str:
    """Return how much demand resembles itself."""
    language, step = printer.company.language, subject.step_days
    lead = text(f"study_echo_lead_{step}", language)
    if missing := _lacking(printer, subject.series.values, LEAST_ECHO, step):
        return printer.section("study_echo", missing, lead=lead)
    found = autocorrelation(subject.series)
    chart = charts.autocorrelation_chart(found, language)
    return printer.section(
        "study_echo",
        printer.figure(chart, text(f"study_chart_echo_{step}", language)),
        _reading(sentences.echo(found, step, language)),
        lead=lead,
    )


def _model(printer: Printer, subject: Subject) -> str:
    """Return the textbook model: its state, its parameters and its fit."""
    language, step = printer.company.language, subject.step_days
    lead = text(f"study_model_lead_{step}", language)
    lead = f"{lead} {sentences.filled(subject.days, language)}"
    model = subject.model
    if model is None:
        return printer.section("study_model", _no_model(printer, subject), lead=lead)
    on, values = subject.series.on[-len(model.values) :], model.values
    chart = charts.components_chart(on, values, model.components, language)
    caption = text(f"study_chart_model_{step}", language, name=model.form.name)
    return printer.section(
        "study_model",
        printer.figure(chart, caption),
        _reading(sentences.model(model, step, language)),
        '<div class="pair">',
        f"<div>{printer.block(tables.parameters(model, language))}</div>",
        f"<div>{printer.block(tables.measures(model, language))}</div></div>",
        _reading(text("study_says_parameters", language)),
        lead=lead,
    )


def _left(printer: Printer, subject: Subject) -> str:
    """Return what the model leaves, and whether a pattern is in it."""
    language, step = printer.company.language, subject.step_days
    model = subject.model
    if model is None:
        return printer.section("study_left", _no_model(printer, subject))
    residuals, on = model.residuals, subject.series.on[-len(model.values) :]
    limit = model.error_limit
    test = ljung_box(model, step)
    says = (
        printer.empty("study_lack_box")
        if test.is_empty()
        else f'<div class="narrow">{printer.block(tables.box(test))}</div>'
        + _reading(sentences.box(test, language))
    )
    chart = charts.residual_chart(on, residuals, limit, language)
    return printer.section(
        "study_left",
        printer.figure(chart, text("study_chart_left", language)),
        _reading(sentences.left(on, residuals, limit, language)),
        says,
    )


def _rivals(printer: Printer, subject: Subject) -> str:
    """Return both forecasts, and which of them would have been better."""
    language, step = printer.company.language, subject.step_days
    lead = _basis(subject, language)
    if subject.days.is_empty():
        missing = printer.empty("study_lack_no_days")
        return printer.section("study_rivals", missing, lead=lead)
    said = subject.said
    figure = ""
    if subject.coming.height or subject.model:
        chart = charts.rivals_chart(
            subject.recent,
            rivals.by_step(said, subject.last, step),
            subject.ahead,
            language,
        )
        figure = printer.figure(chart, text(f"study_chart_rivals_{step}", language))
    return printer.section(
        "study_rivals", figure, _judged(printer, subject, said), lead=lead
    )


def _judged(printer: Printer, subject: Subject, said: pl.DataFrame) -> str:
    """Return which of the two would have been better, or why nobody can tell."""
    language, step = printer.company.language, subject.step_days
    for method, why in (("ets", "ets_past"), ("ours", "our_past")):
        if said.is_empty() or said[method].null_count():
            return printer.empty(f"study_lack_{why}")
    beside = rivals.side_by_side(subject.days, said, step)
    if beside.is_empty():
        return printer.empty("study_lack_seen")
    found = rivals.scores(beside)
    return (
        _reading(sentences.verdict(found, step, language))
        + printer.block(tables.scores(found, step, language))
        + _reading(text("study_how_judged", language))
    )


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


def _no_model(printer: Printer, subject: Subject) -> str:
    """Return why there is no model."""
    step = subject.step_days
    missing = _lacking(printer, subject.series.values, LEAST_STEPS[step], step)
    return missing or printer.empty("study_lack_model")


def _lacking(printer: Printer, values: Floats, least: int, step_days: int) -> str:
    """Return what is missing, in words; empty when nothing is."""
    missing = lack(values, least)
    if not missing:
        return ""
    key = f"short_{step_days}" if missing == "short" else missing
    known = printer.number(len(values))
    return printer.empty(f"study_lack_{key}", known=known, least=printer.number(least))


def _reading(sentence: str) -> str:
    """Return the sentence below a figure."""
    return f'<p class="reading">{html.escape(sentence)}</p>'
