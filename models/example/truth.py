"""What really happened, day by day; nobody in the company knows it."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from models.example.columns import picked
from models.example.simulation import Story

STEP_DAYS = 60


def stock_daily(story: Story) -> Iterator[pl.DataFrame]:
    """Yield book and physical stock at the end of every day and item-location.

    ``book_qty = physical_qty + lost_since_count_qty``, always.
    """
    where = _stocked(story)
    past = story.past
    columns = {
        "book_qty": past.book,
        "physical_qty": past.physical,
        "lost_since_count_qty": past.lost,
    }
    for start in range(0, story.days, STEP_DAYS):
        stop = min(start + STEP_DAYS, story.days)
        units = {name: a[start:stop, where].ravel() for name, a in columns.items()}
        day = np.repeat(np.arange(start, stop), len(where))
        yield _named(story, np.tile(where, stop - start), day, units)


def demand_daily(story: Story) -> Iterator[pl.DataFrame]:
    """Yield days with demand: what customers wanted, got, and went without.

    A virtual kit is wanted as its components. Orders that the customer took back, and
    fraud, are no demand.
    """
    where = _stocked(story)
    for start in range(0, story.days, STEP_DAYS):
        stop = min(start + STEP_DAYS, story.days)
        demanded = story.past.demanded[start:stop][:, where]
        unserved = story.past.unserved[start:stop][:, where]
        day, cell = np.nonzero(demanded)
        units = {
            "demanded_qty": demanded[day, cell],
            "sold_qty": demanded[day, cell] - unserved[day, cell],
            "lost_qty": unserved[day, cell],
        }
        yield _named(story, where[cell], start + day, units)


def items(story: Story) -> Iterator[pl.DataFrame]:
    """Yield the true parameters of the items."""
    world, own = story.world, story.world.items
    sellers = world.suppliers
    yield pl.DataFrame(
        {
            "sku": own.skus[: own.count],
            "lines_per_day": own.base,
            "units_per_line": 1 + own.extra,
            "growth_per_year": own.growth,
            "is_intermittent": own.is_intermittent,
            "launched_on": world.days.dates_from(own.launched),
            "supplier_id": picked(sellers.ids, own.supplier),
            "declared_lead_time_days": own.lead_time_days,
            "true_lead_time_factor": sellers.true_factor[own.supplier],
            "true_lead_time_sigma": sellers.true_sigma[own.supplier],
        }
    )


TRUTH = (stock_daily, demand_daily, items)


def _stocked(story: Story) -> np.ndarray:
    """Return the item-locations of goods that lie on shelves."""
    places = story.world.network.places
    stocked = np.repeat(story.world.items.is_stocked, places)
    return np.flatnonzero(stocked)


def _named(
    story: Story, where: np.ndarray, day: np.ndarray, units: dict[str, np.ndarray]
) -> pl.DataFrame:
    """Name items, places and days."""
    item, place = np.divmod(where, story.world.network.places)
    names = {
        "sku": picked(story.world.items.skus, item),
        "location_id": picked(story.world.network.location_ids, place),
        "on": story.world.days.dates_from(day),
    }
    return pl.DataFrame({**names, **units})
