"""What documents say that moves cost, again: slow, obvious, in fractions.

It repeats the rules that ``models.inventory.costs`` states, and shares no code with
them. Offers of suppliers and goods of other owners are not drawn.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from tests.models.inventory.costing.oracle_books import share
from tests.models.inventory.costing.oracle_documents import Documents, Row
from tests.models.inventory.costing.oracle_ledger import IN_TURN

SEEN = ("opening", "snapshot", "count")
RATE_LASTS = dt.timedelta(days=7)
LineKey = tuple[str, int]


@dataclass
class Papers:
    """Receipts, orders, invoices and charges, as rows of their tables."""

    receipts: list[Row] = field(default_factory=list)
    orders: list[Row] = field(default_factory=list)
    invoices: list[Row] = field(default_factory=list)
    charges: list[Row] = field(default_factory=list)
    rates: dict[dt.date, Decimal] = field(default_factory=dict)
    supplier_currency: str | None = None
    handling: dict[str, Decimal] = field(default_factory=dict)
    weights: dict[str, Decimal] = field(default_factory=dict)
    volumes: dict[str, Decimal] = field(default_factory=dict)

    def rate(self, documents: Documents, currency: str, day: dt.date) -> Decimal | None:
        """Return company currency per unit: the day's, or the last of seven before."""
        if currency == documents.currency:
            return Decimal(1)
        found = [on for on in self.rates if on <= day <= on + RATE_LASTS]
        return self.rates[max(found)] if found else None


@dataclass
class Came:
    """Goods of a receipt: its move, its line, units in thousandths, expected cost.

    ``told_at`` is when that was told, if only later than the receipt was.
    """

    move: Row
    line: Row
    qty: int
    amount: int | None
    told_at: dt.datetime | None = None
    invoiced: list[tuple[dt.datetime, int]] = field(default_factory=list)


def facts(documents: Documents, papers: Papers) -> list[Row]:
    """Return every fact that documents tell."""
    received = [*_received(documents, papers)]
    standing = [one for one in received if "superseded_at" not in one.move]
    invoiced = [*_invoiced(documents, papers, standing)]
    found = [
        *(
            _own(
                documents,
                _fact(one.move, "expected", _said_by(papers, one), one.amount),
                one.move,
            )
            for one in received
        ),
        *_first_looks(documents),
        *invoiced,
        *_spread(documents, papers, standing),
        *_handled(documents, papers),
    ]
    digits = documents.minor_digits
    return [
        row | {"amount": Decimal(row["amount"]).scaleb(-digits)}
        for row in found
        if row["amount"] is not None
    ]


def _fact(move: Row, kind: str, document: str, amount: int | None) -> Row:
    """Return what a document says of a move, in minor units."""
    return {
        "move_id": move["move_id"],
        "kind": kind,
        "document": document,
        "amount": amount,
        "recorded_at": move["recorded_at"],
    }


def _own(documents: Documents, fact: Row, move: Row) -> Row:
    """Return a fact, one that rests on the product's cost from when that was known."""
    return fact | {"recorded_at": _own_at(documents, fact["document"], move)}


def _own_at(documents: Documents, said_by: str, move: Row) -> dt.datetime:
    """Return since when a cost of goods is known that some document says."""
    known_at: dt.datetime = move["recorded_at"]
    if said_by.startswith("products:"):
        _, known_at = documents.own_cost(move["sku"], known_at)
    return known_at


def rounded(amount: Fraction) -> int:
    """Return a whole number, half of one away from zero."""
    return share(amount.numerator, 1, amount.denominator)


def _minor(documents: Documents, amount: Decimal, rate: Decimal | None) -> int | None:
    """Return an amount at a rate in minor units, nothing without a rate."""
    if rate is None:
        return None
    exactly = Fraction(amount) * Fraction(rate) * 10**documents.minor_digits
    return rounded(exactly)


def _received(documents: Documents, papers: Papers) -> Iterator[Came]:
    """Return the moves with which receipts came, with what they were to cost."""
    lines = {f"{one['receipt_id']}:{one['line_no']}": one for one in papers.receipts}
    for move in documents.moves:
        is_first = move["applies_to"] is None and (move.get("qty") or 0) > 0
        if move["kind"] == "receipt" and is_first:
            line = lines[move["document"]]
            cost, currency, said_by = _expected(documents, papers, move, line)
            rate = papers.rate(
                documents, currency, documents.day_of(move["occurred_at"])
            )
            worth = (
                None if cost is None else _minor(documents, cost * move["qty"], rate)
            )
            told_at = _own_at(documents, said_by, move)
            is_late = told_at > move["recorded_at"]
            units = _thousandths(move["qty"])
            yield Came(move, line, units, worth, told_at if is_late else None)


def _expected(
    documents: Documents, papers: Papers, move: Row, line: Row
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
    own, _ = documents.own_cost(move["sku"], move["recorded_at"])
    return own, documents.currency, f"products:{move['sku']}"


def _said_by(papers: Papers, one: Came) -> str:
    """Return the document that says the expected cost."""
    return _expected(Documents(), papers, one.move, one.line)[2]


def _key(order: Row) -> LineKey:
    """Return the name of an order line."""
    return order["po_id"], order["line_no"]


def _order(line: Row) -> LineKey:
    """Return the order line that a receipt or an invoice names."""
    return line["po_id"], line["po_line_no"]


def _thousandths(qty: Decimal) -> int:
    """Return units in thousandths."""
    return int(qty.scaleb(3))


def _first_looks(documents: Documents) -> Iterator[Row]:
    """Return what was seen with the look that made each place known."""
    looks = [move for move in documents.moves if move["kind"] in SEEN]
    for look in looks:
        place = (look["sku"], look["location_id"])
        turns = [
            _turn(other)
            for other in looks
            if (other["sku"], other["location_id"]) == place
        ]
        cost, _ = documents.own_cost(look["sku"], look["recorded_at"])
        if _turn(look) == min(turns) and look["counted_qty"] > 0 and cost is not None:
            worth = _minor(documents, cost * look["counted_qty"], Decimal(1))
            fact = _fact(look, "expected", f"products:{look['sku']}", worth)
            yield _own(documents, fact, look)


def _turn(look: Row) -> tuple[dt.datetime, int]:
    """Return which look came first."""
    return look["occurred_at"], IN_TURN.index(look["kind"])


def _handled(documents: Documents, papers: Papers) -> Iterator[Row]:
    """Return what it costs to take in goods from another place."""
    for move in documents.moves:
        cost = papers.handling.get(move["location_id"])
        comes = move["kind"] == "transfer_in" and (move["qty"] or 0) > 0
        if comes and move["bucket"] == "on_hand" and cost:
            worth = _minor(documents, cost * move["qty"], Decimal(1))
            yield _fact(move, "handling", move["document"], worth)


def _invoiced(
    documents: Documents, papers: Papers, standing: Sequence[Came]
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
        for line, start, end, direction in _covered(lines, whole):
            yield from _differences(
                documents, papers, came, line, (start, end, direction)
            )


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
    documents: Documents,
    papers: Papers,
    came: Sequence[Came],
    line: Row,
    covered: tuple[int, int, int],
) -> Iterator[Row]:
    """Return by how much an invoice differs from what receipts were to cost."""
    currency = line["currency"] or papers.supplier_currency or documents.currency
    rate = papers.rate(documents, currency, line["invoiced_on"])
    charged = _minor(documents, line["amount"], rate)
    (start, end, direction), first = covered, 0
    for one in came:
        low, high = max(start, first), min(end, first + one.qty)
        if charged is not None and low < high:
            asked = _between(charged, low - start, high - start, end - start)
            cost = _between(one.amount or 0, low - first, high - first, one.qty)
            amount = asked - direction * cost
            if amount != 0 or one.amount is None:
                one.invoiced.append((line["recorded_at"], amount))
                name = f"{line['invoice_id']}:{line['line_no']}"
                fact = _fact(one.move, "invoice", name, amount)
                yield fact | {"recorded_at": line["recorded_at"]}
        first += one.qty


def _between(amount: int, start: int, end: int, whole: int) -> int:
    """Return the part of an amount from one unit to another."""
    return share(amount, end, whole) - share(amount, start, whole)


def _spread(
    documents: Documents, papers: Papers, standing: Sequence[Came]
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
        rate = papers.rate(documents, charge["currency"] or documents.currency, day)
        amount = _minor(documents, charge["amount"], rate)
        parts = _bases(papers, came, charge["allocate_by"], known_at)
        for one, its_share in zip(came, _shares(amount or 0, parts), strict=True):
            name = f"{charge['charge_id']}:{charge['receipt_id']}"
            fact = _fact(one.move, charge["kind"], name, its_share)
            if its_share != 0:
                yield fact | {"recorded_at": known_at}


def _shares(amount: int, parts: Sequence[Fraction]) -> Iterator[int]:
    """Split an amount by parts; residuals are carried."""
    so_far, given, whole = Fraction(0), 0, sum(parts)
    for part in parts:
        so_far += part
        total = rounded(amount * so_far / whole)
        yield total - given
        given = total


def _bases(
    papers: Papers, came: Sequence[Came], by: str, known_at: dt.datetime
) -> list[Fraction]:
    """Return what a charge goes by: what was asked for, else value, else units."""
    measures = {"weight": papers.weights, "volume": papers.volumes}
    units = [Fraction(one.qty) for one in came]
    if by in measures:
        each = [Fraction(measures[by].get(one.move["sku"], 0)) for one in came]
        if all(measure > 0 for measure in each):
            return [measure * qty for measure, qty in zip(each, units, strict=True)]
    values = [Fraction(_value(one, known_at)) for one in came]
    return units if by == "qty" or not any(values) else values


def _value(one: Came, known_at: dt.datetime) -> int:
    """Return what goods were known to be worth when a charge was recorded."""
    invoiced = sum(amount for at, amount in one.invoiced if at <= known_at)
    is_told = one.told_at is None or one.told_at <= known_at
    return max(0, (one.amount or 0 if is_told else 0) + invoiced)
