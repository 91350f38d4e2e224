"""A policy replayed on the ground that all policies share."""

from dataclasses import dataclass

import numpy as np

from models.simulation.ground import Ground, Levels, Singles
from models.simulation.kernel import WEEK_DAYS, Tally, live_through


@dataclass(frozen=True)
class Outcome:
    """What came of a policy: units and days by week and item-location.

    ``stocked`` sums the units at the end of each day over the days of the week;
    ``orders`` has a column per supplier and place, not per item-location.
    """

    demanded: Singles
    served: Singles
    stocked: Singles
    short_days: Singles
    lines: Singles
    orders: Singles


def replayed(ground: Ground, levels: Levels) -> Outcome:
    """Live through all days with the orders that ``levels`` give."""
    weeks = -(-ground.days // WEEK_DAYS)
    by_place = (weeks, ground.places)
    tally = Tally(
        demanded=np.zeros(by_place, np.float32),
        served=np.zeros(by_place, np.float32),
        stocked=np.zeros(by_place, np.float32),
        short_days=np.zeros(by_place, np.float32),
        lines=np.zeros(by_place, np.float32),
        orders=np.zeros((weeks, len(ground.least_amount)), np.float32),
    )
    for first, last in zip(ground.blocks[:-1], ground.blocks[1:], strict=True):
        live_through(
            int(first), int(last), ground.demand, ground.patient, ground.other,
            ground.given,
            ground.arrival, ground.chance, ground.stock, ground.planned_from,
            ground.sold_from, ground.terms, ground.least_amount,
            levels.point, levels.up_to, levels.daily, levels.vintage, tally,
        )  # fmt: skip
    return Outcome(**tally._asdict())
