"""Deciding what a planner asks for, and telling what was done and what was not."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from models.deciding.edits import Edit
from models.reports import formats, order_book, sentences
from pipelines.deciding.desk import Answer, decide
from pipelines.desk.pages.orders import asking
from pipelines.desk.pages.orders.book import Book, book
from pipelines.desk.standings import standings
from pipelines.desk.view import View

TOLD = ("approve", "change", "split", "move", "reject", "snooze", "undo")


@dataclass(frozen=True)
class Decided:
    """What came of what was asked of one order, or of lines (no name)."""

    order: str
    asked: Sequence[Edit]
    answer: Answer

    @property
    def lines(self) -> list[str]:
        """Return the suggestions that were decided."""
        if self.answer.faults.height:
            return []
        kept = {*self.answer.repeated, *self.answer.conflicts["edit_id"]}
        return [one.suggestion_id for one in self.asked if one.edit_id not in kept]


def answer(seen: View, ask: asking.Ask) -> dict[str, Any]:
    """Decide what a planner asks for, and return how the orders stand afterwards.

    ``told`` says in words what was done; ``faults`` why nothing was; ``conflicts``
    which lines another person had decided, each with the entry to name when the
    planner insists; ``left`` what of several orders was not done, and why; ``lines``
    which suggestions were decided.
    """
    before = book(seen)
    made = [_decided(seen, one, before) for one in asking.by_order(ask)]
    now = book(seen)
    conflicts = pl.concat(one.answer.conflicts for one in made)
    zone = seen.workspace.settings.zone
    is_several = bool(ask.get("orders"))
    return {
        "id": ask.get("id"),
        "lines": [line for one in made for line in one.lines],
        "told": told(seen, made),
        "faults": [] if is_several else _faults(seen, made[0].answer),
        "conflicts": order_book.conflicts(
            conflicts, now.lines.rows, seen.language, zone
        ),
        "left": _all_left(seen, made) if is_several else [],
        **now.for_browser(),
    }


def _decided(seen: View, ask: asking.Ask, before: Book) -> Decided:
    """Decide what is asked of one order, or of lines, as they stood ``before``."""
    known = standings(seen)
    asked = asking.edits(ask, before)
    made = decide(
        known.store,
        known.plan,
        asked,
        author=seen.planner,
        limits=seen.workspace.settings.approvals.as_limits,
    )
    return Decided(str(ask.get("order") or ""), asked, made)


def told(seen: View, made: Sequence[Decided]) -> str:
    """Say in a few words what was done."""

    def said(key: str, count: int) -> str:
        return seen.say(key, n=formats.number(count, seen.language))

    recorded: Counter[str] = Counter()
    for one in made:
        recorded.update(one.answer.recorded)
    waiting = sum(len(one.answer.waiting) for one in made)
    parts = [
        said(f"orders_told_{action}", recorded[action])
        for action in TOLD
        if recorded[action]
    ]
    if waiting:
        parts.append(said("orders_told_waiting", waiting))
    nothing = all(
        one.answer.conflicts.is_empty() and one.answer.faults.is_empty() for one in made
    )
    return ", ".join(parts) or (seen.say("orders_told_nothing") if nothing else "")


def _faults(seen: View, made: Answer) -> list[str]:
    """Say what kept edits from being decided."""
    rules = made.faults["rule"].unique(maintain_order=True)
    return [seen.say(f"orders_fault_{rule}") for rule in rules]


def _all_left(seen: View, made: Sequence[Decided]) -> list[dict[str, str]]:
    """Say for each of several orders what of it was not done."""
    return [left for one in made if (left := _left(seen, one))]


def _left(seen: View, one: Decided) -> dict[str, str] | None:
    """Say what of an order was not done and why; nothing where all of it was."""

    def lines(key: str, count: int) -> str:
        return seen.say(key, lines=sentences.number_of("lines", count, seen.language))

    made = one.answer
    why = _faults(seen, made)
    if made.waiting:
        why.append(lines("orders_left_waiting", len(made.waiting)))
    if made.conflicts.height:
        why.append(lines("orders_left_conflict", made.conflicts.height))
    if not one.asked:
        why.append(seen.say("orders_left_nothing"))
    return {"order": one.order, "why": " ".join(why)} if why else None
