"""The ledger again, slow and obvious: units, order and what the costing is told.

It repeats the rules that ``models.inventory.ledger`` and ``valuing`` state, shares no
code with them, and lets the oracle of costing say what moves cost. Looks name no bin
and no lot, and there is one of a place at an instant: each sets the truth of all that
is on hand there.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tests.models.inventory.costing.oracle import Amounts, costs
from tests.models.inventory.costing.oracle_documents import Documents, Row
from tests.models.inventory.costing.rows import history

IN_TURN = (
    *("opening", "snapshot", "receipt", "return", "kit_consume", "kit_build"),
    *("transfer_out", "transfer_in", "inspected", "adjustment", "shipment"),
    *("purchase_return", "transfer_loss", "count", "revaluation"),
)
KIT_WORK = ("kit_consume", "kit_build")
CHANGED = "costing_method"
ZERO = Decimal(0)
CHANGE = -1
"""The turn of a change of method: before all moves of its instant."""


@dataclass
class Booked:
    """A move as the ledger has it; amounts are empty where nothing tells them."""

    move: Row
    qty: Decimal
    balance: Decimal
    is_known: bool
    amounts: Amounts | None = None
    method: str | None = None
    cause: str | None = None

    @property
    def pool(self) -> tuple[str, str, str]:
        """The item, the place and the bucket."""
        return self.move["sku"], self.move["location_id"], self.move["bucket"]


def replayed(documents: Documents) -> list[Booked]:
    """Return the moves of ``documents`` in order, with what they cost."""
    booked = _posted(documents.moves)
    fed = _fed(booked)
    rows = _rows(documents, fed)
    made = costs(rows, documents.minor_digits, documents.unit_costs)
    of_move = dict(zip([row["move_id"] for row in rows], made.moves, strict=True))
    told = {row["sku"] for row in rows if _tells(row)} | {*documents.unit_costs}
    for one, _ in fed:
        one.method = documents.term(one.pool[0], _day(documents, one)).method
        if one.pool[0] in told:
            one.amounts = of_move[one.move["move_id"]]
    for row in rows:
        if row["move_id"].startswith(CHANGED) and of_move[row["move_id"]][1] != 0:
            _insert(booked, _change(documents, row, of_move[row["move_id"]]))
    return booked


def _tells(row: Row) -> bool:
    """Whether a move tells what its item costs."""
    is_priced = row["given_amount"] is not None or row["unit_cost"] is not None
    return is_priced or row["method"] == "standard"


def _change(documents: Documents, row: Row, amounts: Amounts) -> Booked:
    """Return a change of method as it stands in the book."""
    day = dt.date.fromisoformat(row["move_id"].split(":")[1])
    place = {name: row[name] for name in ("move_id", "sku", "location_id", "bucket")}
    move = place | {
        "kind": "revaluation",
        "occurred_at": documents.start_of(day),
        "document": f"{CHANGED}:{day}",
    }
    return Booked(
        move, ZERO, ZERO, is_known=True, amounts=amounts, method=row["method"]
    )


def _insert(booked: list[Booked], change: Booked) -> None:
    """Put a change of method before the moves of its place from its day on."""
    later = [
        number
        for number, one in enumerate(booked)
        if one.pool == change.pool
        and one.move["occurred_at"] >= change.move["occurred_at"]
    ]
    booked.insert(later[0] if later else len(booked), change)


def _posted(moves: Sequence[Row]) -> list[Booked]:
    """Return moves place by place, in order, with units and balances."""
    booked: list[Booked] = []
    balances: dict[tuple[str, str, str], Decimal] = {}
    known: set[tuple[str, str]] = set()
    for move in sorted(moves, key=_turn_at_place):
        place = move["sku"], move["location_id"]
        pool = (*place, move["bucket"])
        before = balances.get(pool, Decimal(0))
        is_look = move.get("counted_qty") is not None
        qty = move["counted_qty"] - before if is_look else move["qty"]
        known |= {place} if is_look else set()
        balances[pool] = before + qty
        booked.append(Booked(move, qty, balances[pool], place in known))
    return booked


def _turn_at_place(move: Row) -> tuple[object, ...]:
    """Return what orders the moves of a place: receipts, then issues, then counts."""
    place = move["sku"], move["location_id"]
    return (*place, *_turn(move), move["recorded_at"], move["move_id"])


def _turn(move: Row) -> tuple[dt.datetime, int, bool]:
    """Return what orders moves wherever they are."""
    comes_in = (move.get("qty") or 0) > 0
    return move["occurred_at"], IN_TURN.index(move["kind"]), comes_in


def _fed(booked: Sequence[Booked]) -> list[tuple[Booked, Decimal]]:
    """Return the moves that are costed, in order, with their units.

    On hand these begin with the first look at a place, which brings in all of it.
    """
    fed, begun = [], set()
    for one in booked:
        is_on_hand = one.pool[2] == "on_hand"
        if is_on_hand and not one.is_known:
            continue
        is_first = is_on_hand and one.pool not in begun
        begun.add(one.pool)
        fed.append((one, one.balance if is_first else one.qty))
    return sorted(fed, key=lambda pair: _turn(pair[0].move))


def _rows(documents: Documents, fed: Sequence[tuple[Booked, Decimal]]) -> list[Row]:
    """Return what the oracle of costing is told, changes of method among it."""
    units = {_name(one.move): qty for one, qty in fed}
    at = {_name(one.move): number for number, (one, _) in enumerate(fed)}
    rows = []
    for number, (one, qty) in enumerate(fed):
        source = str(one.move.get("applies_to"))
        is_good = source in at and at[source] < number and qty * units[source] < 0
        applies_to = fed[at[source]][0].move["move_id"] if is_good else None
        told = _told(documents, one, qty) | {"applies_to": applies_to}
        rows.append((*_turn(one.move)[:2], number, told))
    rows += _changes(documents, fed)
    return history(*(row for *_, row in sorted(rows, key=lambda row: row[:3])))


def _name(move: Row) -> str:
    """Return the name of a move without that of its version."""
    return str(move["move_id"]).partition("@")[0]


def _told(documents: Documents, one: Booked, qty: Decimal) -> Row:
    """Return one move as the oracle of costing takes it."""
    move = one.move
    of_move = [f for f in documents.facts if f["move_id"] == move["move_id"]]
    is_work = move["kind"] in KIT_WORK
    goes_through = one.pool[2] != "on_hand" or move.get("applies_to") is not None
    return {
        **_place(documents, one.pool, _day(documents, one)),
        "move_id": move["move_id"],
        "kind": move["kind"],
        "qty": qty,
        "given_amount": sum(f["amount"] for f in of_move) if of_move else None,
        "unit_cost": move.get("unit_cost") if move["kind"] == "revaluation" else None,
        "is_carried": move["kind"] in {"transfer_out", "transfer_in", "inspected"}
        or (move["kind"] == "receipt" and goes_through),
        "lot": move.get("lot", ""),
        "assembly": move["document"] if is_work else None,
        "assembly_weight": _weight(documents, one.pool[0], qty) if is_work else None,
    } | ({} if qty > 0 else {"given_amount": None})


def _place(documents: Documents, pool: tuple[str, str, str], day: dt.date) -> Row:
    """Return pool, month and method of a day."""
    term = documents.term(pool[0], day)
    return {
        **dict(zip(("sku", "location_id", "bucket"), pool, strict=True)),
        "month": day.replace(day=1),
        "method": term.method,
        "standard_cost": term.standard_cost,
    }


def _day(documents: Documents, one: Booked) -> dt.date:
    """Return the day of a move."""
    return documents.day_of(one.move["occurred_at"])


def _weight(documents: Documents, sku: str, qty: Decimal) -> int:
    """Return by what kit work is shared: its units at their own cost, at least 1."""
    worth = qty * 1000 * documents.unit_costs.get(sku, Decimal(1))
    return max(1, int(worth.quantize(Decimal(1), ROUND_HALF_UP)))


def _changes(
    documents: Documents, fed: Sequence[tuple[Booked, Decimal]]
) -> list[tuple[dt.datetime, int, int, Row]]:
    """Return a row for each pool that is there when the method of its item changes."""
    firsts: dict[tuple[str, str, str], dt.datetime] = {}
    for one, _ in fed:
        firsts.setdefault(one.pool, one.move["occurred_at"])
    rows = []
    for number, (pool, first_at) in enumerate(firsts.items()):
        for term in documents.terms.get(pool[0], [])[1:]:
            at = documents.start_of(term.from_on)
            name = ":".join([CHANGED, str(term.from_on), *pool])
            told = {"move_id": name, "kind": "revaluation"}
            if at > first_at:
                place = _place(documents, pool, term.from_on)
                rows.append((at, CHANGE, number, place | told))
    return rows
