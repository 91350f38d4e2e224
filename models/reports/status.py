"""The plan in the terminal: plain text, the same numbers as the page."""

import datetime as dt

from models.company import Company
from models.reports import forecast_quality, formats, orders_to_place, overview
from models.reports import sentences as said
from models.reports.published import Tables, frame
from models.reports.texts import text

SHOWN_ORDERS = 5
SHOWN_CAUSES = 3
STALE_DAYS = 3
INVISIBLE = dict.fromkeys((*range(32), *range(127, 160)))
"""Control characters: data never steer the terminal."""


def status_text(tables: Tables, company: Company, today: dt.date | None = None) -> str:
    """Return what to order, how stock stands and how far to trust it.

    ``today`` says how old the data are; without it their age is left out.
    """
    language = company.language
    as_of = _as_of(tables)
    if as_of is None:
        return text("status_nothing", language)
    head = overview.headline(tables, as_of)
    sections = {
        "status_orders": _orders(tables, head, company),
        "status_stock": _stock(head, company),
        "status_trust": _trust(tables, language),
        "status_data": _data(tables, as_of, language),
    }
    blocks = [
        *_stale(as_of, today, language),
        "{}. {}".format(*said.headline(head, language)),
    ]
    for key, lines in sections.items():
        indented = "\n".join(f"  {line.translate(INVISIBLE)}" for line in lines)
        blocks.append(f"{text(key, language)}\n{indented}")
    return "\n\n".join(blocks)


def _as_of(tables: Tables) -> dt.date | None:
    """Return the last day that is known, if the run says it."""
    scope = frame(tables, "scope")
    return None if scope.is_empty() else scope["as_of"].item(0)


def _orders(tables: Tables, head: overview.Headline, company: Company) -> list[str]:
    """Return the orders worth most."""
    language = company.language
    if not head.orders:
        return [text("nothing_to_order", language)]
    orders = orders_to_place.orders(
        frame(tables, "suggestions"),
        frame(tables, "suggested_orders"),
        frame(tables, "suppliers"),
        language,
    )
    shown = [
        text(
            "status_order",
            language,
            supplier=order["supplier_name"],
            place=order["location_id"],
            lines=said.number_of("lines", order["lines"], language),
            amount=formats.money(order["amount"], company.currency, language),
            day=formats.date(order["order_on"], language),
        )
        for order in orders.head(SHOWN_ORDERS).iter_rows(named=True)
    ]
    return [_at_risk(head, company), *shown, *_more(head.orders - len(shown), language)]


def _at_risk(head: overview.Headline, company: Company) -> str:
    """Return what the orders cost, and what a day without them does, where known."""
    language, currency = company.language, company.currency
    is_known = head.lost_margin_per_day_amount > 0
    return text(
        "status_at_risk" if is_known else "status_to_order",
        language,
        amount=formats.money(head.amount, currency, language),
        lines=said.number_of("lines", head.lines, language),
        risk=formats.money(head.lost_margin_per_day_amount, currency, language),
    )


def _more(count: int, language: str) -> list[str]:
    """Return how many orders are not shown."""
    if not count:
        return []
    orders = said.number_of("orders", count, language)
    return [text("status_more_orders", language, orders=orders)]


def _stock(head: overview.Headline, company: Company) -> list[str]:
    """Return what is out, running out and too much, and what needs a person."""
    language = company.language
    stock = text(
        "status_stock_line",
        language,
        out=formats.number(head.out, language),
        low=formats.number(head.low, language),
        excess=formats.money(head.excess_amount, company.currency, language),
    )
    matters = said.number_of("matters", head.exceptions, language)
    moves = said.number_of("transfers", head.transfers, language)
    return [stock, text("status_matters", language, matters=matters, transfers=moves)]


def _trust(tables: Tables, language: str) -> list[str]:
    """Return the grades, and what would raise the bad ones."""
    readiness = frame(tables, "readiness")
    if readiness.is_empty():
        return [text("empty_raising", language)]
    counts = forecast_quality.grades(readiness)
    grades = "  ".join(
        f"{grade} {formats.number(items, language)}"
        for grade, items in counts.iter_rows()
    )
    raising = forecast_quality.raising(readiness, language).rows.head(SHOWN_CAUSES)
    best = [
        f"{grade}: {raise_by} ({formats.number(items, language)})"
        for grade, raise_by, items in raising.select(
            "grade", "raise_by", "items"
        ).iter_rows()
    ]
    return [text("status_grades", language, grades=grades), *best]


def _data(tables: Tables, as_of: dt.date, language: str) -> list[str]:
    """Return how fresh the data are, what was refused and what was assumed."""
    fresh = overview.freshness(tables)
    refused = text(
        "status_refused",
        language,
        rows=said.number_of("rows", fresh.rows_rejected, language),
        read=formats.number(fresh.rows_read, language),
        assumed=formats.number(frame(tables, "assumptions").height, language),
    )
    return [*said.freshness(fresh, as_of, language), refused]


def _stale(as_of: dt.date, today: dt.date | None, language: str) -> list[str]:
    """Return a warning where the last day that is known is long past."""
    age = (today - as_of).days if today else 0
    return [text("stale", language, days=age)] if age > STALE_DAYS else []
