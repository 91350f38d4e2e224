"""Goods that customers send back."""

import numpy as np

from models.example.arrays import MINUTES, NEVER, Columns
from models.example.items import VIRTUAL_KIT
from models.example.network import MARKETPLACE, STORE, WEB
from models.example.state import Business

RATES = {WEB: 0.07, MARKETPLACE: 0.05, STORE: 0.015}
RESTOCK, SCRAP, INSPECT_RESTOCK, INSPECT_SCRAP, UNDECIDED = range(5)
ODDS = (0.7, 0.12, 0.12, 0.03, 0.03)


def announce_returns(
    business: Business, shipped: Columns, day: int, rng: np.random.Generator
) -> None:
    """Draw which of the lines shipped on a day come back, and when."""
    world = business.world
    channel = world.network.cell_channel[shipped["cell"]]
    rate = np.select([channel == c for c in RATES], list(RATES.values()), 0.0)
    rate *= world.items.kind[shipped["item"]] != VIRTUAL_KIT
    back = np.flatnonzero(rng.random(len(rate)) < rate)
    rows = {name: values[back] for name, values in shipped.items()}
    count = len(back)
    announced = day + rng.integers(4, 18, count)
    comes = world.days.workday(announced + rng.integers(2, 7, count))
    received = np.where(rng.random(count) < 0.06, NEVER, comes)  # noqa: PLR2004 (never sent)
    fate = rng.choice(len(ODDS), count, p=ODDS)
    decided = np.where(
        fate >= INSPECT_RESTOCK, world.days.workday(received + 3), received
    )
    decided = np.where((received == NEVER) | (fate == UNDECIDED), NEVER, decided)
    store = channel[back] == STORE
    rows["place"] = np.where(store, rows["place"], 0)
    rows["qty"] = np.minimum(rows["qty"], 1 + rng.poisson(0.2, count))
    _write(business, rows, {"announced": announced, "received": received,
                            "decided": decided, "fate": fate})  # fmt: skip


def _write(business: Business, rows: Columns, when: Columns) -> None:
    """Write the returns and note when the goods go back on the shelf."""
    minute = {"announced": 12 * 60, "received": 10 * 60, "decided": 14 * 60}
    stamps = {
        name: np.where(when[name] == NEVER, NEVER, when[name] * MINUTES + offset)
        for name, offset in minute.items()
    }
    at_once = when["decided"] == when["received"]
    stamps["decided"] = np.where(at_once, stamps["received"], stamps["decided"])
    business.books.returns.append(**rows, **stamps, fate=when["fate"])
    good = (when["fate"] == RESTOCK) | (when["fate"] == INSPECT_RESTOCK)
    where = business.cell(rows["item"], rows["place"])
    business.diary.returns.push(
        np.where(good, when["decided"], NEVER), where=where, qty=rows["qty"]
    )


def restock(business: Business, day: int) -> None:
    """Put back what has come back and is as good as new."""
    due = business.diary.returns.pop(day)
    if due is not None:
        business.put(due["where"], due["qty"])
