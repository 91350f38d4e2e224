"""What documents say that moves cost, again: slow, obvious, in fractions.

It repeats the rules that ``models.inventory.costs`` states, and shares no code with
them: every fact is made anew for every instant at which anything was told. Offers of
suppliers and goods of other owners are not drawn.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tests.models.inventory.costing.oracle_books import share
from tests.models.inventory.costing.oracle_documents import Documents, Row
from tests.models.inventory.costing.oracle_ledger import IN_TURN
from tests.models.inventory.costing.oracle_told import (
    Papers,
    Reason,
    Sayings,
    measure,
    price,
)

SEEN = ("opening", "snapshot", "count")
LineKey = tuple[str, int]
FACT = ("move_id", "kind", "document")


@dataclass
class Came:
    """Goods of a receipt: its move, its line, units in thousandths.

    Its expected cost as it was known, ``at`` the last of the instants looked at.
    """

    move: Row
    line: Row
    qty: int
    said_by: str
    amount: int | None
    rests_on: Reason


def facts(documents: Documents, papers: Papers) -> list[Row]:
    """Return every fact that documents tell, and how it was known before."""
    rows = [*documents.moves, *papers.invoices, *papers.charges]
    moments = {
        *(
            row[name]
            for row in rows
            for name in ("recorded_at", "charged_at")
            if row.get(name)
        ),
        *papers.instants(),
        *(one.until for costs in documents.old_costs.values() for one in costs),
    }
    known: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for at in sorted(moments):
        for row in facts_at(documents, papers, at):
            _remember(known[tuple(row[name] for name in FACT)], row, at)
    digits = documents.minor_digits
    return [
        _told(row) | {"amount": Decimal(row["amount"]).scaleb(-digits)}
        for rows in known.values()
        for row in rows
        if row["amount"] is not None
    ]


def _remember(known: list[Row], row: Row, at: dt.datetime) -> None:
    """Add what a fact is from an instant on, if that is something new."""
    last = known[-1] if known else None
    if last is None:
        known.append(row)
    elif last["amount"] != row["amount"]:
        pairs = zip(last["rests_on"], row["rests_on"], strict=True)
        told_by = next(new[0] for old, new in pairs if old[1] != new[1])
        is_other = told_by != row["document"]
        last["superseded_at"] = at
        known.append(
            row | {"recorded_at": at, "told_by": told_by if is_other else None}
        )
    else:
        last["rests_on"] = row["rests_on"]


def _told(row: Row) -> Row:
    """Return a fact without what it rests on."""
    return {name: value for name, value in row.items() if name != "rests_on"}


def facts_at(documents: Documents, papers: Papers, at: dt.datetime) -> list[Row]:
    """Return what every fact is at an instant; what it cannot be yet is ``None``."""
    received = [*_received(documents, papers, at)]
    standing = [one for one in received if "superseded_at" not in one.move]
    found = [
        *(
            _fact(one.move, "expected", one.said_by, one.amount, [one.rests_on])
            for one in received
        ),
        *_first_looks(documents, at),
        *_invoiced(documents, papers, standing, at),
        *_spread(documents, papers, standing, at),
        *_handled(documents, papers, at),
    ]
    return [row for row in found if row["recorded_at"] <= at]


def _fact(
    move: Row,
    kind: str,
    document: str,
    amount: int | None,
    rests_on: Sequence[Reason],
) -> Row:
    """Return what a document says of a move, in minor units, and what it rests on."""
    return {
        "move_id": move["move_id"],
        "kind": kind,
        "document": document,
        "amount": amount,
        "recorded_at": move["recorded_at"],
        "rests_on": [*rests_on],
    }


def _own(
    documents: Documents, sku: str, recorded_at: dt.datetime, at: dt.datetime
) -> Decimal | None:
    """Return what a product said of the cost of goods, if it had said it by then."""
    cost, known_at = documents.own_cost(sku, recorded_at)
    return cost if known_at <= at else None


def rounded(amount: Fraction) -> int:
    """Return a whole number, half of one away from zero."""
    return share(amount.numerator, 1, amount.denominator)


def _minor(documents: Documents, amount: Decimal, rate: Decimal | None) -> int | None:
    """Return an amount at a rate in minor units, nothing without a rate."""
    if rate is None:
        return None
    exactly = Fraction(amount) * Fraction(rate) * 10**documents.minor_digits
    return rounded(exactly)


def _received(documents: Documents, papers: Papers, at: dt.datetime) -> Iterator[Came]:
    """Return the moves with which receipts came, with what they were to cost.

    What came later than the instant is as it was first known.
    """
    lines = {f"{one['receipt_id']}:{one['line_no']}": one for one in papers.receipts}
    for move in documents.moves:
        is_first = move["applies_to"] is None and (move.get("qty") or 0) > 0
        if move["kind"] == "receipt" and is_first:
            then = max(at, move["recorded_at"])
            line = lines[move["document"]]
            cost, currency, said_by = _expected(documents, papers, move, line, then)
            reason = papers.rate(
                documents, currency, documents.day_of(move["occurred_at"]), then
            )
            worth = (
                None
                if cost is None
                else _minor(documents, cost * move["qty"], reason[1])
            )
            if said_by.startswith("products:"):
                reason = (said_by, cost)
            yield Came(move, line, _thousandths(move["qty"]), said_by, worth, reason)


def _expected(
    documents: Documents, papers: Papers, move: Row, line: Row, at: dt.datetime
) -> tuple[Decimal | None, str, str]:
    """Return the unit cost that is expected, its currency, and who says so."""
    order = next((one for one in papers.orders if _key(one) == _order(line)), None)
    theirs = (order and order["currency"]) or papers.supplier_currency
    supplier = line["supplier_id"] or (order and order["supplier_id"])
    usual = theirs if (order and order["currency"]) or supplier else None
    if move.get("unit_cost") is not None:
        return move["unit_cost"], usual or documents.currency, move["document"]
    if order and order["unit_cost"] is not None:
        name = f"po:{order['po_id']}:{order['line_no']}"
        return order["unit_cost"], usual or documents.currency, name
    own = _own(documents, move["sku"], move["recorded_at"], at)
    return own, documents.currency, f"products:{move['sku']}"


def _key(order: Row) -> LineKey:
    """Return the name of an order line."""
    return order["po_id"], order["line_no"]


def _order(line: Row) -> LineKey:
    """Return the order line that a receipt or an invoice names."""
    return line["po_id"], line["po_line_no"]


def _thousandths(qty: Decimal) -> int:
    """Return units in thousandths."""
    return int(qty.scaleb(3))


def _first_looks(documents: Documents, at: dt.datetime) -> Iterator[Row]:
    """Return what was seen with the look that made each place known."""
    looks = [move for move in documents.moves if move["kind"] in SEEN]
    for look in looks:
        place = (look["sku"], look["location_id"])
        turns = [
            _turn(other)
            for other in looks
            if (other["sku"], other["location_id"]) == place
        ]
        if _turn(look) == min(turns) and look["counted_qty"] > 0:
            cost = _own(documents, look["sku"], look["recorded_at"], at)
            name = f"products:{look['sku']}"
            worth = None
            if cost is not None:
                worth = _minor(documents, cost * look["counted_qty"], Decimal(1))
            yield _fact(look, "expected", name, worth, [(name, cost)])


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
            worth = _minor(documents, cost * move["qty"], Decimal(1))
            reason = (f"locations:{move['location_id']}", cost)
            yield _fact(
                *(move, "handling", move["document"]),
                *((worth, [reason]) if known_at <= at else (None, [(None, None)])),
            )


def _invoiced(
    documents: Documents, papers: Papers, standing: Sequence[Came], at: dt.datetime
) -> Iterator[Row]:
    """Return what invoices change, order line by order line."""
    for key in sorted({_order(one) for one in papers.invoices}):
        came = sorted(
            (one for one in standing if _order(one.line) == key),
            key=lambda one: (
                one.move["recorded_at"],
                one.move["occurred_at"],
                one.move["move_id"],
            ),
        )
        ordered = sum(
            _thousandths(one["ordered_qty"])
            for one in papers.orders
            if _key(one) == key
        )
        whole = max(sum(one.qty for one in came), ordered)
        lines = [one for one in papers.invoices if _order(one) == key]
        for line, *covered in _covered(lines, whole):
            currency = line["currency"] or papers.supplier_currency
            then = max(at, line["recorded_at"])
            reason = papers.rate(
                documents, currency or documents.currency, line["invoiced_on"], then
            )
            charged = _minor(documents, line["amount"], reason[1])
            yield from _differences(came, line, covered, charged, reason)


def _covered(lines: Iterable[Row], whole: int) -> Iterator[tuple[Row, int, int, int]]:
    """Return which units of an order line each invoice is about, and which way."""
    before, signed_total, is_filled = 0, 0, False
    turn = ("recorded_at", "invoiced_on", "invoice_id", "line_no")
    for line in sorted(lines, key=lambda one: tuple(one[name] for name in turn)):
        units = _thousandths(line["qty"] or Decimal(0))
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
            fact = _fact(one.move, "invoice", name, amount, [reason, one.rests_on])
            yield fact | {"recorded_at": line["recorded_at"]}
        first += one.qty


def _between(amount: int, start: int, end: int, whole: int) -> int:
    """Return the part of an amount from one unit to another."""
    return share(amount, end, whole) - share(amount, start, whole)


def _spread(
    documents: Documents, papers: Papers, standing: Sequence[Came], at: dt.datetime
) -> Iterator[Row]:
    """Return the share of each move in each charge of its receipt."""
    for charge in papers.charges:
        came = [
            one for one in standing if one.line["receipt_id"] == charge["receipt_id"]
        ]
        if not came:
            continue
        came.sort(key=lambda one: one.move["move_id"])
        charged_at = charge["charged_at"]
        days = [documents.day_of(one.move["occurred_at"]) for one in came]
        day = documents.day_of(charged_at) if charged_at else min(days)
        known_at = charge["recorded_at"] or charged_at
        known_at = known_at or min(one.move["recorded_at"] for one in came)
        then = max(at, known_at)
        currency = charge["currency"] or documents.currency
        reason = papers.rate(documents, currency, day, then)
        amount = _minor(documents, charge["amount"], reason[1])
        measures = _measures(papers, came, charge["allocate_by"], then)
        values = _values(documents, papers, came, known_at)
        parts = _bases(came, measures, values, charge["allocate_by"])
        for one, its_share in zip(came, _shares(amount or 0, parts), strict=True):
            name = f"{charge['charge_id']}:{charge['receipt_id']}"
            rests_on = [reason, *sorted(measures.items())]
            fact = _fact(one.move, charge["kind"], name, its_share or None, rests_on)
            yield fact | {"recorded_at": known_at}


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


def _values(
    documents: Documents, papers: Papers, came: Sequence[Came], at: dt.datetime
) -> list[int]:
    """Return what goods were known to be worth when a charge was recorded."""
    received = [*_received(documents, papers, at)]
    standing = [one for one in received if "superseded_at" not in one.move]
    invoiced = [*_invoiced(documents, papers, standing, at)]
    then = {one.move["move_id"]: one.amount or 0 for one in received}
    for row in invoiced:
        if row["recorded_at"] <= at:
            then[row["move_id"]] += row["amount"] or 0
    return [max(0, then[one.move["move_id"]]) for one in came]
