"""What the example company holds, writes down and waits for while time passes."""

from dataclasses import dataclass, field

import numpy as np

from models.example.arrays import Agenda, Array, Columns, Ints, Journal
from models.example.world import World

MEMORY_DAYS = 56
"""Days of sales that the buyer looks back on."""


@dataclass
class Shelves:
    """Units by item-location: item times number of places, plus place."""

    book: Ints
    physical: Ints
    lost: Ints
    reserved: Ints
    held: Ints
    in_transit: Ints
    on_order: Ints

    @classmethod
    def empty(cls, size: int) -> "Shelves":
        """Return shelves with nothing on them."""
        return cls(*(np.zeros(size, np.int64) for _ in range(7)))

    @property
    def available(self) -> Ints:
        """What the books say can be promised."""
        return self.book - self.reserved - self.held


@dataclass
class Past:
    """The truth, day by day and item-location."""

    book: Array
    physical: Array
    lost: Array
    demanded: Array
    unserved: Array

    @classmethod
    def empty(cls, days: int, size: int) -> "Past":
        """Return a past with nothing in it yet."""
        return cls(*(np.zeros((days, size), np.int32) for _ in range(5)))


WHERE = ("item", "place")
WAITING = (
    "line",
    "order",
    *WHERE,
    "open",
    "stream",
    "cell",
    "due",
    "placed",
    "is_dated",
)
COLUMNS = {
    "lines": (
        *("order", "line_no", "item", "cell", "customer", "stream", "requested"),
        *("minute", "qty", "cancelled", "reason", "cancelled_minute", "rebate"),
    ),
    "cancellations": ("line", "qty", "reason", "minute"),
    "shipments": ("shipment", "line", "place", "qty", "minute", "short"),
    "returns": (
        *("line", *WHERE, "cell", "qty", "announced", "received", "decided", "fate"),
    ),
    "purchases": (
        *("po", "line_no", "supplier", *WHERE, "qty", "cost", "minute", "medium"),
        *("arrives", "said", "now", "refused", "later", "told"),
    ),
    "receipts": (
        *("po", "line_no", "supplier", *WHERE, "row", "qty", "refused"),
        *("day", "minute", "available"),
    ),
    "purchase_returns": ("receipt", *WHERE, "qty", "minute"),
    "transfers": (
        *("transfer", "line_no", *WHERE, "qty", "lost", "minute", "received"),
    ),
    "adjustments": (*WHERE, "qty", "reason", "minute"),
    "holds": (*WHERE, "qty", "minute", "released"),
    "levels": ("where", "qty", "kind", "minute"),
}


def _nobody_waits() -> Columns:
    """Return an empty queue of lines to be shipped."""
    return {name: np.zeros(0, np.int64) for name in WAITING}


@dataclass
class Books:
    """What is written down: one journal per kind of document."""

    lines: Journal
    cancellations: Journal
    shipments: Journal
    returns: Journal
    purchases: Journal
    receipts: Journal
    purchase_returns: Journal
    transfers: Journal
    adjustments: Journal
    holds: Journal
    levels: Journal

    @classmethod
    def empty(cls) -> "Books":
        """Return books with nothing written in them."""
        return cls(**{name: Journal(*columns) for name, columns in COLUMNS.items()})


@dataclass
class Diary:
    """What falls due on a later day."""

    deliveries: Agenda = field(default_factory=Agenda)
    put_aways: Agenda = field(default_factory=Agenda)
    transfers: Agenda = field(default_factory=Agenda)
    returns: Agenda = field(default_factory=Agenda)
    releases: Agenda = field(default_factory=Agenda)
    defects: Agenda = field(default_factory=Agenda)
    cancelled_remainders: Agenda = field(default_factory=Agenda)


@dataclass
class Business:
    """The company on a day: its shelves, its books, its diary and the truth."""

    world: World
    shelves: Shelves
    past: Past
    outflow: Ints
    books: Books = field(default_factory=Books.empty)
    diary: Diary = field(default_factory=Diary)
    waiting: Columns = field(default_factory=_nobody_waits)
    orders: int = 0
    shipments: int = 0
    transfers: int = 0
    purchases: int = 0

    @property
    def places(self) -> int:
        """Number of places."""
        return self.world.network.places

    def cell(self, items: Array, places: Array | int) -> Ints:
        """Return the item-location numbers."""
        numbers: Ints = np.asarray(items, np.int64) * self.places + places
        return numbers

    def put(self, where: Array, qty: Array) -> None:
        """Book goods in: they are there."""
        np.add.at(self.shelves.book, where, qty)
        np.add.at(self.shelves.physical, where, qty)

    def at(self, place: int) -> Ints:
        """Return the item-location numbers of a place, by item."""
        return self.cell(np.arange(self.world.items.count), place)
