"""Orders to suppliers, and what becomes of them."""

import numpy as np

from models.example.arrays import MINUTES, NEVER, Bools, Columns, Ints
from models.example.buyer import Observed, Policy, Purchase
from models.example.money import unit_costs
from models.example.state import Business
from models.example.suppliers import (
    AIR,
    AIR_SHARE,
    ROAD,
    SEA,
    closed_days,
    true_lead_days,
)

LISTED_DAYS = 60
"""Days before its launch from which on an item is bought."""


def observed(business: Business, day: int) -> Observed:
    """Return what the buyer can see."""
    world, shelves = business.world, business.shelves
    own, shape = world.items, (world.items.count, business.places)

    def shown(units: Ints, *shape: int) -> Ints:
        view = units.reshape(shape)
        view.flags.writeable = False
        return view

    return Observed(
        day=day,
        on=world.days.all[day],
        book_qty=shown(shelves.book, *shape),
        reserved_qty=shown(shelves.reserved, *shape),
        in_transit_qty=shown(shelves.in_transit, *shape),
        on_order_qty=shown(shelves.on_order, *shape),
        outflow_qty=shown(business.outflow, -1, *shape),
        served_by=world.network.served_by,
        is_bought=is_bought(business, day),
        lead_time_days=own.lead_time_days,
        pack_qty=own.pack,
        min_order_qty=own.minimum,
    )


def is_bought(business: Business, day: int) -> Bools:
    """Tell which items are in the range: ordinary, listed, not discontinued."""
    own = business.world.items
    bought: Bools = (own.kind == 0) & (own.launched - LISTED_DAYS <= day)
    return bought & (own.ended > day)


def buy(business: Business, policy: Policy, day: int, rng: np.random.Generator) -> None:
    """Let the policy decide, add first orders for launches, and send the orders."""
    first = _launches(business, day)
    chosen = policy(observed(business, day))
    place_orders(business, first, day, rng)
    place_orders(business, chosen, day, rng)


def _launches(business: Business, day: int) -> Purchase:
    """Order six weeks' expected sales of items that will be launched."""
    own = business.world.items
    lead = own.launched - own.lead_time_days - 10
    item = np.flatnonzero(
        (own.kind == 0) & (np.maximum(lead, 1) == day) & (own.launched > 0)
    )
    guess = own.base[item] * (1 + own.extra[item]) * 42
    place = np.zeros(len(item), np.int64)
    packs = np.ceil(np.maximum(guess, own.minimum[item]) / own.pack[item])
    return Purchase(item, place, (packs * own.pack[item]).astype(np.int64))


def place_orders(
    business: Business, chosen: Purchase, day: int, rng: np.random.Generator
) -> None:
    """Write one purchase order per supplier and place, and plan its deliveries."""
    if not len(chosen.item):
        return
    own = business.world.items
    supplier = own.supplier[chosen.item]
    order = np.lexsort((chosen.item, chosen.place, supplier))
    item, place, qty = (x[order] for x in (chosen.item, chosen.place, chosen.qty))
    group = supplier[order] * business.places + place
    _, first, number = np.unique(group, return_index=True, return_inverse=True)
    lines: Columns = {
        "po": business.purchases + number,
        "line_no": np.arange(len(item)) - first[number] + 1,
        "supplier": supplier[order],
        "item": item,
        "place": place,
        "qty": qty,
        "cost": unit_costs(business.world, item, qty, day),
        "minute": (day * MINUTES + 10 * 60 + number % 300).astype(np.int64),
    }
    business.purchases += len(first)
    lines |= _journey(business, lines, first, number, day, rng)
    lines |= _deliveries(business, lines, rng)
    row = business.books.purchases.append(**lines)
    np.add.at(business.shelves.on_order, business.cell(item, place), qty)
    _plan(business, lines, row)


def _journey(
    business: Business,
    lines: Columns,
    first: Ints,
    number: Ints,
    day: int,
    rng: np.random.Generator,
) -> Columns:
    """Draw how each order travels and when it comes."""
    world = business.world
    supplier = lines["supplier"][first]
    is_far = world.suppliers.is_far[supplier]
    is_air = is_far & (rng.random(len(first)) < AIR_SHARE)
    lead = true_lead_days(world.suppliers, supplier, is_air, rng)
    start = world.days.all[day]
    pauses = [
        closed_days(world.suppliers, int(s), start, int(d))
        for s, d in zip(supplier, lead, strict=True)
    ]
    arrives = world.days.workday(day + lead + np.array(pauses))
    medium = np.where(is_air, AIR, np.where(is_far, SEA, ROAD))
    said = np.where(is_air, 10, world.suppliers.lead_time_days[supplier])
    return {
        "medium": medium[number],
        "arrives": arrives[number],
        "said": (day + said)[number],
    }


def _deliveries(
    business: Business, lines: Columns, rng: np.random.Generator
) -> Columns:
    """Draw partial deliveries, refusals, and remainders that never come."""
    qty, draw = lines["qty"], rng.random(len(lines["qty"]))
    is_partial = (draw < 0.12) & (qty > 1)  # noqa: PLR2004 (share in two deliveries)
    part = np.maximum(1, (qty * rng.uniform(0.4, 0.85, len(qty))).astype(np.int64))
    later = lines["arrives"] + rng.integers(7, 22, len(qty))
    later = business.world.days.workday(later)
    never = is_partial & (draw < 0.02)  # noqa: PLR2004 (share never delivered)
    is_told = never & (draw < 0.012)  # noqa: PLR2004 (of these, cancelled)
    refused = rng.random(len(qty)) < 0.03  # noqa: PLR2004 (share with refusals)
    share = rng.uniform(0.02, 0.3, len(qty))
    now = np.where(is_partial, part, qty)
    return {
        "now": now,
        "refused": np.where(refused, np.ceil(now * share), 0).astype(np.int64),
        "later": np.where(is_partial & ~never, later, NEVER),
        "told": np.where(is_told, lines["arrives"] + 10, NEVER),
    }


def _plan(business: Business, lines: Columns, row: Ints) -> None:
    """Note deliveries and cancellations of remainders in the diary."""
    same = {
        name: lines[name] for name in ("po", "line_no", "supplier", "item", "place")
    }
    rest, none = lines["qty"] - lines["now"], np.zeros_like(lines["qty"])
    diary = business.diary
    diary.deliveries.push(
        lines["arrives"], row=row, qty=lines["now"], refused=lines["refused"], **same
    )
    diary.deliveries.push(lines["later"], row=row, qty=rest, refused=none, **same)
    diary.cancelled_remainders.push(lines["told"], row=row, qty=rest, **same)
