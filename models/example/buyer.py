"""Who decides what to buy: a policy is any function from what is known to orders."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from models.example.arrays import Bools, Floats, Ints

BUYING_WEEKDAY = 0
COVER_DAYS = 30
FORGOTTEN_SHARE = 0.05
DAYS_A_WEEK = 7
LEAST_DAILY = 0.05


@dataclass(frozen=True)
class Observed:
    """What a buyer can know in the morning of a day; arrays are item by place.

    ``outflow_qty`` has the units sold on each of the last days (day by item by place),
    kits as their components; ``served_by`` names the place that replenishes each place.
    """

    day: int
    on: dt.date
    book_qty: Ints
    reserved_qty: Ints
    in_transit_qty: Ints
    on_order_qty: Ints
    outflow_qty: Ints
    served_by: Ints
    is_bought: Bools
    lead_time_days: Ints
    pack_qty: Ints
    min_order_qty: Ints


@dataclass(frozen=True)
class Purchase:
    """What to buy: one position per line."""

    item: Ints
    place: Ints
    qty: Ints


Policy = Callable[[Observed], Purchase]
NOTHING = Purchase(*(np.zeros(0, np.int64) for _ in range(3)))


def naive_buyer(seed: int, cover_days: int = COVER_DAYS) -> Policy:
    """Return a buyer who, on Mondays, fills up to a mean and forgets some items.

    He believes the books and orders whole packs up to the 8-week mean times (lead time
    + ``cover_days``), for a place and all that it replenishes. What is out where he
    buys he orders by the best week, since a mean forgets what could not be sold.
    """

    def buy(seen: Observed) -> Purchase:
        if seen.on.weekday() != BUYING_WEEKDAY:
            return NOTHING
        wish = whole_packs(seen, _gap(seen, cover_days))
        rng = np.random.default_rng([seed, 2, seen.day])
        draw = rng.random((wish.shape[0], 1))
        wish = np.where(draw < FORGOTTEN_SHARE, 0, wish)
        item, place = np.nonzero(wish)
        return Purchase(item, place, wish[item, place])

    return buy


def _gap(seen: Observed, cover_days: int) -> Floats:
    """Return how far each buying place is below what it is filled up to."""
    daily = seen.outflow_qty.mean(axis=0)
    there = seen.book_qty - seen.reserved_qty + seen.in_transit_qty + seen.on_order_qty
    gap = daily * (seen.lead_time_days[:, None] + cover_days) - there
    buys: Floats = np.zeros_like(gap)
    for place in np.unique(seen.served_by):
        group: Bools = seen.served_by == place
        buys[:, place] = np.maximum(gap[:, group].sum(axis=1), _missed(seen, group))
    return buys


def _missed(seen: Observed, group: Bools) -> Floats:
    """Return what to buy of items that are out at the buying place of ``group``."""
    place = int(np.flatnonzero(group)[0])
    sold = seen.outflow_qty[:, :, group].sum(axis=2)
    weeks = sold.reshape(-1, DAYS_A_WEEK, sold.shape[1]).sum(axis=1)
    best = np.maximum(weeks.max(axis=0) / DAYS_A_WEEK, LEAST_DAILY)
    wish = best * (seen.lead_time_days + 2 * DAYS_A_WEEK) - seen.on_order_qty[:, place]
    missed: Floats = np.where(seen.book_qty[:, place] <= 0, wish, 0.0)
    return missed


def whole_packs(seen: Observed, gap: Floats) -> Ints:
    """Raise positive gaps to the minimum and to whole packs, where items are bought.

    A gap below half a pack is left for another day.
    """
    pack = seen.pack_qty[:, None]
    least = np.maximum(gap, seen.min_order_qty[:, None])
    is_worth_it = (gap >= pack / 2) & (gap > 0) & seen.is_bought[:, None]
    packs = np.ceil(np.where(is_worth_it, least, 0) / pack)
    return (packs * pack).astype(np.int64)
