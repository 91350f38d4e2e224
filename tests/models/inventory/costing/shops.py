"""A shop while its documents are drawn: moves that happened, and when it was learned.

Documents are written in any order, booked late, corrected, and name others that came
later or never; a period is closed now and then, also in the middle of a month.
"""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from hypothesis import strategies as st

from tests.models.inventory.costing.oracle_documents import (
    FIRST_DAY,
    Closing,
    Documents,
    OldCost,
    Row,
    Term,
)

SKUS = ("a", "b", "k")
PLACES = ("east", "east", "west")
METHODS = ("fifo", "moving_average", "monthly_average", "standard", "specific")
DELIVERIES = ("r", "r", "u")
NEW_YEAR = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
DAYS = 75
Value = TypeVar("Value")


class Shop:
    """Draws values, and writes moves and facts into documents."""

    def __init__(self, draw: st.DrawFn) -> None:
        """Choose currency, zone, methods and the costs that products say."""
        self.draw = draw
        currency, zone = (
            self.one(["DKK", "JPY"]),
            self.one(["UTC", "Europe/Copenhagen"]),
        )
        self.documents = Documents(
            terms={sku: self._terms() for sku in SKUS},
            unit_costs={sku: self.unit_cost() for sku in SKUS if self.flag(2)},
            time_zone=zone,
            currency=currency,
            old_costs={sku: self._old_costs() for sku in SKUS if self.flag(5)},
        )

    def one(self, values: Sequence[Value]) -> Value:
        """Draw one of some values."""
        return self.draw(st.sampled_from(values))

    def flag(self, of: int) -> bool:
        """Draw something that is so once in a number of times."""
        return self.draw(st.integers(1, of)) == of

    def unit_cost(self) -> Decimal:
        """Draw a cost per unit."""
        return Decimal(self.draw(st.integers(0, 80))) / 4

    def units(self) -> Decimal:
        """Draw a quantity, mostly whole."""
        thousandths = self.draw(
            st.one_of(st.integers(1, 9).map(lambda n: n * 1000), st.integers(1, 4000))
        )
        return Decimal(thousandths).scaleb(-3)

    def amount(self) -> Decimal:
        """Draw an amount in minor units, now and then a credit."""
        minor = self.draw(st.one_of(st.integers(0, 3000), st.integers(-200, -1)))
        return Decimal(minor).scaleb(-self.documents.minor_digits)

    def instant(self) -> dt.datetime:
        """Draw when something happens; many things happen at once."""
        day, hour = self.draw(st.integers(0, DAYS)), self.one([8, 8, 12, 23])
        return NEW_YEAR + dt.timedelta(days=day, hours=hour)

    def learned(self, happened: dt.datetime) -> dt.datetime:
        """Draw when something is learned: mostly at once, else some weeks later."""
        late = self.draw(st.integers(1, 60)) if self.flag(3) else 0
        return happened + dt.timedelta(days=late)

    def name(self, kind: str) -> str:
        """Return a name for one more document."""
        return f"{kind}{len(self.documents.moves) + 1}"

    def delivery(self) -> str:
        """Return a name for one more line of some receipt."""
        return f"{self.one(DELIVERIES)}:{len(self.documents.moves) + 1}"

    def earlier(self, *kinds: str) -> Row | None:
        """Draw a move of some kinds that was written, if there is one."""
        found = [
            move
            for move in self.documents.moves
            if move["kind"] in kinds and "superseded_at" not in move
        ]
        return self.one(found) if found else None

    def move(self, **said: object) -> Row:
        """Write a move; once in a while one that corrects what was written before."""
        at = said.get("occurred_at") or self.instant()
        row: Row = {
            "sku": self.one(SKUS[:2]),
            "location_id": self.one(PLACES),
            "bucket": "on_hand",
            "occurred_at": at,
            "recorded_at": self.learned(at),  # type: ignore[arg-type]  # an instant
            "lot": "",
            "applies_to": None,
            **said,
        }
        row.setdefault("move_id", f"{row['kind']}:{row['document']}")
        self.documents.moves.append(row)
        return row

    def corrected(self, row: Row) -> None:
        """Say that a move was another before: it replaces one that was wrong."""
        until = row["recorded_at"] + dt.timedelta(days=20)
        wrong = row | {
            "move_id": f"{row['move_id']}@{until:%Y%m%dT%H%M%S.%f}",
            "qty": row["qty"] + (1 if row["qty"] > 0 else -1),
            "superseded_at": until,
        }
        row["recorded_at"] = wrong["superseded_at"]
        self.documents.moves.append(wrong)

    def vanished(self, row: Row) -> None:
        """Say that a move was taken back for good."""
        name, until = row["move_id"], row["recorded_at"] + dt.timedelta(days=20)
        row["superseded_at"] = until
        row["move_id"] = f"{name}@{until:%Y%m%dT%H%M%S.%f}"
        for fact in self.documents.facts:
            if fact["move_id"] == name:
                fact["move_id"] = row["move_id"]

    def doubted(self, row: Row) -> None:
        """Now and then, say that a move was another before, or is none any more."""
        if self.flag(7):
            self.corrected(row)
        elif self.flag(12):
            self.vanished(row)

    def fact(self, move: Row, kind: str, late: int) -> None:
        """Write what a document says of the cost of a move."""
        self.documents.facts.append(
            {
                "move_id": move["move_id"],
                "kind": kind,
                "document": f"{kind} {len(self.documents.facts)}",
                "amount": self.amount(),
                "recorded_at": move["recorded_at"] + dt.timedelta(days=late),
            }
        )

    def close(self) -> None:
        """Close a period, some days after its end."""
        ends_on = (NEW_YEAR + dt.timedelta(days=self.one([14, 30, 30, 45, 58]))).date()
        days = dt.timedelta(days=self.one([1, 5, 20]))
        closings = self.documents.closings
        if ends_on not in {closing.ends_on for closing in closings}:
            end = self.documents.start_of(ends_on + dt.timedelta(days=1))
            closings.append(Closing(ends_on, end + days))

    def _terms(self) -> list[Term]:
        """Draw the methods of an item: mostly one, else another from a day on."""
        days = sorted({self.instant().date() for _ in range(self.one([0, 0, 1, 2]))})
        later = [self._term(day, self._told(day)) for day in days]
        again = [self._term(day, self._learned(day)) for day in days if self.flag(5)]
        return sorted(
            [self._term(FIRST_DAY), *later, *again],
            key=lambda term: (term.from_on, term.learned or NEW_YEAR),
        )

    def _term(self, day: dt.date, learned: dt.datetime | None = None) -> Term:
        """Draw a method from a day on."""
        method = self.one(METHODS)
        cost = self.unit_cost() if method == "standard" else None
        return Term(day, method, cost, learned)

    def _told(self, day: dt.date) -> dt.datetime | None:
        """Draw when a method was learned: mostly it was known all along."""
        return self._learned(day) if self.flag(3) else None

    def _learned(self, day: dt.date) -> dt.datetime:
        """Draw an instant after the beginning of a day."""
        start = dt.datetime.combine(day, dt.time(), dt.UTC)
        return start + dt.timedelta(days=self.draw(st.integers(1, 60)))

    def _old_costs(self) -> list[OldCost]:
        """Draw what a product was said to cost before, if anything."""
        cost = self.unit_cost() if self.flag(2) else None
        return [OldCost(self._learned(self.instant().date()), cost)]
