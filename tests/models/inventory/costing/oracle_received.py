"""What receipts brought and were expected to cost, as it was known at an instant.

A part of the oracle of papers: slow, obvious, in fractions.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

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
    terms = order and _terms(papers, order, at)
    theirs = terms and terms.currency
    supplier = line["supplier_id"] or (terms and order and order["supplier_id"])
    usual = theirs or (papers.supplier_currency if supplier else None)
    currency = usual or documents.currency
    if move.get("unit_cost") is not None:
        return move["unit_cost"], currency, move["document"]
    if terms and terms.number is not None:
        return terms.number, currency, f"po:{line['po_id']}:{line['po_line_no']}"
    own = own_cost(documents, move["sku"], move["recorded_at"], at)
    return own, documents.currency, f"products:{move['sku']}"


class Terms(NamedTuple):
    """What an order line says of a unit: cost and currency."""

    number: Decimal | None
    currency: str | None


def _terms(papers: Papers, order: Row, at: dt.datetime) -> Terms | None:
    """Return what an order line said by an instant, nothing if it was not told yet."""
    said = papers.prices.get(f"po:{order['po_id']}:{order['line_no']}")
    if said is None:
        return Terms(order["unit_cost"], order["currency"])
    told = [one for one in said if one.since is None or one.since <= at]
    return Terms(told[-1].number, told[-1].currency) if told else None


def key_of(order: Row) -> LineKey:
    """Return the name of an order line."""
    return order["po_id"], order["line_no"]


def order_of(line: Row) -> LineKey:
    """Return the order line that a receipt or an invoice names."""
    return line["po_id"], line["po_line_no"]


def thousandths(qty: Decimal) -> int:
    """Return units in thousandths."""
    return int(qty.scaleb(3))
