"""Which service target and order cycle would have cost least, class by class.

Chosen on past weeks only and judged on the weeks after them: windows grow, each choice
is made on all weeks up to a window and judged on the next one. What was chosen on the
same weeks that judge it always looks good.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.simulation.candidates import CANDIDATES, CLASSES, Candidate
from models.simulation.certainty import Interval, interval
from models.simulation.ground import Floats

WINDOWS = 4


@dataclass(frozen=True)
class Tuned:
    """The candidate that cost a class least, and how sure it is to cost less."""

    abc: str
    candidate: Candidate
    amount: float
    """Its total cost over all weeks that were judged."""
    planned_amount: float
    """That of the parameters in force."""
    ahead: Interval
    """What choices saved on the weeks after those they were made on."""
    same_rate: float
    """Share of the windows that chose the same candidate."""

    @property
    def is_sure(self) -> bool:
        """Whether it may be adopted: it saved on weeks it had not seen, surely."""
        return self.ahead.low > 0 and self.amount < self.planned_amount


def tuned(
    tried: Sequence[Floats], planned: Floats, classes: np.ndarray, first_week: int
) -> list[Tuned]:
    """Return the choice of each class that has items.

    ``tried`` holds the cost of each candidate by week and item-location, ``planned``
    that of the plans as they were made; weeks before ``first_week`` are not judged.
    """
    found = []
    for abc in CLASSES:
        within = classes == abc
        if not within.any():
            continue
        costs = np.stack([one[first_week:, within] for one in tried])
        found.append(_tuned(abc, costs, planned[first_week:, within]))
    return found


def _tuned(abc: str, costs: Floats, planned: Floats) -> Tuned:
    """Choose for one class: ``costs`` are candidates by weeks by item-locations."""
    ends = np.linspace(0, planned.shape[0], WINDOWS + 1).astype(int)[1:]
    choices = [_cheapest(costs[:, :end]) for end in ends]
    saved = np.concatenate(
        [
            planned[end:later] - costs[choice, end:later]
            for end, later, choice in zip(ends, ends[1:], choices, strict=False)
        ]
    )
    best = choices[-1]
    return Tuned(
        abc=abc,
        candidate=CANDIDATES[best],
        amount=float(costs[best].sum()),
        planned_amount=float(planned.sum()),
        ahead=interval(saved),
        same_rate=float(np.mean([choice == best for choice in choices])),
    )


def _cheapest(costs: Floats) -> int:
    """Return the candidate that cost least in sum; the first of equals."""
    return int(costs.sum(axis=(1, 2)).argmin())
