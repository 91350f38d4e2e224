"""What is wrong with the data that a plan rests on, in words, the gravest first."""

import datetime as dt
from dataclasses import dataclass

from models.reports import formats, overview
from models.reports.stock_beside import Agreement
from models.reports.texts import text

STALE_DAYS = 3
"""Data that end longer ago than that are the first thing said."""


@dataclass(frozen=True)
class Trouble:
    """Something about the data that a planner has to know before ordering.

    ``is_grave`` says that suggestions may be wrong because of it.
    """

    words: str
    is_grave: bool


def troubles(
    fresh: overview.Freshness,
    head: overview.Headline,
    stock: Agreement,
    language: str,
    today: dt.date,
) -> list[Trouble]:
    """Return what is wrong with the data, the gravest first; nothing is well.

    ``stock`` says how far the shop's stock and ours agreed when it was last seen.
    """
    age = (today - head.as_of).days
    number = formats.number
    found = [
        (
            age > STALE_DAYS,
            True,
            text("trouble_stale", language, days=number(age, language)),
        ),
        (
            fresh.is_uneven,
            True,
            text(
                "trouble_channel",
                language,
                channel=fresh.slowest_channel,
                day=formats.date(fresh.slowest_on, language),
            ),
        ),
        (
            _is_old(fresh.stock_seen_on, head.as_of),
            True,
            text(
                "trouble_stock",
                language,
                day=formats.date(fresh.stock_seen_on, language),
            ),
        ),
        (
            head.unplanned > 0,
            True,
            text("trouble_unplanned", language, n=number(head.unplanned, language)),
        ),
        (
            fresh.rows_rejected > 0,
            False,
            text(
                "trouble_refused",
                language,
                n=number(fresh.rows_rejected, language),
                read=number(fresh.rows_read, language),
            ),
        ),
        (
            stock.differing > 0,
            False,
            text("trouble_gaps", language, n=number(stock.differing, language)),
        ),
    ]
    return [Trouble(words, is_grave) for holds, is_grave, words in found if holds]


def _is_old(seen_on: dt.date | None, as_of: dt.date) -> bool:
    """Tell whether stock was seen too long before the end of what is known."""
    return seen_on is not None and (as_of - seen_on).days > STALE_DAYS
