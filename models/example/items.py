"""What the example company sells, with the true parameters of demand."""

from dataclasses import dataclass

import numpy as np

from models.example.arrays import Array, Bools, Floats, Ints
from models.example.kits import Recipes
from models.example.sizes import Size
from models.example.suppliers import Suppliers

CATEGORIES = (
    ("Garden", 0.9, 6.0), ("Kitchen", 0.15, 12.0), ("Toys", 0.6, 12.0),
    ("Candles", 0.5, 11.5), ("Textiles", 0.2, 10.0), ("Tableware", 0.2, 12.0),
    ("Pantry", 0.1, 12.0), ("Outdoor", 0.7, 7.0), ("Stationery", 0.4, 8.5),
    ("Spare parts", 0.0, 1.0),
)  # fmt: skip
"""Name, strength of the season, month of its peak."""

NORMAL, BUILT_KIT, VIRTUAL_KIT, DROPSHIP = range(4)
PANTRY = 6
FOREVER = 10_000
SERVICES = ("PORTO", "GAVE")
PACKS = np.array([1, 1, 4, 6, 6, 10, 12, 12, 24, 48])


@dataclass(frozen=True)
class Items:
    """Items, one per position; money in hundredths. Services are in ``skus`` only."""

    kind: Ints
    category: Ints
    base: Floats
    extra: Floats
    is_intermittent: Bools
    growth: Floats
    launched: Ints
    ended: Ints
    price: Ints
    cost: Ints
    supplier: Ints
    pack: Ints
    minimum: Ints
    lead_time_days: Ints
    recipes: Recipes
    skus: list[str]

    @property
    def count(self) -> int:
        """Number of items, services not counted."""
        return len(self.kind)

    @property
    def is_stocked(self) -> Bools:
        """Items that lie on our shelves."""
        stocked: Bools = (self.kind == NORMAL) | (self.kind == BUILT_KIT)
        return stocked


def items(size: Size, own: Suppliers, rng: np.random.Generator) -> Items:
    """Draw items: few fast, many slow, some in bursts; kits last."""
    count = size.items
    kind = _kinds(count)
    category = rng.integers(0, len(CATEGORIES), count)
    burst = (rng.random(count) < 0.15) & (kind == NORMAL)  # noqa: PLR2004 (share)
    base = np.exp(rng.normal(0, 1.1, count))
    base = np.where(burst, rng.uniform(0.03, 0.12, count), base)
    base *= size.lines_per_item / base.mean()
    base = np.where(burst, np.minimum(base, 0.12), base)
    cost = np.rint(np.exp(rng.normal(8.2, 0.8, count))).astype(np.int64)
    supplier = rng.integers(0, len(own.names), count)
    pack = rng.choice(PACKS, count)
    launched, ended = _lives(count, size.days, kind, rng)
    return Items(
        kind=kind,
        category=category,
        base=base,
        extra=np.where(burst, 2.5, 0.25),
        is_intermittent=burst,
        growth=rng.normal(0.0, 0.25, count),
        launched=launched,
        ended=ended,
        price=_prices(cost, rng),
        cost=cost,
        supplier=supplier,
        pack=pack,
        minimum=minimums(pack, own.is_far[supplier], base),
        lead_time_days=own.lead_time_days[supplier],
        recipes=_recipes(kind, size.locations, rng),
        skus=_skus(category),
    )


def _skus(category: Ints) -> list[str]:
    """Make up item numbers, those of services last."""
    goods = [f"{CATEGORIES[c][0][0]}-{n:05d}" for n, c in enumerate(category)]
    return [*goods, *SERVICES]


def _kinds(count: int) -> Ints:
    """Put dropshipped goods and kits at the end."""
    kind = np.zeros(count, np.int64)
    each = max(2, count // 100)
    for place, what in enumerate((DROPSHIP, VIRTUAL_KIT, BUILT_KIT)):
        kind[count - (place + 1) * each : count - place * each] = what
    return kind


def _lives(
    count: int, days: int, kind: Ints, rng: np.random.Generator
) -> tuple[Ints, Ints]:
    """Draw first and last days: most are old; some are new, ending, or yet to come."""
    draw = np.where(kind == NORMAL, rng.random(count), 1.0)
    launched = np.where(draw < 0.10, rng.integers(days // 4, days - 20, count), -500)  # noqa: PLR2004
    launched = np.where(draw < 0.01, days + 25, launched)  # noqa: PLR2004 (yet to come)
    ending = (draw > 0.92) & (draw < 1.0)  # noqa: PLR2004 (share of ends of life)
    ended = np.where(ending, rng.integers(days // 4, days, count), FOREVER)
    return launched, ended


def _prices(cost: Ints, rng: np.random.Generator) -> Ints:
    """Draw list prices before tax that end in .00 or .95 with tax."""
    gross = np.rint(cost * rng.uniform(1.8, 3.2, len(cost)) / 100) * 100
    prices: Ints = np.maximum(gross - 5, 195).astype(np.int64)
    return prices


def minimums(pack: Ints, is_far: Array, base: Floats) -> Ints:
    """Return least quantities: a pack near by, a month's demand overseas."""
    month = np.ceil(np.maximum(base * 45, 24) / pack).astype(np.int64)
    packs = np.where(is_far, month, np.where(pack > 6, 1, 2))  # noqa: PLR2004 (small)
    least: Ints = pack * packs
    return least


def _recipes(kind: Ints, places: int, rng: np.random.Generator) -> Recipes:
    """Draw what kits are made of: two or three ordinary items."""
    parts, qty, starts = [], [], [0]
    ordinary = np.flatnonzero(kind == NORMAL)
    for item, what in enumerate(kind):
        if what == VIRTUAL_KIT:
            chosen = sorted(
                rng.choice(ordinary, int(rng.integers(2, 4)), replace=False)
            )
            parts += chosen
            qty += [int(rng.integers(1, 3)) for _ in chosen]
        else:
            parts.append(item)
            qty.append(1)
        starts.append(len(parts))
    return Recipes(np.array(starts), np.array(parts), np.array(qty), places)
