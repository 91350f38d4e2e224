"""Demand taken apart: trend, week, year and what is left."""

from dataclasses import dataclass

import numpy as np
from statsmodels.tsa.seasonal import MSTL, STL

from models.reports.study.days import WEEK, Floats

LEAST_DAYS = 28
YEAR = 364
"""A year of whole weeks, so that weekdays meet weekdays."""
LEAST_YEARLY_DAYS = 730
SHUFFLES = 19
"""More than each of 19 shuffles is more than chance gives in 1 of 20 cases."""
STRONG, MODERATE = 0.6, 0.3
SEED = 20_200_101


@dataclass(frozen=True)
class Part:
    """One part of demand, how strong it is, and the most that chance made of it."""

    values: Floats
    strength: float
    chance: float

    @property
    def word(self) -> str:
        """Return how strong it is in a word."""
        if self.strength <= self.chance:
            return "none"
        shown = round(self.strength, 2)
        if shown < MODERATE:
            return "weak"
        return "moderate" if shown < STRONG else "strong"


@dataclass(frozen=True)
class Decomposition:
    """The parts by name (trend, week, year), and what they leave."""

    parts: dict[str, Part]
    remainder: Floats


def decomposed(values: Floats) -> Decomposition:
    """Take daily demand apart by STL, from two years on by MSTL.

    STL is that of Cleveland and others (1990), MSTL that of Bandara, Hyndman and
    Bergmeir (2021). The strength of a part is max(0, 1 − Var(R) / Var(part + R)) with
    the remainder R (Wang, Smith and Hyndman 2006). Two years make a year out of noise
    as well, so every strength stands beside the largest of the same days shuffled.
    """
    parts, remainder = _parts(values)
    chance = _chance(values)
    found = {
        name: Part(part, strength(part, remainder), chance[name])
        for name, part in parts.items()
    }
    return Decomposition(found, remainder)


def _parts(values: Floats) -> tuple[dict[str, Floats], Floats]:
    """Return the parts and the remainder."""
    if len(values) < LEAST_YEARLY_DAYS:
        plain = STL(values, period=WEEK, robust=True).fit()
        return {"trend": plain.trend, "week": plain.seasonal}, plain.resid
    whole = MSTL(values, periods=(WEEK, YEAR), stl_kwargs={"seasonal_deg": 0}).fit()
    week, year = whole.seasonal.T
    return {"trend": whole.trend, "week": week, "year": year}, whole.resid


def strength(part: Floats, remainder: Floats) -> float:
    """Return how much of what is not explained otherwise a part explains, 0 to 1.

    >>> strength(np.array([1.0, -1.0, 1.0, -1.0]), np.zeros(4))
    1.0
    """
    both = float(np.var(part + remainder))
    return max(0.0, 1.0 - float(np.var(remainder)) / both) if both > 0 else 0.0


def _chance(values: Floats) -> dict[str, float]:
    """Return the largest strength of each part among shuffles of the days."""
    shuffler = np.random.default_rng(SEED)
    most: dict[str, float] = {}
    for _ in range(SHUFFLES):
        parts, remainder = _parts(shuffler.permutation(values))
        for name, part in parts.items():
            most[name] = max(most.get(name, 0.0), strength(part, remainder))
    return most
