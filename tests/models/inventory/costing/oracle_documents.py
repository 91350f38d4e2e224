"""What the oracle of the ledger reads: a company's documents, as plain rows.

Moves have the columns of ``stock_moves``, those that were corrected ``superseded_at``
as well; facts those of ``move_costs``.
"""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

Row = dict[str, Any]
FIRST_DAY = dt.date(1990, 1, 1)


class Term(NamedTuple):
    """The method of an item from a day on, and when that was learned, if not at once.

    Of two of one day the later counts.
    """

    from_on: dt.date
    method: str
    standard_cost: Decimal | None
    learned: dt.datetime | None = None


class OldCost(NamedTuple):
    """What a product was said to cost before it was said to cost something else."""

    until: dt.datetime
    unit_cost: Decimal | None


class Closing(NamedTuple):
    """The last day of a period, and when it was closed."""

    ends_on: dt.date
    closed_at: dt.datetime


@dataclass
class Documents:
    """All that is known of a company; ``unit_costs`` are those of its products.

    ``old_costs`` are what these were before, oldest first.
    """

    moves: list[Row] = field(default_factory=list)
    facts: list[Row] = field(default_factory=list)
    terms: dict[str, list[Term]] = field(default_factory=dict)
    unit_costs: dict[str, Decimal] = field(default_factory=dict)
    closings: list[Closing] = field(default_factory=list)
    time_zone: str = "UTC"
    currency: str = "DKK"
    old_costs: dict[str, list[OldCost]] = field(default_factory=dict)

    @property
    def minor_digits(self) -> int:
        """Decimals of the currency."""
        return {"DKK": 2, "JPY": 0}[self.currency]

    def known_at(self, instant: dt.datetime | None) -> "Documents":
        """Return what stood at an instant, or stands now."""
        moves = [
            move
            for move in self.moves
            if _is_by(move["recorded_at"], instant)
            and not _is_by(move.get("superseded_at"), instant)
        ]
        names = {move["move_id"] for move in moves}
        facts = [
            fact
            for fact in self.facts
            if fact["move_id"] in names
            and _is_by(fact["recorded_at"], instant)
            and not _is_by(fact.get("superseded_at"), instant)
        ]
        rest = (self.terms_at(instant), self.unit_costs_at(instant), self.closings)
        return Documents(moves, facts, *rest, self.time_zone, self.currency)

    def seen_at(self, instant: dt.datetime) -> "Documents":
        """Return all that was known at an instant, with what had been corrected."""
        moves, facts = seen(self.moves, instant), seen(self.facts, instant)
        closings = [one for one in self.closings if _is_by(one.closed_at, instant)]
        terms = {
            sku: [one for one in known if one.learned is None or one.learned <= instant]
            for sku, known in self.terms.items()
        }
        rest = (terms, self.unit_costs_at(instant), closings)
        old = {
            sku: [one for one in costs if _is_by(one.until, instant)]
            for sku, costs in self.old_costs.items()
        }
        return Documents(moves, facts, *rest, self.time_zone, self.currency, old)

    def terms_at(self, instant: dt.datetime | None) -> dict[str, list[Term]]:
        """Return the methods as they were known at an instant, or are now."""
        known = {
            sku: {
                term.from_on: term
                for term in terms
                if term.learned is None or _is_by(term.learned, instant)
            }
            for sku, terms in self.terms.items()
        }
        return {sku: _changing([*terms.values()]) for sku, terms in known.items()}

    def unit_costs_at(self, instant: dt.datetime | None) -> dict[str, Decimal]:
        """Return what products were said to cost at an instant, or are now."""
        costs = {
            sku: next(
                (
                    one.unit_cost
                    for one in self.old_costs.get(sku, [])
                    if not _is_by(one.until, instant)
                ),
                self.unit_costs.get(sku),
            )
            for sku in self.terms
        }
        return {sku: cost for sku, cost in costs.items() if cost is not None}

    def own_cost(self, sku: str, at: dt.datetime) -> tuple[Decimal | None, dt.datetime]:
        """Return what a product was said to cost by an instant, else first after it.

        And when that was known, at the earliest at the instant.
        """
        told = [*self.old_costs.get(sku, [])]
        since = [None, *(one.until for one in told)]
        costs = [*(one.unit_cost for one in told), self.unit_costs.get(sku)]
        known = [pair for pair in zip(since, costs, strict=True) if pair[1] is not None]
        by_then = [cost for start, cost in known if start is None or start <= at]
        if by_then:
            return by_then[-1], at
        later = [(cost, start) for start, cost in known if start is not None]
        return later[0] if later else (None, at)

    def before(self, end: dt.datetime) -> "Documents":
        """Return what happened before an instant, and what held of days before it."""
        moves = [move for move in self.moves if move["occurred_at"] < end]
        last = self.day_of(end)
        terms = {
            sku: [term for term in known if term.from_on < last]
            for sku, known in self.terms.items()
        }
        rest = (self.facts, terms, self.unit_costs, self.closings)
        return Documents(moves, *rest, self.time_zone, self.currency)

    def start_of(self, day: dt.date) -> dt.datetime:
        """Return the first instant of a day."""
        midnight = dt.datetime.combine(day, dt.time(), ZoneInfo(self.time_zone))
        return midnight.astimezone(dt.UTC)

    def day_of(self, instant: dt.datetime) -> dt.date:
        """Return the day of an instant."""
        return instant.astimezone(ZoneInfo(self.time_zone)).date()

    def term(self, sku: str, day: dt.date) -> Term:
        """Return what holds for an item on a day."""
        held = [term for term in self.terms.get(sku, []) if term.from_on <= day]
        return held[-1] if held else Term(FIRST_DAY, "fifo", None)


def _changing(terms: list[Term]) -> list[Term]:
    """Return the terms that differ from the one before."""
    return [
        term
        for before, term in zip([None, *terms], terms, strict=False)
        if before is None or before[1:3] != term[1:3]
    ]


def seen(rows: list[Row], instant: dt.datetime) -> list[Row]:
    """Return the rows that were known at an instant, as they were known."""
    return [
        {
            name: value
            for name, value in row.items()
            if name != "superseded_at" or _is_by(value, instant)
        }
        for row in rows
        if _is_by(row["recorded_at"], instant)
    ]


def _is_by(happened: dt.datetime | None, instant: dt.datetime | None) -> bool:
    """Whether something happened by an instant; without one, whether it ever did."""
    return happened is not None and (instant is None or happened <= instant)
