"""What comes in from suppliers, and what goes back to them."""

import numpy as np

from models.example.arrays import MINUTES, NEVER, Array
from models.example.state import Business


def receive(business: Business, day: int, rng: np.random.Generator) -> None:
    """Take in the deliveries of a day; some are put away a working day later."""
    due = business.diary.deliveries.pop(day)
    if due is not None:
        where = business.cell(due["item"], due["place"])
        np.add.at(business.shelves.on_order, where, -due["qty"])
        docks, number = np.unique(due["po"], return_inverse=True)
        slow = (rng.random(len(docks)) < 0.15)[number]  # noqa: PLR2004 (share put away late)
        ready = np.where(slow, business.world.days.workday(np.array([day + 1]))[0], day)
        minute = day * MINUTES + 7 * 60 + rng.integers(0, 90, len(docks))[number]
        row = business.books.receipts.append(
            **due,
            day=np.full(len(where), day),
            minute=minute,
            available=np.where(slow, ready * MINUTES + 6 * 60 + 30, minute + 20),
        )
        good = due["qty"] - due["refused"]
        business.diary.put_aways.push(ready, where=where, qty=good)
        _find_defects(business, due["item"], due["place"], row, day, rng)
    ready_now = business.diary.put_aways.pop(day)
    if ready_now is not None:
        business.put(ready_now["where"], ready_now["qty"])


def _find_defects(
    business: Business,
    item: Array,
    place: Array,
    row: Array,
    day: int,
    rng: np.random.Generator,
) -> None:
    """Plan that some goods turn out to be faulty a week later."""
    faulty = rng.random(len(item)) < 0.01  # noqa: PLR2004 (share of lines with faults)
    due = business.world.days.workday(np.where(faulty, day + 6, NEVER - 1))
    due = np.where(faulty, due, NEVER)
    units = rng.integers(1, 5, len(item))
    business.diary.defects.push(due, receipt=row, item=item, place=place, qty=units)


def send_back(business: Business, day: int) -> None:
    """Send faulty goods back to the supplier, as far as they are still there."""
    due = business.diary.defects.pop(day)
    if due is None:
        return
    where = business.cell(due["item"], due["place"])
    once = np.unique(where, return_index=True)[1]
    due = {name: values[once] for name, values in due.items()}
    qty = np.minimum(due["qty"], business.shelves.physical[where[once]])
    some = qty > 0
    business.put(where[once][some], -qty[some])
    minute = np.full(int(some.sum()), day * MINUTES + 15 * 60)
    business.books.purchase_returns.append(
        **{name: due[name][some] for name in ("receipt", "item", "place")},
        qty=qty[some],
        minute=minute,
    )


def drop_remainders(business: Business, day: int) -> None:
    """Stop waiting for remainders that the supplier has cancelled."""
    due = business.diary.cancelled_remainders.pop(day)
    if due is not None:
        where = business.cell(due["item"], due["place"])
        np.add.at(business.shelves.on_order, where, -due["qty"])
