"""What a shop is told of the cost of its goods: orders, invoices, charges, rates."""

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial

from hypothesis import strategies as st

from tests.models.inventory.costing.oracle_documents import Row
from tests.models.inventory.costing.oracle_told import Papers, Rate, Said, Sayings
from tests.models.inventory.costing.shops import DAYS, DELIVERIES, NEW_YEAR, Shop

ORDERS = ("p", "p", "q", None)
"""Orders that receipts name; of ``q`` there is no order."""

LINES = (1, 2)
CURRENCIES = (None, None, "EUR")
KINDS = ("freight", "duty", "insurance", "other")
BASES = ("value", "qty", "weight", "volume")


def papers_of(shop: Shop) -> Papers:
    """Draw the papers that belong to the receipts of a shop."""
    papers = Papers(
        rates=_rates(shop),
        supplier_currency=shop.one(CURRENCIES),
        handling={"west": _said(shop, shop.unit_cost)} if shop.flag(2) else {},
        weights=_measures(shop),
        volumes=_measures(shop),
    )
    papers.orders = [_order(shop, line) for line in LINES]
    papers.prices = {
        f"po:{one['po_id']}:{one['line_no']}": _changed(shop, one)
        for one in papers.orders
        if one["unit_cost"] is not None and shop.flag(3)
    }
    came = {move["document"]: move for move in shop.documents.moves if _came(move)}
    papers.receipts = [_line(shop, move) for move in came.values()]
    invoices = [_invoice(shop, turn) for turn in _some(shop, 4)]
    charges = [_charge(shop, turn) for turn in _some(shop, 3)]
    papers.invoices = [*invoices, *_older(shop, invoices)]
    papers.charges = [*charges, *_older(shop, charges)]
    return papers


def _older(shop: Shop, rows: Sequence[Row]) -> list[Row]:
    """Draw what some rows were before they were corrected."""
    return [
        row
        | {"recorded_at": row["recorded_at"] - dt.timedelta(days=20)}
        | {"superseded_at": row["recorded_at"], "amount": shop.amount()}
        for row in rows
        if row["recorded_at"] and shop.flag(4)
    ]


def _some(shop: Shop, most: int) -> Sequence[int]:
    """Return some numbers."""
    return range(shop.draw(st.integers(0, most)))


def _rates(shop: Shop) -> list[Rate]:
    """Draw the rates of some days; now and then none lasts long enough.

    Some are told late, corrected, or taken back.
    """
    step = shop.one([5, 5, 12])
    rates = []
    for number in range(0, 140, step):
        day = (NEW_YEAR + dt.timedelta(days=number)).date()
        since = _later(shop) if shop.flag(8) else None
        rates.append(Rate(day, _rate(shop), since, _gone(shop, since)))
        if shop.flag(10):
            again = _later(shop)
            rates.append(Rate(day, _rate(shop), again, _gone(shop, again)))
    return rates


def _rate(shop: Shop) -> Decimal:
    """Draw a rate."""
    return Decimal(shop.one([746, 75, 1043])).scaleb(-2)


def _gone(shop: Shop, since: dt.datetime | None) -> dt.datetime | None:
    """Draw when a rate is taken back, mostly never."""
    if not shop.flag(10):
        return None
    return (since or NEW_YEAR) + dt.timedelta(days=shop.draw(st.integers(1, 60)))


def _later(shop: Shop) -> dt.datetime:
    """Draw when something was told that was not known all along."""
    return NEW_YEAR + dt.timedelta(days=shop.draw(st.integers(1, 140)), hours=9)


def _said(shop: Shop, number: Callable[[], Decimal]) -> list[Said]:
    """Draw what is said of something, and said anew."""
    if not shop.flag(2):
        return [Said(number())]
    since = sorted({_later(shop) for _ in range(shop.one([1, 1, 2]))})
    first = [] if shop.flag(2) else [Said(number())]
    return [*first, *(Said(number(), at) for at in since)]


def _measures(shop: Shop) -> Sayings:
    """Draw a measure of the items; it may be missing for some."""
    skus = shop.one([(), ("a",), ("a", "b"), ("a", "b")])
    return {sku: _said(shop, partial(_measure, shop)) for sku in skus}


def _measure(shop: Shop) -> Decimal:
    """Draw a weight or a volume."""
    return Decimal(shop.draw(st.integers(1, 40))) / 8


def _came(move: Row) -> bool:
    """Whether a move is the first of a receipt."""
    return move["kind"] == "receipt" and move["applies_to"] is None


def _line(shop: Shop, move: Row) -> Row:
    """Draw the line of a receipt, which names an order or none."""
    receipt_id, line_no = move["document"].split(":")
    return {
        "receipt_id": receipt_id,
        "line_no": int(line_no),
        "po_id": shop.one(ORDERS),
        "po_line_no": shop.one(LINES),
        "supplier_id": shop.one([None, "s"]),
        "sku": move["sku"],
        "received_qty": move["qty"],
    }


def _order(shop: Shop, line_no: int) -> Row:
    """Draw the line of an order."""
    return {
        "po_id": "p",
        "line_no": line_no,
        "supplier_id": "s",
        "sku": "a",
        "ordered_qty": shop.units(),
        "unit_cost": shop.one([None, shop.unit_cost()]),
        "currency": shop.one(CURRENCIES),
    }


def _changed(shop: Shop, order: Row) -> list[Said]:
    """Draw what an order line says later that a unit costs."""
    since = sorted({_later(shop) for _ in range(shop.one([1, 1, 2]))})
    soon = dt.timedelta(hours=1)
    own = order["currency"]
    later = [
        Said(shop.unit_cost(), at + soon, shop.one([own, own, *CURRENCIES]))
        for at in since
    ]
    return later if shop.flag(3) else [Said(order["unit_cost"], None, own), *later]


def _invoice(shop: Shop, turn: int) -> Row:
    """Draw the line of an invoice: of some units, of all there are, or a credit."""
    day = NEW_YEAR + dt.timedelta(days=shop.draw(st.integers(0, DAYS)))
    return {
        "invoice_id": f"i{turn}",
        "line_no": 1,
        "supplier_id": "s",
        "po_id": shop.one(["p", "p", "q"]),
        "po_line_no": shop.one(LINES),
        "qty": shop.one([None, shop.units()]),
        "amount": shop.amount(),
        "currency": shop.one(CURRENCIES),
        "invoiced_on": day.date(),
        "recorded_at": shop.learned(day),
    }


def _charge(shop: Shop, turn: int) -> Row:
    """Draw a charge of a receipt that may not be known."""
    at = shop.one([None, shop.instant()])
    return {
        "charge_id": f"c{turn}",
        "receipt_id": shop.one(DELIVERIES),
        "kind": shop.one(KINDS),
        "amount": shop.amount(),
        "currency": shop.one(CURRENCIES),
        "allocate_by": shop.one(BASES),
        "charged_at": at,
        "recorded_at": shop.one([None, shop.learned(at or shop.instant())]),
    }
