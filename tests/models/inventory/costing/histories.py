"""Histories of stock for Hypothesis: what a careless company might do.

Rows refer to earlier ones; sources are used twice or for too much, stock is taken that
is not there, and methods change with the month.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from hypothesis import strategies as st

from tests.models.inventory.costing.company import KIT, METHODS, SKUS, Company
from tests.models.inventory.costing.rows import Row, told

PLACES = ("east", "east", "east", "west", "north")
LOTS = ("", "", "x", "y")


class History:
    """Rows in the order in which they take effect, and the digits of the currency."""

    def __init__(self, rows: list[Row], minor_digits: int) -> None:
        """Keep both."""
        self.rows, self.minor_digits = rows, minor_digits

    def __repr__(self) -> str:
        """Tell the rows as a test would."""
        return told(self.rows)


@st.composite
def histories(
    draw: st.DrawFn, methods: Sequence[str] = METHODS, minor_digits: int = 2
) -> History:
    """Draw a history of some events, under one of the methods or many."""
    company = Company(draw, methods, minor_digits)
    for event in draw(some_events) + draw(some_events) + draw(some_events):
        event(company)
    return History(company.rows, minor_digits)


def receive(company: Company) -> None:
    """Bought goods come in, sometimes without a price, sometimes in a lot."""
    company.move(
        company.one(SKUS),
        company.units(),
        kind="receipt",
        location_id=company.one(PLACES),
        given_amount=company.price(),
        lot=company.one(LOTS),
    )


def ship(company: Company) -> None:
    """Goods are sold, often more than there are."""
    company.move(
        company.one(SKUS),
        -company.units(),
        kind="shipment",
        location_id=company.one(PLACES),
        given_amount=company.extra(),
        lot=company.one(LOTS),
    )


def take_back(company: Company) -> None:
    """A customer sends goods back: what was sold, more than that, or who knows what."""
    source = company.earlier(-1)
    if source is None or company.one([False] * 7 + [True]):
        company.move(company.one(SKUS), company.units(), kind="customer_return")
        return
    company.move(
        source["sku"],
        company.part_of(source),
        kind="customer_return",
        location_id=company.one([source["location_id"]] * 2 + [*PLACES]),
        bucket=company.one([source["bucket"], "on_hand"]),
        applies_to=source["move_id"],
        given_amount=company.extra(),
        lot=source["lot"],
    )


def send_back(company: Company) -> None:
    """Goods go back to the supplier who sent them."""
    source = company.earlier(1)
    if source is None:
        return
    company.move(
        source["sku"],
        -company.part_of(source),
        kind="supplier_return",
        location_id=company.one([source["location_id"]] * 4 + [*PLACES]),
        bucket=company.one([source["bucket"]] * 4 + ["on_hand"]),
        applies_to=source["move_id"],
        given_amount=company.extra(),
        lot=source["lot"],
    )


def dispatch(company: Company) -> None:
    """Goods leave a place and are on their way to another."""
    sku, units, lot = company.one(SKUS), company.units(), company.one(LOTS)
    bound = company.earlier(1) if company.one([False] * 3 + [True]) else None
    source = bound if bound is not None and bound["sku"] == sku else None
    out = company.move(
        sku,
        -units,
        kind="transfer_out",
        location_id=source["location_id"] if source else company.one(PLACES),
        bucket=source["bucket"] if source else "on_hand",
        applies_to=source["move_id"] if source else None,
        is_carried=True,
        given_amount=company.extra(),
        lot=lot,
    )
    _carry(company, out, units, location_id=company.one(PLACES), bucket="in_transit")


def arrive(company: Company) -> None:
    """Goods that were on their way come in, all of them or some, or too many."""
    onto = company.earlier(1, kinds=["transfer_in"])
    if onto is None:
        return
    units = company.part_of(onto)
    place = {"location_id": onto["location_id"], "lot": onto["lot"]}
    out = company.move(
        onto["sku"],
        -units,
        kind="transfer_out",
        bucket=onto["bucket"],
        applies_to=onto["move_id"],
        is_carried=True,
        **place,
    )
    _carry(company, out, units, bucket="on_hand", **place)


def _carry(company: Company, out: Row, units: Decimal, **to: object) -> None:
    """Let what went out come in elsewhere, nearly always all of it."""
    company.move(
        out["sku"],
        company.one([units] * 6 + [units + 1]),
        kind="transfer_in",
        applies_to=out["move_id"],
        is_carried=True,
        given_amount=company.extra(),
        **{"lot": out["lot"], **to},
    )


def lose(company: Company) -> None:
    """Goods that were on their way never come."""
    onto = company.earlier(1, kinds=["transfer_in"])
    if onto is None:
        return
    company.move(
        onto["sku"],
        -company.part_of(onto),
        kind="transfer_loss",
        location_id=onto["location_id"],
        bucket=onto["bucket"],
        applies_to=onto["move_id"],
        lot=onto["lot"],
    )


def count(company: Company) -> None:
    """A count finds more or fewer."""
    company.move(
        company.one(SKUS),
        company.one([1, -1]) * company.units(),
        kind="count",
        location_id=company.one(PLACES),
        lot=company.one(LOTS),
    )


def revalue(company: Company) -> None:
    """What is there is worth something else, or only the method is to be seen to."""
    company.move(
        company.one(SKUS),
        0,
        kind="revaluation",
        location_id=company.one(PLACES),
        bucket=company.one(["on_hand", "on_hand", "in_transit"]),
        unit_cost=company.one([None, company.unit_cost()]),
    )


def build(company: Company) -> None:
    """Components become a kit."""
    _work(company, taken=company.some(SKUS), made=[KIT])


def take_apart(company: Company) -> None:
    """A kit becomes components."""
    _work(company, taken=[KIT], made=company.some(SKUS))


def _work(company: Company, taken: Sequence[str], made: Sequence[str]) -> None:
    """Take out some items and bring in others, in one work."""
    name = f"work {len(company.rows)}"
    place = company.one(PLACES)
    for sku in taken:
        company.move(
            sku,
            -company.units(),
            kind="kit_out",
            location_id=company.one([place, *PLACES]),
            assembly=name,
            given_amount=company.extra(),
        )
    for sku in made:
        company.move(
            sku,
            company.units(),
            kind="kit_in",
            location_id=company.one([place, *PLACES]),
            assembly=name,
            assembly_weight=company.one(range(1, 10)),
            given_amount=company.extra(),
        )


def sell_kit(company: Company) -> None:
    """A kit is sold."""
    company.move(
        KIT, -company.units(), kind="shipment", location_id=company.one(PLACES)
    )


def begin_month(company: Company) -> None:
    """A month ends; items may go on with another method."""
    company.begin_month()


def change_method(company: Company) -> None:
    """An item goes on with another method in the middle of a month."""
    company.change_method(company.one((*SKUS, KIT)))


def set_standard(company: Company) -> None:
    """An item has a new standard cost."""
    company.standard_of[company.one(SKUS)] = company.unit_cost()


EVENTS: list[Callable[[Company], None]] = [
    *[receive] * 4,
    *[ship] * 4,
    *[take_back] * 3,
    *[send_back] * 2,
    *[dispatch] * 2,
    *[arrive] * 2,
    lose,
    count,
    revalue,
    build,
    take_apart,
    sell_kit,
    *[begin_month] * 2,
    *[change_method] * 2,
    set_standard,
]
"""What may happen, as often as it may."""

some_events = st.lists(st.sampled_from(EVENTS), max_size=10)
