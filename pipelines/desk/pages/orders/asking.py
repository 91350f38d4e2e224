"""What the page asks for: edits of lines, as a browser says them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, cast

import polars as pl

from models.deciding.edits import ACTIONS, Action, Edit, Part
from pipelines.desk.pages.orders.book import Book

Ask = Mapping[str, Any]
"""What a browser sends: ``id`` (made there, so that asking twice is asking once),
``action``, the name of a whole ``order``, of several ``orders``, or ``lines``
(``suggestion_id`` and ``seen``, the entry that the planner had seen; of one part of a
split line its ``split_no`` too), and as the action needs ``parts`` (``qty``,
``arrive_on``, ``supplier_id``), ``until`` and ``reason``."""
TO_DECIDE = ("open", "waiting")
DECIDED = ("approved", "changed", "rejected", "snoozed", "waiting")
ABOUT = {"reject": (*TO_DECIDE, "approved", "changed"), "undo": DECIDED}
"""The states of lines that an action on whole orders is about; else: to decide."""
LONGEST_REASON = 500
PART = ("quantity", "order_on", "arrive_on", "supplier_id")
"""What a part of a line says of itself, as ``Part`` has it."""


class AskFault(ValueError):  # noqa: N818  # a fault has a name
    """The browser asked for something that the page does not offer."""


def by_order(ask: Ask) -> list[Ask]:
    """Return what is asked of each order by itself; of one order, or lines: the same.

    Each order is decided in a transaction of its own, so that what keeps one from
    being decided keeps no other.
    """
    if not ask.get("orders"):
        return [ask]
    rest = {key: value for key, value in ask.items() if key != "orders"}
    return [{**rest, "order": name} for name in dict.fromkeys(ask["orders"])]


def edits(ask: Ask, book: Book) -> list[Edit]:
    """Return an edit for each line that ``ask`` is about."""
    action = str(ask.get("action"))
    if action not in ACTIONS:
        message = f"no action {action!r}"
        raise AskFault(message)
    said = Edit(
        edit_id="",
        suggestion_id="",
        action=cast("Action", action),
        parts=tuple(_part(one) for one in ask.get("parts") or ()),
        holds_until=_day(ask.get("until")),
        reason=str(ask.get("reason") or "").strip()[:LONGEST_REASON] or None,
    )
    return [
        replace(
            _of_part(said, book, line) if line.get("split_no") else said,
            edit_id=f"{ask['id']}:{line['suggestion_id']}",
            suggestion_id=str(line["suggestion_id"]),
            seen_entry_no=int(line["seen"]),
        )
        for line in _lines(ask, book)
    ]


def _lines(ask: Ask, book: Book) -> Sequence[Mapping[str, Any]]:
    """Return the lines asked about, each with the entry that the planner had seen.

    Of a whole order these are the lines that the action is about, and those that
    somebody decided after the planner had looked, so that they are told.
    """
    if not ask.get("order"):
        lines = {str(one["suggestion_id"]): one for one in ask.get("lines") or ()}
        return list(lines.values())
    seen = int(ask.get("seen") or 0)
    states = ABOUT.get(str(ask.get("action")), TO_DECIDE)
    rows = book.lines.rows.filter(
        pl.col("order_name") == ask["order"],
        pl.col("state_code").is_in(states) | (pl.col("entry_no") > seen),
    )
    return [
        {"suggestion_id": one, "seen": seen}
        for one in rows["suggestion_id"].unique(maintain_order=True)
    ]


def _of_part(said: Edit, book: Book, line: Mapping[str, Any]) -> Edit:
    """Return the edit of one part of a split line; the other parts stay as they are.

    A part of nothing is left out; a line of one part is split no more.
    """
    rows = book.lines.rows.filter(
        pl.col("suggestion_id") == line["suggestion_id"]
    ).sort("split_no")
    (changed,) = said.parts or (Part(),)
    parts = [
        _changed(part, changed) if number == int(line["split_no"]) else part
        for number, part in (
            (
                row["split_no"],
                Part(*(row[name] for name in PART)),
            )
            for row in rows.iter_rows(named=True)
        )
    ]
    left = tuple(part for part in parts if part.qty)
    if not left:
        return replace(said, action="reject", parts=())
    return replace(said, action="split" if len(left) > 1 else "change", parts=left)


def _changed(part: Part, by: Part) -> Part:
    """Return a part with what ``by`` says in its place."""
    said = {name: value for name, value in vars(by).items() if value is not None}
    return replace(part, **said)


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
