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
    """The method of an item from a day on."""

    from_on: dt.date
    method: str
    standard_cost: Decimal | None


class Closing(NamedTuple):
    """The last day of a period, and when it was closed."""

    ends_on: dt.date
    closed_at: dt.datetime


@dataclass
class Documents:
    """All that is known of a company; ``unit_costs`` are those of its products."""

    moves: list[Row] = field(default_factory=list)
    facts: list[Row] = field(default_factory=list)
    terms: dict[str, list[Term]] = field(default_factory=dict)
    unit_costs: dict[str, Decimal] = field(default_factory=dict)
    closings: list[Closing] = field(default_factory=list)
    time_zone: str = "UTC"
    currency: str = "DKK"

    @property
    def minor_digits(self) -> int:
        """Decimals of the currency."""
        return {"DKK": 2, "JPY": 0}[self.currency]

    def known_at(self, instant: dt.datetime | None) -> "Documents":
        """Return moves and facts as they stood at an instant, or stand now."""
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
            if fact["move_id"] in names and _is_by(fact["recorded_at"], instant)
        ]
        rest = (self.terms, self.unit_costs, self.closings)
        return Documents(moves, facts, *rest, self.time_zone, self.currency)

    def seen_at(self, instant: dt.datetime) -> "Documents":
        """Return all that was known at an instant, with what had been corrected."""
        moves = [
            {
                name: value
                for name, value in move.items()
                if name != "superseded_at" or _is_by(value, instant)
            }
            for move in self.moves
            if _is_by(move["recorded_at"], instant)
        ]
        facts = [fact for fact in self.facts if _is_by(fact["recorded_at"], instant)]
        closings = [one for one in self.closings if _is_by(one.closed_at, instant)]
        rest = (self.terms, self.unit_costs, closings)
        return Documents(moves, facts, *rest, self.time_zone, self.currency)

    def before(self, end: dt.datetime) -> "Documents":
        """Return what happened before an instant."""
        moves = [move for move in self.moves if move["occurred_at"] < end]
        rest = (self.facts, self.terms, self.unit_costs, self.closings)
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


def _is_by(happened: dt.datetime | None, instant: dt.datetime | None) -> bool:
    """Whether something happened by an instant; without one, whether it ever did."""
    return happened is not None and (instant is None or happened <= instant)
