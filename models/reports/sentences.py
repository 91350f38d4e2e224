"""The headline and the freshness of the data, in whole sentences."""

import datetime as dt

from models.reports import formats, overview
from models.reports.texts import counted, text


def headline(head: overview.Headline, language: str) -> tuple[str, str]:
    """Return what to do in one sentence, and when in another."""
    if not head.orders:
        return text("nothing_to_order", language), _nothing(head, language)
    return (
        text(
            "place_orders",
            language,
            orders=number_of("orders", head.orders, language),
            suppliers=number_of("suppliers", head.suppliers, language),
        ),
        _due(head, language),
    )


def number_of(key: str, count: int, language: str) -> str:
    """Return a count in words.

    >>> number_of("lines", 1200, "en"), number_of("lines", 1, "da")
    ('1,200 lines', '1 linje')
    """
    return counted(key, count, language, formats.number(count, language))


def _nothing(head: overview.Headline, language: str) -> str:
    """Return why nothing is to be ordered."""
    why = text("nothing_to_order_why", language)
    if not head.unplanned:
        return why
    items = number_of("items", head.unplanned, language)
    return f"{why} {text('too_little_data', language, items=items)}"


def _due(head: overview.Headline, language: str) -> str:
    """Return how many of the orders are due on the plan's first day."""
    day = formats.date(head.plan_on, language)
    if head.orders_due == head.orders:
        return text("due_all", language, day=day)
    if head.orders_due:
        due = formats.number(head.orders_due, language)
        return text("due_some", language, n=due, day=day)
    return text("due_none", language, day=formats.date(head.first_order_on, language))


def freshness(fresh: overview.Freshness, as_of: dt.date, language: str) -> list[str]:
    """Return how new orders, stock and files are; what is unknown is left out."""
    days = {
        "fresh_as_of": as_of,
        "fresh_orders": fresh.complete_on,
        "fresh_slowest": fresh.slowest_on if fresh.is_uneven else None,
        "fresh_stock": fresh.stock_seen_on,
        "fresh_files": fresh.newest_file_on,
    }
    return [
        text(
            key,
            language,
            day=formats.date(day, language),
            channel=fresh.slowest_channel,
            files=number_of("files", fresh.files, language),
        )
        for key, day in days.items()
        if day is not None
    ]
