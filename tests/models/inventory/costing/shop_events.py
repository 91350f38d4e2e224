"""What may happen in a shop, for Hypothesis."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from tests.models.inventory.costing.oracle_documents import Documents, Row
from tests.models.inventory.costing.oracle_told import Papers
from tests.models.inventory.costing.purchases import papers_of
from tests.models.inventory.costing.rows import told
from tests.models.inventory.costing.shops import NEW_YEAR, PLACES, SKUS, Shop

WAY = "in_transit"


class Drawn:
    """Documents, told as a test would write them."""

    def __init__(self, documents: Documents) -> None:
        """Keep them."""
        self.documents = documents

    def __repr__(self) -> str:
        """Tell moves, facts and all that holds beside them."""
        documents = self.documents
        rows = [*documents.moves, *documents.facts]
        costs = (documents.unit_costs, documents.old_costs)
        rest = (documents.terms, *costs, documents.closings)
        names = (documents.time_zone, documents.currency)
        return "\n".join([told(rows), *map(repr, (*rest, *names))])


class Bought(Drawn):
    """Documents, with the papers that say what goods cost."""

    def __init__(self, documents: Documents, papers: Papers) -> None:
        """Keep them; what is said of costs is in the papers alone."""
        super().__init__(replace(documents, facts=[]))
        self.papers = papers

    def __repr__(self) -> str:
        """Tell the papers as well."""
        return f"{super().__repr__()}\n{self.papers}"


@st.composite
def shops(draw: st.DrawFn) -> Drawn:
    """Draw the documents of a shop, and what any of them might say of costs."""
    return Drawn(_lived(Shop(draw)).documents)


@st.composite
def buying_shops(draw: st.DrawFn) -> Bought:
    """Draw the documents of a shop, and the papers that tell what its goods cost."""
    shop = _lived(Shop(draw))
    return Bought(shop.documents, papers_of(shop))


def _lived(shop: Shop) -> Shop:
    """Let things happen in a shop."""
    for sku in SKUS:
        for place in sorted(set(PLACES)):
            if not shop.flag(4):
                look(shop, sku, place, NEW_YEAR, "opening")
    for _ in range(shop.one([0, 1, 1, 2])):
        shop.close()
    for _ in range(3):
        for event in shop.draw(some_events):
            event(shop)
    return shop


def look(
    shop: Shop, sku: str, place: str, at: dt.datetime, kind: str = "count"
) -> None:
    """Somebody looks at what there is of an item at a place."""
    is_seen = any(
        (move["sku"], move["location_id"], move["occurred_at"]) == (sku, place, at)
        and move.get("counted_qty") is not None
        for move in shop.documents.moves
    )
    if is_seen:
        return
    seen = Decimal(shop.draw(st.integers(0, 12)))
    seen_row = shop.move(
        kind=kind,
        document=shop.name("look"),
        sku=sku,
        location_id=place,
        occurred_at=at,
        counted_qty=seen,
        qty=None,
    )
    if seen > 0 and shop.flag(2):
        shop.fact(seen_row, "expected", late=0)


def count(shop: Shop) -> None:
    """A count finds more or fewer."""
    kind = shop.one(["count", "count", "snapshot"])
    look(shop, shop.one(SKUS), shop.one(PLACES), shop.instant(), kind)


def receive(shop: Shop) -> None:
    """Goods come in; what they cost is told then, later, twice or never."""
    row = shop.move(
        kind="receipt",
        document=shop.delivery(),
        qty=shop.units(),
        unit_cost=shop.one([None, shop.unit_cost()]),
        lot=shop.one(["", "", "x"]),
    )
    if not shop.flag(5):
        shop.fact(row, "expected", late=0)
    _told_later(shop, row)
    shop.doubted(row)


def _told_later(shop: Shop, row: Row) -> None:
    """An invoice says something else, and freight comes in days or weeks."""
    for kind in ("invoice", "freight"):
        if shop.flag(3):
            shop.fact(row, kind, late=shop.draw(st.integers(0, 60)))


def receive_at_dock(shop: Shop) -> None:
    """Goods wait at the dock before they are put away."""
    document, units = shop.delivery(), shop.units()
    dock = shop.move(
        move_id=f"receipt:{document}:dock",
        kind="receipt",
        document=document,
        qty=units,
        bucket=WAY,
    )
    shop.fact(dock, "expected", late=0)
    _told_later(shop, dock)
    place = {name: dock[name] for name in ("sku", "location_id", "document", "kind")}
    at = dock["occurred_at"] + dt.timedelta(days=shop.one([0, 1, 20]))
    learned = max(shop.learned(at), dock["recorded_at"])
    both = {**place, "occurred_at": at, "recorded_at": learned}
    off = shop.move(
        **both,
        move_id=f"receipt:{document}:shelf",
        qty=-units,
        bucket=WAY,
        applies_to=dock["move_id"],
    )
    shop.move(**both, qty=units, applies_to=off["move_id"])


def ship(shop: Shop) -> None:
    """Goods are sold, often more than there are."""
    row = shop.move(
        kind="shipment",
        document=shop.name("s"),
        qty=-shop.units(),
        sku=shop.one(SKUS),
        lot=shop.one(["", "", "x"]),
    )
    shop.doubted(row)


def take_back(shop: Shop) -> None:
    """A customer sends goods back, of a sale or nobody knows which, before or after."""
    sold = shop.earlier("shipment")
    if sold is None:
        return
    units = shop.one([-sold["qty"], min(-sold["qty"], Decimal(1)), shop.units()])
    waits = shop.flag(4)
    back = shop.move(
        kind="return",
        document=shop.name("b"),
        sku=sold["sku"],
        location_id=shop.one([sold["location_id"], *PLACES]),
        bucket="inspect" if waits else "on_hand",
        applies_to=shop.one([sold["move_id"], sold["move_id"], None]),
        qty=units,
    )
    if waits and shop.flag(2):
        _inspected(shop, back)
    else:
        shop.doubted(back)


def _inspected(shop: Shop, back: Row) -> None:
    """What came back is looked at, and put on the shelf."""
    at = back["occurred_at"] + dt.timedelta(days=shop.one([0, 3]))
    both = {name: back[name] for name in ("sku", "location_id", "document")}
    both |= {"kind": "inspected", "occurred_at": at, "recorded_at": shop.learned(at)}
    out = shop.move(
        **both,
        move_id=f"inspected:{back['document']}:out",
        bucket="inspect",
        qty=-back["qty"],
        applies_to=back["move_id"],
    )
    shop.move(**both, qty=back["qty"], applies_to=out["move_id"])


def send_back(shop: Shop) -> None:
    """Goods go back to the supplier who sent them."""
    came = shop.earlier("receipt")
    if came is None:
        return
    row = shop.move(
        kind="purchase_return",
        document=shop.name("p"),
        sku=came["sku"],
        location_id=came["location_id"],
        qty=-min(abs(came["qty"]), shop.units()),
        applies_to=came["move_id"],
    )
    shop.doubted(row)


def transfer(shop: Shop) -> None:
    """Goods go to another place; they arrive later, some of them, or not yet."""
    document, sent, here = shop.name("t"), shop.units(), shop.one(PLACES)
    there = "west" if here == "east" else "east"
    base = {"sku": shop.one(SKUS), "document": document}
    at = shop.instant()
    go = {**base, "occurred_at": at, "recorded_at": shop.learned(at)}
    name = f"transfer_out:{document}"
    shop.move(**go, kind="transfer_out", qty=-sent, location_id=here)
    shop.move(
        **go,
        move_id=f"{name}:transit",
        kind="transfer_out",
        qty=sent,
        location_id=there,
        bucket=WAY,
        applies_to=name,
    )
    if not shop.flag(5):
        came = shop.one([sent, sent, min(sent, Decimal(1)), sent + 1])
        _arrive(shop, {**base, "location_id": there}, (sent, came), at)


def _arrive(
    shop: Shop, base: Row, units: tuple[Decimal, Decimal], sent_at: dt.datetime
) -> None:
    """Let goods off the way and in; what is missing was lost on it."""
    (sent, came), document = units, base["document"]
    at = sent_at + dt.timedelta(days=shop.one([0, 2, 30]))
    both = {**base, "occurred_at": at, "recorded_at": shop.learned(at)}
    way = {"bucket": WAY, "applies_to": f"transfer_out:{document}:transit"}
    off = f"transfer_in:{document}:transit"
    shop.move(**both, **way, move_id=off, kind="transfer_in", qty=-came)
    arrived = shop.move(**both, kind="transfer_in", qty=came, applies_to=off)
    if shop.flag(3):
        shop.fact(arrived, "handling", late=0)
    if came != sent:
        shop.move(**both, **way, kind="transfer_loss", qty=came - sent)


def adjust(shop: Shop) -> None:
    """Goods are found or broken."""
    sign = shop.one([1, -1])
    shop.move(kind="adjustment", document=shop.name("j"), qty=sign * shop.units())


def revalue(shop: Shop) -> None:
    """What is there is worth something else."""
    shop.move(
        kind="revaluation",
        document=shop.name("v"),
        qty=Decimal(0),
        unit_cost=shop.unit_cost(),
    )


def build(shop: Shop) -> None:
    """Components become a kit, or a kit components."""
    document, place, at = shop.name("w"), shop.one(PLACES), shop.instant()
    sign = shop.one([1, 1, -1])
    both = {"document": document, "location_id": place, "occurred_at": at}
    both["recorded_at"] = shop.learned(at)
    for sku, units in (("k", sign), ("a", -sign), ("b", -2 * sign)):
        shop.move(
            **both,
            move_id=f"work:{document}/{sku}",
            sku=sku,
            kind="kit_build" if units > 0 else "kit_consume",
            qty=Decimal(units),
        )


EVENTS: list[Callable[[Shop], None]] = [
    *[receive] * 5,
    receive_at_dock,
    *[ship] * 5,
    *[take_back] * 3,
    send_back,
    *[transfer] * 2,
    adjust,
    *[count] * 2,
    revalue,
    build,
]
"""What may happen, as often as it may."""

some_events = st.lists(st.sampled_from(EVENTS), max_size=6)
