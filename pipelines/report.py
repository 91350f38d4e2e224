"""The report: one page that holds everything it needs and asks nobody for anything."""

import datetime as dt
import html

from models.company import Company
from models.reports import (
    attention,
    backtest,
    data_quality,
    forecast_quality,
    overview,
    sentences,
    stock_health,
)
from models.reports.published import Tables, frame, scan
from models.reports.report_table import ReportTable
from models.reports.texts import text
from pipelines import pages, report_backtest, report_orders, report_stock
from pipelines.printing import Printer

SECTIONS = ("today", "orders", "out", "excess", "value", "sure", "backtest", "data")


def page(tables: Tables, company: Company, as_of: dt.date) -> str:
    """Return the whole page."""
    printer = Printer(company)
    sections = dict(zip(SECTIONS, _sections(printer, tables, as_of), strict=True))
    return pages.page(printer, printer.say("page_title"), as_of, sections)


def _sections(printer: Printer, tables: Tables, as_of: dt.date) -> list[str]:
    """Return the sections, in the order of the links; one of nothing is empty."""
    return [
        _today(printer, tables, as_of),
        report_orders.section(printer, tables),
        _out(printer, tables, as_of),
        _excess(printer, tables),
        report_stock.section(printer, tables, as_of),
        _sure(printer, tables, as_of),
        report_backtest.section(
            printer,
            frame(tables, "policy_backtest"),
            backtest.curve(frame(tables, "policy_frontier")),
        ),
        _data(printer, tables),
    ]


def _today(printer: Printer, tables: Tables, as_of: dt.date) -> str:
    """Return what to do today, what it is worth, and how fresh that is."""
    language = printer.company.language
    head = overview.headline(tables, as_of)
    sentence, due = sentences.headline(head, language)
    fresh = sentences.freshness(overview.freshness(tables), as_of, language)
    return (
        f'<section id="today"><h1>{html.escape(sentence)}</h1>'
        f'<p class="due">{html.escape(due)}</p>'
        f'<dl class="facts">{_facts(printer, head)}</dl>'
        f'<p class="fresh">{html.escape(" ".join(fresh))}</p></section>'
    )


def _facts(printer: Printer, head: overview.Headline) -> str:
    """Return the numbers at the top."""
    number, amount = printer.number, printer.amount
    days = stock_health.ENOUGH_DAYS
    lines = printer.count("lines", head.lines)
    risk = head.lost_margin_per_day_amount
    return "".join(
        [
            printer.fact("amount", amount(head.amount), lines=lines),
            printer.fact("risk", amount(risk)) if risk else "",
            printer.fact("out", number(head.out), total=number(head.known)),
            printer.fact("low", number(head.low)),
            printer.fact("excess", amount(head.excess_amount), days=days),
            printer.fact("transfers", number(head.transfers)),
        ]
    )


def _out(printer: Printer, tables: Tables, as_of: dt.date) -> str:
    """Return what is out or running out, and whom to chase."""
    language = printer.company.language
    products = frame(tables, "products")
    outlook = stock_health.outlook(
        frame(tables, "stock_positions"),
        frame(tables, "reorder_points"),
        frame(tables, "suggestions"),
        as_of,
    )
    days = stock_health.stockout_days(scan(tables, "stock_daily"), as_of)
    caption = text("chart_stockouts", language, days=stock_health.SHOWN_DAYS)
    out, low = stock_health.out(outlook), stock_health.running_out(outlook)
    return printer.section(
        "out",
        ""
        if days.is_empty()
        else printer.figure(stock_health.stockout_chart(days, language), caption),
        printer.block(stock_health.outlook_table("out", out, products)),
        printer.block(stock_health.outlook_table("low", low, products)),
        _attention(printer, tables, "chase", attention.CHASE),
    )


def _attention(
    printer: Printer, tables: Tables, name: str, kinds: tuple[str, ...]
) -> str:
    """Return the exceptions of ``kinds``."""
    language = printer.company.language
    exceptions, products = frame(tables, "exceptions"), frame(tables, "products")
    return printer.block(
        attention.attention(name, exceptions, products, kinds, language)
    )


def _excess(printer: Printer, tables: Tables) -> str:
    """Return what is too much, on the shelf and on order."""
    products = frame(tables, "products")
    excess = stock_health.excess(
        frame(tables, "stock_positions"),
        frame(tables, "reorder_points"),
        frame(tables, "item_classes"),
        frame(tables, "supply_sources"),
        products,
    )
    return printer.section(
        "excess",
        printer.block(stock_health.excess_table(excess, products)),
        _attention(printer, tables, "reduce", attention.REDUCE),
        days=stock_health.ENOUGH_DAYS,
    )


def _sure(printer: Printer, tables: Tables, as_of: dt.date) -> str:
    """Return grades, fans, exceptional sales and how good past forecasts were."""
    language = printer.company.language
    accuracy = forecast_quality.accuracy(frame(tables, "forecast_accuracy"))
    exceptional = forecast_quality.exceptional(
        frame(tables, "exceptional_sales"),
        frame(tables, "products"),
        language,
    )
    kept = forecast_quality.promises(frame(tables, "forecast_segments"))
    added = forecast_quality.value_added(
        frame(tables, "forecast_value_added"), language
    )
    return printer.section(
        "sure",
        _grades(printer, tables),
        f"<h3>{printer.say('fans')}</h3>",
        _fans(printer, tables, as_of),
        *(_noted(printer, table) for table in (exceptional, accuracy, kept, added)),
    )


def _noted(printer: Printer, table: ReportTable) -> str:
    """Return a table with the note on how to read it, where it has rows."""
    note = f'<p class="note">{printer.say(f"{table.name}_lead")}</p>'
    return printer.block(table) + (note if table.total else "")


def _grades(printer: Printer, tables: Tables) -> str:
    """Return how many item-locations have each grade and what would raise it."""
    language = printer.company.language
    readiness = frame(tables, "readiness")
    if readiness.is_empty():
        return printer.empty("empty_raising")
    chart = forecast_quality.grades_chart(forecast_quality.grades(readiness), language)
    raising = forecast_quality.raising(readiness, language)
    return printer.figure(chart, text("chart_grades", language)) + (
        printer.block(raising) if raising.total else printer.empty("all_graded_a")
    )


def _fans(printer: Printer, tables: Tables, as_of: dt.date) -> str:
    """Return the forecasts of the items worth most."""
    language = printer.company.language
    fans = forecast_quality.fans(
        frame(tables, "suggestions"),
        frame(tables, "item_classes"),
        scan(tables, "demand_daily"),
        scan(tables, "forecasts"),
        as_of,
    )
    drawn = [
        printer.figure(forecast_quality.fan_chart(past, coming, language), name)
        for name, past, coming in fans
    ]
    if not drawn:
        return printer.empty("empty_fans")
    lead = f'<p class="note">{printer.say("fans_lead")}</p>'
    return f'{lead}<div class="fans">{"".join(drawn)}</div>'


def _data(printer: Printer, tables: Tables) -> str:
    """Return what was assumed, refused and read, and where stock has gaps."""
    language = printer.company.language
    gaps = data_quality.gaps(
        frame(tables, "stock_reconciliation"), frame(tables, "products"), language
    )
    return printer.section(
        "data",
        printer.block(data_quality.assumed(frame(tables, "assumptions"), language)),
        _attention(printer, tables, "doubts", attention.DOUBTS),
        printer.block(data_quality.refused(scan(tables, "rejects"))),
        printer.block(data_quality.channels(frame(tables, "watermarks"))),
        printer.block(gaps),
        printer.block(data_quality.sources(frame(tables, "source_files"))),
    )
