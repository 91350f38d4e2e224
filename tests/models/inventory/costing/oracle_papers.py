"""What documents say that moves cost, again: slow, obvious, in fractions.

It repeats the rules that ``models.inventory.costs`` states, and shares no code with
them: every fact is made anew for every instant at which anything was told. Offers of
suppliers and goods of other owners are not drawn.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from tests.models.inventory.costing.oracle_books import share
from tests.models.inventory.costing.oracle_documents import Documents, Row
from tests.models.inventory.costing.oracle_ledger import IN_TURN
from tests.models.inventory.costing.oracle_received import (
    Came,
    key_of,
    minor,
    order_of,
    own_cost,
    received_by,
    rounded,
    thousandths,
)
from tests.models.inventory.costing.oracle_told import (
    Papers,
    Reason,
    Reasons,
    Sayings,
    measure,
    price,
    stands,
)

SEEN = ("opening", "snapshot", "count")
FACT = ("move_id", "kind", "document")
GONE: Row = {"amount": None, "rests_on": {}}
"""A fact that no document tells."""


def facts(documents: Documents, papers: Papers) -> list[Row]:
    """Return every fact that documents tell, and how it was known before."""
    rows = [*documents.moves, *papers.invoices, *papers.charges]
    names = ("recorded_at", "superseded_at", "charged_at")
    moments = {
        *(row[name] for row in rows for name in names if row.get(name)),
        *papers.instants(),
        *(one.until for costs in documents.old_costs.values() for one in costs),
    }
    known: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for at in sorted(moments):
        found = {
            tuple(row[name] for name in FACT): row
            for row in facts_at(documents, papers, at)
        }
        for key in {*found, *known}:
            _remember(known[key], found.get(key, GONE), at)
    digits = documents.minor_digits
    return [
        _told(row) | {"amount": Decimal(row["amount"]).scaleb(-digits)}
        for rows in known.values()
        for row in rows
        if row["amount"] is not None
    ]


def _remember(known: list[Row], row: Row, at: dt.datetime) -> None:
    """Add what a fact is from an instant on, if that is something new."""
    last = known[-1] if known else GONE
    if last["amount"] != row["amount"]:
        if known:
            last["superseded_at"] = at
        changed = (
            name
            for what, (name, said) in row["rests_on"].items()
            if last["rests_on"].get(what, (name, said))[1] != said
        )
        told_by = next(changed, None)
        is_other = told_by != row.get("document")
        known.append(
            row | {"recorded_at": at, "told_by": told_by if is_other else None}
        )
    elif known:
        last["rests_on"] = row["rests_on"]
    else:
        known.append(row)


def _told(row: Row) -> Row:
    """Return a fact without what it rests on."""
    return {name: value for name, value in row.items() if name != "rests_on"}


def facts_at(documents: Documents, papers: Papers, at: dt.datetime) -> list[Row]:
    """Return what every fact is at an instant; what it cannot be yet is ``None``."""
    received = [*received_by(documents, papers, at)]
    standing = [one for one in received if stands(one.move, at)]
    found = [
        *(
            _fact(one.move, "expected", one.said_by, one.amount, one.rests_on)
            for one in received
        ),
        *_first_looks(documents, at),
        *_invoiced(documents, papers, standing, at),
        *_spread(documents, papers, received, at),
        *_handled(documents, papers, at),
    ]
    return [row for row in found if row["recorded_at"] <= at]


def _fact(
    move: Row,
    kind: str,
    document: str,
    amount: int | None,
    rests_on: Reasons,
) -> Row:
    """Return what a document says of a move, in minor units, and what it rests on."""
    return {
        "move_id": move["move_id"],
        "kind": kind,
        "document": document,
        "amount": amount,
        "recorded_at": move["recorded_at"],
        "rests_on": rests_on,
    }


def _first_looks(documents: Documents, at: dt.datetime) -> Iterator[Row]:
    """Return what was seen with the look that made each place known."""
    looks = [
        move
        for move in documents.moves
        if move["kind"] in SEEN and move["recorded_at"] <= at
    ]
    for look in looks:
        place = (look["sku"], look["location_id"])
        turns = [
            _turn(other)
            for other in looks
            if (other["sku"], other["location_id"]) == place
        ]
        if _turn(look) == min(turns) and look["counted_qty"] > 0:
            cost = own_cost(documents, look["sku"], look["recorded_at"], at)
            name = f"products:{look['sku']}"
            worth = None
            if cost is not None:
                worth = minor(documents, cost * look["counted_qty"], Decimal(1))
            yield _fact(look, "expected", name, worth, {"cost": (name, cost)})


def _turn(look: Row) -> tuple[dt.datetime, int]:
    """Return which look came first."""
    return look["occurred_at"], IN_TURN.index(look["kind"])


def _handled(documents: Documents, papers: Papers, at: dt.datetime) -> Iterator[Row]:
    """Return what it costs to take in goods from another place."""
    for move in documents.moves:
        cost, known_at = price(
            papers.handling, move["location_id"], move["recorded_at"]
        )
        comes = move["kind"] == "transfer_in" and (move["qty"] or 0) > 0
        if comes and move["bucket"] == "on_hand" and cost:
            said = cost if known_at <= at else None
            worth = None
            if said is not None:
                worth = minor(documents, said * move["qty"], Decimal(1))
            reasons = {"price": (f"locations:{move['location_id']}", said)}
            yield _fact(move, "handling", move["document"], worth, reasons)


def _invoiced(
    documents: Documents, papers: Papers, standing: Sequence[Came], at: dt.datetime
) -> Iterator[Row]:
    """Return what invoices change, order line by order line."""
    invoices = [one for one in papers.invoices if stands(one, at)]
    for key in sorted({order_of(one) for one in invoices}):
        came = sorted(
            (one for one in standing if order_of(one.line) == key),
            key=lambda one: (
                one.move["recorded_at"],
                one.move["occurred_at"],
                one.move["move_id"],
            ),
        )
        ordered = sum(
            thousandths(one["ordered_qty"])
            for one in papers.orders
            if key_of(one) == key
        )
        whole = max(sum(one.qty for one in came), ordered)
        lines = [one for one in invoices if order_of(one) == key]
        for line, *covered in _covered(lines, whole):
            currency = line["currency"] or papers.supplier_currency
            reason = papers.rate(
                documents, currency or documents.currency, line["invoiced_on"], at
            )
            charged = minor(documents, line["amount"], reason[1])
            yield from _differences(came, line, covered, charged, reason)


def _covered(lines: Iterable[Row], whole: int) -> Iterator[tuple[Row, int, int, int]]:
    """Return which units of an order line each invoice is about, and which way."""
    before, signed_total, is_filled = 0, 0, False
    turn = ("recorded_at", "invoiced_on", "invoice_id", "line_no")
    for line in sorted(lines, key=lambda one: tuple(one[name] for name in turn)):
        units = thousandths(line["qty"] or Decimal(0))
        signed = -units if line["amount"] < 0 else units
        signed_total += signed
        filled = 0
        if signed == 0 and line["amount"] >= 0 and not is_filled:
            filled, is_filled = max(0, whole - signed_total), True
        after = before + signed + filled
        if after == before:
            yield line, 0, after if after > 0 else whole, 0
        else:
            direction = 1 if after > before else -1
            yield line, min(before, after), max(before, after), direction
        before = after


def _differences(
    came: Sequence[Came],
    line: Row,
    covered: Sequence[int],
    charged: int | None,
    reason: Reason,
) -> Iterator[Row]:
    """Return by how much an invoice differs from what receipts were to cost."""
    (start, end, direction), first = covered, 0
    for one in came:
        low, high = max(start, first), min(end, first + one.qty)
        if low < high:
            asked = _between(charged or 0, low - start, high - start, end - start)
            cost = _between(one.amount or 0, low - first, high - first, one.qty)
            amount: int | None = asked - direction * cost
            is_nothing = amount == 0 and one.amount is not None
            if charged is None or is_nothing:
                amount = None
            name = f"{line['invoice_id']}:{line['line_no']}"
            reasons = {"rate": reason, **one.rests_on}
            yield _fact(one.move, "invoice", name, amount, reasons)
        first += one.qty


def _between(amount: int, start: int, end: int, whole: int) -> int:
    """Return the part of an amount from one unit to another."""
    return share(amount, end, whole) - share(amount, start, whole)


def _spread(
    documents: Documents, papers: Papers, received: Sequence[Came], at: dt.datetime
) -> Iterator[Row]:
    """Return the share of each move in each charge of its receipt."""
    for charge in papers.charges:
        receipt = charge["receipt_id"]
        every = [one for one in received if one.line["receipt_id"] == receipt]
        if not every:
            continue
        every.sort(key=lambda one: (one.move["recorded_at"], one.move["occurred_at"]))
        charged_at = charge["charged_at"]
        first = every[0].move
        day = documents.day_of(charged_at or first["occurred_at"])
        known_at = charge["recorded_at"] or charged_at or first["recorded_at"]
        came = [one for one in every if stands(one.move, at)]
        if not came or not stands(charge | {"recorded_at": known_at}, at):
            continue
        came.sort(key=lambda one: one.move["move_id"])
        currency = charge["currency"] or documents.currency
        reason = papers.rate(documents, currency, day, at)
        amount = minor(documents, charge["amount"], reason[1])
        measures = _measures(papers, came, charge["allocate_by"], at)
        values = [_value(documents, papers, one, known_at) for one in came]
        parts = _bases(came, measures, values, charge["allocate_by"])
        for one, its_share in zip(came, _shares(amount or 0, parts), strict=True):
            name = f"{charge['charge_id']}:{charge['receipt_id']}"
            said = {sku: (sku, number) for sku, number in sorted(measures.items())}
            reasons: Reasons = {"rate": reason, **said}
            yield _fact(one.move, charge["kind"], name, its_share or None, reasons)


def _shares(amount: int, parts: Sequence[Fraction]) -> Iterator[int]:
    """Split an amount by parts; residuals are carried."""
    so_far, given, whole = Fraction(0), 0, sum(parts)
    for part in parts:
        so_far += part
        total = rounded(amount * so_far / whole)
        yield total - given
        given = total


def _measures(
    papers: Papers, came: Sequence[Came], by: str, at: dt.datetime
) -> dict[str, Decimal | None]:
    """Return what the products of goods were known to weigh or measure, by name."""
    asked: dict[str, Sayings] = {"weight": papers.weights, "volume": papers.volumes}
    skus = {one.move["sku"] for one in came}
    said = asked.get(by, {})
    return {f"products:{sku}": measure(said, sku, at) for sku in skus}


def _bases(
    came: Sequence[Came],
    measures: Mapping[str, Decimal | None],
    values: Sequence[int],
    by: str,
) -> list[Fraction]:
    """Return what a charge goes by: what was asked for, else value, else units."""
    units = [Fraction(one.qty) for one in came]
    each = [measures[f"products:{one.move['sku']}"] for one in came]
    if by in ("weight", "volume") and None not in each:
        pairs = zip(each, units, strict=True)
        return [Fraction(one or 0) * qty for one, qty in pairs]
    is_by_units = by == "qty" or not any(values)
    return units if is_by_units else [*map(Fraction, values)]


def _value(
    documents: Documents, papers: Papers, one: Came, charged_at: dt.datetime
) -> int:
    """Return what goods were known to be worth when they and a charge were booked."""
    at = max(charged_at, one.move["recorded_at"])
    received = [*received_by(documents, papers, at)]
    standing = [other for other in received if stands(other.move, at)]
    worth = next(other for other in received if other.move is one.move).amount or 0
    invoiced = [
        row["amount"] or 0
        for row in _invoiced(documents, papers, standing, at)
        if row["move_id"] == one.move["move_id"]
    ]
    return max(0, worth + sum(invoiced))
