"""What customers want to buy on a day, whether or not it is there."""

import numpy as np

from models.example.arrays import MINUTES, NEVER, Array, Columns, Ints
from models.example.network import STORE, WHOLESALE
from models.example.world import World

LONGEST_ORDER = 4
OPENS, SPAN = {STORE: 9 * 60, WHOLESALE: 8 * 60}, {STORE: 11 * 60, WHOLESALE: 9 * 60}
WEB_OPENS, WEB_SPAN = 6 * 60, 18 * 60 - 1
ACCOUNTS = 40
RETAIL_STREAM, WHOLESALE_STREAM, PROJECT_STREAM = range(3)


def wanted(world: World, day: int, rng: np.random.Generator) -> Columns:
    """Draw the order lines that customers would place, in the order of the day.

    Lines per item and cell are Poisson with a gamma-distributed mood of the day that is
    common to all cells of an item (a negative binomial).
    """
    mood = rng.gamma(5.0, 0.2, (world.items.count, 1))
    lines = rng.poisson(world.rates(day) * mood)
    item, cell = np.nonzero(lines)
    item, cell = (np.repeat(x, lines[item, cell]) for x in (item, cell))
    shuffled = np.lexsort((rng.random(len(item)), cell))
    item, cell = item[shuffled], cell[shuffled]
    channel = world.network.cell_channel[cell]
    order = _orders(cell, rng)
    columns = {
        "item": item,
        "cell": cell,
        "place": world.network.cell_place[cell],
        "qty": _qty(world, item, channel, rng),
        "order": order,
        "minute": _minutes(channel, order, rng) + day * MINUTES,
        "customer": _customers(world, channel, order, rng),
        "stream": np.where(channel == WHOLESALE, WHOLESALE_STREAM, RETAIL_STREAM),
        "requested": np.full(len(item), NEVER),
    }
    columns = _with_project(world, day, columns, rng)
    return _in_order(columns)


def _orders(cell: Array, rng: np.random.Generator) -> Ints:
    """Cut the lines of a cell into orders of one to four lines."""
    if not len(cell):
        return np.zeros(0, np.int64)
    starts = rng.random(len(cell)) < 0.55  # noqa: PLR2004 (mean order: two lines)
    starts[0] = True
    starts[1:] |= cell[1:] != cell[:-1]
    row = np.arange(len(cell))
    since = row - np.maximum.accumulate(np.where(starts, row, 0))
    starts |= since % LONGEST_ORDER == 0
    order: Ints = np.cumsum(starts) - 1
    return order


def _qty(world: World, item: Array, channel: Array, rng: np.random.Generator) -> Ints:
    """Draw units per line: mostly one; wholesale takes half dozens."""
    retail = 1 + rng.poisson(world.items.extra[item])
    wholesale = 6 * (1 + rng.poisson(0.8, len(item)))
    return np.where(channel == WHOLESALE, wholesale, retail)


def _minutes(channel: Array, order: Array, rng: np.random.Generator) -> Ints:
    """Draw when orders are placed: evenings on the web, opening hours in stores."""
    draw = rng.beta(2.2, 1.6, len(order))[order]
    opens = np.select([channel == c for c in OPENS], list(OPENS.values()), WEB_OPENS)
    span = np.select([channel == c for c in SPAN], list(SPAN.values()), WEB_SPAN)
    minutes: Ints = (opens + draw * span).astype(np.int64)
    return minutes


def _customers(
    world: World, channel: Array, order: Array, rng: np.random.Generator
) -> Ints:
    """Draw customers, some of them often; in stores most stay unknown."""
    draw = rng.random(len(order))[order]
    person = (world.customers * draw**2).astype(np.int64)
    person = np.where(
        channel == WHOLESALE, (ACCOUNTS * draw**2).astype(np.int64), person
    )
    unknown = (channel == STORE) & (draw > 0.3)  # noqa: PLR2004 (loyalty cards)
    return np.where(unknown, NEVER, person)


def _with_project(
    world: World, day: int, columns: Columns, rng: np.random.Generator
) -> Columns:
    """Add, once a fortnight, a large order for a day some weeks ahead."""
    chance, item = rng.random(), int(rng.integers(0, world.items.count))
    qty, ahead = 12 * int(rng.integers(3, 12)), int(rng.integers(20, 60))
    cell = len(world.network.cells) - 1
    is_sold = world.items.is_stocked[item] and world.level(day)[item] > 0
    if chance > 1 / 14 or not is_sold:
        return columns
    line = {
        "item": item,
        "cell": cell,
        "place": world.network.cell_place[cell],
        "qty": qty,
        "order": columns["order"].max(initial=-1) + 1,
        "minute": day * MINUTES + 10 * 60,
        "customer": int(ACCOUNTS * rng.random()),
        "stream": PROJECT_STREAM,
        "requested": int(world.days.workday(np.array([day + ahead]))[0]),
    }
    return {name: np.append(values, line[name]) for name, values in columns.items()}


def _in_order(columns: Columns) -> Columns:
    """Sort lines by the minute and number their orders in that order."""
    by_time = np.lexsort((columns["order"], columns["minute"]))
    columns = {name: values[by_time] for name, values in columns.items()}
    changes = np.diff(columns["order"], prepend=columns["order"][:1]) != 0
    return {**columns, "order": np.cumsum(changes)}
