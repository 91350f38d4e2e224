"""Small shops in which ledger and oracle once differed, or a closed number changed.

Each is named by what it is about and is replayed by ``test_regressions``.
"""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from tests.models.inventory.costing.oracle_documents import (
    FIRST_DAY,
    Closing,
    Documents,
    OldCost,
    Row,
    Term,
)

IN_JANUARY = dt.date(2026, 1, 15)
END_OF_JANUARY = dt.date(2026, 1, 31)


def at(day: str) -> dt.datetime:
    """Return the morning of a day of 2026."""
    return dt.datetime.fromisoformat(f"2026-{day}T08:00:00+00:00")


def move(kind: str, day: str, qty: int | None, **more: object) -> Row:
    """Return a move of one item at one place, learned when it happened."""
    return {
        "move_id": f"{kind}:{day}",
        "document": f"{kind} of {day}",
        "sku": "a",
        "location_id": "main",
        "bucket": "on_hand",
        "kind": kind,
        "occurred_at": at(day),
        "recorded_at": at(day),
        "qty": None if qty is None else Decimal(qty),
        "lot": "",
        "applies_to": None,
        **more,
    }


def fact(of: Row, amount: int) -> Row:
    """Return what a document says of the cost of a move, at once."""
    return {
        "move_id": of["move_id"],
        "kind": "expected",
        "document": f"price of {of['document']}",
        "amount": Decimal(amount),
        "recorded_at": of["recorded_at"],
    }


def shop(*moves: Row, closings: list[Closing], terms: list[Term]) -> Documents:
    """Return documents in which every receipt costs 10 more than the one before."""
    receipts = [one for one in moves if one["kind"] == "receipt"]
    facts = [fact(one, 10 * turn) for turn, one in enumerate(receipts, start=1)]
    return Documents([*moves], facts, {"a": terms}, closings=closings)


def method(
    name: str, standard_cost: int | None = None, on: dt.date = FIRST_DAY
) -> Term:
    """Return a method from a day on."""
    cost = None if standard_cost is None else Decimal(standard_cost)
    return Term(on, name, cost)


OPENING = move("opening", "01-01", None, counted_qty=Decimal(0))

SHOPS: dict[str, Documents] = {
    "what is told later leaves a closed cost unknown": shop(
        OPENING,
        move("shipment", "01-10", -1),
        move("receipt", "02-10", 3),
        move("shipment", "02-20", -1),
        closings=[Closing(END_OF_JANUARY, at("02-05"))],
        terms=[method("fifo")],
    ),
    "what is told later leaves a cost unknown beside a place nobody looked at": shop(
        OPENING,
        move("adjustment", "01-10", 1, location_id="else"),
        move("shipment", "01-12", -1),
        move("receipt", "02-10", 3),
        closings=[Closing(END_OF_JANUARY, at("02-05"))],
        terms=[method("fifo")],
    ),
    "the average of a month does not change its closed half": shop(
        OPENING,
        move("receipt", "01-05", 2),
        move("shipment", "01-10", -1),
        move("receipt", "01-20", 2),
        move("shipment", "01-25", -1),
        closings=[Closing(IN_JANUARY, at("01-16"))],
        terms=[method("monthly_average")],
    ),
    "a period that was closed with a later one stays as that was": shop(
        OPENING,
        move("receipt", "01-05", 2),
        move("shipment", "01-10", -1),
        move("shipment", "01-12", -1, recorded_at=at("02-18")),
        closings=[
            Closing(IN_JANUARY, at("02-20")),
            Closing(END_OF_JANUARY, at("02-05")),
        ],
        terms=[method("fifo")],
    ),
    "stock that is held at a new standard is worth it from that day": shop(
        OPENING,
        move("receipt", "01-05", 2),
        move("shipment", "02-10", -1),
        closings=[],
        terms=[method("fifo"), method("standard", 7, IN_JANUARY)],
    ),
    "a standard cost tells what an item costs": shop(
        OPENING,
        move("adjustment", "01-05", 2),
        closings=[],
        terms=[method("standard", 7)],
    ),
    "a revaluation tells what an item costs": shop(
        OPENING,
        move("adjustment", "01-05", 2),
        move("revaluation", "01-06", 0, unit_cost=Decimal(7)),
        closings=[],
        terms=[method("fifo")],
    ),
    "a method that is entered late does not change what was closed": shop(
        OPENING,
        move("receipt", "01-05", 2),
        move("receipt", "01-08", 2),
        move("shipment", "01-20", -1),
        move("shipment", "02-20", -1),
        closings=[Closing(END_OF_JANUARY, at("02-05"))],
        terms=[
            method("fifo"),
            method("moving_average", on=IN_JANUARY)._replace(learned=at("02-10")),
        ],
    ),
    "a standard that is corrected late does not change what was closed": shop(
        OPENING,
        move("receipt", "01-05", 2),
        move("shipment", "01-20", -1),
        closings=[Closing(END_OF_JANUARY, at("02-05"))],
        terms=[
            method("fifo"),
            method("standard", 7, IN_JANUARY),
            method("standard", 9, IN_JANUARY)._replace(learned=at("02-10")),
        ],
    ),
    "a cost of nothing told late makes the value known": shop(
        OPENING,
        move("adjustment", "01-05", 2),
        move("revaluation", "02-10", 0, unit_cost=Decimal(0), location_id="else"),
        closings=[Closing(END_OF_JANUARY, at("02-05"))],
        terms=[method("fifo")],
    ),
    "what a product is said to cost later does not change what was closed": replace(
        shop(
            OPENING,
            move("adjustment", "01-05", 2),
            move("shipment", "01-20", -1),
            closings=[Closing(END_OF_JANUARY, at("02-05"))],
            terms=[method("fifo")],
        ),
        unit_costs={"a": Decimal(8)},
        old_costs={"a": [OldCost(at("02-10"), Decimal(5))]},
    ),
    "a cost that is taken back late leaves the value unknown": replace(
        shop(
            move("opening", "01-01", None, counted_qty=Decimal(1)),
            closings=[Closing(END_OF_JANUARY, at("02-05"))],
            terms=[method("fifo")],
        ),
        old_costs={"a": [OldCost(at("02-10"), Decimal(5))]},
    ),
    "a cost of nothing that is taken back late leaves the value unknown": replace(
        shop(
            move("opening", "01-01", None, counted_qty=Decimal(1)),
            closings=[Closing(END_OF_JANUARY, at("02-05"))],
            terms=[method("fifo")],
        ),
        old_costs={"a": [OldCost(at("02-10"), Decimal(0))]},
    ),
    "a new method does not make known what nobody looked at": shop(
        move("opening", "01-01", None, counted_qty=Decimal(1), location_id="else"),
        move("return", "01-05", 1, bucket="inspect"),
        closings=[],
        terms=[method("fifo"), method("standard", 7, IN_JANUARY)],
    ),
    "a standard of later days tells nothing of a closed period": shop(
        OPENING,
        move("adjustment", "01-05", 2),
        closings=[Closing(END_OF_JANUARY, at("02-05"))],
        terms=[
            method("fifo"),
            method("standard", 0, dt.date(2026, 2, 2)),
            method("fifo", on=dt.date(2026, 2, 2))._replace(learned=at("02-10")),
        ],
    ),
}
