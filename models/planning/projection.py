"""Stock projected through the protection interval: what is lost at a reorder point.

At every chance to order the position is raised when it is at or below the reorder
point; what is ordered then must last from its own arrival to the arrival of the order
after it, the *window*. Units lost in the window are, for a position y after ordering,

    E(D₂ - y)⁺ - E(D₁ - y)⁺

where D₁ is demand until the window opens and D₂ until it closes, both with their random
lead times (Hadley & Whitin 1963, *Analysis of Inventory Systems*, chapter 5). Positions
after ordering come from playing the policy over demand between two chances: the
undershoot below the point, the cycle, the minimum and the pack all show in them. Day by
day within the window the shortages telescope to its two ends, so that two sums stand
for all its days, and levels of the sums for whole scenarios: exact with backorders.

Where customers do not wait, what is lost while earlier orders are on their way is never
served, and the same stock serves more of the rest: with a share 1 - β of demand lost,
a point that is lower by φ(n) (1 - β) E D₁ does as well. n is the mean number of orders
on their way and φ(n) = 2 n³ / (n³ + 8): next to nothing with one order at a time
(Tijms & Groenevelt 1984, EJOR 17, 175-190), up to two with many, fitted to simulated
systems; with single units it stays on the safe side of Erlang's loss formula, which is
exact for a base stock (Karush 1957, Operations Research 5, 693-703).
"""

from typing import NamedTuple

import numba
import numpy as np
import numpy.typing as npt

from models.planning.quantiles import Numbers, at_level

Flags = npt.NDArray[np.bool_]

EDGES: Numbers = np.concatenate(
    [
        np.linspace(0.0, 0.9, 19),
        [0.92, 0.94, 0.95, 0.96, 0.97, 0.98, 0.985, 0.99, 0.993, 0.996, 0.998],
        [0.999, 0.9995, 1.0],
    ]
)
WEIGHTS: Numbers = np.diff(EDGES)
LEVELS: Numbers = (EDGES[1:] + EDGES[:-1]) / 2
"""The scenarios of demand: a level of the distribution each, dense where it is high."""
CHANCES = 96
"""Chances to order over which a policy is played."""
STARTING = 16
"""Chances played before, until where it began is forgotten."""
DRAWS: Numbers = (np.random.default_rng(5).permutation(CHANCES) + 0.5) / CHANCES
"""Levels of demand between chances: each part of the distribution once, in a fixed
order that follows no rule, so that the same numbers always give the same level."""
MANY_CHANCES = 12.0
"""An order that lasts longer leaves positions evenly spread."""
LEAST_WINDOW = 1e-9
HALVINGS = 7
MOST_SHARE, HALF_ORDERS = 2.0, 8.0
FINENESS = 1000.0
"""The highest scenario is not cut into more steps than these."""


class Demand(NamedTuple):
    """Demand by item-location (rows) and scenario (columns), and its means.

    ``before`` is until the window opens, ``until`` until it closes, ``between`` is that
    between two chances to order. ``served_share`` of it is demand of other places that
    are served only while there is more than ``kept`` units.
    """

    before: Numbers
    until: Numbers
    between: Numbers
    mean_before: Numbers
    mean_until: Numbers
    served_share: Numbers
    kept: Numbers


class Lots(NamedTuple):
    """What an order is made of: growth beyond the point, least quantity, pack."""

    growth: Numbers
    least: Numbers
    pack: Numbers


def scenarios(quantiles: Numbers) -> Numbers:
    """Return demand at the level of each scenario, from known quantiles."""
    count = len(quantiles)
    columns = [at_level(quantiles, np.full(count, level)) for level in LEVELS]
    table: Numbers = np.maximum(np.stack(columns, axis=1), 0.0)
    return table


def points_of_fill_rate(
    demand: Demand, lots: Lots, rates: Numbers, waits: Flags, step: Numbers
) -> Numbers:
    """Return the lowest reorder points at which lost units are within the target.

    ``rates`` are fill rates, no number where none is wanted; ``waits`` tells where
    customers wait; ``step`` is the least difference between two points (a unit, or a
    thousandth).
    """
    most = (1.0 - rates) * _window(demand)
    return np.asarray(_points(demand, lots, most, waits, step, True))  # noqa: FBT003 (compiled)


def points_of_worth(
    demand: Demand, lots: Lots, worth: Numbers, waits: Flags, step: Numbers
) -> Numbers:
    """Return the lowest reorder points whose next unit saves less than it costs.

    ``worth`` is what a unit costs to hold from one chance to the next, over what a lost
    unit costs (marginal analysis: Silver, Pyke & Thomas, 4th ed., §6.7 and §9.2).
    """
    return np.asarray(_points(demand, lots, worth, waits, step, False))  # noqa: FBT003 (compiled)


class Outcome(NamedTuple):
    """What reorder points are expected to bring: fill rate and mean units on hand."""

    fill_rate: Numbers
    on_hand: Numbers


def outcome(demand: Demand, lots: Lots, points: Numbers, waits: Flags) -> Outcome:
    """Return what each reorder point is expected to bring."""
    return Outcome(*_outcomes(demand, lots, points, waits))


def _window(demand: Demand) -> Numbers:
    """Return expected demand in the window."""
    window: Numbers = np.maximum(demand.mean_until - demand.mean_before, LEAST_WINDOW)
    return window


@numba.njit(cache=True)
def _play(
    between: Numbers, growth: float, least: float, pack: float, after: Numbers
) -> float:
    """Write positions after ordering, above the reorder point.

    Returns the share of the chances at which something was ordered. Where an order
    lasts for many chances, every position from the point up to itself is as likely
    (Hadley & Whitin 1963, §5.3); an order up to a level is larger by the undershoot
    below the point, in the mean E D² / 2 E D.
    """
    mean, squared = 0.0, 0.0
    for at in range(len(between)):
        mean += WEIGHTS[at] * between[at]
        squared += WEIGHTS[at] * between[at] ** 2
    undershoot = squared / (2.0 * mean) if mean > 0.0 else 0.0
    lot = _lot(growth + undershoot, least, pack)
    if mean * MANY_CHANCES < lot:
        for chance in range(CHANCES):
            after[chance] = lot * (chance + 0.5) / CHANCES
        return mean / lot
    position, orders = growth, 0.0
    for chance in range(STARTING + CHANCES):
        if position <= 0.0:
            position += _lot(growth - position, least, pack)
            orders += chance >= STARTING
        if chance >= STARTING:
            after[chance - STARTING] = position
        level = DRAWS[chance % CHANCES]
        position -= between[np.searchsorted(EDGES, level, side="right") - 1]
    return orders / CHANCES


@numba.njit(cache=True)
def _lot(need: float, least: float, pack: float) -> float:
    """Return a need as it can be ordered."""
    quantity = max(need, least)
    if pack > 0.0:
        quantity = np.ceil(quantity / pack - 1e-9) * pack
    return float(quantity)


@numba.njit(cache=True)
def _beyond(scenarios: Numbers, quantity: float) -> float:
    """Return expected demand beyond a quantity."""
    units = 0.0
    for at in range(len(scenarios) - 1, -1, -1):
        if scenarios[at] <= quantity:
            break
        units += WEIGHTS[at] * (scenarios[at] - quantity)
    return units


@numba.njit(cache=True)
def _short(demand: Demand, row: int, point: float, after: Numbers) -> float:
    """Return the mean units short in a window, over the positions after ordering.

    Other places fall short when no more is left than is kept from them.
    """
    before, until = demand.before[row], demand.until[row]
    kept, share = demand.kept[row], demand.served_share[row]
    total = 0.0
    for chance in range(len(after)):
        position = point + after[chance]
        own = max(_beyond(until, position) - _beyond(before, position), 0.0)
        if kept > 0.0 and share > 0.0:
            left = position - kept
            theirs = max(_beyond(until, left) - _beyond(before, left), 0.0)
            own += share * (theirs - own)
        total += own
    return total / len(after)


@numba.njit(cache=True)
def _unserved(mean_before: float, window: float, orders: float) -> float:
    """Return by how much a point may be lower for all of the demand that is lost."""
    outstanding = (orders * mean_before / window) ** 3
    return MOST_SHARE * outstanding / (outstanding + HALF_ORDERS) * mean_before


@numba.njit(cache=True)
def _points(
    demand: Demand,
    lots: Lots,
    limits: Numbers,
    waits: Flags,
    step: Numbers,
    is_rate: bool,  # noqa: FBT001 (compiled)
) -> Numbers:
    """Halve the span of possible points until the lowest that is enough is found.

    ``limits`` are the units that may be lost in a window (``is_rate``), or what the
    next unit must save; no number: no point is wanted.
    """
    result = np.zeros(len(limits))
    after = np.zeros(CHANCES)
    for row in range(len(limits)):
        if demand.mean_until[row] <= 0.0 or np.isnan(limits[row]):
            continue
        orders = _play(
            demand.between[row],
            lots.growth[row],
            lots.least[row],
            lots.pack[row],
            after,
        )
        highest = demand.until[row, -1] + demand.kept[row]
        unit = max(step[row], highest / FINENESS)
        low, high = -1, int(highest / unit) + 1
        while high - low > 1:
            middle = (low + high) // 2
            lost = _short(demand, row, middle * unit, after)
            if not is_rate:
                lost -= _short(demand, row, (middle + 1) * unit, after)
                lost /= unit
            if lost <= limits[row]:
                high = middle
            else:
                low = middle
        lower = 0.0
        if not waits[row]:
            mean = demand.mean_before[row]
            window = max(demand.mean_until[row] - mean, LEAST_WINDOW)
            lost = limits[row]
            if not is_rate:
                lost = _short(demand, row, high * unit, after)
            lower = lost / window * _unserved(mean, window, orders)
        result[row] = max(high * unit - np.floor(lower / unit) * unit, 0.0)
    return result


@numba.njit(cache=True)
def _on_hand(scenarios: Numbers, mean: float, point: float, after: Numbers) -> float:
    """Return the mean units left when demand is taken off positions after ordering."""
    total = 0.0
    for chance in range(len(after)):
        position = point + after[chance]
        total += position - mean + _beyond(scenarios, position)
    return total / len(after)


@numba.njit(cache=True)
def _outcomes(
    demand: Demand, lots: Lots, points: Numbers, waits: Flags
) -> tuple[Numbers, Numbers]:
    """Compute ``outcome``; where nobody waits, halve until lost is what is said."""
    served, there = np.ones(len(points)), points.copy()
    after = np.zeros(CHANCES)
    for row in range(len(points)):
        if demand.mean_until[row] <= 0.0:
            continue
        orders = _play(
            demand.between[row],
            lots.growth[row],
            lots.least[row],
            lots.pack[row],
            after,
        )
        mean = demand.mean_before[row]
        window = max(demand.mean_until[row] - mean, LEAST_WINDOW)
        gain = 0.0 if waits[row] else _unserved(mean, window, orders)
        low, high = 0.0, _short(demand, row, points[row], after) / window
        for _ in range(HALVINGS if gain > 0.0 else 0):
            share = (low + high) / 2
            if _short(demand, row, points[row] + gain * share, after) / window > share:
                low = share
            else:
                high = share
        served[row] = max(1.0 - high, 0.0)
        point = points[row] + gain * high
        there[row] = (
            _on_hand(demand.before[row], mean, point, after)
            + _on_hand(demand.until[row], demand.mean_until[row], point, after)
        ) / 2
    return served, there
