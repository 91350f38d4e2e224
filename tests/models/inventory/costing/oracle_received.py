"""What receipts brought and were expected to cost, as it was known at an instant.

A part of the oracle of papers: slow, obvious, in fractions.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tests.models.inventory.costing.oracle_books import share
from tests.models.inventory.costing.oracle_documents import Documents, Row
from tests.models.inventory.costing.oracle_told import Papers, Reasons

LineKey = tuple[str, int]


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
    rests_on: Reasons


def own_cost(
    documents: Documents, sku: str, recorded_at: dt.datetime, at: dt.datetime
) -> Decimal | None:
    """Return what a product said of the cost of goods, if it had said it by then."""
    cost, known_at = documents.own_cost(sku, recorded_at)
    return cost if known_at <= at else None


def rounded(amount: Fraction) -> int:
    """Return a whole number, half of one away from zero."""
    return share(amount.numerator, 1, amount.denominator)


def minor(documents: Documents, amount: Decimal, rate: Decimal | None) -> int | None:
    """Return an amount at a rate in minor units, nothing without a rate."""
    if rate is None:
        return None
    exactly = Fraction(amount) * Fraction(rate) * 10**documents.minor_digits
    return rounded(exactly)


def received_by(
    documents: Documents, papers: Papers, at: dt.datetime
) -> Iterator[Came]:
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
                else minor(documents, cost * move["qty"], reason[1])
            )
            rests_on: Reasons = {
                "currency": (said_by, currency),
                "cost rate": reason,
                "cost": (said_by, cost),
            }
            yield Came(move, line, thousandths(move["qty"]), said_by, worth, rests_on)


def _expected(
    documents: Documents, papers: Papers, move: Row, line: Row, at: dt.datetime
) -> tuple[Decimal | None, str, str]:
    """Return the unit cost that is expected, its currency, and who says so."""
    order = next((one for one in papers.orders if key_of(one) == order_of(line)), None)
    if order and move.get("unit_cost") is None and not _is_told(papers, order, at):
        order = None
    theirs = (order and order["currency"]) or papers.supplier_currency
    supplier = line["supplier_id"] or (order and order["supplier_id"])
    usual = theirs if (order and order["currency"]) or supplier else None
    if move.get("unit_cost") is not None:
        return move["unit_cost"], usual or documents.currency, move["document"]
    if order and order["unit_cost"] is not None:
        name = f"po:{order['po_id']}:{order['line_no']}"
        told = [
            one
            for one in papers.prices.get(name, [])
            if one.since is None or one.since <= at
        ]
        if not told:
            return order["unit_cost"], usual or documents.currency, name
        theirs = told[-1].currency or papers.supplier_currency
        return told[-1].number, theirs or documents.currency, name
    own = own_cost(documents, move["sku"], move["recorded_at"], at)
    return own, documents.currency, f"products:{move['sku']}"


def _is_told(papers: Papers, order: Row, at: dt.datetime) -> bool:
    """Whether an order said what a unit costs by an instant."""
    said = papers.prices.get(f"po:{order['po_id']}:{order['line_no']}")
    return said is None or any(one.since is None or one.since <= at for one in said)


def key_of(order: Row) -> LineKey:
    """Return the name of an order line."""
    return order["po_id"], order["line_no"]


def order_of(line: Row) -> LineKey:
    """Return the order line that a receipt or an invoice names."""
    return line["po_id"], line["po_line_no"]


def thousandths(qty: Decimal) -> int:
    """Return units in thousandths."""
    return int(qty.scaleb(3))
