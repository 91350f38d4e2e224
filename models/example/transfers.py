"""Filling stores and the marketplace hub from the main warehouse."""

import numpy as np

from models.example.arrays import MINUTES, Ints
from models.example.state import Business

WEEKDAYS = (1, 4)
COVER_DAYS = 14
KEPT_DAYS = 10
"""Days of its own sales that the warehouse does not give away."""
LOSS_SHARE = 0.004
HUB_DAYS, STORE_DAYS = 3, 1


def ship_transfers(business: Business, day: int, rng: np.random.Generator) -> None:
    """Send on Tuesdays and Fridays what stores and hub lack of two weeks' sales."""
    network = business.world.network
    if business.world.days.weekday[day] not in WEEKDAYS:
        return
    for place in range(network.warehouses, network.places):
        _send(business, place, day, rng)


def _send(business: Business, place: int, day: int, rng: np.random.Generator) -> None:
    """Send one transfer to a place."""
    qty = _wish(business, place, day)
    item = np.flatnonzero(qty)
    if not len(item):
        return
    sent = qty[item]
    world = business.world
    days = HUB_DAYS if world.network.kinds[place] == "third_party" else STORE_DAYS
    due = int(world.days.workday(np.array([day + days]))[0])
    lost = (rng.random(len(item)) < LOSS_SHARE).astype(np.int64)
    business.books.transfers.append(
        transfer=np.full(len(item), business.transfers),
        line_no=np.arange(len(item)) + 1,
        item=item,
        place=np.full(len(item), place),
        qty=sent,
        lost=lost,
        minute=np.full(len(item), day * MINUTES + 17 * 60 + 15),
        received=np.full(len(item), due * MINUTES + 6 * 60 + 45),
    )
    business.transfers += 1
    there = business.cell(item, place)
    business.put(business.cell(item, 0), -sent)
    np.add.at(business.shelves.in_transit, there, sent)
    business.diary.transfers.push(
        np.full(len(item), due), where=there, sent=sent, came=sent - lost
    )


def _wish(business: Business, place: int, day: int) -> Ints:
    """Return what a place lacks, as far as the warehouse can spare it."""
    shelves, there, main = business.shelves, business.at(place), business.at(0)
    own = business.world.items
    daily = business.outflow[:, there].mean(axis=0)
    listed = own.is_stocked & (own.kind == 0)
    listed &= (own.launched - 3 <= day) & (own.ended > day)
    goal = np.where(listed, np.ceil(daily * COVER_DAYS) + 2, 0)
    lack = goal - shelves.book[there] - shelves.in_transit[there]
    worth = lack >= np.maximum(1, goal * 0.3)
    spare = np.minimum(shelves.physical[main], shelves.available[main])
    spare = spare - np.ceil(business.outflow[:, main].mean(axis=0) * KEPT_DAYS)
    wish: Ints = np.where(worth, np.clip(np.minimum(lack, spare), 0, None), 0).astype(
        np.int64
    )
    return wish


def receive_transfers(business: Business, day: int) -> None:
    """Take in what arrives from the warehouse."""
    due = business.diary.transfers.pop(day)
    if due is not None:
        business.put(due["where"], due["came"])
        np.add.at(business.shelves.in_transit, due["where"], -due["sent"])
