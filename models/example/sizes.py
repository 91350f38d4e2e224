"""How large an example is."""

import datetime as dt
from dataclasses import dataclass

LAST_ON = dt.date(2026, 6, 30)
TIME_ZONE = "Europe/Copenhagen"
CURRENCY = "DKK"


@dataclass(frozen=True)
class Size:
    """Extent of the example: what it has and for how long it runs."""

    items: int
    days: int
    warehouses: int
    hubs: int
    stores: int
    customers: int
    lines_per_item: float

    @property
    def first_on(self) -> dt.date:
        """First simulated day."""
        return LAST_ON - dt.timedelta(days=self.days - 1)

    @property
    def locations(self) -> int:
        """Number of places that hold stock."""
        return self.warehouses + self.hubs + self.stores


SIZES = {
    "small": Size(200, 365, 1, 0, 1, 4_000, 0.9),
    "medium": Size(1_000, 730, 2, 1, 2, 60_000, 1.6),
    "large": Size(5_000, 730, 2, 1, 3, 400_000, 2.0),
}
"""Small: 400 item-locations; medium: 5,000; large: 30,000."""
