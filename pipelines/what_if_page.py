"""The page of a what-if: what was changed, both plans side by side."""

import datetime as dt
from collections.abc import Sequence

import polars as pl

from models.company import Company
from models.reports import what_if as told
from models.simulation.what_if import Change
from pipelines import pages
from pipelines.printing import Printer


def page(
    totals: pl.DataFrame,
    lines: pl.DataFrame,
    changes: Sequence[Change],
    company: Company,
    as_of: dt.date,
) -> str:
    """Return the whole page."""
    printer, language = Printer(company), company.language
    asked = pl.DataFrame(
        [
            {"scope": one.scope, "key": one.key, "parameter": one.parameter}
            | {"value": one.value}
            for one in changes
        ]
    )
    title = printer.say("what_if_title")
    section = printer.section(
        "what_if",
        printer.block(told.changes(asked)),
        printer.block(told.totals(totals, language)),
        printer.block(told.lines(lines)),
    )
    head = f'<section id="today"><h1>{title}</h1></section>'
    return pages.page(printer, title, as_of, {"what_if": section}, head)
