"""Everything that is true of the example company before its first day."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.example.arrays import Bools, Floats
from models.example.days import Days
from models.example.items import (
    BUILT_KIT,
    CATEGORIES,
    DROPSHIP,
    NORMAL,
    VIRTUAL_KIT,
    Items,
    items,
)
from models.example.network import WEB, WEEKDAYS, Network
from models.example.promotions import ANY, Promotion, promotions
from models.example.sizes import CURRENCY, TIME_ZONE, Size
from models.example.suppliers import Suppliers, suppliers

MASTER, DAY, BUYER, PAPER = range(4)
"""Streams of random numbers, apart so that one day never moves another."""


@dataclass(frozen=True)
class World:
    """The company, its suppliers and its customers."""

    seed: int
    currency: str
    days: Days
    network: Network
    customers: int
    suppliers: Suppliers
    items: Items
    promotions: list[Promotion]

    def random(self, stream: int, number: int = 0) -> np.random.Generator:
        """Return the random numbers of a stream, as of a day."""
        return np.random.default_rng([self.seed, stream, number])

    @cached_property
    def build_recipes(self) -> dict[int, list[tuple[int, int]]]:
        """Components and their number of each kit that is built and stocked."""
        rng = self.random(MASTER, 1)
        ordinary = np.flatnonzero(self.items.kind == NORMAL)
        kits = np.flatnonzero(self.items.kind == BUILT_KIT)
        drawn = [sorted(rng.choice(ordinary, 2, replace=False)) for _ in kits]
        return {
            int(kit): [(int(part), 1 + n) for n, part in enumerate(parts)]
            for kit, parts in zip(kits, drawn, strict=True)
        }

    @cached_property
    def season(self) -> Floats:
        """Factor of demand by category and day."""
        strength = np.array([strong for _, strong, _ in CATEGORIES])
        peak = np.array([2 * np.pi * month / 12 for _, _, month in CATEGORIES])
        wave = np.cos(self.days.angle[None, :] - peak[:, None])
        raw = np.exp(strength[:, None] * wave)
        season: Floats = raw / raw.mean(axis=1, keepdims=True)
        return season

    @cached_property
    def share(self) -> Floats:
        """Share of an item's demand that falls to each cell."""
        share = np.repeat(self.network.cell_share[None, :], self.items.count, axis=0)
        share *= self.random(MASTER, 2).uniform(0.5, 1.5, share.shape)
        only_web = np.isin(self.items.kind, (BUILT_KIT, VIRTUAL_KIT, DROPSHIP))
        share[only_web] = np.where(self.network.cell_channel == WEB, 1.0, 0.0)
        whole: Floats = share / share.sum(axis=1, keepdims=True)
        return whole

    def level(self, day: int) -> Floats:
        """Return the expected lines of each item on a day, before cells and events."""
        own = self.items
        trend = np.exp(own.growth * day / 365)
        season = self.season[own.category, max(day, 0)]
        ramp = np.clip((day - own.launched + 10) / 40, 0, 1)
        fade = np.where(day > own.ended, 0.5, 1.0)
        alive = (day >= own.launched) & (day <= own.ended + 120)
        level: Floats = own.base * trend * season * ramp * fade * alive
        return level

    def rates(self, day: int) -> Floats:
        """Return the expected order lines by item and cell on a day."""
        weekday = WEEKDAYS[self.network.cell_channel, self.days.weekday[day]]
        rates: Floats = self.level(day)[:, None] * self.share * weekday[None, :]
        for event in self._running(day):
            rates[np.ix_(self._items_of(event), self._cells_of(event))] *= event.lift
        return rates

    def discounts(self, day: int) -> Floats:
        """Return the discount by item and cell on a day."""
        discount = np.zeros(self.share.shape)
        for event in self._running(day):
            there = np.ix_(self._items_of(event), self._cells_of(event))
            discount[there] = np.maximum(discount[there], event.discount)
        return discount

    def is_open(self, place: int, day: int) -> bool:
        """Tell whether people work at a place: stores not on Sundays and holidays."""
        weekday = int(self.days.weekday[day])
        if place >= self.network.first_store:
            shut = any(e.kind == "holiday" for e in self._running(day))
            return weekday < 6 and not shut  # noqa: PLR2004 (Sunday)
        return weekday < 5  # noqa: PLR2004 (Saturday)

    def _running(self, day: int) -> list[Promotion]:
        """Return the events of a day."""
        return [e for e in self.promotions if e.starts <= day <= e.ends]

    def _items_of(self, event: Promotion) -> Bools:
        """Tell which items an event concerns."""
        every = np.arange(self.items.count)
        category = self.items.category
        chosen: Bools = ((event.item == ANY) | (every == event.item)) & (
            (event.category == ANY) | (category == event.category)
        )
        return chosen

    def _cells_of(self, event: Promotion) -> Bools:
        """Tell which cells an event concerns."""
        channel = self.network.cell_channel
        chosen: Bools = (event.channel == ANY) | (channel == event.channel)
        return chosen


def world(size: Size, seed: int) -> World:
    """Draw a company of a size from a seed."""
    rng = np.random.default_rng([seed, MASTER])
    days = Days(size.first_on, size.days, TIME_ZONE)
    sellers = suppliers(size.items, CURRENCY, days, rng)
    goods = items(size, sellers, rng)
    network = Network.of(size)
    return World(
        seed=seed,
        currency=CURRENCY,
        days=days,
        network=network,
        customers=size.customers,
        suppliers=sellers,
        items=goods,
        promotions=promotions(days, goods.category, rng),
    )
