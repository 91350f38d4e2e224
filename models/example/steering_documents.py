"""Rates, events, planners' numbers, and sales before the first order."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import polars as pl

from models.example.arrays import NEVER
from models.example.columns import money, picked
from models.example.items import CATEGORIES
from models.example.money import BEFORE, rates
from models.example.network import CHANNELS, CURRENCIES, WHOLESALE
from models.example.promotions import ANY
from models.example.simulation import Story
from models.example.world import MASTER

HISTORY_MONTHS = 12
PARAMETERS = (
    ("company", "", "holding_rate", "0.2"),
    ("company", "", "service_target_kind", "cycle"),
    ("company", "", "order_cost", "150"),
    ("class", "A", "service_target_rate", "0.97"),
    ("class", "B", "service_target_rate", "0.95"),
    ("class", "C", "service_target_rate", "0.92"),
    ("category", "Spare parts", "service_target_rate", "0.9"),
    ("supplier", "S006", "review_days", "14"),
)


def exchange_rates(story: Story) -> Iterator[pl.DataFrame]:
    """Yield the rates of working days."""
    days = story.world.days
    number = np.arange(story.days + BEFORE)
    on = [days.first + dt.timedelta(days=int(n) - BEFORE) for n in number]
    open_ = np.array([day.weekday() < 5 for day in on])  # noqa: PLR2004 (Saturday)
    for currency in sorted({*story.world.suppliers.currency, *CURRENCIES}):
        if currency == story.world.currency:
            continue
        frame = pl.DataFrame(
            {
                "currency": [currency] * len(number),
                "on": on,
                "rate": rates(story.world, currency)[: len(number)],
            }
        )
        yield frame.filter(pl.Series(open_))


def events(story: Story) -> Iterator[pl.DataFrame]:
    """Yield promotions and holidays, those planned for the next weeks too."""
    world = story.world
    known = [e for e in world.promotions if e.starts < story.days + 45]
    categories = [name for name, _, _ in CATEGORIES]

    def named(names: list[str], numbers: list[int]) -> list[str | None]:
        return [None if n == ANY else names[n] for n in numbers]

    last = len(world.days.all) - 1
    yield pl.DataFrame(
        {
            "event_id": [f"E{n + 1:04d}" for n in range(len(known))],
            "kind": [e.kind for e in known],
            "starts_on": [world.days.all[e.starts] for e in known],
            "ends_on": [world.days.all[min(e.ends, last)] for e in known],
            "sku": named(world.items.skus, [e.item for e in known]),
            "category": named(categories, [e.category for e in known]),
            "channel": named(list(CHANNELS), [e.channel for e in known]),
            "location_id": pl.Series([None] * len(known), dtype=pl.String),
            "discount_rate": [e.discount if e.lift else None for e in known],
        }
    )


def planning_parameters(story: Story) -> Iterator[pl.DataFrame]:
    """Yield the parameters that planners have set."""
    own = story.world.items
    old = np.flatnonzero((own.launched < 0) & (own.kind == 0))
    main = story.world.network.location_ids[0]
    rows = [
        *PARAMETERS,
        ("sku", own.skus[old[0]], "safety_qty", "10"),
        ("sku", own.skus[old[1]], "do_not_order", "true"),
        ("sku_location", f"{own.skus[old[2]]}|{main}", "min_qty", "5"),
        ("sku_location", f"{own.skus[old[3]]}|{main}", "max_qty", "400"),
    ]
    names = ["scope", "key", "parameter", "value"]
    frame = pl.DataFrame(rows, schema=names, orient="row")
    yield frame.with_columns(valid_from=pl.lit(story.world.days.first))


def forecast_overrides(story: Story) -> Iterator[pl.DataFrame]:
    """Yield what planners know better: launches, an order to come, a slow season."""
    own, days = story.world.items, story.world.days
    end = days.all[story.days]
    coming = np.flatnonzero(own.launched > story.days - 40)
    known = np.flatnonzero((own.kind == 0) & (own.launched < 0))[:4]
    item = np.concatenate([coming, known])
    is_new = np.arange(len(item)) < len(coming)
    count = len(item)
    yield pl.DataFrame(
        {
            "sku": picked(own.skus, item),
            "location_id": [story.world.network.location_ids[0]] * count,
            "starts_on": [end] * count,
            "ends_on": [end + dt.timedelta(days=30)] * count,
            "qty": picked((40, 60, 80), np.where(is_new, item % 3, NEVER)),
            "factor": picked((0.8, 1.25), np.where(is_new, NEVER, item % 2)),
            "reason": picked(
                ("planned launch", "season ends early", "campaign of a customer"),
                np.where(is_new, 0, 1 + item % 2),
            ),
            "author": ["Ida"] * count,
        }
    )


def sales_history(story: Story) -> Iterator[pl.DataFrame]:
    """Yield monthly totals of the year before the first order line."""
    world = story.world
    own, network = world.items, world.network
    rng = world.random(MASTER, 4)
    units = np.where(network.cell_channel == WHOLESALE, 10.8, 1.0) * world.share
    by_place = np.zeros((own.count, network.places))
    np.add.at(by_place.T, network.cell_place, units.T)
    daily = world.level(0)[:, None] * (1 + own.extra[:, None]) * by_place
    season = world.season[own.category]
    starts = _month_starts(world.days.first)
    for start, end in pairwise(starts):
        length = (end - start).days
        middle = (start - world.days.first).days + 365 + length // 2
        change = season[:, middle % 365] / season[:, 0]
        sold = rng.poisson(daily * change[:, None] * length)
        yield _month(story, sold, start, end - dt.timedelta(days=1))


def _month_starts(first: dt.date) -> list[dt.date]:
    """Return the first days of the months before ``first``, oldest first; then it."""
    months = [first.year * 12 + first.month - 1 - n for n in range(HISTORY_MONTHS)]
    starts = {dt.date(m // 12, m % 12 + 1, 1) for m in months}
    year_before = (first.year - 1) * 12 + first.month - 1
    starts.add(dt.date(year_before // 12, year_before % 12 + 1, 1))
    return sorted(day for day in starts | {first} if day <= first)


def _month(
    story: Story, sold: np.ndarray, start: dt.date, end: dt.date
) -> pl.DataFrame:
    """Write the totals of one month."""
    own = story.world.items
    item, place = np.nonzero(sold)
    chosen = own.is_stocked[item]
    item, place = item[chosen], place[chosen]
    units = sold[item, place]
    share = 1 - (item * 13 + place * 7 + start.month) % 20 / 100
    return pl.DataFrame(
        {
            "sku": picked(own.skus, item),
            "location_id": picked(story.world.network.location_ids, place),
            "starts_on": [start] * len(item),
            "ends_on": [end] * len(item),
            "sold_qty": units,
            "in_stock_share": np.round(share, 2),
            "revenue_amount": money(units * own.price[item]),
        }
    )
