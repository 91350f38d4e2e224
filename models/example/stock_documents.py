"""Counts, holds, corrections and transfers as tables."""

import datetime as dt
from collections.abc import Iterator

import numpy as np
import polars as pl

from models.example import stockroom
from models.example.arrays import MINUTES
from models.example.columns import money, numbered, picked, whole
from models.example.days import masked
from models.example.simulation import Story

COUNTERS = ("Erik", "Fie", "Gitte")
HOLD_REASONS = ("quality check", "reserved for campaign", "recall")
CLOSING_DAYS = 10
STEP = 500_000


def stock_levels(story: Story) -> Iterator[pl.DataFrame]:
    """Yield opening stock, counts and the snapshots at month ends."""
    for start in range(0, len(story.levels["where"]), STEP):
        yield _stock_levels(story, start, start + STEP)


def _stock_levels(story: Story, start: int, stop: int) -> pl.DataFrame:
    """Write a stretch of stock rows."""
    world = story.world
    c = {name: values[start:stop] for name, values in story.levels.items()}
    item, place = np.divmod(c["where"], world.network.places)
    opening = c["kind"] == stockroom.OPENING
    cost = masked(money(world.items.cost[item]), opening)
    counter = np.where(c["kind"] == stockroom.COUNT, item % len(COUNTERS), -1)
    return pl.DataFrame(
        {
            "location_id": picked(world.network.location_ids, place),
            "sku": picked(world.items.skus, item),
            "counted_at": world.days.instants(c["minute"]),
            "on_hand_qty": c["qty"],
            "unit_cost": cost,
            "kind": picked(stockroom.KINDS, c["kind"]),
            "author": picked(COUNTERS, counter),
        }
    )


def stock_holds(story: Story) -> Iterator[pl.DataFrame]:
    """Yield what was kept back, some of it until now."""
    world, c = story.world, story.holds
    yield pl.DataFrame(
        {
            "hold_id": numbered("H", np.arange(len(c["qty"])) + 1),
            "sku": picked(world.items.skus, c["item"]),
            "location_id": picked(world.network.location_ids, c["place"]),
            "qty": c["qty"],
            "reason": picked(HOLD_REASONS, c["item"] % len(HOLD_REASONS)),
            "held_at": world.days.instants(c["minute"]),
            "released_at": world.days.instants(c["released"]),
        }
    )


def stock_adjustments(story: Story) -> Iterator[pl.DataFrame]:
    """Yield corrections, and kits built and taken apart."""
    world, c = story.world, story.adjustments
    yield pl.DataFrame(
        {
            "adjustment_id": numbered("A", np.arange(len(c["qty"])) + 1),
            "sku": picked(world.items.skus, c["item"]),
            "location_id": picked(world.network.location_ids, c["place"]),
            "qty": c["qty"],
            "reason": picked(stockroom.REASONS, c["reason"]),
            "adjusted_at": world.days.instants(c["minute"]),
            "author": picked(COUNTERS, c["item"] % len(COUNTERS)),
        }
    )


def stock_revaluations(story: Story) -> Iterator[pl.DataFrame]:
    """Yield goods that were worth less after they had been looked at."""
    world, c = story.world, story.holds
    few = np.flatnonzero(c["item"] % len(HOLD_REASONS) == 0)
    item = c["item"][few]
    yield pl.DataFrame(
        {
            "revaluation_id": numbered("W", few + 1),
            "sku": picked(world.items.skus, item),
            "location_id": picked(world.network.location_ids, c["place"][few]),
            "unit_cost": money(world.items.cost[item] * 4 // 5),
            "revalued_at": world.days.instants(c["minute"][few]),
            "reason": picked(HOLD_REASONS, item % len(HOLD_REASONS)),
            "author": picked(COUNTERS, item % len(COUNTERS)),
        }
    )


def transfer_lines(story: Story) -> Iterator[pl.DataFrame]:
    """Yield goods moved; how many came is written where some were lost."""
    world, c = story.world, story.transfers
    places = world.network.location_ids
    arrived = world.days.known(c["received"])
    yield pl.DataFrame(
        {
            "transfer_id": numbered("T", c["transfer"]),
            "line_no": c["line_no"],
            "sku": picked(world.items.skus, c["item"]),
            "from_location_id": [places[0]] * len(c["item"]),
            "to_location_id": picked(places, c["place"]),
            "qty": c["qty"],
            "shipped_at": world.days.instants(c["minute"]),
            "received_at": world.days.instants(c["received"]),
            "received_qty": whole(c["qty"] - c["lost"], arrived & (c["lost"] > 0)),
        }
    )


def closed_periods(story: Story) -> Iterator[pl.DataFrame]:
    """Yield the months that are closed."""
    days = story.world.days
    last = [
        n
        for n in range(story.days - CLOSING_DAYS)
        if (days.all[n] + dt.timedelta(days=1)).day == 1
    ]
    ends = np.array(last, np.int64)
    yield pl.DataFrame(
        {
            "ends_on": days.dates(ends),
            "closed_at": days.instants((ends + CLOSING_DAYS) * MINUTES + 12 * 60),
        }
    )
