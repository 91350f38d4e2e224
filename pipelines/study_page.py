"""The page of a study: figures, each with a sentence computed from the data."""

import html
from collections.abc import Sequence

import polars as pl

from models.company import Company
from models.reports import formats
from models.reports.report_table import ReportTable
from models.reports.study import rivals
from models.reports.texts import text
from pipelines import pages
from pipelines.printing import Printer
from pipelines.study_steps import Beside, Drawn, Missing, Part, Said, Step, steps
from pipelines.study_subject import Subject


def page(subject: Subject, company: Company) -> str:
    """Return the whole page."""
    printer = Printer(company)
    sections = {
        step.name: _section(printer, step) for step in steps(subject, company.language)
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


def _section(printer: Printer, step: Step) -> str:
    """Return a step of the study under its heading."""
    parts = "".join(_part(printer, part) for part in step.parts)
    return (
        f'<section id="{step.name}"><h2>{printer.say(f"section_{step.name}")}</h2>'
        f'<p class="lead">{html.escape(step.lead)}</p>{parts}</section>'
    )


def _part(printer: Printer, part: Part) -> str:
    """Return one part of a step."""
    match part:
        case Drawn(figure, caption):
            return printer.figure(figure, caption)
        case Said(sentence):
            return f'<p class="reading">{html.escape(sentence)}</p>'
        case Missing(words):
            return f'<p class="empty">{html.escape(words)}</p>'
        case Beside(tables):
            return _beside(printer, tables)


def _beside(printer: Printer, tables: Sequence[ReportTable]) -> str:
    """Return tables beside each other, one alone no wider than it needs."""
    blocks = [printer.block(table) for table in tables]
    if len(blocks) == 1:
        return f'<div class="narrow">{blocks[0]}</div>'
    inside = "".join(f"<div>{block}</div>" for block in blocks)
    return f'<div class="pair">{inside}</div>'
