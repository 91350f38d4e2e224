"""Closed periods again, slow and obvious: each stands as it was known when closed.

It repeats the rules that ``models.inventory.closing`` states. Of the corrections, what
they sum up to and what caused them is told; the order in which they stand is not.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from tests.models.inventory.costing.oracle_documents import (
    FIRST_DAY,
    Closing,
    Documents,
    Row,
)
from tests.models.inventory.costing.oracle_ledger import KIT_WORK, Booked, replayed

Figures = tuple[Decimal, Decimal, Decimal]
"""Units, cost and adjustment."""
Correction = tuple[dt.datetime, str, str, str, str, str, Figures]
"""First open instant, item, place, bucket, kind, cause and what it makes up for."""
Between = tuple[dt.datetime, dt.datetime | None]
"""When a period was closed, and the next one: what was learned in between."""

FACT = ("move_id", "kind", "document")
NOTHING: Figures = (Decimal(0), Decimal(0), Decimal(0))


def book(documents: Documents) -> tuple[list[Booked], list[Correction]]:
    """Return the moves as they stand in the book, and the corrections in it."""
    booked: list[Booked] = []
    corrections: list[Correction] = []
    before: list[Booked] = []
    start = since = dt.datetime.min.replace(tzinfo=dt.UTC)
    for end, closed_at in _spans(documents):
        known = documents.known_at(closed_at)
        now = replayed(known if end is None else known.before(end))
        booked += [
            one for one in now if _at(one) >= start and (end is None or _at(one) < end)
        ]
        old = [one for one in before if _at(one) < start]
        new = [one for one in now if _at(one) < start]
        causes = _Causes(documents, start, (since, closed_at))
        corrections += _corrections(causes, old, new)
        if end is not None and closed_at is not None:
            before, start, since = now, end, closed_at
    return booked, sorted(corrections)


def _spans(
    documents: Documents,
) -> list[tuple[dt.datetime | None, dt.datetime | None]]:
    """Return the end of each period and when it was closed; the last one is open."""
    counted = sorted(
        closing
        for closing in documents.closings
        if not any(_was_closed_with(closing, other) for other in documents.closings)
    )
    ends = [documents.start_of(one.ends_on + dt.timedelta(days=1)) for one in counted]
    return [*zip(ends, [one.closed_at for one in counted], strict=True), (None, None)]


def _was_closed_with(closing: Closing, other: Closing) -> bool:
    """Whether a later period had been closed before an earlier one was."""
    return other.ends_on > closing.ends_on and other.closed_at <= closing.closed_at


def _at(one: Booked) -> dt.datetime:
    """Return when a move happened."""
    at: dt.datetime = one.move["occurred_at"]
    return at


class _Causes:
    """The documents learned between two closings about the days before ``start``."""

    def __init__(
        self, documents: Documents, start: dt.datetime, between: Between
    ) -> None:
        """Find the moves of closed days, and which items kits tie together."""
        self.start, self.between, self.facts = start, between, documents.facts
        self.all = documents
        self.early = [one for one in documents.moves if one["occurred_at"] < start]
        self.works = [m for m in documents.moves if m["kind"] in KIT_WORK]

    def of_item(self, sku: str) -> str:
        """Return the documents that changed an item, or what else did."""
        names = [self._documents(one) for one in sorted(self._family(sku))]
        return ", ".join(filter(None, names)) or "monthly_average"

    def _family(self, sku: str) -> set[str]:
        """Return the items that kits tie to an item."""
        found, last = {sku}, set[str]()
        while found != last:
            last = found
            works = {m["document"] for m in self.works if m["sku"] in found}
            found = found | {m["sku"] for m in self.works if m["document"] in works}
        return found

    def _documents(self, sku: str) -> str:
        """Return at most five of the documents that told something new of an item."""
        moves = [one for one in self.early if one["sku"] == sku]
        names = {one["move_id"] for one in moves}
        found = {
            one["document"]
            for one in moves
            if self._is_new(one["recorded_at"])
            or self._is_new(one.get("superseded_at"))
        } | {
            fact.get("told_by") or fact["document"]
            for fact in self.facts
            if fact["move_id"] in names and self._is_new(fact["recorded_at"])
        }
        found |= {
            fact["document"]
            for fact in self.facts
            if fact["move_id"] in names
            and self._is_new(fact.get("superseded_at"))
            and not self._is_told_anew(fact)
        }
        found |= {"costing_terms"} if moves and self._is_costed_anew(sku) else set()
        return ", ".join(sorted(found)[:5]) + (" …" if len(found) > 5 else "")

    def _is_costed_anew(self, sku: str) -> bool:
        """Whether another method or cost of an item was known at the later closing."""
        last = self.all.day_of(self.start)
        then, now = (
            (
                [self.all.known_at(at).term(sku, day)[1:3] for day in _days(last)],
                self.all.unit_costs_at(at).get(sku),
            )
            for at in self.between
        )
        return then != now

    def _is_told_anew(self, fact: Row) -> bool:
        """Whether something else was told of a fact between the two closings."""
        key = [fact[name] for name in FACT]
        return any(
            [other[name] for name in FACT] == key
            for other in self.facts
            if self._is_new(other["recorded_at"])
        )

    def _is_new(self, learned: dt.datetime | None) -> bool:
        """Whether something was learned between the two closings."""
        since, closed = self.between
        is_after = learned is not None and learned > since
        return is_after and (closed is None or learned <= closed)  # type: ignore[operator]  # it is after


def _days(last: dt.date) -> list[dt.date]:
    """Return the days of the year before one, and the first day of all."""
    first = dt.date(last.year, 1, 1)
    count = (last - first).days
    return [FIRST_DAY, *(first + dt.timedelta(days=day) for day in range(count))]


def _corrections(
    causes: _Causes, old: Sequence[Booked], new: Sequence[Booked]
) -> list[Correction]:
    """Return what the closed moves are now, less what the book says of them.

    A move that came or went makes one of its own, the others one of each kind of a
    pool.
    """
    then = {one.move["move_id"]: one for one in old}
    now = {one.move["move_id"]: one for one in new}
    corrections = []
    sums: dict[tuple[str, str, str, str], Figures] = defaultdict(lambda: NOTHING)
    for name in {*then, *now}:
        one = now.get(name) or then[name]
        figures = _less(_figures(now.get(name)), _figures(then.get(name)))
        key = (*one.pool, one.move["kind"])
        if name not in then or name not in now:
            corrections.append((causes.start, *key, one.move["document"], figures))
        elif figures != NOTHING or _is_known_otherwise(then[name], now[name]):
            sums[key] = _plus(sums[key], figures)
    return corrections + [
        (causes.start, *key, causes.of_item(key[0]), figures)
        for key, figures in sums.items()
    ]


def _is_known_otherwise(then: Booked, now: Booked) -> bool:
    """Whether a cost is known that was not known then, or the other way round."""
    return (then.amounts is None) != (now.amounts is None)


def _figures(one: Booked | None) -> Figures:
    """Return what a move changes; one that is not there changes nothing."""
    if one is None:
        return NOTHING
    cost, adjustment, _ = one.amounts or NOTHING
    return one.qty, cost, adjustment


def _less(left: Figures, right: Figures) -> Figures:
    """Return the difference of figures."""
    return left[0] - right[0], left[1] - right[1], left[2] - right[2]


def _plus(left: Figures, right: Figures) -> Figures:
    """Return the sum of figures."""
    return left[0] + right[0], left[1] + right[1], left[2] + right[2]
