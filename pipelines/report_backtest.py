"""The report's section on what the plan would have earned on the past."""

import html

import polars as pl

from models.reports import backtest as told
from models.reports.texts import text
from pipelines.printing import Printer


def section(
    printer: Printer,
    figures: pl.DataFrame,
    curve: told.Curve = (),
    targets: pl.DataFrame | None = None,
) -> str:
    """Return the sentence, the figure and the policies; nothing before a back-test.

    ``targets`` are known only to who has just made the back-test.
    """
    if figures.is_empty():
        return ""
    company, language = printer.company, printer.company.language
    caption = text("chart_backtest", language, currency=company.currency)
    sentence = html.escape(told.sentence(figures, company, language))
    tuned = [] if targets is None else _targets(printer, targets)
    return printer.section(
        "backtest",
        f"<p><b>{sentence}</b></p>",
        printer.figure(told.chart(figures, curve, company), caption),
        printer.block(told.shown(figures, language)),
        f'<p class="note">{printer.say("backtest_note")}</p>',
        *tuned,
    )


def _targets(printer: Printer, targets: pl.DataFrame) -> list[str]:
    """Return the targets that would have cost least, and how to read them."""
    shown = told.shown_targets(targets, printer.company.language)
    note = f'<p class="note">{printer.say("tuned_note")}</p>'
    return [printer.block(shown), note]
