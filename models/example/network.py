"""Where the example company keeps and sells its goods."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.example.arrays import Floats, Ints
from models.example.sizes import Size

CHANNELS = ("web", "marketplace", "store", "wholesale")
WEB, MARKETPLACE, STORE, WHOLESALE = range(4)
SHARES = (0.45, 0.18, 0.32, 0.05)
CURRENCIES = ("DKK", "EUR", "DKK", "DKK")
TAX_INCLUDED = (True, True, True, False)
WEEKDAYS = np.array(
    [
        [1.15, 1.05, 1.0, 1.0, 0.9, 0.85, 1.1],
        [1.1, 1.05, 1.0, 0.95, 0.9, 0.95, 1.1],
        [0.75, 0.8, 0.9, 1.1, 1.4, 1.8, 0.0],
        [1.4, 1.4, 1.4, 1.4, 1.3, 0.05, 0.05],
    ]
)
TOWNS = ("Aarhus", "Odense", "Aalborg", "Esbjerg", "Roskilde", "Herning")


@dataclass(frozen=True)
class Network:
    """Places in the order warehouses, marketplace hub, stores; and who sells from them.

    A *cell* is a channel at a place.
    """

    warehouses: int
    hubs: int
    stores: int

    @classmethod
    def of(cls, size: Size) -> "Network":
        """Return the places of an example of this size."""
        return cls(size.warehouses, size.hubs, size.stores)

    @property
    def places(self) -> int:
        """Number of places."""
        return self.warehouses + self.hubs + self.stores

    @cached_property
    def location_ids(self) -> list[str]:
        """Codes of the places."""
        houses = ["main", "north"][: self.warehouses]
        hubs = ["hub"][: self.hubs]
        return [*houses, *hubs, *(f"store-{n + 1}" for n in range(self.stores))]

    @cached_property
    def kinds(self) -> list[str]:
        """What each place is."""
        kinds = ("warehouse", "third_party", "store")
        counts = (self.warehouses, self.hubs, self.stores)
        return [k for k, n in zip(kinds, counts, strict=True) for _ in range(n)]

    @cached_property
    def first_store(self) -> int:
        """Number of the first store."""
        return self.warehouses + self.hubs

    @cached_property
    def cells(self) -> list[tuple[int, int, float]]:
        """Channel, place and share of demand of every cell."""
        hub = self.warehouses if self.hubs else 0
        each = SHARES[STORE] / max(self.stores, 1)
        stores = [(STORE, self.first_store + n, each) for n in range(self.stores)]
        return [
            (WEB, 0, SHARES[WEB]),
            (MARKETPLACE, hub, SHARES[MARKETPLACE]),
            *stores,
            (WHOLESALE, self.warehouses - 1, SHARES[WHOLESALE]),
        ]

    @cached_property
    def cell_channel(self) -> Ints:
        """Channel of each cell."""
        return np.array([channel for channel, _, _ in self.cells])

    @cached_property
    def cell_place(self) -> Ints:
        """Place of each cell."""
        return np.array([place for _, place, _ in self.cells])

    @cached_property
    def cell_share(self) -> Floats:
        """Share of each cell in the demand for an item."""
        return np.array([share for _, _, share in self.cells])

    @cached_property
    def served_by(self) -> Ints:
        """Place that replenishes each place; a warehouse itself."""
        own = np.arange(self.places)
        return np.where(own < self.warehouses, own, 0)
