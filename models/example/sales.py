"""Taking orders: what the books say is there is sold, the rest is lost."""

import numpy as np

from models.example.arrays import MINUTES, NEVER, Bools, Columns, Ints
from models.example.customers import PROJECT_STREAM, RETAIL_STREAM, wanted
from models.example.items import DROPSHIP
from models.example.kits import granted, spread
from models.example.network import STORE
from models.example.state import Business

CUT_OFF = 11 * 60 + 30
NO_REASON, CUSTOMER, FRAUD, NO_STOCK, OTHER = range(5)
REASONS = (None, "customer", "fraud", "no_stock", "other")


def sell(business: Business, day: int, rng: np.random.Generator) -> Columns:
    """Take the orders of a day; return what stores hand over at once."""
    lines = wanted(business.world, day, rng)
    served = _served(business, lines)
    lines |= _fate(lines, served, day, rng)
    _remember(business, day, lines, served)
    kept = (served > 0) | (lines["reason"] != NO_REASON)
    lines = {name: values[kept] for name, values in lines.items()}
    lines |= {"served": served[kept]}
    lines["line"] = _written(business, day, lines)
    at_once = _is_carried_home(business, lines)
    _queue(business, day, lines, ~at_once)
    return _hand_over(business, {n: v[at_once] for n, v in lines.items()})


def _served(business: Business, lines: Columns) -> Ints:
    """Return how much of each line can be promised.

    Stores sell what is on the shelf, the others what the books hold; wholesale accepts
    every order and lets it wait, and what the supplier ships is always there.
    """
    shelves, world = business.shelves, business.world
    is_store = np.arange(business.places) >= world.network.first_store
    in_store = np.tile(is_store, world.items.count)
    stock = np.where(in_store, shelves.physical, shelves.available)
    waits = lines["stream"] != RETAIL_STREAM
    waits |= world.items.kind[lines["item"]] == DROPSHIP
    want = np.where(waits, 0, lines["qty"])
    own = world.items.recipes
    served = granted(stock, own, lines["item"], lines["place"], want)
    return np.where(waits, lines["qty"], served)


def _fate(lines: Columns, served: Ints, day: int, rng: np.random.Generator) -> Columns:
    """Decide which lines are written although cancelled the same day, and why."""
    draw = rng.random(len(served))
    short = served < lines["qty"]
    noted = short & (draw < 0.15)  # noqa: PLR2004 (share of shortages that are written)
    regret = ~short & (draw < 0.018) & (lines["place"] == 0)  # noqa: PLR2004 (share)
    regret &= lines["stream"] == RETAIL_STREAM
    why = np.where(draw < 0.003, FRAUD, np.where(draw < 0.016, CUSTOMER, OTHER))  # noqa: PLR2004
    reason = np.where(noted, NO_STOCK, np.where(regret, why, NO_REASON))
    last = (day + 1) * MINUTES - 1
    later = np.minimum(lines["minute"] + rng.integers(10, 300, len(served)), last)
    missing = np.where(noted, lines["qty"] - served, 0)
    return {
        "reason": reason,
        "cancelled": np.where(regret, lines["qty"], missing),
        "cancelled_minute": np.where(reason == NO_REASON, NEVER, later),
        "ordered": np.where(noted, lines["qty"], served),
        "is_regret": regret,
    }


def _remember(business: Business, day: int, lines: Columns, served: Ints) -> None:
    """Write true demand and what of it was lost; a regretted order is not demand."""
    own, past = business.world.items.recipes, business.past
    where = lines["item"], lines["place"]
    wished = np.where(lines["is_regret"], 0, lines["qty"])
    missed = np.where(lines["is_regret"], 0, lines["qty"] - served)
    spread(past.demanded[day], own, *where, wished)
    spread(past.unserved[day], own, *where, missed)
    taken = np.where(lines["stream"] == PROJECT_STREAM, 0, wished - missed)
    spread(business.outflow[day % len(business.outflow)], own, *where, taken)


def _written(business: Business, day: int, lines: Columns) -> Ints:
    """Write the order lines and return their numbers."""
    orders, order = np.unique(lines["order"], return_inverse=True)
    first = np.flatnonzero(np.diff(order, prepend=-1))
    line_no = np.arange(len(order)) - first[order] + 1 if len(order) else order
    number = business.orders + order
    business.orders += len(orders)
    rebate = business.world.discounts(day)[lines["item"], lines["cell"]]
    kept = ("item", "cell", "customer", "stream", "requested", "minute")
    rows = business.books.lines.append(
        order=number.astype(np.int32),
        line_no=line_no.astype(np.int8),
        qty=lines["ordered"].astype(np.int32),
        cancelled=lines["cancelled"].astype(np.int32),
        reason=lines["reason"].astype(np.int8),
        cancelled_minute=lines["cancelled_minute"].astype(np.int32),
        rebate=np.rint(rebate * 100).astype(np.int8),
        **{name: lines[name].astype(np.int32) for name in kept},
    )
    lines["order"] = number
    return rows


def _is_carried_home(business: Business, lines: Columns) -> Bools:
    """Tell which lines customers carry home from a store."""
    in_store: Bools = business.world.network.cell_channel[lines["cell"]] == STORE
    return in_store & (lines["served"] > 0)


def _hand_over(business: Business, sold: Columns) -> Columns:
    """Let store customers carry the goods home."""
    own = business.world.items.recipes
    for stock in (business.shelves.book, business.shelves.physical):
        spread(stock, own, sold["item"], sold["place"], -sold["served"])
    number = business.shipments + np.unique(sold["order"], return_inverse=True)[1]
    business.shipments = int(number.max(initial=business.shipments - 1)) + 1
    business.books.shipments.append(
        shipment=number.astype(np.int32),
        line=sold["line"].astype(np.int32),
        place=sold["place"].astype(np.int8),
        qty=sold["served"].astype(np.int32),
        minute=sold["minute"].astype(np.int32),
        short=np.zeros(len(number), np.int8),
    )
    names = ("line", "item", "cell", "place")
    return {**{name: sold[name] for name in names}, "qty": sold["served"]}


def _queue(business: Business, day: int, lines: Columns, chosen: Bools) -> None:
    """Promise the goods to the lines that are to be shipped."""
    world = business.world
    chosen = chosen & ~lines["is_regret"] & (lines["served"] > 0)
    chosen &= world.items.kind[lines["item"]] != DROPSHIP
    new = {name: values[chosen] for name, values in lines.items()}
    late = new["minute"] % MINUTES >= CUT_OFF
    due = world.days.workday(day + late.astype(np.int64))
    due = np.where(new["requested"] == NEVER, due, new["requested"])
    dated = new["requested"] != NEVER
    new["open"] = new["served"]
    reserved = np.where(dated, 0, new["open"])
    own = world.items.recipes
    spread(business.shelves.reserved, own, new["item"], new["place"], reserved)
    new |= {"due": due, "placed": np.full(len(due), day), "is_dated": dated}
    business.waiting = {
        name: np.concatenate([values, new[name]])
        for name, values in business.waiting.items()
    }
