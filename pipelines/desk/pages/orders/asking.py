"""What the page asks for: edits of lines, as a browser says them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

import polars as pl

from models.deciding.edits import ACTIONS, Action, Edit, Part
from pipelines.desk.pages.orders.book import Book

Ask = Mapping[str, Any]
"""What a browser sends: ``id`` (made there, so that asking twice is asking once),
``action``, the name of a whole ``order`` or ``lines`` (``suggestion_id`` and ``seen``,
the entry that the planner had seen), and as the action needs ``parts`` (``qty``,
``arrive_on``, ``supplier_id``), ``until`` and ``reason``."""
LONGEST_REASON = 500


class AskFault(ValueError):  # noqa: N818  # a fault has a name
    """The browser asked for something that the page does not offer."""


def edits(ask: Ask, book: Book) -> list[Edit]:
    """Return an edit for each line that ``ask`` is about."""
    action = str(ask.get("action"))
    if action not in ACTIONS:
        message = f"no action {action!r}"
        raise AskFault(message)
    reason = str(ask.get("reason") or "").strip()[:LONGEST_REASON] or None
    return [
        Edit(
            edit_id=f"{ask['id']}:{suggestion_id}",
            suggestion_id=suggestion_id,
            action=cast("Action", action),
            seen_entry_no=seen,
            parts=tuple(_part(one) for one in ask.get("parts") or ()),
            holds_until=_day(ask.get("until")),
            reason=reason,
        )
        for suggestion_id, seen in _lines(ask, book)
    ]


def _lines(ask: Ask, book: Book) -> Sequence[tuple[str, int]]:
    """Return the lines asked about, each with the entry that the planner had seen.

    Of a whole order these are the lines still to decide, and those that somebody
    decided after the planner had looked, so that they are told.
    """
    if not ask.get("order"):
        lines = {
            str(one["suggestion_id"]): int(one["seen"])
            for one in ask.get("lines") or ()
        }
        return list(lines.items())
    seen = int(ask.get("seen") or 0)
    rows = book.lines.rows.filter(
        pl.col("order_name") == ask["order"],
        pl.col("state_code").is_in(["open", "waiting"]) | (pl.col("entry_no") > seen),
    )
    return [(one, seen) for one in rows["suggestion_id"].unique(maintain_order=True)]


def _part(said: Mapping[str, Any]) -> Part:
    """Return a part of a line."""
    qty = said.get("qty")
    return Part(
        qty=None if qty in {None, ""} else Decimal(str(qty)).quantize(Decimal("0.001")),
        arrive_on=_day(said.get("arrive_on")),
        supplier_id=said.get("supplier_id") or None,
    )


def _day(said: object) -> dt.date | None:
    """Return a day."""
    return dt.date.fromisoformat(str(said)[:10]) if said else None
