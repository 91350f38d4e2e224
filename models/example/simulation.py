"""The course of the days."""

from dataclasses import dataclass

import numpy as np

from models.example import stockroom
from models.example.arrays import Columns, Ints
from models.example.buyer import Policy, Purchase, naive_buyer
from models.example.dispatch import dispatch
from models.example.kits import spread
from models.example.network import WHOLESALE
from models.example.purchasing import buy, observed
from models.example.receiving import drop_remainders, receive, send_back
from models.example.returns import announce_returns, restock
from models.example.sales import sell
from models.example.state import MEMORY_DAYS, Business, Past, Shelves
from models.example.transfers import receive_transfers, ship_transfers
from models.example.world import DAY, MASTER, World


@dataclass(frozen=True)
class Story:
    """What happened: the documents as columns of numbers, and the truth."""

    world: World
    days: int
    lines: Columns
    cancellations: Columns
    shipments: Columns
    returns: Columns
    purchases: Columns
    receipts: Columns
    purchase_returns: Columns
    transfers: Columns
    adjustments: Columns
    holds: Columns
    levels: Columns
    drafts: Purchase
    waiting: Columns
    past: Past


def simulate(
    world: World, policy: Policy | None = None, days: int | None = None
) -> Story:
    """Live through ``days`` (all of them, if not said) with a buying ``policy``.

    What a day brings depends on its own random numbers and on the days before it, so
    that a shorter story is the beginning of the longer one.
    """
    last = world.days.count if days is None else days
    business = opened(world)
    chosen = policy or naive_buyer(world.seed)
    for day in range(last):
        live(business, chosen, day)
    return closed(business, chosen, last)


def opened(world: World) -> Business:
    """Return the company on the morning of its first day."""
    size = world.items.count * world.network.places
    business = Business(
        world=world,
        shelves=Shelves.empty(size),
        past=Past.empty(world.days.count, size),
        outflow=np.zeros((MEMORY_DAYS, size), np.int64),
    )
    rng = world.random(MASTER, 3)
    for day in range(MEMORY_DAYS):
        _remember_before(business, day, rng)
    _stock_up(business, rng)
    return business


def _remember_before(business: Business, day: int, rng: np.random.Generator) -> None:
    """Draw sales of a day before the first, so that the buyer has a memory."""
    world = business.world
    own = world.items
    per_line = np.where(world.network.cell_channel == WHOLESALE, 10.8, 1.25)
    units = rng.poisson(world.level(0)[:, None] * world.share * per_line)
    for cell, place in enumerate(world.network.cell_place):
        items = np.arange(own.count)
        places = np.full(own.count, place)
        spread(business.outflow[day], own.recipes, items, places, units[:, cell])


def _stock_up(business: Business, rng: np.random.Generator) -> None:
    """Put opening stock on the shelves and write it down."""
    world, shelves = business.world, business.shelves
    own = world.items
    mean = business.outflow.mean(axis=0).reshape(own.count, -1)
    is_buyer = world.network.served_by == np.arange(business.places)
    cover = np.where(is_buyer[None, :], own.lead_time_days[:, None] + 45, 28)
    goal = mean * cover * np.exp(rng.normal(0, 0.5, mean.shape))
    ordinary = (own.kind == 0) & (own.launched <= 0)
    shelves.book[:] = (np.ceil(goal) * ordinary[:, None]).astype(np.int64).ravel()
    shelves.physical[:] = shelves.book
    item = np.arange(len(shelves.book)) // business.places
    chosen = np.flatnonzero(own.is_stocked[item])
    stockroom.write_levels(business, chosen, stockroom.OPENING, 30)


def live(business: Business, policy: Policy, day: int) -> None:
    """Live through one day."""
    rng = business.world.random(DAY, day)
    business.outflow[day % MEMORY_DAYS] = 0
    drop_remainders(business, day)
    receive(business, day, rng)
    receive_transfers(business, day)
    restock(business, day)
    stockroom.hold(business, day, rng)
    stockroom.build_kits(business, day)
    buy(business, policy, day, rng)
    for shipped in (sell(business, day, rng), dispatch(business, day, rng)):
        if shipped is not None:
            announce_returns(business, shipped, day, rng)
    send_back(business, day)
    stockroom.correct(business, day, rng)
    ship_transfers(business, day, rng)
    shut(business, day, rng)


def shut(business: Business, day: int, rng: np.random.Generator) -> None:
    """End a day: goods vanish unseen, some are counted; then write the truth."""
    stockroom.lose(business, rng)
    stockroom.count(business, day)
    stockroom.take_snapshot(business, day)
    shelves, past = business.shelves, business.past
    past.book[day] = shelves.book
    past.physical[day] = shelves.physical
    past.lost[day] = shelves.lost


def closed(business: Business, policy: Policy, days: int) -> Story:
    """Close the books after ``days``."""
    books = business.books
    names = (
        "lines", "cancellations", "shipments", "returns", "purchases", "receipts",
        "purchase_returns", "transfers", "adjustments", "holds", "levels",
    )  # fmt: skip
    return Story(
        world=business.world,
        days=days,
        drafts=policy(observed(business, _next_monday(business, days))),
        waiting=business.waiting,
        past=business.past,
        **{name: getattr(books, name).columns() for name in names},
    )


def _next_monday(business: Business, day: int) -> int:
    """Return the first Monday from ``day`` on."""
    weekdays: Ints = business.world.days.weekday[day:]
    return day + int(np.flatnonzero(weekdays == 0)[0])
