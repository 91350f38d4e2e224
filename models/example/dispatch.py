"""Shipping what was promised, as far as it is really there."""

import numpy as np

from models.example.arrays import MINUTES, Bools, Columns, Ints
from models.example.customers import RETAIL_STREAM
from models.example.kits import granted, spread
from models.example.sales import NO_STOCK
from models.example.state import Business

PATIENCE_DAYS = 28


def dispatch(business: Business, day: int, rng: np.random.Generator) -> Columns | None:
    """Ship on a working day the lines that are due, oldest first; return them."""
    waiting, world = business.waiting, business.world
    if not world.is_open(0, day):
        return None
    due = waiting["due"] <= day
    now = {name: values[due] for name, values in waiting.items()}
    own = world.items.recipes
    where = now["item"], now["place"]
    shipped = granted(business.shelves.physical, own, *where, now["open"])
    spread(business.shelves.book, own, *where, -shipped)
    released = np.where(now["is_dated"], 0, shipped)
    spread(business.shelves.reserved, own, *where, -released)
    _write(business, day, now, shipped, rng)
    given_up = _give_up(business, day, now, now["open"] - shipped)
    now["open"] = now["open"] - shipped
    stays = (now["open"] > 0) & ~given_up
    business.waiting = {
        name: np.concatenate([now[name][stays], values[~due]])
        for name, values in waiting.items()
    }
    names = ("line", "item", "cell", "place")
    some = shipped > 0
    return {**{name: now[name][some] for name in names}, "qty": shipped[some]}


def _write(
    business: Business,
    day: int,
    now: Columns,
    shipped: Ints,
    rng: np.random.Generator,
) -> None:
    """Write one shipment per order and day."""
    some = shipped > 0
    orders, number = np.unique(now["order"][some], return_inverse=True)
    minute = day * MINUTES + 13 * 60 + rng.integers(0, 240, len(orders))
    business.books.shipments.append(
        shipment=(business.shipments + number).astype(np.int32),
        line=now["line"][some].astype(np.int32),
        place=now["place"][some].astype(np.int8),
        qty=shipped[some].astype(np.int32),
        minute=minute[number].astype(np.int32),
        short=(shipped < now["open"])[some].astype(np.int8),
    )
    business.shipments += len(orders)


def _give_up(business: Business, day: int, now: Columns, missing: Ints) -> Bools:
    """Cancel what could not be found; wholesale waits four weeks for it."""
    patient = now["stream"] != RETAIL_STREAM
    given_up: Bools = (missing > 0) & (~patient | (day > now["due"] + PATIENCE_DAYS))
    gone = {name: values[given_up] for name, values in now.items()}
    qty = missing[given_up]
    own, past = business.world.items.recipes, business.past
    where = gone["item"], gone["place"]
    held = np.where(gone["is_dated"], 0, qty)
    spread(business.shelves.reserved, own, *where, -held)
    for placed in np.unique(gone["placed"]):
        then = gone["placed"] == placed
        spread(past.unserved[placed], own, where[0][then], where[1][then], qty[then])
    business.books.cancellations.append(
        line=gone["line"].astype(np.int64),
        qty=qty,
        reason=np.full(len(qty), NO_STOCK),
        minute=np.full(len(qty), day * MINUTES + 17 * 60),
    )
    return given_up
