"""What every policy is replayed on, and the levels that tell policies apart.

All matrices have a row per day and a column per item-location, so that a day is read
in one sweep.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Whole = npt.NDArray[np.int64]
Days = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]

NOBODY = -1
"""The parent of who buys from a supplier; the buyer of who buys from nobody."""


class Terms(NamedTuple):
    """On which terms each item-location is replenished; one row each.

    Item-locations of one supplier stand together, so do the places of an item.
    """

    parent: Whole
    """Row of the place that replenishes it, of the same item, or ``NOBODY``."""
    buyer: Whole
    """Number of the supplier and place its orders are put together for, or none."""
    pack: Floats
    least: Floats
    most: Floats
    """Most units of a line; 0: no limit."""
    cost: Floats
    """Money per unit."""


class Ground(NamedTuple):
    """What happens whatever is ordered.

    ``demand`` is what customers want at once or not at all, ``patient`` what those want
    who wait; they are served last. ``other`` is all changes of stock that are neither
    sales nor supply (returns, corrections, kits). ``given`` comes in from orders placed
    before ``planned_from``, the first day on which a policy decides. ``arrival`` is the
    day on which an order of a day comes in, of that day or later; ``chance`` tells on
    which days one can be placed.
    """

    demand: Singles
    patient: Singles
    other: Singles
    given: Singles
    arrival: Days
    chance: Flags
    stock: Floats
    planned_from: Whole
    sold_from: Whole
    terms: Terms
    blocks: Whole
    """First row of each supplier's item-locations, and the end of the last."""
    least_amount: Floats
    """Least money of an order, by buyer."""

    @property
    def days(self) -> int:
        """Number of days."""
        return len(self.demand)

    @property
    def places(self) -> int:
        """Number of item-locations."""
        return len(self.stock)


class Levels(NamedTuple):
    """A policy: order when at or below the first level, up to the second.

    Matrices have a row per vintage and a column per item-location; ``vintage`` is the
    row that holds on each day, or -1 where nothing is ordered. ``daily`` is what is
    expected to sell a day. What a place replenishes is in its levels and in that too
    (Clark & Scarf 1960).
    """

    point: Singles
    up_to: Singles
    daily: Singles
    vintage: Whole
