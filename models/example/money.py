"""Currencies and prices of the example company; money in hundredths."""

import numpy as np

from models.example.arrays import Array, Floats, Ints
from models.example.items import Items
from models.example.world import MASTER, World

NOMINAL = {"DKK": 1.0, "EUR": 7.46, "SEK": 0.65, "USD": 6.6, "CNY": 0.92, "GBP": 8.6}
"""Kroner per unit, as a rule."""
BEFORE = 10
"""Days before the first one that have exchange rates."""
BREAK_EVERY = 4
BREAKS = ((10, 0.95), (40, 0.9))
"""From so many packs on, this factor on the price of every fourth item."""


def nominal(world: World, currency: str) -> float:
    """Return company currency per unit of ``currency``, as a rule."""
    return NOMINAL[currency] / NOMINAL[world.currency]


def supplier_rates(world: World) -> Floats:
    """Return company currency per unit of each supplier's currency, as a rule."""
    return np.array([nominal(world, code) for code in world.suppliers.currency])


def rates(world: World, currency: str) -> Floats:
    """Return company currency per unit of ``currency``, from ``BEFORE`` days on.

    The euro hardly moves against the krone; the others walk at random.
    """
    number = list(NOMINAL).index(currency)
    rng = world.random(MASTER, 100 + number)
    step = 0.0001 if currency == "EUR" else 0.004
    steps = rng.normal(0, step, world.days.count + BEFORE + 400)
    walk = np.exp(np.cumsum(steps)) if currency != world.currency else 1.0
    return np.round(nominal(world, currency) * walk, 4) * np.ones(len(steps))


def repriced(own: Items, days: int) -> tuple[Ints, Floats]:
    """Return when and by which factor supplier prices change; never for most."""
    number = np.arange(own.count)
    changes = number % 5 == 0
    when = np.where(changes, days // 2 + number % 60, 10**6)
    return when, np.where(changes, 1.03 + (number % 6) / 100, 1.0)


def unit_costs(world: World, item: Array, qty: Array, day: int) -> Ints:
    """Return what suppliers charge per unit on a day, in their currency.

    Where a price break starts, the lower price holds for all units.
    """
    own = world.items
    when, factor = repriced(own, world.days.count)
    foreign = supplier_rates(world)
    cost = own.cost[item] / foreign[own.supplier[item]]
    cost = cost * np.where(day >= when[item], factor[item], 1.0)
    for packs, less in BREAKS:
        reached = (item % BREAK_EVERY == 0) & (qty >= own.pack[item] * packs)
        cost = np.where(
            reached, own.cost[item] / foreign[own.supplier[item]] * less, cost
        )
    return np.maximum(np.rint(cost), 1).astype(np.int64)
