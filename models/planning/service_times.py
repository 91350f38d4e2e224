"""Where safety stock is cheapest: the guaranteed-service model on trees of places.

Each place promises a service time to what it replenishes: 0 days from its shelf, more
if it orders first. What it cannot pass on it must cover with safety stock.
"""

import numba
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


@numba.njit(cache=True)
def service_times(
    source: Whole,
    days: Whole,
    inbound: Whole,
    most: Whole,
    weight: Floats,
    own_weight: Floats,
) -> tuple[Whole, Whole, Floats]:
    """Return each place's inbound and outbound service time, and the cost of its stock.

    The places of a tree stand after their ``source`` (its row; -1: outside, which
    serves in ``inbound`` days). ``days`` are a place's own replenishment days, ``most``
    the longest service time it may promise, ``weight`` what a root of a day to cover
    costs: holding cost x z x standard deviation of a day's demand of all it serves;
    ``own_weight`` the same of its own customers, who are served at once from stock
    that covers what the place promises to others.

    Minimises Σ weight · √(inbound + days - outbound), inbound being the outbound time
    of the source, by dynamic programming from the leaves up (Graves & Willems 2000,
    Manufacturing & Service Operations Management 2, 68-83; Snyder & Shen,
    *Fundamentals of Supply Chain Theory*, 2nd ed., §6.3).
    """
    places = len(source)
    longest = np.zeros(places, np.int64)
    for place in range(places):
        reached = longest[source[place]] if source[place] >= 0 else inbound[place]
        longest[place] = reached + days[place]
    width = (longest.max() if places else 0) + 1
    below = np.zeros((places, width))
    chosen = np.zeros((places, width), np.int64)
    for place in range(places - 1, -1, -1):
        for came in range(longest[place] - days[place] + 1):
            best = np.inf
            for out in range(min(came + days[place], most[place]) + 1):
                cost = (
                    weight[place] * np.sqrt(came + days[place] - out)
                    + own_weight[place] * np.sqrt(out)
                    + below[place, out]
                )
                if cost < best:
                    best, chosen[place, came] = cost, out
            if source[place] >= 0:
                below[source[place], came] += best
    arrives, promised = np.zeros(places, np.int64), np.zeros(places, np.int64)
    costs = np.zeros(places)
    for place in range(places):
        came = promised[source[place]] if source[place] >= 0 else inbound[place]
        out = chosen[place, came]
        arrives[place], promised[place] = came, out
        costs[place] = weight[place] * np.sqrt(came + days[place] - out) + own_weight[
            place
        ] * np.sqrt(out)
    return arrives, promised, costs
