"""The report's section on the value of stock; nothing where no stock is valued."""

import datetime as dt

from models.inventory.values.turnover import pooled_turnover
from models.reports import stock_losses, stock_turns, stock_value
from models.reports.published import Tables, frame, scan
from models.reports.texts import text
from pipelines.printing import Printer


def section(printer: Printer, tables: Tables, as_of: dt.date) -> str:
    """Return what stock is worth, how fast it turns, its age and its losses."""
    valuation = frame(tables, "stock_valuation")
    if valuation.is_empty():
        return ""
    worth = stock_value.worth(valuation)
    is_known = worth.value_amount is not None
    value = worth.value_amount
    return printer.section(
        "value",
        _notes(printer, worth),
        _over_time(printer, tables, as_of),
        _by_group(printer, tables),
        _months(printer, tables, as_of),
        _turnover(printer, tables),
        _ages(printer, tables),
        _stuck(printer, tables),
        _losses(printer, tables, as_of),
        value=printer.amount(value) if is_known else _unknown(printer),
        way=printer.amount(worth.on_the_way_amount),
    )


def _unknown(printer: Printer) -> str:
    """Return the words for a value that is not known."""
    return text("value_unknown", printer.company.language)


def _notes(printer: Printer, worth: stock_value.Worth) -> str:
    """Return what is negative and what has no cost."""
    said = []
    if worth.negative_amount:
        amount = printer.amount(worth.negative_amount)
        said.append(printer.say("value_negative", amount=amount))
    if worth.unvalued:
        items = printer.count("items", worth.unvalued)
        said.append(printer.say("value_unvalued", items=items))
    return f'<p class="note">{" ".join(said)}</p>' if said else ""


def _over_time(printer: Printer, tables: Tables, as_of: dt.date) -> str:
    """Return the figure of the last year."""
    company = printer.company
    days = stock_value.value_over_time(scan(tables, "stock_value_daily"), as_of)
    if days.is_empty():
        return ""
    caption = text("chart_value", company.language, currency=company.currency)
    return printer.figure(stock_value.value_chart(days, company.language), caption)


def _by_group(printer: Printer, tables: Tables) -> str:
    """Return the value by place, category and supplier."""
    valuation, suppliers = frame(tables, "stock_valuation"), frame(tables, "suppliers")
    language = printer.company.language
    return "".join(
        printer.block(stock_value.value_by(valuation, group, suppliers, language))
        for group in stock_value.GROUPS
    )


def _months(printer: Printer, tables: Tables, as_of: dt.date) -> str:
    """Return how the value became what it is."""
    months, language = frame(tables, "cost_of_goods_sold"), printer.company.language
    return printer.block(
        stock_value.roll_forward(months, as_of, language)
    ) + printer.block(stock_value.sold_and_lost(months, as_of, language))


def _turnover(printer: Printer, tables: Tables) -> str:
    """Return how fast stock turns: categories, then the fastest and slowest items."""
    turnover, products = frame(tables, "stock_turnover"), frame(tables, "products")
    pooled = pooled_turnover(turnover, ["category"])
    shown = stock_turns.turnover_of_groups(
        pooled, frame(tables, "suppliers"), printer.company.language
    )
    if not shown.total:
        return printer.block(shown)
    items = [
        printer.block(stock_turns.turnover_of_items(name, turnover, products))
        for name in ("fastest", "slowest")
    ]
    lead = f'<p class="note">{printer.say("turnover_lead")}</p>'
    return "".join([printer.block(shown), lead, *items])


def _ages(printer: Printer, tables: Tables) -> str:
    """Return the figure of how old the goods are."""
    company = printer.company
    ages = stock_turns.ages(frame(tables, "stock_ageing"))
    if ages.is_empty():
        return ""
    chart = stock_turns.ages_chart(ages, company.currency, company.language)
    caption = text("chart_ages", company.language, currency=company.currency)
    return printer.figure(chart, caption)


def _stuck(printer: Printer, tables: Tables) -> str:
    """Return what is dead or too much, and the money in it."""
    stuck = frame(tables, "dead_and_excess")
    shown = stock_turns.stuck(
        stuck, frame(tables, "products"), printer.company.language
    )
    amounts = {
        kind: printer.amount(stock_turns.money_in(stuck, kind))
        for kind in ("dead", "excess")
    }
    lead = f'<p class="note">{printer.say("stuck_lead", **amounts)}</p>'
    return printer.block(shown) + (lead if shown.total else "")


def _losses(printer: Printer, tables: Tables, as_of: dt.date) -> str:
    """Return what counts say is lost, and the gaps of each place."""
    language = printer.company.language
    return printer.block(
        stock_losses.losses(frame(tables, "shrinkage"), as_of, language)
    ) + printer.block(
        stock_losses.gaps_of_places(frame(tables, "stock_reconciliation"), language)
    )
