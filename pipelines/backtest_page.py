"""The page of a back-test."""

import datetime as dt

import polars as pl

from models.company import Company
from pipelines import pages, report_backtest
from pipelines.backtest import Backtest
from pipelines.printing import Printer


def page(found: Backtest, company: Company, as_of: dt.date) -> str:
    """Return the whole page."""
    printer = Printer(company)
    title = printer.say("backtest_title")
    targets = pl.DataFrame(found.targets)
    section = report_backtest.section(printer, found.table, found.curve, targets)
    head = f'<section id="today"><h1>{title}</h1></section>'
    return pages.page(printer, title, as_of, {"backtest": section}, head)
