"""Work on the shelves: kits, damage, holds, loss that nobody sees, and counts."""

import numpy as np

from models.example.arrays import MINUTES, NEVER, Array, Ints
from models.example.state import Business

DAMAGE, FOUND, KIT_BUILD, KIT_BREAK, EXPIRY, OWN_USE = range(6)
REASONS = ("damage", "found", "kit_build", "kit_break", "expiry", "own_use")
OPENING, COUNT, SNAPSHOT = range(3)
KINDS = ("opening", "count", "snapshot")
COUNT_CYCLE_DAYS = 70
KIT_WEEKDAY = 2
HOLD_RATE, LEAST_HELD = 0.0002, 4
LOSS_RATE = {"warehouse": 0.0008, "third_party": 0.0008, "store": 0.003}
UNTIL_SNAPSHOT, UNTIL_COUNT = 23 * 60 + 50, 22 * 60 + 30


def build_kits(business: Business, day: int) -> None:
    """Put together on Wednesdays four weeks' sales of each kit that is stocked.

    What is left of a kit that nobody bought for four weeks is taken apart.
    """
    world, shelves = business.world, business.shelves
    if world.days.weekday[day] != KIT_WEEKDAY:
        return
    for kit, parts in world.build_recipes.items():
        where = business.cell(np.array([part for part, _ in parts]), 0)
        per = np.array([qty for _, qty in parts])
        own = int(business.cell(np.array([kit]), 0)[0])
        recent = business.outflow[:, own]
        lack = int(np.ceil(recent.mean() * 28)) + 10 - int(shelves.book[own])
        spare = np.minimum(shelves.physical[where], shelves.available[where])
        qty = max(min(lack, int((spare // per).min())), 0)
        if day % 8 == 1 and shelves.physical[own] > 1:
            qty = -1
        _rebuild(business, kit, np.append(where, own), np.append(-per, 1) * qty, day)


def _rebuild(business: Business, kit: int, where: Ints, change: Ints, day: int) -> None:
    """Book kits built, or taken apart if negative, and their components."""
    qty = int(change[-1])
    if qty == 0:
        return
    business.put(where, change)
    used = np.maximum(-change[:-1], 0)
    np.add.at(business.outflow[day % len(business.outflow)], where[:-1], used)
    business.books.adjustments.append(
        item=np.array([kit]),
        place=np.array([0]),
        qty=np.array([qty]),
        reason=np.array([KIT_BUILD if qty > 0 else KIT_BREAK]),
        minute=np.array([day * MINUTES + 10 * 60 + 15]),
    )


def correct(business: Business, day: int, rng: np.random.Generator) -> None:
    """Write off what broke or expired, and write up what turned up."""
    stock = business.shelves.physical
    chosen = np.flatnonzero((rng.random(len(stock)) < 0.0006) & (stock > 0))  # noqa: PLR2004
    reason = rng.choice(
        [DAMAGE, FOUND, EXPIRY, OWN_USE], len(chosen), p=[0.6, 0.1, 0.2, 0.1]
    )
    units = np.minimum(rng.integers(1, 4, len(chosen)), stock[chosen])
    qty = np.where(reason == FOUND, 1, -units)
    business.put(chosen, qty)
    business.books.adjustments.append(
        item=chosen // business.places,
        place=chosen % business.places,
        qty=qty,
        reason=reason,
        minute=np.full(len(chosen), day * MINUTES + 16 * 60 + 30),
    )


def hold(business: Business, day: int, rng: np.random.Generator) -> None:
    """Keep some goods back until somebody has looked at them."""
    shelves = business.shelves
    due = business.diary.releases.pop(day)
    if due is not None:
        np.add.at(shelves.held, due["where"], -due["qty"])
    draw = rng.random(len(shelves.book))
    chosen = np.flatnonzero((draw < HOLD_RATE) & (shelves.book >= LEAST_HELD))
    qty = np.minimum(rng.integers(1, 7, len(chosen)), shelves.book[chosen] // 2)
    until = day + rng.integers(3, 15, len(chosen))
    until = np.where(rng.random(len(chosen)) < 0.05, NEVER, until)  # noqa: PLR2004 (forgotten)
    np.add.at(shelves.held, chosen, qty)
    business.diary.releases.push(until, where=chosen, qty=qty)
    released = np.where(until == NEVER, NEVER, until * MINUTES + 6 * 60 + 5)
    business.books.holds.append(
        item=chosen // business.places,
        place=chosen % business.places,
        qty=qty,
        minute=np.full(len(chosen), day * MINUTES + 8 * 60),
        released=released,
    )


def lose(business: Business, rng: np.random.Generator) -> None:
    """Let goods disappear unseen; only a count will tell."""
    shelves = business.shelves
    rate = np.array([LOSS_RATE[kind] for kind in business.world.network.kinds])
    chance = np.tile(rate, business.world.items.count)
    gone = (rng.random(len(chance)) < chance) & (shelves.physical > 0)
    shelves.physical -= gone
    shelves.lost += gone


def count(business: Business, day: int) -> None:
    """Count a part of every open place in the evening, and trust the count."""
    world = business.world
    item, place = np.divmod(np.arange(len(business.shelves.book)), business.places)
    is_open = np.array([world.is_open(p, day) for p in range(business.places)])
    turn = (item * 7 + place * 3) % COUNT_CYCLE_DAYS == day % COUNT_CYCLE_DAYS
    chosen = np.flatnonzero(turn & is_open[place] & is_kept(business, day)[item])
    shelves = business.shelves
    shelves.book[chosen] = shelves.physical[chosen]
    shelves.lost[chosen] = 0
    write_levels(business, chosen, COUNT, day * MINUTES + UNTIL_COUNT)


def take_snapshot(business: Business, day: int) -> None:
    """Write at the end of a month what the books hold."""
    if business.world.days.all[day + 1].day == 1:
        item = np.arange(len(business.shelves.book)) // business.places
        chosen = np.flatnonzero(is_kept(business, day)[item])
        write_levels(business, chosen, SNAPSHOT, day * MINUTES + UNTIL_SNAPSHOT)


def is_kept(business: Business, day: int) -> Array:
    """Tell which items have a place on our shelves by now."""
    own = business.world.items
    kept: Array = own.is_stocked & (own.launched - 60 <= day)
    return kept


def write_levels(business: Business, where: Ints, kind: int, minute: int) -> None:
    """Write what the books hold."""
    business.books.levels.append(
        where=where.astype(np.int32),
        qty=business.shelves.book[where].astype(np.int32),
        kind=np.full(len(where), kind, np.int8),
        minute=np.full(len(where), minute, np.int32),
    )
