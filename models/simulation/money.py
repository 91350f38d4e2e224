"""What a policy costs: holding, ordering, and the margin of what was not served."""

from dataclasses import dataclass

import numpy as np

from models.simulation.ground import NOBODY, Floats, Ground, Singles
from models.simulation.replay import Outcome

DAYS_A_YEAR = 365


@dataclass(frozen=True)
class Prices:
    """What things cost, company currency; one value per item-location or buyer."""

    holding_rate: Floats
    """Share of its cost that a unit costs to hold for a year."""
    margin: Floats
    """What a unit that is not served loses."""
    order_cost: Floats
    """What an order costs, by buyer."""


@dataclass(frozen=True)
class Costs:
    """Money by week and item-location."""

    holding: Floats
    ordering: Floats
    lost: Floats

    @property
    def total(self) -> Floats:
        """All of it."""
        return self.holding + self.ordering + self.lost


def costs(outcome: Outcome, ground: Ground, prices: Prices) -> Costs:
    """Return what an outcome costs, orders shared out over their lines."""
    cost = ground.terms.cost
    per_unit_day = cost * prices.holding_rate / DAYS_A_YEAR
    missed = np.maximum(outcome.demanded - outcome.served, 0.0)
    return Costs(
        holding=outcome.stocked * per_unit_day,
        ordering=shared_orders(outcome.lines, outcome.orders, ground)
        * _by_place(prices.order_cost, ground),
        lost=missed * prices.margin,
    )


def shared_orders(lines: Singles, orders: Singles, ground: Ground) -> Floats:
    """Return orders by week and item-location: each line its part of the week's."""
    buyer = ground.terms.buyer
    buys = np.flatnonzero(buyer != NOBODY)
    of_buyer = np.zeros(orders.shape)
    np.add.at(of_buyer.T, buyer[buys], lines.T[buys].astype(np.float64))
    a_line = np.divide(orders, of_buyer, out=np.zeros(orders.shape), where=of_buyer > 0)
    shared = np.zeros(lines.shape)
    shared[:, buys] = lines[:, buys] * a_line[:, buyer[buys]]
    return shared


def _by_place(of_buyer: Floats, ground: Ground) -> Floats:
    """Return the value of each item-location's buyer, 0 where it has none."""
    padded = np.append(of_buyer, 0.0)
    values: Floats = padded[ground.terms.buyer]
    return values
