"""Selling from stock: what is sold may be a kit, taken as its components."""

from dataclasses import dataclass

import numba
import numpy as np

from models.example.arrays import Array, Ints


@dataclass(frozen=True)
class Recipes:
    """Components of every item: row n from ``starts[n]`` on; of most, itself."""

    starts: Ints
    parts: Ints
    qty: Ints
    places: int


@numba.njit(cache=True)
def _grant(  # type: ignore[no-untyped-def]  # noqa: ANN202 (compiled kernel)
    stock: Array,
    items: Array,
    places: Array,
    want: Array,
    starts: Array,
    parts: Array,
    per: Array,
    count: int,
):
    granted = np.zeros(len(items), np.int64)
    for n in range(len(items)):
        can = want[n]
        for c in range(starts[items[n]], starts[items[n] + 1]):
            can = min(can, stock[parts[c] * count + places[n]] // per[c])
        can = max(can, 0)
        for c in range(starts[items[n]], starts[items[n] + 1]):
            stock[parts[c] * count + places[n]] -= can * per[c]
        granted[n] = can
    return granted


@numba.njit(cache=True)
def _spread(  # type: ignore[no-untyped-def]  # noqa: ANN202 (compiled kernel)
    totals: Array,
    items: Array,
    places: Array,
    qty: Array,
    starts: Array,
    parts: Array,
    per: Array,
    count: int,
):
    for n in range(len(items)):
        for c in range(starts[items[n]], starts[items[n] + 1]):
            totals[parts[c] * count + places[n]] += qty[n] * per[c]


def granted(
    stock: Ints, recipes: Recipes, items: Array, places: Array, want: Array
) -> Ints:
    """Serve lines in their order while ``stock`` lasts, and take it from there."""
    r = recipes
    taken: Ints = _grant(stock, items, places, want, r.starts, r.parts, r.qty, r.places)
    return taken


def spread(
    totals: Array, recipes: Recipes, items: Array, places: Array, qty: Array
) -> None:
    """Add line quantities, kits as components, to ``totals`` by item and place."""
    r = recipes
    _spread(totals, items, places, qty, r.starts, r.parts, r.qty, r.places)
