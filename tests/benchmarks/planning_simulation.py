"""How long it takes to live through a year, and to forecast each of its weeks.

* ``simulate``: 20 candidate policies for 30,000 item-locations, day by day for a year,
  joint by supplier with their minimums, on 52 given vintages; the same for a third of
  them (growth is linear), and beside a plain company of Python objects.
* ``vintages``: the forecasts of 52 weeks of the real sales of the M5 competition,
  30,490 item-stores, each from what was known then; made once.
"""

import datetime as dt
import resource
import time
from collections.abc import Sequence

import numpy as np
import polars as pl

from models.forecasting.alone import Asked, forecast_sales
from models.simulation.ground import NOBODY, Ground, Levels, Terms
from models.simulation.replay import replayed
from tests.benchmarks.forecasting import DAYS, FIRST, FOLDER, Real
from tests.models.simulation.plain import Company

PLACES, YEAR, WEEKS, POLICIES = 30_000, 364, 52, 20
PER_SUPPLIER = 750
PLAIN_PLACES = 30
MAX_CPU, MAX_GIB, MAX_GROWTH = 60.0, 4.0, 1.3
MAX_VINTAGES_CPU = 600.0
KIB_A_GIB = 2**20


def simulate(_size: str, _seeds: Sequence[int]) -> bool:
    """Time the candidates, for all and for a third of the item-locations."""
    _seconds(company(PLACES // 10), POLICIES)  # compiles
    third = _seconds(company(PLACES // 3), POLICIES)
    whole = _seconds(company(PLACES), POLICIES)
    gib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_A_GIB
    small = company(PLAIN_PLACES)
    begun = time.process_time()
    Company(small, levels(small, 0)).live()
    plain = (time.process_time() - begun) / (PLAIN_PLACES * YEAR)
    ours = whole / (PLACES * YEAR * POLICIES)
    print(f"plain Python over ours, a day of an item-location: {plain / ours:,.0f}")
    return all(
        [
            _most("simulate, CPU seconds", whole, MAX_CPU),
            _most("simulate, GiB", gib, MAX_GIB),
            _most("simulate, growth beyond linear", whole / third / 3, MAX_GROWTH),
        ]
    )


def vintages(_size: str, _seeds: Sequence[int], weeks: int = WEEKS) -> bool:
    """Time the forecasts of each week of a year."""
    if not list(FOLDER.glob("sales_*.parquet")):
        print(f"vintages: no real sales in {FOLDER}")
        return False
    sales = Real.read().sales.lazy()
    begun = time.process_time()
    for week in range(weeks, 0, -1):
        origin = FIRST + dt.timedelta(days=DAYS - 1 - 7 * week)
        known = sales.filter(pl.col("on") <= origin)
        forecast_sales(known, origin, Asked(horizon=28, lead_time_days=21))
    spent = time.process_time() - begun
    return _most(f"vintages of {weeks} weeks, CPU seconds", spent, MAX_VINTAGES_CPU)


def company(places: int) -> Ground:
    """Return so many item-locations: two of three buy, the others are their stores."""
    rng = np.random.default_rng(places)
    cell = np.arange(places)
    parent = np.where(cell % 3 == 1, cell - 1, NOBODY)
    supplier = cell // PER_SUPPLIER
    rate = rng.gamma(0.5, 2.0, places)
    day = np.arange(YEAR, dtype=np.int32)[:, None]
    nothing = np.zeros((YEAR, places), np.float32)
    return Ground(
        demand=rng.poisson(rate, (YEAR, places)).astype(np.float32),
        patient=nothing,
        other=nothing,
        given=nothing,
        arrival=(day + rng.integers(2, 60, places)[None, :]).astype(np.int32),
        chance=(day + supplier[None, :]) % 7 == 0,
        stock=rate * 40,
        planned_from=np.zeros(places, np.int64),
        sold_from=np.zeros(places, np.int64),
        terms=Terms(
            parent=parent,
            buyer=np.where(parent == NOBODY, supplier, NOBODY),
            pack=rng.choice([1.0, 6.0, 12.0], places),
            least=np.zeros(places),
            most=np.zeros(places),
            cost=rng.uniform(5, 200, places),
        ),
        blocks=np.append(np.arange(0, places, PER_SUPPLIER), places),
        least_amount=np.full(int(supplier.max()) + 1, 5_000.0),
    )


def levels(ground: Ground, number: int) -> Levels:
    """Return the levels of a candidate: 52 vintages that differ a little."""
    rng = np.random.default_rng(number)
    mean = ground.demand.mean(axis=0)
    seen = mean * rng.uniform(0.8, 1.2, (WEEKS, ground.places)).astype(np.float32)
    point = np.ceil(seen * 45 + (1 + number / 10) * np.sqrt(seen * 45))
    up_to = np.ceil(point + 7 * seen)
    return Levels(
        point.astype(np.float32),
        up_to.astype(np.float32),
        seen.astype(np.float32),
        np.arange(YEAR, dtype=np.int64) // 7,
    )


def _seconds(ground: Ground, policies: int) -> float:
    """Return the processor time of so many candidates; their levels are given."""
    spent = 0.0
    for number in range(policies):
        given = levels(ground, number)
        begun = time.process_time()
        replayed(ground, given)
        spent += time.process_time() - begun
    return spent


def _most(name: str, figure: float, limit: float) -> bool:
    """Print a figure beside the most it may be."""
    print(f"{name}: {figure:,.2f} (at most {limit:g})")
    return figure <= limit
